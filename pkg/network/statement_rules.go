package network

import (
	"slices"

	"unmn/pkg/record"
)

var statementType = record.Of(Statements, statementChecks, statementColumns)

const (
	whyOneVoice = "A joint statement speaks in the name of the Network: its issue is named, every member was asked to clear it, no objection stands, both co-chairs agreed, and one of them delivered it."
	whyMandates = "One voice is according to mandates: an entity whose mandate the issue touches has answered before anything is said for it."
)

var statementChecks = slices.Concat(
	textChecks(Statements),
	referenceChecks(Statements, "statement", func(s *Statement) string { return s.Reference }),
	[]record.Check[Statement]{
		rule("state-needs", whyStates, statementStateNeeds),
		rule("dates-in-order", whyDates, statementDates),
		rule("clearance-row", "Each row tells one story: asked or not, answered or not, and how.", clearanceRows),
		rule(ruleOneVoice, whyOneVoice, deliveredWithout(ruleOneVoice)),
		rule(ruleOneVoice, whyOneVoice, deliveredByAnother),
		advice(ruleOneVoice, whyOneVoice, deliveredAllTheSame(ruleOneVoice)),
		advice(ruleOneVoice, whyOneVoice, func(e *record.Entry[Statement], s *record.Set, report record.Reporter) {
			if e.Rec.runs() {
				for m := range Members.All(s) {
					reportOffClearance(e, m, report)
				}
			}
		}),
		rule(ruleMandates, whyMandates, deliveredWithout(ruleMandates)),
		advice(ruleMandates, whyMandates, deliveredAllTheSame(ruleMandates)),
		rule("web-address", whyWebAddress, func(e *record.Entry[Statement], _ *record.Set, report record.Reporter) {
			if e.Rec.Delivered != nil {
				notLink(report.At("delivered", "url"), e.Rec.Delivered.URL)
			}
		}),
		note("gcm-named", "All action is guided by the Global Compact for Migration, among others. The objective a statement serves puts it into the reports of the year.",
			func(e *record.Entry[Statement], _ *record.Set, report record.Reporter) {
				if e.Rec.Status == StatementDelivered && len(e.Rec.GCM) == 0 {
					report.Hint("add `gcm: [3]` with the numbers of the objectives, 1 to 23").Problem("the statement names no objective of the Global Compact")
				}
			}),
	},
)

// statementMemberCheck sees from a member the statements whose clearance leaves it out.
func statementMemberCheck() record.Check[Member] {
	return seeing(advice(ruleOneVoice, whyOneVoice, func(m *record.Entry[Member], s *record.Set, report record.Reporter) {
		for _, year := range s.Years(Statements.Name) {
			for _, status := range []StatementStatus{StatementInClearance, StatementCleared} {
				for _, id := range s.Having(Statements.Name, year, "status", string(status)) {
					if e, ok := Statements.Get(s, id); ok {
						reportOffClearance(e, m, report)
					}
				}
			}
		}
	}), Statements.Name)
}

// reportOffClearance reports a member of the day on which a round began that was not
// asked. It is a matter of the statement, whichever of the two was changed.
func reportOffClearance(e *record.Entry[Statement], m *record.Entry[Member], report record.Reporter) {
	s := e.Rec
	if !s.runs() || s.begun() == "" || !m.Rec.ActiveOn(s.begun()) || s.row(MemberRef(m.ID)) != nil {
		return
	}
	report.In(Statements.PathOf(e.ID)).At("clearance").Hint("`unmn statement ask %s %s`", e.ID, m.ID).
		Problem("%q was a member on %s, when the members were asked, and was not asked", m.ID, s.begun())
}

func statementStateNeeds(e *record.Entry[Statement], _ *record.Set, report record.Reporter) {
	s := e.Rec
	state := string(s.Status)
	surplus(report, s.Status == StatementDraft && len(s.Clearance) > 0, "clearance", state)
	surplus(report, s.Status == StatementDraft && len(s.AgreedBy) > 0, "agreed_by", state)
	surplus(report, s.Status != StatementDelivered && s.Delivered != nil, "delivered", state)
	surplus(report, s.Status != StatementDelivered && s.Reference != "", "reference", state)
	surplus(report, s.Status != StatementWithdrawn && s.Withdrawn != nil, "withdrawn", state)
	lacks(report, s.runs() && len(s.Clearance) == 0, state, "clearance: [...]", "nobody was asked to clear it")
	lacks(report, s.runs() && s.ClosesAt == "", state, "closes_at: 2026-12-31T17:00", "it is not said until when members answer")
	lacks(report, s.Status == StatementDelivered && s.Delivered == nil, state, "delivered: {date: ..., by: ...}", "it is not said when and by whom")
	lacks(report, s.Status == StatementWithdrawn && s.Withdrawn == nil, state, "withdrawn: {date: ..., reason: ...}", "it is not said when and why")
}

