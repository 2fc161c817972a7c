package repo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The commit point is the rename of the branch's lock into the place of the branch.
// Before it the objects, the journal and the lock are written; then all of them are
// flushed side by side, and then their names: a disk that is asked for ten files at
// once answers nearly as fast as for one.

// errUnknown: the disk answered neither yes nor no at the commit point.
var errUnknown = errors.New("unknown whether the branch moved")

// point passes the commit point, with the branch by compare-and-swap. When it is not
// reached the journal is dropped again.
func (t *transaction) point(ctx context.Context, j *journal, objects *objectWriter) error {
	headLock, err := t.r.gitLock(ctx, "HEAD", "HEAD", false, shortWait)
	if err != nil {
		return err
	}
	defer headLock.release()
	branch, err := t.lockBranch(ctx, j.Ref)
	if err != nil {
		return err
	}
	defer branch.release()
	now, err := t.r.readHead()
	if err != nil {
		return err
	}
	if now.ref != j.Ref || now.hash != j.Old {
		return errMoved
	}
	if err := branch.write([]byte(j.New.String() + "\n")); err != nil {
		return failed("cannot move the branch", err)
	}
	if err = t.settle(j, objects, branch); err == nil {
		err = t.swap(j, branch)
	}
	if err != nil && !errors.Is(err, errUnknown) {
		_ = t.r.dropJournal() // or else recovery does: the branch is not at the commit
	}
	return err
}

// settle makes durable what the commit point relies on: the objects, the journal and
// what was written to the branch's lock. Then their names; the journal's may come to
// be before the objects are there, since recovery drops one whose commit the branch
// has not reached.
func (t *transaction) settle(j *journal, objects *objectWriter, branch *gitLock) error {
	r := t.r
	draft, err := r.draftJournal(j)
	if err != nil {
		return failed("cannot write the journal", err)
	}
	defer draft.Close() //nolint:errcheck // it is flushed
	sync := func(f *os.File) func() error { return func() error { return r.disk.sync(f) } }
	err = together(append(objects.contents(), sync(draft), sync(branch.file)))
	var names []func() error
	if err == nil {
		names, err = objects.names()
	}
	if err == nil {
		draft.Close() // an open file cannot be renamed everywhere
		err = r.disk.rename(draft.Name(), r.gitPath(journalName))
	}
	if err != nil {
		_ = r.disk.remove(draft.Name())
		return failed("cannot write the commit", err)
	}
	own := func() error { return r.disk.syncDir(r.gitPath(ownDir)) }
	if err := together(append(names, own)); err != nil {
		return failed("cannot write the commit", err)
	}
	return nil
}

// swap moves the branch, whose lock holds where to.
func (t *transaction) swap(j *journal, branch *gitLock) error {
	done, err := branch.place()
	if done {
		return nil
	}
	at, e := t.r.readRef(j.Ref)
	switch {
	case e != nil:
		return &Error{Kind: Damaged, Message: fmt.Sprintf("the branch could not be read after it was moved (%s); "+
			"the next command finds out whether the change %s is recorded", cause(e), short(j.New)),
			Hint: "see with `git log -1`", Err: errUnknown}
	case at == j.New:
		return nil
	}
	return failed("cannot move the branch", err)
}

// lockBranch takes git's lock of a branch, in a folder that git removes when it
// finds it empty.
func (t *transaction) lockBranch(ctx context.Context, ref string) (*gitLock, error) {
	for again := 0; ; again++ {
		if err := t.r.disk.mkdirAll(filepath.Dir(t.r.gitPath(ref))); err != nil {
			return nil, failed("cannot move the branch", err)
		}
		lock, err := t.r.gitLock(ctx, ref, "ref", false, shortWait)
		if !errors.Is(err, fs.ErrNotExist) || again == mostAttempts {
			return lock, err
		}
	}
}
