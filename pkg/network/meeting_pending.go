package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// An AwaitedReply is one party from which a meeting waits for something.
type AwaitedReply struct {
	Meeting record.ID
	Party   PartyRef
	What    Awaited
	Since   doc.Date // when it was asked
	Until   doc.Date // the last day on which the reply counts
}

// Awaited is what a meeting waits for.
type Awaited string

// What meetings wait for.
const (
	AwaitedAnswer  Awaited = "answer to the invitation"
	AwaitedComment Awaited = "comments on the minutes"
)

// AwaitedReplies are the answers to invitations that are still to come on a day, and
// the comments on minutes while they are welcome, by meeting; within one in the order
// of its list. Who has nothing to say of minutes need not say so: that a comment is
// awaited is no reproach. Only the years are read whose meetings can still wait.
func AwaitedReplies(r record.Reader, day doc.Date) []AwaitedReply {
	var out []AwaitedReply
	for year := day.Year() - 1; year <= day.Year()+1; year++ {
		for e := range Meetings.WithPrefix(r, yearText(year)) {
			out = append(out, awaitedAnswers(e, day)...)
			out = append(out, awaitedComments(e, day)...)
		}
	}
	return out
}

// awaitedAnswers are the parties that were sent the invitation to a meeting to come and
// had not answered it on a day.
func awaitedAnswers(e *record.Entry[Meeting], day doc.Date) []AwaitedReply {
	m := e.Rec
	if m.Status != Convened || m.Start.Date() < day {
		return nil
	}
	var out []AwaitedReply
	for _, row := range m.Invited {
		since := noticeTo(m, row.Party)
		if row.Party == "" || since == "" || since > day || row.RSVP != "" && row.RSVP != needsAction && row.AnsweredOn <= day {
			continue
		}
		out = append(out, AwaitedReply{Meeting: e.ID, Party: row.Party, What: AwaitedAnswer, Since: since, Until: m.Start.Date()})
	}
	return out
}

// noticeTo is the day on which a party was first sent the invitation that stands, empty
// when it was not.
func noticeTo(m *Meeting, party PartyRef) doc.Date {
	for _, n := range m.Notices {
		if slices.Contains(n.To, party) {
			return n.Date
		}
	}
	return ""
}

// awaitedComments are the parties that were sent minutes last and had not commented on
// them on a day, while comments are welcome.
func awaitedComments(e *record.Entry[Meeting], day doc.Date) []AwaitedReply {
	m := e.Rec.Minutes
	if m == nil || m.Status != MinutesCirculated || len(m.Circulated) == 0 || day > m.CommentsUntil {
		return nil
	}
	last := m.Circulated[len(m.Circulated)-1]
	if last.Date > day {
		return nil
	}
	var out []AwaitedReply
	for _, party := range last.To {
		commented := func(c Comment) bool { return c.Party == party && last.Date <= c.Date && c.Date <= day }
		if !slices.ContainsFunc(m.Comments, commented) {
			out = append(out, AwaitedReply{Meeting: e.ID, Party: party, What: AwaitedComment, Since: last.Date, Until: m.CommentsUntil})
		}
	}
	return out
}
