package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newGroupNewCommand is "group new".
func newGroupNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.GroupOptions
	var members []string
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "Establish a working group",
		Long: `--kind and --mandate are needed, and at least one member in --members or --lead.
Whoever is no member of the Network is marked as external. The id is made of the
name; where --name is given, the argument is the id.

` + writeExits,
		Example: `  unmn group new "Return and reintegration" --kind ad-hoc --mandate "Prepare common advice on return" --lead iom --members iom,undp,scrm --ends-on 2027-12-31`,
		Args:    exactly("the name of the group"),
	}
	cmd.Flags().StringSliceVar(&members, "members", nil, "who belongs to it (separated by commas)")
	fields := addFieldFlags(cmd, a.shapeOf("group"), "status")
	flags.add(cmd)
	a.completeFlags(cmd, "members", "lead", "co-leads")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.Group); err != nil {
			return err
		}
		if len(o.Group.Name) == 0 {
			o.Group.Name = doc.Plain(args[0])
		} else {
			id, err := record.ParseID(args[0])
			if err != nil {
				return err
			}
			o.ID = id
		}
		var id record.ID
		next := func() string { return "unmn group show " + string(id) }
		return a.writeThen(cmd.Context(), flags, next, func(s *record.Set) (*record.Change, error) {
			o := o
			if err := completeGroup(s, &o.Group, members); err != nil {
				return nil, err
			}
			c, made, err := network.NewGroup(s, a.today(s), o)
			id = made
			return c, err
		})
	}
	return cmd
}

// completeGroup names in full who belongs to a group, and what established it.
func completeGroup(s *record.Set, g *network.Group, members []string) error {
	found, err := parties(s, members)
	if err != nil {
		return err
	}
	g.Members = slices.Clone(g.Members)
	for _, p := range found {
		g.Members = append(g.Members, network.GroupMember{Party: p})
	}
	if err := fullParty(s, &g.Lead); err != nil {
		return err
	}
	if err := fullParties(s, &g.CoLeads); err != nil {
		return err
	}
	return fullRef(s, "decision", &g.EstablishedBy)
}
