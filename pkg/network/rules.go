package network

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// What the rules of all types share. A rule says what is wrong with the record it
// is given, seen from that record: it looks at what the record refers to, at the
// network, and at little else; a rule between two types stands with both, under
// one name. No rule knows what day it is.

// rule makes a check whose reports are errors.
func rule[T any](name, why string, run func(e *record.Entry[T], s *record.Set, report record.Reporter)) record.Check[T] {
	return record.Check[T]{Rule: name, Why: why, Severity: diag.Error, Run: run}
}

// advice makes a check whose reports are warnings.
func advice[T any](name, why string, run func(e *record.Entry[T], s *record.Set, report record.Reporter)) record.Check[T] {
	return record.Check[T]{Rule: name, Why: why, Severity: diag.Warning, Run: run}
}

// note makes a check whose reports are for information.
func note[T any](name, why string, run func(e *record.Entry[T], s *record.Set, report record.Reporter)) record.Check[T] {
	return record.Check[T]{Rule: name, Why: why, Severity: diag.Info, Run: run}
}

// seeing is a check that looks at the records of these kinds alone, besides its own
// and the network's: other changes do not run it again.
func seeing[T any](c record.Check[T], kinds ...string) record.Check[T] {
	c.Sees = kinds
	return c
}

// The reasons of the rules that several types have.
const (
	whyDates  = "A period that ends before it begins, or an answer from before the question, is a slip of the keyboard that every later calculation would inherit."
	whyStates = "Each state of a record rests on facts: a meeting that was held has attendance, an action that is done has its day. A state without its facts, or facts that belong to another state, tell two stories."
)

// inOrder reports a day that lies before the one it must not precede. Days that
// are not given are in order.
func inOrder(report record.Reporter, first, last doc.Date, what, before string) {
	if first != "" && last != "" && last < first {
		report.Problem("%s is %s, before %s (%s)", what, last, before, first)
	}
}

// lacks reports what a state needs and the record does not have. The hint is the
// line to add.
func lacks(report record.Reporter, missing bool, state, line, format string, args ...any) {
	if missing {
		report.At("status").Hint("add `%s`", line).Problem("the status is %s, but %s", state, fmt.Sprintf(format, args...))
	}
}

// surplus reports a field that does not go with the state of the record.
func surplus(report record.Reporter, there bool, field, state string) {
	if there {
		report.At(field).Problem("%q does not go with the status %s", field, state)
	}
}

// overlap reports whether two stretches of days share one. An absent first day is
// long ago, an absent last day far away.
func overlap(since1, until1, since2, until2 doc.Date) bool {
	return (until2 == "" || since1 <= until2) && (until1 == "" || since2 <= until1)
}

// quotedList is `"a", "b" and "c"`.
func quotedList[S ~string](words []S) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			b.WriteString(" and ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(`"` + string(w) + `"`)
	}
	return b.String()
}

// CoChairs are the posts of the co-chairs, in the order of the record.
func (n *Network) CoChairs() []record.Key {
	var out []record.Key
	for _, p := range n.Posts {
		if p.CoChair {
			out = append(out, record.Key(p.ID))
		}
	}
	return out
}

// isCoChair reports whether a key is that of a co-chair's post.
func isCoChair(n *Network, key record.Key) bool { return slices.Contains(n.CoChairs(), key) }

// postOf is the network's post of that key, false when the key names none.
func postOf(n *Network, key record.Key) (Post, bool) {
	for _, p := range n.Posts {
		if string(p.ID) == string(key) {
			return p, true
		}
	}
	return Post{}, false
}

// isMember reports whether a party is a member of the Network, by its record.
func isMember(s *record.Set, party PartyRef) bool { return s.Has(Members.Name, party.ID()) }

// isPartner reports whether a party is a partner, by its record. An id that names
// both, which is a problem of its own, is taken for the member's.
func isPartner(s *record.Set, party PartyRef) bool {
	return s.Has(Partners.Name, party.ID()) && !isMember(s, party)
}
