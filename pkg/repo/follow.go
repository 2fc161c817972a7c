package repo

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"

	"github.com/go-git/go-git/v5/plumbing"
)

// After the commit point the reflog, the work tree and the index follow, in an
// order that can be repeated from the start after a crash at any point.

// workTemp is where a file of the work tree is written before it is renamed into
// its place, seen from the root: nobody sees half a file, and nothing is left lying
// among the records. Where the git directory is not in the work tree it may be on
// another disk, and the file is written in the root.
func (l layout) workTemp() string {
	if l.inside() {
		return ".git/" + ownDir + "/file"
	}
	return ".unmn.new"
}

// temp is the path of workTemp.
func (l layout) temp() string { return filepath.Join(l.root, filepath.FromSlash(l.workTemp())) }

// A follower does it for one journal.
type follower struct {
	r     *Repo
	j     *journal
	data  map[string][]byte // new content where it is at hand
	files *folders
	stats map[string]stat // of files that hold the new content
	notes []string
	dirs  map[string]bool // folders of the work tree to flush
}

func newFollower(r *Repo, j *journal) *follower {
	return &follower{r: r, j: j, files: r.newFolders(), stats: map[string]stat{}, dirs: map[string]bool{}}
}

// follow completes a commit. lock is the index's and is released, or kept by the
// caller when an error comes back. x is the index where it has been read under the
// lock, and data the new content of files where it is at hand.
func (r *Repo) follow(j *journal, lock *gitLock, x *index, data map[string][]byte) ([]string, error) {
	f := newFollower(r, j)
	f.data = data
	// Where the folder is gone, git has packed the branch meanwhile, durably.
	if err := r.disk.syncDir(filepath.Dir(r.gitPath(j.Ref))); unlessAbsent(err) != nil {
		return nil, err
	}
	if err := r.appendReflogs(j); err != nil {
		return nil, err
	}
	// Removals come last: a folder they leave empty goes with them.
	for _, removal := range []bool{false, true} {
		for _, file := range j.Files {
			if file.New.IsZero() != removal {
				continue
			}
			if err := f.place(file); err != nil {
				return nil, err
			}
		}
	}
	if err := f.patchIndex(x, lock); err != nil {
		return nil, err
	}
	flush := []func() error{func() error { return r.disk.syncDir(r.git) }}
	for dir := range f.dirs {
		flush = append(flush, func() error { return f.flush(dir) })
	}
	if err := together(flush); err != nil {
		return nil, err
	}
	if err := r.dropJournal(); err != nil {
		return nil, err
	}
	lock.release()
	return f.notes, nil
}

// flush makes names durable. A folder that was removed has none.
func (f *follower) flush(dir string) error {
	err := f.r.disk.syncDirIn(f.r.tree, dir)
	if absent(err) {
		return nil
	}
	return err
}

// place brings one file of the work tree to the commit, if it still holds what
// it held before. Somebody's edit stays.
func (f *follower) place(file journalFile) error {
	settled, err := f.settled(file)
	if err != nil {
		return err
	}
	if settled {
		f.dirs[path.Dir(file.Path)] = true
		return f.syncFile(file)
	}
	if file.New.IsZero() {
		return f.remove(file)
	}
	data := f.data[file.Path]
	if data == nil {
		if data, err = f.r.objects.read(file.New, plumbing.BlobObject); err != nil {
			return err
		}
	}
	temp, err := f.prepare(file, data)
	if err != nil {
		return err
	}
	done, err := f.replace(file, temp)
	if !done {
		_ = f.r.disk.remove(f.r.temp())
	}
	return err
}

// replace renames the prepared file into its place, unless it has been edited.
func (f *follower) replace(file journalFile, temp fs.FileInfo) (done bool, err error) {
	if kept, err := f.folder(path.Dir(file.Path)); err != nil || kept {
		return false, err
	}
	old, err := f.content(file.Path)
	if err != nil {
		return false, err
	}
	if old != file.Old {
		f.keep(file)
		return false, nil
	}
	delete(f.stats, file.Path)
	if err := f.r.disk.renameIn(f.r.tree, f.r.workTemp(), file.Path); err != nil {
		return false, err
	}
	f.dirs[path.Dir(file.Path)] = true
	// The times after the rename count, if it is still the very file.
	if fi, err := f.files.lstat(file.Path); err == nil && fi.ModTime().Equal(temp.ModTime()) && fi.Size() == temp.Size() {
		f.stats[file.Path] = statOf(fi)
	}
	return true, nil
}

// keep notes an edit that was made in the last moment.
func (f *follower) keep(file journalFile) {
	delete(f.stats, file.Path)
	f.notes = append(f.notes, fmt.Sprintf("%s was edited meanwhile: the edit stays in the folder, the change is in the commit", quote(file.Path)))
}

// settled reports whether the file is as the commit has it, and remembers its stat.
func (f *follower) settled(file journalFile) (bool, error) {
	now, err := f.content(file.Path)
	return now == file.New && err == nil, err
}

// something stands for what is in a file's place and no file.
var something = hash{0xff}

// content is the hash of what the work tree has at a path, zero for nothing. An
// error means that nobody knows: no edit is concluded from it.
func (f *follower) content(name string) (hash, error) {
	b, fi, err := f.files.read(name)
	switch {
	case err == nil:
		h := blobHash(b)
		f.stats[name] = statOf(fi)
		return h, nil
	case absent(err):
		return hash{}, nil
	case errors.Is(err, errLink), errors.Is(err, errNoFolder), errors.Is(err, errNotRegular), errors.Is(err, errTooLarge):
		return something, nil
	}
	return something, err
}

