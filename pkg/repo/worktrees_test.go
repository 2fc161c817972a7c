package repo

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// linked adds a work tree to a register, on a branch of its name.
func (w *world) linked(name string) *world {
	w.t.Helper()
	dir := filepath.Join(filepath.Dir(w.dir), name)
	w.git("worktree", "add", "-q", "-b", name, dir)
	other := *w
	other.dir = dir
	return &other
}

// TestLinkedWorkTreeWithAFailingDisk lets each call of the disk fail in a linked work
// tree: afterwards either nothing was changed or the next command heals it, and
// neither touches the main work tree.
func TestLinkedWorkTreeWithAFailingDisk(t *testing.T) {
	calls := func() int {
		f := &faulter{}
		r := started(t).linked("side").open()
		r.disk.fault = f.fault
		_, err := r.Commit(context.Background(), theChange(), ana)
		must(t, err)
		return f.count
	}()
	for at := 1; at <= calls; at++ {
		if !everything() && at%8 != 2 {
			continue
		}
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			t.Parallel()
			w := started(t)
			l := w.linked("side")
			before := w.everything()
			r := l.open()
			f := &faulter{at: at, on: at%2 == 0, err: os.ErrPermission}
			r.disk.fault = f.fault
			res, err := r.Commit(context.Background(), theChange(), ana)
			moved := l.git("rev-parse", "side") != l.git("rev-parse", "main")
			if err != nil && strings.Contains(err.Error(), unchanged) == moved {
				t.Errorf("%v, and the branch moved: %v", err, moved)
			}
			if res != nil && l.git("rev-parse", "side") != res.Hash {
				t.Errorf("%s was acknowledged and is lost", res.Hash)
			}
			// What another work tree does heals nothing here, and harms nothing.
			if after := w.everything(); withoutShared(after) != withoutShared(before) {
				t.Errorf("the main work tree changed:\n%s\nbefore\n%s", after, before)
			}
			w.commit(w.open(), put("in the main one", "records/main.yaml", "main\n"))
			must(t, l.open().Recover(context.Background()))
			l.commit(l.open(), put("next", "records/next.yaml", "next\n"))
			if got, want := l.read(touchedSecond) == "name: changed\n", moved; got != want {
				t.Errorf("the file is changed: %v, the branch had moved: %v", got, want)
			}
			w.clean()
			l.clean()
			if got := l.git("fsck", "--strict", "--no-dangling"); got != "" {
				t.Errorf("git fsck: %s", got)
			}
			if left, _ := filesIn(filepath.Join(w.dir, ".git/objects"), "tmp_obj_", ""); left != nil {
				t.Errorf("files are left: %v", left)
			}
			if _, err := os.Lstat(filepath.Join(l.dir, ".unmn.new")); err == nil {
				t.Error("a file is left in the work tree")
			}
		})
	}
}

// withoutShared leaves out of a listing what work trees have together.
func withoutShared(listing string) string {
	var b strings.Builder
	for line := range strings.Lines(listing) {
		name, _, _ := strings.Cut(line, " ")
		if _, inGit, ok := strings.Cut(name, "/.git/"); !ok || !isCommon(inGit) {
			b.WriteString(line)
		}
	}
	return b.String()
}

// TestRecoveryLeavesOtherWorkTreesAlone: a process is at work in one work tree while
// another one is healed.
func TestRecoveryLeavesOtherWorkTreesAlone(t *testing.T) {
	w := started(t)
	l := w.linked("side")
	r := l.open()
	r.disk.fault = func(op, path string) error {
		if op == "rename" && strings.Contains(path, "objects") {
			r.disk.fault = nil
			m := w.open()
			must(t, m.sweep("")) // as after a crash in the main work tree
			if left, _ := filesIn(m.objects.dir, m.objects.temp, ""); left != nil {
				t.Errorf("%v are the main work tree's", left)
			}
			w.commit(m, put("in the main one", "records/main.yaml", "main\n"))
		}
		return nil
	}
	l.commit(r, theChange())
	w.clean()
	l.clean()
	if got := l.git("log", "--format=%s", "main", "side", "--not", "main~1"); !strings.Contains(got, "change") || !strings.Contains(got, "in the main one") {
		t.Errorf("git log: %s", got)
	}
}

// TestWritersInTwoWorkTrees: each work tree has its own lock; the branches and the
// objects are shared.
func TestWritersInTwoWorkTrees(t *testing.T) {
	w := started(t)
	l := w.linked("side")
	done := make(chan []string)
	go func() { done <- l.writers(2, 10) }()
	told := w.writers(2, 10)
	more := <-done
	if len(told) != 20 || len(more) != 20 {
		t.Errorf("%d and %d commits were acknowledged", len(told), len(more))
	}
	for branch, list := range map[string][]string{"main": told, "side": more} {
		have := w.git("rev-list", branch)
		for _, h := range list {
			if !strings.Contains(have, h) {
				t.Errorf("%s was acknowledged and is not on %s", h, branch)
			}
		}
		if n := strings.Count(have, "\n") + 1; n != 21 {
			t.Errorf("%d commits on %s", n, branch)
		}
	}
	w.clean()
	l.clean()
	w.sound()
}

// What was typed in a linked work tree is kept where the others find it.
func TestKeepInALinkedWorkTree(t *testing.T) {
	w := started(t)
	l := w.linked("side")
	file, err := l.open().Keep("notes.txt", []byte("typed"))
	if err != nil || !filepath.IsAbs(filepath.FromSlash(file)) {
		t.Fatalf("kept in %q, %v", file, err)
	}
	if text, ok := w.open().Kept("notes.txt"); !ok || string(text) != "typed" {
		t.Errorf("kept: %q", text)
	}
}
