package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newActionProgressCommand is "action progress".
func newActionProgressCommand(a *app) *cobra.Command {
	var flags writeFlags
	var report network.Progress
	var date dateFlag
	var status string
	cmd := &cobra.Command{
		Use:   "progress ID NOTE",
		Short: "Report on an action that is being worked on",
		Long: `The note is kept with its day; the action is in-progress, or with --status open
waits again.

` + writeExits,
		Example: `  unmn action progress 2026-q4-inform-the-municipalities "Letters to 12 of 24 are out" --by undp
  unmn action progress 2026-q4-inform-the-municipalities "Waits for the addresses" --status open`,
		Args:              exactly("the id of an action", "what was done"),
		ValidArgsFunction: a.completeIDs("action"),
	}
	f := cmd.Flags()
	f.StringVar((*string)(&report.By), "by", "", "who reported")
	f.Var(&date, "date", "when; today unless given")
	f.StringVar(&status, "status", string(network.ActionInProgress), "where the action stands: in-progress or open")
	flags.add(cmd)
	a.completeFlags(cmd, "by")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		state, err := oneOf[network.ActionStatus](status)
		if err != nil {
			return usagef("", "--status: %v", err)
		}
		next := func(id record.ID) string { return "unmn action done " + string(id) }
		_, err = a.takeStep(cmd, flags, "action", args[0], next, func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.ProgressOptions{ID: id, Report: report, Status: state}
			o.Report.Date, o.Report.Note = date.Date, doc.Plain(strings.TrimSpace(args[1]))
			if err := fullParty(s, &o.Report.By); err != nil {
				return nil, err
			}
			return network.ReportProgress(s, a.today(s), o)
		})
		return err
	}
	return cmd
}
