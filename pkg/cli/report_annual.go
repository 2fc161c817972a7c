package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/render"
)

// statisticsUsage is the help of --statistics.
const statisticsUsage = "say how often each member took part; only the co-chairs are told unless asked"

// newReportAnnualCommand is "report annual".
func newReportAnnualCommand(a *app) *cobra.Command {
	var flags renderFlags
	var statistics bool
	cmd := &cobra.Command{
		Use:   "annual YEAR",
		Short: "Make the report of a year as a document",
		Long: `annual tells of a year: its meetings and who was there, the decisions and how they
were consulted on, the action points, the working groups, the membership. It stands
on the last day of the year, or on the current one while the year is not over. The
edition for co-chairs also tells the assumptions in force and how often each member
took part. What the readers of an edition may not see is not counted in it.

` + renderExits,
		Example: `  unmn report annual 2026
  unmn report annual 2026 --for co-chairs --lang sr-Cyrl --out report.html`,
		Args:              exactly("the year"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			period, err := network.ParsePeriod(args[0])
			if err != nil || strings.Contains(string(period), "-") {
				return usagef("write it as `unmn report annual 2026`; a quarter has `unmn report quarter 2026-Q3`", "%q is no year", args[0])
			}
			return a.render(cmd.Context(), flags, "", render.Request{Document: render.Report, Period: period, Statistics: statistics})
		},
	}
	cmd.Flags().BoolVar(&statistics, "statistics", false, statisticsUsage)
	flags.add(a, cmd)
	return cmd
}
