package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newGroupCloseCommand is "group close".
func newGroupCloseCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var reason textFlag
	var by []string
	cmd := &cobra.Command{
		Use:   "close GROUP",
		Short: "Close a working group",
		Long: `Who belonged to the group stays in its record. Actions that come from it or from its
meetings and are open stay open and are listed, and so are its meetings to come.

` + writeExits,
		Example:           `  unmn group close data --reason "The data protocol is adopted" --by co-chair-rc,co-chair-iom`,
		Args:              exactly("the id of a group"),
		ValidArgsFunction: a.completeIDs("group"),
	}
	cmd.Flags().Var(&reason, "reason", "why; needed")
	cmd.Flags().Var(&date, "date", "when; today unless given")
	cmd.Flags().StringSliceVar(&by, "by", nil, "who closed it: posts or members (separated by commas)")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var result network.CloseResult
		_, err := a.takeStep(cmd, flags, "group", args[0], always("unmn group list --status active"), func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.CloseOptions{Group: id, Reason: reason.Text, Date: date.Date}
			var err error
			if o.By, err = posts(s, by); err != nil {
				return nil, err
			}
			c, r, err := network.CloseGroup(s, a.today(s), o)
			result = r
			return c, err
		})
		if err != nil {
			return err
		}
		for _, action := range result.OpenActions {
			a.note("open from the group: action %s", action)
		}
		for _, meeting := range result.Meetings {
			a.note("still to come: meeting %s of the group; `unmn meeting cancel %s --reason REASON`", meeting, meeting)
		}
		return nil
	}
	return cmd
}
