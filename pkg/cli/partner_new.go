package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newPartnerNewCommand is "partner new".
func newPartnerNewCommand(a *app) *cobra.Command {
	var flags writeFlags
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
	fields := addFieldFlags(cmd, a.shapeOf("partner"), partyFields()...)
	focalFlags(cmd, &o.FocalPoint)
	flags.add(cmd)
	a.completeFlags(cmd, "via")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		id, err := record.ParseID(args[0])
		if err != nil {
			return err
		}
		o.ID = id
		if err := fields.apply(&o.Partner); err != nil {
			return err
		}
		return a.write(cmd.Context(), flags, "unmn partner show "+args[0], func(s *record.Set) (*record.Change, error) {
			o := o
			if err := fullParty(s, &o.Partner.Via); err != nil {
				return nil, err
			}
			c, _, err := network.NewPartner(s, a.today(s), o)
			return c, err
		})
	}
	return cmd
}
