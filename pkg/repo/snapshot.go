package repo

import (
	"bytes"
	"crypto/sha1"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// A Snapshot is the files of one commit as a file system: fs.FS, fs.StatFS,
// fs.ReadFileFS and fs.ReadDirFS. It is lazy: a folder is read from its tree
// object when first asked for, a file when it is read. It never changes. Symbolic
// links are listed as links and cannot be opened.
type Snapshot struct {
	objects *objects
	commit  *commit // nil on an unborn branch
	folders *folders

	mu    sync.Mutex
	trees map[string][]treeEntry // by folder, sorted by name
}

func (r *Repo) snapshot(h hash) (*Snapshot, error) {
	s := &Snapshot{objects: r.objects, folders: r.newFolders(), trees: map[string][]treeEntry{}}
	if h.IsZero() {
		s.trees["."] = nil
		return s, nil
	}
	var err error
	s.commit, err = r.objects.commit(h)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Hash is the commit's, "" on an unborn branch.
func (s *Snapshot) Hash() string {
	if s.commit == nil {
		return ""
	}
	return s.commit.hash.String()
}

// When is the committer's date, zero on an unborn branch.
func (s *Snapshot) When() time.Time {
	if s.commit == nil {
		return time.Time{}
	}
	return s.commit.committer.When
}

// hash is the commit's; root its tree's. Both are zero on an unborn branch.
func (s *Snapshot) hash() hash {
	if s.commit == nil {
		return hash{}
	}
	return s.commit.hash
}

func (s *Snapshot) root() hash {
	if s.commit == nil {
		return hash{}
	}
	return s.commit.tree
}

// Paths lists every file below a folder ("." for all), sorted, without reading
// one. Links and submodules are listed too. A folder that does not exist has none.
func (s *Snapshot) Paths(dir string) ([]string, error) {
	if !fs.ValidPath(dir) {
		return nil, &fs.PathError{Op: "paths", Path: dir, Err: fs.ErrInvalid}
	}
	list, err := s.folder(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []string
	if err := s.collect(dir, list, &all); err != nil {
		return nil, err
	}
	slices.Sort(all)
	return all, nil
}

func (s *Snapshot) collect(dir string, list []treeEntry, all *[]string) error {
	for _, e := range list {
		name := path.Join(dir, e.name)
		if !e.dir() {
			*all = append(*all, name)
			continue
		}
		below, err := s.folder(name)
		if err == nil {
			err = s.collect(name, below, all)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// folder is the entries of a folder, sorted by name.
func (s *Snapshot) folder(dir string) ([]treeEntry, error) {
	s.mu.Lock()
	list, ok := s.trees[dir]
	s.mu.Unlock()
	if ok {
		return list, nil
	}
	h := s.root()
	if dir != "." {
		e, err := s.entry(dir)
		if err != nil {
			return nil, err
		}
		if !e.dir() {
			return nil, &fs.PathError{Op: "readdir", Path: dir, Err: errNoFolder}
		}
		h = e.hash
	}
	list, err := s.objects.tree(h)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b treeEntry) int { return strings.Compare(a.name, b.name) })
	s.mu.Lock()
	s.trees[dir] = list
	s.mu.Unlock()
	return list, nil
}

// entry is what a path names; fs.ErrNotExist in the chain when nothing.
func (s *Snapshot) entry(name string) (treeEntry, error) {
	if name == "." {
		return treeEntry{name: ".", mode: filemode.Dir, hash: s.root()}, nil
	}
	list, err := s.folder(path.Dir(name))
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNoFolder) {
			err = &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return treeEntry{}, err
	}
	base := path.Base(name)
	i, ok := slices.BinarySearchFunc(list, base, func(e treeEntry, n string) int { return strings.Compare(e.name, n) })
	if !ok {
		return treeEntry{}, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return list[i], nil
}

func (s *Snapshot) find(op, name string) (treeEntry, error) {
	if !fs.ValidPath(name) {
		return treeEntry{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	return s.entry(name)
}

// ReadFile is the content of a regular file of the commit.
func (s *Snapshot) ReadFile(name string) ([]byte, error) {
	e, err := s.find("read", name)
	if err != nil {
		return nil, err
	}
	return s.content(name, e)
}

// content reads a file: from the work tree when what lies there has the very hash
// of the committed file, which proves it the same bytes, from the objects otherwise.
func (s *Snapshot) content(name string, e treeEntry) ([]byte, error) {
	switch {
	case e.dir():
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("is a directory")}
	case e.mode == filemode.Symlink:
		return nil, &fs.PathError{Op: "read", Path: name, Err: errLink}
	case !e.regular():
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNotRegular}
	}
	if b, _, err := s.folders.read(name); err == nil && blobHash(b) == e.hash {
		return b, nil
	}
	return s.objects.read(e.hash, plumbing.BlobObject)
}

// blobHash is the hash of a file's content as git computes it.
func blobHash(b []byte) hash {
	sum := sha1.New()
	head := append(strconv.AppendInt([]byte("blob "), int64(len(b)), 10), 0)
	sum.Write(head)
	sum.Write(b)
	return hash(sum.Sum(nil))
}

// Stat tells about a file or folder. A file's size is known by reading it.
func (s *Snapshot) Stat(name string) (fs.FileInfo, error) {
	e, err := s.find("stat", name)
	if err != nil {
		return nil, err
	}
	return s.info(name, e)
}

func (s *Snapshot) info(name string, e treeEntry) (fs.FileInfo, error) {
	i := snapInfo{name: path.Base(name), mode: e.mode, when: s.When()}
	if e.regular() {
		b, err := s.content(name, e)
		if err != nil {
			return nil, err
		}
		i.size = int64(len(b))
	}
	return i, nil
}

// ReadDir lists a folder, sorted by name.
func (s *Snapshot) ReadDir(name string) ([]fs.DirEntry, error) {
	if _, err := s.find("readdir", name); err != nil {
		return nil, err
	}
	list, err := s.folder(name)
	if err != nil {
		return nil, err
	}
	out := make([]fs.DirEntry, len(list))
	for i, e := range list {
		out[i] = snapEntry{s, path.Join(name, e.name), e}
	}
	return out, nil
}

// Open opens a file or a folder.
func (s *Snapshot) Open(name string) (fs.File, error) {
	e, err := s.find("open", name)
	if err != nil {
		return nil, err
	}
	if e.dir() {
		list, err := s.ReadDir(name)
		if err != nil {
			return nil, err
		}
		return &openDir{info: snapInfo{name: path.Base(name), mode: e.mode, when: s.When()}, list: list}, nil
	}
	b, err := s.content(name, e)
	if err != nil {
		return nil, err
	}
	info := snapInfo{name: e.name, mode: e.mode, size: int64(len(b)), when: s.When()}
	return &openBlob{info: info, Reader: bytes.NewReader(b)}, nil
}

// openBlob is a file that has been opened.
type openBlob struct {
	info snapInfo
	*bytes.Reader
}

func (f *openBlob) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openBlob) Close() error               { return nil }

var _ io.ReadSeeker = (*openBlob)(nil)

// snapEntry is one name in a folder.
type snapEntry struct {
	s     *Snapshot
	path  string
	entry treeEntry
}

func (e snapEntry) Name() string               { return e.entry.name }
func (e snapEntry) IsDir() bool                { return e.entry.dir() }
func (e snapEntry) Type() fs.FileMode          { return fileMode(e.entry.mode).Type() }
func (e snapEntry) Info() (fs.FileInfo, error) { return e.s.info(e.path, e.entry) }

// snapInfo is what is known about a name in a commit.
type snapInfo struct {
	name string
	mode filemode.FileMode
	size int64
	when time.Time
}

func (i snapInfo) Name() string       { return i.name }
func (i snapInfo) Size() int64        { return i.size }
func (i snapInfo) Mode() fs.FileMode  { return fileMode(i.mode) }
func (i snapInfo) ModTime() time.Time { return i.when }
func (i snapInfo) IsDir() bool        { return i.mode == filemode.Dir }
func (i snapInfo) Sys() any           { return nil }

// fileMode is a mode of git in the words of package fs.
func fileMode(m filemode.FileMode) fs.FileMode {
	switch m {
	case filemode.Dir:
		return fs.ModeDir | 0o555
	case filemode.Executable:
		return 0o555
	case filemode.Symlink:
		return fs.ModeSymlink | 0o444
	case filemode.Submodule:
		return fs.ModeIrregular | 0o444
	}
	return 0o444
}
