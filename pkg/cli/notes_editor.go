package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// editNotes lets the user type the notes of a meeting in an editor and takes them.
// Where they cannot be read the editor opens again, each problem above its line;
// leaving it without a change ends that.
func (a *app) editNotes(ctx context.Context, o minutesTake, text string) error {
	meeting, notes, err := a.notesToEdit(ctx, o, text)
	if err != nil {
		return err
	}
	file := "notes-" + string(meeting) + ".txt"
	e := &editing{
		app: a, same: "the notes are as they were", empty: "the notes are empty", file: file, keptName: keptName(string(meeting), "editor"),
		resume: "unmn minutes take " + string(meeting), recorded: notes, shown: notes, dryRun: o.flags.dryRun,
		take: func(ctx context.Context, text string) error {
			return a.takeMinutes(ctx, o, string(meeting), notesText{filepath.Base(file), text})
		},
		marked: func(text string, err error) (string, bool) {
			var list diag.List
			ok := errors.As(err, &list)
			return withProblems(text, list, file), ok
		},
		bare: withoutProblems,
	}
	r, err := a.repo(ctx)
	if err != nil {
		return err
	}
	if kept, ok := r.Kept(e.keptName); ok {
		e.reopen(string(kept))
	}
	return e.run(ctx)
}

// notesToEdit is the meeting and its notes as the record has them. It is an error
// when no notes could be recorded at all: nobody shall type for nothing.
func (a *app) notesToEdit(ctx context.Context, o minutesTake, text string) (record.ID, string, error) {
	set, _, err := a.head(ctx)
	if err != nil {
		return "", "", err
	}
	meeting, err := set.Find("meeting", text)
	if err != nil {
		return "", "", err
	}
	if err := a.canRecord(ctx, o.flags); err != nil {
		return "", "", err
	}
	recorded, err := network.FormatNotes(set, meeting)
	if err != nil {
		return "", "", err
	}
	notes, _ := network.ParseNotes(recorded)
	_, _, err = network.TakeMinutes(set, a.today(set), network.TakeOptions{Meeting: meeting, Notes: notes})
	var list diag.List
	if err != nil && !errors.As(err, &list) {
		return "", "", err
	}
	return meeting, recorded, nil
}

// canRecord is why nothing could be recorded, where that is known beforehand.
func (a *app) canRecord(ctx context.Context, w writeFlags) error {
	if w.dryRun {
		return nil
	}
	r, err := a.repo(ctx)
	if err != nil {
		return err
	}
	_, err = r.Identity(ctx)
	return err
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
