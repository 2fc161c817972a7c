package network

import (
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// HandoverDays is how far the note of a handover looks ahead.
const HandoverDays = 90

// HandoverNote is what somebody who takes over the secretariat must know on the first
// morning, as things stand on a day.
type HandoverNote struct {
	Asks        []Waiting     // who has not answered, by deadline
	Due         []DueItem     // what is overdue or falls due within HandoverDays, by day
	Open        []DecisionRow // decisions that are neither draft nor ended
	Drafts      []DecisionRow // decisions that were never opened
	Assumptions []Assumption
}

// DueItem is one thing that falls due.
type DueItem struct {
	Day     doc.Date
	What    DueThing
	Of      record.AnyRef // the record
	Title   doc.Text      // nil for a meeting without a title of its own
	Party   PartyRef      // whose it is; may be empty
	Overdue bool
}

// DueThing is the sort of a DueItem.
type DueThing string

// What can fall due.
const (
	DueAction   DueThing = "action"
	DueReplies  DueThing = "replies"  // a consultation closes
	DueReview   DueThing = "review"   // a decision is to be looked at again
	DueMeeting  DueThing = "meeting"  // a meeting begins
	DueComments DueThing = "comments" // the time for comments on minutes ends
	DueGroup    DueThing = "group"    // an ad hoc group ends
	DueConfirm  DueThing = "confirm"  // an entry in the member list is to be confirmed
)

// HandoverOf is the note of a handover on a day, for those who read it.
func HandoverOf(s *record.Set, day doc.Date, readers Visibility) HandoverNote {
	scope := ReportScope{Until: day, Day: day, For: readers}
	note := HandoverNote{Assumptions: AssumptionsOf(s), Open: DecisionsOf(s, scope).Open}
	for id, d := range standing(s, Decisions, day) {
		if d.Status == DecisionDraft && scope.shows(d.Visibility) {
			note.Drafts = append(note.Drafts, DecisionRow{ID: id, Rec: d, Internal: isInternal(d)})
		}
	}
	waiting := waitingShown(s, scope)
	note.Due = dueSoon(s, scope, waiting)
	note.Asks = slices.DeleteFunc(waiting, func(w Waiting) bool { return w.What.fallsDue() })
	return note
}

// waitingShown is what waits for somebody, as far as the readers see both, and the row
// that says so.
func waitingShown(s *record.Set, scope ReportScope) []Waiting {
	all := WaitingOn(s, WaitingOptions{Day: scope.Stands(), Within: HandoverDays})
	return slices.DeleteFunc(all, func(w Waiting) bool {
		return !scope.shows(w.Visibility) || w.Row != "" && !scope.shows(w.Row) || !scope.showsRef(s, w.Party)
	})
}

// dueSoon is what falls due within HandoverDays of the day of a scope; waiting is what
// waits for somebody then.
func dueSoon(s *record.Set, scope ReportScope, waiting []Waiting) []DueItem {
	l := dueList{day: scope.Stands(), last: scope.Stands().AddDays(HandoverDays)}
	for _, row := range ActionsOf(s, scope).Open {
		l.add(row.Rec.Due, DueAction, Actions.Name, row.ID, row.Rec.Title, row.Rec.Owner)
	}
	for id, d := range standing(s, Decisions, l.day) {
		if scope.shows(d.Visibility) {
			l.decision(id, d)
		}
	}
	for id, m := range standing(s, Meetings, l.day) {
		if scope.shows(m.Visibility) {
			l.meeting(id, m)
		}
	}
	for id, g := range standing(s, Groups, l.day) {
		if g.Status == GroupActive && scope.shows(g.Visibility) {
			l.add(g.EndsOn, DueGroup, Groups.Name, id, g.Name, g.Lead)
		}
	}
	for _, w := range waiting {
		if kind, id, _ := w.Record.Split(); w.What == ForConfirmation {
			l.add(w.UntilDay(), DueConfirm, kind, id, w.Title, w.Party)
		}
	}
	slices.SortStableFunc(l.items, func(a, b DueItem) int { return byDay(a.Day, b.Day) })
	return l.items
}

// dueList collects what falls due from a day to another, and what is overdue.
type dueList struct {
	day, last doc.Date
	items     []DueItem
}

func (l *dueList) add(on doc.Date, what DueThing, kind string, id record.ID, title doc.Text, party PartyRef) {
	if on != "" && on <= l.last {
		l.items = append(l.items, DueItem{on, what, recordRef(kind, id), title, party, on < l.day})
	}
}

func (l *dueList) decision(id record.ID, d *Decision) {
	switch d.Status {
	case DecisionOpen, DecisionObjected:
		l.add(d.ClosesAt.Date(), DueReplies, Decisions.Name, id, d.Title, d.ProposedBy)
	case DecisionAdopted:
		l.add(d.ReviewOn, DueReview, Decisions.Name, id, d.Title, "")
	}
}

func (l *dueList) meeting(id record.ID, m *Meeting) {
	switch {
	case m.Status == Planned || m.Status == Convened:
		l.add(m.Start.Date(), DueMeeting, Meetings.Name, id, m.Title, "")
	case m.Minutes != nil && m.Minutes.Status == MinutesCirculated:
		l.add(m.Minutes.CommentsUntil, DueComments, Meetings.Name, id, m.Title, "")
	}
}

// UntilDay is the day of the deadline; empty without one.
func (w Waiting) UntilDay() doc.Date {
	day, _, _ := strings.Cut(w.Until, "T")
	return doc.Date(day)
}

// An Assumption is a parameter of the rules that no clause and no decision settles.
type Assumption struct {
	Name   string   // of the parameter, "notice_days"
	Values []string // its value; several where it is a list
}

// AssumptionsOf are the parameters that are assumed, in the order of the record.
func AssumptionsOf(r record.Reader) []Assumption {
	var out []Assumption
	rules := &Networks.One(r).Rules
	eachParameter(rules, func(name string, basis Basis) {
		if basis == Assumed {
			out = append(out, Assumption{name, parameterWords(rules, name)})
		}
	})
	return out
}
