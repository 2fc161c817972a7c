package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newDecisionRemindCommand is "decision remind".
func newDecisionRemindCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	cmd := &cobra.Command{
		Use:   "remind ID [PARTY ...]",
		Short: "Record that parties which have not answered were reminded",
		Long: `Without parties it means everybody who was asked and has not answered.

` + writeExits,
		Example: `  unmn decision remind 2026-09-28-joint-data-protocol
  unmn decision remind 2026-09-28-joint-data-protocol scrm --date 2026-12-10`,
		Args:              atLeast("the id of a decision"),
		ValidArgsFunction: a.completeConsulted,
	}
	cmd.Flags().Var(&date, "date", "when; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "decision", args[0], then("decision", "pending"), func(s *record.Set, id record.ID) (*record.Change, error) {
			named, err := parties(s, args[1:])
			if err != nil {
				return nil, err
			}
			return network.RemindDecision(s, a.today(s), network.RemindOptions{ID: id, Parties: named, Date: date.Date})
		})
		return err
	}
	return cmd
}
