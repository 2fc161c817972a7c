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

	"unmn/pkg/diag"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// A noteEditing is one stay of a user in the editor with the notes of a meeting.
type noteEditing struct {
	app     *app
	take    minutesTake
	meeting record.ID
	record  string // the notes as the record has them
	shown   string // what the editor opens with
	kept    bool   // that was typed before and could not be recorded
	dir     string // the temporary folder the editor works in
	stays   bool   // dir holds the only copy of what was typed
}

// editNotes lets the user type the notes of a meeting in an editor and takes them.
// Where they cannot be read the editor opens again, each problem above its line;
// leaving it without a change ends that. What was typed is never lost.
func (a *app) editNotes(ctx context.Context, o minutesTake, meeting string) error {
	e := &noteEditing{app: a, take: o}
	if err := e.begin(ctx, meeting); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "unmn-")
	if err != nil {
		return err
	}
	e.dir = dir
	defer e.leave()
	file := filepath.Join(dir, "notes-"+string(e.meeting)+".txt")
	before := e.record
	var unread error // why the text could not be taken the last time
	for {
		typed, err := a.edit(ctx, file, e.shown)
		text := withoutProblems(typed)
		switch {
		case err != nil && typed == "": // it may be that the file could not be read
			e.stays = true
			return a.keeping(err, file)
		case err != nil:
			return e.lost(ctx, err, text)
		case strings.TrimSpace(text) == "":
			a.note("the notes are empty; nothing was changed")
			return e.forget(ctx)
		case text == before && unread == nil:
			a.note("the notes are as they were; nothing was changed")
			return nil
		case text == before:
			return e.lost(ctx, unread, text)
		}
		before = text
		err = a.takeMinutes(ctx, o, string(e.meeting), notesText{filepath.Base(file), text})
		var list diag.List
		switch {
		case err == nil && !o.flags.dryRun:
			return e.forget(ctx)
		case !errors.As(err, &list):
			return e.lost(ctx, err, text)
		}
		unread, e.shown = err, withProblems(text, list, filepath.Base(file))
	}
}

// begin finds the meeting and the text the editor opens with: what was typed before
// and could not be recorded, else the notes of the record. It is an error when no
// notes could be recorded at all: nobody shall type for nothing.
func (e *noteEditing) begin(ctx context.Context, meeting string) error {
	a := e.app
	set, _, err := a.head(ctx)
	if err != nil {
		return err
	}
	if e.meeting, err = set.Find("meeting", meeting); err != nil {
		return err
	}
	r, err := a.repo(ctx)
	if err != nil {
		return err
	}
	if _, err := r.Identity(ctx); err != nil && !e.take.flags.dryRun {
		return err
	}
	if e.record, err = network.FormatNotes(set, e.meeting); err != nil {
		return err
	}
	notes, _ := network.ParseNotes(e.record)
	_, _, err = network.TakeMinutes(set, a.today(set), network.TakeOptions{Meeting: e.meeting, Notes: notes})
	var list diag.List
	if err != nil && !errors.As(err, &list) {
		return err
	}
	e.shown = e.record
	if kept, ok := r.Kept(e.keptName()); ok {
		e.shown, e.kept = string(kept), true
		a.note("note: the editor opens with what was typed before and not recorded; empty it to record nothing")
	}
	return nil
}

// leave removes the temporary folder, unless what was typed is nowhere else.
func (e *noteEditing) leave() {
	if !e.stays {
		_ = os.RemoveAll(e.dir) // what is left in it is kept elsewhere
	}
}

func (e *noteEditing) keptName() string { return keptName(string(e.meeting), "editor") }

// lost ends the editing with an error, or a dry run, and keeps what was typed.
func (e *noteEditing) lost(ctx context.Context, err error, text string) error {
	if text == e.record || strings.TrimSpace(text) == "" {
		return err
	}
	file := e.app.keep(ctx, e.keptName(), text)
	if file == "" {
		file, e.stays = filepath.Join(e.dir, "notes-"+string(e.meeting)+".txt"), true
	}
	if err == nil {
		e.app.note("note: what was typed is kept in %s", file)
		return nil
	}
	return e.app.keeping(err, file)
}

// forget removes notes that were kept, now that they are recorded or given up.
func (e *noteEditing) forget(ctx context.Context) error {
	if !e.kept {
		return nil
	}
	r, err := e.app.repo(ctx)
	if err != nil {
		return err
	}
	return r.Forget(e.keptName())
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
		run = &hinted{fmt.Sprintf("the editor %q failed: %v", strings.Join(words, " "), run), "choose another with `UNMN_EDITOR=nano unmn ...`, or give the notes with --file"}
	}
	return string(typed), errors.Join(run, err)
}

// editor is the user's editor as a command line: UNMN_EDITOR or the preferences,
// VISUAL, EDITOR, or what the system has. A repository never chooses it.
func (a *app) editor(ctx context.Context) ([]string, error) {
	if err := a.configure(ctx); err != nil {
		return nil, err
	}
	line := "vi"
	if runtime.GOOS == "windows" {
		line = "notepad"
	}
	for _, candidate := range []string{a.env.Getenv("EDITOR"), a.env.Getenv("VISUAL"), a.conf.Editor} {
		if strings.TrimSpace(candidate) != "" {
			line = candidate
		}
	}
	words, err := splitWords(line)
	if err != nil || len(words) == 0 {
		return nil, usagef("", "the editor %q is no command line", line)
	}
	return words, nil
}

// problemMark begins the remarks that say above a line what is wrong with it.
const problemMark = "// ! "

// withProblems is a text with the problems of each line above it, as remarks.
func withProblems(text string, list diag.List, file string) string {
	above := map[int][]string{}
	for _, p := range list.Sort() {
		line := max(p.Line, 1)
		if p.File != file {
			line = 1
			p.Message = p.String()
		}
		above[line] = append(above[line], problemMark+diag.Defuse(p.Message))
		if p.Hint != "" {
			above[line] = append(above[line], problemMark+diag.Defuse(p.Hint))
		}
	}
	var b strings.Builder
	for i, line := range strings.SplitAfter(text, "\n") {
		for _, remark := range above[i+1] {
			b.WriteString(strings.ReplaceAll(remark, "\n", " ") + "\n")
		}
		b.WriteString(line)
	}
	return b.String()
}

// withoutProblems takes the remarks of withProblems away.
func withoutProblems(text string) string {
	var b strings.Builder
	for _, line := range strings.SplitAfter(text, "\n") {
		if !strings.HasPrefix(line, problemMark) {
			b.WriteString(line)
		}
	}
	return b.String()
}
