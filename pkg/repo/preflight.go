package repo

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Before anything is written the repository is looked over for states in which
// this package would not do what git does. Each is refused with the next step.
// What depends on the touched paths is in touched.go and attributes.go.

// preflight refuses a repository as a whole.
func (r *Repo) preflight(ctx context.Context) (settings, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	local, err := r.localSettings()
	if err != nil {
		return nil, err
	}
	all, err := r.personal()
	if err != nil {
		return nil, err
	}
	all = slices.Concat(all, local, environmentSettings(r.env.Getenv))
	for _, check := range r.checks(local, all) {
		if err := check(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// checks are what preflight asks, in this order.
func (r *Repo) checks(local, all settings) []func() error {
	return []func() error{
		r.checkEnvironment,
		func() error { return checkFormat(local) },
		func() error { return checkSettings(local) },
		func() error { return checkSigning(all) },
		r.checkFiles,
		r.checkProgress,
		r.checkReplaced,
	}
}

// Obstacles are all the reasons for which a change would be refused just now, whatever
// it changes. Who would make it, and edits of the files it touches, are not among them.
func (r *Repo) Obstacles(ctx context.Context) ([]*Error, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	local, err := r.localSettings()
	var personal settings
	if err == nil {
		personal, err = r.personal()
	}
	if err != nil {
		return obstacles([]error{err})
	}
	all := slices.Concat(personal, local, environmentSettings(r.env.Getenv))
	var found []error
	for _, check := range r.checks(local, all) {
		found = append(found, check())
	}
	if h, err := r.readHead(); err != nil {
		found = append(found, err)
	} else {
		found = append(found, r.checkHead(h))
	}
	if _, err := os.Lstat(r.gitPath("index.lock")); err == nil && !r.leftovers() {
		found = append(found, r.gitBusy("index"))
	}
	return obstacles(found)
}

// obstacles are the errors of this package in a list; any other one is a failure.
func obstacles(found []error) ([]*Error, error) {
	var out []*Error
	for _, err := range found {
		var e *Error
		switch {
		case errors.As(err, &e):
			out = append(out, e)
		case err != nil:
			return nil, err
		}
	}
	return out, nil
}

// checkEnvironment refuses variables that make git use other files than ours.
func (r *Repo) checkEnvironment() error {
	for name, own := range map[string]string{"GIT_INDEX_FILE": "index", "GIT_OBJECT_DIRECTORY": "objects", "GIT_COMMON_DIR": ""} {
		v := r.env.Getenv(name)
		if v == "" {
			continue
		}
		if !filepath.IsAbs(v) {
			v = filepath.Join(r.env.Dir, v)
		}
		if !sameFile(v, r.gitPath(own)) {
			return unusual("", "the environment sets %s: unset it", name)
		}
	}
	for _, name := range []string{"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"} {
		if r.env.Getenv(name) != "" {
			return unusual("", "the environment sets %s: unset it", name)
		}
	}
	return nil
}

// checkFormat refuses what changes how the repository is to be read. Open asks
// it too: such a repository cannot even be read here.
func checkFormat(local settings) error {
	if v, ok := local.last("core.repositoryformatversion"); ok && v != "0" && v != "1" {
		return unusual("", "the repository has format %s, which is not known", quote(v))
	}
	for _, s := range local {
		key, ok := strings.CutPrefix(s.name, "extensions.")
		if !ok {
			continue
		}
		if err := checkExtension(key, strings.ToLower(s.value)); err != nil {
			return err
		}
	}
	return nil
}

func checkExtension(key, value string) error {
	switch key + "=" + value {
	case "objectformat=sha1", "refstorage=files":
		return nil
	}
	switch key {
	case "noop", "noop-v1":
		return nil
	case "objectformat":
		return unusual("make a new one with `unmn init` and copy the records", "the repository uses %s hashes; unmn needs sha1", quote(value))
	case "refstorage":
		return unusual("convert it with `git refs migrate --ref-format=files`", "the repository keeps its references as %s; unmn needs files", quote(value))
	case "worktreeconfig":
		return unusual("end it with `git config --unset extensions.worktreeConfig`", "the repository has settings per work tree")
	case "partialclone":
		return unusual("make a full clone with `git clone`", "the repository is a partial clone")
	}
	return unusual("", "the repository has an extension %s that is not known", quote(key))
}

// checkSettings refuses settings of the repository itself.
func checkSettings(local settings) error {
	for _, s := range local {
		promisor := strings.HasPrefix(s.name, "remote.") && strings.HasSuffix(s.name, ".promisor")
		if promisor && local.wanted(s.name) {
			return unusual("make a full clone with `git clone`", "the repository is a partial clone")
		}
		if s.name == "include.path" || strings.HasPrefix(s.name, "includeif.") {
			return unusual("see it with `git config --local --list`", "the repository's configuration includes other files")
		}
	}
	if on, _ := local.yes("core.bare"); on {
		return unusual("clone it with `git clone`", "the repository is bare: it has no folder of records")
	}
	if _, ok := local.last("core.worktree"); ok {
		return unusual("end it with `git config --unset core.worktree`", "the repository keeps its files in another folder (core.worktree)")
	}
	if local.wanted("core.sparsecheckout") || local.wanted("index.sparse") {
		return unusual("end it with `git sparse-checkout disable`", "only a part of the files is checked out")
	}
	switch v, _ := local.last("core.sharedrepository"); strings.ToLower(v) {
	case "", "umask", "false", "no", "off", "0":
		return nil
	}
	return unusual("end it with `git config --unset core.sharedRepository`", "the repository is shared by permissions (core.sharedRepository)")
}

func checkSigning(all settings) error {
	if all.wanted("commit.gpgsign") {
		return unusual("turn it off here with `git config commit.gpgsign false`",
			"commits are to be signed (commit.gpgsign), which unmn cannot do yet; it never leaves a signature out")
	}
	return nil
}

// checkFiles refuses by what lies in the git directory.
func (r *Repo) checkFiles() error {
	for _, f := range []struct{ name, what, hint string }{
		{"commondir", "this is a linked work tree", "work in the main one; list them with `git worktree list`"},
		{"objects/info/alternates", "the repository borrows objects from another one", "end it with `git repack -a -d` and remove .git/objects/info/alternates"},
		{"objects/info/http-alternates", "the repository borrows objects from another one", "make a full clone with `git clone`"},
		{"info/grafts", "the repository has grafted history", "remove .git/info/grafts"},
		{"reftable", "the repository keeps its references as a reftable", "convert it with `git refs migrate --ref-format=files`"},
	} {
		fi, err := os.Lstat(r.gitPath(f.name))
		switch {
		case err == nil && (fi.IsDir() || fi.Size() > 0):
			return unusual(f.hint, "%s", f.what)
		case err != nil && !absent(err):
			return damaged("cannot look at %q: %s", ".git/"+f.name, cause(err))
		}
	}
	return nil
}

// checkProgress refuses while git is in the middle of something.
func (r *Repo) checkProgress() error {
	for _, f := range []struct{ name, what, hint string }{
		{"MERGE_HEAD", "a merge", "finish it with `git merge --continue` or drop it with `git merge --abort`"},
		{"rebase-merge", "a rebase", "finish it with `git rebase --continue` or drop it with `git rebase --abort`"},
		{"rebase-apply/applying", "git am", "finish it with `git am --continue` or drop it with `git am --abort`"},
		{"rebase-apply", "a rebase", "finish it with `git rebase --continue` or drop it with `git rebase --abort`"},
		{"CHERRY_PICK_HEAD", "a cherry-pick", "finish it with `git cherry-pick --continue` or drop it with `git cherry-pick --abort`"},
		{"REVERT_HEAD", "a revert", "finish it with `git revert --continue` or drop it with `git revert --abort`"},
		{"sequencer", "a cherry-pick or revert of several commits", "finish it with `git cherry-pick --continue` or drop it with `git cherry-pick --abort`"},
		{"BISECT_LOG", "a bisect", "end it with `git bisect reset`"},
	} {
		_, err := os.Lstat(r.gitPath(f.name))
		switch {
		case err == nil:
			return unusual(f.hint, "%s is in progress in this repository", f.what)
		case !absent(err):
			return damaged("cannot look at %q: %s", ".git/"+f.name, cause(err))
		}
	}
	return nil
}

// checkReplaced refuses replaced objects: git would show others than those read.
func (r *Repo) checkReplaced() error {
	replaced := false
	err := filepath.WalkDir(r.gitPath("refs/replace"), func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		replaced = replaced || !d.IsDir()
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return damaged("refs/replace cannot be read: %s", cause(err))
	}
	err = r.packedRefs(func(name string, _ hash) { replaced = replaced || strings.HasPrefix(name, "refs/replace/") })
	if err == nil && replaced {
		return unusual("list them with `git replace -l`", "the repository replaces objects")
	}
	return err
}

// checkHead refuses a HEAD that a change cannot be added to.
func (r *Repo) checkHead(h head) error {
	switch {
	case h.ref == "":
		return unusual("go to a branch with `git switch main`", "HEAD is detached: it is on no branch")
	case !strings.HasPrefix(h.ref, "refs/heads/"):
		return unusual("go to a branch with `git switch main`", "HEAD is on %s, which is no branch", quote(h.ref))
	case h.hash.IsZero() && !r.unborn:
		return unusual("begin the register with `unmn init`", "the branch %s has no commit yet", quote(strings.TrimPrefix(h.ref, "refs/heads/")))
	}
	return nil
}

// noteHooks says which hooks git would have run. None is run.
func (r *Repo) noteHooks(all settings) {
	dir := r.gitPath("hooks")
	if v, ok := all.last("core.hookspath"); ok && v != "" {
		dir = expand(r.env.Getenv, v, r.root)
	}
	for _, name := range []string{"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction", "post-index-change"} {
		fi, err := os.Stat(filepath.Join(dir, name))
		if err != nil || !fi.Mode().IsRegular() {
			continue
		}
		if yes, trusted := executable(fi.Mode()); yes || !trusted {
			r.note("the hook " + name + " of this repository is not run")
		}
	}
}
