package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMemberConfirmCommand is "member confirm".
func newMemberConfirmCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	cmd := &cobra.Command{
		Use:               "confirm ID ...",
		Short:             "Record that members confirmed their entries in the member list",
		Long:              writeExits,
		Example:           "  unmn member confirm undp unicef --source \"e-mail 2026-12-10\"",
		Args:              atLeast("the id of a member"),
		ValidArgsFunction: a.completeParties,
	}
	cmd.Flags().Var(&date, "date", "when they confirmed; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.write(cmd.Context(), flags, "unmn member list", func(s *record.Set) (*record.Change, error) {
			o := network.ConfirmOptions{Date: date.Date}
			for _, text := range args {
				id, err := s.Find("member", text)
				if err != nil {
					return nil, err
				}
				o.IDs = append(o.IDs, id)
			}
			return network.ConfirmMembers(s, a.today(s), o)
		})
	}
	return cmd
}
