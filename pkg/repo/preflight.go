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
// this package would not do what git does. Each is refused with the next step;
// docs/repository-states.md lists them, and a test makes every one. What depends
// on the touched paths is in touched.go and attributes.go, what depends on HEAD in
// branches.go.

// obstacles are the reasons why nothing can be written, the weightiest first.
type obstacles []error

// add takes an obstacle; nil is none.
func (o *obstacles) add(err error) {
	if err != nil {
		*o = append(*o, err)
	}
}

// preflight refuses a repository as a whole, for the first of its obstacles.
func (r *Repo) preflight(ctx context.Context) (settings, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all, found, err := r.lookOver()
	if err == nil && len(found) > 0 {
		err = found[0]
	}
	return all, err
}

// lookOver reads the settings that count and finds every obstacle.
func (r *Repo) lookOver() (all settings, found obstacles, err error) {
	all, local, err := r.readSettings()
	if err != nil {
		return nil, nil, err
	}
	r.checkEnvironment(&found)
	found.add(checkFormat(local))
	found.add(r.checkRefStorage())
	found.add(r.checkWorkTree(local))
	found.add(r.checkLink())
	r.checkSettings(local, &found)
	_, err = r.signer(all)
	found.add(err)
	found.add(r.checkGrafts())
	r.checkProgress(&found)
	found.add(r.checkReplaced())
	return all, found, nil
}

// Obstacles are all the reasons for which a change would be refused just now, whatever
// it changes. Who would make it, and edits of the files it touches, are not among them.
func (r *Repo) Obstacles(ctx context.Context) ([]*Error, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	_, found, err := r.lookOver()
	if err != nil { // without the settings nothing else can be told
		return obstacles{err}.errors()
	}
	if h, err := r.readHead(); err != nil {
		found.add(err)
	} else {
		found.add(r.checkHead(h))
	}
	if _, err := os.Lstat(r.gitPath("index.lock")); err == nil && !r.leftovers() {
		found.add(r.gitBusy("index"))
	}
	return found.errors()
}

// errors are the errors of this package, each once; any other one is a failure.
func (o obstacles) errors() ([]*Error, error) {
	var out []*Error
	for _, err := range o {
		var e *Error
		if !errors.As(err, &e) {
			return nil, err
		}
		if !slices.ContainsFunc(out, func(had *Error) bool { return had.Message == e.Message }) {
			out = append(out, e)
		}
	}
	return out, nil
}

