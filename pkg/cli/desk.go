package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// The desk is what the secretariat must know this morning, on one screen: "unmn"
// without arguments. Every line ends in the command that goes on.

// The size of the screen that the desk is for, whatever the terminal has.
const (
	deskWidth = 80
	deskLines = 24
)

// mostChecked is up to how many records the desk checks them all; where there are more
// it checks what is edited, and `unmn check` the rest.
const mostChecked = 1000

// A deskLine is one thing to know.
type deskLine struct {
	section string // "next meeting"
	date    doc.Date
	what    string
	command string
}

// showDesk shows the desk, or where there is no register how to begin one.
func (a *app) showDesk(cmd *cobra.Command) error {
	ctx := cmd.Context()
	r, err := a.repo(ctx)
	var none *hinted
	var set *record.Set
	if err == nil {
		set, _, err = a.headQuietly(ctx, r)
	}
	if errors.As(err, &none) || err != nil && repo.KindOf(err) == repo.NoRepository {
		_, err := io.WriteString(a.env.Out, noRegister)
		if err != nil {
			return err
		}
		return cmd.Help()
	}
	if err != nil {
		return err
	}
	day := a.today(set)
	sections := network.DeskOf(set, day, usualWithin)
	lines, err := a.deskLines(ctx, r, set, sections)
	if err != nil {
		return err
	}
	if err := set.Err(); err != nil {
		return err
	}
	text := plainDesk(lines)
	if a.env.OutIsTerm {
		text = deskScreen(network.Networks.One(set).Name.OneLine(), day, lines)
	}
	_, err = io.WriteString(a.env.Out, text)
	return err
}

const noRegister = `There is no register here.
  unmn init DIR --name NAME --country XX --timezone ZONE --reference PREFIX
                begins one; the country brings its terms of reference
  unmn demo     makes a sample register to try things in
  unmn -C DIR   works in the register in another folder

`

// deskLines are the lines of the desk: what the register says, then this copy of it.
func (a *app) deskLines(ctx context.Context, r *repo.Repo, set *record.Set, d network.Desk) ([]deskLine, error) {
	lines := []deskLine{{"next meeting", "", "no meeting is planned", "unmn meeting new --start TIME"}}
	if m := d.Next; m != nil {
		lines[0] = deskLine{"next meeting", m.Rec.Start.Date(), strings.TrimRight(string(m.ID)+", "+m.Rec.Start.Clock()+", "+m.Rec.Place.OneLine(), ", "), "unmn meeting show " + string(m.ID)}
	}
	for _, f := range d.Due {
		lines = append(lines, deskLine{overdue(f), f.Due, f.What, f.Command})
	}
	for _, w := range d.Waiting {
		l := deskLine{"no answer", "", string(w.Record) + ": " + joined(w.Parties), "unmn pending"}
		if until, err := doc.ParseDate(w.Until[:min(len(w.Until), len("2026-12-01"))]); err == nil {
			l.date = until
		}
		if len(w.Parties) == 1 {
			l.command = w.Command
		}
		lines = append(lines, l)
	}
	own, err := a.ownLines(ctx, r, set)
	return append(lines, own...), err
}

// ownLines are about this copy of the register: edits, the other copy, problems.
func (a *app) ownLines(ctx context.Context, r *repo.Repo, set *record.Set) ([]deskLine, error) {
	var lines []deskLine
	differ, err := r.Differs(ctx, record.Root)
	if err != nil && repo.KindOf(err) != repo.Unusual {
		return nil, err
	}
	if n := len(differ); n > 0 {
		lines = append(lines, deskLine{"edits", "", plural(n, "edit") + " not recorded: " + few(differ)[0], "unmn status"})
	}
	up, err := r.Upstream(ctx)
	switch {
	case err != nil && repo.KindOf(err) == repo.Failed:
		return nil, err
	case err != nil || up == nil || up.Gone:
	case up.Ahead > 0:
		lines = append(lines, deskLine{"unsynced", "", plural(up.Ahead, "commit") + " here " + isAre(up.Ahead) + " not in " + up.Name + " yet", "git push"})
	case up.Behind > 0:
		lines = append(lines, deskLine{"unsynced", "", plural(up.Behind, "commit") + " in " + up.Name + " " + isAre(up.Behind) + " not here yet", "git pull --ff-only"})
	}
	list, err := a.deskProblems(r, set, differ)
	if errs := list.Errors(); errs > 0 {
		lines = append(lines, deskLine{"problems", "", plural(errs, "error") + " in the records", "unmn check"})
	}
	return lines, err
}

// deskProblems is what is wrong in the folder: all of it in a register of ordinary
// size, else in what is edited alone.
func (a *app) deskProblems(r *repo.Repo, set *record.Set, differ []string) (diag.List, error) {
	n := 0
	for _, t := range set.Types() {
		n += len(set.IDs(t.Name()))
	}
	if n > mostChecked && len(differ) == 0 || r.Root() == "" {
		return nil, nil
	}
	folder, err := a.load(r.WorkTree())
	if err != nil {
		return nil, err
	}
	if n <= mostChecked {
		return folder.Check(), folder.Err()
	}
	change := &record.Change{Subject: "edits"}
	for _, name := range differ {
		old, _ := set.File(name)
		text, _ := folder.File(name)
		change.Files = append(change.Files, record.File{Path: name, Old: old, New: text})
	}
	next, list := set.Apply(change)
	return list, errors.Join(folder.Err(), next.Err())
}

// plainDesk is the desk for a pipe: a line each, tab-separated.
func plainDesk(lines []deskLine) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", l.section, l.date, cell(l.what), cell(l.command))
	}
	return b.String()
}

// deskScreen is the desk for a screen: sections with a heading each, the commands on
// the right, or below where they are long. What has no room is counted.
func deskScreen(name string, day doc.Date, lines []deskLine) string {
	out := []string{clip(cell(name), deskWidth-12) + ", " + string(day), ""}
	room := deskLines - len(out) - 2 // the prompt, and what is counted
	more := 0
	for _, l := range lines {
		own := l.onScreen()
		if more > 0 || len(own) > room {
			more++
			continue
		}
		room -= len(own)
		out = append(out, own...)
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("and %d more: unmn due", more))
	}
	return strings.Join(out, "\n") + "\n"
}

// onScreen is a line on a screen: one row, or two where its command is long.
func (l deskLine) onScreen() []string {
	head := fmt.Sprintf("%-12s  %-10s  ", l.section, l.date)
	free := deskWidth - len([]rune(head))
	what := cell(l.what)
	if room := free - 2 - len(l.command); room >= min(len([]rune(what)), 24) && len([]rune(what)) <= room {
		return []string{head + what + strings.Repeat(" ", room-len([]rune(what))) + "  " + l.command}
	}
	indent, command := strings.Repeat(" ", 14)+"-> ", cell(l.command)
	if len(indent)+len(command) > deskWidth { // what it lacks, it says when it is typed
		command, _, _ = strings.Cut(command, " --")
	}
	return []string{strings.TrimRight(head+clip(what, free), " "), indent + command}
}

// clip shortens text to so many characters.
func clip(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}
