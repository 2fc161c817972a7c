package repo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func (w *world) commandIn(dir string, args ...string) *exec.Cmd {
	c := w.command(args...)
	c.Dir = dir
	return c
}

func (w *world) history(r *Repo, path string) []Entry {
	w.t.Helper()
	var list []Entry
	for e, err := range r.Log(context.Background(), path) {
		if err != nil {
			w.t.Fatal(err)
		}
		list = append(list, e)
	}
	return list
}

func (w *world) at(r *Repo, rev string) *Snapshot {
	w.t.Helper()
	s, err := r.At(context.Background(), rev)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func TestFileSystems(t *testing.T) {
	files := []string{"README.md", "records/members/iom.yaml", "records/members/undp.yaml", "records/meetings/2026/2026-q1.yaml"}
	for _, packed := range []bool{false, true} {
		w := started(t)
		if packed {
			w.git("gc", "-q", "--prune=now")
		}
		r := w.open()
		if err := fstest.TestFS(r.WorkTree(), files...); err != nil {
			t.Errorf("WorkTree: %v", err)
		}
		if err := fstest.TestFS(w.at(r, "HEAD"), files...); err != nil {
			t.Errorf("Snapshot: %v", err)
		}
		// The same without a work tree to take the bytes from.
		for _, f := range files {
			w.file(f, "edited")
		}
		s := w.at(w.open(), "HEAD")
		if err := fstest.TestFS(s, files...); err != nil {
			t.Errorf("Snapshot of objects: %v", err)
		}
		if b, err := s.ReadFile("records/members/iom.yaml"); string(b) != "name: IOM\n" || err != nil {
			t.Errorf("ReadFile = %q, %v", b, err)
		}
		paths, err := s.Paths("records")
		if want := slices.Sorted(slices.Values(files[1:])); !slices.Equal(paths, want) || err != nil {
			t.Errorf("Paths = %v, %v", paths, err)
		}
		if paths, err := s.Paths("none"); len(paths) != 0 || err != nil {
			t.Errorf("Paths of nothing = %v, %v", paths, err)
		}
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	w := started(t)
	w.file(filepath.Join(w.home, "secret"), "secret")
	for from, to := range map[string]string{"records/out": "../../home/secret", "records/abs": filepath.Join(w.home, "secret"),
		"records/in": "members/iom.yaml", "records/git": "../.git", "records/config": "../.git/config", "records/folder": "members", "records/gone": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(w.dir, from)); err != nil {
			t.Fatal(err)
		}
	}
	w.git("add", ".")
	w.git("commit", "-q", "-m", "links")
	r := w.open()
	for name, fsys := range map[string]fs.FS{"work tree": r.WorkTree(), "snapshot": w.at(r, "HEAD")} {
		for _, p := range []string{"records/out", "records/abs", "records/in", "records/git/config", "records/config", "records/folder/iom.yaml",
			"records/gone", ".git/config", ".GIT/config", ".git", "../home/secret", "/etc/passwd", "records/../.git/config", "."} {
			if b, err := fs.ReadFile(fsys, p); err == nil {
				t.Errorf("%s: %s was read: %q", name, p, b)
			}
		}
		if _, err := fs.Stat(fsys, ".git"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: .git is visible: %v", name, err)
		}
		list, err := fs.ReadDir(fsys, ".")
		if err != nil || slices.ContainsFunc(list, func(e fs.DirEntry) bool { return e.Name() == ".git" }) {
			t.Errorf("%s: .git is listed: %v", name, err)
		}
	}
}

func TestPipesDoNotBlock(t *testing.T) {
	w := started(t)
	if err := exec.Command("mkfifo", filepath.Join(w.dir, "records/pipe.yaml")).Run(); err != nil {
		t.Skip("no pipes here")
	}
	if _, err := fs.ReadFile(w.open().WorkTree(), "records/pipe.yaml"); err == nil {
		t.Error("a pipe was read")
	}
}

func TestAt(t *testing.T) {
	w := newWorld(t)
	w.git("init", "-q", "-b", "main")
	var hashes []string
	for i, day := range []string{"2026-03-01T10:00:00Z", "2026-03-03T10:00:00Z", "2026-03-03T23:59:59Z", "2026-03-05T10:00:00Z"} {
		w.env["GIT_COMMITTER_DATE"], w.env["GIT_AUTHOR_DATE"] = day, day
		w.file("records/a.yaml", fmt.Sprint(i))
		w.git("add", ".")
		w.git("commit", "-q", "-m", fmt.Sprint(i))
		hashes = append(hashes, w.git("rev-parse", "HEAD"))
	}
	w.git("tag", "light", hashes[0])
	w.git("tag", "-a", "-m", "x", "heavy", hashes[1])
	w.git("branch", "topic/one", hashes[2])
	for round := range 2 {
		env := w.Env()
		env.Now = func() time.Time { return time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC) }
		r, err := Open(context.Background(), env)
		if err != nil {
			t.Fatal(err)
		}
		for rev, want := range map[string]int{"HEAD": 3, "main": 3, "light": 0, "heavy": 1, "topic/one": 2, "refs/heads/topic/one": 2,
			hashes[1]: 1, hashes[2][:7]: 2, hashes[3][:4]: 3, "HEAD^": 2, "HEAD~3": 0, "heavy~1": 0, "HEAD^^~1": 0,
			"2026-03-03": 2, "2026-03-04": 2, "2026-03-01": 0, "2026-03-02": 0, "2027-01-01": 3} {
			s, err := r.At(context.Background(), rev)
			if err != nil || s.Hash() != hashes[want] {
				t.Errorf("At(%s) = %v, should be commit %d", rev, err, want)
				continue
			}
			if b, err := s.ReadFile("records/a.yaml"); string(b) != fmt.Sprint(want) || err != nil {
				t.Errorf("At(%s) holds %q, %v", rev, b, err)
			}
		}
		for _, rev := range []string{"", "nothing", "HEAD~4", "2026-02-28", "2026-13-01", "abcd", strings.Repeat("1", 40), "../x", "refs/../x", "HEAD@{1}", "-n", "HEAD^{tree}", "main^2"} {
			if _, err := r.At(context.Background(), rev); KindOf(err) != NoRevision {
				t.Errorf("At(%q) = %v", rev, err)
			}
		}
		r.Close()
		if round == 0 {
			w.git("gc", "-q", "--prune=now")
		}
	}
}

