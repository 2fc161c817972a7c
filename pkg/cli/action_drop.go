package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newActionDropCommand is "action drop".
func newActionDropCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var reason textFlag
	cmd := &cobra.Command{
		Use:               "drop ID",
		Short:             "Close an action that will not be done",
		Long:              "The action stays in the register with the day and the reason.\n\n" + writeExits,
		Example:           `  unmn action drop 2026-q4-inform-the-municipalities --reason "The protocol was withdrawn"`,
		Args:              exactly("the id of an action"),
		ValidArgsFunction: a.completeIDs("action"),
	}
	cmd.Flags().Var(&reason, "reason", "why; needed")
	cmd.Flags().Var(&date, "date", "when that was settled; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "action", args[0], always("unmn action list --status open"), func(s *record.Set, id record.ID) (*record.Change, error) {
			return network.DropAction(s, a.today(s), network.DropOptions{ID: id, Reason: reason.Text, Date: date.Date})
		})
		return err
	}
	return cmd
}
