package network

import (
	"slices"

	"unmn/pkg/record"
)

// StatementRow is a joint statement that was delivered, with how its last round of
// clearance went.
type StatementRow struct {
	ID      record.ID
	Rec     *Statement
	Members Tally
}

// StatementsOf are the joint statements delivered in the days of a report, by day.
func StatementsOf(s *record.Set, scope ReportScope) []StatementRow {
	var out []StatementRow
	for e := range Statements.All(s) {
		d := e.Rec.Delivered
		if d == nil || !scope.holds(d.Date) || !scope.shows(e.Rec.Visibility) {
			continue
		}
		row := StatementRow{ID: e.ID, Rec: e.Rec}
		last := len(e.Rec.Rounds) + 1
		for _, c := range e.Rec.Clearance {
			if c.Round == last {
				row.Members.add(c.Status)
			}
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(a, b StatementRow) int { return byDay(a.Rec.Delivered.Date, b.Rec.Delivered.Date) })
	return out
}

// add counts one who was consulted.
func (t *Tally) add(status ConsultationStatus) {
	t.Listed++
	switch status {
	case responded:
		t.Answered++
	case noResponse:
		t.NoReply++
	case awaiting:
		t.Waiting++
	default:
		t.NeverAsked++
	}
}
