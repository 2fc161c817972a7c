package render

import (
	"cmp"
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// Mail is the text that goes with what is circulated. Its subject is the circulation.
const Mail Name = "mail"

// MailView is the view of such a text.
type MailView struct {
	Head
	Enclosed    Text   // the title of what is enclosed
	Purpose     string // what it is sent for, as the record says it: "comments", "invitation"
	Asks        Text   // what is asked of them; may be empty
	Until       Text   // by when they answer; may be empty
	Invites     bool   // to a meeting
	When        Text   // of a meeting that they are invited to
	Off         bool   // that meeting does not take place then
	Place       Text
	JoinLink    Link // everybody who is invited is told it
	Secretariat Text
	AnswerTo    Link // the mailbox of the secretariat
}

// buildMail makes the view of the text of a mail.
func buildMail(b *builder) (any, error) {
	item, err := b.subject(network.Circulations.Name)
	if err != nil {
		return nil, err
	}
	c := item.Rec().(*network.Circulation)
	enclosed, err := b.enclosed(c)
	if err != nil {
		return nil, err
	}
	b.title, b.reference = enclosed, c.OurReference
	v := MailView{
		Head: b.head(enclosed), Enclosed: b.line(enclosed), Purpose: string(c.Purpose), Asks: b.text(c.Asks), Until: b.until(c.Deadline),
	}
	if p, ok := b.party(b.net.Secretariat.ID()); ok {
		v.Secretariat, v.AnswerTo = b.line(p.Short), Link(p.Mailbox)
	}
	if m := meetingOf(b.Set, c); m != nil && Name(c.Document) == Invitation {
		v.When, v.Place, v.JoinLink = b.when(m.Start, m.End, cmp.Or(m.Timezone, b.net.Timezone)), b.text(m.Place), Link(m.JoinURL)
		v.Off, v.Invites = m.IsOff(), !m.IsOff()
	}
	return v, nil
}

// enclosed is the title of what a circulation encloses.
func (b *builder) enclosed(c *network.Circulation) (string, error) {
	inner := *b
	inner.Document, inner.Subject = Name(c.Document), ""
	f, err := formOf(inner.Document)
	if err != nil || f.name == Mail { // what came in, or was made by other means
		return "", &network.Refusal{
			Message: fmt.Sprintf("what was sent with the circulation %q is no document of this program", b.Subject),
			Hint:    "see it with `unmn circulation show " + string(b.Subject) + "`",
		}
	}
	_, inner.Subject = c.About()
	if m := meetingOf(b.Set, c); m != nil && m.IsOff() {
		return b.words.say(f.title) + ": " + inner.titleOf(m), nil
	}
	for _, to := range c.To {
		if inner.Document.Addressed() && network.CircleOf(b.Set, to.Party) == b.For {
			inner.To = to.Party // its title is the same for all of the circle
		}
	}
	_, err = f.build(&inner)
	return inner.title, err
}

// Addressed reports a document that each addressee of a circulation gets as a letter to
// itself.
func (n Name) Addressed() bool { return n == ConsultationLetter || n == ResultNotice }

// meetingOf is the meeting that a circulation is about; nil where it is about none.
func meetingOf(s *record.Set, c *network.Circulation) *network.Meeting {
	if kind, id := c.About(); kind == network.Meetings.Name {
		if e, ok := network.Meetings.Get(s, id); ok {
			return e.Rec
		}
	}
	return nil
}

// until is a moment by which something is done, in a sentence; empty for none.
func (b *builder) until(t doc.LocalTime) Text {
	day := b.date(t.Date())
	if clock := t.Clock(); clock != "" {
		return Text(b.words.say("reminder.moment", string(day), b.clock(clock)))
	}
	return day
}
