package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func groupObligations() []Obligation {
	return []Obligation{
		{Rule: "group-ends", Promised: true, Run: groupEnds, Kinds: []string{Groups.Name},
			Why: "An ad hoc group ends on its day: it is closed with the reason, or a decision gives it another day."},
		{Rule: "group-reports", Promised: true, Run: groupReports, Kinds: []string{Groups.Name, Meetings.Name},
			Why: "A working group reports to the Network as often as its record says, in its own record or at a meeting that dealt with its report."},
	}
}

func groupEnds(w *Watch, tell func(Finding)) {
	for e := range Groups.All(w.Set) {
		g := e.Rec
		if g.EndsOn == "" || g.Kind != AdHoc {
			continue
		}
		ref := recordRef(Groups.Name, e.ID)
		f := Finding{
			For: string(ref), What: "the end of group " + string(e.ID), Who: []record.Key{record.Key(g.Lead)}, Of: g.EndsOn, Due: g.EndsOn,
			Evidence: []record.AnyRef{ref}, Standing: w.open(g.EndsOn), Command: "unmn group close " + string(e.ID) + " --reason REASON",
		}
		if g.Closed != nil && g.Closed.Date <= w.Day {
			f.Standing, f.On, f.Command = metOn(g.Closed.Date, f.Due), g.Closed.Date, ""
		}
		tell(f)
	}
}

// groupReports asks for the next report of every group that reports at an interval: so
// long after the last one, or after its beginning.
func groupReports(w *Watch, tell func(Finding)) {
	day := w.asOf()
	for e := range Groups.All(w.Set) {
		g := e.Rec
		if g.ReportsEvery == "" || g.Since == "" || g.Since > day || g.Closed != nil && g.Closed.Date <= day {
			continue
		}
		ref := recordRef(Groups.Name, e.ID)
		last, evidence := w.lastReport(e)
		f := Finding{
			What: "the report of group " + string(e.ID), Who: []record.Key{record.Key(g.Lead)}, Of: day, Due: after(max(g.Since, last), g.ReportsEvery),
			Evidence: []record.AnyRef{evidence}, Command: "unmn group report " + string(e.ID) + " TEXT",
		}
		f.For, f.Why = string(ref)+" "+string(f.Due), "it never reported"
		if last != "" {
			f.Why = "last reported on " + longDate(last)
		}
		tell(w.repeats(f, last))
	}
}

// lastReport is when a group reported last, in its own record or at a meeting that was
// held, and the record that says so.
func (w *Watch) lastReport(e *record.Entry[Group]) (doc.Date, record.AnyRef) {
	var last doc.Date
	ref := recordRef(Groups.Name, e.ID)
	for _, r := range e.Rec.Reports {
		if r.Date <= w.asOf() {
			last = max(last, r.Date)
		}
	}
	for _, m := range w.meetings() {
		if on := m.Rec.Start.Date(); w.wasHeld(m.Rec) && on <= w.asOf() && on > last && hearsOf(m.Rec, e.ID) {
			last, ref = on, recordRef(Meetings.Name, m.ID)
		}
	}
	return last, ref
}
