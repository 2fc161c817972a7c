package network

import (
	"slices"

	"unmn/pkg/record"
)

// consultationChecks are the rules about who was asked, what was answered, and
// whether the state had to be. What a decision that was concluded all the same was
// missing stands in its outcome; the rules about a decision that was taken are not
// for it.
func consultationChecks() []record.Check[Decision] {
	return []record.Check[Decision]{
		rule("consultation-row", "Each row tells one story: asked or not, answered or not, and how.", consultationRows),
		rule("consultation-capacity", "Members decide by consensus; SCRM or its like, ministries and partners are consulted and listed apart. A party in the wrong capacity would be counted where it does not count.",
			consultationCapacities),
		rule("consensus-by-consultation", "Decisions are made by consensus based on consultations with all members: nobody who had to be asked was left out, and no objection stands.",
			adoptedWithout(ruleConsensus)),
		advice(ruleConsensus, whyAllTheSame, concludedWithout(ruleConsensus)),
		rule("state-determination", "Whether an issue is relevant to or of concern to the state is determined before a decision is opened, by those the rules name, with the reason where consultation is not required.",
			stateDetermination),
		advice(ruleDetermination, whyAllTheSame, concludedWithout(ruleDetermination)),
		rule("state-consulted", "On issues relevant to or of concern to the state, decisions are based on consultations with the state lead and the institutions that were confirmed as relevant. An institution that was not asked has a reason.",
			adoptedWithout(ruleState)),
		advice(ruleState, whyAllTheSame, concludedWithout(ruleState)),
		advice("state-consulted", "Which other institutions are relevant is for a person to confirm. Where nobody considered it, nobody can say that all were consulted.",
			func(e *record.Entry[Decision], s *record.Set, report record.Reporter) {
				c := e.Rec.StateConsultation
				if c != nil && c.Determination == StateRequired && e.Rec.Status != DecisionDraft && !isConsidered(Networks.One(s), c) {
					report.At("state_consultation").Hint("add `institutions: [ID]`, or `no_other: ...` with the reason").
						Problem("it is not said whether another institution is relevant")
				}
			}),
	}
}

func consultationRows(e *record.Entry[Decision], _ *record.Set, report record.Reporter) {
	for i, c := range e.Rec.Consultation {
		at := report.At("consultation", i, "status")
		answered := c.Position != "" || c.AnsweredOn != ""
		switch {
		case c.Status == "responded" && (c.Position == "" || c.AnsweredOn == ""):
			at.Problem("%q responded, and the row lacks its position or the day", c.Party)
		case c.Status != "responded" && answered:
			at.Problem("the row has an answer of %q, and its status is %s", c.Party, c.Status)
		case c.Status == "not-consulted" && c.Asked != nil:
			at.Problem("%q was asked on %s, and the status is not-consulted", c.Party, c.Asked.Date)
		case (c.Status == "awaiting" || c.Status == "no-response") && c.Asked == nil:
			at.Hint("add `asked: {date: ..., channel: e-mail}` to the row").Problem("the status of %q is %s, and it is not said when it was asked", c.Party, c.Status)
		case c.Asked != nil && len(c.NotAsked) > 0:
			report.At("consultation", i, "not_asked").Problem("%q was asked, and the row says why it was not", c.Party)
		}
	}
}

func consultationCapacities(e *record.Entry[Decision], s *record.Set, report record.Reporter) {
	lead := Networks.One(s).StateLead
	for i, c := range e.Rec.Consultation {
		at := report.At("consultation", i, "capacity")
		switch {
		case c.Capacity == "member" && isPartner(s, c.Party):
			at.Problem("%q is no member of the Network", c.Party)
		case c.Capacity != "member" && isMember(s, c.Party):
			at.Hint("write `capacity: member`").Problem("%q is a member of the Network; it is not consulted as %s", c.Party, c.Capacity)
		case c.Capacity == "state-lead" && c.Party != PartyRef(lead):
			at.Hint("write `capacity: government`").Problem("the state lead of the network is %q, not %q", lead, c.Party)
		case c.Capacity != "state-lead" && c.Party == PartyRef(lead):
			at.Hint("write `capacity: state-lead`").Problem("%q is the state lead of the network; it is not consulted as %s", c.Party, c.Capacity)
		}
	}
}

const whyAllTheSame = "What was missing when a matter was concluded all the same stays visible."

// lastRound are the rows that count: of each party the one of its last round.
func lastRound(d *Decision) []Consultation {
	var out []Consultation
	for _, c := range d.Consultation {
		at := slices.IndexFunc(out, func(o Consultation) bool { return o.Party == c.Party })
		switch {
		case at < 0:
			out = append(out, c)
		case c.Round > out[at].Round:
			out[at] = c
		}
	}
	return out
}

func isObjection(c Consultation) bool { return c.Position == objects }

// concludedAllTheSame is the hint of a decision that was adopted without something.
const concludedAllTheSame = "if it was concluded all the same, say so: `as_taken: {reason: ...}` in the outcome"

// adoptedWithout reports what an adopted decision lacks by a rule, as errors.
func adoptedWithout(name string) func(*record.Entry[Decision], *record.Set, record.Reporter) {
	return func(e *record.Entry[Decision], s *record.Set, report record.Reporter) {
		if isTaken(e.Rec) && !asTaken(e.Rec) {
			reportLacks(Networks.One(s), e.Rec, "", name, "adopted", report.At("status").Hint(concludedAllTheSame))
		}
	}
}

// concludedWithout reports what a decision lacked that was concluded all the same:
// it stays visible for ever, and keeps nobody from anything.
func concludedWithout(name string) func(*record.Entry[Decision], *record.Set, record.Reporter) {
	return func(e *record.Entry[Decision], s *record.Set, report record.Reporter) {
		if isTaken(e.Rec) && asTaken(e.Rec) {
			reportLacks(Networks.One(s), e.Rec, e.Rec.Outcome.Date, name, "concluded all the same", report.At("outcome", "as_taken"))
		}
	}
}

func stateDetermination(e *record.Entry[Decision], _ *record.Set, report record.Reporter) {
	d := e.Rec
	c := d.StateConsultation
	undetermined := c == nil || c.Determination == StatePending
	switch {
	case undetermined && d.Status != DecisionDraft && d.Status != DecisionWithdrawn && !asTaken(d):
		report.At("status").Hint("add `state_consultation: {determination: required, by: [co-chair-iom], date: ...}`").
			Problem("the decision is %s, and it was not determined whether the state must be consulted", d.Status)
	case undetermined:
	case len(c.By) == 0 || c.Date == "":
		report.At("state_consultation").Hint("add `by: [co-chair-iom]` and `date: \"2026-12-31\"`").
			Problem("whether the state must be consulted was determined, and it is not said by whom and when")
	case c.Determination == StateNotRequired && len(c.Reason) == 0:
		report.At("state_consultation", "determination").Hint("add `reason: ...`").
			Problem("consultation of the state is not required, and it is not said why")
	}
}
