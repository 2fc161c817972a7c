package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// statementAsk is what "statement ask" was told.
type statementAsk struct {
	flags        writeFlags
	prose        proseFlags
	parcels      parcelFlags
	deadline     deadlineFlags
	date, notice dateFlag
	channel      wordFlag[network.Channel]
	mandate      []string
	ours, reason string
}

// newStatementAskCommand is "statement ask".
func newStatementAskCommand(a *app) *cobra.Command {
	var o statementAsk
	cmd := &cobra.Command{
		Use:   "ask ID [MEMBER ...]",
		Short: "Ask every member to clear a joint statement",
		Long: `Every active member is asked, until the end of --within. --mandate names those whose
mandate the issue touches: nothing is delivered without their answer. While the
clearance runs, the same command asks members beside, marks a mandate or gives more
time; with --text or --file it begins a new round with a revised text, in which
everybody is asked again. That the state lead was told beforehand is a courtesy that
--advance-notice records; nothing waits for it. With --out the statement and a mail to
each who is asked are written into a folder; with --send the mails go to the mail server
of your preferences. Both are kept as a circulation.

` + writeExits,
		Example: `  unmn statement ask 2026-12-08-international-migrants-day --within 120h --mandate undp
  unmn statement ask 2026-12-08-international-migrants-day --closes "2026-12-15 17:00" --advance-notice 2026-12-09`,
		Args:              atLeast("the id of a statement"),
		ValidArgsFunction: a.completeRecordThenParties("statement"),
	}
	o.deadline.add(cmd.Flags(), "the working days that members have by the rules")
	cmd.Flags().StringSliceVar(&o.mandate, "mandate", nil, "the members whose mandate the issue touches")
	o.prose.add(cmd, "the revised text")
	cmd.Flags().StringVar(&o.reason, "reason", "", "why the text was revised")
	cmd.Flags().Var(&o.date, "date", "when they were asked; today unless given")
	addWordFlag(cmd, &o.channel, "channel", "how they were asked; e-mail unless given")
	cmd.Flags().StringVar(&o.ours, "our-reference", "", "our reference of what was sent")
	cmd.Flags().Var(&o.notice, "advance-notice", "when the state lead was told beforehand")
	o.parcels.addCleared(cmd)
	o.flags.add(cmd)
	a.completeFlags(cmd, "mandate")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		text, err := o.prose.read(a)
		if err != nil {
			return err
		}
		return a.sendStep(cmd, o.flags, o.parcels, "statement", args[0], always("unmn pending"), func(s *record.Set, id record.ID, p *packing) (*record.Change, []string, error) {
			c, err := o.options(a, s, separated(args[1:]))
			if err != nil {
				return nil, nil, err
			}
			c.ID, c.Text = id, text
			if c.Parcel, err = p.parcelOf(cmd.Context(), s, append([]string{"statement", "ask", string(id)}, args[1:]...)...); err != nil {
				return nil, nil, err
			}
			return network.AskClearance(s, a.today(s), c)
		})
	}
	return cmd
}

// options are the question with everybody in it named in full.
func (o *statementAsk) options(a *app, s *record.Set, names []string) (network.ClearanceOptions, error) {
	out := network.ClearanceOptions{
		Reason: doc.Plain(o.reason), Date: o.date.Date, Now: a.moment(s), Within: o.deadline.within,
		Closes: o.deadline.closes.LocalTime, Notice: o.notice.Date,
		Asked: network.Asked{Channel: o.channel.word, OurReference: o.ours, Source: o.flags.source},
	}
	var err error
	if out.Members, err = memberRefs(s, names); err != nil {
		return out, err
	}
	out.Mandate, err = memberRefs(s, o.mandate)
	return out, err
}

// completeRecordThenParties completes a record of a kind, then parties.
func (a *app) completeRecordThenParties(kind string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return a.completeIDs(kind)(cmd, args, typed)
		}
		return a.completeParties(cmd, args, typed)
	}
}
