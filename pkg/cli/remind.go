package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// newRemindCommand is "remind".
func newRemindCommand(a *app) *cobra.Command {
	var flags writeFlags
	var waiting waitingFlags
	var date dateFlag
	cmd := &cobra.Command{
		Use:   "remind [PARTY ...]",
		Short: "Draft reminders of everything that waits for somebody, and record that they were sent",
		Long: `For each party there is one text, in its language, with all that it was asked and has
not answered; without parties for everybody. The texts go to standard output, to be
sent by mail; --dry-run drafts them and records nothing. A reminder of a single
decision is recorded with "decision remind".

` + writeExits,
		Example:           "  unmn remind --dry-run\n  unmn remind who undp\n  unmn remind unhcr --date 2026-12-09",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.completeParties,
	}
	cmd.Flags().Var(&date, "date", "when they were reminded; today unless given")
	waiting.add(cmd)
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		texts, err := a.reminders(cmd.Context(), separated(args), waiting, date)
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
		if err != nil || flags.json {
			return err
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
func (a *app) reminders(ctx context.Context, names []string, waiting waitingFlags, date dateFlag) ([]string, error) {
	set, snap, err := a.head(ctx)
	if err != nil {
		return nil, err
	}
	day := date.Date
	if day == "" {
		day = a.today(set)
	}
	o, err := waiting.options(set, day, names)
	if err != nil {
		return nil, err
	}
	var done []network.PartyRef
	var texts []string
	for _, w := range network.ToRemind(set, o) {
		if slices.Contains(done, w.Party) {
			continue
		}
		done = append(done, w.Party)
		// It says nothing but what the party itself was asked, so all of that is shown.
		d, err := a.compose(ctx, set, snap, render.Request{Document: render.Reminder, Subject: w.Party.ID(), For: network.ForCoChairs, On: day, Within: o.Within})
		if err != nil {
			return nil, err
		}
		texts = append(texts, d.Body())
	}
	return texts, nil
}
