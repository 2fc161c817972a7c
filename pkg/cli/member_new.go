package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// partyFields are the fields of a new member or partner that have no flag of their
// own: they follow from others or belong to later commands.
func partyFields() []string { return []string{"status", "until"} }

// focalFlags are the flags that name the first focal point of a party.
func focalFlags(cmd *cobra.Command, focal *network.Representative) {
	f := cmd.Flags()
	f.StringVar(&focal.Name, "focal-point", "", "the name of its focal point")
	f.StringVar(&focal.Email, "email", "", "the work address of the focal point")
	f.StringVar(&focal.DesignatedBy, "designated-by", "", "who named the focal point, and how")
}

// partyEntry is what "new" of a member and of a partner fill in before they plan.
type partyEntry struct {
	id    *record.ID
	rec   any // the record, a pointer to the kind's Go type
	via   *network.PartyRef
	focal *network.Representative
	plan  planner
}

// enters makes cmd the "new" of a kind of party.
func (a *app) enters(cmd *cobra.Command, kind string, e partyEntry) {
	var flags writeFlags
	fields := addFieldFlags(cmd, a.shapeOf(kind), partyFields()...)
	focalFlags(cmd, e.focal)
	flags.add(cmd)
	a.completeFlags(cmd, "via")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		id, err := record.ParseID(args[0])
		if err != nil {
			return err
		}
		*e.id = id
		if err := fields.apply(e.rec); err != nil {
			return err
		}
		via := *e.via
		return a.write(cmd.Context(), flags, "unmn "+kind+" show "+args[0], func(s *record.Set) (*record.Change, error) {
			*e.via = via // as it was typed: the plan may run on another set
			if err := fullParty(s, e.via); err != nil {
				return nil, err
			}
			return e.plan(s)
		})
	}
}

// newMemberNewCommand is "member new".
func newMemberNewCommand(a *app) *cobra.Command {
	var o network.MemberOptions
	cmd := &cobra.Command{
		Use:   "new ID",
		Short: "Enter a member, or a UN entity that has expressed its interest",
		Long: `With --since the entity is an active member from that day, without it it has only
expressed its interest. --short is the id in capitals and --class un-entity unless
given. Everybody else is a partner (unmn partner new).

` + writeExits,
		Example: `  unmn member new fao --name "Food and Agriculture Organization" --since 2027-01-01 --focal-point "Focal point, FAO"
  unmn member new ilo --name "International Labour Organization" --source "letter 2026-11-20"`,
		Args: exactly("the id of the new member"),
	}
	a.enters(cmd, "member", partyEntry{
		id: &o.ID, rec: &o.Member, via: &o.Member.Via, focal: &o.FocalPoint,
		plan: func(s *record.Set) (*record.Change, error) {
			c, _, err := network.NewMember(s, a.today(s), o)
			return c, err
		},
	})
	return cmd
}
