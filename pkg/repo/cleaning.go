package repo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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
// a gc that runs. A gc.pid that we leave in a crash names a dead process, which git
// and we see.
func (r *Repo) holdCleaning(ctx context.Context) (release func(), err error) {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	name := r.gitPath(cleaningName)
	var mine fs.FileInfo
	err = retry(ctx, patience, func() (bool, error) {
		mine, err = r.claimCleaning(name, host)
		return mine != nil, err
	})
	switch {
	case errors.Is(err, errStillHeld):
		return nil, &Error{Kind: Busy, Message: "git is cleaning up this repository: " + quote(r.shown(cleaningName)) + " is there",
			Hint: "try again when `git gc` has ended"}
	case err != nil:
		return nil, failed("cannot keep git from cleaning up", err)
	}
	return func() {
		if now, err := os.Lstat(name); err == nil && os.SameFile(now, mine) {
			_ = r.disk.remove(name)
		}
	}, nil
}

// claimCleaning makes gc.pid ours, or gives nil while somebody else has it. git locks
// the file, looks at it, and renames its own into its place: if we see no lock after
// ours is there, git will see ours.
func (r *Repo) claimCleaning(name, host string) (fs.FileInfo, error) {
	f, err := r.disk.create(name, 0o666)
	if errors.Is(err, fs.ErrExist) {
		if r.cleaningEnded(name, host) {
			if err := r.disk.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
		}
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // what is written needs not last
	err = r.disk.write(f, fmt.Appendf(nil, "%d %s", os.Getpid(), host))
	mine, e := f.Stat()
	if err = errors.Join(err, e); err != nil {
		_ = r.disk.remove(name)
		return nil, err
	}
	now, err := os.Lstat(name)
	if err != nil || !os.SameFile(now, mine) {
		return nil, unlessAbsent(err)
	}
	if _, err := os.Lstat(name + ".lock"); !absent(err) {
		return nil, r.disk.remove(name)
	}
	return mine, nil
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
