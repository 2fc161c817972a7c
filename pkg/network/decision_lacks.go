package network

import (
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// What a decision lacks to be adopted by consensus is worked out here, once: the
// command that adopts refuses for these reasons, a decision that is concluded all the
// same keeps them for ever, and the rules find them in the records.

// A lack is one thing that is missing.
type lack struct {
	what  missingThing
	rule  string   // the rule that asks for it
	party PartyRef // whom it is about; empty when it is about the decision as a whole
}

// missingThing is the sort of a lack.
type missingThing int

const (
	isUndetermined missingThing = iota // whether the state must be consulted
	isUnconsidered                     // whether another ministry is relevant
	standingObjection
	openObjection // of an institution: not said what was done with it
	neverAsked
	notAnswered
	notListed // an institution that is needed and not on the list
	nobodyAsked
	stillRunning // the silence procedure
	neverOpened
	offTheList // a member of the opening day that is not on the list
)

// The rules that lacks belong to.
const (
	ruleConsensus     = "consensus-by-consultation"
	ruleDetermination = "state-determination"
	ruleState         = "state-consulted"
	ruleSilence       = "silence-procedure"
	ruleFrozen        = "frozen-list"
)

// lacksOf is what a decision lacks as it stood on a day, in the order in which it is
// mended: what was asked or answered after the day does not count. No day means as
// the record stands. Only the decision and the network are looked at.
func lacksOf(n *Network, d *Decision, day doc.Date) []lack {
	out := stateLacks(d)
	var last []Consultation
	for _, i := range currentRows(d) {
		last = append(last, asOf(d.Consultation[i], day))
	}
	members := 0
	for _, c := range last {
		if c.Capacity == asMember {
			members++
		}
		if breaks(n, d, c) {
			out = append(out, lack{standingObjection, ruleFor(c), c.Party})
		} else if c.IsInstitution() && c.Position == objects && c.Disposition == "" {
			out = append(out, lack{openObjection, ruleState, c.Party})
		}
	}
	running := d.Method == methodSilence && day != "" && day < d.ClosesAt.Date()
	out = append(out, waitingFor(last, notConsulted, neverAsked)...)
	if !running { // silence is an answer once its time is over, and not before
		out = append(out, waitingFor(last, awaiting, notAnswered)...)
	}
	for _, institution := range neededInstitutions(n, d) {
		if !slices.ContainsFunc(last, func(c Consultation) bool { return c.Party == institution }) {
			out = append(out, lack{notListed, ruleState, institution})
		}
	}
	if members == 0 {
		out = append(out, lack{what: nobodyAsked, rule: ruleConsensus})
	}
	if running {
		out = append(out, lack{what: stillRunning, rule: ruleSilence})
	}
	return out
}

// waitingFor are the lacks of the required rows with a status.
func waitingFor(rows []Consultation, status ConsultationStatus, what missingThing) []lack {
	var out []lack
	for _, c := range rows {
		if c.Required && len(c.NotAsked) == 0 && c.Status == status {
			out = append(out, lack{what, ruleFor(c), c.Party})
		}
	}
	return out
}

// stateLacks is what is missing of the determination about the state.
func stateLacks(d *Decision) []lack {
	c := d.StateConsultation
	if c == nil || c.Determination == "" || c.Determination == StatePending {
		return []lack{{what: isUndetermined, rule: ruleDetermination}}
	}
	return nil
}

// asOf is a row as it stood on a day.
func asOf(c Consultation, day doc.Date) Consultation {
	if day == "" {
		return c
	}
	asked := c.Asked != nil && c.Asked.Date <= day
	switch {
	case c.Status == responded && c.AnsweredOn > day, c.Status == noResponse && c.NoResponseOn > day:
		c.Status, c.Position = awaiting, ""
		if !asked {
			c.Status = notConsulted
		}
	case c.Status == awaiting && !asked:
		c.Status = notConsulted
	}
	return c
}

// breaks reports a position that stands in the way of consensus: a member's
// objection, and in a silence procedure an amendment as well; an institution's
// objection where the network decided so. What comes after the deadline of a silence
// procedure does not break it.
func breaks(n *Network, d *Decision, c Consultation) bool {
	silence := d.Method == methodSilence
	if c.Position != objects && (!silence || c.Position != amends) {
		return false
	}
	if silence && d.ClosesAt != "" && c.AnsweredOn > d.ClosesAt.Date() {
		return false
	}
	switch {
	case c.Capacity == asMember:
		return true
	case c.Position != objects || !c.IsInstitution():
		return false
	}
	return n.Rules.StateObjection.Or("must-address") == objectionBlocks ||
		c.Capacity == asStateLead && n.Rules.ConsensusWithState.Or(false)
}

// ruleFor is the rule that asks for the consultation of a row's party.
func ruleFor(c Consultation) string {
	if c.IsInstitution() {
		return ruleState
	}
	return ruleConsensus
}

// neededInstitutions are those that a decision must consult: the state lead and
// the confirmed ones, where the state must be consulted.
func neededInstitutions(n *Network, d *Decision) []PartyRef {
	c := d.StateConsultation
	if c == nil || c.Determination != StateRequired {
		return nil
	}
	var out []PartyRef
	if n.StateLead != "" {
		out = append(out, PartyRef(n.StateLead))
	}
	for _, i := range c.Institutions {
		if !slices.Contains(out, PartyRef(i)) {
			out = append(out, PartyRef(i))
		}
	}
	return out
}

// isConsidered reports that somebody said which institutions are relevant beside
// the state lead, or that none is.
func isConsidered(n *Network, c *StateConsultation) bool {
	return len(c.NoOther) > 0 || slices.ContainsFunc(c.Institutions, func(i PartnerRef) bool { return i != n.StateLead })
}

// english says what is missing; name is how the party is called.
func (l lack) english(d *Decision, name string) string {
	switch l.what {
	case isUndetermined:
		return "it was not determined whether the state must be consulted"
	case isUnconsidered:
		return "nobody considered whether other ministries are relevant"
	case standingObjection:
		if d.Method == methodSilence {
			return "the silence procedure was broken by " + name
		}
		return "the objection of " + name + " stands"
	case openObjection:
		return "it is not said what was done with the objection of " + name
	case neverAsked:
		return name + " was never asked"
	case notAnswered:
		return name + " has not answered"
	case notListed:
		return name + " was neither asked nor is it said why not"
	case nobodyAsked:
		return "no member was consulted"
	case stillRunning:
		return "the silence procedure runs until " + moment(d.ClosesAt)
	case neverOpened:
		return "it was never opened for consultation"
	}
	return name + " was a member when it opened and is not on the list"
}

// serbian is english in Serbian.
func (l lack) serbian(d *Decision, name string) string {
	switch l.what {
	case isUndetermined:
		return "није утврђено да ли су потребне консултације са државним органима"
	case isUnconsidered:
		return "није размотрено да ли су надлежна и друга министарства"
	case standingObjection:
		return "није отклоњена примедба: " + name
	case openObjection:
		return "није наведено како је поступљено са примедбом: " + name
	case neverAsked:
		return "мишљење није затражено: " + name
	case notAnswered:
		return "није одговорио: " + name
	case notListed:
		return "мишљење није затражено и није наведен разлог: " + name
	case nobodyAsked:
		return "ниједан члан није консултован"
	case stillRunning:
		return "рок за ћутање истиче " + serbianDate(d.ClosesAt.Date())
	case neverOpened:
		return "консултације нису отворене"
	}
	return "био је члан на дан отварања, а није на списку: " + name
}

// missingTexts are lacks as a decision keeps them, in the languages of the network.
func missingTexts(r record.Reader, d *Decision, lacks []lack) []doc.Text {
	titles := titlesFor(Networks.One(r).Languages)
	out := make([]doc.Text, len(lacks))
	for i, l := range lacks {
		name := shortOf(r, l.party)
		out[i] = titles.text(l.english(d, name), l.serbian(d, name))
	}
	return out
}

// shortOf is the abbreviation of a party, its id where it has no record.
func shortOf(r record.Reader, party PartyRef) string {
	if p, _, ok := partyOf(r, party); ok {
		return p.Short
	}
	return string(party)
}

// reportLacks tells those lacks of a decision that belong to a rule; verb is what
// became of the decision. An institution's objection that was addressed is none here:
// what such an objection does is for the network to decide, and may have been decided
// otherwise since.
func reportLacks(n *Network, d *Decision, day doc.Date, rule, verb string, report record.Reporter) {
	for _, l := range lacksOf(n, d, day) {
		if l.rule != rule || l.what == standingObjection && rule == ruleState && d.Consultation[lastRow(d, l.party)].Disposition != "" {
			continue
		}
		name := ""
		if l.party != "" {
			name = fmt.Sprintf("%q", l.party)
		}
		report.Problem("the decision was %s, and %s", verb, l.english(d, name))
	}
}
