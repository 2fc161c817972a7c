package repo

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// Many hands: processes that write at once, and a person who uses plain git.

// writers runs n helper processes that make count commits each, and gives the
// commits they were told of.
func (w *world) writers(n, count int) []string {
	w.t.Helper()
	var runs []*exec.Cmd
	for i := range n {
		c := w.helper("write", fmt.Sprint("UNMN_COUNT=", count), fmt.Sprint("UNMN_WHO=w", i))
		c.Stdout, c.Stderr = &bytes.Buffer{}, &bytes.Buffer{}
		if err := c.Start(); err != nil {
			w.t.Fatal(err)
		}
		runs = append(runs, c)
	}
	var told []string
	for _, c := range runs {
		if err := c.Wait(); err != nil {
			w.t.Errorf("%v: %s", err, c.Stderr)
		}
		told = append(told, strings.Fields(c.Stdout.(*bytes.Buffer).String())...)
	}
	return told
}

// TestManyWriters is eight processes with 40 changes each; UNMN_CRASH=all makes it 100.
func TestManyWriters(t *testing.T) {
	n, count := 8, 40
	if everything() {
		count = 100
	}
	w := started(t)
	w.file("records/members/mine.yaml", "staged by somebody\n")
	w.git("add", "records/members/mine.yaml")
	w.file("records/members/undp.yaml", "edited by somebody\n")
	told := w.writers(n, count)
	if len(told) != n*count {
		t.Errorf("%d commits were acknowledged, should be %d", len(told), n*count)
	}
	all := strings.Fields(w.git("rev-list", "--first-parent", "HEAD"))
	if len(all) != n*count+1 || w.git("rev-list", "--count", "HEAD") != fmt.Sprint(len(all)) {
		t.Errorf("%d commits on the line", len(all))
	}
	for _, h := range told {
		if !slices.Contains(all, h) {
			t.Errorf("%s was acknowledged and is lost", h)
		}
	}
	for _, entry := range strings.Split(w.git("log", "--format=%x01%s", "--name-status", "-n", fmt.Sprint(n*count)), "\x01")[1:] {
		subject, files, _ := strings.Cut(entry, "\n")
		if want := "A\t" + strings.TrimPrefix(subject, "add "); strings.TrimSpace(files) != want {
			t.Errorf("commit %q holds %q", subject, files)
		}
	}
	if got := w.git("status", "--porcelain"); got != "A  records/members/mine.yaml\n M records/members/undp.yaml" {
		t.Errorf("git status: %s", got)
	}
	if got := strings.Count(w.git("reflog", "show", "main"), "\n") + 1; got != n*count+1 {
		t.Errorf("%d lines in the reflog", got)
	}
	w.sound()
}

// TestPlainGitBeside runs "git add" and "git commit" beside writers.
func TestPlainGitBeside(t *testing.T) {
	w := started(t)
	done := make(chan []string)
	go func() { done <- w.writers(3, 25) }()
	var mine []string
	for i := 0; ; i++ {
		select {
		case told := <-done:
			w.besideJudged(told, mine)
			return
		default:
		}
		name := fmt.Sprintf("notes/%d.txt", i)
		w.file(name, "mine\n")
		w.insist(name)
		mine = append(mine, name)
		time.Sleep(5 * time.Millisecond)
	}
}

// insist adds and commits a file with git until its locks let it.
func (w *world) insist(name string) {
	for range 500 {
		out, err := w.command("add", name).CombinedOutput()
		if err == nil {
			out, err = w.command("commit", "-q", "-m", "mine "+name, "--", name).CombinedOutput()
		}
		if err == nil {
			return
		}
		// git reads the index before it locks it: it may have lost its own entry.
		if text := string(out); !strings.Contains(text, "lock") && !strings.Contains(text, "did not match") {
			w.t.Errorf("git: %s", out)
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	w.t.Error("git never got its turn")
}

func (w *world) besideJudged(told, mine []string) {
	w.t.Helper()
	all := strings.Fields(w.git("rev-list", "--first-parent", "HEAD"))
	if len(all) != 1+len(told)+len(mine) {
		w.t.Errorf("%d commits, should be 1 + %d + %d", len(all), len(told), len(mine))
	}
	for _, h := range told {
		if !slices.Contains(all, h) {
			w.t.Errorf("%s was acknowledged and is lost", h)
			continue
		}
		if files := w.git("show", "--format=", "--name-only", h); strings.Contains(files, "notes/") || strings.Contains(files, "\n") {
			w.t.Errorf("commit %s holds %q", h, files)
		}
	}
	// The index is not judged: "git commit" reads it, then locks it, then writes what
	// it read. Two plain git processes lose each other's entries in the same way.
	tree := strings.Split(w.git("ls-tree", "-r", "--name-only", "HEAD"), "\n")
	if want := 4 + len(told) + len(mine); len(tree) != want {
		w.t.Errorf("%d files in HEAD, should be %d", len(tree), want)
	}
	w.sound()
}
