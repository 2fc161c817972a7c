//go:build !windows

package repo

import (
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// nonblock keeps an open from waiting on a pipe somebody put into the tree.
const nonblock = syscall.O_NONBLOCK

// flock takes an advisory lock that the system frees when the process dies.
// held says that somebody else has it.
func flock(f *os.File) (held bool, err error) {
	for {
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch err {
		case unix.EINTR:
			continue
		case unix.EWOULDBLOCK:
			return true, nil
		}
		return false, err
	}
}

// alive reports whether a process of this computer runs.
func alive(pid int) bool {
	err := unix.Kill(pid, 0)
	return err == nil || err == unix.EPERM
}

func rename(from, to string) error { return os.Rename(from, to) }

func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

func syncDirIn(root *os.Root, path string) error {
	d, err := root.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// syncOpened makes an object that somebody else wrote durable.
func syncOpened(f *os.File) error { return f.Sync() }

// statOf is what the index keeps of a file, as git takes it on this system.
func statOf(fi fs.FileInfo) stat {
	s := stat{size: uint32(fi.Size())}
	m := fi.ModTime()
	s.mtime, s.mnano = uint32(m.Unix()), uint32(m.Nanosecond())
	if sys, ok := fi.Sys().(*syscall.Stat_t); ok {
		s.ctime, s.cnano = changeTime(sys)
		s.dev, s.ino, s.uid, s.gid = uint32(sys.Dev), uint32(sys.Ino), sys.Uid, sys.Gid
	}
	return s
}

// ours reports whether the file belongs to the user who runs the process, by git's
// rule: for root also to the one who called sudo.
func ours(getenv func(string) string, path string) (bool, error) {
	fi, err := os.Lstat(path)
	if err != nil {
		return false, err
	}
	sys, ok := fi.Sys().(*syscall.Stat_t)
	if !ok {
		return false, nil
	}
	me := os.Geteuid()
	if me == 0 && sys.Uid != 0 {
		if sudo, err := strconv.Atoi(getenv("SUDO_UID")); err == nil {
			me = sudo
		}
	}
	return int(sys.Uid) == me, nil
}

// systemConfigs are the places where git may keep the machine's configuration.
func systemConfigs(func(string) string) []string {
	if runtime.GOOS == "darwin" {
		return []string{"/etc/gitconfig", "/usr/local/etc/gitconfig", "/opt/homebrew/etc/gitconfig"}
	}
	return []string{"/etc/gitconfig"}
}

// home is the user's folder, "" when the environment does not say.
func home(getenv func(string) string) string { return getenv("HOME") }

// executable reports whether a mode lets its owner run the file; trusted says
// whether modes mean anything on this system.
func executable(mode fs.FileMode) (yes, trusted bool) { return mode&0o100 != 0, true }
