package network

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ClearanceOptions say how members are asked to clear a statement.
type ClearanceOptions struct {
	ID      record.ID
	Members []MemberRef   // who is asked beside, once the clearance runs
	Mandate []MemberRef   // whose mandate the issue touches
	Text    doc.Text      // the revised text, to which everybody is asked anew
	Reason  doc.Text      // why it was revised
	Date    doc.Date      // when they were asked; the current day when empty
	Now     doc.LocalTime // the current moment, from which Within counts on the current day
	Within  time.Duration // how long they have
	Closes  doc.LocalTime // or until when; the working days of the rules when both are empty
	Notice  doc.Date      // when the state lead was told beforehand
	Asked   Asked         // how; the day is Date
	Parcel  *Parcel       // the statement and mails, where they are made with it
}

// AskClearance asks every member of the day to clear a statement: a draft is put to
// them; one that is with them already gets further members, mandates or time, or with
// a revised text a new round. It refuses what would take time from anybody.
func AskClearance(s *record.Set, today doc.Date, o ClearanceOptions) (*record.Change, []string, error) {
	var subject string
	before := 0
	c, err := onStatement(s, today, o.ID, func(c *clearing) error {
		before = len(c.rec.Clearance)
		if err := c.mustBe("put to the members", StatementDraft, StatementInClearance, StatementCleared); err != nil {
			return err
		}
		var err error
		subject, err = c.ask(o)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if err := c.dispatch(o, before); err != nil {
		return nil, nil, err
	}
	change, err := c.change("%s", subject)
	return change, c.told, err
}

// dispatch records what goes out to those who are asked now, and were not before.
func (c *clearing) dispatch(o ClearanceOptions, before int) error {
	if o.Parcel == nil {
		return nil
	}
	out := Circulation{
		Purpose: "clearance", Document: "statement", What: []record.AnyRef{recordRef(Statements.Name, c.id)}, Channel: cmp.Or(o.Asked.Channel, usualChannel),
		OurReference: o.Asked.OurReference, Deadline: c.rec.ClosesAt,
	}
	for _, row := range c.rec.Clearance[before:] {
		out.To, out.Date = append(out.To, Addressee{Party: PartyRef(row.Member)}), row.Asked.Date
	}
	if len(out.To) == 0 {
		return refuse(c.show(), "statement %s: nobody is asked anew; there is nothing to send", c.id)
	}
	told, err := o.Parcel.enclose(c.draft, c.today, out)
	c.told = append(c.told, told...)
	return err
}

// ask does what the options say and tells it in a line.
func (c *clearing) ask(o ClearanceOptions) (string, error) {
	day, err := c.eventDay(o.Date, c.rec.begun(), "the question to the members")
	if err != nil {
		return "", err
	}
	asked := o.Asked
	asked.Date, asked.Channel = day, cmp.Or(asked.Channel, usualChannel)
	c.rec.AdvanceNotice = cmp.Or(o.Notice, c.rec.AdvanceNotice)
	switch {
	case c.rec.Status == StatementDraft:
		if len(o.Text) > 0 {
			c.rec.Text = o.Text
		}
		return c.put(o, asked, o.Mandate)
	case len(o.Text) > 0:
		return c.revise(o, asked)
	}
	return c.askMore(o, asked)
}

// put asks every member of the day, in a new round.
func (c *clearing) put(o ClearanceOptions, asked Asked, mandates []MemberRef) (string, error) {
	closes, err := c.closeOf(o, asked.Date)
	if err != nil {
		return "", err
	}
	n := 0
	for e := range Members.All(c.draft) {
		if !e.Rec.ActiveOn(asked.Date) {
			continue
		}
		each := asked
		c.rec.Clearance = append(c.rec.Clearance, MemberClearance{
			Member: MemberRef(e.ID), Round: c.rec.round(), Mandate: slices.Contains(mandates, MemberRef(e.ID)), Asked: &each, Status: awaiting,
		})
		n++
	}
	if err := gather(mandates, c.needListed); err != nil {
		return "", err
	}
	if len(mandates) == 0 {
		c.tell("whose mandate it touches is not said; say it with %s", c.typed("ask", "--mandate", "unhcr"))
	}
	c.rec.Status, c.rec.ClosesAt = StatementInClearance, closes
	subject := fmt.Sprintf("ask %s to clear it until %s", plural(n, "member", "members"), moment(closes))
	if round := c.rec.round(); round > 1 {
		subject = fmt.Sprintf("revised text, round %d: ", round) + subject
	}
	return subject, nil
}

// needListed refuses a mandate of somebody who is not asked.
func (c *clearing) needListed(member MemberRef) error {
	if c.rec.row(member) != nil {
		return nil
	}
	if e, ok := Members.Get(c.draft, member.ID()); ok {
		return refuse("see it with "+typed("member", "show", string(member)), "statement %s: %s is not among those who are asked: it is %s", c.id, member, e.Rec.Status)
	}
	_, err := c.draft.Set().Find(Members.Name, string(member))
	return err
}

// revise begins a new round with a revised text. What the co-chairs agreed to was the
// text before; whose mandate the issue touches stays.
func (c *clearing) revise(o ClearanceOptions, asked Asked) (string, error) {
	s := c.rec
	if s.Text.String() == o.Text.String() {
		return "", refuse(c.show(), "statement %s: the revised text is the one that stands", c.id)
	}
	mandates := slices.Clone(o.Mandate)
	for _, row := range s.Clearance {
		if row.Mandate && row.Round == s.round() && !slices.Contains(mandates, row.Member) {
			if e, ok := Members.Get(c.draft, row.Member.ID()); ok && e.Rec.ActiveOn(asked.Date) {
				mandates = append(mandates, row.Member)
			}
		}
	}
	s.Rounds = append(s.Rounds, StatementRound{
		Round: s.round(), Text: s.Text, ClosesAt: s.ClosesAt, AgreedBy: s.AgreedBy, RevisedOn: asked.Date, Reason: o.Reason,
	})
	s.Text, s.AgreedBy = o.Text, nil
	return c.put(o, asked, mandates)
}

// askMore asks members beside, marks mandates, or gives more time.
func (c *clearing) askMore(o ClearanceOptions, asked Asked) (string, error) {
	s := c.rec
	if len(o.Members) == 0 && len(o.Mandate) == 0 && o.Closes == "" && o.Within == 0 && o.Notice == "" {
		return "", refuse("remind those who have not answered with "+typed("remind"), "statement %s: every member was asked on %s already", c.id, longDate(s.begun()))
	}
	if err := gather(o.Members, func(member MemberRef) error { return c.askBeside(member, asked) }); err != nil {
		return "", err
	}
	if err := gather(o.Mandate, c.needListed); err != nil {
		return "", err
	}
	for _, member := range o.Mandate {
		s.row(member).Mandate = true
	}
	if err := c.moreTime(o, asked.Date); err != nil {
		return "", err
	}
	c.settle(asked.Date, o.Now)
	return c.more(o), nil
}

// askBeside asks one more member while the clearance runs.
func (c *clearing) askBeside(member MemberRef, asked Asked) error {
	had := c.rec.row(member)
	switch {
	case had != nil && had.Asked != nil:
		return refuse("remind it with "+typed("remind", string(member)), "statement %s: %s was asked on %s already", c.id, member, longDate(had.Asked.Date))
	case had != nil:
		had.Asked, had.Status = &asked, awaiting
		return nil
	}
	if _, err := needParty(c.draft, PartyRef(member)); err != nil {
		return err
	}
	c.rec.Clearance = append(c.rec.Clearance, MemberClearance{Member: member, Round: c.rec.round(), Asked: &asked, Status: awaiting})
	return nil
}

// moreTime moves the deadline, where another is given: never to an earlier moment.
func (c *clearing) moreTime(o ClearanceOptions, day doc.Date) error {
	if o.Closes == "" && o.Within == 0 {
		return nil
	}
	closes, err := c.closeOf(o, day)
	switch {
	case err != nil:
		return err
	case closes < c.rec.ClosesAt:
		return refuse(c.show(), "statement %s: the members have until %s; their time cannot be shortened", c.id, moment(c.rec.ClosesAt))
	}
	c.rec.ClosesAt = closes
	return nil
}

// more is the line of the history.
func (c *clearing) more(o ClearanceOptions) string {
	var parts []string
	if len(o.Members) > 0 {
		parts = append(parts, "ask "+few(idTexts(o.Members)))
	}
	if len(o.Mandate) > 0 {
		parts = append(parts, "mandate of "+few(idTexts(o.Mandate)))
	}
	if o.Closes != "" || o.Within != 0 {
		parts = append(parts, "more time, until "+moment(c.rec.ClosesAt))
	}
	if parts == nil {
		parts = append(parts, "advance notice on "+longDate(o.Notice))
	}
	return strings.Join(parts, "; ")
}

// closeOf is until when members answer who are asked on a day. Hours count from the
// current moment, or from the close of business of a day that is past.
func (c *clearing) closeOf(o ClearanceOptions, day doc.Date) (doc.LocalTime, error) {
	closes := o.Closes
	switch {
	case closes != "" && o.Within != 0:
		return "", usage("--within and --closes each say until when; give one of them")
	case o.Within < 0:
		return "", usage("--within cannot be negative")
	case o.Within > 0:
		from := doc.LocalTime(string(day) + "T" + closeOfBusiness)
		if o.Now.Date() == day {
			from = o.Now
		}
		zone := c.network.Timezone.Location()
		closes = doc.LocalTime(from.In(zone).Add(o.Within).In(zone).Format("2006-01-02T15:04"))
	case closes == "":
		days := AddWorkingDays(day, c.network.Rules.MemberDays.Or(usualMemberDays), c.network.Holidays)
		closes = doc.LocalTime(string(days) + "T" + closeOfBusiness)
	}
	if closes.Date() < day {
		return "", &Refusal{
			Message: fmt.Sprintf("statement %s: it would close on %s, before the members are asked on %s", c.id, moment(closes), longDate(day)),
			Hint:    c.typed("ask", "--within", "48h"), Rule: "dates-in-order",
		}
	}
	return closes, nil
}