// syncFile makes a file durable that somebody else wrote.
func (f *follower) syncFile(file journalFile) error {
	if file.New.IsZero() {
		return nil
	}
	open, err := f.files.file(file.Path)
	if err != nil {
		return err
	}
	defer open.Close()
	if err := f.r.disk.check("sync", file.Path); err != nil {
		return err
	}
	return syncOpened(open)
}

// prepare writes the new content beside the work tree, with the old file's mode.
func (f *follower) prepare(file journalFile, data []byte) (fs.FileInfo, error) {
	name := f.r.temp()
	temp, err := f.r.disk.createAnew(name, 0o666)
	if err != nil {
		return nil, err
	}
	defer temp.Close()
	if err := f.r.disk.write(temp, data); err != nil {
		return nil, err
	}
	fi, err := temp.Stat()
	if err != nil {
		return nil, err
	}
	mode := fi.Mode().Perm()
	old, err := f.files.lstat(file.Path)
	switch {
	case err == nil:
		mode = old.Mode().Perm()
	case !absent(err) && !errors.Is(err, errLink) && !errors.Is(err, errNoFolder):
		return nil, err
	case file.Mode == modeExec:
		mode |= mode & 0o444 >> 2
	}
	if mode != fi.Mode().Perm() {
		if err := f.r.disk.chmod(temp, mode); err != nil {
			return nil, err
		}
	}
	if err := f.r.disk.sync(temp); err != nil {
		return nil, err
	}
	return fi, nil
}

// folder makes a folder of the work tree. kept says that something of somebody's
// is in its place, which stays.
func (f *follower) folder(dir string) (kept bool, err error) {
	_, err = f.files.dir(dir)
	switch {
	case err == nil:
		return false, nil
	case errors.Is(err, errLink), errors.Is(err, errNoFolder):
		f.notes = append(f.notes, fmt.Sprintf("%s is not a folder: the change is in the commit, not in the folder", quote(dir)))
		return true, nil
	case !absent(err):
		return false, err
	}
	if kept, err := f.folder(path.Dir(dir)); err != nil || kept {
		return kept, err
	}
	if err := f.r.disk.mkdirIn(f.r.tree, dir); err != nil && !errors.Is(err, fs.ErrExist) {
		return false, err
	}
	f.dirs[path.Dir(dir)] = true
	return false, nil
}

// remove takes a file out of the work tree, and the folders it leaves empty.
func (f *follower) remove(file journalFile) error {
	now, err := f.content(file.Path)
	if err != nil {
		return err
	}
	if now != file.Old {
		f.keep(file)
		return nil
	}
	if err := f.r.disk.removeIn(f.r.tree, file.Path); err != nil {
		return err
	}
	dir := path.Dir(file.Path)
	for dir != "." && isDirEmpty(f.r.tree, dir) {
		if f.r.disk.removeIn(f.r.tree, dir) != nil {
			break // an empty folder harms nobody
		}
		dir = path.Dir(dir)
	}
	f.dirs[dir] = true
	return nil
}

// patchIndex brings our entries of the index to the commit, and the cached trees.
func (f *follower) patchIndex(x *index, lock *gitLock) error {
	if x == nil {
		var err error
		if x, err = f.r.readIndex(); err != nil {
			return err
		}
	}
	var edits []indexEdit
	var unsure []string
	for _, file := range f.j.Files {
		if !f.expected(x, file) {
			unsure = append(unsure, file.Path)
			continue
		}
		e := indexEdit{path: file.Path, hash: file.New, stat: f.stats[file.Path]}
		if !file.New.IsZero() {
			e.mode = file.Mode
		}
		edits = append(edits, e)
		from, to := x.find(file.Path)
		if there := from != to; there == file.Old.IsZero() {
			unsure = append(unsure, file.Path) // brought along already, and counted
		}
	}
	cache, err := f.cache(x, unsure)
	if err != nil {
		return err
	}
	x.smudge(f.files)
	done, err := lock.replace(x.patch(edits, cache)...)
	if done {
		return nil
	}
	return err
}

// expected reports whether the index has a path as before the commit or as after
// it. Everything else somebody staged since, and stays.
func (f *follower) expected(x *index, file journalFile) bool {
	from, to := x.find(file.Path)
	if from == to {
		clash := x.below(file.Path)
		for _, dir := range foldersOf(file.Path)[1:] {
			a, b := x.find(dir)
			clash = clash || a != b
		}
		return !clash && (file.Old.IsZero() || file.New.IsZero())
	}
	e := x.entry(from)
	return to-from == 1 && e.stage() == 0 && (e.hash() == file.Old || e.hash() == file.New)
}

// cache is the index's cached trees after the commit.
func (f *follower) cache(x *index, unsure []string) (*cacheTree, error) {
	cache := x.cacheTree()
	if cache == nil {
		return nil, nil
	}
	var roots [2]hash
	for i, h := range []hash{f.j.Old, f.j.New} {
		if h.IsZero() {
			continue
		}
		c, err := f.r.objects.commit(h)
		if err != nil {
			return nil, err
		}
		roots[i] = c.tree
	}
	dirs, err := f.r.objects.spine(roots[0], roots[1], f.j.Files)
	if err != nil {
		return nil, err
	}
	for _, p := range unsure {
		for _, dir := range foldersOf(p) {
			dirs[dir].unsure = true
		}
	}
	cache.update(".", dirs)
	return cache, nil
}

// clearTemp removes our temporary files: no process of ours is alive in this work
// tree. Those of other work trees have other names.
func (r *Repo) clearTemp() error {
	for _, name := range []string{r.temp(), r.gitPath(journalTemp)} {
		if err := r.disk.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	names, err := filesIn(r.objects.dir, r.objects.temp, "")
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := r.disk.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
