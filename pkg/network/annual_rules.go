package network

import (
	"regexp"
	"slices"
	"sync"

	"unmn/pkg/record"
)

// annualChecks are the rules about annual meetings: of the full membership, with
// other stakeholders, about three things.
func annualChecks() []record.Check[Meeting] {
	return []record.Check[Meeting]{
		rule("annual-full-membership", whyFullMembership, func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
			if !isFull(e) {
				return // and reads no members
			}
			for m := range Members.All(s) {
				leftOut(e, m, report)
			}
		}),
		rule("annual-stakeholders", "The annual meeting is held with other relevant stakeholders: at least one body from outside the United Nations is invited or takes part.",
			func(e *record.Entry[Meeting], s *record.Set, report record.Reporter) {
				if e.Rec.Type == Annual && !e.Rec.IsOff() && !hasStakeholder(e.Rec, s) {
					report.At("invited").Hint("add a partner to `invited` (when planning: `--invite scrm`), or `{class: ngo, number: 2}`").
						Problem("the annual meeting invites nobody from outside the membership")
				}
			}),
		rule("annual-agenda", "The annual meeting reviews progress, explores ways to enhance collaboration and identifies emerging challenges: its agenda has an item for each.",
			func(e *record.Entry[Meeting], _ *record.Set, report record.Reporter) {
				if e.Rec.Type != Annual || e.Rec.IsOff() {
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
	if isFull(e) && m.Rec.ActiveOn(day) && !takesPart(e.Rec, PartyRef(m.ID)) {
		report.In(Meetings.PathOf(e.ID)).At("invited").Hint("add `{party: %s}` to `invited`", m.ID).
			Problem("%q was a member on %s, and the annual meeting does not invite it", m.ID, day)
	}
}

// isFull reports an annual meeting whose invitation has gone out, under an id by
// which its members find it.
func isFull(e *record.Entry[Meeting]) bool {
	return e.Rec.Type == Annual && (e.Rec.Status == Convened || e.Rec.Status == Held) && annualID().MatchString(string(e.ID))
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

// annualID is the form of the ids of annual meetings: a further one in the year,
// after one that was not held, has a number.
var annualID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]{4}-annual(-[2-4])?$`) })

// annualIDs are the ids that the annual meetings of a year can have.
func annualIDs(year string) []record.ID {
	first := record.ID(year + "-annual")
	return []record.ID{first, first + "-2", first + "-3", first + "-4"}
}
