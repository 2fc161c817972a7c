package repo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A layout is where the parts of a repository lie. Most often git and common are
// root/.git. In a linked work tree root/.git is a file that leads to git, and what
// all work trees have together lies in common. Submodules and git directories set
// apart have such a file too, and one directory for both.
type layout struct {
	root   string // the work tree; "" where there is none: a bare repository
	git    string // HEAD, the index, what git is in the middle of, our own files
	common string // objects, references, the configuration, hooks
}

// linked reports whether this is a linked work tree.
func (l layout) linked() bool { return l.git != l.common }

// inside reports whether the git directory lies in the work tree itself, under its
// usual name.
func (l layout) inside() bool { return l.git == filepath.Join(l.root, ".git") }

// place is what the user calls the repository.
func (l layout) place() string {
	if l.root == "" {
		return l.git
	}
	return l.root
}

// find walks upwards to the folder that holds ".git", or to a bare repository.
func find(dir string) (layout, error) {
	for at := dir; ; at = filepath.Dir(at) {
		l, found, err := findAt(at)
		if found || err != nil {
			return l, err
		}
		if filepath.Dir(at) == at {
			return layout{}, &Error{Kind: NoRepository, Message: "there is no register in " + quote(dir) + " or above it",
				Hint: "begin one with `unmn init`, or go to its folder"}
		}
	}
}

// findAt is the repository of a folder, false when there is none. What cannot be
// looked at is an error: not knowing is not no.
func findAt(at string) (layout, bool, error) {
	git := filepath.Join(at, ".git")
	fi, err := os.Lstat(git)
	if err == nil && fi.Mode()&fs.ModeSymlink != 0 {
		if git, err = filepath.EvalSymlinks(git); err == nil {
			fi, err = os.Lstat(git)
		}
	}
	switch {
	case err != nil && !absent(err):
		return layout{}, false, failed("cannot look for a repository in "+quote(at), err)
	case err == nil && fi.Mode().IsRegular():
		l, err := followGitFile(at, git)
		return l, true, err
	case err == nil && fi.IsDir():
		if found, err := isRepository(git); found || err != nil {
			return layout{at, git, git}, found, err
		}
	}
	bare, err := isRepository(at)
	return layout{"", at, at}, bare, err
}

// isRepository reports whether a folder is a git directory, by git's own test.
func isRepository(dir string) (bool, error) {
	for _, name := range []string{"objects", "refs", "HEAD"} {
		fi, err := os.Stat(filepath.Join(dir, name))
		if name == "HEAD" {
			fi, err = os.Lstat(filepath.Join(dir, name)) // it may be a link that leads nowhere yet
		}
		switch {
		case err != nil && !absent(err):
			return false, failed("cannot look for a repository in "+quote(dir), err)
		case err != nil || name != "HEAD" && !fi.IsDir():
			return false, nil
		}
	}
	return true, nil
}

// followGitFile reads the file ".git" of a linked work tree or a submodule.
func followGitFile(root, file string) (layout, error) {
	text, err := readSmall(file)
	if err != nil {
		return layout{}, damaged("%s cannot be read: %s", quote(file), cause(err))
	}
	to, ok := strings.CutPrefix(strings.TrimRight(string(text), "\r\n"), "gitdir: ")
	if !ok {
		return layout{}, damaged("%s is garbled", quote(file))
	}
	l := layout{root: root, git: from(filepath.Dir(file), to)}
	l.common = l.git
	text, err = readSmall(filepath.Join(l.git, "commondir"))
	switch {
	case err == nil:
		l.common = from(l.git, strings.TrimRight(string(text), "\r\n"))
	case !absent(err):
		return layout{}, damaged("%s cannot be read: %s", quote(filepath.Join(l.git, "commondir")), cause(err))
	}
	found, err := isRepository(l.common)
	if err != nil {
		return layout{}, err
	}
	if _, err := os.Lstat(filepath.Join(l.git, "HEAD")); err != nil || !found {
		return layout{}, unusual("if the register was moved, go to its main folder and type `git worktree repair "+filepath.ToSlash(root)+"`",
			"%s leads to %s, where there is no repository", quote(file), quote(l.git))
	}
	return l, nil
}

// from is a path as a file in dir writes it.
func from(dir, name string) string {
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, filepath.FromSlash(name))
	}
	return filepath.Clean(name)
}

// gitPath is the path of a file of the git directory: what all work trees have
// together lies in the common one.
func (r *Repo) gitPath(name string) string {
	if r.linked() && isCommon(name) {
		return filepath.Join(r.common, filepath.FromSlash(name))
	}
	return filepath.Join(r.git, filepath.FromSlash(name))
}

// isCommon is git's own division, gitrepository-layout(5).
func isCommon(name string) bool {
	name = strings.TrimSuffix(name, ".lock")
	if strings.HasPrefix(name, keptDir+"/") {
		return true // ours: what was typed outlives the work tree it was typed in
	}
	if name == "info/sparse-checkout" || name == "logs/HEAD" {
		return false
	}
	ref, isRef := strings.CutPrefix(strings.TrimPrefix(name, "logs/"), "refs/")
	if isRef {
		first, _, _ := strings.Cut(ref, "/")
		return !slices.Contains([]string{"bisect", "rewritten", "worktree"}, first)
	}
	first, _, _ := strings.Cut(name, "/")
	return slices.Contains([]string{"config", "gc.pid", "hooks", "info", "logs", "objects", "packed-refs", "refs", "shallow", "worktrees"}, first)
}

// shown is the path of a file of the git directory as a message gives it: seen
// from the root of the work tree, or absolute when it lies elsewhere.
func (r *Repo) shown(name string) string {
	full := r.gitPath(name)
	if rel, err := filepath.Rel(r.root, full); err == nil && r.root != "" && filepath.IsLocal(rel) {
		full = rel
	}
	return filepath.ToSlash(full)
}

// filesIn lists the files of a folder whose names begin and end in some way. A
// folder that does not exist has none.
func filesIn(dir, begin, end string) ([]string, error) {
	list, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var found []string
	for _, e := range list {
		if n := e.Name(); strings.HasPrefix(n, begin) && strings.HasSuffix(n, end) && !e.IsDir() {
			found = append(found, filepath.Join(dir, n))
		}
	}
	return found, nil
}

// checkLink refuses a linked work tree that the repository knows by another place:
// it was moved by hand, or copied, and then two folders would share one index.
func (r *Repo) checkLink() error {
	if !r.linked() {
		return nil
	}
	text, err := readSmall(filepath.Join(r.git, "gitdir"))
	if err != nil {
		return damaged("%s cannot be read: %s", quote(filepath.Join(r.git, "gitdir")), cause(err))
	}
	if there := from(r.git, strings.TrimRight(string(text), "\r\n")); !sameFile(there, filepath.Join(r.root, ".git")) {
		return unusual("if it was moved, tell the repository with `git worktree repair`",
			"this linked work tree is known as %s: it was moved or copied", quote(filepath.Dir(there)))
	}
	return nil
}
