package repo

import (
	"context"
	"errors"
	"io/fs"
)

// An EditKind says what an edit that is not committed did to a file.
type EditKind string

// What an edit did. A file is Conflicting while git waits for somebody to settle it.
const (
	FileAdded       EditKind = "added"
	FileChanged     EditKind = "changed"
	FileRemoved     EditKind = "removed"
	FileConflicting EditKind = "in conflict"
)

// An Edit is a file that is not as HEAD has it.
type Edit struct {
	Path     string
	Kind     EditKind
	Staged   bool // in the index, so that a `git commit` would take it
	Unstaged bool // in the work tree beyond the index
}

// Edits tells of every file that Differs lists what was done to it.
func (r *Repo) Edits(ctx context.Context, prefix string) ([]Edit, error) {
	d, paths, err := r.differ(ctx, prefix)
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	out := make([]Edit, len(paths))
	for i, name := range paths {
		if out[i], err = editOf(name, d.base, d.index, d.files); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// editOf compares HEAD, index and work tree at one path.
func editOf(name string, base *Snapshot, x *index, files *folders) (Edit, error) {
	e := Edit{Path: name, Kind: FileChanged}
	old, err := base.entry(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return e, err
	}
	staged, mode, settled := stagedAt(x, name)
	if !settled {
		e.Kind, e.Unstaged = FileConflicting, true
		return e, nil
	}
	onDisk, there, err := onDiskAt(files, name)
	if err != nil {
		return e, err
	}
	e.Staged = staged != old.hash || !staged.IsZero() && mode != indexMode(old.mode)
	e.Unstaged = onDisk != staged || there && onDisk.IsZero() || !e.Staged
	switch {
	case old.mode == 0:
		e.Kind = FileAdded
	case !there, staged.IsZero():
		e.Kind = FileRemoved
	}
	return e, nil
}

// stagedAt is what the index has at a path: the zero hash for nothing, or for a file
// that is only meant to be added. It is not settled while it is in conflict.
func stagedAt(x *index, name string) (staged hash, mode uint32, settled bool) {
	from, to := x.find(name)
	switch {
	case from == to:
		return hash{}, 0, true
	case to-from > 1, x.entry(from).stage() != 0:
		return hash{}, 0, false
	case x.entry(from).extended()&flagIntent != 0:
		return hash{}, 0, true
	}
	return x.entry(from).hash(), x.entry(from).mode(), true
}

// onDiskAt is what lies in the work tree at a path, and whether anything does; what is
// no file has the zero hash.
func onDiskAt(files *folders, name string) (onDisk hash, there bool, err error) {
	fi, err := files.lstat(name)
	switch {
	case absent(err), errors.Is(err, errLink), errors.Is(err, errNoFolder):
		return hash{}, false, nil
	case err != nil:
		return hash{}, false, failed("cannot look at "+quote(name), err)
	case !fi.Mode().IsRegular():
		return hash{}, true, nil
	}
	b, _, err := files.read(name)
	if err != nil {
		return hash{}, true, failed("cannot read "+quote(name), err)
	}
	return blobHash(b), true, nil
}
