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
	paths, err := r.Differs(ctx, prefix)
	if err != nil || len(paths) == 0 {
		return nil, err
	}
	base, err := r.At(ctx, "HEAD")
	if err != nil {
		return nil, err
	}
	x, err := r.readIndex()
	if err != nil {
		return nil, err
	}
	files := newFolders(r.tree)
	out := make([]Edit, len(paths))
	for i, name := range paths {
		if out[i], err = editOf(name, base, x, files); err != nil {
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
	var staged, onDisk hash
	from, to := x.find(name)
	if to-from > 1 || to > from && x.entry(from).stage() != 0 {
		e.Kind, e.Unstaged = FileConflicting, true
		return e, nil
	}
	if to > from && x.entry(from).extended()&flagIntent == 0 {
		staged = x.entry(from).hash()
		e.Staged = old.mode == 0 || staged != old.hash || x.entry(from).mode() != indexMode(old.mode)
	} else {
		e.Staged = old.mode != 0
	}
	there := false
	if fi, err := files.lstat(name); err == nil {
		there = true
		if b, _, err := files.read(name); fi.Mode().IsRegular() && err == nil {
			onDisk = blobHash(b)
		}
	} else if !absent(err) && !errors.Is(err, errLink) && !errors.Is(err, errNoFolder) {
		return e, failed("cannot look at "+quote(name), err)
	}
	e.Unstaged = onDisk != staged || there && onDisk.IsZero() || !e.Staged
	switch {
	case old.mode == 0:
		e.Kind = FileAdded
	case !there, e.Staged && staged.IsZero():
		e.Kind = FileRemoved
	}
	return e, nil
}
