package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newDecisionNoConsensusCommand is "decision no-consensus".
func newDecisionNoConsensusCommand(a *app) *cobra.Command {
	cmd := newEndDecisionCommand(a, "closed", network.CloseWithoutConsensus)
	cmd.Use = "no-consensus ID"
	cmd.Short = "Close a decision on which there was no consensus"
	cmd.Example = `  unmn decision no-consensus 2026-09-28-joint-data-protocol --at 2026-q4 --reason "positions did not move"`
	return cmd
}

// decisionEnder is the plan of a command that ends a decision.
type decisionEnder func(*record.Set, doc.Date, network.ClosingOptions) (*record.Change, []string, error)

func newEndDecisionCommand(a *app, how string, plan decisionEnder) *cobra.Command {
	var flags writeFlags
	var end endFlags
	var reason string
	cmd := &cobra.Command{
		Long:              writeExits,
		Args:              exactly("the id of a decision"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	end.add(cmd, how)
	cmd.Flags().StringVar(&reason, "reason", "", "why")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.takeToldStep(cmd, flags, "decision", args[0], shown("decision"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			o := network.ClosingOptions{ID: id, Date: end.date.Date, Reason: doc.Plain(reason)}
			var err error
			if o.Meeting, o.By, err = end.find(s); err != nil {
				return nil, nil, err
			}
			return plan(s, a.today(s), o)
		})
	}
	return cmd
}