// checkEnvironment refuses variables that make git use other files than ours.
func (r *Repo) checkEnvironment(found *obstacles) {
	for _, v := range []struct{ name, own string }{{"GIT_INDEX_FILE", "index"}, {"GIT_OBJECT_DIRECTORY", "objects"}} {
		value := r.env.Getenv(v.name)
		if value != "" && !sameFile(from(r.env.Dir, value), r.gitPath(v.own)) {
			found.add(unusual(unset(v.name), "the environment sets %s to another place", v.name))
		}
	}
	for _, name := range []string{"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"} {
		if r.env.Getenv(name) != "" {
			found.add(unusual(unset(name), "the environment sets %s", name))
		}
	}
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

// asSHA1 makes a copy of the whole history with the hashes that unmn can read.
const asSHA1 = "git init -b main ../sha1 && git fast-export --all | git -C ../sha1 fast-import && git -C ../sha1 reset --hard"

func checkExtension(key, value string) error {
	switch key + "=" + value {
	case "objectformat=sha1", "refstorage=files":
		return nil
	}
	switch key {
	case "noop", "noop-v1", "partialclone", "worktreeconfig", "preciousobjects", "relativeworktrees":
		return nil
	case "objectformat":
		return unusual("make a copy with the others in ../sha1: `"+asSHA1+"`", "the repository uses %s hashes; unmn needs sha1", quote(value))
	case "refstorage":
		return refStorage(value)
	}
	return unusual("", "the repository has an extension %s that is not known", quote(key))
}

func refStorage(name string) error {
	return unusual("convert it with `git refs migrate --ref-format=files`", "the repository keeps its references as %s; unmn needs files", quote(name))
}

// checkRefStorage refuses by what lies in the git directory, whatever the settings say.
func (r *Repo) checkRefStorage() error {
	there, err := r.exists("reftable")
	if err == nil && there {
		err = refStorage("reftable")
	}
	return err
}

// exists reports whether something that says more than an empty file lies in the git directory.
func (r *Repo) exists(name string) (bool, error) {
	fi, err := os.Lstat(r.gitPath(name))
	switch {
	case err == nil:
		return fi.IsDir() || fi.Size() > 0, nil
	case absent(err):
		return false, nil
	}
	return false, damaged("cannot look at %q: %s", r.shown(name), cause(err))
}

// checkWorkTree refuses where there is no folder of records, or another one.
func (r *Repo) checkWorkTree(local settings) error {
	if r.root == "" && filepath.Base(r.git) == ".git" {
		return unusual("go to the folder of the register with `cd ..`", "this is the inside of the git directory: it has no folder of records")
	}
	if r.root == "" {
		to := strings.TrimSuffix(filepath.Base(r.git), ".git") + "-register"
		return unusual("clone it with `git clone "+filepath.ToSlash(r.git)+" "+to+"`", "the repository is bare: it has no folder of records")
	}
	if on, _ := local.yes("core.bare"); on {
		return unusual("if this is its folder: `git config core.bare false`", "the repository is set to be bare (core.bare)")
	}
	if v, ok := local.last("core.worktree"); ok && !sameFile(from(r.git, v), r.root) {
		return unusual("end it with `git config --unset core.worktree`", "the repository keeps its files in another folder (core.worktree)")
	}
	return nil
}

// Folder is an error where the repository has no folder to read and write files in:
// it is bare. What is recorded can be read all the same.
func (r *Repo) Folder() error { return r.checkWorkTree(nil) }

// checkSettings refuses settings of the repository itself.
func (r *Repo) checkSettings(local settings, found *obstacles) {
	for _, s := range local {
		if s.name == "include.path" || strings.HasPrefix(s.name, "includeif.") && mayInclude(r.env.Getenv, s, r.git) {
			// A repository does not choose which other files are opened.
			found.add(unusual("take it out with `git config --unset-all "+s.name+"`", "the repository's configuration includes another file (%s)", s.name))
		}
	}
	if local.wanted("core.sparsecheckout") || local.wanted("index.sparse") {
		found.add(unusual("end it with `git sparse-checkout disable`", "only a part of the files is checked out"))
	}
	switch v, _ := local.last("core.sharedrepository"); strings.ToLower(v) {
	case "", "umask", "false", "no", "off", "0":
	default:
		found.add(unusual("end it with `git config --unset core.sharedRepository`", "the repository is shared by permissions (core.sharedRepository)"))
	}
}

// checkGrafts refuses a history that git shows otherwise than it is written.
func (r *Repo) checkGrafts() error {
	there, err := r.exists("info/grafts")
	if err == nil && there {
		err = unusual("remove the grafts with `rm "+r.shown("info/grafts")+"`", "the repository has grafted history")
	}
	return err
}

// checkProgress refuses while git is in the middle of something.
func (r *Repo) checkProgress(found *obstacles) {
	for _, f := range []struct{ name, what, command string }{
		{"MERGE_HEAD", "a merge", "merge"},
		{"rebase-merge", "a rebase", "rebase"},
		{"rebase-apply/applying", "git am", "am"},
		{"rebase-apply", "a rebase", "rebase"},
		{"CHERRY_PICK_HEAD", "a cherry-pick", "cherry-pick"},
		{"REVERT_HEAD", "a revert", "revert"},
		{"sequencer", "a " + r.sequence() + " of several commits", r.sequence()},
	} {
		_, err := os.Lstat(r.gitPath(f.name))
		switch {
		case err == nil:
			found.add(unusual("finish it with `git "+f.command+" --continue` or drop it with `git "+f.command+" --abort`",
				"%s is in progress in this repository", f.what))
			return // one is seen by several files
		case !absent(err):
			found.add(damaged("cannot look at %q: %s", r.shown(f.name), cause(err)))
		}
	}
	there, err := r.exists("BISECT_LOG")
	if err == nil && there {
		err = unusual("end it with `git bisect reset`", "a bisect is in progress in this repository")
	}
	found.add(err)
}

// inProgress is the first thing that git is in the middle of, nil when there is none.
func (r *Repo) inProgress() error {
	var found obstacles
	if r.checkProgress(&found); len(found) > 0 {
		return found[0]
	}
	return nil
}

// sequence is the command that git does with several commits, one after the other.
func (r *Repo) sequence() string {
	todo, err := readSmall(r.gitPath("sequencer/todo"))
	if err == nil && strings.HasPrefix(string(todo), "revert") {
		return "revert"
	}
	return "cherry-pick"
}

// checkReplaced refuses replaced objects: git would show others than those read.
func (r *Repo) checkReplaced() error {
	const prefix = "refs/replace/"
	var replaced []string
	top := r.gitPath(prefix)
	err := filepath.WalkDir(top, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			replaced = append(replaced, d.Name())
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return damaged("refs/replace cannot be read: %s", cause(err))
	}
	err = r.packedRefs(func(name string, _ hash) {
		if of, ok := strings.CutPrefix(name, prefix); ok && !slices.Contains(replaced, of) {
			replaced = append(replaced, of)
		}
	})
	if err == nil && len(replaced) > 0 {
		slices.Sort(replaced)
		return unusual("see the objects as they are with `git replace -d "+strings.Join(replaced, " ")+"`", "the repository replaces objects")
	}
	return err
}

// noteHooks says which hooks git would have run. None is run.
func (r *Repo) noteHooks(all settings) {
	for _, name := range r.hooks(all) {
		r.note("the hook " + name + " of this repository is not run")
	}
}

// hooks are those that git would run for a commit. They look at what is staged and
// at the files in the folder, and may change both; here neither holds the change
// when it could still be refused, so that running them would only seem to check it.
func (r *Repo) hooks(all settings) []string {
	dir := r.gitPath("hooks")
	if v, ok := all.last("core.hookspath"); ok && v != "" {
		dir = expand(r.env.Getenv, v, r.root)
	}
	var found []string
	for _, name := range []string{"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction", "post-index-change"} {
		fi, err := os.Stat(filepath.Join(dir, name))
		if err != nil || !fi.Mode().IsRegular() {
			continue
		}
		if yes, trusted := executable(fi.Mode()); yes || !trusted {
			found = append(found, name)
		}
	}
	return found
}
