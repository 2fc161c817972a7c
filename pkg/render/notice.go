package render

import (
	"cmp"

	"unmn/pkg/network"
)

// ResultNotice is the letter in which those who were consulted are told how the
// consultation on a decision ended. Its subject is the decision; Request.To is one of
// them, or empty where it goes to everybody.
const ResultNotice Name = "result-notice"

// NoticeView is the view of a notice of result.
type NoticeView struct {
	Correspondence
	Member      bool // the party was consulted as a member
	Institution bool // it was consulted as a Government institution
	Question    Text
	Adopted     bool
	Result      Text
	ResultOn    Text
	ResultAt    Text // title of the meeting
	Reference   Text // of the decision; empty where none was issued
	Method      Text // how it was, or was to be, reached
	EffectiveOn Text
	Text        Prose
	Note        Prose
	AsTaken     bool // it was concluded although consultations were missing
	Missing     []Text
	Reason      Prose
	Own         []OwnAnswer // what the party itself answered
	Explained   []Explanation
	NotCounted  []Consulted // whoever was consulted and is not part of the consensus; only for co-chairs
}

// buildNotice makes the view of a notice of result.
func buildNotice(b *builder) (any, error) {
	p, err := b.decisionToWriteOf()
	if err != nil {
		return nil, err
	}
	end, err := network.EndingOf(b.Set, p.id)
	if err != nil {
		return nil, err
	}
	p.secret = false // it ended
	v := NoticeView{}
	to, their := partyEntry{}, ""
	if b.To != "" {
		rows, err := network.Answers(b.Set, p.id, b.To)
		if err != nil {
			return nil, err
		}
		if to, err = b.addressee(); err != nil {
			return nil, err
		}
		last := rows[len(rows)-1]
		v.Member, v.Institution = last.Capacity == "member", last.IsInstitution()
		v.Own = p.ownAnswers(rows)
		their = last.TheirReference
	}
	issued := b.On
	if o := p.rec.Outcome; o != nil && o.Announced != nil {
		issued = o.Announced.Date
	}
	b.title = b.words.say("notice.subject") + ": " + b.plain(p.rec.Title)
	v.Correspondence = p.correspond(to, issued, "", their)
	p.tellEnding(&v, end)
	return v, nil
}

// tellEnding says how the consultation ended.
func (p decisionPaper) tellEnding(v *NoticeView, end network.Ending) {
	var paper DecisionView
	p.outcome(&paper)
	d := p.rec
	v.Question, v.Text = p.text(d.Question), p.proseOf(d.Text, "text")
	v.Result, v.ResultOn, v.ResultAt = Text(p.words.say("decision."+string(end.Result))), p.date(end.Date), paper.ResultAt
	v.Adopted, v.Reference, v.EffectiveOn = end.Result == "adopted", Text(d.Reference), p.date(d.EffectiveOn)
	v.Note, v.AsTaken, v.Missing, v.Reason = paper.Note, paper.AsTaken, paper.Missing, paper.Reason
	how := d.Method
	if d.Outcome != nil {
		how = cmp.Or(d.Outcome.How, how)
	}
	v.Method = Text(p.words.say("method." + string(how)))
	v.Explained = p.explained()
	if p.For == network.ForCoChairs {
		v.NotCounted = p.notCounted()
	}
}

// notCounted are the last answers of whoever was consulted in another capacity than as a
// member.
func (p decisionPaper) notCounted() []Consulted {
	var out []Consulted
	for _, c := range p.rec.Consultation {
		short, visible := p.short(c.Party)
		if visible && c.Capacity != "member" && c.Round == len(p.rec.Rounds)+1 {
			row, _ := p.consulted(c, short) // nothing is kept from the co-chairs
			out = append(out, row)
		}
	}
	return out
}
