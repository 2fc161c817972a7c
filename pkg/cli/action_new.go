package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newActionNewCommand is "action new".
func newActionNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.ActionOptions
	var id, source string
	cmd := &cobra.Command{
		Use:   "new TITLE",
		Short: "Record who does what by when",
		Long: `--owner, --due and --source are needed. The source is where it was agreed:
meeting/ID, meeting/ID#ITEM (the item by its number or id), decision/ID or group/ID.
The id is that of the meeting (or the year) and the slug of the title.

` + writeExits,
		Example: `  unmn action new "Send the calendar of meetings" --owner iom --due 2027-02-15 --source meeting/2026-q4#aob`,
		Args:    exactly("what is to be done"),
	}
	cmd.Flags().StringVar(&source, "source", "", "where it was agreed: meeting/ID, meeting/ID#ITEM, decision/ID or group/ID")
	cmd.Flags().StringVar(&id, "id", "", "the id, where another is wanted than that of the source and title")
	fields := addFieldFlags(cmd, a.shapeOf("action"), "title", "status", "closed_on", "evidence")
	flags.add(cmd)
	a.completeFlags(cmd, "owner", "with")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.Action); err != nil {
			return err
		}
		var err error
		if o.ID, err = optionalID(id); err != nil {
			return err
		}
		o.Action.Title = doc.Plain(args[0])
		var made record.ID
		next := func() string { return "unmn action show " + string(made) }
		return a.writeThen(cmd.Context(), flags, next, func(s *record.Set) (*record.Change, error) {
			o := o
			if err := completeAction(s, &o.Action, source); err != nil {
				return nil, err
			}
			c, id, err := network.NewAction(s, a.today(s), o)
			made = id
			return c, err
		})
	}
	return cmd
}

// completeAction names in full who acts, and where it was agreed.
func completeAction(s *record.Set, act *network.Action, source string) error {
	if err := fullParty(s, &act.Owner); err != nil {
		return err
	}
	if err := fullParties(s, &act.With); err != nil {
		return err
	}
	if source == "" {
		return nil
	}
	var err error
	act.Source, err = network.FindSource(s, source)
	return err
}
