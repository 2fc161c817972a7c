package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newReportNewCommand is "report new".
func newReportNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.ReportOptions
	var highlights []string
	var fields *fieldFlags
	cmd := &cobra.Command{
		Use:   "new YEAR",
		Short: "Begin what the secretariat writes for the report of a year",
		Long: `The foreword, the highlights by objective of the Network and the challenges are the
secretariat's own words; figures follow from the records and are no part of it. Write
on with "report edit YEAR".

` + writeExits,
		Example: `  unmn report new 2026
  unmn report new 2026 --foreword "The first year of the Network." --highlight "6=The joint data protocol was tested."`,
		Args:              exactly("the year"),
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	cmd.Flags().StringArrayVar(&highlights, "highlight", nil, "what stood out under an objective, such as \"6=The protocol was tested\"; may be given several times")
	fields = addFieldFlags(cmd, a.shapeOf("report"))
	flags.add(cmd)
	a.completeFlags(cmd, "prepared-by")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.Report); err != nil {
			return err
		}
		var err error
		if o.Report.Highlights, err = parseHighlights(highlights); err != nil {
			return err
		}
		o.Year = record.ID(args[0])
		return a.makeTold(cmd, flags, then("report", "edit"), func(s *record.Set) (*record.Change, record.ID, []string, error) {
			o := o
			if o.Report.PreparedBy != "" {
				var err error
				if o.Report.PreparedBy, err = network.FindActor(s, string(o.Report.PreparedBy)); err != nil {
					return nil, "", nil, err
				}
			}
			c, id, err := network.NewReport(s, o)
			return c, id, nil, err
		})
	}
	return cmd
}

// parseHighlights reads "6=The protocol was tested".
func parseHighlights(texts []string) ([]network.Highlight, error) {
	var out []network.Highlight
	for _, text := range texts {
		number, words, ok := strings.Cut(text, "=")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if !ok || err != nil || n < 1 || n > 7 || strings.TrimSpace(words) == "" {
			return nil, usagef("", "--highlight %q is not read: write it as \"6=The protocol was tested\", with an objective of the Network from 1 to 7", text)
		}
		out = append(out, network.Highlight{Objective: n, Text: doc.Plain(strings.TrimSpace(words))})
	}
	return out, nil
}
