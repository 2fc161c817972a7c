package repo

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// Differs lists the files at or below prefix ("." for all) that are not in the
// work tree and in the index as HEAD has them: edited, staged, new, removed,
// ignored ones too. The paths are sorted. Files that the index proves untouched
// are not read; those that a sparse checkout leaves out do not differ. In a bare
// repository nothing does.
func (r *Repo) Differs(ctx context.Context, prefix string) ([]string, error) {
	_, paths, err := r.differ(ctx, prefix)
	return paths, err
}

// differ is Differs, with what was compared.
func (r *Repo) differ(ctx context.Context, prefix string) (*differ, []string, error) {
	if !fs.ValidPath(prefix) {
		return nil, nil, &fs.PathError{Op: "differs", Path: prefix, Err: fs.ErrInvalid}
	}
	if r.root == "" {
		return nil, nil, ctx.Err()
	}
	base, err := r.At(ctx, "HEAD")
	if err != nil {
		return nil, nil, err
	}
	x, err := r.readIndex()
	if err != nil {
		return nil, nil, err
	}
	local, err := r.localSettings()
	if err != nil {
		return nil, nil, err
	}
	d := &differ{ctx: ctx, base: base, index: x, files: r.newFolders(), found: map[string]bool{}, sparse: local.wanted("core.sparsecheckout")}
	paths, err := d.paths(prefix)
	return d, paths, err
}

// paths are those at or below a prefix at which something differs.
func (d *differ) paths(prefix string) ([]string, error) {
	if err := d.committed(prefix); err != nil {
		return nil, err
	}
	d.staged(prefix)
	if err := d.onDisk(prefix); err != nil {
		return nil, err
	}
	list := make([]string, 0, len(d.found))
	for p := range d.found {
		list = append(list, p)
	}
	slices.Sort(list)
	return list, nil
}

type differ struct {
	ctx   context.Context
	base  *Snapshot
	index *index
	files *folders
	found map[string]bool

	sparse bool // some files are left out of the work tree
}

// committed compares every file of HEAD with the index and the work tree.
func (d *differ) committed(prefix string) error {
	e, err := d.base.entry(prefix)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !e.dir() {
		return d.file(prefix, e)
	}
	list, err := d.base.folder(prefix)
	if err != nil {
		return err
	}
	for _, e := range list {
		name := path.Join(prefix, e.name)
		if e.dir() {
			err = d.committed(name)
		} else {
			err = d.file(name, e)
		}
		if err != nil {
			return err
		}
	}
	return d.ctx.Err()
}

func (d *differ) file(name string, e treeEntry) error {
	entry := d.index.only(name)
	if entry == nil || entry.hash() != e.hash {
		d.found[name] = true
		return nil
	}
	if !e.regular() {
		return nil // links and submodules are no records
	}
	fi, err := d.files.lstat(name)
	if d.sparse && absent(err) && entry.extended()&flagSkip != 0 {
		return nil
	}
	if err != nil || !fi.Mode().IsRegular() || entry.mode() != indexMode(e.mode) || modeDiffers(fi, e) {
		d.found[name] = true
		return nil
	}
	if entry.stat() == statOf(fi) && fi.ModTime().Before(d.index.stamp) {
		return nil // proven untouched
	}
	b, _, err := d.files.read(name)
	if err != nil || blobHash(b) != e.hash {
		d.found[name] = true
	}
	return nil
}

// modeDiffers reports whether a file is executable where the commit says it is not,
// or the other way round.
func modeDiffers(fi fs.FileInfo, e treeEntry) bool {
	exec, trusted := executable(fi.Mode())
	return trusted && exec != (e.mode == filemode.Executable)
}

// staged finds what is in the index and not in HEAD.
func (d *differ) staged(prefix string) {
	from := 0
	if prefix != "." {
		from, _ = d.index.find(prefix)
	}
	for i := from; i < d.index.count(); i++ {
		name := string(d.index.entry(i).path())
		if !within(name, prefix) {
			if prefix != "." && name > prefix+"0" { // "0" follows "/"
				return
			}
			continue
		}
		if _, err := d.base.entry(name); err != nil {
			d.found[name] = true
		}
	}
}

// within reports whether a path is a prefix or lies below it.
func within(name, prefix string) bool {
	return prefix == "." || name == prefix || len(name) > len(prefix) && name[:len(prefix)] == prefix && name[len(prefix)] == '/'
}

// onDisk finds what lies in the work tree and is not in HEAD.
func (d *differ) onDisk(prefix string) error {
	fi, err := d.files.lstat(prefix)
	if absent(err) || errors.Is(err, errLink) || errors.Is(err, errNoFolder) {
		return nil
	}
	if err != nil {
		return failed("cannot look at "+quote(prefix), err)
	}
	if !fi.IsDir() {
		if _, err := d.base.entry(prefix); err != nil {
			d.found[prefix] = true
		}
		return nil
	}
	list, err := d.files.list(prefix)
	if err != nil {
		return failed("cannot look at "+quote(prefix), err)
	}
	for _, e := range list {
		name := path.Join(prefix, e.Name())
		if known, err := d.base.entry(name); err == nil && known.mode == filemode.Submodule {
			continue // another repository
		}
		if e.IsDir() {
			if err := d.onDisk(name); err != nil {
				return err
			}
			continue
		}
		if known, err := d.base.entry(name); err != nil || known.dir() {
			d.found[name] = true
		}
	}
	return d.ctx.Err()
}
