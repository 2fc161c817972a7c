package repo

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
)

// What a crash left is told with the command that heals it, and a process at work is
// no crash.
func TestDiagnosisOfACrash(t *testing.T) {
	w := started(t)
	r := w.open()
	own, err := r.own(context.Background(), 0)
	must(t, err)
	if d := Diagnose(context.Background(), w.Env()); !strings.HasPrefix(d.Lock, "process ") || len(d.Problems) > 0 {
		t.Errorf("while a change is written: %+v", d)
	}
	own.release(true)
	if d := Diagnose(context.Background(), w.Env()); d.Lock != "" || len(d.Problems) > 0 {
		t.Errorf("afterwards: %+v", d)
	}
	r.disk.fault = func(_, path string) error {
		if strings.Contains(path, "logs/") {
			return os.ErrPermission
		}
		return nil
	}
	if _, err := r.Commit(context.Background(), theChange(), ana); err == nil {
		t.Fatal("the folder followed")
	}
	d := Diagnose(context.Background(), w.Env())
	if len(d.Problems) != 1 || !strings.Contains(d.Problems[0].Hint, "`unmn check`") {
		t.Errorf("after a crash: %+v", d)
	}
	must(t, w.open().Recover(context.Background()))
	if d := Diagnose(context.Background(), w.Env()); len(d.Problems) > 0 {
		t.Errorf("after recovery: %q", d.Problems[0].Message)
	}
	w.clean()
}

// All obstacles are told at once, with the settings that count, each once.
func TestDiagnosisTellsAll(t *testing.T) {
	w := started(t)
	must(t, w.shell(`git config core.autocrlf true; git config core.sharedRepository group; git config --global core.autocrlf input
git checkout -q --detach; touch .git/index.lock; git config user.name ""; git config --global --unset user.name
mkdir -p .git/unmn/kept; echo typed >.git/unmn/kept/notes.txt`))
	d := Diagnose(context.Background(), w.Env())
	for _, want := range []string{"shared by permissions", "knows no name", "HEAD is detached", "Windows line ends", "git is at work"} {
		if !slices.ContainsFunc(d.Problems, func(p *Error) bool { return strings.Contains(p.Message, want) }) {
			t.Errorf("%q is not told", want)
		}
	}
	if len(d.Problems) != 5 {
		t.Errorf("%d problems", len(d.Problems))
	}
	if !slices.Contains(d.Settings, Setting{"core.autocrlf", "true", true}) || slices.Contains(d.Settings, Setting{"core.autocrlf", "input", false}) {
		t.Errorf("settings: %v", d.Settings)
	}
	if !slices.Contains(d.Notes, "what was typed and not recorded is kept in .git/unmn/kept/notes.txt") {
		t.Errorf("notes: %q", d.Notes)
	}
}
