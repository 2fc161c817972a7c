package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMeetingAgendaCommand is "meeting agenda".
func newMeetingAgendaCommand(a *app) *cobra.Command {
	return group("agenda", "Change the agenda of a meeting that is to come",
		newAgendaAddCommand(a), newAgendaMoveCommand(a), newAgendaRemoveCommand(a))
}

// placeFlags are the flags that say where on an agenda an item goes.
func placeFlags(cmd *cobra.Command, number string, at *network.AgendaPlace) {
	cmd.Flags().IntVar(&at.Number, number, 0, "the number it shall have")
	cmd.Flags().StringVar(&at.Before, "before", "", "the item it comes before: its number, id or title")
}

// newAgendaAddCommand is "meeting agenda add".
func newAgendaAddCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.AgendaAddOptions
	cmd := &cobra.Command{
		Use:   "add MEETING TITLE",
		Short: "Put an item on the agenda of a meeting, before any other business",
		Long: `The purpose is for-discussion unless --purpose says otherwise, or for-decision when
--decision names one; without a title the item has that of the decision.

` + writeExits,
		Example: `  unmn meeting agenda add 2027-q1 "Return and reintegration" --purpose for-discussion --presenter iom
  unmn meeting agenda add 2027-q1 "Update on trafficking" --purpose for-information --minutes-planned 10 --at 3`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && cmd.Flags().Changed("decision") {
				return nil
			}
			return exactly("the id of a meeting", "the title of the item")(cmd, args)
		},
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	var documents []string
	cmd.Flags().StringArrayVar(&documents, "document", nil, "what to read before; may be given several times")
	placeFlags(cmd, "at", &o.At)
	fields := addFieldFlags(cmd, a.shapeOf("meeting", "agenda"), "title", "documents", "approved", "summary", "no_decision_reason")
	flags.add(cmd)
	a.completeFlags(cmd, "presenter")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.Item); err != nil {
			return err
		}
		o.Item.Documents = documents
		if len(args) == 2 {
			o.Item.Title = doc.Plain(strings.TrimSpace(args[1]))
		}
		return a.writeAgenda(cmd, flags, args[0], func(s *record.Set, id record.ID) (*record.Change, error) {
			o := o
			o.Meeting = id
			if err := completeItem(s, &o.Item); err != nil {
				return nil, err
			}
			c, _, err := network.AddAgendaItem(s, o)
			return c, err
		})
	}
	return cmd
}

// completeItem names in full what an agenda item refers to.
func completeItem(s *record.Set, item *network.AgendaItem) error {
	if item.Presenter != "" {
		var err error
		if item.Presenter, err = network.FindActor(s, string(item.Presenter)); err != nil {
			return err
		}
	}
	if err := fullRef(s, "decision", &item.Decision); err != nil {
		return err
	}
	if err := fullRef(s, "group", &item.Group); err != nil {
		return err
	}
	return fullRef(s, "meeting", &item.Meeting)
}

// newAgendaMoveCommand is "meeting agenda move".
func newAgendaMoveCommand(a *app) *cobra.Command {
	var flags writeFlags
	var to network.AgendaPlace
	cmd := &cobra.Command{
		Use:   "move MEETING ITEM",
		Short: "Give an item of an agenda another place",
		Long:  "The item is named by its number, id or title.\n\n" + writeExits,
		Example: `  unmn meeting agenda move 2027-q1 actions --to 1
  unmn meeting agenda move 2027-q1 1 --before aob`,
		Args:              exactly("the id of a meeting", "the item"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	placeFlags(cmd, "to", &to)
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if to == (network.AgendaPlace{}) {
			return usagef("give its new number with --to, or the item it comes before with --before", "%s does not say where to", cmd.CommandPath())
		}
		return a.writeAgenda(cmd, flags, args[0], func(s *record.Set, id record.ID) (*record.Change, error) {
			return network.MoveAgendaItem(s, id, args[1], to)
		})
	}
	return cmd
}

// newAgendaRemoveCommand is "meeting agenda remove".
func newAgendaRemoveCommand(a *app) *cobra.Command {
	var flags writeFlags
	cmd := &cobra.Command{
		Use:               "remove MEETING ITEM",
		Short:             "Take an item off the agenda",
		Long:              "The item is named by its number, id or title.\n\n" + writeExits,
		Example:           "  unmn meeting agenda remove 2027-q1 actions",
		Args:              exactly("the id of a meeting", "the item"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.writeAgenda(cmd, flags, args[0], func(s *record.Set, id record.ID) (*record.Change, error) {
			return network.RemoveAgendaItem(s, id, args[1])
		})
	}
	return cmd
}

// writeAgenda runs a plan on the meeting that text names.
func (a *app) writeAgenda(cmd *cobra.Command, flags writeFlags, text string, plan step) error {
	_, err := a.takeStep(cmd, flags, "meeting", text, shown("meeting"), plan)
	return err
}
