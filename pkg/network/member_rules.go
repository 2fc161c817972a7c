package network

import (
	"slices"

	"unmn/pkg/record"
)

var memberType = record.Of(Members, memberChecks, memberColumns)

var memberChecks = slices.Concat(
	textChecks(Members),
	partyChecks(func(m *Member) *Party { return &m.Party }),
	[]record.Check[Member]{
		frozenMemberCheck(),
		statementMemberCheck(),
		rule("members-are-un-entities", "The Network is one of the United Nations: its members are UN entities. Everybody else is a partner.",
			func(e *record.Entry[Member], _ *record.Set, report record.Reporter) {
				if e.Rec.Class != UNEntity {
					report.At("class").Hint("enter it as a partner: `unmn partner new %s --class %s --name NAME`", e.ID, e.Rec.Class).
						Problem("a member is a UN entity; %q is of the class %q", e.ID, e.Rec.Class)
				}
			}),
		rule("state-needs", whyStates, func(e *record.Entry[Member], _ *record.Set, report record.Reporter) {
			m := e.Rec
			lacks(report, m.Status == Active && m.Since == "" && m.Basis != "terms", "active", `since: "2026-01-01"`,
				"since when is not said (it may be left out where the basis is the terms)")
			if m.Status == ExpressedInterest {
				surplus(report, m.Since != "", "since", string(m.Status))
				surplus(report, m.Until != "", "until", string(m.Status))
			}
			lacks(report, m.Status == Inactive && !isPausing(m), "inactive", `inactive: [{since: "2026-12-31"}]`, "it is not said since when")
			if m.Status != Inactive && isPausing(m) {
				last := len(m.Inactive) - 1
				report.At("inactive", last).Hint("add `until: ...` to the row").
					Problem("the member is inactive since %s, and its status is %s", m.Inactive[last].Since, m.Status)
			}
		}),
		rule("dates-in-order", whyDates, func(e *record.Entry[Member], _ *record.Set, report record.Reporter) {
			for i, row := range e.Rec.Inactive {
				inOrder(report.At("inactive", i, "until"), row.Since, row.Until, "the last day of the inactivity", "the first")
				if i > 0 {
					before := e.Rec.Inactive[i-1]
					if before.Until == "" {
						report.At("inactive", i-1).Hint("add `until: ...` to the row").Problem("the inactivity from %s has no last day, and another follows it", before.Since)
					}
					inOrder(report.At("inactive", i, "since"), max(before.Since, before.Until), row.Since, "the inactivity", "the end of the one before")
				}
			}
		}),
		advice("founding-members", "The terms name members. Where one of them is no longer active, the register and the terms say two things until the terms are amended.",
			func(e *record.Entry[Member], s *record.Set, report record.Reporter) {
				if slices.Contains(Networks.One(s).FoundingMembers, MemberRef(e.ID)) && e.Rec.Status != Active {
					report.At("status").Problem("the terms name %q as a member, and its status is %s", e.ID, e.Rec.Status)
				}
			}),
		advice("basis-of-membership", "Besides those the terms name, UN agencies become members because they express their interest. What a membership rests on is recorded, so that it can be told in years.",
			func(e *record.Entry[Member], s *record.Set, report record.Reporter) {
				founding := slices.Contains(Networks.One(s).FoundingMembers, MemberRef(e.ID))
				switch {
				case e.Rec.Basis == "" && !founding:
					report.Hint("add `basis: expressed-interest` or `basis: decision`").Problem("it is not said what the membership of %q rests on", e.ID)
				case e.Rec.Basis == "terms" && !founding:
					report.At("basis").Problem("the membership of %q is said to rest on the terms, and the network does not name it among its founding members", e.ID)
				}
			}),
		rule("coordinator-and-secretariat", whyCoordinator, func(e *record.Entry[Member], s *record.Set, report record.Reporter) {
			n := Networks.One(s)
			if e.Rec.Status == Active {
				return
			}
			for _, office := range []struct {
				is   bool
				what string
			}{{n.Coordinator.ID() == e.ID, "coordinator"}, {n.Secretariat.ID() == e.ID, "secretariat"}} {
				if office.is {
					report.At("status").Problem("%q is the %s of the network, and its status is %s", e.ID, office.what, e.Rec.Status)
				}
			}
		}),
		seeing(rule("annual-full-membership", whyFullMembership, missingFromAnnual), Meetings.Name),
	},
)

const (
	whyCoordinator    = "One active member of the Network is its coordinator and its secretariat; without it nobody convenes and nobody keeps the minutes."
	whyFullMembership = "The annual meeting is one of the full membership: every member of that day is invited, or is among those whose attendance is recorded."
)

// missingFromAnnual reports the annual meetings, convened or held, that leave the
// member out. It looks for the ids that annual meetings have and opens no others.
func missingFromAnnual(e *record.Entry[Member], s *record.Set, report record.Reporter) {
	for _, year := range s.Years(Meetings.Name) {
		for _, id := range annualIDs(year) {
			if meeting, ok := Meetings.Get(s, id); ok {
				leftOut(meeting, e, report)
			}
		}
	}
}