func statementDates(e *record.Entry[Statement], _ *record.Set, report record.Reporter) {
	s := e.Rec
	inOrder(report.At("closes_at"), s.begun(), s.ClosesAt.Date(), "the deadline", "the day the members were asked")
	if s.Delivered != nil {
		inOrder(report.At("delivered", "date"), s.begun(), s.Delivered.Date, "the delivery", "the day the members were asked")
		inOrder(report.At("advance_notice"), s.AdvanceNotice, s.Delivered.Date, "the delivery", "the advance notice")
	}
	if s.Withdrawn != nil {
		inOrder(report.At("withdrawn", "date"), s.begun(), s.Withdrawn.Date, "the withdrawal", "the day the members were asked")
	}
	for i, a := range s.AgreedBy {
		inOrder(report.At("agreed_by", i, "date"), s.begun(), a.Date, "the agreement of "+string(a.Post), "the day the members were asked")
	}
	for i, row := range s.Clearance {
		if row.Asked == nil {
			continue
		}
		inOrder(report.At("clearance", i, "answered_on"), row.Asked.Date, row.AnsweredOn, "the answer of "+string(row.Member), "the day it was asked")
		for _, day := range row.Reminders {
			inOrder(report.At("clearance", i, "reminders"), row.Asked.Date, day, "a reminder to "+string(row.Member), "the day it was asked")
		}
	}
}

func clearanceRows(e *record.Entry[Statement], _ *record.Set, report record.Reporter) {
	for i, row := range e.Rec.Clearance {
		at := report.At("clearance", i, "status")
		switch answered := row.Position != "" || row.AnsweredOn != ""; {
		case row.Round > e.Rec.round():
			report.At("clearance", i, "round").Hint("add the rounds before it to `rounds`").Problem("%q is in round %d, and the statement is in round %d", row.Member, row.Round, e.Rec.round())
		case row.Status == responded && (row.Position == "" || row.AnsweredOn == ""):
			at.Problem("%q responded, and the row lacks its position or the day", row.Member)
		case row.Status != responded && answered:
			at.Problem("the row has an answer of %q, and its status is %s", row.Member, row.Status)
		case row.Status == notConsulted && row.Asked != nil:
			at.Problem("%q was asked on %s, and the status is not-consulted", row.Member, row.Asked.Date)
		case row.Status != notConsulted && row.Asked == nil:
			at.Hint("add `asked: {date: ..., channel: e-mail}` to the row").Problem("the status of %q is %s, and it is not said when it was asked", row.Member, row.Status)
		}
	}
}

// deliveredWithout reports what a statement that was cleared or delivered lacked by a
// rule, as errors.
func deliveredWithout(name string) func(*record.Entry[Statement], *record.Set, record.Reporter) {
	return func(e *record.Entry[Statement], s *record.Set, report record.Reporter) {
		at := report.At("status")
		switch d := e.Rec.Delivered; {
		case e.Rec.Status == StatementCleared:
			reportClearance(Networks.One(s), e.Rec, "", name, "cleared", at.Hint("write `status: in-clearance`"))
		case e.Rec.Status == StatementDelivered && d != nil && d.AsTaken == nil:
			reportClearance(Networks.One(s), e.Rec, d.Date, name, "delivered", at.Hint("if it was delivered all the same, say so: `as_taken: {reason: ...}` in `delivered`"))
		}
	}
}

// deliveredAllTheSame reports what a statement lacked that was delivered all the same:
// it stays visible for ever, and keeps nobody from anything.
func deliveredAllTheSame(name string) func(*record.Entry[Statement], *record.Set, record.Reporter) {
	return func(e *record.Entry[Statement], s *record.Set, report record.Reporter) {
		if d := e.Rec.Delivered; d != nil && d.AsTaken != nil {
			reportClearance(Networks.One(s), e.Rec, d.Date, name, "delivered all the same", report.At("delivered", "as_taken"))
		}
	}
}

// deliveredByAnother reports a delivery by somebody who is no co-chair.
func deliveredByAnother(e *record.Entry[Statement], s *record.Set, report record.Reporter) {
	if d := e.Rec.Delivered; d != nil && d.AsTaken == nil && !isCoChair(Networks.One(s), d.By) {
		report.At("delivered", "by").Problem("the co-chairs deliver a joint statement, and %q is none", d.By)
	}
}
