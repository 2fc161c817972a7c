package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// OnDay is a record as it stood on a day, by what the register says now: its status
// is that of the day, and rows of lists that were not in force are left out. It is
// false when it was not there: a member that had not joined or had left, a group
// not yet established or closed. What the register said on that day is another
// question, answered by the commits of that day.
func OnDay(i record.Item, day doc.Date) (record.Item, bool) {
	i = InForce(i, day)
	rec := doc.Clone(i.Type.Shape(), i.Rec())
	there := true
	switch r := rec.(type) {
	case *Member:
		there = memberOnDay(r, day)
	case *Partner:
		there = partyOnDay(&r.Party, day)
	case *Group:
		there = groupOnDay(r, day)
	case *Meeting:
		meetingOnDay(r, day)
	case *Decision:
		decisionOnDay(r, day)
	case *Statement:
		statementOnDay(r, day)
	case *Action:
		actionOnDay(r, day)
	case *Workplan:
		workplanOnDay(r, day)
	case *Update:
		there = r.Date <= day
	case *Engagement:
		there = r.Date <= day
	}
	return i.With(rec), there
}

// InForce is a record without the rows of its lists that are not in force on a day:
// whoever is focal point, or belongs to a group, on that day.
func InForce(i record.Item, day doc.Date) record.Item {
	return i.With(doc.InForce(i.Type.Shape(), i.Rec(), day))
}

func partyOnDay(p *Party, day doc.Date) bool {
	if p.Status == Ended && p.Until >= day {
		p.Status = Active
	}
	return p.Status != ExpressedInterest && p.Since <= day && (p.Until == "" || p.Until >= day)
}

// memberOnDay is partyOnDay for a member, which may have been inactive.
func memberOnDay(m *Member, day doc.Date) bool {
	there := partyOnDay(&m.Party, day)
	if m.Status == Active || m.Status == Inactive {
		m.Status = Active
		if len(m.Inactive) > 0 { // the row in force that day
			m.Status = Inactive
		}
	}
	return there
}

// meetingOnDay takes back what became of a meeting after a day.
func meetingOnDay(m *Meeting, day doc.Date) {
	if m.Status == Held && m.Start.Date() > day {
		m.Status = Planned
	}
	later := slices.IndexFunc(m.Changes, func(c MeetingChange) bool { return c.Date > day })
	switch {
	case later < 0:
	case later == 0:
		m.Status = Planned
	default:
		m.Status = m.Changes[later-1].Status
	}
}

func groupOnDay(g *Group, day doc.Date) bool {
	if g.Closed != nil && g.Closed.Date >= day {
		g.Status = GroupActive
	}
	return g.Since <= day && (g.Closed == nil || g.Closed.Date >= day)
}

func decisionOnDay(d *Decision, day doc.Date) {
	switch {
	case d.OpenedOn > day || d.OpenedOn == "" && d.Outcome != nil && d.Outcome.Date > day:
		d.Status = DecisionDraft
	case d.Outcome != nil && d.Outcome.Date > day:
		d.Status = DecisionOpen
	}
}

func actionOnDay(a *Action, day doc.Date) {
	if a.ClosedOn <= day { // also where it is not closed
		return
	}
	a.Status = ActionOpen
	for _, p := range a.Progress {
		if p.Date <= day {
			a.Status = ActionInProgress
		}
	}
}

// workplanOnDay leaves out what was added and reported later.
func workplanOnDay(w *Workplan, day doc.Date) {
	if w.AdoptedOn > day {
		w.Status = WorkplanDraft
	}
	w.Activities = slices.DeleteFunc(w.Activities, func(a Activity) bool { return a.AddedOn > day })
	for i := range w.Activities {
		a := &w.Activities[i]
		all := len(a.Progress)
		a.Progress = slices.DeleteFunc(a.Progress, func(p ActivityReport) bool { return p.Date > day })
		switch n := len(a.Progress); {
		case n == all: // it stands as its record says
		case n > 0:
			a.Status = a.Progress[n-1].Status
		case a.CarriedFrom != "":
			a.Status = ActivityOngoing
		default:
			a.Status = ActivityToStart
		}
	}
}
