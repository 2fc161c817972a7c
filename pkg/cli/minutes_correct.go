package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMinutesCorrectCommand is "minutes correct".
func newMinutesCorrectCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var reason textFlag
	var item, requested string
	var cleared []string
	cmd := &cobra.Command{
		Use:   "correct MEETING TEXT",
		Short: "Add a corrigendum to minutes that were approved",
		Long: `What was approved stays as it was; the correction stands behind it with its number, its
reason and a reference of its own, such as UNMN-RS/2026/minutes-2/Corr.1. "minutes
render MEETING --corrigendum 1" makes a document of it. Minutes that are not approved
are taken again instead.

` + writeExits,
		Example:           `  unmn minutes correct 2026-q3 "Eleven municipalities have a focal point, not twelve." --item 3 --reason "counted twice"`,
		Args:              exactly("the id of a meeting", "the text as it is to be"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	cmd.Flags().StringVar(&item, "item", "", "the item it corrects: its number, id or title")
	cmd.Flags().Var(&reason, "reason", "why; needed")
	cmd.Flags().Var(&date, "date", "when; today unless given")
	cmd.Flags().StringVar(&requested, "requested-by", "", "on whose request, a post or a party")
	cmd.Flags().StringSliceVar(&cleared, "cleared-by", nil, "the posts that signed it off (separated by commas)")
	flags.add(cmd)
	a.completeFlags(cmd, "requested-by")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.takeToldStep(cmd, flags, "meeting", args[0], then("minutes", "render"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			o := network.CorrectOptions{Meeting: id, Item: item, Text: doc.Plain(strings.TrimSpace(args[1])), Reason: reason.Text, Date: date.Date}
			var err error
			if o.Cleared, err = posts(s, cleared); err != nil {
				return nil, nil, err
			}
			if requested != "" {
				if o.RequestedBy, err = network.FindActor(s, requested); err != nil {
					return nil, nil, err
				}
			}
			return network.CorrectMinutes(s, a.today(s), o)
		})
	}
	return cmd
}
