package repo

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Open finds the repository env.Dir lies in. Its error is of the kind
// NoRepository when there is none, Unusual when it is one that cannot be read
// rightly, such as a linked work tree, or belongs to somebody else.
func Open(ctx context.Context, env Env) (*Repo, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(env.Dir)
	if err != nil {
		return nil, failed("cannot find the current folder", err)
	}
	root, err := find(dir)
	if err != nil {
		return nil, err
	}
	if err := checkGitDir(env, dir, root); err != nil {
		return nil, err
	}
	if err := checkOwner(env.Getenv, root); err != nil {
		return nil, err
	}
	r, err := newRepo(env, root)
	if err != nil {
		return nil, err
	}
	local, err := r.localSettings()
	if err == nil {
		err = checkFormat(local)
	}
	if on, _ := local.yes("core.bare"); err == nil && on {
		err = checkSettings(local)
	}
	if err == nil {
		err = r.checkFiles()
	}
	if err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

// find walks upwards to the folder that holds ".git".
func find(dir string) (string, error) {
	for at := dir; ; at = filepath.Dir(at) {
		git := filepath.Join(at, ".git")
		fi, err := os.Lstat(git)
		switch {
		case err == nil && fi.IsDir() && isRepository(git):
			return at, nil
		case err == nil && fi.Mode().IsRegular():
			return "", unusual("work in the main work tree; list them with `git worktree list`",
				"%s is a linked work tree or a submodule, which unmn does not write to", quote(at))
		case err == nil && fi.Mode()&fs.ModeSymlink != 0:
			return "", unusual("", "%s is a link; put the git directory in its place", quote(git))
		case err != nil && !absent(err):
			return "", failed("cannot look for a repository in "+quote(at), err)
		case isRepository(at):
			return "", unusual("clone it with `git clone`", "%s is a bare repository or a git directory: it has no folder of records", quote(at))
		}
		if filepath.Dir(at) == at {
			return "", &Error{Kind: NoRepository, Message: "there is no register in " + quote(dir) + " or above it",
				Hint: "begin one with `unmn init`, or go to its folder"}
		}
	}
}

// isRepository reports whether a folder is a git directory, by git's own test.
func isRepository(dir string) bool {
	for _, name := range []string{"objects", "refs"} {
		if fi, err := os.Stat(filepath.Join(dir, name)); err != nil || !fi.IsDir() {
			return false
		}
	}
	_, err := os.Lstat(filepath.Join(dir, "HEAD"))
	return err == nil
}

// checkGitDir refuses an environment that points at another repository. Inside a
// hook git sets these variables to the very repository that was found.
func checkGitDir(env Env, dir, root string) error {
	for name, own := range map[string]string{"GIT_DIR": filepath.Join(root, ".git"), "GIT_WORK_TREE": root} {
		v := env.Getenv(name)
		if v == "" {
			continue
		}
		if !filepath.IsAbs(v) {
			v = filepath.Join(dir, v)
		}
		if !sameFile(filepath.Clean(v), own) {
			return unusual("", "the environment sets %s to another place: unset it", name)
		}
	}
	return nil
}

// checkOwner refuses a repository of somebody else, as git's safe.directory does.
func checkOwner(getenv func(string) string, root string) error {
	for _, name := range []string{root, filepath.Join(root, ".git")} {
		mine, err := ours(name)
		if err != nil {
			return failed("cannot tell who owns "+quote(name), err)
		}
		if mine {
			continue
		}
		set, err := personalSettings(getenv, "")
		if err != nil {
			return err
		}
		if !isSafe(getenv, set, root) {
			return unusual("if you trust it: `git config --global --add safe.directory "+filepath.ToSlash(root)+"`",
				"the repository %s belongs to somebody else", quote(root))
		}
	}
	return nil
}

// isSafe reads safe.directory: "*", a folder, a folder with "/*"; an empty value
// forgets those before it.
func isSafe(getenv func(string) string, set settings, root string) bool {
	safe := false
	root = filepath.ToSlash(root)
	for _, s := range set {
		if s.name != "safe.directory" {
			continue
		}
		v := strings.TrimSuffix(filepath.ToSlash(expand(getenv, s.value, "")), "/")
		above, all := strings.CutSuffix(v, "/*")
		switch {
		case s.value == "":
			safe = false
		case v == "*" || v == root || all && strings.HasPrefix(root, above+"/"):
			safe = true
		}
	}
	return safe
}
