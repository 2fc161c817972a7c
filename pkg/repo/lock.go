package repo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"syscall"
	"time"
)

// Two sorts of locks: our own, which the system frees when a process dies, orders
// unmn against unmn; git's ".lock" files keep plain git out, and are proven ours
// after a crash by a second name of the same file in our folder.

const (
	ownDir   = "unmn"      // our folder in the git directory
	ownLock  = "unmn/lock" // our own lock
	patience = 5 * time.Second
)

// An ownership is our own lock, held.
type ownership struct {
	disk disk
	file *os.File
	died bool // the one before us did not give it back: it died
}

// own takes our own lock, waiting for others with patience.
func (r *Repo) own(ctx context.Context, wait time.Duration) (*ownership, error) {
	if err := r.disk.mkdirAll(r.gitPath(ownDir)); err != nil {
		return nil, unwritable(err)
	}
	f, err := r.disk.open(r.gitPath(ownLock), 0)
	if err != nil {
		return nil, unwritable(err)
	}
	err = retry(ctx, wait, func() (bool, error) {
		held, err := flock(f)
		return !held, err
	})
	if err == nil {
		o := &ownership{disk: r.disk, file: f}
		if err = o.sign(r.env.Now()); err == nil {
			return o, nil
		}
		err = failed("cannot take unmn's lock", err)
	} else if errors.Is(err, errStillHeld) {
		err = &Error{Kind: Busy, Message: "another change is being written" + r.holder()}
	}
	f.Close()
	return nil, err
}

// unwritable is the error of a repository nothing can be written to.
func unwritable(err error) error {
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return &Error{Kind: Unusual, Message: "the repository cannot be written: " + cause(err), Err: err}
	}
	return failed("cannot take unmn's lock", err)
}

// sign writes who holds the lock, for whoever waits for it.
func (o *ownership) sign(now time.Time) error {
	fi, err := o.file.Stat()
	if err != nil {
		return err
	}
	o.died = fi.Size() > 0
	if err := o.disk.truncate(o.file); err != nil {
		return err
	}
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	text := fmt.Sprintf("process %d on %s since %s\n", os.Getpid(), host, now.Format("2006-01-02 15:04:05"))
	return o.disk.write(o.file, []byte(text))
}

// release gives the lock back. An empty file says that nothing is left to heal;
// when it cannot be emptied, the next process looks for itself.
func (o *ownership) release(clean bool) {
	if clean {
		_ = o.disk.truncate(o.file)
	}
	o.file.Close()
}

// holder is who the lock file says holds it, for a message.
func (r *Repo) holder() string {
	text, err := readSmall(r.gitPath(ownLock))
	line, _, _ := strings.Cut(string(text), "\n")
	if err != nil || line == "" {
		return ""
	}
	return " by " + strings.ToValidUTF8(line, "?")
}

var errStillHeld = errors.New("still held")

// retry asks until it is done or patience ends, with pauses that differ between
// processes. It always asks once.
func retry(ctx context.Context, wait time.Duration, ask func() (done bool, err error)) error {
	end := time.Now().Add(wait)
	for {
		done, err := ask()
		if done || err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if !time.Now().Before(end) {
			return errStillHeld
		}
		time.Sleep(time.Millisecond + rand.N(12*time.Millisecond))
	}
}

// A gitLock is one of git's lock files, held. What is written to it takes the
// place of its target when it is committed.
type gitLock struct {
	disk    disk
	path    string // .git/index.lock
	target  string // .git/index
	private string // our second name of it; "" where there are no hard links
	file    *os.File
}

// gitLock takes the lock file of a target below the git directory as git takes
// it. With adopt, one that a dead process of ours left is taken over without a
// moment in which it is free.
func (r *Repo) gitLock(ctx context.Context, target, name string, adopt bool, wait time.Duration) (*gitLock, error) {
	l := &gitLock{disk: r.disk, path: r.gitPath(target + ".lock"), target: r.gitPath(target),
		private: r.gitPath(ownDir + "/" + name + ".lock")}
	if adopt {
		if done, err := l.takeOver(); done || err != nil {
			return l, err
		}
	}
	if err := l.forget(); err != nil {
		return nil, failed("cannot remove "+quote(l.private), err)
	}
	f, err := l.disk.create(l.private, 0o666)
	if err != nil {
		return nil, failed("cannot lock "+quote(target), err)
	}
	l.file = f
	err = retry(ctx, wait, l.try)
	if err == nil {
		return l, nil
	}
	l.abandonPrivate()
	if errors.Is(err, errStillHeld) {
		return nil, r.gitBusy(target)
	}
	return nil, failed("cannot lock "+quote(target), err)
}

