package render

import (
	"fmt"
	"slices"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// Statement is the document of a joint statement.
const Statement Name = "statement"

// StatementView is the view of a joint statement.
type StatementView struct {
	Head
	Draft       bool // it was not delivered
	Withdrawn   bool
	Text        Prose
	Delivered   Text // when
	Where       Text
	Link        Link
	Signatories []Officer // the co-chairs
	Cleared     bool      // the edition says who cleared it
	Clearance   []StatementClearance
	Agreed      []StatementAgreement
	Missing     []Text // what was missing when it was delivered all the same
	Reason      Prose  // why it was delivered all the same
}

// StatementClearance is what one member answered to the clearance.
type StatementClearance struct {
	Organization Text
	Mandate      bool // the issue touches its mandate
	Asked        Text
	Answered     Text // empty while it has not answered
	Answer       Text
	Summary      Text
}

// StatementAgreement is the agreement of one co-chair.
type StatementAgreement struct {
	Post Text
	Date Text // empty while there is none
}

// buildStatement makes the view of a joint statement.
func buildStatement(b *builder) (any, error) {
	item, err := b.subject(network.Statements.Name)
	if err != nil {
		return nil, err
	}
	s := item.Rec().(*network.Statement)
	if !b.shows(s.Visibility, "") {
		return nil, b.refuseReaders(item, s.Visibility)
	}
	b.title, b.reference = b.words.say("statement")+": "+b.plain(s.Issue), s.Reference
	v := StatementView{
		Head: b.head(b.plain(s.Issue)), Draft: s.Status != network.StatementDelivered, Withdrawn: s.Status == network.StatementWithdrawn,
		Text: b.prose(s.Text, fmt.Sprintf("statement %s: text", item.ID)), Cleared: b.For == network.ForCoChairs,
	}
	day := b.Date
	if d := s.Delivered; d != nil {
		day = d.Date
		v.Delivered, v.Where, v.Link = b.date(d.Date), b.text(d.Where), Link(d.URL)
	}
	v.Signatories = b.officers(slices.DeleteFunc(b.net.CoChairs(), func(post record.Key) bool { return !signs(s, post) }), day)
	if v.Cleared {
		b.cleared(&v, s, item.ID)
	}
	return v, nil
}

// signs reports a co-chair whose name stands below a statement: of one that was
// delivered, those who agreed to it or delivered it.
func signs(s *network.Statement, post record.Key) bool {
	if s.Delivered == nil || s.Delivered.By == post {
		return true
	}
	return slices.ContainsFunc(s.AgreedBy, func(c network.Clearance) bool { return c.Post == post })
}

// cleared says who was asked to clear a statement in its last round, and what was
// missing.
func (b *builder) cleared(v *StatementView, s *network.Statement, id record.ID) {
	for _, row := range s.Clearance {
		short, ok := b.short(network.PartyRef(row.Member))
		if row.Round != len(s.Rounds)+1 || !ok {
			continue
		}
		out := StatementClearance{Organization: short, Mandate: row.Mandate, Summary: b.text(row.Summary)}
		if row.Asked != nil {
			out.Asked = b.day(row.Asked.Date)
		}
		switch {
		case row.Position != "":
			out.Answered, out.Answer = b.day(row.AnsweredOn), Text(b.words.say("position."+string(row.Position)))
		case row.NoResponseOn != "":
			out.Answer = Text(b.words.say("no-reply"))
		}
		v.Clearance = append(v.Clearance, out)
	}
	script.Sort(v.Clearance, func(c StatementClearance) string { return string(c.Organization) })
	for _, post := range b.net.CoChairs() {
		out := StatementAgreement{Post: b.who(post)}
		if at := slices.IndexFunc(s.AgreedBy, func(c network.Clearance) bool { return c.Post == post }); at >= 0 {
			out.Date = b.day(s.AgreedBy[at].Date)
		}
		v.Agreed = append(v.Agreed, out)
	}
	if s.Delivered == nil || s.Delivered.AsTaken == nil {
		return
	}
	for _, missing := range s.Delivered.AsTaken.Missing {
		v.Missing = append(v.Missing, b.text(missing))
	}
	v.Reason = b.prose(s.Delivered.AsTaken.Reason, fmt.Sprintf("statement %s: reason", id))
}
