package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newEditCommand is "edit" of a kind.
func newEditCommand(a *app, t record.Type) *cobra.Command {
	var flags writeFlags
	cmd := &cobra.Command{
		Short: "Change one " + t.Name() + " in your editor",
		Long: `edit opens the text of a record in your editor ($VISUAL, $EDITOR, or "editor" in your
own configuration). When you leave it the text is checked and recorded in one change.
Where something is wrong it opens again with what you typed and the problems at the
top; leave it as it is to give up. What could not be recorded is kept in a file that
is named, and the next edit opens with it. Comments in the text stay.

Others may change the record meanwhile: other fields are put together with yours,
and of the same fields you are asked.

` + writeExits,
		Example: "  unmn " + t.Name() + " edit ID\n  unmn " + t.Name() + " edit ID -m \"corrected after the call\"",
	}
	if t.Layout() == record.Single {
		cmd.Short, cmd.Example = "Change the "+t.Name()+" in your editor", "  unmn "+t.Name()+" edit"
	}
	a.aboutOne(cmd, "edit", t, func(ctx context.Context, id string) error {
		return runEdit(ctx, a, t, id, flags)
	})
	flags.add(cmd)
	return cmd
}

// A recordEditing is a stay in the editor with the text of a record.
type recordEditing struct {
	editing
	flags    writeFlags
	retyping record.Retyping
	base     string // the commit that retyping.Was is of
	now      []byte // the text others recorded meanwhile in the same fields, while the user is asked
	proposed string // the canonical text of what was typed last, "" when it cannot be read
}

func runEdit(ctx context.Context, a *app, t record.Type, text string, flags writeFlags) error {
	if a.global.noInput {
		return usagef("`unmn "+t.Name()+" set "+text+" FIELD=VALUE`", "--no-input: no editor is opened")
	}
	if _, err := a.editor(ctx); err != nil {
		return err
	}
	e := &recordEditing{flags: flags, editing: editing{app: a, same: "the record is as it was", empty: "the text is empty", dryRun: flags.dryRun}}
	if err := e.begin(ctx, t, text); err != nil {
		return err
	}
	return e.run(ctx)
}

// begin finds the record and the text the editor opens with: what was typed before
// and could not be recorded, else the text of the record, with what is wrong with
// it. It is an error when nothing could be recorded: nobody shall type for nothing.
func (e *recordEditing) begin(ctx context.Context, t record.Type, text string) error {
	a := e.app
	set, snap, err := a.head(ctx)
	if err != nil {
		return err
	}
	id, err := set.Find(t.Name(), text)
	if err != nil {
		return err
	}
	if err := a.canRecord(ctx, e.flags); err != nil {
		return err
	}
	if err := a.unedited(ctx, t.PathOf(id)); err != nil {
		return err
	}
	was, problems := set.Canonical(t, id)
	e.retyping = record.Retyping{Type: t, ID: id, Was: was}
	e.base = snap.Hash()
	e.file, e.keptName = string(id)+".yaml", t.Name()+"-"+string(id)+".yaml"
	e.resume = thenOf(t, "edit")(id)
	e.recorded, e.shown = string(was), string(was)
	e.take, e.marked, e.bare, e.keptHead = e.record, e.remarked, withoutRemarks, e.baseLine
	if problems != nil {
		e.unread = problems
		e.shown, _ = e.remarked(e.recorded, problems)
	}
	return e.resumeKept(ctx)
}

// unedited refuses to begin on a record whose file somebody edited by hand.
func (a *app) unedited(ctx context.Context, file string) error {
	r, err := a.repo(ctx)
	if err != nil {
		return err
	}
	differ, err := r.Differs(ctx, file)
	if err != nil || len(differ) == 0 {
		return err
	}
	return &hinted{file + " was edited in the folder, and that is not recorded", "record it with `unmn save " + file + "`, or undo it with `git checkout -- " + file + "`"}
}

// baseMark begins the line that says, in a text that is kept, over which version of
// the record it was typed.
const baseMark = remarkMark + "typed over the record as of "

func (e *recordEditing) baseLine() string { return baseMark + e.base + "\n" }

// resumeKept opens with a text that was kept, which goes on from the version of the
// record it was typed over.
func (e *recordEditing) resumeKept(ctx context.Context) error {
	r, err := e.app.repo(ctx)
	if err != nil {
		return err
	}
	data, ok := r.Kept(e.keptName)
	if !ok {
		return nil
	}
	kept := string(data)
	if line, rest, found := strings.Cut(kept, "\n"); found && strings.HasPrefix(line, baseMark) {
		kept, e.base = rest, strings.TrimPrefix(line, baseMark)
		e.retyping.Was = e.textAt(ctx, e.base)
	}
	e.unread = nil
	e.reopen(kept)
	return nil
}

