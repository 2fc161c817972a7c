package repo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// `git gc --prune=now` removes objects that nothing refers to, and for a moment that
// is what the objects of a commit are. git lets one gc run at a time, by the file
// gc.pid; whoever holds it keeps gc out, and so do we while a commit is written.

const (
	cleaningName = "gc.pid"
	cleaningOld  = 12 * time.Hour // git believes no gc.pid that is older
)

// holdCleaning keeps git from cleaning up until release is called, after waiting for
// a gc that runs. The file is made whole under a second name and linked into place:
// one that we leave in a crash is proven ours by that name, and names a dead process,
// which git sees. Whoever calls holds unmn's lock.
func (r *Repo) holdCleaning(ctx context.Context) (release func(), err error) {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	text := fmt.Appendf(nil, "%d %s", os.Getpid(), host)
	l := r.cleaningLock()
	if err = l.prepare(text); err == nil {
		err = retry(ctx, patience, func() (bool, error) { return r.claimCleaning(l, text, host) })
	}
	switch {
	case errors.Is(err, errStillHeld):
		l.abandonPrivate()
		return nil, &Error{Kind: Busy, Message: "git is cleaning up this repository: " + quote(r.shown(cleaningName)) + " is there",
			Hint: "try again when `git gc` has ended"}
	case err != nil:
		_ = l.forget()
		return nil, failed("cannot keep git from cleaning up", err)
	case l.private == "":
		return func() { _ = l.disk.remove(l.path) }, nil
	}
	return func() { _ = l.forget() }, nil
}

// cleaningLock is gc.pid with its second name, not yet taken.
func (r *Repo) cleaningLock() *gitLock {
	return &gitLock{disk: r.disk, path: r.gitPath(cleaningName), private: r.gitPath(ownDir + "/" + cleaningName)}
}

// prepare writes the file that is to be linked, in the place of one that a dead
// process of ours left.
func (l *gitLock) prepare(text []byte) error {
	if err := l.forget(); err != nil {
		return err
	}
	f, err := l.disk.create(l.private, 0o666)
	if err != nil {
		return err
	}
	return errors.Join(l.disk.write(f, text), f.Close())
}

// claimCleaning makes gc.pid ours; it is false while somebody else has it. git locks
// the file, looks at it, and renames its own into its place: if we see no lock after
// ours is there, git will see ours.
func (r *Repo) claimCleaning(l *gitLock, text []byte, host string) (bool, error) {
	done, err := l.try()
	switch {
	case err != nil:
		return false, err
	case !done && r.cleaningEnded(l.path, host):
		return false, unlessAbsent(r.disk.remove(l.path))
	case !done:
		return false, nil
	case l.private == "": // without links it is written in its place
		if err := errors.Join(l.disk.write(l.file, text), l.file.Close()); err != nil {
			return false, errors.Join(err, r.disk.remove(l.path))
		}
	default:
		if mine, err := same(l.private, l.path); !mine || err != nil {
			return false, err
		}
	}
	if _, err := os.Lstat(l.path + ".lock"); !absent(err) {
		return false, r.disk.remove(l.path)
	}
	return true, nil
}

// cleaningEnded reports whether a gc.pid is of nobody who lives, by git's own rule.
func (r *Repo) cleaningEnded(name, host string) bool {
	fi, err := os.Lstat(name)
	if err != nil {
		return false // gone, or nobody knows
	}
	text, err := readSmall(name)
	if err != nil {
		return false
	}
	var pid int
	var where string
	n, _ := fmt.Sscanf(string(text), "%d %s", &pid, &where)
	age := time.Since(fi.ModTime())
	switch {
	case age > cleaningOld:
		return true
	case n < 2:
		return age > patience // being written, by one who may have died of it
	}
	// With our own number it is of a dead process that had it, or of an attempt of ours
	// that failed: whoever asks holds unmn's lock, and claims it once.
	return where == host && (pid == os.Getpid() || !alive(pid))
}
