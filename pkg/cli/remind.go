package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// newRemindCommand is "remind".
func newRemindCommand(a *app) *cobra.Command {
	var flags writeFlags
	var waiting waitingFlags
	var date dateFlag
	var out string
	cmd := &cobra.Command{
		Use:   "remind [PARTY ...]",
		Short: "Draft reminders of everything that waits for somebody, and record that they were sent",
		Long: `For each party there is one text, in its language, with all that it was asked and has
not answered; without parties for everybody. The texts go to standard output, or with
--out into a folder as mails to be sent, one draft for each (.eml); --dry-run shows them
and records nothing. A reminder of a single
decision is recorded with "decision remind".

` + writeExits,
		Example:           "  unmn remind --dry-run\n  unmn remind who undp\n  unmn remind --out outbox\n  unmn remind unhcr --date 2026-12-09",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.completeParties,
	}
	cmd.Flags().Var(&date, "date", "when they were reminded; today unless given")
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the mails into this folder, as drafts")
	waiting.add(cmd)
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.outsideFolder(cmd.Context(), out); err != nil {
			return err
		}
		texts, mails, err := a.reminders(cmd.Context(), separated(args), waiting, date)
		if err != nil {
			return err
		}
		err = a.write(cmd.Context(), flags, "unmn pending", func(s *record.Set) (*record.Change, error) {
			o, err := waiting.options(s, date.Date, separated(args))
			if err != nil {
				return nil, err
			}
			return network.RemindAll(s, a.today(s), network.RemindAllOptions{Parties: o.Parties, Date: o.Day, Within: o.Within})
		})
		switch {
		case err != nil:
			return err
		case out != "" && !flags.dryRun:
			return a.layOut(out, nil, mails)
		case flags.json:
			return nil
		}
		for _, text := range texts {
			if _, err := fmt.Fprintf(a.env.Out, "\n%s", text); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

// reminders are the texts for everybody who can be reminded, made of what was last
// recorded.
func (a *app) reminders(ctx context.Context, names []string, waiting waitingFlags, date dateFlag) (texts []string, mails []letter, err error) {
	set, snap, err := a.head(ctx)
	if err != nil {
		return nil, nil, err
	}
	day := date.Date
	if day == "" {
		day = a.today(set)
	}
	o, err := waiting.options(set, day, names)
	if err != nil {
		return nil, nil, err
	}
	var done []network.PartyRef
	for _, w := range network.ToRemind(set, o) {
		if slices.Contains(done, w.Party) {
			continue
		}
		done = append(done, w.Party)
		// It says nothing but what the party itself was asked, so all of that is shown.
		d, err := a.compose(ctx, set, snap, render.Request{Document: render.Reminder, Subject: w.Party.ID(), For: network.ForCoChairs, On: day, Within: o.Within})
		if err != nil {
			return nil, nil, err
		}
		texts = append(texts, d.Body())
		mails = append(mails, reminderTo(set, network.Addressee{Party: w.Party, Address: network.AddressOfParty(set, w.Party, day)}, d, day))
	}
	return texts, mails, nil
}

// reminderTo is a reminder as a mail.
func reminderTo(set *record.Set, to network.Addressee, d *render.Document, day doc.Date) letter {
	what := "reminder-" + string(day)
	m := mailTo(set, what, to)
	m.Subject, m.Text, m.Lang = d.Title, d.Tree.Plain(), d.Lang
	m.Date = dayIn(set, day)
	return drafted(to, what, m)
}
