package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The user's own: whatever state other paths are in, a command leaves them so, byte
// for byte, in the index and in the folder; a path it would have to touch it refuses
// by name. Every command that writes is tried with all of the states.

// A userState is one way for a path to be between HEAD, the index and the folder.
type userState struct {
	name string
	make func(u *userStates, path string)
	// The path is one the command would touch: of a record that is there, or of a new one.
	old, new bool
	adopted  bool // `unmn save` takes it, or has its own words for it
}

// states are the twelve of them and what goes with them.
func states() []userState {
	return []userState{
		{"edited", func(u *userStates, p string) { u.lay(u.t, p, "edited: by hand\n") }, true, true, true},
		{"staged", func(u *userStates, p string) { u.lay(u.t, p, "staged: by hand\n"); u.git("add", p) }, true, true, true},
		{"staged and edited", func(u *userStates, p string) {
			u.lay(u.t, p, "staged: by hand\n")
			u.git("add", p)
			u.lay(u.t, p, "edited: again\n")
		}, true, true, true},
		{"removed", func(u *userStates, p string) { u.git("rm", "-q", "--cached", p) }, true, false, true},
		{"removed in the folder", func(u *userStates, p string) { u.fail(os.Remove(u.full(p))) }, true, false, true},
		{"renamed", func(u *userStates, p string) { u.git("mv", p, p+".renamed") }, true, false, true},
		{"intended", func(u *userStates, p string) { u.lay(u.t, p, "intended: by hand\n"); u.git("add", "-N", p) }, false, true, true},
		{"assumed unchanged", func(u *userStates, p string) {
			u.git("update-index", "--assume-unchanged", p)
			u.lay(u.t, p, "edited: behind git's back\n")
		}, true, false, true},
		{"skipped", func(u *userStates, p string) {
			u.git("update-index", "--skip-worktree", p)
			u.fail(os.Remove(u.full(p)))
		}, true, false, true},
		{"in conflict", (*userStates).conflict, true, false, false},
		{"another mode", func(u *userStates, p string) { u.fail(os.Chmod(u.full(p), 0o755)) }, true, false, true},
		{"another type", func(u *userStates, p string) {
			u.fail(os.Remove(u.full(p)))
			u.fail(os.Symlink("network.yaml", u.full(p)))
		}, true, false, true},
		{"ignored", func(u *userStates, p string) {
			u.lay(u.t, ".git/info/exclude", "/"+p+"\n")
			u.lay(u.t, p, "ignored: by git\n")
		}, false, true, true},
	}
}

// userStates is a register in which a user has been at work.
type userStates struct {
	*register
	t testing.TB
}

func (u *userStates) git(args ...string) string { u.t.Helper(); return u.must(u.t, args...) }

func (u *userStates) full(name string) string { return filepath.Join(u.dir, filepath.FromSlash(name)) }

func (u *userStates) fail(err error) {
	if err != nil {
		u.t.Helper()
		u.t.Fatal(err)
	}
}

// conflict gives a path the three sides of a merge in the index.
func (u *userStates) conflict(name string) {
	blob := u.git("rev-parse", "HEAD:"+name)
	other := u.git("rev-parse", "HEAD:mine.txt")
	c := u.process("git", "update-index", "--index-info")
	c.Stdin = strings.NewReader(fmt.Sprintf("0 %040d\t%s\n100644 %s 1\t%s\n100644 %s 2\t%s\n100644 %s 3\t%s\n", 0, name, blob, name, other, name, blob, name))
	if out, err := c.CombinedOutput(); err != nil {
		u.t.Fatalf("%v: %s", err, out)
	}
}

