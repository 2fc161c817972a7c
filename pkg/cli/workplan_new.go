package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newWorkplanNewCommand is "workplan new".
func newWorkplanNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var from string
	var fields *fieldFlags
	cmd := &cobra.Command{
		Use:   "new [PERIOD]",
		Short: "Draft the workplan of a period, with what the one before left open",
		Long: `The period is a year or a part of one: 2027, 2027-H1, 2027-Q1. With --from, every
activity of that workplan that is neither completed nor discontinued is carried over
and says so; what was reported on it stays in the earlier plan. Without a period the
new plan is for the one that follows.

` + writeExits,
		Example: `  unmn workplan new 2028
  unmn workplan new 2028 --from 2027`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && cmd.Flags().Changed("from") {
				return nil
			}
			return exactly("the period, such as 2027")(cmd, args)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	cmd.Flags().StringVar(&from, "from", "", "the workplan whose open activities are carried over")
	fields = addSomeFieldFlags(cmd, a.shapeOf("workplan"), "visibility", "notes")
	flags.add(cmd)
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("from", a.completeIDs("workplan"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var rec network.Workplan
		if err := fields.apply(&rec); err != nil {
			return err
		}
		o := network.WorkplanOptions{Visibility: rec.Visibility, Notes: rec.Notes}
		if len(args) == 1 {
			var err error
			if o.Period, err = network.ParsePeriod(args[0]); err != nil {
				return err
			}
		}
		return a.makeTold(cmd, flags, shown("workplan"), func(s *record.Set) (*record.Change, record.ID, []string, error) {
			o := o
			if from != "" {
				var err error
				if o.From, err = s.Find("workplan", from); err != nil {
					return nil, "", nil, err
				}
			}
			return network.NewWorkplan(s, o)
		})
	}
	return cmd
}
