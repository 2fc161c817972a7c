package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// GroupFigures are the working groups in the days of a report. One that was both
// established and closed in them is new and closed.
type GroupFigures struct {
	New, Continuing, Closed []GroupRow
}

// GroupRow is a working group with what it did.
type GroupRow struct {
	ID       record.ID
	Rec      *Group
	Parties  int // who belonged to it at its last day, or on that of the report
	Meetings int // its meetings that were held in the days of the report
}

// GroupsOf are the working groups in the days of a report.
func GroupsOf(s *record.Set, scope ReportScope) GroupFigures {
	var f GroupFigures
	for e := range Groups.All(s) {
		g, day := e.Rec, scope.Stands()
		closed := g.Closed != nil && g.Closed.Date <= day
		if !scope.shows(g.Visibility) || g.Since > day || closed && g.Closed.Date < scope.Since {
			continue
		}
		if closed {
			day = g.Closed.Date
		}
		row := GroupRow{ID: e.ID, Rec: g, Parties: groupParties(g, day), Meetings: groupMeetings(s, scope, e.ID)}
		if scope.holds(g.Since) {
			f.New = append(f.New, row)
		}
		switch {
		case closed:
			f.Closed = append(f.Closed, row)
		case !scope.holds(g.Since):
			f.Continuing = append(f.Continuing, row)
		}
	}
	return f
}

// groupParties counts who belonged to a group on a day.
func groupParties(g *Group, day doc.Date) int {
	n := 0
	for _, m := range g.Members {
		if m.Since <= day && (m.Until == "" || day <= m.Until) {
			n++
		}
	}
	return n
}

// groupMeetings counts the meetings of a group that were held in the days of a report.
func groupMeetings(s *record.Set, scope ReportScope, group record.ID) int {
	n := 0
	for _, m := range standing(s, Meetings, scope.Stands()) {
		if m.Type == GroupMeeting && m.Group.ID() == group && m.Status == Held && scope.holds(m.Start.Date()) && scope.shows(m.Visibility) {
			n++
		}
	}
	return n
}

// MemberFigures are how the membership changed in the days of a report.
type MemberFigures struct {
	Joined, Left []PartyRef
	Members      int // on the day of the report
	Active       int // of them, those that were not inactive
}

// MembersOf is how the membership changed in the days of a report. A member of the
// beginning that has no first day did not join in them.
func MembersOf(s *record.Set, scope ReportScope) MemberFigures {
	var f MemberFigures
	for e := range Members.All(s) {
		m, day := e.Rec, scope.Stands()
		if wasMember(m, day) {
			f.Members++
			if m.ActiveOn(day) {
				f.Active++
			}
		}
		if m.Status == ExpressedInterest || !scope.showsParty(m.Visibility) {
			continue
		}
		if scope.holds(m.Since) {
			f.Joined = append(f.Joined, PartyRef(e.ID))
		}
		if scope.holds(m.Until) {
			f.Left = append(f.Left, PartyRef(e.ID))
		}
	}
	return f
}
