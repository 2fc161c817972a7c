package network

import (
	"slices"

	"unmn/pkg/record"
)

var reportType = record.Of(Reports, reportChecks, reportColumns)

var reportChecks = slices.Concat(
	textChecks(Reports),
	[]record.Check[Report]{
		rule("report-year", "There is one report for a year, and its id is the year.",
			func(e *record.Entry[Report], _ *record.Set, report record.Reporter) {
				if e.ID.Year() != string(e.ID) {
					report.Hint("name the file after the year, such as `git mv %s %s`", Reports.PathOf(e.ID), Reports.PathOf("2026")).
						Problem("%q is no year", e.ID)
				}
			}),
	},
)
