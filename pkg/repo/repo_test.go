package repo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"unmn/pkg/record"
)

// A world is a repository and the environment it is used in; the real git is the
// judge of what lies in it.
type world struct {
	t    testing.TB
	dir  string
	home string
	env  map[string]string
	log  []string
}

func newWorld(t testing.TB) *world {
	t.Helper()
	base := t.TempDir()
	w := &world{t: t, dir: filepath.Join(base, "register"), home: filepath.Join(base, "home"), env: map[string]string{}}
	// A template without the examples of hooks, which every "git init" would copy.
	template := filepath.Join(base, "template")
	for _, d := range []string{w.dir, w.home, template, filepath.Join(template, "hooks"), filepath.Join(template, "info")} {
		if err := os.Mkdir(d, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	w.env = map[string]string{"HOME": w.home, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": filepath.Join(w.home, ".gitconfig"),
		"PATH": os.Getenv("PATH"), "LC_ALL": "C", "TZ": "UTC"}
	w.file(filepath.Join(w.home, ".gitconfig"), "[user]\n\tname = Ana Officer\n\temail = ana@example.org\n[init]\n\tdefaultBranch = main\n\ttemplateDir = "+template+"\n")
	return w
}

func (w *world) Env() Env {
	return Env{Dir: w.dir, Getenv: func(k string) string { return w.env[k] }, Now: time.Now, Log: func(s string) { w.log = append(w.log, s) }}
}

func (w *world) file(name, text string) {
	w.t.Helper()
	if !filepath.IsAbs(name) {
		name = filepath.Join(w.dir, name)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		w.t.Fatal(err)
	}
}

// read is a file of the work tree, "" when there is none.
func (w *world) read(name string) string {
	b, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil && !os.IsNotExist(err) {
		w.t.Fatal(err)
	}
	return string(b)
}

func (w *world) command(args ...string) *exec.Cmd {
	c := exec.Command("git", args...)
	c.Dir = w.dir
	for k, v := range w.env {
		c.Env = append(c.Env, k+"="+v)
	}
	return c
}

// git runs the real git and gives what it says.
func (w *world) git(args ...string) string {
	w.t.Helper()
	out, err := w.command(args...).CombinedOutput()
	if err != nil {
		w.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimRight(string(out), "\n")
}

// started gives a register with one commit, made by git.
func started(t testing.TB) *world {
	w := newWorld(t)
	w.git("init", "-q", "-b", "main")
	w.file("records/members/iom.yaml", "name: IOM\n")
	w.file("records/members/undp.yaml", "name: UNDP\n")
	w.file("records/meetings/2026/2026-q1.yaml", "title: first\n")
	w.file("README.md", "read me\n")
	w.git("add", ".")
	w.git("commit", "-q", "-m", "begin")
	return w
}

func (w *world) open() *Repo {
	w.t.Helper()
	r, err := Open(context.Background(), w.Env())
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { r.Close() })
	return r
}

var ana = Author{Name: "Ana Officer", Email: "ana@example.org"}

// put plans files with new content; "" removes one.
func put(subject string, pairs ...string) Plan {
	return func(base *Snapshot) (*record.Change, error) {
		c := &record.Change{Subject: subject}
		for i := 0; i < len(pairs); i += 2 {
			f := record.File{Path: pairs[i]}
			if old, err := base.ReadFile(pairs[i]); err == nil {
				f.Old = old
			}
			if pairs[i+1] != "" {
				f.New = []byte(pairs[i+1])
			}
			if f.Old != nil && f.New != nil && string(f.Old) == string(f.New) {
				continue
			}
			c.Files = append(c.Files, f)
		}
		return c, nil
	}
}

func (w *world) commit(r *Repo, plan Plan, opts ...Option) *Result {
	w.t.Helper()
	res, err := r.Commit(context.Background(), plan, ana, opts...)
	if err != nil {
		w.t.Fatal(err)
	}
	return res
}

// sound checks a repository with git's own eyes.
func (w *world) sound() {
	w.t.Helper()
	if out := w.git("fsck", "--strict", "--no-dangling"); out != "" {
		w.t.Errorf("git fsck: %s", out)
	}
	if left, _ := filepath.Glob(filepath.Join(w.dir, ".git", "*.lock")); len(left) > 0 {
		w.t.Errorf("locks are left: %v", left)
	}
	if left, _ := filepath.Glob(filepath.Join(w.dir, ".git", "unmn", "*")); !slices.Equal(left, []string{filepath.Join(w.dir, ".git", "unmn", "lock")}) {
		w.t.Errorf("files are left: %v", left)
	}
	if left, _ := filepath.Glob(filepath.Join(w.dir, ".git", "objects", "tmp*")); len(left) > 0 {
		w.t.Errorf("temporary files are left: %v", left)
	}
}

// clean checks that git sees no difference anywhere.
func (w *world) clean() {
	w.t.Helper()
	if out := w.git("diff-index", "--cached", "HEAD"); out != "" {
		w.t.Errorf("the index differs from HEAD:\n%s", out)
	}
	// "diff" and not "diff-files": a file that was written in the moment the index was
	// is marked for another look, which diff-files reports without taking it.
	if out := w.git("diff", "--name-only"); out != "" {
		w.t.Errorf("the work tree differs from the index:\n%s", out)
	}
	if out := w.git("status", "--porcelain"); out != "" {
		w.t.Errorf("git status:\n%s", out)
	}
}

func TestInitAndFirstCommit(t *testing.T) {
	w := newWorld(t)
	r, err := Init(context.Background(), w.Env(), w.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if h, err := r.Head(context.Background()); h != "" || err != nil {
		t.Errorf("Head() = %q, %v on an unborn branch", h, err)
	}
	res := w.commit(r, put("begin", "records/network.yaml", "name: Serbia\n", "records/members/iom.yaml", "name: IOM\n"))
	w.sound()
	w.clean()
	if got := w.git("log", "--format=%H %an <%ae> %cn %s"); got != res.Hash+" Ana Officer <ana@example.org> Ana Officer begin" {
		t.Errorf("git log: %s", got)
	}
	if got := w.git("symbolic-ref", "HEAD"); got != "refs/heads/main" {
		t.Errorf("HEAD is on %s", got)
	}
	if got := w.git("reflog", "--format=%gs"); got != "commit (initial): begin" {
		t.Errorf("reflog: %s", got)
	}
	// The cache of trees is complete from the first commit on.
	w.commit(r, put("more", "records/members/undp.yaml", "name: UNDP\n"))
	w.clean()
	w.cached(true)
	if got := w.git("log", "--oneline", "--format=%s"); got != "more\nbegin" {
		t.Errorf("git log: %s", got)
	}
}

// cached checks the index's cached trees: true ones, and all of them if complete.
func (w *world) cached(complete bool) {
	w.t.Helper()
	r := w.open()
	x, err := r.readIndex()
	if err != nil {
		w.t.Fatal(err)
	}
	root := x.cacheTree()
	if root == nil {
		if complete {
			w.t.Error("the index has no cached trees")
		}
		return
	}
	// git works out all trees anew, and says once what each is and what it is of.
	trees, files := map[string]string{}, []string(nil)
	known := func() {
		if len(trees) > 0 {
			return
		}
		files = strings.Split(w.git("ls-files", "-z", "--", "."), "\x00")
		trees[""] = w.git("write-tree", "--ignore-cache-tree")
		for _, entry := range strings.Split(w.git("ls-tree", "-r", "-t", "-z", trees[""]), "\x00") {
			if what, dir, _ := strings.Cut(entry, "\t"); strings.HasPrefix(what, "040000 tree ") {
				trees[dir+"/"] = strings.Fields(what)[2]
			}
		}
	}
	var walk func(t *cacheTree, dir string)
	walk = func(t *cacheTree, dir string) {
		if t.count < 0 {
			if complete {
				w.t.Errorf("the cached tree of %q is unknown", dir)
			}
		} else {
			known()
			if want := trees[dir]; want != t.hash.String() {
				w.t.Errorf("the cached tree of %q is %s, should be %q", dir, t.hash, want)
			}
			n := 0
			for _, name := range files {
				if name != "" && strings.HasPrefix(name, dir) {
					n++
				}
			}
			if n != t.count {
				w.t.Errorf("the cached tree of %q covers %d entries, should be %d", dir, t.count, n)
			}
		}
		for _, k := range t.kids {
			walk(k, dir+k.name+"/")
		}
	}
	walk(root, "")
}

func TestInitRefuses(t *testing.T) {
	w := started(t)
	for _, dir := range []string{w.dir, filepath.Join(w.dir, "records"), filepath.Join(w.dir, "new")} {
		_, err := Init(context.Background(), w.Env(), dir)
		if KindOf(err) != NoRepository || !strings.Contains(fmt.Sprint(err), unchanged) {
			t.Errorf("Init(%s) = %v", dir, err)
		}
	}
	if _, err := os.Stat(filepath.Join(w.dir, "new")); !os.IsNotExist(err) {
		t.Error("a folder was made")
	}
	full := t.TempDir()
	w.file(filepath.Join(full, "letter.txt"), "x")
	if _, err := Init(context.Background(), w.Env(), full); KindOf(err) != NoRepository {
		t.Errorf("Init of a folder with a file: %v", err)
	}
}

func TestInitTakesAnEmptyClone(t *testing.T) {
	w := newWorld(t)
	w.git("init", "-q", "-b", "trunk")
	r, err := Init(context.Background(), w.Env(), w.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w.commit(r, put("begin", "records/network.yaml", "name: Serbia\n"))
	w.sound()
	w.clean()
	if got := w.git("log", "--format=%s", "trunk"); got != "begin" {
		t.Errorf("git log: %s", got)
	}
}

func TestUnbornBranchIsRefusedOutsideInit(t *testing.T) {
	w := newWorld(t)
	w.git("init", "-q")
	_, err := w.open().Commit(context.Background(), put("x", "records/a.yaml", "a\n"), ana)
	if KindOf(err) != Unusual {
		t.Errorf("Commit on an unborn branch: %v", err)
	}
}

func TestOpen(t *testing.T) {
	w := started(t)
	env := w.Env()
	env.Dir = filepath.Join(w.dir, "records", "members")
	r, err := Open(context.Background(), env)
	if err != nil || r.Root() != w.dir {
		t.Fatalf("Open below the root: %v", err)
	}
	r.Close()
	env.Dir = t.TempDir()
	_, err = Open(context.Background(), env)
	var e *Error
	if !errors.As(err, &e) || e.Kind != NoRepository || !strings.Contains(e.Hint, "`unmn init`") {
		t.Errorf("Open without a repository: %v", err)
	}
}

func TestCommit(t *testing.T) {
	for _, packed := range []bool{false, true} {
		t.Run(fmt.Sprintf("packed=%v", packed), func(t *testing.T) {
			w := started(t)
			if packed {
				w.git("gc", "-q", "--prune=now")
				w.git("pack-refs", "--all", "--prune")
			}
			if err := os.Chmod(filepath.Join(w.dir, "records/members/undp.yaml"), 0o640); err != nil {
				t.Fatal(err)
			}
			r := w.open()
			steps := [][]string{
				{"records/members/iom.yaml", "name: IOM\nnote: changed\n"},
				{"records/groups/data/protection.yaml", "name: new folders\n"},
				{"records/a.yaml", "a\n", "records/a-b/c.yaml", "c\n", "records/a/b.txt", "b\n", "zz.yaml", "z\n"},
				{"records/groups/data/protection.yaml", ""},
				{"twins/one/same.yaml", "same\n", "twins/two/same.yaml", "same\n"},
				{"records/meetings/2026/2026-q1.yaml", "", "records/meetings/2027/2027-q1.yaml", "title: moved\n"},
				{"records/members/undp.yaml", "name: U\n", "records/a/b.txt", "", "records/a/d.txt", "d\n"},
			}
			for i, s := range steps {
				res := w.commit(r, put(fmt.Sprintf("step %d", i), s...))
				if w.git("rev-parse", "HEAD") != res.Hash {
					t.Fatal("HEAD is not the commit")
				}
				w.clean()
				w.cached(true)
				for k := 0; k < len(s); k += 2 {
					if got := w.read(s[k]); got != s[k+1] {
						t.Errorf("%s holds %q, should be %q", s[k], got, s[k+1])
					}
				}
			}
			w.sound()
			if _, err := os.Stat(filepath.Join(w.dir, "records/groups")); !os.IsNotExist(err) {
				t.Error("an empty folder is left")
			}
			if fi, _ := os.Stat(filepath.Join(w.dir, "records/members/undp.yaml")); fi.Mode().Perm() != 0o640 {
				t.Errorf("the mode became %v", fi.Mode())
			}
			if got := w.git("rev-list", "--count", "HEAD"); got != "8" {
				t.Errorf("%s commits", got)
			}
		})
	}
}

func TestCommitOfNothing(t *testing.T) {
	w := started(t)
	before := w.git("rev-parse", "HEAD")
	res := w.commit(w.open(), func(*Snapshot) (*record.Change, error) { return nil, nil })
	if !res.Nothing || w.git("rev-parse", "HEAD") != before {
		t.Errorf("%+v", res)
	}
}

func TestErrorOfThePlanComesBackAsItIs(t *testing.T) {
	w := started(t)
	mine := errors.New("a rule is broken")
	_, err := w.open().Commit(context.Background(), func(*Snapshot) (*record.Change, error) { return nil, mine }, ana)
	if err != mine {
		t.Errorf("got %v", err)
	}
}

// Shorter names for plans written out in tests.
type (
	recordChange = record.Change
	recordFile   = record.File
)
