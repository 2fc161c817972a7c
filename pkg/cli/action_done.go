package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newActionDoneCommand is "action done".
func newActionDoneCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var evidence string
	cmd := &cobra.Command{
		Use:               "done ID",
		Short:             "Close an action as done",
		Long:              writeExits,
		Example:           `  unmn action done 2026-q4-inform-the-municipalities --evidence "letter 12/26"`,
		Args:              exactly("the id of an action"),
		ValidArgsFunction: a.completeIDs("action"),
	}
	cmd.Flags().StringVar(&evidence, "evidence", "", "what proves it, such as \"letter 12/26\"")
	cmd.Flags().Var(&date, "date", "when it was done; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "action", args[0], always("unmn action list --status open"), func(s *record.Set, id record.ID) (*record.Change, error) {
			return network.FinishAction(s, a.today(s), network.DoneOptions{ID: id, Evidence: doc.Plain(evidence), Date: date.Date})
		})
		return err
	}
	return cmd
}
