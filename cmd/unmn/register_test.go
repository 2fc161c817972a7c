package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"unmn/pkg/cli"
	"unmn/templates"
)

// A register is a folder with a user's home around it, in which unmn and the real
// git are run; git is the judge of what unmn leaves.
type register struct {
	home string // with .gitconfig
	dir  string // the register, home/reg
}

// A run is one run of unmn in this process.
type run struct {
	line   string
	input  string
	editor string // the editor; at a terminal then
	fault  func(op, path string) error
	set    map[string]string // what the environment has beside
}

const proofDay = "2026-12-10T09:00:00+01:00"

func newHome(t testing.TB) *register {
	t.Helper()
	r, err := homeIn(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// homeIn makes a folder the home of a user who has no register yet.
func homeIn(home string) (*register, error) {
	config := "[user]\n\tname = Secretariat\n\temail = secretariat@example.org\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n"
	err := os.WriteFile(filepath.Join(home, ".gitconfig"), []byte(config), 0o666)
	return &register{home: home, dir: filepath.Join(home, "reg")}, err
}

// in is the register seen from another folder.
func (r *register) in(dir string) *register { return &register{home: r.home, dir: dir} }

func (r *register) env() map[string]string {
	return map[string]string{
		"HOME": r.home, "XDG_CONFIG_HOME": filepath.Join(r.home, "config"), "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_CONFIG_GLOBAL": filepath.Join(r.home, ".gitconfig"), "PATH": os.Getenv("PATH"), "LC_ALL": "C", "TZ": "UTC",
		"GIT_AUTHOR_DATE": proofDay, "GIT_COMMITTER_DATE": proofDay, "NOW": proofDay, "TMPDIR": r.home,
	}
}

// unmn runs a command line in this process.
func (r *register) unmn(c run) (out, said string, status int) {
	env := r.env()
	maps.Copy(env, c.set)
	if c.editor != "" {
		env["UNMN_EDITOR"] = c.editor
	} else {
		// A process that is being started beside this holds our lock until it has closed
		// what it inherits; one program alone never sees that.
		syscall.ForkLock.RLock()
		defer syscall.ForkLock.RUnlock()
	}
	var o, e bytes.Buffer
	status = cli.Main(context.Background(), cli.Env{
		Args: words(c.line), Dir: r.dir, In: strings.NewReader(c.input), Out: &o, Err: &e, InIsTerm: c.editor != "", OutIsTerm: c.editor != "",
		Now: func() time.Time { return moment(proofDay) }, Getenv: func(k string) string { return env[k] },
		Templates: templates.FS, Version: "test", Fault: c.fault,
	})
	return o.String(), e.String(), status
}

func moment(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

// process is a command in the folder, with the environment of the user.
func (r *register) process(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Dir = r.dir
	for k, v := range r.env() {
		c.Env = append(c.Env, k+"="+v)
	}
	return c
}

// git runs the real git.
func (r *register) git(args ...string) (string, error) {
	out, err := r.process("git", args...).CombinedOutput()
	if err != nil {
		err = fmt.Errorf("git %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimRight(string(out), "\n"), err
}

func (r *register) must(t testing.TB, args ...string) string {
	t.Helper()
	out, err := r.git(args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// lay puts a file in the folder.
func (r *register) lay(t testing.TB, name, text string) {
	t.Helper()
	full := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// prepare does what a write begins with.
func (r *register) prepare(t testing.TB, w write) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(w.files)) {
		r.lay(t, name, w.files[name])
	}
	for _, line := range w.setup {
		if args := words(line); args[0] == "git" {
			r.must(t, args[1:]...)
		} else if _, said, status := r.unmn(run{line: line}); status != 0 {
			t.Fatalf("%s: %s", line, said)
		}
	}
	for name, edits := range w.docx {
		data, err := os.ReadFile(filepath.Join(r.dir, name))
		if err == nil {
			data, err = retouched(data, edits)
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r.lay(t, name, string(data))
	}
}

// of is the run of a write, with what its editor needs.
func (r *register) of(w write) (run, error) {
	c := run{line: w.line, input: w.input}
	if !w.edits() {
		return c, nil
	}
	file := filepath.Join(r.home, "typed.txt")
	c.editor = "cp " + file
	if w.adds != "" {
		// Where it opens again with what was kept, there is nothing left to add.
		c.editor = `sh -c 'grep -q "^notes:" "$0" || cat "` + file + `" >> "$0"'`
	}
	return c, os.WriteFile(file, []byte(w.typed+w.adds), 0o666)
}

// copyTo is the register in another place.
func (r *register) copyTo(home string) (*register, error) {
	err := copyFolder(home, r.home)
	return &register{home: home, dir: filepath.Join(home, "reg")}, err
}

// head is where the branch stands, "" when there is no commit or no repository. It
// reads the files itself: no git that would have an opinion on locks.
func (r *register) head() (string, error) {
	text, err := os.ReadFile(filepath.Join(r.dir, ".git", "refs", "heads", "main"))
	if err == nil {
		return strings.TrimSpace(string(text)), nil
	}
	packed, err := os.ReadFile(filepath.Join(r.dir, ".git", "packed-refs"))
	if os.IsNotExist(err) {
		return "", nil
	}
	for line := range strings.Lines(string(packed)) {
		if hash, ok := strings.CutSuffix(strings.TrimSpace(line), " refs/heads/main"); ok {
			return hash, nil
		}
	}
	return "", err
}

// files are the content and the mode of everything in the folder but the git
// directory.
func (r *register) files() (map[string]string, error) {
	out := map[string]string{}
	err := filepath.WalkDir(r.dir, func(name string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) && name == r.dir {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(r.dir, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if rel == ".git" {
			return filepath.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		_, out[rel], err = r.file(rel)
		return err
	})
	return out, err
}

// file is one file: when it was changed, and its mode and content.
func (r *register) file(name string) (time.Time, string, error) {
	full := filepath.Join(r.dir, filepath.FromSlash(name))
	fi, err := os.Lstat(full)
	if err != nil {
		return time.Time{}, "", err
	}
	text := ""
	if fi.Mode().IsRegular() {
		b, e := os.ReadFile(full)
		text, err = string(b), e
	} else {
		text, err = os.Readlink(full)
	}
	return fi.ModTime(), fi.Mode().String() + " " + text, err
}

// differing are the names under which two such maps differ.
func differing(a, b map[string]string) []string {
	var out []string
	for name := range a {
		if a[name] != b[name] {
			out = append(out, name)
		}
	}
	for name := range b {
		if _, there := a[name]; !there {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// leftovers are locks and traces of a change in the git directory. What users typed
// and which record was used last are there for later.
func (r *register) leftovers() []string {
	var out []string
	git := filepath.Join(r.dir, ".git")
	_ = filepath.WalkDir(git, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		rel := filepath.ToSlash(strings.TrimPrefix(name, git+string(filepath.Separator)))
		ours := strings.HasPrefix(rel, "unmn/") && rel != "unmn/lock" && rel != "unmn/last-used" && !strings.HasPrefix(rel, "unmn/kept/")
		if ours || strings.HasSuffix(rel, ".lock") || strings.Contains(rel, "tmp_obj") {
			out = append(out, rel)
		}
		return nil
	})
	return out
}
