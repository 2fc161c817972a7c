package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// An editing is one stay of a user in the editor with a text that is to be
// recorded. It knows nothing of what the text says: take records it, and marked and
// bare put remarks into it and take them out. No lock is held while it lasts, and
// what was typed is never lost.
type editing struct {
	app      *app
	same     string // says that nothing was typed: "the notes are as they were"
	empty    string // says that everything was deleted
	file     string // name of the temporary file, and of the one it is kept in
	keptName string // what cannot be recorded is kept under this name
	keptHead func() string
	resume   string // the command that opens it again
	recorded string // the text as the register has it
	shown    string // what the editor opens with
	reopened bool   // shown was typed before and could not be recorded
	dryRun   bool

	take   func(ctx context.Context, text string) error
	marked func(text string, err error) (string, bool) // the text with remarks; false for an error that no typing mends
	bare   func(text string) string

	unread error // why the text could not be taken the last time
	asks   bool  // the remarks ask something: taking them away is the answer
	stays  bool  // the temporary file is all there is
}

// mostOpenings is how often the editor opens in one stay. No person comes near it; an
// editor that is a program and mends nothing would otherwise never end.
const mostOpenings = 25

// run opens the editor until the text is recorded or given up: emptied, or left as
// it was when there is something wrong with it.
func (e *editing) run(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "unmn-")
	if err != nil {
		return err
	}
	defer func() {
		if !e.stays {
			os.RemoveAll(dir) //nolint:errcheck // a temporary folder; what was typed in it is kept elsewhere
		}
	}()
	file := filepath.Join(dir, e.file)
	before := e.recorded
	for opened := 1; ; opened++ {
		typed, err := e.app.edit(ctx, file, e.shown)
		text := e.bare(typed)
		if err != nil && typed == "" { // it may be that the file could not be read
			e.stays = true
			return e.app.keeping(err, file)
		}
		if err != nil {
			return e.lost(ctx, file, err, text)
		}
		if done, err := e.givenUp(ctx, file, typed, text, before); done {
			return err
		}
		err = e.take(ctx, text)
		if err == nil && !e.dryRun {
			return e.forget(ctx)
		}
		shown, mends := e.marked(text, err)
		if err == nil || !mends || opened == mostOpenings {
			return e.lost(ctx, file, err, text)
		}
		e.unread, e.shown, before = err, shown, e.bare(shown)
	}
}

// givenUp reports that the user emptied the text, or left it as it was before.
func (e *editing) givenUp(ctx context.Context, file, typed, text, before string) (bool, error) {
	empty, left := strings.TrimSpace(text) == "", text == before
	if e.asks {
		left = typed == e.shown
	}
	switch {
	case !empty && !left:
		return false, nil
	case e.unread != nil:
		return true, e.lost(ctx, file, e.unread, before)
	case empty:
		e.app.note("%s; nothing was changed", e.empty)
		return true, e.forget(ctx)
	}
	e.app.note("%s; nothing was changed", e.same)
	return true, nil
}

// lost ends the editing with an error, or a dry run, and keeps what was typed.
func (e *editing) lost(ctx context.Context, temporary string, err error, text string) error {
	if text == e.recorded || strings.TrimSpace(text) == "" {
		return err
	}
	if e.keptHead != nil {
		text = e.keptHead() + text
	}
	where, beside := e.app.keep(ctx, e.keptName, text)
	switch {
	case beside:
		where += "; `" + e.resume + "` opens it again"
	case where == "":
		e.stays, where = true, temporary
	}
	if err == nil {
		e.app.note("note: what was typed is kept in %s", where)
		return nil
	}
	return e.app.keeping(err, where)
}

// forget removes a text that was kept, now that it is recorded or given up.
func (e *editing) forget(ctx context.Context) error {
	if !e.reopened {
		return nil
	}
	r, err := e.app.repo(ctx)
	if err != nil {
		return err
	}
	return r.Forget(e.keptName)
}

// reopen tells that the editor opens with what was kept.
func (e *editing) reopen(kept string) {
	e.shown, e.reopened = kept, true
	e.app.note("note: the editor opens with what was typed before and not recorded; empty it to record nothing")
}

// edit opens a text in the editor and returns what it has become.
func (a *app) edit(ctx context.Context, file, text string) (string, error) {
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return text, err
	}
	words, err := a.editor(ctx)
	if err != nil {
		return text, err
	}
	cmd := exec.CommandContext(ctx, words[0], append(words[1:], file)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = a.env.In, a.env.Out, a.env.Err
	run := cmd.Run()
	typed, err := os.ReadFile(file)
	if run != nil {
		run = &hinted{fmt.Sprintf("the editor %q failed: %v", strings.Join(words, " "), run), "choose another with `UNMN_EDITOR=nano unmn ...`"}
	}
	return strings.ReplaceAll(string(typed), "\r\n", "\n"), errors.Join(run, err)
}

// editor is the user's editor as a command line: UNMN_EDITOR or the preferences,
// VISUAL, EDITOR, or at a terminal what the system has. A repository never chooses
// it.
func (a *app) editor(ctx context.Context) ([]string, error) {
	if err := a.configure(ctx); err != nil {
		return nil, err
	}
	line := "vi"
	if runtime.GOOS == "windows" {
		line = "notepad"
	}
	if !a.env.InIsTerm || !a.env.OutIsTerm {
		line = ""
	}
	for _, candidate := range []string{a.env.Getenv("EDITOR"), a.env.Getenv("VISUAL"), a.conf.Editor} {
		if strings.TrimSpace(candidate) != "" {
			line = candidate
		}
	}
	if line == "" {
		return nil, usagef("name one with `EDITOR=nano unmn ...`", "there is no terminal, and no editor is named")
	}
	words, err := splitWords(line)
	if err != nil || len(words) == 0 {
		return nil, usagef("", "the editor %q is no command line", line)
	}
	return words, nil
}
