package repo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Which branches there are and where they are checked out: for the hints of a HEAD
// that no change can be added to.

const heads = "refs/heads/"

// branches are the names of all branches, sorted, with where they stand.
func (r *Repo) branches() (map[string]hash, error) {
	all := map[string]hash{}
	err := r.packedRefs(func(name string, h hash) {
		if b, ok := strings.CutPrefix(name, heads); ok {
			all[b] = h
		}
	})
	if err != nil {
		return nil, err
	}
	top := r.gitPath("refs/heads")
	err = filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(top, name)
		if err != nil {
			return err
		}
		if ref := heads + filepath.ToSlash(rel); validRef(ref) {
			if h, err := r.readRef(ref); err == nil && !h.IsZero() {
				all[strings.TrimPrefix(ref, heads)] = h
			}
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return all, err
}

// toBranch is the command that leads to a branch from where HEAD stands: one at the
// same commit, else the main one, else any; "" when every branch is taken.
func (r *Repo) toBranch(at hash) string {
	all, err := r.branches()
	if err != nil {
		return ""
	}
	taken, err := r.taken()
	if err != nil {
		return ""
	}
	var names []string
	for name := range all {
		if _, elsewhere := taken[heads+name]; !elsewhere {
			names = append(names, name)
		}
	}
	rank := func(name string) int {
		switch {
		case all[name] == at:
			return 0
		case name == "main" || name == "master":
			return 1
		}
		return 2
	}
	slices.SortFunc(names, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	if len(names) == 0 {
		return ""
	}
	return "`git switch " + names[0] + "`"
}

// taken are the branches that other work trees of this repository are on, and the
// folders of those.
func (r *Repo) taken() (map[string]string, error) {
	list, err := os.ReadDir(r.gitPath("worktrees"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, damaged("the list of work trees cannot be read: %s", cause(err))
	}
	all := map[string]string{}
	for _, e := range list {
		dir := filepath.Join(r.gitPath("worktrees"), e.Name())
		text, err := readSmall(filepath.Join(dir, "gitdir"))
		if err != nil || sameFile(dir, r.git) {
			continue
		}
		place := from(dir, strings.TrimRight(string(text), "\r\n"))
		if _, err := os.Lstat(place); err == nil { // the folder may have been removed
			all[onBranch(dir)] = filepath.Dir(place)
		}
	}
	if bare, err := r.mainIsBare(); r.linked() && !bare && err == nil {
		all[onBranch(r.common)] = filepath.Dir(r.common)
	}
	delete(all, "")
	return all, nil
}

// onBranch is the branch that the HEAD in a git directory names, "" for none.
func onBranch(dir string) string {
	text, err := readSmall(filepath.Join(dir, "HEAD"))
	ref, ok := strings.CutPrefix(string(text), "ref: ")
	if err != nil || !ok {
		return ""
	}
	return strings.TrimSpace(ref)
}

// mainIsBare reports whether the repository of a linked work tree has no work tree
// of its own.
func (r *Repo) mainIsBare() (bool, error) {
	all, err := readConfigFile(filepath.Join(r.common, "config"))
	if err != nil {
		return false, err
	}
	if on, _ := all.yes("extensions.worktreeconfig"); on {
		more, err := readConfigFile(filepath.Join(r.common, "config.worktree"))
		if err != nil {
			return false, err
		}
		all = append(all, more...)
	}
	bare, _ := all.yes("core.bare")
	return bare, nil
}

// checkDetaching is the obstacle for which git itself took HEAD off its branch.
func (r *Repo) checkDetaching() error {
	for _, name := range []string{"rebase-merge", "rebase-apply", "BISECT_LOG"} {
		if there, err := r.exists(name); there || err != nil {
			return r.inProgress()
		}
	}
	return nil
}

// checkHead refuses a HEAD that a change cannot be added to.
func (r *Repo) checkHead(h head) error {
	name := strings.TrimPrefix(h.ref, heads)
	switch {
	case h.ref == "":
		if err := r.checkDetaching(); err != nil {
			return err
		}
		here := "go on from here with `git switch -c from-" + short(h.hash) + "`"
		if back := r.toBranch(h.hash); back != "" {
			here = "go to a branch with " + back + ", or " + here
		}
		return unusual(here, "HEAD is detached: it is on no branch")
	case !strings.HasPrefix(h.ref, heads):
		return unusual("go to a branch with "+r.toBranch(h.hash), "HEAD is on %s, which is no branch", quote(h.ref))
	case h.hash.IsZero() && !r.unborn:
		hint := "begin the register with `unmn init`"
		if back := r.toBranch(hash{}); back != "" {
			hint = "go to a branch with " + back
		}
		return unusual(hint, "the branch %s has no commit yet", quote(name))
	}
	taken, err := r.taken()
	if place, elsewhere := taken[h.ref]; elsewhere && err == nil {
		return unusual("take a branch of its own here with `git switch -c "+name+"-2`",
			"the branch %s is checked out in %s as well, whose files would not follow", quote(name), quote(place))
	}
	return err
}
