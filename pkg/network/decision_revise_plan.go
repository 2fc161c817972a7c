package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ReviseOptions say how the text of a decision was revised.
type ReviseOptions struct {
	ID       record.ID
	Text     doc.Text // the revised text; the old one when empty
	Question doc.Text // the revised question; the old one when empty
	Date     doc.Date // the day the new round begins; the current day when empty
	Closes   doc.LocalTime
	Reason   doc.Text
}

// ReviseDecision begins a new round with a revised text, after an objection or after
// comments. The round before is kept: its text, its deadline, and what everybody
// answered. Everybody on the list is asked again; the list stays that of the opening
// day. It refuses a text that nobody revised.
func ReviseDecision(s *record.Set, today doc.Date, o ReviseOptions) (*record.Change, OpenResult, error) {
	if len(o.Text)+len(o.Question) == 0 {
		return nil, OpenResult{}, usage("a revision needs the revised text (--text or --file) or question (--question)")
	}
	c, err := onCourse(s, today, o.ID, func(c *course) error {
		if err := c.mustBe("revised", DecisionOpen, DecisionObjected); err != nil {
			return err
		}
		return c.revise(o)
	})
	if err != nil {
		return nil, OpenResult{}, err
	}
	result := OpenResult{Closes: c.rec.ClosesAt, Waiting: waiting(c.rec, notConsulted)}
	change, err := c.change("revised text, round %d until %s", roundOf(c.rec), moment(c.rec.ClosesAt))
	return change, result, err
}

// revise keeps the round and begins the next.
func (c *course) revise(o ReviseOptions) error {
	d := c.rec
	if sameText(d.Text, o.Text) && sameText(d.Question, o.Question) {
		return refuse(c.reviseHint(), "decision %s: the revised text is the one that stands", c.id)
	}
	day, err := c.eventDay(o.Date, c.roundStart(), "the revision")
	if err != nil {
		return err
	}
	closes, early := c.closeOf(o.Closes, day)
	if early != nil {
		early.Hint = typed("decision", "revise", string(c.id), "--text", "the revised text", "--date", string(day))
		early.Message = "decision " + string(c.id) + " cannot be revised: " + early.Message
		return early
	}
	former := Round{Round: roundOf(d), Text: d.Text, ClosesAt: d.ClosesAt, RevisedOn: day, Reason: o.Reason}
	if !sameText(d.Question, o.Question) {
		former.Question, d.Question = d.Question, o.Question
	}
	if len(o.Text) > 0 {
		d.Text = o.Text
	}
	list := currentRows(d)
	d.Rounds = append(d.Rounds, former)
	for _, i := range list {
		old := d.Consultation[i]
		row := c.row(old.Party, old.Required, day)
		row.Visibility, row.AddedOn = old.Visibility, old.AddedOn
		if len(old.NotAsked) > 0 && row.Status == notConsulted {
			row.NotAsked = old.NotAsked
		}
		d.Consultation = append(d.Consultation, row)
	}
	d.Status, d.ClosesAt = DecisionOpen, closes
	return nil
}

// sameText reports that a text given says what the old one says; none given says
// nothing new.
func sameText(old, given doc.Text) bool {
	if len(given) == 0 {
		return true
	}
	return slices.Equal(old.Languages(), given.Languages()) && old.String() == given.String()
}
