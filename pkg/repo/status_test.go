package repo

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEdits(t *testing.T) {
	w := newWorld(t)
	w.git("init", "-q")
	for _, s := range []string{"m", "mm", "d", "dd", "r", "assume", "skip", "mode", "type", "conflict"} {
		w.file("records/"+s+".yaml", strings.Repeat("line of "+s+"\n", 5))
	}
	w.git("add", ".")
	w.git("commit", "-q", "-m", "begin")
	if list, err := w.open().Edits(context.Background(), "records"); list != nil || err != nil {
		t.Fatalf("%v, %v", list, err)
	}
	w.disturb()
	list, err := w.open().Edits(context.Background(), "records")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range list {
		got[strings.TrimPrefix(e.Path, "records/")] = fmt.Sprintf("%s %v %v", e.Kind, e.Staged, e.Unstaged)
	}
	for name, want := range map[string]string{
		"m.yaml": "changed false true", "mm.yaml": "changed true true", "a.yaml": "added true false", "d.yaml": "removed true true", "dd.yaml": "removed true false",
		"r.yaml": "removed true false", "renamed.yaml": "added true false", "intent.yaml": "added false true", "assume.yaml": "changed false true",
		"skip.yaml": "removed false true", "x.ignored": "added false true", "untracked.yaml": "added false true", "mode.yaml": "changed false true",
		"type.yaml": "changed false true", "conflict.yaml": "in conflict false true",
	} {
		if got[name] != want {
			t.Errorf("%s is %s, want %s", name, got[name], want)
		}
	}
}

// Upstream counts as git does, over merges and commits of one moment, and says what is
// configured and not there.
func TestUpstream(t *testing.T) {
	w := started(t)
	upstream := func() string {
		t.Helper()
		u, err := w.open().Upstream(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if u == nil {
			return "none"
		}
		return fmt.Sprint(*u)
	}
	if got := upstream(); got != "none" {
		t.Error(got)
	}
	w.git("branch", "other")
	w.git("branch", "-q", "--set-upstream-to=other")
	if got := upstream(); got != "{other false 0 0}" {
		t.Error(got)
	}
	origin := filepath.Join(w.home, "origin")
	w.git("clone", "-q", "--bare", ".", origin)
	w.git("remote", "add", "origin", origin)
	w.git("fetch", "-q", "origin")
	w.git("branch", "-q", "--set-upstream-to=origin/main")
	commit := func(name string) {
		w.file(name, name)
		w.git("add", ".")
		w.git("commit", "-q", "-m", name)
	}
	for i := range 4 {
		commit(fmt.Sprint("ours", i))
	}
	w.git("switch", "-q", "other")
	for i := range 3 {
		commit(fmt.Sprint("theirs", i))
	}
	w.git("push", "-q", "origin", "other:main")
	w.git("switch", "-q", "main")
	w.git("merge", "-q", "-m", "merge", "other~1")
	commit("after")
	want := strings.Fields(w.git("rev-list", "--left-right", "--count", "main...origin/main"))
	if got := upstream(); got != "{origin/main false "+strings.Join(want, " ")+"}" || want[0] != "6" || want[1] != "1" {
		t.Errorf("%s; git says %v", got, want)
	}
	w.git("update-ref", "-d", "refs/remotes/origin/main")
	if got := upstream(); got != "{origin/main true 0 0}" {
		t.Error(got)
	}
	w.git("config", "branch.main.merge", "refs/heads/../../config")
	if got := upstream(); got != "none" {
		t.Error(got)
	}
	w.git("checkout", "-q", "--detach")
	if got := upstream(); got != "none" {
		t.Error(got)
	}
}

// All obstacles are told at once, each with what a commit would have said.
func TestObstacles(t *testing.T) {
	w := started(t)
	if list, err := w.open().Obstacles(context.Background()); list != nil || err != nil {
		t.Fatal(list, err)
	}
	w.git("config", "core.sparseCheckout", "true")
	w.git("config", "commit.gpgsign", "true")
	w.git("config", "gpg.format", "ssh") // and no key is named
	w.file(".git/MERGE_HEAD", w.git("rev-parse", "HEAD")+"\n")
	w.file(".git/index.lock", "")
	w.git("update-ref", "--no-deref", "HEAD", w.git("rev-parse", "HEAD"))
	w.file(".git/HEAD", w.git("rev-parse", "HEAD")+"\n")
	list, err := w.open().Obstacles(context.Background())
	var says []string
	for _, e := range list {
		says = append(says, e.Message)
	}
	for i, want := range []string{"only a part of the files", "commits are to be signed", "a merge is in progress", "HEAD is detached", "git is at work"} {
		if err != nil || i >= len(says) || !strings.Contains(says[i], want) {
			t.Fatalf("%q, %v; want %q", says, err, want)
		}
	}
	if len(says) != 5 || !slices.ContainsFunc(list, func(e *Error) bool { return strings.Contains(e.Hint, "git merge --abort") }) ||
		!slices.ContainsFunc(list, func(e *Error) bool { return strings.Contains(e.Hint, "git switch") }) {
		t.Errorf("%q", says)
	}
	w.file(".git/config", "[core\n")
	git := filepath.Join(w.dir, ".git")
	r := &Repo{env: w.Env(), layout: layout{root: w.dir, git: git, common: git}}
	if list, err := r.Obstacles(context.Background()); len(list) != 1 || list[0].Kind != Damaged || err != nil {
		t.Errorf("%v, %v", list, err)
	}
}
