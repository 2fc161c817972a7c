package network

import (
	"slices"

	"unmn/pkg/record"
)

var decisionType = record.Of(Decisions, decisionChecks, decisionColumns)

var decisionChecks = slices.Concat(
	textChecks(Decisions),
	referenceChecks(Decisions, "decision", func(d *Decision) string { return d.Reference }),
	consultationChecks(),
	frozenChecks(),
	[]record.Check[Decision]{
		rule("state-needs", whyStates, decisionStateNeeds),
		rule("dates-in-order", whyDates, decisionDates),
		rule("silence-procedure", "A silence procedure takes silence for consent. It is used only where the rules of the Network allow it.",
			func(e *record.Entry[Decision], s *record.Set, report record.Reporter) {
				if Networks.One(s).Rules.SilenceAllowed.Or(true) {
					return
				}
				if e.Rec.Method == "silence" {
					report.At("method").Problem("the rules of the network allow no silence procedure")
				}
				if e.Rec.Outcome != nil && e.Rec.Outcome.How == "silence" {
					report.At("outcome", "how").Problem("the rules of the network allow no silence procedure")
				}
			}),
		adoptedByDecision(),
		rule("supersedes-another", "A decision replaces an earlier one, never itself.",
			func(e *record.Entry[Decision], _ *record.Set, report record.Reporter) {
				if e.Rec.Supersedes.ID() == e.ID {
					report.At("supersedes").Problem("a decision does not supersede itself")
				}
			}),
		advice("founding-decision", whyFounding, foundedGroups),
		note("gcm-named", "All action is guided by the Global Compact for Migration, among others. The objective a decision serves puts it into the reports of the year.",
			func(e *record.Entry[Decision], _ *record.Set, report record.Reporter) {
				if isTaken(e.Rec) && len(e.Rec.GCM) == 0 {
					report.Hint("add `gcm: [3]` with the numbers of the objectives, 1 to 23").Problem("the decision names no objective of the Global Compact")
				}
			}),
	},
)

// isTaken reports a decision that was adopted, whatever became of it later.
func isTaken(d *Decision) bool {
	return d.Status == DecisionAdopted || d.Status == DecisionSuperseded
}

// asTaken reports a decision that was concluded although something was missing; the
// record says what, and rules do not say it again.
func asTaken(d *Decision) bool { return d.Outcome != nil && d.Outcome.AsTaken != nil }

func decisionStateNeeds(e *record.Entry[Decision], s *record.Set, report record.Reporter) {
	d := e.Rec
	state := string(d.Status)
	undecided := isUndecided(d.Status)
	surplus(report, undecided && d.Outcome != nil, "outcome", state)
	surplus(report, !isTaken(d) && d.Reference != "", "reference", state)
	surplus(report, !isTaken(d) && d.EffectiveOn != "", "effective_on", state)
	if d.Status == DecisionOpen || d.Status == DecisionObjected {
		lacks(report, d.OpenedOn == "", state, `opened_on: "2026-12-31"`, "it is not said when it was opened")
	}
	objected := func(c Consultation) bool { return isObjection(c) || breaks(Networks.One(s), d, c) }
	lacks(report, d.Status == DecisionObjected && !slices.ContainsFunc(lastRound(d), objected), state, "position: objection", "nobody objected")
	if undecided {
		return
	}
	want := OutcomeResult(state)
	if d.Status == DecisionSuperseded {
		want = OutcomeResult(DecisionAdopted)
	}
	if d.Outcome == nil {
		lacks(report, true, state, "outcome: {result: "+string(want)+", date: ...}", "there is no outcome")
	} else if d.Outcome.Result != want {
		report.At("outcome", "result").Problem("the status is %s, but the result is %s", state, d.Outcome.Result)
	}
}

func decisionDates(e *record.Entry[Decision], _ *record.Set, report record.Reporter) {
	d := e.Rec
	inOrder(report.At("closes_at"), d.OpenedOn, d.ClosesAt.Date(), "the close of the consultation", "its opening")
	if d.Outcome != nil {
		inOrder(report.At("outcome", "date"), d.OpenedOn, d.Outcome.Date, "the outcome", "the opening")
		inOrder(report.At("review_on"), d.Outcome.Date, d.ReviewOn, "the review", "the outcome")
	}
	for i, c := range d.Consultation {
		if c.Asked == nil {
			continue
		}
		at := func(field string) record.Reporter { return report.At("consultation", i, field) }
		inOrder(at("answered_on"), c.Asked.Date, c.AnsweredOn, "the answer of "+string(c.Party), "the day it was asked")
		for _, day := range c.Reminders {
			inOrder(at("reminders"), c.Asked.Date, day, "a reminder to "+string(c.Party), "the day it was asked")
		}
	}
}
