package render

import (
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/network"
)

// Correspondence is what every letter says beside what it is about: from whom, to whom,
// of which day, under which references. The date of its Head is the day of issue.
type Correspondence struct {
	Head
	OurReference   Text
	TheirReference Text // empty where the party gave none
	Addressee      Text // the office or person it is addressed to; may be empty
	To             Text // the formal name of the party; empty where it goes to everybody
	Via            Text // the party through whom it is addressed
	Salutation     Text // as the record of the party has it; empty for the usual words
	Signatories    []Officer
	Secretariat    Text
	AnswerTo       Link // the mailbox of the secretariat, for the party itself and for members
	Authentic      Text // the language whose text is authentic; empty where there is but one
	Translation    bool // this is not that language
}

// toItself reports that the readers of the edition are those of the party a letter is
// written to: then it is the letter, else a copy of it for others.
func (b *builder) toItself() bool { return b.To != "" && b.For == network.CircleOf(b.Set, b.To) }

// addressee is the party a letter is written to; a refusal where the readers of the
// edition must not know of it.
func (b *builder) addressee() (partyEntry, error) {
	to, _ := b.party(b.To.ID())
	if b.toItself() || !b.hides(to) {
		return to, nil
	}
	kind := network.Partners.Name
	if to.member {
		kind = network.Members.Name
	}
	item, err := b.Set.Item(kind, to.id)
	if err != nil {
		return to, err
	}
	return to, b.refuseReaders(item, to.visibility)
}

// correspond fills in what a letter about the decision says of itself. Without a party
// it goes to everybody who was consulted.
func (p decisionPaper) correspond(to partyEntry, issued doc.Date, our, their string) Correspondence {
	p.bear(p.ourReference(our), issued)
	c := Correspondence{
		Head: p.head(p.plain(p.rec.Title)), OurReference: Text(p.reference), TheirReference: Text(their), Signatories: p.signatories(issued),
	}
	c.Version, c.Date = 0, p.date(issued)
	if s, ok := p.party(p.net.Secretariat.ID()); ok {
		c.Secretariat = p.line(s.Short)
		if p.addresses() || p.toItself() {
			c.AnswerTo = Link(s.Mailbox)
		}
	}
	if to.Party != nil {
		c.Addressee, c.To, c.Salutation = p.text(to.Addressee), p.text(to.Party.Name), p.text(to.Salutation)
		if via, ok := p.party(to.Via.ID()); ok && !p.hides(via) {
			c.Via = p.text(via.Party.Name)
		}
	}
	c.Authentic, c.Translation = p.authentic(p.rec.Text, p.rec.Question)
	return c
}

// bear gives the document the reference and the day that it bears.
func (b *builder) bear(reference string, day doc.Date) { b.reference, b.issued = reference, day }

// authentic is the language whose wording counts, and whether the document is in
// another: that of the first language of the network in which there is the text.
// Two scripts are one language.
func (b *builder) authentic(texts ...doc.Text) (language Text, translated bool) {
	base := func(l network.Language) string { lang, _, _ := strings.Cut(string(l), "-"); return lang }
	var known []string
	for _, l := range Languages(b.net) {
		if !slices.Contains(known, base(l)) {
			known = append(known, base(l))
		}
	}
	if len(known) < 2 {
		return "", false
	}
	first := b.net.Languages[0]
	for _, l := range b.net.Languages {
		if slices.ContainsFunc(texts, func(t doc.Text) bool { _, has := t[string(l)]; return has }) {
			first = l
			break
		}
	}
	return Text(b.words.say("language." + base(first))), base(first) != base(b.Lang)
}

// ReplySlip is the form that a party sends back: in the language of the letter and a
// second one.
type ReplySlip struct {
	Title   Text
	About   []SlipRow // what it answers, filled in
	Mark    Text      // that one of the choices is to be marked
	Choices []SlipRow
	Remarks SlipRow   // room to comment
	Signed  []SlipRow // who answers, and when
}

// SlipRow is one row of a reply slip: what it asks for in both languages, and what is
// filled in or room for it.
type SlipRow struct {
	Label   Text
	Other   Text // the same in the second language; empty where there is none
	Value   Text
	Address Link
	Box     bool // a box to mark
	Room    bool // room to write
}

// replySlip makes the reply slip of a letter.
func (p decisionPaper) replySlip(to partyEntry, v LetterView) (ReplySlip, error) {
	other, err := p.second()
	if err != nil {
		return ReplySlip{}, err
	}
	row := func(key string) SlipRow {
		r := SlipRow{Label: Text(p.words.say(key))}
		if other == nil {
			return r
		}
		if second := Text(other.words.say(key)); second != r.Label { // a language without words of its own has the English ones
			r.Other = second
		}
		return r
	}
	both := func(key string) Text {
		r := row(key)
		if r.Other == "" {
			return r.Label
		}
		return r.Label + " / " + r.Other
	}
	filled := func(key string, value Text) SlipRow { r := row(key); r.Value = value; return r }
	s := ReplySlip{Title: both("slip.title"), Mark: both("slip.mark")}
	from := v.To
	if other != nil && other.text(to.Party.Name) != from {
		from += " / " + other.text(to.Party.Name)
	}
	s.About = []SlipRow{filled("letter.our-reference", v.OurReference), filled("slip.subject", v.Title), filled("slip.from", from)}
	if v.Until != "" {
		s.About = append(s.About, filled("slip.until", p.moment(p.rec.ClosesAt)))
	}
	if v.Secretariat != "" {
		r := filled("slip.return", v.Secretariat)
		r.Address = v.AnswerTo
		s.About = append(s.About, r)
	}
	for _, choice := range []string{"agree", "no-objection", "comments", "objection"} {
		r := row("slip." + choice)
		r.Box = true
		s.Choices = append(s.Choices, r)
	}
	s.Remarks = row("slip.remarks")
	for _, field := range []string{"name", "date", "signature"} {
		r := row("slip." + field)
		r.Room = true
		s.Signed = append(s.Signed, r)
	}
	return s, nil
}

// second is the builder of the second language of what is in two: English, or beside it
// the first other language of the network; nil where there is none.
func (b *builder) second() (*builder, error) {
	lang := english
	if b.Lang == english {
		at := slices.IndexFunc(b.net.Languages, func(l network.Language) bool { return l != english })
		if at < 0 {
			return nil, nil
		}
		lang = b.net.Languages[at]
	}
	words, err := b.Templates.words(lang)
	if err != nil {
		return nil, err
	}
	out := *b
	out.Lang, out.words, out.notes = lang, words, footnotes(b.net, lang)
	return &out, nil
}
