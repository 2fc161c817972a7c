package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newWorkplanProgressCommand is "workplan progress".
func newWorkplanProgressCommand(a *app) *cobra.Command {
	var flags writeFlags
	var report network.ActivityReport
	var date dateFlag
	var status string
	cmd := &cobra.Command{
		Use:   "progress ID ACTIVITY NOTE",
		Short: "Report on an activity of a workplan and where it stands",
		Long: `The activity is named by its id, number or title. The note is kept with its day. An
activity that was yet to start is ongoing by its first report; --status completed or
discontinued ends it, the note saying what came of it or why it was given up.

` + writeExits,
		Example: `  unmn workplan progress 2027 train-the-registrars "12 of 24 municipalities" --by undp
  unmn workplan progress 2027 train-the-registrars "all 24 municipalities" --status completed --date 2026-12-09`,
		Args:              exactly("the id of a workplan", "the activity", "what was done"),
		ValidArgsFunction: a.completeIDs("workplan"),
	}
	f := cmd.Flags()
	f.StringVar((*string)(&report.By), "by", "", "who reported")
	f.Var(&date, "date", "when; today unless given")
	f.StringVar(&status, "status", "", "where it stands: "+strings.Join(network.ActivityOngoing.Values(), ", "))
	flags.add(cmd)
	a.completeFlags(cmd, "by")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("status", cobra.FixedCompletions(network.ActivityOngoing.Values(), cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if status != "" {
			var err error
			if report.Status, err = oneOf[network.ActivityStatus](status); err != nil {
				return usagef("", "--status: %v", err)
			}
		}
		return a.takeToldStep(cmd, flags, "workplan", args[0], shown("workplan"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			o := network.ActivityProgressOptions{Workplan: id, Activity: args[1], Report: report}
			o.Report.Date, o.Report.Note = date.Date, doc.Plain(strings.TrimSpace(args[2]))
			if err := fullParty(s, &o.Report.By); err != nil {
				return nil, nil, err
			}
			return network.ReportActivity(s, a.today(s), o)
		})
	}
	return cmd
}
