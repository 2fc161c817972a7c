package network

import (
	"cmp"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A Waiting is one thing that waits for somebody.
type Waiting struct {
	Party     PartyRef
	Short     string        // the abbreviation of the party
	What      WaitingFor    // what is waited for
	Record    record.AnyRef // where, as kind/id
	Title     doc.Text      // what it is about
	State     string        // "has not answered", "never asked", "no reply", "overdue", "due"
	Since     doc.Date      // when it was asked; empty where the record does not say
	Until     string        // a day, or a day and a time as 2026-12-01T17:00; empty without a deadline
	Reminders []doc.Date    // when the party was reminded
	Command   string        // what records the answer, without back quotes

	Visibility Visibility // of what it is about; empty as in records
	Row        Visibility // of the row of the party in it; empty where that has none of its own
}

// WaitingFor is what somebody is waited for.
type WaitingFor string

// What is waited for.
const (
	ForAnswer       WaitingFor = "answer"       // to the consultation on a decision
	ForClearance    WaitingFor = "clearance"    // of a joint statement
	ForReply        WaitingFor = "reply"        // to what was circulated
	ForRSVP         WaitingFor = "rsvp"         // to the invitation of a meeting
	ForComment      WaitingFor = "comment"      // on circulated minutes
	ForConfirmation WaitingFor = "confirmation" // of an entry in the member list
	ForAction       WaitingFor = "action"       // that is to be done
)

// Values are all things that somebody is waited for.
func (WaitingFor) Values() []string {
	return []string{"answer", "clearance", "reply", "rsvp", "comment", "confirmation", "action"}
}

// fallsDue reports what is to be done by a day, and was asked of nobody.
func (w WaitingFor) fallsDue() bool { return w == ForAction || w == ForConfirmation }

// WaitingOptions say what is looked for.
type WaitingOptions struct {
	Day     doc.Date   // as things stood on that day
	Parties []PartyRef // what waits for them alone; for anybody when empty
	// Within is how many days ahead what falls due counts: actions, and confirmations
	// of the member list. What was asked always counts.
	Within int
}

// The states of what is waited for.
const (
	stateUnanswered = "has not answered"
	stateUnasked    = "never asked"
	stateNoReply    = "no reply"
	stateOverdue    = "overdue"
	stateDue        = "due"
)

// A waitingSource finds what waits for somebody in the records of one sort, as they
// stood on a day.
type waitingSource func(r record.Reader, day doc.Date) []Waiting

// waitingSources are all places in which something waits for somebody: a new one is a
// function and a word here.
func waitingSources() []waitingSource {
	return []waitingSource{
		decisionsWaiting, statementsWaiting, repliesWaiting, meetingsWaiting, confirmationsWaiting, actionsWaiting,
	}
}

// WaitingOn is everything that waits for somebody, what is needed first before the
// rest.
func WaitingOn(r record.Reader, o WaitingOptions) []Waiting {
	horizon := string(o.Day.AddDays(o.Within))
	var out []Waiting
	for _, source := range waitingSources() {
		for _, w := range source(r, o.Day) {
			if len(o.Parties) > 0 && !slices.Contains(o.Parties, w.Party) || w.What.fallsDue() && w.Until > horizon {
				continue
			}
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b Waiting) int {
		return cmp.Or(strings.Compare(sortableUntil(a), sortableUntil(b)), strings.Compare(string(a.Record), string(b.Record)), strings.Compare(string(a.Party), string(b.Party)))
	})
	return out
}

// sortableUntil puts what has no deadline last, and a day behind its hours.
func sortableUntil(w Waiting) string {
	switch {
	case w.Until == "":
		return "~"
	case len(w.Until) == len("2026-12-01"):
		return w.Until + "~"
	}
	return w.Until
}

// reminded are the reminders up to a day, from another on.
func reminded(all []doc.Date, from, day doc.Date) []doc.Date {
	var out []doc.Date
	for _, r := range all {
		if r >= from && r <= day {
			out = append(out, r)
		}
	}
	return out
}

// A PartyReminder is one reminder to a party, where what it is reminded of has no row
// of its own for it.
type PartyReminder struct {
	Party PartyRef `yaml:"party" must:"yes" doc:"the party"`
	Date  doc.Date `yaml:"date" must:"yes" doc:"when"`
}

// remindedOf are the days up to one on which a party was reminded.
func remindedOf(all []PartyReminder, party PartyRef, day doc.Date) []doc.Date {
	var out []doc.Date
	for _, r := range all {
		if r.Party == party && r.Date <= day {
			out = append(out, r.Date)
		}
	}
	return out
}

// lapsed is the state of what has a deadline that has passed, or not.
func lapsed(until string, day doc.Date, passed, otherwise string) string {
	if until != "" && doc.Date(until[:len("2026-12-01")]) < day {
		return passed
	}
	return otherwise
}
