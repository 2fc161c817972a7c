package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMemberActivateCommand is "member activate".
func newMemberActivateCommand(a *app) *cobra.Command {
	var flags writeFlags
	var since dateFlag
	cmd := &cobra.Command{
		Use:   "activate ID",
		Short: "Make an entity that has expressed its interest a member, or an inactive one active again",
		Long: `An entity that has expressed its interest is a member from that day. A member that was
inactive is invited and consulted again from that day.

` + writeExits,
		Example:           `  unmn member activate ilo --since 2027-01-01 --source "letter 2026-12-10"`,
		Args:              exactly("the id of a member"),
		ValidArgsFunction: a.completeIDs("member"),
	}
	cmd.Flags().Var(&since, "since", "the first day; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "member", args[0], shown("member"), func(s *record.Set, id record.ID) (*record.Change, error) {
			return network.ActivateMember(s, a.today(s), network.ActivateOptions{ID: id, Since: since.Date})
		})
		return err
	}
	return cmd
}

// newMemberDeactivateCommand is "member deactivate".
func newMemberDeactivateCommand(a *app) *cobra.Command {
	var flags writeFlags
	var since dateFlag
	var reason textFlag
	cmd := &cobra.Command{
		Use:   "deactivate ID",
		Short: "Record that a member takes no part for the time being",
		Long: `The member stays one, with its people, and is neither invited nor consulted until it
is activated again. Actions it has open are listed, so that they can be handed over.

` + writeExits,
		Example:           `  unmn member deactivate unodc --since 2027-02-01 --reason "no officer in the country"`,
		Args:              exactly("the id of a member"),
		ValidArgsFunction: a.completeIDs("member"),
	}
	cmd.Flags().Var(&since, "since", "the first day; today unless given")
	cmd.Flags().Var(&reason, "reason", "why")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var handover network.Handover
		id, err := a.takeStep(cmd, flags, "member", args[0], shown("member"), func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.DeactivateOptions{ID: id, Since: since.Date, Reason: reason.Text}
			c, h, err := network.DeactivateMember(s, a.today(s), o)
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
