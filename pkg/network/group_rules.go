package network

import (
	"slices"

	"unmn/pkg/record"
)

var groupType = record.Of(Groups, groupChecks, groupColumns)

var groupChecks = slices.Concat(
	textChecks(Groups),
	[]record.Check[Group]{
		rule("group-has-member", "Working groups are drawn from the members of the Network; one without any is somebody else's group.",
			func(e *record.Entry[Group], s *record.Set, report record.Reporter) {
				if !slices.ContainsFunc(e.Rec.Members, func(m GroupMember) bool { return isMember(s, m.Party) }) {
					report.At("members").Hint("`unmn group join %s iom`", e.ID).Problem("no member of the Network belongs to the group")
				}
			}),
		rule("externals-marked", "External partners may belong to a working group; its members and its externals are told apart in every document.",
			func(e *record.Entry[Group], s *record.Set, report record.Reporter) {
				for i, m := range e.Rec.Members {
					at := report.At("members", i)
					switch {
					case isPartner(s, m.Party) && !m.External:
						at.Hint("add `external: true` to the row").Problem("%q is no member of the Network and is not marked as external", m.Party)
					case isMember(s, m.Party) && m.External:
						at.Hint("remove `external: true` from the row").Problem("%q is a member of the Network and is marked as external", m.Party)
					}
				}
			}),
		advice("founding-decision", whyFounding, foundingDecision),
		advice("ad-hoc-end", "An ad hoc group is one that ends. Without a day it becomes permanent without anybody having decided so.",
			func(e *record.Entry[Group], _ *record.Set, report record.Reporter) {
				switch {
				case e.Rec.Kind == AdHoc && e.Rec.EndsOn == "":
					report.At("kind").Hint("add `ends_on: \"2026-12-31\"`").Problem("the group is ad hoc, and it is not said when it ends")
				case e.Rec.Kind == Permanent && e.Rec.EndsOn != "":
					report.At("ends_on").Hint("write `kind: ad-hoc`, or close it when it ends: `unmn group close %s --reason REASON`", e.ID).
						Problem("the group is permanent, and it is said when it ends")
				}
			}),
		advice("lead-belongs", "Whoever leads a group belongs to it, and is invited with it.",
			func(e *record.Entry[Group], _ *record.Set, report record.Reporter) {
				belongs := func(p PartyRef) bool {
					return p == "" || slices.ContainsFunc(e.Rec.Members, func(m GroupMember) bool { return m.Party == p })
				}
				if !belongs(e.Rec.Lead) {
					report.At("lead").Hint("`unmn group join %s %s`", e.ID, e.Rec.Lead).Problem("%q leads the group and does not belong to it", e.Rec.Lead)
				}
				for i, p := range e.Rec.CoLeads {
					if !belongs(p) {
						report.At("co_leads", i).Hint("`unmn group join %s %s`", e.ID, p).Problem("%q leads the group and does not belong to it", p)
					}
				}
			}),
		rule("web-address", whyWebAddress, func(e *record.Entry[Group], _ *record.Set, report record.Reporter) {
			for i, r := range e.Rec.Reports {
				notLink(report.At("reports", i, "link"), r.Link)
			}
		}),
		rule("state-needs", whyStates, func(e *record.Entry[Group], _ *record.Set, report record.Reporter) {
			lacks(report, e.Rec.Status == GroupClosed && e.Rec.Closed == nil, "closed", "closed: {date: ..., reason: ...}", "it is not said when and why")
			surplus(report, e.Rec.Status == GroupActive && e.Rec.Closed != nil, "closed", "active")
		}),
		rule("dates-in-order", whyDates, func(e *record.Entry[Group], _ *record.Set, report record.Reporter) {
			g := e.Rec
			inOrder(report.At("ends_on"), g.Since, g.EndsOn, "the end of the group", "its beginning")
			if g.Closed != nil {
				inOrder(report.At("closed", "date"), g.Since, g.Closed.Date, "the closing of the group", "its beginning")
			}
			for i, r := range g.Reports {
				inOrder(report.At("reports", i, "date"), g.Since, r.Date, "the report", "the beginning of the group")
				if i > 0 {
					inOrder(report.At("reports", i, "date"), g.Reports[i-1].Date, r.Date, "the report", "the one above it")
				}
			}
			for i, m := range g.Members {
				inOrder(report.At("members", i), m.Since, m.Until, "the last day of "+string(m.Party), "the first")
			}
		}),
	},
)

const whyFounding = "A working group is established by a decision of the Network, which says why it is there. The decision was taken, and before the group began."

// foundingDecision looks from a group at the decision that established it.
func foundingDecision(e *record.Entry[Group], s *record.Set, report record.Reporter) {
	if e.Rec.EstablishedBy == "" {
		report.Hint("add `established_by: ID` with a decision of `unmn decision list`").Problem("it is not said which decision established the group")
		return
	}
	if d, ok := Decisions.Get(s, e.Rec.EstablishedBy.ID()); ok {
		founded(e.Rec, d.Rec, report)
	}
}

// foundedGroups looks from a decision at the groups that it is said to have established.
func foundedGroups(e *record.Entry[Decision], s *record.Set, report record.Reporter) {
	for g := range Groups.All(s) {
		if g.Rec.EstablishedBy.ID() == e.ID {
			founded(g.Rec, e.Rec, report.In(Groups.PathOf(g.ID)))
		}
	}
}

// founded reports a group whose decision was not taken, or later than the group began.
func founded(g *Group, d *Decision, report record.Reporter) {
	at := report.At("established_by")
	switch {
	case !isTaken(d):
		at.Problem("the decision that established the group is not adopted: it is %s", d.Status)
	case d.Outcome != nil && g.Since != "" && g.Since < d.Outcome.Date:
		at.Problem("the group began on %s, before the decision that established it was adopted (%s)", g.Since, d.Outcome.Date)
	}
}
