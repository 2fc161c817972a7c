package repo

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The states an index and a work tree can be in for paths that are not touched.
func TestOtherPathsStayAsTheyAre(t *testing.T) {
	w := newWorld(t)
	w.git("init", "-q")
	states := []string{"m", "mm", "d", "dd", "r", "assume", "skip", "mode", "type", "conflict"}
	for _, s := range append(states, "touched") {
		w.file("records/"+s+".yaml", strings.Repeat("line of "+s+"\n", 5))
	}
	w.file(".gitignore", "*.ignored\n")
	w.git("add", ".")
	w.git("commit", "-q", "-m", "begin")
	w.disturb()
	before := w.others("records/touched.yaml", "records/fresh/x.yaml")
	r := w.open()
	w.commit(r, put("change", "records/touched.yaml", "changed\n", "records/fresh/x.yaml", "x\n"))
	if after := w.others("records/touched.yaml", "records/fresh/x.yaml"); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
	w.commit(r, put("change", "records/touched.yaml", "", "records/fresh/x.yaml", "y\n"))
	if after := w.others("records/touched.yaml", "records/fresh/x.yaml"); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
	if got := w.git("diff-tree", "-r", "--name-status", "--no-commit-id", "HEAD"); got != "M\trecords/fresh/x.yaml\nD\trecords/touched.yaml" {
		t.Errorf("the commit holds %s", got)
	}
	w.cached(false)
}

// disturb brings files into the states of a user's index and work tree.
func (w *world) disturb() {
	w.t.Helper()
	f := func(s string) string { return "records/" + s + ".yaml" }
	w.file(f("m"), "edited\n")
	w.file(f("mm"), "staged\n")
	w.git("add", f("mm"))
	w.file(f("mm"), "staged and edited\n")
	w.file(f("a"), "added\n")
	w.git("add", f("a"))
	w.git("rm", "-q", "--cached", f("d"))
	w.git("rm", "-q", f("dd"))
	w.git("mv", f("r"), f("renamed"))
	w.file(f("intent"), "intended\n")
	w.git("add", "-N", f("intent"))
	w.git("update-index", "--assume-unchanged", f("assume"))
	w.file(f("assume"), "edited behind git's back\n")
	w.git("update-index", "--skip-worktree", f("skip"))
	if err := os.Remove(filepath.Join(w.dir, f("skip"))); err != nil {
		w.t.Fatal(err)
	}
	w.file("records/x.ignored", "ignored\n")
	w.file(f("untracked"), "untracked\n")
	if err := os.Chmod(filepath.Join(w.dir, f("mode")), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(w.dir, f("type"))); err != nil {
		w.t.Fatal(err)
	}
	if err := os.Symlink("m.yaml", filepath.Join(w.dir, f("type"))); err != nil {
		w.t.Fatal(err)
	}
	blob := w.git("rev-parse", "HEAD:"+f("conflict"))
	info := fmt.Sprintf("0 %040d\t%s\n100644 %s 1\t%s\n100644 %s 2\t%s\n100644 %s 3\t%s\n", 0, f("conflict"),
		blob, f("conflict"), w.git("rev-parse", "HEAD:"+f("m")), f("conflict"), w.git("rev-parse", "HEAD:"+f("mm")), f("conflict"))
	c := w.command("update-index", "--index-info")
	c.Stdin = strings.NewReader(info)
	if out, err := c.CombinedOutput(); err != nil {
		w.t.Fatalf("%v: %s", err, out)
	}
}

