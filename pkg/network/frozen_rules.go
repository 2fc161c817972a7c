package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

const whyFrozen = "Who is consulted is settled when a decision opens: whoever was a member that day. A list that could be changed afterwards would make any decision one of consensus. It can be extended, dated; nobody is taken off it."

// frozenChecks are the rules about the list of a consultation. That somebody left the
// list cannot be seen in one tree; that somebody is on the list of one round and not
// on that of the next can.
func frozenChecks() []record.Check[Decision] {
	return []record.Check[Decision]{
		rule(ruleFrozen, whyFrozen, frozenList),
		advice(ruleFrozen, whyFrozen, func(e *record.Entry[Decision], s *record.Set, report record.Reporter) {
			if !isConsulting(e.Rec) {
				return // and reads no members
			}
			for m := range Members.All(s) {
				reportOffList(e, m, report)
			}
		}),
	}
}

// frozenMemberCheck sees from a member the open decisions whose lists lack it.
func frozenMemberCheck() record.Check[Member] {
	return advice(ruleFrozen, whyFrozen, func(m *record.Entry[Member], s *record.Set, report record.Reporter) {
		for _, year := range decisionYears(s) {
			for _, status := range []DecisionStatus{DecisionOpen, DecisionObjected} {
				for _, id := range s.Having(Decisions.Name, year, "status", string(status)) {
					if e, ok := Decisions.Get(s, id); ok {
						reportOffList(e, m, report)
					}
				}
			}
		}
	})
}

// decisionYears are the years that have decisions; none is read for it.
func decisionYears(s *record.Set) []string {
	var out []string
	for _, id := range Decisions.IDs(s) {
		if year := id.Year(); year != "" && !slices.Contains(out, year) {
			out = append(out, year)
		}
	}
	return out
}

// isConsulting reports a decision whose consultation runs.
func isConsulting(d *Decision) bool {
	return (d.Status == DecisionOpen || d.Status == DecisionObjected) && d.OpenedOn != ""
}

// reportOffList reports a member of the opening day that an open decision does not
// consult. It is a matter of the decision, whichever of the two was changed, and a
// warning: whoever is entered late with an earlier day is not kept from it.
func reportOffList(e *record.Entry[Decision], m *record.Entry[Member], report record.Reporter) {
	d := e.Rec
	if !isConsulting(d) || !m.Rec.ActiveOn(d.OpenedOn) || lastRow(d, PartyRef(m.ID)) >= 0 {
		return
	}
	report.In(Decisions.PathOf(e.ID)).At("opened_on").Hint("`unmn decision ask %s %s --add --channel e-mail`", e.ID, m.ID).
		Problem("%q was a member on %s, when the decision opened, and is not on its list", m.ID, d.OpenedOn)
}

// frozenList reports lists that were made before the opening, and what was changed
// after it without being dated.
func frozenList(e *record.Entry[Decision], _ *record.Set, report record.Reporter) {
	d := e.Rec
	if d.Status == DecisionDraft && len(d.Consultation) > 0 {
		report.At("consultation").Hint("open it with `unmn decision open %s`", e.ID).Problem("the decision is a draft; its list is made when it opens")
		return
	}
	rounds := map[PartyRef][]int{}
	for i, c := range d.Consultation {
		rounds[c.Party] = append(rounds[c.Party], c.Round)
		at := report.At("consultation", i, "round")
		if c.Round > roundOf(d) {
			at.Hint("add the rounds before it to `rounds`").Problem("%q is in round %d, and the decision is in round %d", c.Party, c.Round, roundOf(d))
		}
		inOrder(report.At("consultation", i, "added_on"), d.OpenedOn, c.AddedOn, "the day "+string(c.Party)+" was added", "the opening")
		if c.Asked != nil {
			inOrder(report.At("consultation", i, "asked"), startOf(d, c.Round), c.Asked.Date, "the day "+string(c.Party)+" was asked", "the beginning of the round")
		}
	}
	for i, c := range d.Consultation {
		if have := rounds[c.Party]; slices.Index(have, c.Round) == 0 && slices.Max(have) < roundOf(d) {
			report.At("consultation", i, "party").Hint("add its row of round %d; whoever is not asked has a reason (`not_asked`)", roundOf(d)).
				Problem("%q is on the list of round %d and not on that of round %d; nobody is taken off it", c.Party, slices.Max(have), roundOf(d))
		}
	}
	for i, r := range d.Rounds {
		if r.Round != i+1 {
			report.At("rounds", i, "round").Problem("rounds are numbered from 1 in their order; this is the %d. and has the number %d", i+1, r.Round)
		}
	}
}

// startOf is the day on which a round began.
func startOf(d *Decision, round int) doc.Date {
	if round > 1 && round <= len(d.Rounds)+1 {
		return d.Rounds[round-2].RevisedOn
	}
	return d.OpenedOn
}
