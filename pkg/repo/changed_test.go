package repo

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Changed agrees with git about every commit of a history with merges, a file that
// becomes a folder, and a change of mode.
func TestChanged(t *testing.T) {
	w := started(t)
	commit := func(subject string) {
		w.git("add", "-A")
		w.git("commit", "-q", "-m", subject)
	}
	w.file("records/members/iom.yaml", "name: IOM 2\n")
	w.file("records/new/deep/er.yaml", "x\n")
	commit("two files")
	w.git("switch", "-q", "-c", "side", "HEAD~1")
	w.file("records/members/iom.yaml", "name: another\n")
	w.file("records/members/unhcr.yaml", "name: UNHCR\n")
	commit("the other side")
	w.git("switch", "-q", "main")
	if out, err := w.command("merge", "-q", "side").CombinedOutput(); err == nil {
		t.Fatalf("git settled it alone: %s", out)
	}
	w.file("records/members/iom.yaml", "name: settled\n")
	commit("merge")
	for _, name := range []string{"README.md", "records/new"} {
		if err := os.RemoveAll(filepath.Join(w.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	w.file("README.md/inside", "a folder now\n")
	w.file("records/new", "a file now\n")
	commit("folders and files")
	w.git("update-index", "--chmod=+x", "records/members/undp.yaml")
	w.git("commit", "-q", "-m", "mode")
	r := w.open()
	list := w.history(r, ".")
	if len(list) != 6 {
		t.Fatalf("%d commits", len(list))
	}
	for _, e := range list {
		got, err := r.Changed(context.Background(), e)
		want := strings.Fields(w.git("show", "--no-renames", "--name-only", "--format=", e.Hash))
		slices.Sort(want)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v; git says %v", e.Subject, got, err, want)
		}
		if parents := strings.Fields(w.git("show", "-s", "--format=%P", e.Hash)); !slices.Equal(e.Parents, parents) || e.Cut {
			t.Errorf("%s has the parents %v, not %v", e.Subject, e.Parents, parents)
		}
	}
}

// Where a clone has no more of the history, nothing is told of what was before.
func TestChangedAtTheEndOfAShallowClone(t *testing.T) {
	w := started(t)
	w.file("README.md", "2\n")
	w.git("commit", "-q", "-a", "-m", "second")
	dir := filepath.Join(w.home, "clone")
	w.git("clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(w.dir), dir)
	env := w.Env()
	env.Dir = dir
	r, err := Open(context.Background(), env)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	list := w.history(r, ".")
	if len(list) != 1 || !list[0].Cut || list[0].Parents != nil {
		t.Fatalf("%+v", list)
	}
	if files, err := r.Changed(context.Background(), list[0]); len(files) != 4 || err != nil {
		t.Errorf("%v, %v", files, err)
	}
}
