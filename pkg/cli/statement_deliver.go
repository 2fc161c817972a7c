package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newStatementDeliverCommand is "statement deliver".
func newStatementDeliverCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.DeliverOptions
	var date, notice dateFlag
	var by, where, reason string
	cmd := &cobra.Command{
		Use:   "deliver ID --by POST",
		Short: "Record that a co-chair delivered a joint statement, or what was delivered all the same",
		Long: `It refuses while anything is missing, with every reason and the command that mends
each: every member was asked, no objection stands, those whose mandate the issue
touches have answered, both co-chairs agreed. Where a statement was delivered all the
same, --as-taken --reason records it, and what was missing stays visible for ever.
The official reference is issued.

` + writeExits,
		Example: `  unmn statement deliver 2026-12-08-international-migrants-day --by co-chair-rc --as-taken --reason "read out at the press conference"
  unmn statement deliver 2026-12-08-international-migrants-day --by co-chair-iom --as-taken --reason "the minister asked" --url https://example.org/statement --advance-notice 2026-12-09`,
		Args:              exactly("the id of a statement"),
		ValidArgsFunction: a.completeIDs("statement"),
	}
	cmd.Flags().StringVar(&by, "by", "", "the co-chair who delivered it, by post")
	cmd.Flags().Var(&date, "date", "when; today unless given")
	cmd.Flags().StringVar(&where, "where", "", "on what occasion, or where it was published")
	cmd.Flags().StringVar(&o.URL, "url", "", "where it can be read")
	cmd.Flags().Var(&notice, "advance-notice", "when the state lead was told beforehand")
	cmd.Flags().BoolVar(&o.AsTaken, "as-taken", false, "it was delivered although something is missing")
	cmd.Flags().StringVar(&reason, "reason", "", "why it was delivered all the same")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.takeToldStep(cmd, flags, "statement", args[0], then("statement", "render"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			o := o
			o.ID, o.Date, o.Now, o.Notice = id, date.Date, a.moment(s), notice.Date
			o.Where, o.Reason = doc.Plain(where), doc.Plain(reason)
			if by != "" {
				var err error
				if o.By, err = network.FindActor(s, by); err != nil {
					return nil, nil, err
				}
			}
			return network.DeliverStatement(s, a.today(s), o)
		})
	}
	return cmd
}
