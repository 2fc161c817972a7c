package repo

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"unmn/pkg/record"

	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// A touched path must be the same in HEAD, in the index and in the work tree:
// anything else is somebody's edit, which is named and left alone.

// A touchedFile is one file of a change that may be written.
type touchedFile struct {
	path     string
	data     []byte // what it shall hold
	old, new hash   // zero when there is no file
	mode     filemode.FileMode
}

// A comparer compares the files of one change with what is there.
type comparer struct {
	base      *Snapshot
	index     *index
	files     *folders
	convert   *conversions
	adopt     bool // the work tree may hold the new content already
	fileModes bool // the disk keeps whether a file is executable
	edited    []string
}

// compare checks every file of a change and gives them sorted by path. All
// edited files are named in one error.
func (c *comparer) compare(change *record.Change) ([]touchedFile, error) {
	var list []touchedFile
	for _, f := range change.Files {
		t, err := c.one(f)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b touchedFile) int { return strings.Compare(a.path, b.path) })
	for i := range list {
		if i > 0 && list[i].path == list[i-1].path {
			return nil, badChange(list[i].path, "is in the change twice")
		}
	}
	if len(c.edited) > 0 {
		return nil, editedError(c.edited)
	}
	return list, nil
}

func editedError(paths []string) error {
	slices.Sort(paths)
	paths = slices.Compact(paths)
	what := fmt.Sprintf("%s holds an edit that is not committed", quote(paths[0]))
	if n := len(paths) - 1; n > 0 {
		what = fmt.Sprintf("%s and %d more files hold edits that are not committed", quote(paths[0]), n)
	}
	return &Error{Kind: Edited, Message: what, Paths: paths,
		Hint: "see it with `git status`, then check and commit it with `unmn save`"}
}

// badChange is a mistake of the caller, not of the user.
func badChange(path, what string) error {
	return &Error{Kind: Failed, Message: "the change cannot be written: " + quote(path) + " " + what}
}

func (c *comparer) one(f record.File) (touchedFile, error) {
	if !validPath(f.Path) {
		return touchedFile{}, badChange(f.Path, "is not a path inside the register")
	}
	if (f.Old == nil) == (f.New == nil) && string(f.Old) == string(f.New) {
		return touchedFile{}, badChange(f.Path, "does not differ")
	}
	t := touchedFile{path: f.Path, data: f.New}
	if f.New != nil {
		t.new = blobHash(f.New)
	}
	if err := c.committed(&t, f.Old); err != nil {
		return t, err
	}
	if err := c.staged(t); err != nil {
		return t, err
	}
	if err := c.onDisk(&t); err != nil {
		return t, err
	}
	return t, c.convert.check(t.path, t.data)
}

// committed compares with HEAD: what the plan saw must be what is there.
func (c *comparer) committed(t *touchedFile, old []byte) error {
	t.mode = filemode.Regular
	e, err := c.base.entry(t.path)
	if errors.Is(err, fs.ErrNotExist) {
		if old != nil {
			return badChange(t.path, "is not in the register")
		}
		return nil
	}
	switch {
	case err != nil:
		return err
	case e.dir():
		return unusual("", "%s is a folder", quote(t.path))
	case !e.regular():
		return unusual("see it with `git ls-tree HEAD "+t.path+"`", "%s is a link or a submodule", quote(t.path))
	case old == nil || blobHash(old) != e.hash:
		return badChange(t.path, "was planned on other content than the register's")
	}
	t.old, t.mode = e.hash, e.mode
	return nil
}

// staged compares with the index.
func (c *comparer) staged(t touchedFile) error {
	for _, dir := range foldersOf(t.path)[1:] {
		if from, to := c.index.find(dir); from != to {
			c.edited = append(c.edited, dir)
			return nil
		}
	}
	from, to := c.index.find(t.path)
	staged := hash{}
	if from != to {
		e := c.index.entry(from)
		if err := c.flags(t.path, e); err != nil {
			return err
		}
		staged = e.hash()
		if m := e.mode(); m != modeRegular && m != modeExec || !c.adopt && !t.old.IsZero() && m != indexMode(t.mode) {
			c.edited = append(c.edited, t.path)
			return nil
		}
	}
	if c.index.below(t.path) || staged != t.old && !(c.adopt && staged == t.new) {
		c.edited = append(c.edited, t.path)
	}
	return nil
}

// flags refuses entries that git itself treats in an unusual way.
func (c *comparer) flags(path string, e indexEntry) error {
	switch {
	case e.stage() != 0:
		return unusual("resolve it in an editor, then `git add "+path+"`", "%s is in conflict", quote(path))
	case e.extended()&flagIntent != 0:
		return unusual("add it with `git add "+path+"` or not with `git reset "+path+"`", "%s is marked as intended to be added", quote(path))
	case e.extended()&flagSkip != 0:
		return unusual("end it with `git update-index --no-skip-worktree "+path+"`", "%s is marked skip-worktree", quote(path))
	case e.flags()&flagAssume != 0:
		return unusual("end it with `git update-index --no-assume-unchanged "+path+"`", "%s is marked assume-unchanged", quote(path))
	}
	return nil
}

// onDisk compares with the work tree.
func (c *comparer) onDisk(t *touchedFile) error {
	fi, err := c.files.lstat(t.path)
	switch {
	case absent(err):
		if !t.old.IsZero() && !(c.adopt && t.new.IsZero()) {
			c.edited = append(c.edited, t.path)
		}
		return nil
	case errors.Is(err, errNoFolder):
		c.edited = append(c.edited, t.path)
		return nil
	case errors.Is(err, errLink):
		link := linkIn(err, t.path)
		return unusual("put the folder back with `rm "+link+"`, then `git restore "+link+"`", "%s, above %s, is a symbolic link", quote(link), quote(t.path))
	case err != nil:
		return failed("cannot look at "+quote(t.path), err)
	case !fi.Mode().IsRegular():
		c.edited = append(c.edited, t.path)
		return nil
	}
	return c.sameFile(t, fi.Mode())
}

// linkIn is the folder an error says to be a link.
func linkIn(err error, otherwise string) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Path
	}
	return otherwise
}

// sameFile compares a regular file of the work tree.
func (c *comparer) sameFile(t *touchedFile, mode fs.FileMode) error {
	b, _, err := c.files.read(t.path)
	if err != nil {
		return failed("cannot read "+quote(t.path), err)
	}
	on := blobHash(b)
	adopted := c.adopt && !t.new.IsZero() && on == t.new
	exec, trusted := executable(mode)
	differs := trusted && c.fileModes && exec != (t.mode == filemode.Executable)
	switch {
	case !adopted && (differs || t.old.IsZero() || on != t.old):
		c.edited = append(c.edited, t.path)
	case differs && exec:
		t.mode = filemode.Executable
	case differs:
		t.mode = filemode.Regular
	}
	return nil
}

// indexMode is a tree's mode as the index has it.
func indexMode(m filemode.FileMode) uint32 {
	if m == filemode.Executable {
		return modeExec
	}
	return modeRegular
}
