package repo

import (
	"context"
	"maps"
	"path"
	"slices"
)

// Changed lists the files a commit of a history changed, sorted: those that are not
// as any of its parents had them, so that a merge has only what it settled itself.
// Folders that are equal are not opened. Where the parents are not in this clone, it
// lists every file.
func (r *Repo) Changed(ctx context.Context, e Entry) ([]string, error) {
	h, ok := parseHash(e.Hash)
	if !ok {
		return nil, noRevision(e.Hash)
	}
	c, err := r.objects.commit(h)
	if err != nil {
		return nil, err
	}
	before := []hash{{}}
	if len(e.Parents) > 0 {
		before = nil
	}
	for _, p := range e.Parents {
		h, _ := parseHash(p)
		pc, err := r.objects.commit(h)
		if err != nil {
			return nil, err
		}
		before = append(before, pc.tree)
	}
	var all map[string]bool
	for i, tree := range before {
		d := &treeDiff{ctx: ctx, objects: r.objects, found: map[string]bool{}}
		if err := d.folder(tree, c.tree, ""); err != nil {
			return nil, err
		}
		if i == 0 {
			all = d.found
		}
		maps.DeleteFunc(all, func(name string, _ bool) bool { return !d.found[name] })
	}
	return slices.Sorted(maps.Keys(all)), nil
}

// A treeDiff collects the files in which two trees differ.
type treeDiff struct {
	ctx     context.Context
	objects *objects
	found   map[string]bool
}

// folder compares two folders; the zero hash is one without files.
func (d *treeDiff) folder(old, fresh hash, at string) error {
	if old == fresh {
		return nil
	}
	if err := d.ctx.Err(); err != nil {
		return err
	}
	type sides struct{ old, fresh treeEntry }
	names := map[string]sides{}
	for i, h := range []hash{old, fresh} {
		if h.IsZero() {
			continue
		}
		list, err := d.objects.tree(h)
		if err != nil {
			return err
		}
		for _, e := range list {
			s := names[e.name]
			if i == 0 {
				s.old = e
			} else {
				s.fresh = e
			}
			names[e.name] = s
		}
	}
	for name, s := range names {
		if s.old == s.fresh {
			continue
		}
		if err := d.entry(s.old, s.fresh, path.Join(at, name)); err != nil {
			return err
		}
	}
	return nil
}

// entry compares what two trees have under one name; a file on either side is a
// file of that name.
func (d *treeDiff) entry(old, fresh treeEntry, name string) error {
	var folders [2]hash
	for i, e := range []treeEntry{old, fresh} {
		switch {
		case e.dir():
			folders[i] = e.hash
		case e.mode != 0:
			d.found[name] = true
		}
	}
	return d.folder(folders[0], folders[1], name)
}
