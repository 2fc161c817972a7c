package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// representer is the plan behind "represent" of a kind.
type representer func(*record.Set, doc.Date, network.RepresentOptions) (*record.Change, network.Handover, error)

// newMemberRepresentCommand is "member represent".
func newMemberRepresentCommand(a *app) *cobra.Command {
	cmd := newRepresentCommand(a, "member", network.RepresentMember)
	cmd.Example = `  unmn member represent unhcr --name "New focal point, UNHCR" --since 2027-02-01
  unmn member represent iom --name "Officer in charge, IOM" --post co-chair-iom --acting --since 2027-02-01`
	return cmd
}

// newPartnerRepresentCommand is "partner represent".
func newPartnerRepresentCommand(a *app) *cobra.Command {
	cmd := newRepresentCommand(a, "partner", network.RepresentPartner)
	cmd.Example = `  unmn partner represent scrm --name "Focal point, SCRM" --since 2027-02-01`
	return cmd
}

func newRepresentCommand(a *app, kind string, plan representer) *cobra.Command {
	var flags writeFlags
	var o network.RepresentOptions
	cmd := &cobra.Command{
		Use:   "represent ID",
		Short: "Name who represents a " + kind + " from now on",
		Long: `The post is focal-point unless --post says otherwise: head, alternate, or a post of
the network such as co-chair-iom. Whoever held it ends the day before; what the ` + kind + `
has open is listed, so that it can be handed over.

` + writeExits,
		Args:              exactly("the id of a " + kind),
		ValidArgsFunction: a.completeIDs(kind),
	}
	fields := addFieldFlags(cmd, a.shapeOf(kind, "representatives"))
	cmd.Flags().BoolVar(&o.Beside, "beside", false, "another alternate beside those there are")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.Representative); err != nil {
			return err
		}
		var handover network.Handover
		id, err := a.takeStep(cmd, flags, kind, args[0], shown(kind), func(s *record.Set, id record.ID) (*record.Change, error) {
			o := o
			o.ID = id
			c, h, err := plan(s, a.today(s), o)
			handover = h
			return c, err
		})
		if err == nil {
			a.tellHandover(id, handover)
		}
		return err
	}
	return cmd
}
