package cli

import "github.com/spf13/cobra"

// reportVerbs are the reports that are made from the records, beside what the
// secretariat itself writes for a year.
func reportVerbs(a *app) []*cobra.Command {
	return []*cobra.Command{newReportAnnualCommand(a), newReportQuarterCommand(a), newReportAttendanceCommand(a), newReportHandoverCommand(a)}
}
