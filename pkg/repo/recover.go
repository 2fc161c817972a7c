package repo

import (
	"context"
	"os"
)

// Recovery finishes what a dead process began: after its commit point the rest is
// done again, before it the traces are removed. Not knowing is not no: what cannot
// be read is kept and reported.

// Recover heals what a process that died left behind. It does nothing, and takes
// no lock, when there is nothing to heal or another process is at work. A reading
// command may call it first and go on whatever it says: nothing recorded is lost.
// Its errors are of the kinds Busy, Damaged, Failed, and Unusual where nothing can
// be written.
func (r *Repo) Recover(ctx context.Context) error {
	if !r.leftovers() {
		return nil
	}
	own, err := r.own(ctx, 0)
	if KindOf(err) == Busy && err != nil {
		return nil // whoever holds the lock is alive and heals it
	}
	if err != nil {
		return err
	}
	err = r.heal(ctx, own.died)
	own.release(err == nil)
	return err
}

// leftovers reports whether a journal or a lock of ours is there.
func (r *Repo) leftovers() bool {
	for _, name := range []string{"journal", "index.lock", "HEAD.lock", "ref.lock", cleaningName} {
		if _, err := os.Lstat(r.gitPath(ownDir + "/" + name)); !absent(err) {
			return true
		}
	}
	return false
}

// heal does it, under our own lock. died says that the last holder of the lock
// did not give it back.
func (r *Repo) heal(ctx context.Context, died bool) error {
	if !died && !r.leftovers() {
		return nil
	}
	j, err := r.readJournal()
	if err != nil {
		return err
	}
	if j == nil {
		return r.sweep("")
	}
	at, err := r.readHead()
	if err != nil {
		return err // the journal is kept: it may be needed
	}
	// HEAD tells whether the commit point was passed, and also whether the work tree
	// still is the one of that branch.
	if at.hash == j.New {
		if err := r.redo(ctx, j); err != nil {
			return err
		}
	} else if err := r.dropJournal(); err != nil {
		return failed("cannot heal what a crash left", err)
	}
	return r.sweep(j.Ref)
}

// redo completes a commit whose process died after the commit point. Its lock on
// the index is taken over without a moment in which plain git could slip in.
func (r *Repo) redo(ctx context.Context, j *journal) error {
	lock, err := r.gitLock(ctx, "index", "index", true, patience)
	if err != nil {
		return err
	}
	notes, err := r.follow(j, lock, nil, nil)
	if err != nil {
		lock.keep()
		return failed("the change before, "+short(j.New)+", is "+recorded+", but the folder cannot follow", err)
	}
	for _, n := range notes {
		r.note(n)
	}
	return nil
}

// sweep removes locks that are proven ours, and temporary files.
func (r *Repo) sweep(ref string) error {
	if ref == "" {
		h, err := r.readHead()
		if err != nil {
			return err
		}
		ref = h.ref
	}
	for _, l := range []struct{ target, name string }{{ref, "ref"}, {"HEAD", "HEAD"}, {"index", "index"}} {
		if l.target == "" {
			continue
		}
		lock := &gitLock{disk: r.disk, path: r.gitPath(l.target + ".lock"), target: r.gitPath(l.target),
			private: r.gitPath(ownDir + "/" + l.name + ".lock")}
		if err := lock.forget(); err != nil {
			return failed("cannot remove a lock that a crash left", err)
		}
	}
	if err := r.cleaningLock().forget(); err != nil {
		return failed("cannot remove a lock that a crash left", err)
	}
	if err := r.clearTemp(); err != nil {
		return failed("cannot remove what a crash left", err)
	}
	return nil
}