// prepared is a register that has what a write begins with.
func prepared(t *testing.T, sample *register, w write) *register {
	t.Helper()
	if len(w.setup)+len(w.files)+len(w.docx) == 0 {
		return sample
	}
	r, err := sample.copyTo(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r.prepare(t, w)
	return r
}

// begin is what was prepared for a write, in a new folder.
func begin(t *testing.T, start *register) *userStates {
	t.Helper()
	r, err := start.copyTo(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r.must(t, "status") // the copies have other times than the index says
	return &userStates{r, t}
}

// asset is all that git and the disk know of the paths that are not touched.
func (u *userStates) asset(touched []string) map[string]string {
	u.t.Helper()
	out := map[string]string{}
	// Each entry of the index is a line with its flags, and six with what was known of
	// the file.
	lines := strings.Split(u.git("ls-files", "-s", "-v", "--debug"), "\n")
	name := ""
	for _, line := range lines {
		if _, path, entry := strings.Cut(line, "\t"); entry && !strings.HasPrefix(line, " ") {
			name = "index " + path
		}
		out[name] += line + "\n"
	}
	files, err := u.files()
	u.fail(err)
	for path := range files {
		when, text, err := u.file(path)
		u.fail(err)
		out["folder "+path] = when.String() + " " + text
	}
	for _, path := range touched {
		delete(out, "index "+path)
		delete(out, "folder "+path)
	}
	// What each path is in HEAD, in the index and in the folder. git may write the index
	// on the way: it is given a copy.
	index, err := os.ReadFile(u.full(".git/index"))
	u.fail(err)
	u.fail(os.WriteFile(filepath.Join(u.home, "index"), index, 0o666))
	args := []string{"status", "--porcelain=v2", "-uall", "--no-renames", "--", "."}
	for _, path := range touched {
		args = append(args, ":(exclude)"+path)
	}
	c := u.process("git", args...)
	c.Env = append(c.Env, "GIT_INDEX_FILE="+filepath.Join(u.home, "index"))
	text, err := c.CombinedOutput()
	u.fail(err)
	out["git status"] = string(text)
	return out
}

// touchedBy are the files of the commit that a write makes.
func touchedBy(t *testing.T, start *register, w write) (touched, isNew []string) {
	t.Helper()
	u := begin(t, start)
	if _, said, status := u.play(w); status != 0 {
		t.Fatalf("unmn %s: status %d: %s", w.line, status, said)
	}
	if w.only != "" {
		return []string{w.only}, nil
	}
	for _, line := range strings.Split(u.git("diff-tree", "-r", "--no-commit-id", "--name-status", "HEAD"), "\n") {
		how, path, _ := strings.Cut(line, "\t")
		touched = append(touched, path)
		if how == "A" {
			isNew = append(isNew, path)
		}
	}
	return touched, isNew
}

func (u *userStates) play(w write) (out, said string, status int) {
	c, err := u.of(w)
	u.fail(err)
	return u.unmn(c)
}

// TestUserStates runs each command that writes where a user has been at work: beside
// its paths, and on them.
func TestUserStates(t *testing.T) {
	sample := sampleRegister(t)
	for i, w := range sampledWrites() {
		if w.empty {
			continue
		}
		t.Run(strings.ReplaceAll(w.name(), " ", "-"), func(t *testing.T) {
			t.Parallel()
			start := prepared(t, sample, w)
			touched, isNew := touchedBy(t, start, w)
			t.Run("other-paths", func(t *testing.T) { otherPaths(t, start, w, touched) })
			touchedPaths(t, start, w, i, touched, isNew)
		})
	}
}

// otherPaths brings other paths into every state, all at once, and runs the command
// beside them.
func otherPaths(t *testing.T, start *register, w write, touched []string) {
	u := begin(t, start)
	u.disturb(touched, w)
	before := u.asset(touched)
	old := u.git("rev-parse", "HEAD")
	if _, said, status := u.play(w); status != 0 {
		t.Fatalf("unmn %s: status %d: %s", w.line, status, said)
	}
	after := u.asset(touched)
	for _, name := range differing(before, after) {
		t.Errorf("unmn %s: %s was\n%s\nis\n%s", w.line, name, before[name], after[name])
	}
	if w.only != "" {
		return
	}
	if got := strings.Split(u.git("diff-tree", "-r", "--no-commit-id", "--name-only", old, "HEAD"), "\n"); !slices.Equal(got, touched) {
		t.Errorf("the commit holds %q, should be %q", got, touched)
	}
}

// disturb puts a record that the command does not touch into each state.
func (u *userStates) disturb(touched []string, w write) {
	u.t.Helper()
	free := slices.DeleteFunc(strings.Split(u.git("ls-files", "records/members", "records/partners", "records/schema"), "\n"), func(path string) bool {
		_, laid := w.files[path]
		return laid || slices.Contains(touched, path)
	})
	if len(free) < len(states()) {
		u.t.Fatalf("only %d records are not touched", len(free))
	}
	for i, s := range states() {
		path := free[i]
		if s.new && !s.old {
			path = "records/members/" + strings.ReplaceAll(s.name, " ", "-") + ".yaml"
		}
		s.make(u, path)
	}
	u.lay(u.t, "records/members/added.yaml", "added: by hand\n")
	u.git("add", "records/members/added.yaml")
	u.lay(u.t, "untracked.txt", "mine\n")
}

var typeable = regexp.MustCompile("hint: .*`(git|unmn) ")

// touchedPaths bring a path that the command would write into each state: it is refused,
// by name, with what to do, and nothing changes. By default each command, the i-th of
// them, meets a seventh of the states.
func touchedPaths(t *testing.T, start *register, w write, i int, touched, isNew []string) {
	if w.only != "" {
		return
	}
	for j, s := range states() {
		if sampled(1) != 0 && (i+j)%7 != 0 || s.adopted && w.words == "save" {
			continue
		}
		at := slices.IndexFunc(touched, func(path string) bool {
			added := slices.Contains(isNew, path)
			return added && s.new || !added && s.old
		})
		if at < 0 {
			continue
		}
		t.Run("touched-"+strings.ReplaceAll(s.name, " ", "-"), func(t *testing.T) { begin(t, start).refuses(w, s, touched[at]) })
	}
}

func (u *userStates) refuses(w write, s userState, path string) {
	u.t.Helper()
	s.make(u, path)
	before := u.whole()
	_, said, status := u.play(w)
	if status != 1 || !strings.Contains(said, path) || !strings.Contains(said, "nothing was changed") || !typeable.MatchString(said) {
		u.t.Errorf("unmn %s, %s %s: status %d: %s", w.line, path, s.name, status, said)
	}
	if names := differing(before, u.whole()); len(names) > 0 {
		u.t.Errorf("unmn %s, %s %s: %q changed", w.line, path, s.name, names)
	}
}

// whole is every file of the folder, the index and the branch.
func (u *userStates) whole() map[string]string {
	out, err := u.files()
	u.fail(err)
	index, err := os.ReadFile(u.full(".git/index"))
	u.fail(err)
	out["index"] = string(index)
	out["HEAD"], err = u.head()
	u.fail(err)
	return out
}
