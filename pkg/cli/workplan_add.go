package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newWorkplanAddCommand is "workplan add".
func newWorkplanAddCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.ActivityOptions
	var date dateFlag
	var funding network.Funding
	var fields *fieldFlags
	cmd := &cobra.Command{
		Use:   "add ID TITLE",
		Short: "Put an activity into a workplan",
		Long: `--objective (of the Network, 1 to 7) and --lead are needed. It is yet to start, and
due within the period of the workplan unless --timeline says otherwise. What is added
after the workplan was adopted bears its day.

` + writeExits,
		Example: `  unmn workplan add 2027 "Train the registrars" --objective 6 --lead undp --with unicef,unhcr --partners scrm --gcm 1,4 --timeline 2027-Q2
  unmn workplan add 2027 "Support to the GFMD" --objective 5 --lead iom --added-value "one voice of the UN" --funding MPTF`,
		Args:              exactly("the id of a workplan", "what is done"),
		ValidArgsFunction: a.completeIDs("workplan"),
	}
	f := cmd.Flags()
	f.Var(&date, "date", "when it was added to an adopted workplan; today unless given")
	f.StringVar(&funding.Source, "funding", "", "who pays for it: MPTF, a donor, own funds")
	f.StringVar(&funding.Reference, "funding-reference", "", "the number of the project or agreement")
	fields = addFieldFlags(cmd, a.shapeOf("workplan", "activities"), "title", "status", "added_on", "carried_from")
	flags.add(cmd)
	a.completeFlags(cmd, "lead", "with", "partners")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.Activity); err != nil {
			return err
		}
		if funding.Source == "" && funding.Reference != "" {
			return usagef("say who pays with --funding", "--funding-reference goes with --funding")
		}
		if funding.Source != "" {
			o.Activity.Funding = &funding
		}
		o.Activity.Title, o.Date = doc.Plain(strings.TrimSpace(args[1])), date.Date
		_, err := a.takeStep(cmd, flags, "workplan", args[0], shown("workplan"), func(s *record.Set, id record.ID) (*record.Change, error) {
			o := o
			o.Workplan = id
			if err := completeActivity(s, &o.Activity); err != nil {
				return nil, err
			}
			c, _, err := network.AddActivity(s, a.today(s), o)
			return c, err
		})
		return err
	}
	return cmd
}
