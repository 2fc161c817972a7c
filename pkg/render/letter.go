package render

import (
	"cmp"
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// ConsultationLetter is the letter in which one party is asked about a decision. Its
// subject is the decision, Request.To the party.
const ConsultationLetter Name = "consultation-letter"

// LetterView is the view of a letter of consultation. It says nothing of what any other
// party answered.
type LetterView struct {
	Correspondence
	Member      bool // the party is asked as a member
	Institution bool // it is asked as a Government institution
	Ground      Text // why the state is consulted, where it was determined
	Round       int  // which round this is; 0 where the party was asked in no other
	Question    Text
	Text        Prose
	Marked      bool // the text shows what is new and what is gone since the round before
	Rationale   Prose
	Earlier     []OwnAnswer // what the party itself answered in the rounds before
	Until       Text        // the day by which it is to answer; empty where there is none
	Hour        Text        // the time of that day
	Silence     bool        // its silence is taken as consent: it is a member, and this a silence procedure
	Concluded   Text        // the day on which the matter was concluded before the party was asked
	Annexes     []Link      // beside the reply slip
	Slip        ReplySlip
}

// OwnAnswer is what the party that a letter is for answered in one round, and what was
// done with it.
type OwnAnswer struct {
	Round       int // 0 where there is but one
	On          Text
	Answer      Text
	Summary     Text
	Disposition Text
	Silent      bool // it did not answer
}

// buildLetter makes the view of a letter of consultation.
func buildLetter(b *builder) (any, error) {
	p, err := b.decisionToWriteOf()
	if err != nil {
		return nil, err
	}
	if b.To == "" {
		return nil, usagef("say to whom the letter about the decision %q is", p.id)
	}
	row, err := network.ToBeAsked(b.Set, p.id, b.To)
	if err != nil {
		return nil, err
	}
	to, err := b.addressee()
	if err != nil {
		return nil, err
	}
	d, asked := p.rec, cmp.Or(row.Asked, &network.Asked{})
	answers, err := network.Answers(b.Set, p.id, b.To)
	if err != nil {
		return nil, err
	}
	answers = slices.DeleteFunc(answers, func(c network.Consultation) bool { return c.Round >= row.Round })
	their := ""
	for _, c := range answers {
		their = cmp.Or(c.TheirReference, their)
	}
	b.title = b.words.say("letter.subject") + ": " + b.plain(d.Title)
	v := LetterView{
		Correspondence: p.correspond(to, dateOf(asked.Date, b.On), asked.OurReference, their),
		Member:         row.Capacity == "member", Institution: row.IsInstitution(),
		Question: b.text(d.Question), Rationale: p.proseOf(d.Rationale, "rationale"), Earlier: p.ownAnswers(answers),
		Annexes: p.documents(),
	}
	if s := d.StateConsultation; v.Institution && s != nil && s.Determination == network.StateRequired && s.Ground != "" {
		v.Ground = Text(b.words.say("letter.ground." + string(s.Ground)))
	}
	v.Text = p.proseOf(d.Text, "text")
	if slices.ContainsFunc(answers, func(c network.Consultation) bool { return c.Asked != nil }) {
		v.Round = row.Round
		v.mark(p)
	}
	if o := d.Outcome; o != nil {
		v.Concluded = b.date(o.Date)
	} else if d.ClosesAt != "" {
		v.Until, v.Hour = b.date(d.ClosesAt.Date()), Text(b.clock(d.ClosesAt.Clock()))
		v.Silence = v.Member && d.Method == "silence"
	}
	v.Slip, err = p.replySlip(to, v)
	return v, err
}

// ownAnswers are what a party answered. In an edition for others than the party's own
// circle its answers are shown as the rows say.
func (p decisionPaper) ownAnswers(rows []network.Consultation) []OwnAnswer {
	var out []OwnAnswer
	for _, c := range rows {
		if c.Position == "" && c.Asked == nil || !p.toItself() && (p.secret || !p.shows(c.Visibility, p.rec.Visibility)) {
			continue
		}
		a := OwnAnswer{On: p.date(cmp.Or(c.AnsweredOn, c.NoResponseOn)), Summary: p.text(c.Summary), Silent: c.Position == ""}
		if len(p.rec.Rounds) > 0 {
			a.Round = c.Round
		}
		if !a.Silent {
			a.Answer = Text(p.words.say("position." + string(c.Position)))
		}
		if c.Disposition != "" {
			a.Disposition = Text(p.words.say("disposition." + string(c.Disposition)))
		}
		out = append(out, a)
	}
	return out
}

// documents are what the agenda items about the decision ask to be read, as far as the
// readers may see the items.
func (p decisionPaper) documents() []Link {
	var out []Link
	for e := range network.Meetings.All(p.Set) {
		for i, item := range e.Rec.Agenda {
			if item.Decision.ID() != p.id || !p.showsItem(e.Rec, i) {
				continue
			}
			for _, d := range item.Documents {
				if !slices.Contains(out, Link(d)) {
					out = append(out, Link(d))
				}
			}
		}
	}
	return out
}

// mark shows in the text what changed since the round before. It does where both are in
// one language; of a text that was only translated nobody can say which words are new.
func (v *LetterView) mark(p decisionPaper) {
	before := p.rec.Rounds[len(p.rec.Rounds)-1].Text
	if len(before) == 0 || p.keyOf(before) != p.keyOf(p.rec.Text) {
		return
	}
	old, _ := chosen(before, p.Lang)
	now, toLatin := chosen(p.rec.Text, p.Lang)
	if text, ok := markChanges(old, now, p.change(toLatin)); ok {
		v.Text, v.Marked = text, true
	}
}

// keyOf is the language that the words of a text are chosen in. A text without a
// language is in the first of the network.
func (b *builder) keyOf(t doc.Text) network.Language {
	for _, lang := range []network.Language{b.Lang, cyrillic} {
		if _, ok := t[string(lang)]; ok && (lang == b.Lang || b.Lang == latin) {
			return lang
		}
	}
	if _, ok := t[""]; ok || len(t) == 0 {
		return b.net.Languages[0]
	}
	if _, ok := t[string(english)]; ok {
		return english
	}
	return network.Language(t.Languages()[0])
}

// decisionToWriteOf is the decision that a letter is about. Whoever was consulted on it
// is told of it; in an edition for others it is shown to those it is for.
func (b *builder) decisionToWriteOf() (decisionPaper, error) {
	item, err := b.subject(network.Decisions.Name)
	if err != nil {
		return decisionPaper{}, err
	}
	d := item.Rec().(*network.Decision)
	if !b.toItself() && !b.shows(d.Visibility, "") {
		return decisionPaper{}, b.refuseReaders(item, d.Visibility)
	}
	open := d.Status == network.DecisionOpen || d.Status == network.DecisionObjected
	return decisionPaper{b, item.ID, d, open && b.For != network.ForCoChairs}, nil
}

// ourReference is our reference of a letter about a decision: that of the letter, that of
// the decision, or how the register of the network names it.
func (p decisionPaper) ourReference(own string) string {
	return cmp.Or(own, p.rec.Reference, fmt.Sprintf("%s/%s", p.net.Reference, p.id))
}

// signatories are who signs what leaves the Network: its co-chairs.
func (b *builder) signatories(day doc.Date) []Officer {
	posts := b.net.CoChairs()
	if len(posts) == 0 {
		posts = []record.Key{record.Key(b.net.Secretariat)}
	}
	return b.officers(posts, day)
}
