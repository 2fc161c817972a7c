package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/render"
)

// newReportQuarterCommand is "report quarter".
func newReportQuarterCommand(a *app) *cobra.Command {
	var flags renderFlags
	var statistics bool
	cmd := &cobra.Command{
		Use:   "quarter QUARTER",
		Short: "Make the report of a quarter as a document",
		Long: `quarter tells of a quarter what "report annual" tells of a year. It stands on the last
day of the quarter, or on the current one while the quarter is not over.

` + renderExits,
		Example: `  unmn report quarter 2026-Q3
  unmn report quarter 2026-q4 --lang sr-Latn --out report.html`,
		Args:              exactly("the quarter"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			period, err := network.ParsePeriod(args[0])
			if err != nil || !strings.Contains(string(period), "-Q") {
				return usagef("write it as `unmn report quarter 2026-Q3`; a year has `unmn report annual 2026`", "%q is no quarter", args[0])
			}
			return a.render(cmd.Context(), flags, "", render.Request{Document: render.Report, Period: period, Statistics: statistics})
		},
	}
	cmd.Flags().BoolVar(&statistics, "statistics", false, statisticsUsage)
	flags.add(a, cmd)
	return cmd
}
