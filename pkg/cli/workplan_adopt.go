package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newWorkplanAdoptCommand is "workplan adopt".
func newWorkplanAdoptCommand(a *app) *cobra.Command {
	var flags writeFlags
	var decision string
	cmd := &cobra.Command{
		Use:   "adopt ID",
		Short: "Record that a decision of the Network adopted a workplan",
		Long: `--decision names the decision, which was adopted; the day is that of the decision.
It refuses, with every reason and what to type, while something is missing. Activities
of an adopted workplan are added and reported on, and never taken out.

` + writeExits,
		Example:           `  unmn workplan adopt 2027 --decision 2026-12-04-workplan-2027`,
		Args:              exactly("the id of a workplan"),
		ValidArgsFunction: a.completeIDs("workplan"),
	}
	cmd.Flags().StringVar(&decision, "decision", "", "the decision that adopted it")
	flags.add(cmd)
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("decision", a.completeIDs("decision"))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "workplan", args[0], shown("workplan"), func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.AdoptWorkplanOptions{Workplan: id}
			if decision != "" {
				var err error
				if o.Decision, err = s.Find("decision", decision); err != nil {
					return nil, err
				}
			}
			return network.AdoptWorkplan(s, o)
		})
		return err
	}
	return cmd
}
