package repo

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Which configuration files count, and in which order: the machine's, the user's,
// the repository's, the environment's.

// deepest bounds includes.
const deepest = 10

// settings reads everything that counts for this repository.
func (r *Repo) settings() (settings, error) {
	all, _, err := r.readSettings()
	return all, err
}

// readSettings is settings, with the repository's own apart.
func (r *Repo) readSettings() (all, local settings, err error) {
	if local, err = r.localSettings(); err != nil {
		return nil, nil, err
	}
	if all, err = r.personal(); err != nil {
		return nil, nil, err
	}
	return slices.Concat(all, local, environmentSettings(r.env.Getenv)), local, nil
}

// localSettings are the repository's own, and those of this work tree. Includes in
// them are not followed: a repository must not choose which other files are
// opened. preflight refuses them.
func (r *Repo) localSettings() (settings, error) {
	all, err := readConfigFile(r.gitPath("config"))
	if err != nil {
		return nil, err
	}
	if on, _ := all.yes("extensions.worktreeconfig"); on {
		own, err := readConfigFile(r.gitPath("config.worktree"))
		if err != nil {
			return nil, err
		}
		all = append(all, own...)
	}
	if r.linked() { // as git: these two are about the main work tree
		all = slices.DeleteFunc(all, func(s setting) bool { return s.name == "core.bare" || s.name == "core.worktree" })
	}
	return all, nil
}

// readConfigFile reads one file of the repository's own configuration.
func readConfigFile(name string) (settings, error) {
	text, err := readSmall(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, damaged("cannot read the repository's configuration: %s", cause(err))
	}
	list, err := parseConfig(text)
	if err != nil {
		return nil, damaged("the repository's configuration is garbled: %s", err)
	}
	for i := range list {
		list[i].local = true
	}
	return list, nil
}

// personal is the machine's and the user's configuration, includes followed.
func (r *Repo) personal() (settings, error) { return personalSettings(r.env.Getenv, r.git) }

func personalSettings(getenv func(string) string, gitDir string) (settings, error) {
	var all settings
	for _, name := range personalFiles(getenv) {
		list, err := readSettings(getenv, name, gitDir, 0)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

func personalFiles(getenv func(string) string) []string {
	var names []string
	if skip, _ := (settings{{name: "x", value: getenv("GIT_CONFIG_NOSYSTEM")}}).yes("x"); !skip {
		if f := getenv("GIT_CONFIG_SYSTEM"); f != "" {
			names = append(names, f)
		} else {
			names = append(names, systemConfigs(getenv)...)
		}
	}
	if f := getenv("GIT_CONFIG_GLOBAL"); f != "" {
		return append(names, f)
	}
	if d := userConfigDir(getenv); d != "" {
		names = append(names, filepath.Join(d, "git", "config"))
	}
	if h := home(getenv); h != "" {
		names = append(names, filepath.Join(h, ".gitconfig"))
	}
	return names
}

// userConfigDir is the folder that holds "git/config" and "git/attributes".
func userConfigDir(getenv func(string) string) string {
	if d := getenv("XDG_CONFIG_HOME"); d != "" {
		return d
	}
	if h := home(getenv); h != "" {
		return filepath.Join(h, ".config")
	}
	return ""
}

// readSettings reads one of the user's own files and what it includes.
func readSettings(getenv func(string) string, name, gitDir string, depth int) (settings, error) {
	text, err := readSmall(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil, nil // as git: a file that is not there or not for us says nothing
	}
	if err != nil {
		return nil, failed("cannot read git's configuration "+quote(name), err)
	}
	list, err := parseConfig(text)
	if err != nil {
		return nil, &Error{Kind: Failed, Message: "git's configuration " + quote(name) + ": " + err.Error(),
			Hint: "see what git says with `git config --list --show-origin`", Err: err}
	}
	var all settings
	for _, s := range list {
		all = append(all, s)
		if depth >= deepest || !includes(getenv, s, gitDir) {
			continue
		}
		more, err := readSettings(getenv, expand(getenv, s.value, filepath.Dir(name)), gitDir, depth+1)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// includes reports whether a setting includes a file for this repository.
func includes(getenv func(string) string, s setting, gitDir string) bool {
	if s.name == "include.path" {
		return true
	}
	cond, ok := strings.CutPrefix(s.name, "includeif.")
	if !ok || !strings.HasSuffix(cond, ".path") || gitDir == "" {
		return false
	}
	cond = strings.TrimSuffix(cond, ".path")
	dir := filepath.ToSlash(gitDir)
	pattern, ok := strings.CutPrefix(cond, "gitdir:")
	if !ok {
		if pattern, ok = strings.CutPrefix(cond, "gitdir/i:"); !ok {
			return false
		}
		pattern, dir = strings.ToLower(pattern), strings.ToLower(dir)
	}
	pattern = filepath.ToSlash(expand(getenv, pattern, ""))
	if strings.HasSuffix(pattern, "/") {
		pattern += "**"
	}
	if !path.IsAbs(pattern) && filepath.VolumeName(pattern) == "" {
		pattern = "**/" + pattern
	}
	return wildmatch(pattern, dir)
}

// mayInclude reports whether a conditional include could count: one by the place of
// the repository is decided here, of every other one it is not known.
func mayInclude(getenv func(string) string, s setting, gitDir string) bool {
	return !strings.HasPrefix(s.name, "includeif.gitdir") || includes(getenv, s, gitDir)
}

// expand resolves "~/" and, where base is given, a relative name.
func expand(getenv func(string) string, name, base string) string {
	if rest, ok := strings.CutPrefix(name, "~/"); ok {
		return filepath.Join(home(getenv), rest) + trailing(name)
	}
	if base != "" && !filepath.IsAbs(name) {
		return filepath.Join(base, name)
	}
	return name
}

func trailing(name string) string {
	if strings.HasSuffix(name, "/") {
		return "/"
	}
	return ""
}

// environmentSettings are GIT_CONFIG_COUNT, GIT_CONFIG_KEY_0, GIT_CONFIG_VALUE_0...
func environmentSettings(getenv func(string) string) settings {
	n, err := strconv.Atoi(getenv("GIT_CONFIG_COUNT"))
	if err != nil || n > 1000 {
		return nil
	}
	var list settings
	for i := range n {
		key := getenv("GIT_CONFIG_KEY_" + strconv.Itoa(i))
		first, last := strings.IndexByte(key, '.'), strings.LastIndexByte(key, '.')
		if first < 0 {
			continue
		}
		name := strings.ToLower(key[:first]) + key[first:last] + strings.ToLower(key[last:])
		list = append(list, setting{name: name, value: getenv("GIT_CONFIG_VALUE_" + strconv.Itoa(i))})
	}
	return list
}

// readSmall reads a regular file of bounded size; a pipe does not block it. The
// null device is an empty file: it is how people switch off a configuration.
func readSmall(name string) ([]byte, error) {
	if name == os.DevNull {
		return nil, nil
	}
	f, err := os.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readOpened(f, largestConfig)
}

var errNotRegular = errors.New("not a regular file")
var errTooLarge = errors.New("too large")

// readOpened reads a regular file of at most limit bytes.
func readOpened(f *os.File, limit int64) ([]byte, error) {
	fi, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() {
		return nil, errNotRegular
	}
	if fi.Size() > limit {
		return nil, errTooLarge
	}
	// Room for one byte more: a file of the expected size ends in one read.
	b := make([]byte, 0, fi.Size()+1)
	for {
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return nil, err
		}
		if int64(len(b)) > limit {
			return nil, errTooLarge
		}
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}
