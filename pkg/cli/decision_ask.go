package cli

import (
	"cmp"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// askFlags are how parties were asked.
type askFlags struct {
	channel  wordFlag[network.Channel]
	date     dateFlag
	ours     string
	notAsked string
	from     string
	all, add bool
}

// newDecisionAskCommand is "decision ask".
func newDecisionAskCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o askFlags
	var parcels parcelFlags
	cmd := &cobra.Command{
		Use:   "ask ID [PARTY ...]",
		Short: "Record who was asked about a decision, when and how",
		Long: `Several parties can be named, --all means everybody on the list who was not asked
yet, and --from takes a table (CSV) with the columns party, date, channel,
our_reference, source, not_asked. A party that was not on the list when the decision
opened is added, dated, with --add. --not-asked says why a party is not asked.
With --out a letter to each with its reply slip and a mail are written into a folder, in
the edition of its circle and its languages; with --send the mails go to the mail server
of your preferences. Both are kept as a circulation.

` + writeExits,
		Example: `  unmn decision ask 2026-09-28-joint-data-protocol unicef who scrm --channel e-mail --source "e-mail 2026-11-20"
  unmn decision ask 2026-09-28-joint-data-protocol --all --channel letter --our-reference 45/26
  unmn decision ask 2026-09-28-joint-data-protocol --all --cleared-by co-chair-iom --out outbox
  unmn decision ask 2026-09-28-joint-data-protocol --from asked.csv`,
		Args:              atLeast("the id of a decision"),
		ValidArgsFunction: a.completeConsulted,
	}
	addWordFlag(cmd, &o.channel, "channel", "how they were asked; e-mail unless given")
	cmd.Flags().Var(&o.date, "date", "when; today unless given")
	cmd.Flags().StringVar(&o.ours, "our-reference", "", "our reference of what was sent")
	cmd.Flags().StringVar(&o.notAsked, "not-asked", "", "why they are not asked")
	cmd.Flags().BoolVar(&o.all, "all", false, "everybody on the list who was not asked yet")
	cmd.Flags().BoolVar(&o.add, "add", false, "add to the list those who are not on it")
	cmd.Flags().StringVar(&o.from, "from", "", "a table with the parties (CSV)")
	parcels.addCleared(cmd)
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		table, err := a.readConsultation(o.from)
		if err != nil {
			return err
		}
		return a.sendStep(cmd, flags, parcels, "decision", args[0], then("decision", "pending"), func(s *record.Set, id record.ID, p *packing) (*record.Change, []string, error) {
			rows, err := o.rows(s, args[1:], table, flags.source)
			if err != nil {
				return nil, nil, err
			}
			parcel, err := p.parcelOf(cmd.Context(), s, o.again(id, args[1:])...)
			if err != nil {
				return nil, nil, err
			}
			return network.AskDecision(s, a.today(s), network.AskOptions{
				ID: id, Rows: rows, All: o.all, Add: o.add, First: o.row(flags.source), Parcel: parcel,
			})
		})
	}
	return cmd
}

// again is the command that asks the same parties again.
func (o *askFlags) again(id record.ID, names []string) []string {
	command := append([]string{"decision", "ask", string(id)}, names...)
	if o.all {
		command = append(command, "--all")
	}
	if o.from != "" {
		command = append(command, "--from", o.from)
	}
	return command
}

// row is what the flags say of every party.
func (o *askFlags) row(source string) network.AskRow {
	return network.AskRow{
		Channel: o.channel.word, Date: o.date.Date, OurReference: o.ours, Source: source, NotAsked: doc.Plain(o.notAsked),
	}
}

// rows are the parties of the arguments and of the table, whose cells come before the
// flags.
func (o *askFlags) rows(s *record.Set, names []string, table []network.ConsultationRow, source string) ([]network.AskRow, error) {
	named, err := parties(s, names)
	if err != nil {
		return nil, err
	}
	var out []network.AskRow
	for _, party := range named {
		row := o.row(source)
		row.Party = party
		out = append(out, row)
	}
	for _, cells := range table {
		row := o.row(source)
		if row.Party, err = network.FindParty(s, cells.Party); err != nil {
			return nil, inLine(o.from, cells.Line, err)
		}
		row.Channel = cmp.Or(cells.Channel, row.Channel)
		row.Date = cmp.Or(cells.Date, row.Date)
		row.OurReference = cmp.Or(cells.OurReference, row.OurReference)
		row.Source = cmp.Or(cells.Source, row.Source)
		if cells.NotAsked != "" {
			row.NotAsked = doc.Plain(cells.NotAsked)
		}
		out = append(out, row)
	}
	return out, nil
}

// completeConsulted completes a decision, then the parties.
func (a *app) completeConsulted(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return a.completeIDs("decision")(cmd, args, typed)
	}
	return a.completeParties(cmd, args, typed)
}
