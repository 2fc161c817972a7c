package repo

import (
	"context"

	"unmn/pkg/record"
)

// Rewrite replaces a file of the work tree that holds f.Old by f.New, whole or not at
// all, and keeps its mode. It records nothing: it is for a program that brings a file
// into another form, as an editor would. A file that holds something else by then is
// somebody's edit; it stays, and the kind of the error is Edited.
func (r *Repo) Rewrite(ctx context.Context, f record.File) error {
	own, err := r.own(ctx, patience)
	if err != nil {
		return err
	}
	err = r.heal(ctx, own.died)
	if err == nil {
		err = r.rewrite(f)
	}
	own.release(err == nil || KindOf(err) == Edited)
	return err
}

func (r *Repo) rewrite(file record.File) error {
	f := newFollower(r, &journal{})
	f.data = map[string][]byte{file.Path: file.New}
	err := f.place(journalFile{Path: file.Path, Old: blobHash(file.Old), New: blobHash(file.New), Mode: modeRegular})
	if err == nil && len(f.notes) > 0 {
		return &Error{Kind: Edited, Message: quote(file.Path) + " was edited meanwhile and stays as it is", Paths: []string{file.Path}}
	}
	for dir := range f.dirs {
		if err == nil {
			err = f.flush(dir)
		}
	}
	if err != nil {
		return failed("cannot write "+quote(file.Path), err)
	}
	return nil
}
