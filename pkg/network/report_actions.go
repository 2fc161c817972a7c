package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ActionFigures are the actions in the days of a report.
type ActionFigures struct {
	Opened, Done, Dropped []ActionRow // in the days of the report
	Open                  []ActionRow // on the day of the report, by due day, whenever they were opened
	Late                  int         // those done after they were due
	Overdue               int         // those that were open and due before that day
}

// ActionRow is an action as it stood.
type ActionRow struct {
	ID      record.ID
	Rec     *Action
	Overdue bool
}

// ActionsOf are the actions in the days of a report.
func ActionsOf(s *record.Set, scope ReportScope) ActionFigures {
	var f ActionFigures
	day := scope.Stands()
	for id, a := range standing(s, Actions, day) {
		opened := openedOn(s, id, a)
		if !scope.shows(a.Visibility) || !sourceShown(s, scope, a) || !scope.showsRef(s, a.Owner) || opened > day {
			continue
		}
		row := ActionRow{ID: id, Rec: a}
		if scope.holds(opened) {
			f.Opened = append(f.Opened, row)
		}
		switch closed := scope.holds(a.ClosedOn); {
		case a.Status == ActionOpen || a.Status == ActionInProgress:
			if row.Overdue = a.Due < day; row.Overdue {
				f.Overdue++
			}
			f.Open = append(f.Open, row)
		case closed && a.Status == ActionDone:
			if a.ClosedOn > a.Due {
				f.Late++
			}
			f.Done = append(f.Done, row)
		case closed:
			f.Dropped = append(f.Dropped, row)
		}
	}
	slices.SortStableFunc(f.Open, func(a, b ActionRow) int { return byDay(a.Rec.Due, b.Rec.Due) })
	for _, list := range [][]ActionRow{f.Done, f.Dropped} {
		slices.SortStableFunc(list, func(a, b ActionRow) int { return byDay(a.Rec.ClosedOn, b.Rec.ClosedOn) })
	}
	return f
}

// openedOn is the day of what an action comes from: its meeting, or the end or the
// opening of its decision. One of a group, which has no such day, counts from its
// first report, or else from the first day of the year of its id.
func openedOn(r record.Reader, id record.ID, a *Action) doc.Date {
	switch kind, source, _ := a.Source.Split(); kind {
	case Meetings.Name:
		if m, ok := Meetings.Get(r, source); ok {
			return m.Rec.Start.Date()
		}
	case Decisions.Name:
		if d, ok := Decisions.Get(r, source); ok {
			if d.Rec.Outcome != nil {
				return d.Rec.Outcome.Date
			}
			if d.Rec.OpenedOn != "" {
				return d.Rec.OpenedOn
			}
		}
	}
	if len(a.Progress) > 0 {
		return a.Progress[0].Date
	}
	return doc.Date(id.Year() + "-01-01")
}

// sourceShown reports whether the readers may see what an action comes from: one of a
// closed item would tell of it.
func sourceShown(r record.Reader, scope ReportScope, a *Action) bool {
	switch kind, id, item := a.Source.Split(); kind {
	case Meetings.Name:
		m, ok := Meetings.Get(r, id)
		if !ok {
			return true
		}
		at := slices.IndexFunc(m.Rec.Agenda, func(i AgendaItem) bool { return string(i.ID) == item })
		if at >= 0 && m.Rec.Agenda[at].Visibility != "" {
			return scope.shows(m.Rec.Agenda[at].Visibility)
		}
		return scope.shows(m.Rec.Visibility)
	case Decisions.Name:
		d, ok := Decisions.Get(r, id)
		return !ok || scope.shows(d.Rec.Visibility)
	case Groups.Name:
		g, ok := Groups.Get(r, id)
		return !ok || scope.shows(g.Rec.Visibility)
	}
	return true
}
