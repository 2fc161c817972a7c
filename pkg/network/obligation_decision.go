package network

import (
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func decisionObligations() []Obligation {
	return []Obligation{
		{Rule: ruleConsensus, Run: consensusReached, Kinds: []string{Decisions.Name}, Params: []string{"silence_allowed", "silence_hours", "member_days"},
			Why: "Decisions are made by consensus based on consultations with all members: nobody who had to be asked was left out, and no objection stands."},
		{Rule: ruleDetermination, Run: stateDetermined, Kinds: []string{Decisions.Name}, Params: []string{"state_determined_by", "state_presumption"},
			Why: "Whether an issue is relevant to or of concern to the state is determined before a decision is opened."},
		{Rule: ruleState, Run: stateWasConsulted, Kinds: []string{Decisions.Name}, Params: []string{"government_days", "silence_of_institutions", "state_objection"},
			Why: "On issues relevant to or of concern to the state, the state lead and the confirmed institutions are consulted. Where nobody considered whether another one is relevant, nobody can say that all were."},
		{Rule: "decided-where", Run: decidedWhere, Kinds: []string{Decisions.Name, Meetings.Name}, Params: []string{"decides_at"},
			Why: "Where the terms say at which meetings decisions are taken, they are taken there."},
		{Rule: "decision-reviewed", Promised: true, Run: decisionReviewed, Kinds: []string{Decisions.Name},
			Why: "A decision that is to be looked at again on a day is looked at: replaced, or given another day."},
	}
}

// decided yields the decisions that were taken, and those that are open, by the day
// of the watch. on is the day of the outcome, or of the deadline of one that is open.
func (w *Watch) decided(see func(e *record.Entry[Decision], on doc.Date, taken bool)) {
	for year := w.From.Year() - 2; year <= w.To.Year(); year++ {
		for e := range Decisions.WithPrefix(w.Set, yearText(year)) {
			d := e.Rec
			switch {
			case isTaken(d) && d.Outcome != nil && d.Outcome.Date <= w.Day:
				see(e, d.Outcome.Date, true)
			case d.OpenedOn != "" && d.OpenedOn <= w.Day && (d.Outcome == nil || d.Outcome.Date > w.Day):
				see(e, max(d.ClosesAt.Date(), d.OpenedOn), false)
			}
		}
	}
}

// aboutDecision begins a finding about a decision.
func aboutDecision(e *record.Entry[Decision], on doc.Date, what string) Finding {
	ref := recordRef(Decisions.Name, e.ID)
	return Finding{For: string(ref), What: what + " " + string(e.ID), Of: on, Due: on, Evidence: []record.AnyRef{ref}}
}

func consensusReached(w *Watch, tell func(Finding)) {
	w.decided(func(e *record.Entry[Decision], on doc.Date, taken bool) {
		tell(w.consulted(e, on, taken, ruleConsensus, "consultation of all members on"))
	})
}

func stateWasConsulted(w *Watch, tell func(Finding)) {
	w.decided(func(e *record.Entry[Decision], on doc.Date, taken bool) {
		c := e.Rec.StateConsultation
		f := w.consulted(e, on, taken, ruleState, "consultation of the state on")
		switch {
		case c == nil || c.Determination == StatePending:
			f.Standing, f.On, f.Command, f.Why = CannotTell, "", "", "it was not determined whether the state had to be consulted"
		case c.Determination == StateNotRequired:
			f.Standing, f.Command, f.Why = Met, "", "not required: "+c.Reason.OneLine()
		case f.Standing == Met && !isConsidered(w.Network, c):
			f.Standing, f.On, f.Why = CannotTell, "", "it is not said whether an institution beside the state lead is relevant"
		}
		tell(f)
	})
}

// consulted completes a finding about the parties that a rule has asked. Of a decision
// that was concluded all the same it names those who were not; nothing mends that any
// more.
func (w *Watch) consulted(e *record.Entry[Decision], on doc.Date, taken bool, rule, what string) Finding {
	f := aboutDecision(e, on, what)
	day := w.Day
	if taken {
		if day = ""; asTaken(e.Rec) {
			day = on
		}
	}
	var reasons []string
	for _, l := range lacksOf(w.Network, e.Rec, day) {
		if !asksFor(rule, l) || taken && isAddressed(e.Rec, l, rule) {
			continue
		}
		if l.party != "" {
			f.Who = append(f.Who, record.Key(l.party))
		}
		reasons = append(reasons, l.english(e.Rec, shortOf(w.Set, l.party)))
	}
	f.Why = strings.Join(reasons, "; ")
	switch {
	case reasons == nil && taken:
		f.Standing, f.On = Met, on
	case reasons == nil: // everybody has answered; it is still to be concluded
		f.Standing, f.Command = w.open(f.Due), "unmn decision adopt "+string(e.ID)
		f.Why = "everybody has answered, and it is not concluded"
	case taken:
		f.Standing = NotMet
	default:
		f.Standing, f.Command = w.open(f.Due), w.mends(e, f.Who)
	}
	return f
}

// asksFor reports a lack that a rule has. Silence is an answer once its time is over: until
// then nobody has consented by it.
func asksFor(rule string, l lack) bool {
	return l.rule == rule || rule == ruleConsensus && l.what == stillRunning
}

// isAddressed reports the objection of an institution of which it is said what was done
// with it.
func isAddressed(d *Decision, l lack, rule string) bool {
	return rule == ruleState && l.what == standingObjection && d.Consultation[lastRow(d, l.party)].Disposition != ""
}

// mends is the command that brings an open decision on.
func (w *Watch) mends(e *record.Entry[Decision], who []record.Key) string {
	if e.Rec.Status == DecisionObjected {
		return "unmn decision revise " + string(e.ID) + " --text TEXT"
	}
	for _, row := range rowsOn(e.Rec, w.Day) {
		if row.Status == notConsulted && slices.Contains(who, record.Key(row.Party)) {
			return "unmn decision ask " + string(e.ID) + " --all"
		}
	}
	if len(who) == 0 {
		return "unmn decision show " + string(e.ID)
	}
	return "unmn decision answer " + string(e.ID) + " " + strings.Join(idTexts(who), ",") + "=POSITION"
}

func stateDetermined(w *Watch, tell func(Finding)) {
	w.decided(func(e *record.Entry[Decision], on doc.Date, _ bool) {
		f := aboutDecision(e, on, "the determination about the state on")
		f.Who = []record.Key{}
		for _, post := range w.Network.Rules.StateDeterminedBy.Value {
			f.Who = append(f.Who, record.Key(post))
		}
		c := e.Rec.StateConsultation
		switch {
		case c == nil || c.Determination == "" || c.Determination == StatePending:
			f.Standing, f.Why = NotMet, "it was not determined whether the state had to be consulted"
		case e.Rec.OpenedOn != "" && c.Date > e.Rec.OpenedOn:
			f.Standing, f.On, f.Why = MetLate, c.Date, "it was determined when the decision was open"
		default:
			f.Standing, f.On, f.Why = Met, c.Date, string(c.Determination)
		}
		tell(f)
	})
}

// decidedWhere asks of each decision that was taken at which meeting it was.
func decidedWhere(w *Watch, tell func(Finding)) {
	where := w.Network.Rules.DecidesAt.Or(DecidesAnywhere)
	if where == DecidesAnywhere {
		return
	}
	w.decided(func(e *record.Entry[Decision], on doc.Date, taken bool) {
		if !taken {
			return
		}
		f := aboutDecision(e, on, "the place of")
		m, at := Meetings.Get(w.Set, e.Rec.Outcome.Meeting.ID())
		switch {
		case !at:
			f.Standing, f.Why = NotMet, "it was taken at no meeting"
		case where == DecidesAtAnnual && m.Rec.Type != Annual:
			f.Standing, f.Why = NotMet, "it was taken at "+titleOfMeeting(m)+", which is no annual meeting"
		default:
			f.Standing, f.On, f.Evidence = Met, on, append(f.Evidence, recordRef(Meetings.Name, m.ID))
		}
		tell(f)
	})
}

func decisionReviewed(w *Watch, tell func(Finding)) {
	w.decided(func(e *record.Entry[Decision], _ doc.Date, taken bool) {
		if !taken || e.Rec.ReviewOn == "" || e.Rec.Status != DecisionAdopted {
			return
		}
		f := aboutDecision(e, e.Rec.ReviewOn, "another look at")
		f.Who = []record.Key{record.Key(e.Rec.ProposedBy)}
		f.Standing, f.Command = w.open(f.Due), "unmn decision set "+string(e.ID)+" review_on=DATE"
		tell(f)
	})
}