// gitBusy says that git's lock is held; whether its owner lives, nobody can know.
func (r *Repo) gitBusy(target string) error {
	since := ""
	if fi, err := os.Lstat(r.gitPath(target + ".lock")); err == nil {
		since = " since " + fi.ModTime().In(r.env.Now().Location()).Format("2006-01-02 15:04:05")
	}
	return &Error{Kind: Busy, Message: fmt.Sprintf("git is at work in this repository: %q is there%s", r.shown(target+".lock"), since),
		Hint: "try again; if no git is running, one has crashed: `rm " + r.shown(target+".lock") + "`"}
}

func (l *gitLock) try() (bool, error) {
	err := l.disk.link(l.private, l.path)
	if err == nil {
		return true, nil
	}
	// A link that failed may have been made, on a network disk.
	if made, e := same(l.private, l.path); made || e != nil {
		return made, e
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return false, nil
	case !noLinks(err):
		return false, err
	}
	f, err := l.disk.create(l.path, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	l.abandonPrivate()
	l.file, l.private = f, ""
	return true, nil
}

// noLinks reports whether an error says that this disk has no hard links.
func noLinks(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EMLINK)
}

// takeOver adopts the lock file of a dead process of ours, if there is one.
func (l *gitLock) takeOver() (bool, error) {
	if mine, err := same(l.private, l.path); !mine || err != nil {
		return false, err
	}
	if placed, err := same(l.private, l.target); placed || err != nil {
		return false, err
	}
	f, err := l.disk.open(l.private, 0)
	if err != nil {
		return false, err
	}
	if err := l.disk.truncate(f); err != nil {
		f.Close()
		return false, err
	}
	l.file = f
	return true, nil
}

// forget removes what a dead process of ours left: its lock file when it is
// proven ours, and the second name of it.
func (l *gitLock) forget() error {
	if _, err := os.Lstat(l.private); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	mine, err := same(l.private, l.path)
	if err != nil {
		return err
	}
	if mine {
		if err := l.disk.remove(l.path); err != nil {
			return err
		}
	}
	return l.disk.remove(l.private)
}

// replace writes the parts, durably, and puts them in the place of the target. done says
// whether the target is the new file, whatever a call along the way answered.
func (l *gitLock) replace(parts ...[]byte) (done bool, err error) {
	if err := l.write(parts...); err != nil {
		return false, err
	}
	if err := l.disk.sync(l.file); err != nil {
		return false, err
	}
	return l.place()
}

// write writes the parts to the lock.
func (l *gitLock) write(parts ...[]byte) error {
	for _, b := range parts {
		if err := l.disk.write(l.file, b); err != nil {
			return err
		}
	}
	return nil
}

// place puts what was written to the lock, and is durable, in the place of the target.
// done is as with replace.
func (l *gitLock) place() (done bool, err error) {
	mine, err := l.file.Stat()
	if err != nil {
		return false, err
	}
	if err := l.closeForRename(); err != nil {
		return false, err
	}
	err = l.disk.rename(l.path, l.target)
	if err != nil {
		if now, e := os.Lstat(l.target); e != nil || !os.SameFile(mine, now) {
			return false, err
		}
	}
	l.path = "" // it is the target now, and no lock any more
	return true, nil
}

// closeForRename closes the file where an open file cannot be renamed.
func (l *gitLock) closeForRename() error {
	err := l.file.Close()
	l.file = nil
	return err
}

// release removes the lock file unless it has taken its target's place, and the
// second name. It never removes a file that is not proven ours.
func (l *gitLock) release() {
	if l.file != nil {
		l.file.Close()
		l.file = nil
	}
	if l.path != "" {
		mine, err := true, error(nil)
		if l.private != "" {
			mine, err = same(l.private, l.path)
		}
		if err != nil || mine && l.disk.remove(l.path) != nil {
			return // the second name stays as the proof
		}
	}
	l.path = ""
	if l.private != "" {
		_ = l.disk.remove(l.private)
	}
}

// keep leaves the lock in place for recovery, and git out.
func (l *gitLock) keep() {
	if l.file != nil {
		l.file.Close()
		l.file = nil
	}
}

func (l *gitLock) abandonPrivate() {
	if l.file != nil {
		l.file.Close()
		l.file = nil
	}
	if l.private != "" {
		_ = l.disk.remove(l.private)
	}
}

// same reports whether two names are of one file. Not knowing is an error.
func same(a, b string) (bool, error) {
	x, err := os.Lstat(a)
	if err != nil {
		return false, unlessAbsent(err)
	}
	y, err := os.Lstat(b)
	if err != nil {
		return false, unlessAbsent(err)
	}
	return os.SameFile(x, y), nil
}

func unlessAbsent(err error) error {
	if absent(err) {
		return nil
	}
	return err
}

func sameFile(a, b string) bool {
	yes, err := same(a, b)
	return yes && err == nil
}