func TestPackWithDeltas(t *testing.T) {
	w := started(t)
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "- item %d of a list that grows with every version\n", i)
		w.file("records/long.yaml", b.String())
		w.git("add", ".")
		w.git("commit", "-q", "-m", fmt.Sprint(i))
	}
	w.git("gc", "-q", "--aggressive", "--prune=now")
	os.Remove(filepath.Join(w.dir, "records/long.yaml"))
	r := w.open()
	for i, h := range strings.Fields(w.git("rev-list", "--reverse", "HEAD"))[1:] {
		got, err := w.at(r, h).ReadFile("records/long.yaml")
		if err != nil || strings.Count(string(got), "\n") != i+1 {
			t.Fatalf("version %d: %d lines, %v", i, strings.Count(string(got), "\n"), err)
		}
	}
	if n := len(w.history(r, "records/long.yaml")); n != 60 {
		t.Errorf("%d commits in its history", n)
	}
	// Repacked under an open repository.
	w.git("checkout", "-q", "records/long.yaml")
	w.file("records/other.yaml", "x")
	w.git("add", ".")
	w.git("commit", "-q", "-m", "other")
	w.git("repack", "-a", "-d", "-q")
	if _, err := r.At(context.Background(), "HEAD"); err != nil {
		t.Errorf("after a repack: %v", err)
	}
}

