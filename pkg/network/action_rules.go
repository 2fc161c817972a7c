package network

import (
	"slices"

	"unmn/pkg/record"
)

var actionType = record.Of(Actions, actionChecks, actionColumns)

var actionChecks = slices.Concat(
	textChecks(Actions),
	[]record.Check[Action]{
		rule("state-needs", whyStates, func(e *record.Entry[Action], _ *record.Set, report record.Reporter) {
			a := e.Rec
			closed := a.Status == ActionDone || a.Status == ActionDropped
			lacks(report, closed && a.ClosedOn == "", string(a.Status), `closed_on: "2026-12-31"`, "the day is not said")
			lacks(report, a.Status == ActionDropped && len(a.Evidence) == 0, string(a.Status), "evidence: ...", "it is not said why")
			surplus(report, !closed && a.ClosedOn != "", "closed_on", string(a.Status))
		}),
		advice("evidence-of-done", "That something was done is believed when it can be shown: a letter, a document, a link.",
			func(e *record.Entry[Action], _ *record.Set, report record.Reporter) {
				if e.Rec.Status == ActionDone && len(e.Rec.Evidence) == 0 {
					report.At("status").Hint("add `evidence: ...`").Problem("the action is done, and nothing shows it")
				}
			}),
		rule("dates-in-order", whyDates, func(e *record.Entry[Action], _ *record.Set, report record.Reporter) {
			for i, p := range e.Rec.Progress {
				if closed := e.Rec.ClosedOn; closed != "" && p.Date > closed {
					report.At("progress", i, "date").Problem("the report is of %s, after the action was closed (%s)", p.Date, closed)
				}
			}
		}),
		advice("owner-helps", whyOwnerHelps,
			func(e *record.Entry[Action], _ *record.Set, report record.Reporter) {
				if i := slices.Index(e.Rec.With, e.Rec.Owner); i >= 0 {
					report.At("with", i).Problem("%q does it, and stands among those who help as well", e.Rec.Owner)
				}
			}),
	},
)

const whyOwnerHelps = "Who does a thing and who helps are told apart: the first is asked for it."
