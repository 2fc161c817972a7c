package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// DecisionFigures are the decisions in the days of a report.
type DecisionFigures struct {
	Adopted []DecisionRow // by day; superseded since or not
	Failed  []DecisionRow // ended without being adopted, by day
	Open    []DecisionRow // neither draft nor ended on the day of the report
	// AsTaken counts the adopted ones that were concluded although consultations were
	// missing, WithState those on which the state was to be consulted.
	AsTaken, WithState int
	ByMethod           []MethodCount // the adopted ones by how they were reached
}

// MethodCount is how many decisions were reached in one way.
type MethodCount struct {
	How   DecisionMethod // "" where it is not said
	Count int
}

// DecisionRow is a decision with how it was consulted on, as it stood.
type DecisionRow struct {
	ID           record.ID
	Rec          *Decision
	Members      Tally
	Institutions Tally // of the Government, who are no part of the members' consensus
	// Internal is a working decision of the Network: the state was determined not to
	// be concerned.
	Internal bool
}

// Tally counts who was consulted in the last round of each.
type Tally struct {
	Listed, Answered, NoReply, Waiting, NeverAsked int
}

// DecisionsOf are the decisions in the days of a report.
func DecisionsOf(s *record.Set, scope ReportScope) DecisionFigures {
	var f DecisionFigures
	for id, d := range standing(s, Decisions, scope.Stands()) {
		if !scope.shows(d.Visibility) {
			continue
		}
		row := DecisionRow{ID: id, Rec: d, Internal: isInternal(d)}
		row.tally(scope.Stands())
		ended := d.Outcome != nil && d.Outcome.Date <= scope.Stands()
		switch {
		case !ended && (d.Status == DecisionOpen || d.Status == DecisionObjected):
			f.Open = append(f.Open, row)
		case !ended || !scope.holds(d.Outcome.Date):
		case d.Outcome.Result == resultAdopted:
			f.adopt(row)
		default:
			f.Failed = append(f.Failed, row)
		}
	}
	for _, list := range [][]DecisionRow{f.Adopted, f.Failed} {
		slices.SortStableFunc(list, func(a, b DecisionRow) int { return byDay(a.Rec.Outcome.Date, b.Rec.Outcome.Date) })
	}
	slices.SortStableFunc(f.Open, func(a, b DecisionRow) int { return byDay(a.Rec.ClosesAt.Date(), b.Rec.ClosesAt.Date()) })
	order := append(DecisionMethod("").Values(), "")
	slices.SortFunc(f.ByMethod, func(a, b MethodCount) int {
		return slices.Index(order, string(a.How)) - slices.Index(order, string(b.How))
	})
	return f
}

// isInternal reports a decision on which the state was determined not to be concerned.
func isInternal(d *Decision) bool {
	return d.StateConsultation != nil && d.StateConsultation.Determination == StateNotRequired
}

func (f *DecisionFigures) adopt(row DecisionRow) {
	f.Adopted = append(f.Adopted, row)
	if asTaken(row.Rec) {
		f.AsTaken++
	}
	if c := row.Rec.StateConsultation; c != nil && c.Determination == StateRequired {
		f.WithState++
	}
	at := slices.IndexFunc(f.ByMethod, func(m MethodCount) bool { return m.How == row.Rec.Outcome.How })
	if at < 0 {
		f.ByMethod = append(f.ByMethod, MethodCount{row.Rec.Outcome.How, 1})
		return
	}
	f.ByMethod[at].Count++
}

// tally counts the rows of the consultation as they stood on a day.
func (r *DecisionRow) tally(day doc.Date) {
	for _, row := range rowsOn(r.Rec, day) {
		t := &r.Members
		if row.IsInstitution() {
			t = &r.Institutions
		} else if row.Capacity != asMember {
			continue // a partner that was asked counts for neither
		}
		t.add(row.Status)
	}
}
