package repo

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
)

// folders opens folders of the work tree step by step, following no link and
// never entering the git directory, and keeps the handles: a file then costs one
// call however deep it lies.
type folders struct {
	mu   sync.Mutex
	open map[string]*os.Root
}

// errNoFolder says that something else is where a folder is needed.
var errNoFolder = errors.New("not a folder")

// mostFolders bounds the handles that are kept.
const mostFolders = 100

// newFolders begins at the root of the work tree; without one there is nothing. Its
// handles are closed with the repository.
func (r *Repo) newFolders() *folders {
	f := &folders{}
	if r.tree == nil {
		return f
	}
	f.open = map[string]*os.Root{".": r.tree}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.given = append(r.given, f)
	return f
}

// close closes the handles of all but the root.
func (f *folders) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name, d := range f.open {
		if name != "." {
			d.Close() //nolint:errcheck // a descriptor only
		}
	}
	f.open = nil
}

// isGit reports whether a name in the root of the work tree is the git directory,
// or could be on a disk that folds case or has short names.
func isGit(name string) bool {
	return strings.EqualFold(strings.TrimRight(name, ". "), ".git") || strings.EqualFold(name, "git~1")
}

// dir opens a folder. The errors are those of package fs.
func (f *folders) dir(name string) (*os.Root, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.locked(name)
}

func (f *folders) locked(name string) (*os.Root, error) {
	if d, ok := f.open[name]; ok {
		return d, nil
	}
	parent, base := path.Dir(name), path.Base(name)
	if f.open == nil || parent == "." && isGit(base) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	up, err := f.locked(parent)
	if err != nil {
		return nil, err
	}
	fi, err := up.Lstat(base)
	if err != nil {
		return nil, err
	}
	if fi.Mode()&fs.ModeSymlink != 0 {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errLink}
	}
	if !fi.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNoFolder}
	}
	d, err := up.OpenRoot(base)
	if err != nil {
		return nil, err
	}
	again, err := d.Stat(".")
	if err == nil && !os.SameFile(fi, again) {
		err = &fs.PathError{Op: "open", Path: name, Err: errLink}
	}
	if err != nil {
		d.Close()
		return nil, err
	}
	if len(f.open) >= mostFolders {
		// Others may still be reading through a handle; it closes itself when
		// nobody refers to it.
		f.open = map[string]*os.Root{".": f.open["."]}
	}
	f.open[name] = d
	return d, nil
}

// lstat tells what lies at a path; a link is told, not followed.
func (f *folders) lstat(name string) (fs.FileInfo, error) {
	if name == "." && f.open != nil {
		return f.open["."].Stat(".")
	}
	d, err := f.of(name)
	if err != nil {
		return nil, err
	}
	return d.Lstat(path.Base(name))
}

// of opens the folder a file lies in.
func (f *folders) of(name string) (*os.Root, error) {
	if path.Dir(name) == "." && isGit(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.dir(path.Dir(name))
}

// file opens a regular file for reading; links, pipes and devices are refused.
func (f *folders) file(name string) (*os.File, error) {
	d, err := f.of(name)
	if err != nil {
		return nil, err
	}
	base := path.Base(name)
	file, err := d.OpenFile(base, os.O_RDONLY|nonblock, 0)
	if err != nil {
		// A link may lead nowhere or out, a socket cannot be opened: there is
		// something all the same.
		if fi, e := d.Lstat(base); e == nil && fi.Mode()&fs.ModeSymlink != 0 {
			err = &fs.PathError{Op: "open", Path: name, Err: errLink}
		} else if e == nil && !fi.Mode().IsRegular() {
			err = &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
		}
		return nil, err
	}
	fi, err := file.Stat()
	if err == nil && !fi.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	if err == nil {
		// A root follows links that stay inside it.
		var l fs.FileInfo
		if l, err = d.Lstat(base); err == nil && !os.SameFile(fi, l) {
			err = &fs.PathError{Op: "open", Path: name, Err: errLink}
		}
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// read reads a regular file.
func (f *folders) read(name string) ([]byte, fs.FileInfo, error) {
	file, err := f.file(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	fi, err := file.Stat()
	if err != nil {
		return nil, nil, err
	}
	b, err := readOpened(file, largestObject)
	return b, fi, err
}
