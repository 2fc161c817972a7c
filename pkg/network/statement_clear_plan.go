package network

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ClearOptions are answers to the clearance of a statement. Without any, the clearance
// is concluded.
type ClearOptions struct {
	ID     record.ID
	Rows   []ClearRow
	Agreed []record.Key // the co-chairs that agree
	Date   doc.Date
	Now    doc.LocalTime // the current moment, for a deadline on the current day
}

// A ClearRow is what one member answered.
type ClearRow struct {
	Member     MemberRef
	Reply      Reply // its position, or NoReply
	Channel    Channel
	GivenBy    string // the post of whoever gave it
	Source     string
	Summary    doc.Text
	Visibility Visibility
}

// ClearStatement records what members answered and which co-chairs agree. With the
// last that is missing the statement is cleared; an objection takes that back. Without
// answers it concludes the clearance once its time is over: members that did not reply
// have no objection, save those whose mandate it touches. It refuses with every reason.
func ClearStatement(s *record.Set, today doc.Date, o ClearOptions) (*record.Change, []string, error) {
	subject := "cleared"
	c, err := onStatement(s, today, o.ID, func(c *clearing) error {
		if err := c.mustBe("cleared", StatementInClearance, StatementCleared); err != nil {
			return err
		}
		day, err := c.eventDay(o.Date, c.rec.begun(), "the answer")
		if err != nil {
			return err
		}
		if len(o.Rows)+len(o.Agreed) == 0 {
			return c.conclude(day, o.Now)
		}
		subject = c.answerSubject(o)
		if err := c.record(o, day); err != nil {
			return err
		}
		c.settle(day, o.Now)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	change, err := c.change("%s", subject)
	return change, c.told, err
}

// record records every answer, or tells every reason why not.
func (c *clearing) record(o ClearOptions, day doc.Date) error {
	var reasons Refusals
	err := gather(o.Rows, func(row ClearRow) error { return c.answer(row, day, o.Now) })
	if some, refused := err.(Refusals); refused {
		reasons = some
	} else if err != nil {
		return err
	}
	for _, post := range o.Agreed {
		switch {
		case !isCoChair(c.network, post):
			reasons = append(reasons, &Refusal{
				Message: fmt.Sprintf("statement %s: the co-chairs agree to it, and %s is none", c.id, post),
				Hint:    "the co-chairs are " + joinIDs(c.network.CoChairs()), Rule: ruleOneVoice,
			})
		case !c.rec.agreed(post, ""):
			c.rec.AgreedBy = append(c.rec.AgreedBy, Clearance{Post: post, Date: day})
		}
	}
	return reasons.err()
}

// answer records the answer of one member.
func (c *clearing) answer(row ClearRow, day doc.Date, now doc.LocalTime) error {
	had := c.rec.row(row.Member)
	switch {
	case had == nil:
		return c.notListed(row.Member)
	case had.Asked == nil:
		return refuse(c.typed("ask", string(row.Member)), "statement %s: %s was never asked to clear it", c.id, row.Member)
	case row.Reply == NoReply && had.Status == responded:
		return refuse(c.show(), "statement %s: %s has answered on %s", c.id, row.Member, longDate(had.AnsweredOn))
	case row.Reply == NoReply && !isClosedOn(c.rec.ClosesAt, day, now):
		return refuse("remind it with "+typed("remind", string(row.Member)), "statement %s: %s has until %s to answer", c.id, row.Member, moment(c.rec.ClosesAt))
	case day < had.Asked.Date:
		return refuse("give a day from "+string(had.Asked.Date)+" on with `--date`", "statement %s: the answer of %s cannot be dated %s, before it was asked on %s", c.id, row.Member, longDate(day), longDate(had.Asked.Date))
	}
	had.Channel = cmp.Or(row.Channel, had.Channel)
	had.GivenBy, had.Source = cmp.Or(row.GivenBy, had.GivenBy), cmp.Or(row.Source, had.Source)
	had.Visibility = cmp.Or(row.Visibility, had.Visibility)
	if len(row.Summary) > 0 {
		had.Summary = row.Summary
	}
	if row.Reply == NoReply {
		had.Status, had.NoResponseOn = noResponse, day
		return nil
	}
	had.Status, had.Position, had.AnsweredOn, had.NoResponseOn = responded, Position(row.Reply), day, ""
	if day > c.rec.ClosesAt.Date() {
		c.tell("the answer of %s came after the deadline, %s", shortOf(c.draft, PartyRef(row.Member)), moment(c.rec.ClosesAt))
	}
	return nil
}

// notListed refuses the answer of a party that was not asked.
func (c *clearing) notListed(member MemberRef) error {
	if _, isMember, ok := partyOf(c.draft, PartyRef(member)); ok && !isMember {
		return refuse("that it was told beforehand is recorded with "+c.typed("set", "advance_notice="+string(c.today)),
			"statement %s: members clear it, and %s is none", c.id, member)
	}
	return &Refusal{
		Message: fmt.Sprintf("statement %s: %s is not among those who were asked on %s", c.id, member, longDate(c.rec.begun())),
		Hint:    c.typed("ask", string(member)), Rule: ruleOneVoice,
	}
}

// answerSubject is the line of the history.
func (c *clearing) answerSubject(o ClearOptions) string {
	var said, silent []string
	for _, row := range o.Rows {
		name := shortOf(c.draft, PartyRef(row.Member))
		if row.Reply == NoReply {
			silent = append(silent, name)
			continue
		}
		said = append(said, name+" ("+strings.ReplaceAll(string(row.Reply), "-", " ")+")")
	}
	var parts []string
	if said != nil {
		parts = append(parts, "record the answer of "+few(said))
	}
	if silent != nil {
		parts = append(parts, "no reply from "+few(silent))
	}
	if len(o.Agreed) > 0 {
		parts = append(parts, few(idTexts(o.Agreed))+" agreed")
	}
	return strings.Join(parts, "; ")
}

// lacks are those of the record and those that only the whole register shows.
func (c *clearing) lacks(day doc.Date, now doc.LocalTime) []clearanceLack {
	var out []clearanceLack
	for _, member := range offClearance(c.draft, c.rec) {
		out = append(out, clearanceLack{memberNotAsked, record.Key(member)})
	}
	return append(out, clearanceLacks(c.network, c.rec, day, now)...)
}

// conclude ends the clearance of a statement that lacks nothing.
func (c *clearing) conclude(day doc.Date, now doc.LocalTime) error {
	if err := c.refusals(c.lacks(day, now), "cleared").err(); err != nil {
		return err
	}
	if c.rec.Status == StatementCleared {
		return refuse(c.deliverHint(), "statement %s is cleared already", c.id)
	}
	c.lapse()
	c.rec.Status = StatementCleared
	return nil
}

// lapse records that whoever has not answered did not reply in time.
func (c *clearing) lapse() {
	for i := range c.rec.Clearance {
		if row := &c.rec.Clearance[i]; row.Round == c.rec.round() && row.Status == awaiting {
			row.Status, row.NoResponseOn = noResponse, c.rec.ClosesAt.Date()
		}
	}
}

// settle moves a statement between in clearance and cleared, as its answers say.
func (c *clearing) settle(day doc.Date, now doc.LocalTime) {
	lacks := c.lacks(day, now)
	switch {
	case c.rec.Status == StatementInClearance && lacks == nil:
		c.lapse()
		c.rec.Status = StatementCleared
		c.tell("nothing is missing any more; the statement is cleared: %s", c.deliverHint())
	case c.rec.Status == StatementCleared && lacks != nil:
		c.rec.Status = StatementInClearance
		for _, r := range c.refusals(lacks, "delivered") {
			c.tell("%s; it is in clearance again: %s", r.Message, r.Hint)
		}
	default:
		standing := slices.DeleteFunc(lacks, func(l clearanceLack) bool { return l.what != clearanceObjected })
		for _, r := range c.refusals(standing, "delivered") {
			c.tell("%s; a revised text begins a new round: %s", r.Message, r.Hint)
		}
	}
}