// others is everything git knows of the paths that are not touched, and what lies
// in the work tree.
func (w *world) others(touched ...string) string {
	w.t.Helper()
	var b strings.Builder
	for _, block := range strings.Split(w.git("ls-files", "-s", "-v", "--debug"), "\n") {
		b.WriteString(block + "\n")
	}
	text := b.String()
	for _, p := range touched {
		if i := strings.Index(text, "\t"+p+"\n"); i >= 0 {
			from := strings.LastIndex(text[:i], "\n") + 1
			to := i + 1
			for range 6 {
				to += strings.Index(text[to:], "\n") + 1
			}
			text = text[:from] + text[to:]
		}
	}
	err := filepath.WalkDir(filepath.Join(w.dir, "records"), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.Contains(touched, strings.TrimPrefix(name, w.dir+"/")) {
			return err
		}
		fi, err := d.Info()
		if err != nil {
			return err
		}
		data, _ := os.ReadFile(name)
		text += fmt.Sprintf("%s %v %v %q\n", name, fi.Mode(), fi.ModTime(), data)
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return text
}

// TestTouchedPathsAreRefusedWhenEdited tries every state on the touched path.
func TestTouchedPathsAreRefusedWhenEdited(t *testing.T) {
	const p = "records/members/iom.yaml"
	for _, c := range []struct {
		name  string
		kind  Kind
		touch func(w *world)
	}{
		{"edited", Edited, func(w *world) { w.file(p, "edited\n") }},
		{"staged", Edited, func(w *world) { w.file(p, "staged\n"); w.git("add", p) }},
		{"staged and back", Edited, func(w *world) { w.file(p, "staged\n"); w.git("add", p); w.file(p, "name: IOM\n") }},
		{"removed", Edited, func(w *world) { os.Remove(filepath.Join(w.dir, p)) }},
		{"removed in the index", Edited, func(w *world) { w.git("rm", "-q", "--cached", p) }},
		{"mode", Edited, func(w *world) { os.Chmod(filepath.Join(w.dir, p), 0o755) }},
		{"mode staged", Edited, func(w *world) { w.git("update-index", "--chmod=+x", p) }},
		{"link", Edited, func(w *world) { os.Remove(filepath.Join(w.dir, p)); os.Symlink("undp.yaml", filepath.Join(w.dir, p)) }},
		{"folder", Edited, func(w *world) { os.Remove(filepath.Join(w.dir, p)); w.file(p+"/x", "x") }},
		{"assume", Unusual, func(w *world) { w.git("update-index", "--assume-unchanged", p) }},
		{"skip", Unusual, func(w *world) { w.git("update-index", "--skip-worktree", p) }},
		{"folder above is a link", Unusual, func(w *world) {
			os.Rename(filepath.Join(w.dir, "records/members"), filepath.Join(w.dir, "records/others"))
			os.Symlink("others", filepath.Join(w.dir, "records/members"))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := started(t)
			c.touch(w)
			w.refused(c.kind, put("change", p, "changed\n"))
		})
	}
}

func TestNewPathsAreRefusedWhenSomethingIsThere(t *testing.T) {
	const p = "records/members/new.yaml"
	for _, c := range []struct {
		name  string
		kind  Kind
		touch func(w *world)
	}{
		{"untracked", Edited, func(w *world) { w.file(p, "mine\n") }},
		{"ignored", Edited, func(w *world) { w.file(".git/info/exclude", "new.yaml\n"); w.file(p, "mine\n") }},
		{"staged", Edited, func(w *world) { w.file(p, "mine\n"); w.git("add", p); os.Remove(filepath.Join(w.dir, p)) }},
		{"intended", Unusual, func(w *world) { w.file(p, "mine\n"); w.git("add", "-N", p) }},
		{"folder", Edited, func(w *world) { w.file(p+"/x", "mine\n") }},
		{"folder staged", Edited, func(w *world) { w.file(p+"/x", "mine\n"); w.git("add", "."); os.RemoveAll(filepath.Join(w.dir, p)) }},
		{"dangling link", Edited, func(w *world) { os.Symlink("/nowhere", filepath.Join(w.dir, p)) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := started(t)
			c.touch(w)
			w.refused(c.kind, put("change", p, "changed\n"))
		})
	}
}

// refused checks that a commit is refused with a kind, that the message tells the
// truth, and that not a byte has changed.
func (w *world) refused(kind Kind, plan Plan) *Error {
	w.t.Helper()
	before := w.everything()
	r, err := Open(context.Background(), w.Env())
	if err == nil {
		_, err = r.Commit(context.Background(), plan, ana)
		r.Close()
	}
	e, ok := err.(*Error)
	if !ok || e.Kind != kind {
		w.t.Fatalf("got %v (kind %d), should be refused with kind %d", err, KindOf(err), kind)
	}
	if after := w.everything(); after != before {
		w.t.Errorf("something changed:\nbefore\n%s\nafter\n%s", before, after)
	}
	return e
}

// everything is all files of the folder and the git directory, but ours.
func (w *world) everything() string {
	w.t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(w.dir, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name == filepath.Join(w.dir, ".git", "unmn") {
			return filepath.SkipDir
		}
		fi, err := d.Info()
		if err != nil {
			return err
		}
		if d.IsDir() {
			fmt.Fprintf(&b, "%s %v\n", name, fi.Mode())
			return nil
		}
		data, _ := os.ReadFile(name)
		fmt.Fprintf(&b, "%s %v %v %s\n", name, fi.Mode(), fi.ModTime(), blobHash(data))
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return b.String()
}

func TestAdopt(t *testing.T) {
	w := started(t)
	w.file("records/members/iom.yaml", "edited\n")
	w.file("records/members/undp.yaml", "staged\n")
	w.file("records/members/new.yaml", "new\n")
	w.git("add", "records/members/undp.yaml")
	if err := os.Remove(filepath.Join(w.dir, "records/meetings/2026/2026-q1.yaml")); err != nil {
		t.Fatal(err)
	}
	w.file("README.md", "somebody else's\n")
	r := w.open()
	got, err := r.Differs(context.Background(), "records")
	want := []string{"records/meetings/2026/2026-q1.yaml", "records/members/iom.yaml", "records/members/new.yaml", "records/members/undp.yaml"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Differs = %v, %v", got, err)
	}
	plan := put("adopt", "records/members/iom.yaml", "edited\n", "records/members/undp.yaml", "staged\n",
		"records/members/new.yaml", "new\n", "records/meetings/2026/2026-q1.yaml", "")
	w.refused(Edited, plan)
	w.commit(r, plan, Adopt())
	if got := w.git("status", "--porcelain"); got != " M README.md" {
		t.Errorf("git status: %s", got)
	}
	w.sound()
	if got, err := r.Differs(context.Background(), "."); err != nil || !slices.Equal(got, []string{"README.md"}) {
		t.Errorf("Differs = %v, %v", got, err)
	}
	// Content that is neither HEAD's nor the new one is still somebody's edit.
	w.file("records/members/iom.yaml", "edited again\n")
	if _, err := r.Commit(context.Background(), put("x", "records/members/iom.yaml", "other\n"), ana, Adopt()); KindOf(err) != Edited {
		t.Errorf("got %v", err)
	}
}

func TestPlanRunsAgainWhenHeadMoves(t *testing.T) {
	w := started(t)
	r := w.open()
	runs := 0
	res := w.commit(r, func(base *Snapshot) (*recordChange, error) {
		runs++
		if runs == 1 {
			w.file("records/members/iom.yaml", "theirs\n")
			w.git("commit", "-q", "-am", "theirs")
		}
		old, err := base.ReadFile("records/members/iom.yaml")
		if err != nil {
			return nil, err
		}
		return &recordChange{Subject: "mine", Files: []recordFile{{Path: "records/members/iom.yaml", Old: old, New: append(old, "mine\n"...)}}}, nil
	})
	if runs != 2 || w.read("records/members/iom.yaml") != "theirs\nmine\n" || w.git("rev-list", "--count", "HEAD") != "3" {
		t.Errorf("%d runs, %+v", runs, res)
	}
	w.clean()
}

func TestMovedAndBusy(t *testing.T) {
	w := started(t)
	w.file(".git/index.lock", "")
	r := w.open()
	ctx, stop := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer stop()
	if _, err := r.Commit(ctx, put("x", "records/a.yaml", "a\n"), ana); err == nil || !strings.Contains(err.Error(), unchanged) {
		t.Errorf("got %v", err)
	}
	if _, err := r.gitLock(context.Background(), "index", "index", true, 20*time.Millisecond); KindOf(err) != Busy {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(w.dir, ".git/index.lock")); err != nil {
		t.Error("somebody else's lock was removed")
	}
	os.Remove(filepath.Join(w.dir, ".git/index.lock"))
	own, err := r.own(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.open().own(context.Background(), 20*time.Millisecond)
	if KindOf(err) != Busy || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid(), " on ")) {
		t.Errorf("got %v", err)
	}
	own.release(true)
	w.commit(r, put("x", "records/a.yaml", "a\n"))
	w.sound()
}

// TestEditInTheLastMoment lets somebody edit a touched file after the commit point,
// before the work tree follows: the edit stays, and the user is told.
func TestEditInTheLastMoment(t *testing.T) {
	const p, fresh = "records/members/iom.yaml", "records/new/x.yaml"
	link := func(w *world, to, name string) {
		os.MkdirAll(filepath.Dir(filepath.Join(w.dir, name)), 0o777)
		os.Remove(filepath.Join(w.dir, name))
		os.Symlink(to, filepath.Join(w.dir, name))
	}
	for _, c := range []struct {
		name   string
		edit   func(w *world)
		status string
	}{
		{"edited", func(w *world) { w.file(p, "mine\n") }, " M " + p},
		{"removed", func(w *world) { os.Remove(filepath.Join(w.dir, p)) }, " D " + p},
		{"link to nowhere", func(w *world) { link(w, "nowhere", p) }, " T " + p},
		{"link out", func(w *world) { link(w, "/etc/passwd", p) }, " T " + p},
		{"folder", func(w *world) { os.Remove(filepath.Join(w.dir, p)); w.file(p+"/x", "mine\n") }, " D " + p},
		{"new file is there", func(w *world) { w.file(fresh, "mine\n") }, " M " + fresh},
		{"new file is a link", func(w *world) { link(w, "nowhere", fresh) }, " T " + fresh},
		{"folder is a file", func(w *world) { w.file("records/new", "mine\n") }, " D " + fresh + "\n?? records/new"},
		{"folder is a link", func(w *world) { link(w, "members", "records/new") }, " D " + fresh + "\n?? records/new"},
		{"folder is a link out", func(w *world) { link(w, w.home, "records/new") }, " D " + fresh + "\n?? records/new"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := started(t)
			r := w.open()
			r.disk.fault = func(op, path string) error {
				if op == "remove" && strings.HasSuffix(path, "HEAD.lock") {
					r.disk.fault = nil
					c.edit(w)
				}
				return nil
			}
			res := w.commit(r, put("change", p, "name: changed\n", fresh, "fresh\n"))
			if len(res.Notes) != 1 {
				t.Errorf("notes: %q", res.Notes)
			}
			if got := w.git("status", "--porcelain"); got != c.status {
				t.Errorf("git status:\n%s\nshould be\n%s", got, c.status)
			}
			if got := w.git("diff-index", "--cached", "HEAD"); got != "" {
				t.Errorf("the index differs from HEAD: %s", got)
			}
			w.commit(r, put("next", "records/next.yaml", "next\n"))
			w.sound()
			if list, err := os.ReadDir(w.home); err != nil || len(list) != 1 {
				t.Errorf("something was written outside: %v", list)
			}
		})
	}
}

