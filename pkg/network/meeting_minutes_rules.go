package network

import (
	"slices"

	"unmn/pkg/record"
)

// meetingMinutesChecks are the rules about what minutes say. Minutes are never
// blocked: what happened is recorded, so all of these are warnings.
func meetingMinutesChecks() []record.Check[Meeting] {
	held := func(run func(e *record.Entry[Meeting], s *record.Set, report record.Reporter)) func(*record.Entry[Meeting], *record.Set, record.Reporter) {
		return func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
			if e.Rec.Status == Held {
				run(e, s, report)
			}
		}
	}
	return []record.Check[Meeting]{
		advice("chair-present", "Who chairs a meeting was there, or the attendance or the chair is wrong.",
			held(func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
				n := Networks.One(s)
				for i, chair := range e.Rec.Chairs {
					party := PartyRef(chair)
					if post, ok := postOf(n, chair); ok {
						party = PartyRef(post.Member)
					}
					if party != "" && !wasThere(e.Rec, party) {
						report.At("chairs", i).Problem("%q chairs the meeting, and %q is not among those present or represented", chair, party)
					}
				}
			})),
		advice("positions-of-those-present", "A position taken at a meeting is that of a party which was there. One that wrote before is a matter of the decision's consultation.",
			held(func(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
				for i, item := range e.Rec.Agenda {
					for j, p := range item.Positions {
						if !wasThere(e.Rec, p.Party) {
							report.At("agenda", i, "positions", j, "party").Problem("%q has a position here, and is not among those present or represented", p.Party)
						}
					}
				}
			})),
		advice("decision-or-reason", "An item for decision ends with a decision, with a conclusion, or with the reason why it ended without one; a reader of the minutes asks for nothing else.",
			held(func(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
				for _, i := range unconcluded(e.Rec) {
					report.At("agenda", i, "purpose").Hint("take the minutes again with a line `DECISION: ...`, `CONCLUSION: ...` or `NO DECISION: ...`").
						Problem("item %d was for decision, and the minutes say neither what was concluded nor why nothing was", i+1)
				}
			})),
		advice("minutes-approval", whyApproval, held(approvedHere)),
		advice("minutes-approval", whyApproval, held(approvedThere)),
	}
}

const whyApproval = "Minutes that another meeting approved are final because that meeting said so: its agenda has the item, and both records tell it."

// wasThere reports whether a party was present or represented.
func wasThere(m *Meeting, party PartyRef) bool {
	return slices.ContainsFunc(m.Attendance, func(a Attendance) bool {
		return a.Party == party && (a.Status == Present || a.Status == Represented)
	})
}

// approvedHere looks from the item that approved minutes at the minutes.
func approvedHere(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
	for i, item := range e.Rec.Agenda {
		at := report.At("agenda", i, "approved")
		if !item.Approved {
			continue
		}
		if item.Meeting == "" {
			at.Hint("add `meeting: ID` to the item").Problem("item %d approved minutes, and it is not said of which meeting", i+1)
			continue
		}
		other, ok := Meetings.Get(s, item.Meeting.ID())
		if ok && (other.Rec.Minutes == nil || other.Rec.Minutes.Approved == nil || other.Rec.Minutes.Approved.Meeting.ID() != e.ID) {
			at.Problem("item %d approved the minutes of %q, which does not say so", i+1, item.Meeting)
		}
	}
}

// approvedThere looks from the minutes at the meeting that approved them.
func approvedThere(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
	if e.Rec.Minutes == nil || e.Rec.Minutes.Approved == nil || e.Rec.Minutes.Approved.Meeting == "" {
		return
	}
	at := report.At("minutes", "approved", "meeting")
	by := e.Rec.Minutes.Approved.Meeting.ID()
	if by == e.ID {
		at.Problem("a meeting does not approve its own minutes")
		return
	}
	other, ok := Meetings.Get(s, by)
	if ok && !slices.ContainsFunc(other.Rec.Agenda, func(i AgendaItem) bool { return i.Approved && i.Meeting.ID() == e.ID }) {
		at.Problem("no item of %q says that these minutes were approved there", by)
	}
}