func TestLog(t *testing.T) {
	w := started(t)
	w.commit(w.open(), put("change", "records/members/iom.yaml", "2\n"))
	w.git("checkout", "-q", "-b", "side", "HEAD~1")
	w.file("records/members/undp.yaml", "side\n")
	w.git("commit", "-q", "-am", "side")
	w.git("checkout", "-q", "main")
	w.git("merge", "-q", "--no-ff", "-m", "merge", "side")
	w.commit(w.open(), put("removed", "records/members/iom.yaml", ""))
	r := w.open()
	for _, p := range []string{".", "records", "records/members", "records/members/iom.yaml", "records/members/undp.yaml", "README.md", "none"} {
		args := []string{"log", "--format=%H %s"}
		if p != "." {
			args = append(args, "--", p)
		}
		want := w.git(args...)
		var got []string
		for _, e := range w.history(r, p) {
			got = append(got, e.Hash+" "+e.Subject)
		}
		slices.Sort(got)
		sorted := strings.Split(want, "\n")
		slices.Sort(sorted)
		if p == "." {
			got = slices.DeleteFunc(got, func(s string) bool { return strings.HasSuffix(s, " merge") })
			sorted = slices.DeleteFunc(sorted, func(s string) bool { return strings.HasSuffix(s, " merge") })
		}
		if strings.Join(got, "\n") != strings.Join(sorted, "\n") {
			t.Errorf("%s:\n%s\nshould be\n%s", p, strings.Join(got, "\n"), want)
		}
	}
}

func TestDiffers(t *testing.T) {
	w := newWorld(t)
	w.git("init", "-q")
	for _, s := range []string{"m", "mm", "d", "dd", "r", "assume", "skip", "mode", "type", "conflict"} {
		w.file("records/"+s+".yaml", strings.Repeat("line of "+s+"\n", 5))
	}
	w.file("records/sub/same.yaml", "same\n")
	w.git("add", ".")
	w.git("commit", "-q", "-m", "begin")
	w.disturb()
	got, err := w.open().Differs(context.Background(), "records")
	var want []string
	for _, s := range []string{"a", "assume", "conflict", "d", "dd", "intent", "m", "mm", "mode", "r", "renamed", "skip", "type", "untracked"} {
		want = append(want, "records/"+s+".yaml")
	}
	want = append(want, "records/x.ignored")
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v\n%v", got, want, err)
	}
	if got, err := w.open().Differs(context.Background(), "records/sub"); len(got) != 0 || err != nil {
		t.Errorf("below records/sub: %v, %v", got, err)
	}
	if got, err := w.open().Differs(context.Background(), "records/m.yaml"); len(got) != 1 || err != nil {
		t.Errorf("one file: %v, %v", got, err)
	}
}

