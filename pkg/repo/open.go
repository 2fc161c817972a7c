package repo

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Open finds the repository env.Dir lies in. Its error is of the kind
// NoRepository when there is none, Unusual when it is one that cannot be read
// rightly, such as one with other hashes, or belongs to somebody else. A bare
// repository can be read.
func Open(ctx context.Context, env Env) (*Repo, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(env.Dir)
	if err != nil {
		return nil, failed("cannot find the current folder", err)
	}
	l, err := find(dir)
	if err != nil {
		return nil, err
	}
	if err := checkGitDir(env, dir, l); err != nil {
		return nil, err
	}
	if err := checkOwner(env.Getenv, l); err != nil {
		return nil, err
	}
	r, err := newRepo(env, l)
	if err != nil {
		return nil, err
	}
	local, err := r.localSettings()
	if err == nil {
		err = checkFormat(local)
	}
	if err == nil {
		err = r.checkRefStorage()
	}
	if err != nil {
		r.Close()
		return nil, err
	}
	if isPartial(local) {
		r.objects.wanted = "fetch what is missing with `git fetch --refetch --no-filter`"
	}
	return r, nil
}

// isPartial reports whether the repository was cloned without all of its objects.
func isPartial(local settings) bool {
	return slices.ContainsFunc(local, func(s setting) bool {
		return s.name == "extensions.partialclone" || strings.HasPrefix(s.name, "remote.") && strings.HasSuffix(s.name, ".promisor")
	})
}

// checkGitDir refuses an environment that points at another repository. Inside a
// hook git sets these variables to the very repository that was found.
func checkGitDir(env Env, dir string, l layout) error {
	for _, v := range []struct {
		name string
		own  []string
	}{{"GIT_DIR", []string{l.git, filepath.Join(l.root, ".git")}}, {"GIT_WORK_TREE", []string{l.root}}, {"GIT_COMMON_DIR", []string{l.common}}} {
		value := env.Getenv(v.name)
		if value == "" {
			continue
		}
		value = from(dir, value)
		if !slices.ContainsFunc(v.own, func(own string) bool { return own != "" && sameFile(value, own) }) {
			return unusual(unset(v.name), "the environment sets %s to another place", v.name)
		}
	}
	return nil
}

// unset is the hint for a variable that must not be set.
func unset(name string) string {
	if runtime.GOOS == "windows" {
		return "unset it with `set " + name + "=`"
	}
	return "unset it with `unset " + name + "`"
}

// checkOwner refuses a repository of somebody else, as git's safe.directory does.
func checkOwner(getenv func(string) string, l layout) error {
	names, place := []string{l.git, l.common}, l.place()
	if l.root != "" {
		names = append(names, l.root, filepath.Join(l.root, ".git"))
	}
	for _, name := range names {
		mine, err := ours(getenv, name)
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
		if !isSafe(getenv, set, place) {
			return unusual("if you trust it: `git config --global --add safe.directory "+filepath.ToSlash(place)+"`",
				"the repository %s belongs to somebody else", quote(place))
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
