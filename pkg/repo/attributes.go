package repo

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

// Attributes and settings can make git store other bytes than those in the work
// tree. Files to which that would happen are refused; "text eol=lf" is fine, since
// what is written here has bare line feeds.

// conversions answers what git would do with the bytes of a path.
type conversions struct {
	settings settings
	low      []attributeRule            // the machine's and the user's, then the tree's
	high     []attributeRule            // .git/info/attributes
	macros   map[string][]string        // "[attr]name"
	dirs     map[string][]attributeRule // per folder of the tree
	read     func(path string) ([]byte, error)
	own      string // .git/info/attributes, as a message gives it
}

// An attributeRule is one line: a pattern and what it sets.
type attributeRule struct {
	base    string // the folder of the file it stands in
	pattern string
	sets    []string
}

// conversions reads the attributes that hold everywhere. Those of folders are
// read when a path needs them, from the work tree or else from the commit.
func (r *Repo) conversions(set settings, files *folders, base *Snapshot) (*conversions, error) {
	c := &conversions{settings: set, macros: map[string][]string{"binary": {"-diff", "-merge", "-text"}}, dirs: map[string][]attributeRule{},
		own: r.shown("info/attributes")}
	c.read = func(name string) ([]byte, error) {
		b, _, err := files.read(name)
		if absent(err) || errors.Is(err, errNoFolder) {
			b, err = base.ReadFile(name)
		}
		if absent(err) || errors.Is(err, errLink) {
			return nil, nil
		}
		return b, err
	}
	personal, ok := set.last("core.attributesfile")
	if ok {
		personal = expand(r.env.Getenv, personal, r.root)
	} else if d := userConfigDir(r.env.Getenv); d != "" {
		personal = filepath.Join(d, "git", "attributes")
	}
	names := []string{personal, r.gitPath("info/attributes")}
	for i, to := range []*[]attributeRule{&c.low, &c.high} {
		if names[i] == "" {
			continue
		}
		text, err := readSmall(names[i])
		if err != nil && !absent(err) {
			return nil, failed("cannot read "+quote(names[i]), err)
		}
		*to = c.parse(text, ".")
	}
	return c, nil
}

// parse reads an attributes file. Macros count from every file here; git takes
// them from some, and refusing more is safe.
func (c *conversions) parse(text []byte, base string) []attributeRule {
	var rules []attributeRule
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))) {
		f := strings.Fields(string(line))
		if len(f) < 2 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if name, ok := strings.CutPrefix(f[0], "[attr]"); ok {
			c.macros[name] = f[1:]
			continue
		}
		rules = append(rules, attributeRule{base, strings.Trim(f[0], `"`), f[1:]})
	}
	return rules
}

// of gives the state of an attribute of a path: "" unspecified, "set", "unset" or
// its value.
func (c *conversions) of(name string) (map[string]string, error) {
	state := map[string]string{}
	apply := func(rules []attributeRule) {
		for _, r := range rules {
			if r.matches(name) {
				c.apply(state, r.sets, 0)
			}
		}
	}
	apply(c.low)
	for _, dir := range foldersOf(name) {
		rules, ok := c.dirs[dir]
		if !ok {
			text, err := c.read(path.Join(dir, ".gitattributes"))
			if err != nil && !errors.Is(err, fs.ErrInvalid) {
				return nil, failed("cannot read "+quote(path.Join(dir, ".gitattributes")), err)
			}
			rules = c.parse(text, dir)
			c.dirs[dir] = rules
		}
		apply(rules)
	}
	apply(c.high)
	return state, nil
}

func (c *conversions) apply(state map[string]string, sets []string, depth int) {
	for _, s := range sets {
		name, value := s, "set"
		switch s[0] {
		case '-':
			name, value = s[1:], "unset"
		case '!':
			name, value = s[1:], ""
		default:
			if k, v, ok := strings.Cut(s, "="); ok {
				name, value = k, v
			}
		}
		state[name] = value
		if m, ok := c.macros[name]; ok && value == "set" && depth < 10 {
			c.apply(state, m, depth+1)
		}
	}
}

func (r attributeRule) matches(name string) bool {
	if r.base != "." {
		name = strings.TrimPrefix(name, r.base+"/")
	}
	if !strings.Contains(r.pattern, "/") {
		return wildmatch(r.pattern, path.Base(name))
	}
	return wildmatch(strings.TrimPrefix(r.pattern, "/"), name)
}

// check refuses a path whose bytes git would change on the way in or out. content
// is what shall be stored.
func (c *conversions) check(name string, content []byte) error {
	state, err := c.of(name)
	if err != nil {
		return err
	}
	for _, a := range []string{"filter", "working-tree-encoding", "ident"} {
		if v := state[a]; v != "" && v != "unset" {
			return unusual("for this clone add `records/** -"+a+"` to "+c.own, "the attribute %s makes git change the bytes of %s", a, quote(name))
		}
	}
	text, eol := state["text"], state["eol"]
	if v := state["crlf"]; text == "" && v != "" {
		text = v
		if v == "input" {
			text, eol = "set", "lf"
		}
	}
	if text == "unset" {
		return nil
	}
	auto, other := c.settings.yes("core.autocrlf")
	if text == "" && eol == "" && !auto && other != "input" {
		return nil
	}
	if c.crlf(eol, auto, other) {
		return unusual("add `records/** text eol=lf` to .gitattributes",
			"git would write %s with Windows line ends", quote(name))
	}
	if bytes.Contains(content, []byte("\r\n")) {
		return unusual("see why with `git check-attr -a -- "+name+"`", "git would change the line ends of %s", quote(name))
	}
	return nil
}

// crlf reports whether a text file gets Windows line ends in the work tree.
func (c *conversions) crlf(eol string, auto bool, other string) bool {
	switch {
	case eol == "lf":
		return false
	case eol == "crlf":
		return true
	case auto:
		return true
	case other == "input":
		return false
	}
	v, _ := c.settings.last("core.eol")
	v = strings.ToLower(v)
	return v == "crlf" || v != "lf" && runtime.GOOS == "windows"
}