// TestRecoveryAfterASwitch: a user who removes the lock and goes to another branch
// does not get the files of the change there.
func TestRecoveryAfterASwitch(t *testing.T) {
	w := started(t)
	w.git("branch", "other")
	f := &faulter{}
	r := w.open()
	r.disk.fault = func(op, path string) error {
		if f.at == 0 && strings.HasSuffix(path, "heads") && op == "syncdir" {
			f.at, f.on, f.err = 1, true, os.ErrPermission
		}
		return f.fault(op, path)
	}
	res, err := r.Commit(context.Background(), put("change", "records/members/iom.yaml", "changed\n"), ana)
	if err == nil || res == nil || !strings.Contains(err.Error(), "is recorded as") {
		t.Fatalf("got %v, %v", res, err)
	}
	if out, err := w.command("commit", "-q", "--allow-empty", "-m", "over it").CombinedOutput(); err == nil {
		t.Errorf("plain git commits over an index that lags behind: %s", out)
	}
	os.Remove(filepath.Join(w.dir, ".git/index.lock"))
	os.Remove(filepath.Join(w.dir, ".git/HEAD.lock"))
	w.git("symbolic-ref", "HEAD", "refs/heads/other")
	if err := w.open().Recover(context.Background()); err != nil {
		t.Error(err)
	}
	w.sound()
	w.clean()
	if got := w.git("rev-parse", "main"); got != res.Hash {
		t.Errorf("main is at %s", got)
	}
}

func TestRecoveryOfALaggingFolder(t *testing.T) {
	w := started(t)
	r := w.open()
	var lag atomic.Bool // objects are flushed side by side
	r.disk.fault = func(op, path string) error {
		if op == "write" && strings.HasSuffix(path, "unmn/file") {
			lag.Store(true)
		}
		if lag.Load() {
			return os.ErrPermission
		}
		return nil
	}
	res, err := r.Commit(context.Background(), put("change", "records/members/iom.yaml", "changed\n"), ana)
	if err == nil || res == nil {
		t.Fatalf("got %v, %v", res, err)
	}
	if w.read("records/members/iom.yaml") != "name: IOM\n" {
		t.Fatal("the folder does not lag behind")
	}
	if err := w.open().Recover(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := w.read("records/members/iom.yaml"); got != "changed\n" {
		t.Errorf("the file holds %q", got)
	}
	w.sound()
	w.clean()
}
