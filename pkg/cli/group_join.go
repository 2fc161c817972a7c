package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newGroupJoinCommand is "group join".
func newGroupJoinCommand(a *app) *cobra.Command {
	var flags writeFlags
	var row network.GroupMember
	cmd := &cobra.Command{
		Use:   "join GROUP PARTY ...",
		Short: "Add members or external partners to a working group",
		Long:  "Whoever is no member of the Network is marked as external.\n\n" + writeExits,
		Example: `  unmn group join data iom unicef --since 2027-01-15
  unmn group join data who --name "Expert, WHO"`,
		Args:              atLeast("the id of a group", "who joins"),
		ValidArgsFunction: a.completeIDs("group"),
	}
	fields := addFieldFlags(cmd, a.shapeOf("group", "members"), "party", "until", "external")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&row); err != nil {
			return err
		}
		names := separated(args[1:])
		if row.Name != "" && len(names) > 1 {
			return usagef("add one party at a time", "--name is about one party, and there are %d", len(names))
		}
		_, err := a.takeStep(cmd, flags, "group", args[0], shown("group"), func(s *record.Set, id record.ID) (*record.Change, error) {
			found, err := parties(s, names)
			if err != nil {
				return nil, err
			}
			o := network.JoinOptions{Group: id}
			for _, p := range found {
				m := row
				m.Party = p
				o.Members = append(o.Members, m)
			}
			return network.JoinGroup(s, a.today(s), o)
		})
		return err
	}
	return cmd
}
