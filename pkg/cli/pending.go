package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// waitingFlags narrow what waits for somebody.
type waitingFlags struct {
	within int
	what   wordFlag[network.WaitingFor]
}

func (w *waitingFlags) add(cmd *cobra.Command) {
	cmd.Flags().IntVar(&w.within, "within", usualWithin, "actions and confirmations that fall due within so many days")
}

// newPendingCommand is "pending".
func newPendingCommand(a *app) *cobra.Command {
	var flags readFlags
	var waiting waitingFlags
	cmd := &cobra.Command{
		Use:   "pending [PARTY ...]",
		Short: "List everything that waits for somebody: who has not answered what, and since when",
		Long: `Answers to consultations, clearances of statements, replies to what was circulated,
answers to invitations, comments on minutes, confirmations of the member list, and
actions. What falls due is told within 14 days, or --within. Everything but a table
names the command that records the answer as well.

Exit status: 0 whatever is told; 1 failed; 2 a value cannot be read; 5 no such party.`,
		Example:           "  unmn pending\n  unmn pending who scrm\n  unmn pending --what answer --format csv",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: a.completeParties,
	}
	flags.add(a, cmd)
	waiting.add(cmd)
	addWordFlag(cmd, &waiting.what, "what", "only what is waited for like this")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.pending(cmd.Context(), separated(args), waiting, flags)
	}
	return cmd
}

func (a *app) pending(ctx context.Context, names []string, waiting waitingFlags, flags readFlags) error {
	set, _, err := a.reading(ctx, &flags)
	if err != nil {
		return err
	}
	o, err := waiting.options(set, a.day(set), names)
	if err != nil {
		return err
	}
	all := waiting.only(network.WaitingOn(set, o))
	if err := set.Err(); err != nil {
		return err
	}
	if flags.structured() {
		return a.printObjects(flags, doc.Object{{Name: "version", Value: 1}, {Name: "on", Value: o.Day}}, "pending", waitingObjects(all),
			"party", "short", "what", "record", "title", "state", "since", "until", "reminders", "command")
	}
	if len(all) == 0 {
		a.note("nothing waits for %s", whoever(o.Parties))
	}
	header := []string{"party", "what", "record", "state", "since", "until", "reminded"}
	isTable := a.form(flags.format) == "table"
	if !isTable {
		header = append(header, "command")
	}
	rows := make([][]string, len(all))
	for i, w := range all {
		rows[i] = []string{string(w.Party), string(w.What), string(w.Record), w.State, string(w.Since), strings.Replace(w.Until, "T", " ", 1), joined(w.Reminders)}
		if !isTable {
			rows[i] = append(rows[i], w.Command)
		}
	}
	return a.printRows(flags.format, header, rows)
}

// options reads the parties and the horizon.
func (w *waitingFlags) options(s *record.Set, day doc.Date, names []string) (network.WaitingOptions, error) {
	if w.within < 0 {
		return network.WaitingOptions{}, usagef("", "--within cannot be %d days", w.within)
	}
	named, err := parties(s, names)
	return network.WaitingOptions{Day: day, Parties: named, Within: w.within}, err
}

// only is what --what asks for.
func (w *waitingFlags) only(all []network.Waiting) []network.Waiting {
	if w.what.word == "" {
		return all
	}
	var out []network.Waiting
	for _, one := range all {
		if one.What == w.what.word {
			out = append(out, one)
		}
	}
	return out
}

// whoever are parties in a sentence, or anybody.
func whoever(named []network.PartyRef) string {
	if len(named) == 0 {
		return "anybody"
	}
	return joined(named)
}

// waitingObjects is what waits for somebody as JSON.
func waitingObjects(all []network.Waiting) []doc.Object {
	rows := []doc.Object{}
	for _, w := range all {
		rows = append(rows, doc.Object{
			{Name: "party", Value: w.Party}, {Name: "short", Value: w.Short}, {Name: "what", Value: w.What}, {Name: "record", Value: w.Record},
			{Name: "title", Value: w.Title.OneLine()}, {Name: "state", Value: w.State}, {Name: "since", Value: w.Since}, {Name: "until", Value: w.Until},
			{Name: "reminders", Value: listed(w.Reminders)}, {Name: "command", Value: w.Command},
		})
	}
	return rows
}
