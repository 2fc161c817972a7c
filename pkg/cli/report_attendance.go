package cli

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/render"
)

// newReportAttendanceCommand is "report attendance".
func newReportAttendanceCommand(a *app) *cobra.Command {
	flags := renderFlags{tables: []string{"csv", "tsv", "json"}}
	var since, until dateFlag
	var statistics bool
	cmd := &cobra.Command{
		Use:   "attendance [YEAR]",
		Short: "Make the attendance of the meetings of a year as a document or a table",
		Long: `attendance lists parties and meetings: who was present, represented, sent regrets, was
not represented; "not recorded" is a party that was expected and that the minutes do
not mention. Without a year it is the current one, with --since and --until any days.
csv, tsv and json give the same as a table, with a column for each meeting.

` + renderExits,
		Example: `  unmn report attendance 2026
  unmn report attendance --since 2026-09-01 --until 2026-12-31 --for co-chairs
  unmn report attendance 2026 --format csv`,
		Args:              optional("the year"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			req := render.Request{Document: render.AttendanceSheet, Since: since.Date, Until: until.Date, Statistics: statistics}
			if len(args) > 0 {
				period, err := network.ParsePeriod(args[0])
				if err != nil || strings.Contains(string(period), "-") {
					return usagef("other days are given with --since and --until", "%q is no year", args[0])
				}
				req.Period = period
			}
			return a.attendance(cmd.Context(), flags, req)
		},
	}
	cmd.Flags().Var(&since, "since", "the first day")
	cmd.Flags().Var(&until, "until", "the last day; the current one unless given")
	cmd.Flags().BoolVar(&statistics, "statistics", false, statisticsUsage)
	flags.add(a, cmd)
	return cmd
}

// daysOfAttendance refuses days that are said twice, or the wrong way round.
func daysOfAttendance(req render.Request) error {
	switch {
	case req.Period != "" && (req.Since != "" || req.Until != ""):
		return usagef("", "a year and --since or --until each say which days; give one of them")
	case req.Since != "" && req.Until != "" && req.Until < req.Since:
		return usagef("", "--until %s lies before --since %s", req.Until, req.Since)
	}
	return nil
}

// attendance makes the document or the table.
func (a *app) attendance(ctx context.Context, flags renderFlags, req render.Request) error {
	if err := daysOfAttendance(req); err != nil {
		return err
	}
	format := flags.table()
	if format == "" {
		return a.render(ctx, flags, "", req)
	}
	if err := a.configure(ctx); err != nil {
		return err
	}
	set, snap, err := a.head(ctx)
	if err != nil {
		return err
	}
	if err := a.outside(ctx, flags.out); err != nil {
		return err
	}
	req.Set, req.For, req.On = set, network.Visibility(flags.reader), a.view.on.Date
	req.Templates.Base = a.env.Templates
	if err := a.stamp(ctx, &req, snap); err != nil {
		return err
	}
	sheet, statistics, err := render.AttendanceData(req)
	if err != nil {
		return err
	}
	if format == "json" {
		text, err := jsonText(attendanceObject(req.Days(), sheet, statistics))
		if err != nil {
			return err
		}
		return a.deliver(flags.out, "the attendance", text)
	}
	header, rows := attendanceRows(sheet, statistics)
	var out bytes.Buffer
	if err := writeRows(&out, format, header, rows); err != nil {
		return err
	}
	return a.deliver(flags.out, "the attendance", out.Bytes())
}

// attendanceRows are a sheet as a table: a row for each party, a column for each
// meeting under its id. What was not expected is empty.
func attendanceRows(sheet network.AttendanceSheet, statistics bool) (header []string, rows [][]string) {
	header = []string{"party", "short"}
	for _, m := range sheet.Meetings {
		header = append(header, string(m.ID))
	}
	if statistics {
		header = append(header, "expected", "took_part")
	}
	for _, r := range sheet.Rows {
		row := []string{string(r.Party), r.Short}
		for _, mark := range r.Marks {
			row = append(row, string(mark))
		}
		if statistics {
			row = append(row, strconv.Itoa(r.Expected), strconv.Itoa(r.TookPart()))
		}
		rows = append(rows, row)
	}
	return header, rows
}

// attendanceObject is a sheet as JSON.
func attendanceObject(scope network.ReportScope, sheet network.AttendanceSheet, statistics bool) doc.Object {
	meetings, parties := []doc.Object{}, []doc.Object{}
	for _, m := range sheet.Meetings {
		meetings = append(meetings, doc.Object{
			{Name: "id", Value: m.ID}, {Name: "date", Value: m.Rec.Start.Date()}, {Name: "type", Value: m.Rec.Type},
			{Name: "members", Value: m.Members}, {Name: "took_part", Value: m.TookPart()},
		})
	}
	for _, r := range sheet.Rows {
		marks := doc.Object{}
		for i, mark := range r.Marks {
			if mark != "" {
				marks = append(marks, doc.Member{Name: string(sheet.Meetings[i].ID), Value: mark})
			}
		}
		party := doc.Object{{Name: "party", Value: r.Party}, {Name: "short", Value: r.Short}, {Name: "member", Value: r.Member}, {Name: "attendance", Value: marks}}
		if statistics {
			party = append(party, doc.Member{Name: "expected", Value: r.Expected}, doc.Member{Name: "took_part", Value: r.TookPart()})
		}
		parties = append(parties, party)
	}
	return doc.Object{
		{Name: "version", Value: 1}, {Name: "kind", Value: "attendance"}, {Name: "since", Value: scope.Since}, {Name: "until", Value: scope.Until},
		{Name: "meetings", Value: meetings}, {Name: "parties", Value: parties},
	}
}

// table is the format of data that is asked for, by the flag or by the name of the
// file; empty when it is a document.
func (r *renderFlags) table() string {
	format := r.format
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(r.out)), ".")
	}
	if slices.Contains(r.tables, format) {
		return format
	}
	return ""
}