func TestIdentity(t *testing.T) {
	for _, c := range []struct {
		name   string
		global string
		env    map[string]string
		want   string
	}{
		{"user", "[user]\nname = Ana\nemail = ana@x.org\n", nil, "Ana <ana@x.org>"},
		{"environment", "[user]\nname = Ana\nemail = ana@x.org\n", map[string]string{"GIT_AUTHOR_NAME": "Bo", "GIT_AUTHOR_EMAIL": "bo@x.org"}, "Bo <bo@x.org>"},
		{"author", "[user]\nname = Ana\nemail = ana@x.org\n[author]\nname = Cy\n", nil, "Cy <ana@x.org>"},
		{"included", "[include]\npath = more\n", nil, "Dee <dee@x.org>"},
		{"included for this place", "[user]\nname=A\nemail=a@x.org\n[includeIf \"gitdir:register/\"]\npath = ~/more\n", nil, "Dee <dee@x.org>"},
		{"not included", "[user]\nname=A\nemail=a@x.org\n[includeIf \"gitdir:/elsewhere/\"]\npath = ~/more\n", nil, "A <a@x.org>"},
		{"crud", "[user]\nname = \" Ana <Officer>, \"\nemail = <ana@x.org>\n", nil, "Ana Officer <ana@x.org>"},
		{"no name", "[user]\nemail = ana@x.org\n", nil, ""},
		{"no address", "[user]\nname = Ana\n", nil, ""},
		{"nothing", "", nil, ""},
		{"address of the machine's user", "[user]\nname = Ana\n", map[string]string{"EMAIL": "a@x.org"}, "Ana <a@x.org>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := started(t)
			w.file(filepath.Join(w.home, ".gitconfig"), c.global)
			w.file(filepath.Join(w.home, "more"), "[user]\n\tname = Dee\n\temail = \"dee@x.org\" ; mine\n")
			for k, v := range c.env {
				w.env[k] = v
			}
			a, err := w.open().Identity(context.Background())
			got := ""
			if err == nil {
				got = a.Name + " <" + a.Email + ">"
			} else if KindOf(err) != NoIdentity {
				t.Errorf("got %v", err)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if ident, err := w.command("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT").Output(); err == nil && c.want != "" && !strings.HasPrefix(string(ident), c.want) {
				t.Errorf("git says %q", ident)
			}
		})
	}
}

func TestAuthorAndCommitter(t *testing.T) {
	w := started(t)
	w.env["GIT_COMMITTER_NAME"], w.env["GIT_COMMITTER_EMAIL"] = "Bo", "bo@x.org"
	w.env["GIT_COMMITTER_DATE"] = "1767225600 +0100"
	w.env["GIT_AUTHOR_DATE"] = "2026-02-03T04:05:06+02:00"
	r := w.open()
	by, err := r.Identity(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Commit(context.Background(), put("x", "records/a.yaml", "a\n"), by); err != nil {
		t.Fatal(err)
	}
	if got := w.git("log", "-1", "--format=%an|%aI|%cn|%cI"); got != "Ana Officer|2026-02-03T04:05:06+02:00|Bo|2026-01-01T01:00:00+01:00" {
		t.Errorf("git says %s", got)
	}
}

func TestWildmatch(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"*.yaml", "a.yaml", true}, {"*.yaml", "a/b.yaml", false}, {"records/**", "records/a/b", true}, {"records/**", "records", false},
		{"records/**", "records/", false}, {"**/b", "b", true}, {"**/b", "a/c/b", true}, {"a/**/b", "a/b", true}, {"a/**/b", "a/x/y/b", true},
		{"a/**/b", "ab", false}, {"**", "a/b/c", true}, {"a?c", "abc", true}, {"a?c", "a/c", false}, {"[a-c]x", "bx", true}, {"[!a-c]x", "bx", false},
		{"[]]", "]", true}, {"[^]]", "]", false}, {"[a-", "a", false}, {`\*`, "*", true}, {`\*`, "x", false}, {"", "", true}, {"a*b*c", "axxbyyc", true},
		{"[a-c", "b", false}, {"a", "", false}, {strings.Repeat("*a", 40), strings.Repeat("a", 200) + "b", false},
	} {
		if got := wildmatch(c.pattern, c.name); got != c.want {
			t.Errorf("wildmatch(%q, %q) = %v", c.pattern, c.name, got)
		}
	}
}

// A folder of a commit that cannot be read is not one without files.
func TestUnreadableFolderIsNotEmpty(t *testing.T) {
	w := started(t)
	tree := w.git("rev-parse", "HEAD:records")
	object := filepath.Join(w.dir, ".git", "objects", tree[:2], tree[2:])
	if err := os.Remove(object); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(object, 0o777); err != nil {
		t.Fatal(err)
	}
	s, err := w.open().At(context.Background(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"records/members", "records/members/iom.yaml", "records/nothing"} {
		if _, err := s.Stat(name); err == nil || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Stat("README.md/x"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("below a file: %v", err)
	}
}
