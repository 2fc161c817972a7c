package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// statementsWaiting are the answers to the clearances of joint statements that run, and
// of members that were never asked. A member whose mandate it touches is waited for
// after the deadline as well.
func statementsWaiting(r record.Reader, day doc.Date) []Waiting {
	var out []Waiting
	for e := range Statements.All(r) {
		s := e.Rec
		if !isWithMembers(s, day) {
			continue
		}
		for _, row := range s.Clearance {
			answered := row.Status == responded && row.AnsweredOn <= day
			if row.Round != s.round() || answered || row.Status == noResponse && !row.Mandate || row.Asked != nil && row.Asked.Date > day {
				continue
			}
			w := statementWaiting(r, e, row.Member)
			w.Reminders, w.Row = reminded(row.Reminders, "", day), row.Visibility
			if row.Status == noResponse {
				w.State = stateNoReply
			}
			if row.Asked != nil {
				w.Since = row.Asked.Date
				w.State = lapsed(w.Until, day, stateNoReply, w.State)
				w.Command = command("statement", "clear", string(e.ID), string(row.Member)+"="+string(agrees))
			}
			out = append(out, w)
		}
		for _, member := range offClearance(r, s) {
			out = append(out, statementWaiting(r, e, member))
		}
	}
	return out
}

// isWithMembers reports a statement whose clearance ran on a day.
func isWithMembers(s *Statement, day doc.Date) bool {
	begun := s.begun()
	return begun != "" && begun <= day && (s.Delivered == nil || s.Delivered.Date > day) && (s.Withdrawn == nil || s.Withdrawn.Date > day) &&
		s.Status != StatementCleared
}

// statementWaiting is a member that was not asked to clear a statement.
func statementWaiting(r record.Reader, e *record.Entry[Statement], member MemberRef) Waiting {
	w := Waiting{
		Party: PartyRef(member), Short: shortOf(r, PartyRef(member)), What: ForClearance, Record: recordRef(Statements.Name, e.ID), Title: e.Rec.Issue,
		State: stateUnasked, Until: string(e.Rec.ClosesAt), Visibility: e.Rec.Visibility, Command: command("statement", "ask", string(e.ID), string(member)),
	}
	if row := e.Rec.row(member); row != nil && row.Asked != nil {
		w.State = stateUnanswered
	}
	return w
}
