package network

import (
	"slices"

	"unmn/pkg/record"
)

var workplanType = record.Of(Workplans, workplanChecks, workplanColumns)

var workplanChecks = slices.Concat(
	textChecks(Workplans),
	[]record.Check[Workplan]{
		rule("workplan-id", "There is one workplan for a period. Its id is the period, so that two people who begin one at the same time find out.",
			func(e *record.Entry[Workplan], _ *record.Set, report record.Reporter) {
				if want := e.Rec.Period.ID(); want != e.ID {
					report.At("period").Hint("move it with `git mv %s %s`", Workplans.PathOf(e.ID), Workplans.PathOf(want)).
						Problem("the workplan of %s has the id %q, not %q", e.Rec.Period, want, e.ID)
				}
			}),
		rule("state-needs", whyStates, workplanStateNeeds),
		advice("timeline-in-period", "An activity is due within the period of its workplan; what takes longer is carried over to the next when that is made.",
			func(e *record.Entry[Workplan], _ *record.Set, report record.Reporter) {
				first, last := e.Rec.Period.Span()
				for i, a := range e.Rec.Activities {
					if begins, ends := a.Timeline.Span(); ends < first || begins > last {
						report.At("activities", i, "timeline").Problem("%s is outside the period of the workplan, %s", a.Timeline, e.Rec.Period)
					}
				}
			}),
		advice("joint-action", "The Network acts where a common UN approach adds value, in line with national strategies and laws: an activity brings at least two entities together or says what acting as one adds, and names the framework it helps to implement.",
			jointAction),
		advice("owner-helps", whyOwnerHelps, func(e *record.Entry[Workplan], _ *record.Set, report record.Reporter) {
			for i, a := range e.Rec.Activities {
				if j := slices.Index(a.With, a.Lead); j >= 0 {
					report.At("activities", i, "with", j).Problem("%q leads the activity, and stands among those who take part as well", a.Lead)
				}
			}
		}),
		rule("web-address", whyWebAddress, func(e *record.Entry[Workplan], _ *record.Set, report record.Reporter) {
			for i, a := range e.Rec.Activities {
				notLink(report.At("activities", i, "uninfo"), a.UNINFO)
			}
		}),
		note("gcm-named", "All action is guided by the Global Compact for Migration, among others. The objective an activity serves puts it into the reports of the year.",
			func(e *record.Entry[Workplan], _ *record.Set, report record.Reporter) {
				for i, a := range e.Rec.Activities {
					if len(a.GCM) == 0 {
						report.At("activities", i).Hint("`unmn workplan set %s activities.%s.gcm=NUMBER`, the objectives are 1 to 23", e.ID, a.ID).
							Problem("the activity %q names no objective of the Global Compact", a.ID)
					}
				}
			}),
	},
)

// workplanStateNeeds wants the facts of the states of a plan and of its activities.
func workplanStateNeeds(e *record.Entry[Workplan], _ *record.Set, report record.Reporter) {
	w := e.Rec
	state, adopted := string(w.Status), w.Status == WorkplanAdopted
	lacks(report, adopted && w.AdoptedBy == "", state, "adopted_by: ID", "it is not said by which decision")
	lacks(report, adopted && w.AdoptedOn == "", state, `adopted_on: "2026-12-31"`, "the day is not said")
	lacks(report, adopted && len(w.Activities) == 0, state, "activities: ...", "it has no activity")
	surplus(report, !adopted && w.AdoptedBy != "", "adopted_by", state)
	surplus(report, !adopted && w.AdoptedOn != "", "adopted_on", state)
	for i, a := range w.Activities {
		at := report.At("activities", i, "status")
		why := func(r ActivityReport) bool { return r.Status == ActivityDiscontinued }
		if a.Status == ActivityDiscontinued && !slices.ContainsFunc(a.Progress, why) {
			at.Hint("add `{date: ..., status: discontinued, note: ...}` to its `progress`").Problem("the activity is discontinued, and it is not said when and why")
		}
		if n := len(a.Progress); n > 0 && a.Progress[n-1].Status != a.Status {
			at.Problem("the activity is %s, but by the last report on it (%s) it was %s", a.Status, a.Progress[n-1].Date, a.Progress[n-1].Status)
		}
	}
}

// jointAction tells activities of one entity alone that do not say what acting as one
// adds, and those that help to implement nothing, where the network has frameworks.
func jointAction(e *record.Entry[Workplan], s *record.Set, report record.Reporter) {
	frameworks := len(Networks.One(s).Frameworks) > 0
	for i, a := range e.Rec.Activities {
		at := report.At("activities", i)
		if len(a.With)+len(a.Partners) == 0 && len(a.AddedValue) == 0 {
			at.Hint("`unmn workplan set %s activities.%s.with=PARTY`, or activities.%s.added_value=...", e.ID, a.ID, a.ID).
				Problem("%q does the activity %q alone, and it is not said what joint action adds", a.Lead, a.ID)
		}
		if frameworks && len(a.Frameworks) == 0 {
			at.Hint("`unmn workplan set %s activities.%s.frameworks=ID` with one of `unmn network show`", e.ID, a.ID).
				Problem("the activity %q names no framework that it helps to implement", a.ID)
		}
	}
}

const whyAdoptedBy = "A workplan is the Network's once the Network adopted it: the decision it names was adopted, on the day that the workplan says. What was agreed on the way there is in the decision's consultation."

// adoptedByDecision stands with the decisions: it reports workplans that name one
// which was not adopted, or not on that day.
func adoptedByDecision() record.Check[Decision] {
	return seeing(rule("adopted-by-decision", whyAdoptedBy, func(e *record.Entry[Decision], s *record.Set, report record.Reporter) {
		for w := range Workplans.All(s) {
			if w.Rec.AdoptedBy.ID() != e.ID {
				continue
			}
			at := report.In(Workplans.PathOf(w.ID))
			switch {
			case !isTaken(e.Rec):
				at.At("adopted_by").Hint("`unmn decision show %s`", e.ID).Problem("the decision %q is %s; it adopted nothing", e.ID, inState(e.Rec.Status))
			case e.Rec.Outcome != nil && w.Rec.AdoptedOn != "" && w.Rec.AdoptedOn != e.Rec.Outcome.Date:
				at.At("adopted_on").Problem("the decision %q was adopted on %s", e.ID, e.Rec.Outcome.Date)
			}
		}
	}), "workplan")
}
