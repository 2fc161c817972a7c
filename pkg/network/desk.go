package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A Desk is what the secretariat must know on a day.
type Desk struct {
	Next    *record.Entry[Meeting] // the next meeting that is planned; nil without one
	Due     []Finding              // what is overdue, then what is due, without what Waiting has
	Waiting []Unanswered           // who has not answered
}

// Unanswered are the parties that have not answered the same thing.
type Unanswered struct {
	Waiting            // of the first of them
	Parties []PartyRef // all of them
}

// DeskOf is the desk of a day, with what is due within so many days. It looks back to
// the beginning of the year before, so that it is quick in a register of any age; what
// is older is told by [Watch.DueFindings] over all.
func DeskOf(s *record.Set, day doc.Date, within int) Desk {
	w := NewWatch(s, day, doc.Date(yearText(day.Year()-1)+"-01-01"), day.AddDays(within))
	d := Desk{Waiting: unanswered(s, day)}
	for _, f := range w.DueFindings() {
		if f.Rule != ruleConsensus && f.Rule != ruleState || len(f.Who) == 0 {
			d.Due = append(d.Due, f)
		}
	}
	slices.SortStableFunc(d.Due, func(a, b Finding) int { return a.Standing.weight() - b.Standing.weight() })
	for _, e := range w.meetings() {
		if d.Next == nil && e.Rec.Start.Date() >= day && (e.Rec.Status == Planned || e.Rec.Status == Convened) {
			d.Next = e
		}
	}
	return d
}

// unanswered are those who were asked something and have not answered, together where it is
// the same. A comment is welcome and not waited for; what falls due has its own place.
func unanswered(s *record.Set, day doc.Date) []Unanswered {
	var out []Unanswered
	for _, w := range WaitingOn(s, WaitingOptions{Day: day}) {
		if w.What == ForComment || w.What.fallsDue() {
			continue
		}
		at := slices.IndexFunc(out, func(a Unanswered) bool { return a.What == w.What && a.Record == w.Record })
		if at < 0 {
			at, out = len(out), append(out, Unanswered{Waiting: w})
		}
		out[at].Parties = append(out[at].Parties, w.Party)
	}
	return out
}
