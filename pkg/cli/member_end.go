package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMemberEndCommand is "member end".
func newMemberEndCommand(a *app) *cobra.Command {
	var flags writeFlags
	var until dateFlag
	var reason string
	cmd := &cobra.Command{
		Use:   "end ID",
		Short: "End a membership",
		Long: `The member stays in the register with its last day; its representatives end with
it. Actions it has open are listed, so that they can be handed over.

` + writeExits,
		Example:           `  unmn member end unesco --until 2027-06-30 --reason "the project office closes"`,
		Args:              exactly("the id of a member"),
		ValidArgsFunction: a.completeIDs("member"),
	}
	cmd.Flags().Var(&until, "until", "the last day; today unless given")
	cmd.Flags().StringVar(&reason, "reason", "", "why, for the history")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var id record.ID
		var handover network.Handover
		next := func() string { return "unmn member show " + string(id) }
		err := a.writeThen(cmd.Context(), flags, next, func(s *record.Set) (*record.Change, error) {
			var err error
			if id, err = s.Find("member", args[0]); err != nil {
				return nil, err
			}
			c, h, err := network.EndMember(s, a.today(s), network.EndOptions{ID: id, Until: until.Date, Reason: reason})
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
