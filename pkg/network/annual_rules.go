package network

import (
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/record"
)

// annualChecks are the rules about annual meetings: of the full membership, with
// other stakeholders, about three things.
func annualChecks() []record.Check[Meeting] {
	return []record.Check[Meeting]{
		rule("annual-full-membership", whyFullMembership, func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
			if !isFull(e.Rec) {
				return // and reads no members
			}
			for m := range Members.All(s) {
				leftOut(e, m, report)
			}
		}),
		rule("annual-stakeholders", "The annual meeting is held with other relevant stakeholders: at least one body from outside the United Nations is invited or takes part.",
			func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
				if e.Rec.Type == Annual && !isOff(e.Rec) && !hasStakeholder(e.Rec, s) {
					report.At("invited").Hint("add a partner, or `{class: ngo, number: 2}`, to `invited`").
						Problem("the annual meeting invites nobody from outside the membership")
				}
			}),
		rule("annual-agenda", "The annual meeting reviews progress, explores ways to enhance collaboration and identifies emerging challenges: its agenda has an item for each.",
			func(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
				if e.Rec.Type != Annual || isOff(e.Rec) {
					return
				}
				for _, p := range []Purpose{ProgressReview, Collaboration, EmergingChallenges} {
					if !slices.ContainsFunc(e.Rec.Agenda, func(i AgendaItem) bool { return i.Purpose == p }) {
						report.At("agenda").Hint("`unmn meeting agenda add %s TITLE --purpose %s`", e.ID, p).
							Problem("the agenda of the annual meeting has no item with the purpose %q", p)
					}
				}
			}),
	}
}

// leftOut reports a member of the day that an annual meeting does not invite. It is
// a problem of the meeting, whichever of the two was changed.
func leftOut(e *record.Entry[Meeting], m *record.Entry[Member], report record.Reporter) {
	day := e.Rec.Start.Date()
	if isFull(e.Rec) && m.Rec.ActiveOn(day) && !takesPart(e.Rec, PartyRef(m.ID)) {
		report.In(Meetings.PathOf(e.ID)).At("invited").Hint("add `{party: %s}` to `invited`", m.ID).
			Problem("%q was a member on %s, and the annual meeting does not invite it", m.ID, day)
	}
}

// isFull reports an annual meeting whose invitation has gone out.
func isFull(m *Meeting) bool {
	return m.Type == Annual && (m.Status == Convened || m.Status == Held)
}

// takesPart reports whether a party is invited or stands in the attendance.
func takesPart(m *Meeting, party PartyRef) bool {
	return slices.ContainsFunc(m.Invited, func(i Invitation) bool { return i.Party == party }) ||
		slices.ContainsFunc(m.Attendance, func(a Attendance) bool { return a.Party == party })
}

// hasStakeholder reports somebody from outside the United Nations among those who
// are invited or were there.
func hasStakeholder(m *Meeting, s *record.Set) bool {
	for _, i := range m.Invited {
		if i.Party == "" && i.Class != UNEntity || isPartner(s, i.Party) {
			return true
		}
	}
	for _, a := range m.Attendance {
		if isPartner(s, a.Party) {
			return true
		}
	}
	return slices.ContainsFunc(m.Guests, func(g Guests) bool { return g.Class != UNEntity })
}

// nextID is the id that was given after one that was taken: 2026-annual-2 after
// 2026-annual.
func nextID(id record.ID) record.ID {
	at := strings.LastIndexByte(string(id), '-')
	if n, err := strconv.Atoi(string(id[at+1:])); err == nil {
		return id[:at+1] + record.ID(strconv.Itoa(n+1))
	}
	return id + "-2"
}
