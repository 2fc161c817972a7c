package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newPartnerNewCommand is "partner new".
func newPartnerNewCommand(a *app) *cobra.Command {
	var o network.PartnerOptions
	cmd := &cobra.Command{
		Use:   "new ID",
		Short: "Enter a partner: a Government institution, an NGO or any other body outside",
		Long: `--name and --class are needed; --short is the id in capitals unless given.
--consulted-on lists the topics on which an institution is to be consulted.

` + writeExits,
		Example: `  unmn partner new ministry-health --name "Ministry in charge of health" --class government --consulted-on health`,
		Args:    exactly("the id of the new partner"),
	}
	a.enters(cmd, "partner", partyEntry{
		id: &o.ID, rec: &o.Partner, via: &o.Partner.Via, focal: &o.FocalPoint,
		plan: func(s *record.Set) (*record.Change, error) {
			c, _, err := network.NewPartner(s, a.today(s), o)
			return c, err
		},
	})
	return cmd
}
