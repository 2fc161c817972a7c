package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// ender is the plan behind "end" of a kind.
type ender func(*record.Set, doc.Date, network.EndOptions) (*record.Change, network.Handover, error)

// newMemberEndCommand is "member end".
func newMemberEndCommand(a *app) *cobra.Command {
	return newEndCommand(a, "member", network.EndMember, &cobra.Command{
		Short: "End a membership",
		Long: `The member stays in the register with its last day; its representatives end with
it. Actions it has open and working groups it belongs to are listed, so that they
can be handed over. A member that only takes no part for a time is deactivated.

` + writeExits,
		Example: `  unmn member end unesco --until 2027-06-30 --reason "the project office closes"`,
	})
}

func newEndCommand(a *app, kind string, plan ender, cmd *cobra.Command) *cobra.Command {
	var flags writeFlags
	var until dateFlag
	var reason string
	cmd.Use = "end ID"
	cmd.Args = exactly("the id of a " + kind)
	cmd.ValidArgsFunction = a.completeIDs(kind)
	cmd.Flags().Var(&until, "until", "the last day; today unless given")
	cmd.Flags().StringVar(&reason, "reason", "", "why, for the history")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var handover network.Handover
		id, err := a.takeStep(cmd, flags, kind, args[0], shown(kind), func(s *record.Set, id record.ID) (*record.Change, error) {
			c, h, err := plan(s, a.today(s), network.EndOptions{ID: id, Until: until.Date, Reason: reason})
			handover = h
			return c, err
		})
		if err == nil {
			a.tellHandover(id, handover)
		}
		return err
	}
	return cmd
}