// textAt is the text of the record as a commit has it, nil when that is not known.
func (e *recordEditing) textAt(ctx context.Context, commit string) []byte {
	r, err := e.app.repo(ctx)
	if err != nil {
		return nil
	}
	snap, err := r.At(ctx, commit)
	if err != nil {
		return nil
	}
	set, err := e.app.load(snap)
	if err != nil {
		return nil
	}
	text, _ := set.Canonical(e.retyping.Type, e.retyping.ID)
	return text
}

// record makes the change of what was typed.
func (e *recordEditing) record(ctx context.Context, text string) error {
	var out record.Retyped
	if e.asks { // and the user has answered
		e.accept(ctx)
	}
	retyping := e.retyping
	retyping.Typed = []byte(text)
	err := e.app.write(ctx, e.flags, thenOf(retyping.Type, "show")(retyping.ID), func(s *record.Set) (*record.Change, error) {
		c, rewritten, err := network.EditRecord(s, retyping)
		out = rewritten
		return c, err
	})
	e.proposed, e.asks = string(out.Text), false
	var overtaken *record.Overtaken
	if errors.As(err, &overtaken) {
		e.proposed, e.asks, e.now = string(overtaken.Text), true, overtaken.Now
	}
	if err == nil && out.Merged {
		e.app.note("note: others changed the record meanwhile; both edits are in it")
	}
	return err
}

// accept goes on from what others recorded meanwhile: the user has seen it.
func (e *recordEditing) accept(ctx context.Context) {
	e.retyping.Was = e.now
	r, err := e.app.repo(ctx)
	if err != nil {
		return
	}
	if head, err := r.Head(ctx); err == nil && bytes.Equal(e.textAt(ctx, head), e.now) {
		e.base = head
	}
}

// remarkMark begins the lines at the top of a record that say what is wrong with
// it.
const remarkMark = "# unmn: "

// remarked is the text with remarks on the error: what could be read is in its
// canonical form, which the lines of the problems count in.
func (e *recordEditing) remarked(text string, err error) (string, bool) {
	var list diag.List
	var refusal *network.Refusal
	var overtaken *record.Overtaken
	var remarks []string
	if e.proposed != "" {
		text = e.proposed
	}
	switch {
	case errors.As(err, &list):
		remarks = e.problems(list.Sort())
	case errors.As(err, &refusal):
		remarks = []string{"", refusal.Message, "  " + refusal.Hint, "Mend it, or leave the text as it is to give up."}
	case errors.As(err, &overtaken):
		remarks = []string{"", "Others changed " + strings.Join(overtaken.Fields, ", ") + " meanwhile. Recorded now is:"}
		for _, field := range overtaken.Fields {
			lines := doc.FieldText(e.file, overtaken.Now, field)
			for line := range strings.Lines(string(lines)) {
				remarks = append(remarks, "  "+strings.TrimRight(line, "\n"))
			}
		}
		remarks = append(remarks, "Take these lines away to record your text instead, or leave all as it is to give up.")
	default:
		return text, false
	}
	remarks[0] = "The record is not recorded yet. These lines are not kept."
	var b strings.Builder
	for _, r := range remarks {
		b.WriteString(strings.TrimRight(remarkMark+diag.Defuse(strings.ReplaceAll(r, "\n", " ")), " ") + "\n")
	}
	return b.String() + text, true
}

// problems are the remarks on problems; their lines are those the user sees.
func (e *recordEditing) problems(list diag.List) []string {
	above := 2
	for _, p := range list {
		above++
		if p.Hint != "" {
			above++
		}
	}
	out := []string{""}
	file := e.retyping.Type.PathOf(e.retyping.ID)
	for _, p := range list {
		if p.File == file {
			p.File = "the record"
			if p.Line > 0 {
				p.File = fmt.Sprintf("line %d", p.Line+above)
			}
			if p.Column > 0 {
				p.File += fmt.Sprintf(", column %d", p.Column)
			}
			p.Line = 0
		}
		out = append(out, p.String())
		if p.Hint != "" {
			out = append(out, "  "+p.Hint)
		}
	}
	return append(out, "Mend it, or leave the text as it is to give up.")
}

// withoutRemarks takes the remarks at the top away.
func withoutRemarks(text string) string {
	mark := strings.TrimSpace(remarkMark)
	for {
		line, rest, more := strings.Cut(text, "\n")
		if !strings.HasPrefix(line, mark) {
			return text
		}
		if !more {
			return ""
		}
		text = rest
	}
}
