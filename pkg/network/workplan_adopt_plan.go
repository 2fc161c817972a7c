package network

import (
	"fmt"

	"unmn/pkg/record"
)

// AdoptWorkplanOptions say which decision adopted a workplan.
type AdoptWorkplanOptions struct {
	Workplan record.ID
	Decision record.ID // mandatory
}

// AdoptWorkplan makes a draft the workplan of its period, on the day on which the
// decision was adopted. It refuses, with every reason and what to type, a workplan
// without activities, one that is adopted, whoever leads an activity and has ended,
// and a decision that was not adopted.
func AdoptWorkplan(s *record.Set, o AdoptWorkplanOptions) (*record.Change, error) {
	d := s.Draft()
	w, err := needWorkplan(d, o.Workplan)
	if err != nil {
		return nil, err
	}
	if w.Status == WorkplanAdopted {
		return nil, refuse("see it with "+typed("workplan", "show", string(o.Workplan)), "the workplan %s was adopted already%s", o.Workplan, onDay(w.AdoptedOn))
	}
	decision, reasons := adoptingDecision(d, o)
	reasons = append(reasons, unfit(d, o.Workplan, w)...)
	if err := reasons.err(); err != nil {
		return nil, err
	}
	err = Workplans.Edit(d, o.Workplan, func(w *Workplan) error {
		w.Status, w.AdoptedBy, w.AdoptedOn = WorkplanAdopted, record.Ref[Decision](o.Decision), decision.Outcome.Date
		return nil
	})
	if err != nil {
		return nil, err
	}
	d.Serve("adopted-by-decision")
	return d.Change(fmt.Sprintf("workplan %s: adopted by %s", o.Workplan, firstSet(decision.Reference, string(o.Decision))))
}

// adoptingDecision is the decision that adopted a workplan, or why none did.
func adoptingDecision(d *record.Draft, o AdoptWorkplanOptions) (*Decision, Refusals) {
	no := func(hint, format string, args ...any) (*Decision, Refusals) {
		return nil, Refusals{{Message: fmt.Sprintf("workplan %s cannot be adopted: ", o.Workplan) + fmt.Sprintf(format, args...), Hint: hint, Rule: "adopted-by-decision"}}
	}
	if o.Decision == "" {
		title := "Workplan " + string(o.Workplan)
		return no(typed("decision", "new", title, "--question", "Shall the Network adopt the workplan "+string(o.Workplan)+"?", "--proposed-by", string(Networks.One(d).Secretariat)),
			"a decision of the Network adopts it, and none is named (--decision ID)")
	}
	e, ok := Decisions.Get(d, o.Decision)
	switch {
	case !ok:
		return no("see what there is with `unmn decision list`", "the decision %q cannot be read", o.Decision)
	case e.Rec.Status == DecisionDraft:
		return no(typed("decision", "open", string(o.Decision)), "the decision %q is a draft, and everybody has to be consulted on it first", o.Decision)
	case !isTaken(e.Rec) && isUndecided(e.Rec.Status):
		return no(typed("decision", "adopt", string(o.Decision)), "the decision %q is %s", o.Decision, inState(e.Rec.Status))
	case !isTaken(e.Rec) || e.Rec.Outcome == nil:
		return no("see it with "+typed("decision", "show", string(o.Decision)), "the decision %q is %s", o.Decision, inState(e.Rec.Status))
	}
	return e.Rec, nil
}

// unfit is why a workplan cannot be adopted as it stands.
func unfit(d *record.Draft, id record.ID, w *Workplan) Refusals {
	var out Refusals
	add := func(hint, format string, args ...any) {
		out = append(out, &Refusal{Message: fmt.Sprintf("workplan %s cannot be adopted: ", id) + fmt.Sprintf(format, args...), Hint: hint})
	}
	if len(w.Activities) == 0 {
		add(typed("workplan", "add", string(id), "TITLE", "--objective", "N", "--lead", "PARTY"), "it has no activity")
	}
	for _, a := range w.Activities {
		if p, _, ok := partyOf(d, a.Lead); ok && p.Status == Ended {
			add(typed("workplan", "set", string(id), "activities."+string(a.ID)+".lead=PARTY"), "%s leads the activity %q, and has ended%s", p.Short, a.ID, onDay(p.Until))
		}
	}
	return out
}
