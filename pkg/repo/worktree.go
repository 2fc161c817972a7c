package repo

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
)

// errLink is how links in the work tree are refused.
var errLink = errors.New("a symbolic link, which is not followed")

// WorkTree is the folder as it lies on the disk, with everything in it that is
// not committed, as a file system for reading. The git directory is not visible.
// Links are listed as links and never followed; pipes and devices are not opened.
func (r *Repo) WorkTree() fs.FS { return workTree{r.newFolders()} }

// workTree implements fs.FS, fs.StatFS, fs.ReadFileFS and fs.ReadDirFS.
type workTree struct{ folders *folders }

func (w workTree) Open(name string) (fs.File, error) {
	fi, err := w.Stat(name)
	if err != nil {
		return nil, err
	}
	if fi.IsDir() {
		list, err := w.ReadDir(name)
		if err != nil {
			return nil, err
		}
		return &openDir{info: fi, list: list}, nil
	}
	f, err := w.folders.file(name)
	if err != nil {
		return nil, named("open", name, err)
	}
	return f, nil
}

func (w workTree) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	fi, err := w.folders.lstat(name)
	if err != nil {
		return nil, named("stat", name, err)
	}
	return fi, nil
}

func (w workTree) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	b, _, err := w.folders.read(name)
	if err != nil {
		return nil, named("read", name, err)
	}
	return b, nil
}

func (w workTree) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	list, err := w.folders.list(name)
	if err != nil {
		return nil, named("readdir", name, err)
	}
	return list, nil
}

// list reads a folder, sorted by name, without the git directory.
func (f *folders) list(name string) ([]fs.DirEntry, error) {
	d, err := f.dir(name)
	if err != nil {
		return nil, err
	}
	file, err := d.Open(".")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	list, err := file.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	if name == "." {
		list = slices.DeleteFunc(list, func(e fs.DirEntry) bool { return isGit(e.Name()) })
	}
	slices.SortFunc(list, byName)
	return list, nil
}

func byName(a, b fs.DirEntry) int {
	switch {
	case a.Name() < b.Name():
		return -1
	case a.Name() > b.Name():
		return 1
	}
	return 0
}

// named gives an error of the system the name the caller knows.
func named(op, name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	if err == errNoFolder && op != "readdir" {
		err = fs.ErrNotExist
	}
	return &fs.PathError{Op: op, Path: name, Err: err}
}

// openDir is a folder that has been opened through a file system.
type openDir struct {
	info fs.FileInfo
	list []fs.DirEntry
	at   int
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.info.Name(), Err: errors.New("is a directory")}
}

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := d.list[d.at:]
	if n > 0 {
		if len(rest) == 0 {
			return nil, io.EOF
		}
		rest = rest[:min(n, len(rest))]
	}
	d.at += len(rest)
	return slices.Clone(rest), nil
}

// isDirEmpty reports whether a folder of the work tree holds nothing.
func isDirEmpty(root *os.Root, name string) bool {
	f, err := root.Open(path.Clean(name))
	if err != nil {
		return false
	}
	defer f.Close()
	_, err = f.ReadDir(1)
	return err == io.EOF
}
