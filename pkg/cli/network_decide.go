package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newNetworkDecideCommand is "network decide".
func newNetworkDecideCommand(a *app) *cobra.Command {
	var flags writeFlags
	var decision string
	cmd := &cobra.Command{
		Use:   "decide PARAMETER VALUE",
		Short: "Settle a parameter that was assumed, by a decision of the Network",
		Long: `The parameter gets the value, and the decision, which was adopted, becomes its basis.
A list has commas between its values.

` + parametersHelp() + "\n" + writeExits,
		Example: "  unmn network decide notice_days 10 --decision 2026-09-28-joint-data-protocol",
		Args:    exactly("the name of a parameter", "the value"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var out []cobra.Completion
			for _, p := range network.Parameters() {
				out = append(out, p[0]+"\t"+p[1])
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.Flags().StringVar(&decision, "decision", "", "the decision that settled it")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("decision", func(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return a.completeIDs("decision")(cmd, nil, "")
	})
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if decision == "" {
			return usagef("name one that was adopted: `unmn decision list --status adopted`", "it is not said which decision settled it (--decision)")
		}
		_, err := a.takeStep(cmd, flags, "network", "network", always("unmn terms --open-questions"), func(s *record.Set, _ record.ID) (*record.Change, error) {
			id, err := s.Find("decision", decision)
			if err != nil {
				return nil, err
			}
			t, _ := a.kind("network")
			return network.DecideParameter(s, t, network.DecideOptions{Parameter: args[0], Value: args[1], Decision: id})
		})
		return err
	}
	return cmd
}

// parametersHelp lists the parameters.
func parametersHelp() string {
	var b strings.Builder
	b.WriteString("Parameters:\n")
	for _, p := range network.Parameters() {
		fmt.Fprintf(&b, "  %-26s %s\n", p[0], p[1])
	}
	return b.String()
}
