package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// minutesImport is what "minutes import" was told.
type minutesImport struct {
	flags                writeFlags
	accept, refuse, keep numbersFlag
	from                 string
	reason               textFlag
	date                 dateFlag
	over                 bool
	template             string
}

// newMinutesImportCommand is "minutes import".
func newMinutesImportCommand(a *app) *cobra.Command {
	var o minutesImport
	cmd := &cobra.Command{
		Use:   "import FILE.docx",
		Short: "Show what was edited in minutes in Word, and take over what is accepted",
		Long: `The file is a document of "unmn minutes render --format docx" or "unmn minutes circulate
--out" that came back. It says of which meeting it is, and of which commit it was made; it
is compared with the same document made again, as it was sent. Each edit gets a number: changed, added and deleted text, with or
without tracked changes, and the comments of Word. It is shown with its place, who made
it in Word, and the words before and after. What cannot be placed in a field of the
record is shown as well, with the command that does it by hand where there is one.
Names in Word are shown, and not recorded.

Without more nothing changes; on a terminal each edit is asked about. --accept makes
edits in the record; two parties may edit one paragraph, as long as they touch other
words. Minutes that were circulated keep each edit as a comment of the party, with what
was done with it: accepted, not accepted (--refuse), or still to be said (--keep). Words
that were changed in the register since are a conflict, which --over decides for the file.

` + writeExits,
		Example: `  unmn minutes render 2026-q4 --format docx --out minutes.docx
  unmn minutes import minutes.docx
  unmn minutes import minutes.docx --from unicef --accept all --refuse all --reason "a matter of style"`,
		Args: exactly("the file that came back"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []cobra.Completion{wordFormat}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importMinutes(cmd, o, args[0])
		},
	}
	f := cmd.Flags()
	f.Var(&o.accept, "accept", "the edits to make, such as 1,3-5, or all that can be made")
	f.Var(&o.refuse, "refuse", "the edits to refuse; all are those that are left")
	f.Var(&o.keep, "keep", "the edits to keep as comments that are not decided yet; all are those that are left")
	f.StringVar(&o.from, "from", "", "the member or partner whose file it is; needed to record anything")
	f.Var(&o.reason, "reason", "why edits are refused")
	f.Var(&o.date, "date", "when the file came; today unless given")
	f.BoolVar(&o.over, "over", false, "an edit counts although the same words were changed in the register since")
	f.StringVar(&o.template, "template-file", "", "the template for Word it was made by, where that is not the register's")
	o.flags.add(cmd)
	a.completeFlags(cmd, "from")
	return cmd
}

func (a *app) importMinutes(cmd *cobra.Command, o minutesImport, file string) error {
	ctx := cmd.Context()
	if err := a.configure(ctx); err != nil {
		return err
	}
	back, err := a.readBack(ctx, file, o.template)
	if err != nil {
		return err
	}
	asked := o.accept.given() || o.refuse.given() || o.keep.given()
	switch {
	case !asked && a.env.InIsTerm && a.env.OutIsTerm && !a.global.noInput && back.open() > 0 && !back.final:
		if asked, err = a.askEdits(back, &o); err != nil || !asked {
			return err
		}
	case !asked:
		return a.showEdits(back, o)
	}
	fates, err := back.fates(o)
	if err != nil {
		return err
	}
	return a.recordEdits(cmd, back, o, fates)
}

// fates is what becomes of each edit by its number: of those that are numbered first,
// then of all that are left.
func (b *cameBack) fates(o minutesImport) (map[int]network.EditFate, error) {
	out := map[int]network.EditFate{}
	said := []struct {
		flag    string
		numbers numbersFlag
		fate    network.EditFate
	}{{"--accept", o.accept, network.EditMade}, {"--refuse", o.refuse, network.EditRefused}, {"--keep", o.keep, network.EditKept}}
	for _, s := range said {
		for _, n := range s.numbers.list {
			switch {
			case n > len(b.edits):
				return nil, usagef("see them with `unmn minutes import "+b.file+"`", "%s: there is no edit %d; there are %d", s.flag, n, len(b.edits))
			case out[n] != "" && out[n] != s.fate:
				return nil, usagef("", "%s: edit %d has another flag already", s.flag, n)
			}
			out[n] = s.fate
		}
	}
	for _, s := range said {
		for i := range b.edits {
			if e := &b.edits[i]; s.numbers.all && out[i+1] == "" && e.meant(s.fate, o.over) {
				out[i+1] = s.fate
			}
		}
	}
	return out, nil
}

