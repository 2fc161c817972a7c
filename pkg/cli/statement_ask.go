package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newStatementAskCommand is "statement ask".
func newStatementAskCommand(a *app) *cobra.Command {
	var flags writeFlags
	var prose proseFlags
	var deadline deadlineFlags
	var date, notice dateFlag
	var channel wordFlag[network.Channel]
	var mandate []string
	var ours, reason string
	cmd := &cobra.Command{
		Use:   "ask ID [MEMBER ...]",
		Short: "Ask every member to clear a joint statement",
		Long: `Every active member is asked, until the end of --within. --mandate names those whose
mandate the issue touches: nothing is delivered without their answer. While the
clearance runs, the same command asks members beside, marks a mandate or gives more
time; with --text or --file it begins a new round with a revised text, in which
everybody is asked again. That the state lead was told beforehand is a courtesy that
--advance-notice records; nothing waits for it.

` + writeExits,
		Example: `  unmn statement ask 2026-12-08-international-migrants-day --within 120h --mandate undp
  unmn statement ask 2026-12-08-international-migrants-day --closes "2026-12-15 17:00" --advance-notice 2026-12-09`,
		Args:              atLeast("the id of a statement"),
		ValidArgsFunction: a.completeRecordThenParties("statement"),
	}
	deadline.add(cmd.Flags(), "the working days that members have by the rules")
	cmd.Flags().StringSliceVar(&mandate, "mandate", nil, "the members whose mandate the issue touches")
	prose.add(cmd, "the revised text")
	cmd.Flags().StringVar(&reason, "reason", "", "why the text was revised")
	cmd.Flags().Var(&date, "date", "when they were asked; today unless given")
	addWordFlag(cmd, &channel, "channel", "how they were asked; e-mail unless given")
	cmd.Flags().StringVar(&ours, "our-reference", "", "our reference of what was sent")
	cmd.Flags().Var(&notice, "advance-notice", "when the state lead was told beforehand")
	flags.add(cmd)
	a.completeFlags(cmd, "mandate")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		text, err := prose.read(a)
		if err != nil {
			return err
		}
		return a.takeToldStep(cmd, flags, "statement", args[0], always("unmn pending"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			o := network.ClearanceOptions{
				ID: id, Text: text, Reason: doc.Plain(reason), Date: date.Date, Now: a.moment(s), Within: deadline.within,
				Closes: deadline.closes.LocalTime, Notice: notice.Date,
				Asked: network.Asked{Channel: channel.word, OurReference: ours, Source: flags.source},
			}
			var err error
			if o.Members, err = memberRefs(s, separated(args[1:])); err != nil {
				return nil, nil, err
			}
			if o.Mandate, err = memberRefs(s, mandate); err != nil {
				return nil, nil, err
			}
			return network.AskClearance(s, a.today(s), o)
		})
	}
	return cmd
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
