package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newGroupLeaveCommand is "group leave".
func newGroupLeaveCommand(a *app) *cobra.Command {
	var flags writeFlags
	var until dateFlag
	cmd := &cobra.Command{
		Use:   "leave GROUP PARTY ...",
		Short: "Record who leaves a working group",
		Long: `Who leaves stays in the record with the last day, and can join again. Several can
leave at once: undp,who.

` + writeExits,
		Example:           "  unmn group leave data unhcr,scrm --until 2027-01-31",
		Args:              atLeast("the id of a group", "who leaves"),
		ValidArgsFunction: a.completeIDs("group"),
	}
	cmd.Flags().Var(&until, "until", "the last day; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var result network.LeaveResult
		id, err := a.takeStep(cmd, flags, "group", args[0], shown("group"), func(s *record.Set, id record.ID) (*record.Change, error) {
			found, err := parties(s, separated(args[1:]))
			if err != nil {
				return nil, err
			}
			c, r, err := network.LeaveGroup(s, a.today(s), network.LeaveOptions{Group: id, Parties: found, Until: until.Date})
			result = r
			return c, err
		})
		if err != nil {
			return err
		}
		if len(result.Leads) > 0 {
			a.note("still named as leading the group: %s; name another with `unmn group set %s lead=PARTY`", joined(result.Leads), id)
		}
		if result.NoMembers {
			a.note("no member of the Network is left in the group; close it with `unmn group close %s --reason REASON`", id)
		}
		return nil
	}
	return cmd
}
