package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// minutesTake is what "minutes take" was told.
type minutesTake struct {
	flags writeFlags
	file  string
	by    string
	date  dateFlag
}

// newMinutesTakeCommand is "minutes take".
func newMinutesTakeCommand(a *app) *cobra.Command {
	var o minutesTake
	cmd := &cobra.Command{
		Use:   "take MEETING",
		Short: "Take notes as the minutes of a meeting",
		Long: `The notes come from --file, from standard input, or are typed in an editor, which
opens with the agenda, or with the notes as the record has them. The meeting becomes
held; attendance, summaries, positions, conclusions and the actions agreed are
recorded in one change. Taken again, what the notes speak of is replaced, the rest
stays, and no action is doubled.

The notes, in English or Serbian (Присутни, Prisutni):

  Chairs: co-chair-iom
  Present: iom, undp (online)
  Represented: unhcr by "Alternate, UNHCR"
  Regrets: who                     also Absent, Arrived: scrm 10:30, Left, Guests: ngo 2

  ## 3 Joint data protocol         number, title or both; "## Title (new)" adds an item
  What was said, in Markdown.
  APPROVED 2026-q1
  POSITION unicef: agree (in its own words)
  CONCLUSION: text
  DECISION 2026-05-14-joint-data-protocol: adopted      or DECISION: text of a new one
  ACTION undp with iom: inform the municipalities by 2027-01-31
  NO DECISION: for information

A line that begins with // is not kept. What was typed and cannot be recorded is
kept in a file that is named.

` + writeExits,
		Example: `  unmn minutes take 2027-q1 --file notes.txt
  unmn minutes take 2027-q1 < notes.txt
  unmn minutes take 2027-q1`,
		Args:              exactly("the id of a meeting"),
		ValidArgsFunction: a.completeIDs("meeting"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runMinutesTake(cmd.Context(), a, o, args[0])
		},
	}
	cmd.Flags().StringVarP(&o.file, "file", "f", "", "the file with the notes; - is standard input")
	cmd.Flags().StringVar(&o.by, "prepared-by", "", "who took them: a post, a member or a partner; the secretary of the meeting unless given")
	cmd.Flags().Var(&o.date, "date", "when they were first taken; today unless given")
	o.flags.add(cmd)
	a.completeFlags(cmd, "prepared-by")
	return cmd
}

func runMinutesTake(ctx context.Context, a *app, o minutesTake, meeting string) error {
	switch {
	case o.file != "" && o.file != "-":
		text, err := os.ReadFile(a.path(o.file))
		if err != nil {
			return &hinted{"cannot read the notes: " + err.Error(), ""}
		}
		err = a.takeMinutes(ctx, o, meeting, notesText{o.file, string(text)})
		var list diag.List
		if errors.As(err, &list) {
			return a.keeping(err, o.file)
		}
		return err
	case o.file == "" && a.env.InIsTerm && a.env.OutIsTerm && !a.global.noInput:
		return a.editNotes(ctx, o, meeting)
	case o.file == "" && a.env.InIsTerm:
		return usagef("`unmn minutes take "+meeting+" --file notes.txt`", "there is no terminal to edit the notes in")
	}
	text, err := io.ReadAll(io.LimitReader(a.env.In, mostNotes))
	if err != nil {
		return fmt.Errorf("cannot read standard input: %w", err)
	}
	err = a.takeMinutes(ctx, o, meeting, notesText{"standard input", string(text)})
	if err == nil || strings.TrimSpace(string(text)) == "" {
		return err
	}
	file, _ := a.keep(ctx, keptName(meeting, "input"), string(text))
	return a.keeping(err, file)
}

// mostNotes is how many bytes are read from standard input; notes are refused at
// far fewer.
const mostNotes = 16 << 20

// notesText are notes as they came.
type notesText struct{ name, text string }

// takeMinutes records notes as the minutes of the meeting that is meant.
func (a *app) takeMinutes(ctx context.Context, o minutesTake, meeting string, n notesText) error {
	if strings.TrimSpace(n.text) == "" {
		return usagef("`unmn minutes take "+meeting+" --file notes.txt`", "there are no notes in %s", n.name)
	}
	notes, _ := network.ParseNotes(n.text) // its problems come back with those of the plan
	var result network.TakeResult
	var id record.ID
	next := func() string { return "unmn minutes render " + string(id) }
	err := a.writeThen(ctx, o.flags, next, func(s *record.Set) (*record.Change, error) {
		var err error
		if id, err = s.Find("meeting", meeting); err != nil {
			return nil, err
		}
		take := network.TakeOptions{Meeting: id, Notes: notes, File: filepath.ToSlash(n.name), Date: o.date.Date}
		if o.by != "" {
			if take.By, err = network.FindActor(s, o.by); err != nil {
				return nil, err
			}
		}
		c, told, err := network.TakeMinutes(s, a.today(s), take)
		result = told
		return c, err
	})
	if err != nil {
		return err
	}
	a.warn(result.Warnings)
	for _, note := range result.Told {
		a.note("note: %s", note)
	}
	return nil
}

// keeping says, after the error, where what was typed is kept.
func (a *app) keeping(err error, file string) error {
	if err == nil {
		return nil
	}
	if file == "" {
		a.note("note: what was typed could not be kept")
		return err
	}
	var list diag.List
	if !errors.As(err, &list) {
		a.note("note: what was typed is kept in %s", file)
		return err
	}
	if diag.Print(a.env.Err, list) != nil {
		return err
	}
	a.note("%s; nothing was changed, what was typed is kept in %s", count(list), file)
	return silently(err)
}

// keptName is the name under which the notes of a meeting are kept, from the editor
// or from standard input. The editor opens its own again, not those of others.
func keptName(meeting, from string) string {
	return "notes-" + script.Slug(strings.TrimPrefix(meeting, "meeting/"), script.MaxSlug) + "-" + from + ".txt"
}

// keep stores notes that could not be recorded: in the repository's own folder, or
// where there is none among the temporary files. It is the name of the file, ""
// when it could not be written; beside says that the editor finds it again.
func (a *app) keep(ctx context.Context, name, text string) (file string, beside bool) {
	if r, err := a.repo(ctx); err == nil {
		if file, err := r.Keep(name, []byte(text)); err == nil {
			if file = filepath.FromSlash(file); !filepath.IsAbs(file) {
				file = filepath.Join(r.Root(), file)
			}
			if near, err := filepath.Rel(a.dir(), file); err == nil && filepath.IsLocal(near) {
				return near, true
			}
			return file, true
		}
	}
	f, err := os.CreateTemp("", "unmn-notes-*.txt")
	if err != nil {
		return "", false
	}
	_, err = f.WriteString(text)
	if errors.Join(err, f.Close()) != nil {
		return "", false
	}
	return f.Name(), false
}
