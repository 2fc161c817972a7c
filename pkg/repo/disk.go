package repo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// A disk is every change this package makes to a file system. Nothing else in the
// package creates, writes, renames or removes anything, so a test that lets the
// Nth call fail has tried every place where a disk can fail.
type disk struct {
	// fault is asked before each call and may fail it; nil outside tests.
	fault func(op, path string) error
}

func (d disk) check(op, path string) error {
	if d.fault == nil {
		return nil
	}
	if err := d.fault(op, path); err != nil {
		return &fs.PathError{Op: op, Path: path, Err: err}
	}
	return nil
}

// create makes a file that must not exist yet.
func (d disk) create(path string, perm fs.FileMode) (*os.File, error) {
	if err := d.check("create", path); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, perm)
}

// createAnew makes a file under a name that is ours alone; one that a dead process
// left there goes.
func (d disk) createAnew(path string, perm fs.FileMode) (*os.File, error) {
	f, err := d.create(path, perm)
	if errors.Is(err, fs.ErrExist) {
		if err = d.remove(path); err == nil {
			f, err = d.create(path, perm)
		}
	}
	return f, err
}

// open opens for reading and writing, creating the file if need be.
func (d disk) open(path string, flag int) (*os.File, error) {
	if err := d.check("open", path); err != nil {
		return nil, err
	}
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|flag, 0o666)
}

// write writes all of b; a failure may leave part of it, as on a full disk.
func (d disk) write(f *os.File, b []byte) error {
	if err := d.check("write", f.Name()); err != nil {
		_, _ = f.Write(b[:len(b)/2])
		return err
	}
	_, err := f.Write(b)
	return err
}

func (d disk) truncate(f *os.File) error {
	if err := d.check("truncate", f.Name()); err != nil {
		return err
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.Seek(0, 0)
	return err
}

func (d disk) sync(f *os.File) error {
	if err := d.check("sync", f.Name()); err != nil {
		return err
	}
	return f.Sync()
}

// syncDir makes names in a folder durable.
func (d disk) syncDir(path string) error {
	if err := d.check("syncdir", path); err != nil {
		return err
	}
	return syncDir(path)
}

func (d disk) link(from, to string) error {
	if err := d.check("link", to); err != nil {
		return err
	}
	return os.Link(from, to)
}

func (d disk) rename(from, to string) error {
	if err := d.check("rename", to); err != nil {
		return err
	}
	return rename(from, to)
}

func (d disk) remove(path string) error {
	if err := d.check("remove", path); err != nil {
		return err
	}
	return os.Remove(path)
}

func (d disk) chmod(f *os.File, mode fs.FileMode) error {
	if err := d.check("chmod", f.Name()); err != nil {
		return err
	}
	return f.Chmod(mode)
}

// mkdir makes a folder; made says that it was not there.
func (d disk) mkdir(path string) (made bool, err error) {
	if fi, err := os.Stat(path); err == nil && fi.IsDir() {
		return false, nil
	}
	if err := d.check("mkdir", path); err != nil {
		return false, err
	}
	if err := os.Mkdir(path, 0o777); err != nil && !os.IsExist(err) {
		return false, err
	}
	return true, nil
}

// mkdirAll makes a folder and those above it; existing ones are fine. Every name
// it makes is durable before it returns.
func (d disk) mkdirAll(path string) error {
	if fi, err := os.Stat(path); err == nil && fi.IsDir() {
		return nil
	}
	if parent := filepath.Dir(path); parent != path {
		if err := d.mkdirAll(parent); err != nil {
			return err
		}
	}
	if _, err := d.mkdir(path); err != nil {
		return err
	}
	return d.syncDir(filepath.Dir(path))
}

// The work tree and what is kept are changed through an os.Root, which follows no
// link out of it.

// createIn makes a file that must not exist yet.
func (d disk) createIn(root *os.Root, path string) (*os.File, error) {
	if err := d.check("create", path); err != nil {
		return nil, err
	}
	return root.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
}

func (d disk) renameIn(root *os.Root, from, to string) error {
	if err := d.check("rename", to); err != nil {
		return err
	}
	return root.Rename(from, to)
}

func (d disk) removeIn(root *os.Root, path string) error {
	if err := d.check("remove", path); err != nil {
		return err
	}
	return root.Remove(path)
}

func (d disk) mkdirIn(root *os.Root, path string) error {
	if err := d.check("mkdir", path); err != nil {
		return err
	}
	return root.Mkdir(path, 0o777)
}

// syncDirIn makes the names of a folder of the work tree durable.
func (d disk) syncDirIn(root *os.Root, path string) error {
	if err := d.check("syncdir", path); err != nil {
		return err
	}
	return syncDirIn(root, path)
}

// together flushes several files or folders at once: the disk then does them in
// one go. The first error comes back, after all have ended.
func together(flush []func() error) error {
	errs := make([]error, len(flush))
	var all sync.WaitGroup
	for i, f := range flush {
		all.Go(func() { errs[i] = f() })
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// writeNew makes a new file that holds b, durably, and returns it open.
func (d disk) writeNew(path string, perm fs.FileMode, b []byte) (*os.File, error) {
	f, err := d.create(path, perm)
	if err != nil {
		return nil, err
	}
	if err = d.write(f, b); err == nil {
		err = d.sync(f)
	}
	if err != nil {
		f.Close()
		_ = d.remove(path)
		return nil, err
	}
	return f, nil
}
