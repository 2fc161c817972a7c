package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newStatementWithdrawCommand is "statement withdraw".
func newStatementWithdrawCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var reason string
	cmd := &cobra.Command{
		Use:               "withdraw ID --reason REASON",
		Short:             "Withdraw a joint statement that was not delivered",
		Long:              writeExits,
		Example:           `  unmn statement withdraw 2026-12-08-international-migrants-day --reason "overtaken by events"`,
		Args:              exactly("the id of a statement"),
		ValidArgsFunction: a.completeIDs("statement"),
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why")
	cmd.Flags().Var(&date, "date", "when; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "statement", args[0], shown("statement"), func(s *record.Set, id record.ID) (*record.Change, error) {
			return network.WithdrawStatement(s, a.today(s), network.StatementEnd{ID: id, Date: date.Date, Reason: doc.Plain(reason)})
		})
		return err
	}
	return cmd
}
