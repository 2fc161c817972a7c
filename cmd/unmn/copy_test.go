package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// copyFolder copies a folder with all repositories in it, as os.CopyFS does, but links
// their objects: nobody ever writes into an object or a pack, and they are nearly all of
// the files. Where the disk has no links they are copied too.
func copyFolder(to, from string) error {
	const objects = ".git/objects/"
	var loose []string
	err := os.CopyFS(to, passing{os.DirFS(from), func(name string, d fs.DirEntry) bool {
		at := strings.Index(name, objects)
		if d.IsDir() || at < 0 || at > 0 && name[at-1] != '/' {
			return true
		}
		loose = append(loose, name)
		return false
	}})
	if err != nil {
		return err
	}
	for _, name := range loose {
		name = filepath.FromSlash(name)
		if os.Link(filepath.Join(from, name), filepath.Join(to, name)) == nil {
			continue
		}
		text, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), text, 0o444); err != nil {
			return err
		}
	}
	return nil
}

// borrowFolder copies a folder with all repositories in it, and their objects not at
// all: each copy looks them up in the repository it comes from, as git's own
// "clone --shared" does. It holds for as long as nobody collects garbage there.
func borrowFolder(to, from string) error {
	const objects = ".git/objects"
	var stores []string
	err := os.CopyFS(to, passing{os.DirFS(from), func(name string, d fs.DirEntry) bool {
		if !d.IsDir() || name != objects && !strings.HasSuffix(name, "/"+objects) {
			return true
		}
		stores = append(stores, filepath.FromSlash(name))
		return false
	}})
	if err != nil {
		return err
	}
	for _, store := range stores {
		info := filepath.Join(to, store, "info")
		if err := os.MkdirAll(info, 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(info, "alternates"), []byte(filepath.Join(from, store)+"\n"), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// passing is a folder of which only some entries are seen.
type passing struct {
	fs.FS
	pass func(name string, d fs.DirEntry) bool
}

// ReadDir is the entries of a folder that are seen.
func (p passing) ReadDir(folder string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(p.FS, folder)
	var seen []fs.DirEntry
	for _, d := range all {
		if p.pass(filepath.ToSlash(filepath.Join(folder, d.Name())), d) {
			seen = append(seen, d)
		}
	}
	return seen, err
}

// ReadLink is where a link leads to.
func (p passing) ReadLink(name string) (string, error) { return fs.ReadLink(p.FS, name) }

// Lstat is what a link is itself.
func (p passing) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(p.FS, name) }

// TestCopiesAreCopies: what is done in a copy is not seen in what was copied.
func TestCopiesAreCopies(t *testing.T) {
	sample := sampleRegister(t)
	before, err := sample.files()
	if err != nil {
		t.Fatal(err)
	}
	head, err := sample.head()
	if err != nil {
		t.Fatal(err)
	}
	r, err := sample.copyTo(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if same, err := r.files(); err != nil || len(differing(before, same)) > 0 {
		t.Fatalf("the copy has other files: %q, %v", differing(before, same), err)
	}
	if _, said, status := r.unmn(run{line: another}); status != 0 {
		t.Fatal(said)
	}
	r.must(t, "gc", "-q", "--prune=now")
	after, err := sample.files()
	now, errHead := sample.head()
	if err != nil || errHead != nil || now != head || len(differing(before, after)) > 0 {
		t.Errorf("%q changed where the copy came from; HEAD %s is %s; %v, %v", differing(before, after), head, now, err, errHead)
	}
	sample.must(t, "fsck", "--strict")
}
