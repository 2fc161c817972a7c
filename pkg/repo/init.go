package repo

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Init makes an empty repository in dir, which need not exist, with the branch
// "main"; the first Commit on what it returns makes the first commit. A folder
// that holds nothing but a repository without commits is taken as it is: a clone
// of an empty one, or an init that was cut off. Every other folder that is not
// empty or lies in a repository is refused, with the kind NoRepository.
func Init(ctx context.Context, env Env, dir string, opts ...InitOption) (*Repo, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var p site
	for _, o := range opts {
		o(&p)
	}
	return p.init(ctx, env, dir)
}

// An InitOption changes what Init allows.
type InitOption func(*site)

// site is what is known of the folder of a new repository.
type site struct{ within bool }

// Within allows a folder inside another repository, which is expected to ignore it:
// git in the outer one would take it for a submodule otherwise.
func Within() InitOption { return func(p *site) { p.within = true } }

func (p site) init(ctx context.Context, env Env, dir string) (*Repo, error) {
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(env.Dir, dir)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, failed("cannot find the current folder", err)
	}
	for _, name := range []string{"GIT_DIR", "GIT_WORK_TREE"} {
		if env.Getenv(name) != "" {
			return nil, unusual(unset(name), "the environment sets %s; %s", name, unchanged)
		}
	}
	begun, err := p.check(dir)
	if err != nil {
		return nil, settle(err, unchanged)
	}
	if begun {
		if begun, err = isRepository(filepath.Join(dir, ".git")); err != nil {
			return nil, settle(err, unchanged)
		}
	}
	if begun {
		return reopen(ctx, env, dir)
	}
	if err := layOut(disk{fault: env.Fault}, dir); err != nil {
		// What is there of it is an empty repository at most; init again heals it.
		return nil, settle(failed("cannot make a repository in "+quote(dir), err), "no register was made")
	}
	git := filepath.Join(dir, ".git")
	r, err := newRepo(env, layout{dir, git, git})
	if err != nil {
		return nil, err
	}
	r.unborn = true
	return r, nil
}

// reopen opens a repository without commits, so that the first can be made.
func reopen(ctx context.Context, env Env, dir string) (*Repo, error) {
	env.Dir = dir
	r, err := Open(ctx, env)
	if err != nil {
		return nil, settle(err, unchanged)
	}
	h, err := r.readHead()
	if err == nil && !h.hash.IsZero() {
		err = noPlace(dir, "is a repository already")
	}
	if err != nil {
		r.Close()
		return nil, settle(err, unchanged)
	}
	r.unborn = true
	return r, nil
}

func noPlace(dir, why string) error {
	return &Error{Kind: NoRepository, Message: quote(dir) + " " + why, Hint: "name an empty folder: `unmn init FOLDER`"}
}

// check refuses a folder that is not free. begun says that it holds a git
// directory and nothing else.
func (p site) check(dir string) (begun bool, err error) {
	list, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, failed("cannot look at "+quote(dir), err)
	}
	begun = len(list) == 1 && list[0].Name() == ".git"
	if len(list) > 0 && !begun {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return false, noPlace(dir, "is a repository already")
		}
		return false, noPlace(dir, "is not empty")
	}
	if begun && holdsHistory(filepath.Join(dir, ".git")) {
		return false, noPlace(dir, "holds a damaged repository")
	}
	around, err := find(filepath.Dir(dir))
	if err == nil && p.within {
		return begun, nil
	}
	if err == nil {
		return false, noPlace(dir, "lies inside the repository "+quote(around.place()))
	}
	if KindOf(err) != NoRepository {
		return false, err
	}
	return begun, nil
}

// holdsHistory reports whether a git directory without a HEAD was ever more than
// an init that was cut off.
func holdsHistory(git string) bool {
	if whole, err := isRepository(git); whole || err != nil {
		return err != nil
	}
	for _, name := range []string{"index", "packed-refs", "logs", "modules", "worktrees", "commondir"} {
		if _, err := os.Lstat(filepath.Join(git, name)); err == nil {
			return true
		}
	}
	list, err := os.ReadDir(filepath.Join(git, "refs", "heads"))
	return len(list) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist)
}

// layOut makes the files of an empty repository, HEAD last: before it is there
// nobody takes the folder for a repository.
func layOut(d disk, dir string) error {
	git := filepath.Join(dir, ".git")
	for _, name := range []string{"objects/info", "objects/pack", "refs/heads", "refs/tags", "info", "hooks"} {
		if err := d.mkdirAll(filepath.Join(git, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	for _, file := range []struct{ name, text string }{
		{"description", "Unnamed repository; edit this file 'description' to name the repository.\n"},
		{"info/exclude", "# Files git shall not list, one pattern a line; for this clone only.\n"},
		{"config", "[core]\n\trepositoryformatversion = 0\n\tfilemode = " + fileModes(dir) +
			"\n\tbare = false\n\tlogallrefupdates = true\n" + foldsCase(dir)},
		{"HEAD.new", "ref: refs/heads/main\n"},
	} {
		name := filepath.Join(git, filepath.FromSlash(file.name))
		if err := d.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err // from an init that was cut off
		}
		f, err := d.writeNew(name, 0o666, []byte(file.text))
		if err != nil {
			return err
		}
		f.Close()
	}
	if err := d.rename(filepath.Join(git, "HEAD.new"), filepath.Join(git, "HEAD")); err != nil {
		return err
	}
	return d.syncDir(git)
}

// fileModes says whether this disk keeps whether a file is executable.
func fileModes(dir string) string {
	fi, err := os.Stat(dir)
	if err != nil {
		return "true"
	}
	if _, trusted := executable(fi.Mode()); !trusted {
		return "false"
	}
	return "true"
}

// foldsCase adds what git notes of a disk on which "A" and "a" are one file.
func foldsCase(dir string) string {
	if sameFile(filepath.Join(dir, ".git", "objects"), filepath.Join(dir, ".git", "OBJECTS")) {
		return "\tignorecase = true\n"
	}
	return ""
}
