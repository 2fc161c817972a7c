package render

import (
	"cmp"
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// decisionPaper is one decision on its way into a document.
type decisionPaper struct {
	*builder
	id     record.ID
	rec    *network.Decision
	secret bool // the readers see who has answered, not what
}

// buildDecision makes the view of a decision.
func buildDecision(b *builder) (any, error) {
	item, err := b.subject(network.Decisions.Name)
	if err != nil {
		return nil, err
	}
	d := item.Rec().(*network.Decision)
	if !b.shows(d.Visibility, "") {
		return nil, b.refuseReaders(item, d.Visibility)
	}
	b.title = b.words.say("decision") + ": " + b.plain(d.Title)
	b.reference = d.Reference
	open := d.Status == network.DecisionOpen || d.Status == network.DecisionObjected
	p := decisionPaper{b, item.ID, d, open && b.For != network.ForCoChairs}
	v := DecisionView{
		Head: b.head(b.plain(d.Title)), Status: Text(b.words.say("decision." + string(d.Status))),
		Question: b.text(d.Question), Text: p.proseOf(d.Text, "text"), Rationale: p.proseOf(d.Rationale, "rationale"),
		Method:   Text(b.words.say("method." + string(d.Method))),
		OpenedOn: b.date(d.OpenedOn), Closes: p.moment(d.ClosesAt), EffectiveOn: b.date(d.EffectiveOn), ReviewOn: b.date(d.ReviewOn),
		Open: open, Secret: p.secret,
	}
	v.ProposedBy, _ = b.short(d.ProposedBy)
	v.Supersedes = p.other(d.Supersedes)
	v.Topics = b.topics(d.Topics)
	p.state(&v)
	p.outcome(&v)
	p.rounds(&v)
	v.Explanations = p.explained()
	return v, nil
}

// explained are the explanations of position, without those of whom the readers must not
// know.
func (p decisionPaper) explained() []Explanation {
	var out []Explanation
	for _, e := range p.rec.Explanations {
		if short, ok := p.short(e.Party); ok {
			out = append(out, Explanation{short, p.date(e.Date), p.proseOf(e.Text, "explanations")})
		}
	}
	return out
}

// proseOf is prose of the decision.
func (p decisionPaper) proseOf(t doc.Text, field string) Prose {
	return p.prose(t, fmt.Sprintf("decision %s: %s", p.id, field))
}

// moment is a day and hour in a sentence; empty for none.
func (p decisionPaper) moment(t doc.LocalTime) Text {
	if t == "" {
		return ""
	}
	return p.date(t.Date()) + ", " + Text(p.clock(t.Clock()))
}

// other is another decision by its reference and title, empty where there is none that
// the readers may see.
func (p decisionPaper) other(ref record.Ref[network.Decision]) Text {
	e, ok := network.Decisions.Get(p.Set, ref.ID())
	if !ok || !p.shows(e.Rec.Visibility, "") {
		return ""
	}
	return Text(cmp.Or(e.Rec.Reference, string(e.ID))) + ", " + p.text(e.Rec.Title)
}

// state is what was determined about the consultation of the state.
func (p decisionPaper) state(v *DecisionView) {
	c := p.rec.StateConsultation
	if c == nil {
		v.State = Text(p.words.say("state.pending"))
		return
	}
	v.State = Text(p.words.say("state." + string(cmp.Or(c.Determination, network.StatePending))))
	v.StateReason = p.proseOf(c.Reason, "state_consultation.reason")
	v.NoOther = p.proseOf(c.NoOther, "state_consultation.no_other")
	for _, by := range c.By {
		v.StateBy = append(v.StateBy, p.who(by))
	}
}

// outcome is how the decision ended, and what was missing.
func (p decisionPaper) outcome(v *DecisionView) {
	o := p.rec.Outcome
	if o == nil {
		return
	}
	v.Result, v.ResultOn = Text(p.words.say("decision."+string(o.Result))), p.date(o.Date)
	if o.Meeting != "" {
		v.ResultAt = p.titleByID(o.Meeting.ID())
	}
	v.Note = p.proseOf(o.Note, "outcome.note")
	if o.AsTaken == nil {
		return
	}
	v.AsTaken, v.Reason = true, p.proseOf(o.AsTaken.Reason, "outcome.as_taken.reason")
	for _, missing := range o.AsTaken.Missing {
		v.Missing = append(v.Missing, p.text(missing))
	}
}

// rounds are the rounds of the consultation, the last one first: it is what counts.
func (p decisionPaper) rounds(v *DecisionView) {
	last := len(p.rec.Rounds) + 1
	for n := last; n > 0; n-- {
		r := ConsultationRound{Number: n, Last: n == last}
		p.lists(&r)
		if n < last {
			before := p.rec.Rounds[n-1]
			r.Question, r.Text = p.text(before.Question), p.proseOf(before.Text, "rounds.text")
			r.Closes, r.RevisedOn, r.Reason = p.moment(before.ClosesAt), p.date(before.RevisedOn), p.proseOf(before.Reason, "rounds.reason")
		}
		if len(r.Lists) > 0 || r.Hidden > 0 || n < last {
			v.Rounds = append(v.Rounds, r)
		}
	}
	v.SeveralRounds = last > 1
}

// lists are those who were consulted in a round: members, Government institutions apart
// from their consensus, and others.
func (p decisionPaper) lists(r *ConsultationRound) {
	of := map[string][]Consulted{}
	for _, c := range p.rec.Consultation {
		if c.Round != r.Number {
			continue
		}
		short, visible := p.short(c.Party)
		if !visible || !p.shows(c.Visibility, p.rec.Visibility) {
			r.Hidden++
			continue
		}
		list := "others"
		switch c.Capacity {
		case "member":
			list = "members"
		case "state-lead", "government":
			list = "institutions"
		}
		row, kept := p.consulted(c, short)
		of[list] = append(of[list], row)
		r.Kept = r.Kept || kept
	}
	for _, list := range []string{"members", "institutions", "others"} {
		if len(of[list]) > 0 {
			r.Lists = append(r.Lists, ConsultedList{Text(p.words.say("consultation." + list)), of[list]})
		}
	}
}

// consulted is one row: when a party was asked, and what became of that. That it did
// not reply is a fact of its own and no position. What a party answered it answered to
// the members: readers of a wider circle are told that it did, unless its row is for them.
func (p decisionPaper) consulted(c network.Consultation, short Text) (out Consulted, kept bool) {
	own := p.shows(c.Visibility, network.ForMembers)
	out = Consulted{Organization: short}
	switch {
	case c.Asked != nil:
		out.Asked = Text(p.words.say("asked.how", string(p.day(c.Asked.Date)), p.words.say("channel."+string(c.Asked.Channel))))
	case len(c.NotAsked) > 0 && own:
		out.Asked = Text(p.words.say("asked.not")) + ": " + p.text(c.NotAsked)
	default:
		out.Asked = Text(p.words.say("asked.not"))
	}
	for _, day := range c.Reminders {
		out.Reminded = append(out.Reminded, p.day(day))
	}
	switch {
	case c.Status == "awaiting":
		out.Answer = Text(p.words.say("answer.awaiting"))
	case c.Status == "no-response":
		out.Answer, out.On = Text(p.words.say("answer.none")), p.day(c.NoResponseOn)
	case c.Status == "responded" && (p.secret || !own):
		out.Answer, out.On = Text(p.words.say("answer.given")), p.day(c.AnsweredOn)
		kept = !p.secret
	case c.Status == "responded":
		out.Answer, out.On = Text(p.words.say("position."+string(c.Position))), p.day(c.AnsweredOn)
		out.Summary = p.text(c.Summary)
		if c.Disposition != "" {
			out.Disposition = Text(p.words.say("disposition." + string(c.Disposition)))
		}
	}
	return out, kept
}

// Subject is the kind of the record that a document is made of; empty for a list, which
// is made of no single record, and for a reminder, which is for a party of either kind.
func (n Name) Subject() string {
	switch n {
	case DecisionPaper, ConsultationLetter, ResultNotice:
		return network.Decisions.Name
	case Statement:
		return network.Statements.Name
	case WorkplanPaper:
		return network.Workplans.Name
	case Mail:
		return network.Circulations.Name
	case MemberList, PartnerList, Reminder, UpdateDigest:
		return ""
	}
	return network.Meetings.Name
}
