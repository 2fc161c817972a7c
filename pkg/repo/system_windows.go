package repo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// There are no pipes in a work tree here.
const nonblock = 0

// flock locks one byte far behind the end, so that others can read who holds it.
func flock(f *os.File) (held bool, err error) {
	at := &windows.Overlapped{OffsetHigh: 1}
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err = windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return true, nil
	}
	return false, err
}

// alive reports whether a process of this computer runs.
func alive(pid int) bool {
	const stillActive = 259
	p, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(pid))
	if err != nil {
		return errors.Is(err, windows.ERROR_ACCESS_DENIED)
	}
	defer windows.CloseHandle(p) //nolint:errcheck // a handle only
	var code uint32
	return windows.GetExitCodeProcess(p, &code) == nil && code == stillActive
}

// rename replaces the target and returns when it is on the disk. A virus scanner
// or an indexer that has the target open makes it fail for a moment.
func rename(from, to string) error {
	f, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	t, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	const flags = windows.MOVEFILE_REPLACE_EXISTING | windows.MOVEFILE_WRITE_THROUGH
	for pause := time.Millisecond; ; pause *= 2 {
		err = windows.MoveFileEx(f, t, flags)
		passing := errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION)
		if !passing || pause > 200*time.Millisecond {
			return err
		}
		time.Sleep(pause)
	}
}

// Folders cannot be flushed here; the file system's own log keeps names in order.
func syncDir(string) error { return nil }

func syncDirIn(*os.Root, string) error { return nil }

func syncOpened(*os.File) error { return nil }

// statOf is what the index keeps of a file, as git takes it on this system.
func statOf(fi fs.FileInfo) stat {
	m := fi.ModTime()
	s := stat{size: uint32(fi.Size()), mtime: uint32(m.Unix()), mnano: uint32(m.Nanosecond())}
	if sys, ok := fi.Sys().(*syscall.Win32FileAttributeData); ok {
		n := sys.CreationTime.Nanoseconds()
		s.ctime, s.cnano = uint32(n/1e9), uint32(n%1e9)
	}
	return s
}

// ours reports whether the file belongs to the user who runs the process.
func ours(_ func(string) string, path string) (bool, error) {
	sd, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		return false, err
	}
	owner, _, err := sd.Owner()
	if err != nil {
		return false, err
	}
	token := windows.GetCurrentProcessToken()
	me, err := token.GetTokenUser()
	if err != nil {
		return false, err
	}
	if owner.Equals(me.User.Sid) {
		return true, nil
	}
	// What an administrator makes may belong to the group.
	admins, err := windows.CreateWellKnownSid(windows.WinBuiltinAdministratorsSid)
	if err != nil || !owner.Equals(admins) {
		return false, err
	}
	return windows.Token(0).IsMember(admins)
}

// systemConfigs are the places where git may keep the machine's configuration.
func systemConfigs(getenv func(string) string) []string {
	var list []string
	if d := getenv("ProgramData"); d != "" {
		list = append(list, filepath.Join(d, "Git", "config"))
	}
	if d := getenv("ProgramFiles"); d != "" {
		list = append(list, filepath.Join(d, "Git", "etc", "gitconfig"))
	}
	return list
}

// home is the user's folder, as git finds it.
func home(getenv func(string) string) string {
	if h := getenv("HOME"); h != "" {
		return h
	}
	return getenv("USERPROFILE")
}

// Modes mean nothing here.
func executable(fs.FileMode) (yes, trusted bool) { return false, false }
