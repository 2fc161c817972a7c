package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
)

// newDecisionWithdrawCommand is "decision withdraw".
func newDecisionWithdrawCommand(a *app) *cobra.Command {
	cmd := newEndDecisionCommand(a, "withdrawn", network.WithdrawDecision)
	cmd.Use = "withdraw ID"
	cmd.Short = "Withdraw a decision that has not ended"
	cmd.Example = `  unmn decision withdraw 2026-09-28-joint-data-protocol --reason "the proposer takes it up in the working group"`
	return cmd
}
