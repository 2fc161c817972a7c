package network

import (
	"fmt"
	"reflect"
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
	Asks        []Ask         // who has not answered, by deadline
	Due         []DueItem     // what is overdue or falls due within HandoverDays, by day
	Open        []DecisionRow // decisions that are neither draft nor ended
	Drafts      []DecisionRow // decisions that were never opened
	Assumptions []Assumption
}

// Ask is one party that somebody waits for.
type Ask struct {
	Decision record.ID
	Rec      *Decision
	Reply    PendingReply
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
	for _, row := range note.Open {
		for _, p := range PendingReplies(s, row.Rec, day) {
			if scope.showsRef(s, p.Party) {
				note.Asks = append(note.Asks, Ask{row.ID, row.Rec, p})
			}
		}
	}
	note.Due = dueSoon(s, scope)
	return note
}

// dueSoon is what falls due within HandoverDays of the day of a scope.
func dueSoon(s *record.Set, scope ReportScope) []DueItem {
	day := scope.Stands()
	last := day.AddDays(HandoverDays)
	var out []DueItem
	add := func(on doc.Date, what DueThing, kind string, id record.ID, title doc.Text, party PartyRef) {
		if on != "" && on <= last {
			out = append(out, DueItem{on, what, record.AnyRef(kind + "/" + string(id)), title, party, on < day})
		}
	}
	for _, row := range ActionsOf(s, scope).Open {
		add(row.Rec.Due, DueAction, Actions.Name, row.ID, row.Rec.Title, row.Rec.Owner)
	}
	for id, d := range standing(s, Decisions, day) {
		switch {
		case !scope.shows(d.Visibility):
		case d.Status == DecisionOpen || d.Status == DecisionObjected:
			add(d.ClosesAt.Date(), DueReplies, Decisions.Name, id, d.Title, d.ProposedBy)
		case d.Status == DecisionAdopted:
			add(d.ReviewOn, DueReview, Decisions.Name, id, d.Title, "")
		}
	}
	for id, m := range standing(s, Meetings, day) {
		switch {
		case !scope.shows(m.Visibility):
		case m.Status == Planned || m.Status == Convened:
			add(m.Start.Date(), DueMeeting, Meetings.Name, id, m.Title, "")
		case m.Minutes != nil && m.Minutes.Status == MinutesCirculated:
			add(m.Minutes.CommentsUntil, DueComments, Meetings.Name, id, m.Title, "")
		}
	}
	for id, g := range standing(s, Groups, day) {
		if g.Status == GroupActive && scope.shows(g.Visibility) {
			add(g.EndsOn, DueGroup, Groups.Name, id, g.Name, g.Lead)
		}
	}
	slices.SortStableFunc(out, func(a, b DueItem) int { return byDay(a.Day, b.Day) })
	return out
}

// An Assumption is a parameter of the rules that no clause and no decision settles.
type Assumption struct {
	Name   string   // of the parameter, "notice_days"
	Values []string // its value; several where it is a list
}

// AssumptionsOf are the parameters that are assumed, in the order of the record.
func AssumptionsOf(r record.Reader) []Assumption {
	var out []Assumption
	rules := reflect.ValueOf(&Networks.One(r).Rules).Elem()
	for i := range rules.NumField() {
		field := rules.Field(i)
		if field.FieldByName("Basis").Interface() != Assumed {
			continue
		}
		name, _, _ := strings.Cut(rules.Type().Field(i).Tag.Get("yaml"), ",")
		a := Assumption{Name: name}
		value := field.FieldByName("Value")
		if value.Kind() != reflect.Slice {
			a.Values = []string{fmt.Sprint(value.Interface())}
		}
		for i := 0; value.Kind() == reflect.Slice && i < value.Len(); i++ {
			a.Values = append(a.Values, fmt.Sprint(value.Index(i).Interface()))
		}
		out = append(out, a)
	}
	return out
}