// meant reports that "all" means the edit.
func (e *cameEdit) meant(fate network.EditFate, over bool) bool {
	if fate == network.EditMade {
		return e.is(editNew) || over && e.is(editConflict)
	}
	return !e.settled()
}

// recordEdits records what becomes of the edits, in one change.
func (a *app) recordEdits(cmd *cobra.Command, back *cameBack, o minutesImport, fates map[int]network.EditFate) error {
	if o.from == "" {
		return usagef("", "say with --from whose file it is, such as --from unicef")
	}
	if len(fates) == 0 {
		return a.showEdits(back, o)
	}
	err := a.takeToldStep(cmd, o.flags, "meeting", string(back.meeting), then("minutes", "render"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
		from, err := network.FindParty(s, o.from)
		if err != nil {
			return nil, nil, err
		}
		take := network.ImportOptions{Meeting: id, From: from, Date: o.date.Date}
		for i := range back.edits {
			e := &back.edits[i]
			if fate := fates[i+1]; fate != "" {
				take.Edits = append(take.Edits, e.imported(fate, o))
			}
		}
		return network.ImportMinutes(s, a.today(s), take)
	})
	if err != nil {
		return err
	}
	if left := back.left(fates); len(left) > 0 {
		a.note("note: left as they are: %s; see them with `unmn minutes import %s`", joined(left), back.file)
	}
	return nil
}

// imported is an edit with what becomes of it.
func (e *cameEdit) imported(fate network.EditFate, o minutesImport) network.ImportedEdit {
	out := network.ImportedEdit{Item: e.ItemID(), Text: doc.Plain(e.wish()), Fate: fate}
	if fate != network.EditMade {
		if fate == network.EditRefused {
			out.Reason = o.reason.Text
		}
		return out
	}
	out.Make = func(m *network.Meeting) error {
		if e.Kind == render.Remark {
			return &network.Refusal{Message: fmt.Sprintf("edit %d is a comment; there are no words to take over", e.number), Hint: fmt.Sprintf("keep it with `unmn minutes import FILE --from PARTY --keep %d`", e.number)}
		}
		if e.Why != "" {
			return &network.Refusal{Message: fmt.Sprintf("edit %d cannot be taken over: %s", e.number, e.Why), Hint: hintOf(e.Hint)}
		}
		err := e.Apply(m, false)
		if conflict := (*render.Conflict)(nil); o.over && errors.As(err, &conflict) {
			err = e.Apply(m, true)
		}
		return e.told(err)
	}
	return out
}

// told is the error of an edit for people. That the record says so already is none.
func (e *cameEdit) told(err error) error {
	var conflict *render.Conflict
	switch {
	case errors.Is(err, render.ErrDone):
		return nil
	case errors.As(err, &conflict):
		return &network.Refusal{
			Message: fmt.Sprintf("edit %d cannot be taken over: %v: %q", e.number, err, conflict.Now),
			Hint:    fmt.Sprintf("accept it with `unmn minutes import FILE --from PARTY --accept %d --over`, or edit the record by hand", e.number),
		}
	}
	return err
}

func hintOf(command string) string {
	if command == "" {
		return ""
	}
	return "by hand: `" + command + "`"
}

// left are the numbers of the edits of which nothing became yet.
func (b *cameBack) left(fates map[int]network.EditFate) []string {
	var out []string
	for i := range b.edits {
		if fates[i+1] == "" && !b.edits[i].settled() {
			out = append(out, fmt.Sprint(i+1))
		}
	}
	return out
}

// open counts the edits of which nothing became yet.
func (b *cameBack) open() int { return len(b.left(nil)) }
