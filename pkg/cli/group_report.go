package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newGroupReportCommand is "group report".
func newGroupReportCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var at, link string
	cmd := &cobra.Command{
		Use:   "report GROUP TEXT",
		Short: "Record what a working group reported to the Network",
		Long: `The text says in short what the report says; --at names the meeting it was given to. A
group with --reports-every is put on the agenda of a new meeting when its report is due.

` + writeExits,
		Example: `  unmn group report data "The definitions are compared" --at 2026-q4
  unmn group report data "Three tables are one" --link https://example.org/report.pdf`,
		Args:              exactly("the id of a group", "what the report says"),
		ValidArgsFunction: a.completeIDs("group"),
	}
	cmd.Flags().StringVar(&at, "at", "", "the meeting it was given to")
	cmd.Flags().Var(&date, "date", "when; the day of the meeting, or today, unless given")
	cmd.Flags().StringVar(&link, "link", "", "where the report is")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "group", args[0], shown("group"), func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.GroupReportOptions{Group: id, Date: date.Date, Text: doc.Plain(strings.TrimSpace(args[1])), Link: link}
			if at != "" {
				var err error
				if o.Meeting, err = s.Find("meeting", at); err != nil {
					return nil, err
				}
			}
			return network.ReportGroup(s, a.today(s), o)
		})
		return err
	}
	return cmd
}
