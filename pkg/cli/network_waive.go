package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newNetworkWaiveCommand is "network waive".
func newNetworkWaiveCommand(a *app) *cobra.Command {
	var flags writeFlags
	var about, decision string
	var by []string
	var reason textFlag
	var date dateFlag
	cmd := &cobra.Command{
		Use:   "waive RULE",
		Short: "Record that something due was waived, by whom and why",
		Long: `RULE is that of something which "unmn due" lists, and --for the period or the record
it is about, as --json tells both. What was waived is no longer due; the terms say
that it was waived, and why.

` + writeExits,
		Example: `  unmn network waive annual-meeting --for 2026 --by co-chair-rc,co-chair-iom --reason "the Network began in August"`,
		Args:    exactly("the name of a rule"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			for _, o := range network.Obligations() {
				if len(args) == 0 {
					out = append(out, o.Rule)
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
	}
	f := cmd.Flags()
	f.StringVar(&about, "for", "", "what it is not asked for, such as 2026-Q3 or meeting/2026-q3")
	f.StringSliceVar(&by, "by", nil, "the posts that waived it, such as co-chair-rc,co-chair-iom")
	f.StringVar(&decision, "decision", "", "the decision that waived it, where there is one")
	f.Var(&reason, "reason", "why")
	f.Var(&date, "date", "when; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "network", "network", always("unmn terms"), func(s *record.Set, _ record.ID) (*record.Change, error) {
			o := network.WaiveOptions{Rule: args[0], For: about, Reason: reason.Text, Date: date.Date}
			var err error
			if o.By, err = posts(s, by); err != nil {
				return nil, err
			}
			if decision != "" {
				if o.Decision, err = s.Find("decision", decision); err != nil {
					return nil, err
				}
			}
			return network.WaiveObligation(s, a.today(s), o)
		})
		return err
	}
	return cmd
}
