package network

import (
	"cmp"
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// What applies to minutes where the network has not set it, in working days.
const (
	usualDraftDays   = 10
	usualCommentDays = 5
)

// CirculateOptions say how minutes were sent out.
type CirculateOptions struct {
	Meeting record.ID
	To      []PartyRef   // the members, and whoever was invited or there, when empty
	Date    doc.Date     // the current day when empty
	Channel Channel      // e-mail when empty
	Cleared []record.Key // the posts that cleared them, on the day they were sent
	Until   doc.Date     // the last day for comments; as early as the rules allow when empty
	Again   bool         // they were sent before
	Parcel  *Parcel      // the files and mails, where they are made with it
}

// CirculateMinutes records that the minutes of a meeting were sent out: when, to whom,
// in which wording, and until when comments are welcome. Drafts become circulated;
// minutes that were approved are sent as they are, and nobody comments on them. It
// refuses, with every reason, minutes with an item for decision that says neither what
// was decided nor why nothing was, minutes that nobody cleared whom the rules name, a
// time for comments shorter than theirs, and to send twice what is not sent again.
func CirculateMinutes(s *record.Set, today doc.Date, o CirculateOptions) (*record.Change, []string, error) {
	var to []string
	var sent Circulated
	c, err := onMinutes(s, today, o.Meeting, func(c *minutesCourse) error {
		day, err := c.eventDay(o.Date, c.lastEvent(), "the circulation")
		if err != nil {
			return err
		}
		row := Circulated{Date: day, Channel: cmp.Or(o.Channel, usualChannel), To: o.To, SHA256: MinutesHash(c.rec)}
		cleared, err := giveLeave(c.network, c.stillCleared(row.SHA256), o.Cleared, day)
		if err != nil {
			return err
		}
		if err := c.mayCirculate(o, day, cleared); err != nil {
			return err
		}
		c.rec.Minutes.Cleared = cleared
		if len(row.To) == 0 {
			row.To = c.readers(day)
		}
		for _, party := range row.To {
			if _, err := needParty(c.draft, party); err != nil {
				return err
			}
			to = append(to, shortOf(c.draft, party))
		}
		c.circulate(row, o.Until)
		sent = row
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	if err := c.dispatch(sent, o.Parcel); err != nil {
		return nil, nil, err
	}
	subject := "circulate to " + few(to)
	if !c.final() {
		subject += ", comments until " + longDate(c.rec.Minutes.CommentsUntil)
	}
	return c.change("%s", subject)
}

// circulate adds the row of a sending, and what follows from it.
func (c *minutesCourse) circulate(row Circulated, until doc.Date) {
	m := c.rec.Minutes
	c.tellCirculation(row)
	if m.Status == MinutesDraft {
		m.Status = MinutesCirculated
	}
	if !c.final() {
		m.CommentsUntil = cmp.Or(until, commentsEnd(c.network, row.Date))
	}
	m.Circulated = append(m.Circulated, row)
}

// dispatch records what went out with a sending: the minutes themselves.
func (c *minutesCourse) dispatch(row Circulated, p *Parcel) error {
	if p == nil {
		return nil
	}
	out := Circulation{
		Purpose: "comments", Document: "minutes", What: []record.AnyRef{recordRef(Meetings.Name, c.id)}, Cleared: c.rec.Minutes.Cleared,
		To: addressed(row.To), Date: row.Date, Channel: row.Channel, OurReference: c.rec.Reference, Deadline: closingOf(c.rec.Minutes.CommentsUntil),
	}
	if c.final() {
		out.Purpose, out.Deadline = "information", ""
	}
	told, err := p.enclose(c.draft, c.today, out)
	c.told = append(c.told, told...)
	return err
}

// tellCirculation says what of a sending is otherwise than the rules have it.
func (c *minutesCourse) tellCirculation(row Circulated) {
	if due := MinutesDue(c.network, c.rec); len(c.rec.Minutes.Circulated) == 0 && row.Date > due {
		c.tell("the minutes were due on %s, %d working days after the meeting; they went out %d later",
			longDate(due), c.network.Rules.MinutesDraftDays.Or(usualDraftDays), WorkingDaysBetween(due, row.Date, c.network.Holidays))
	}
	if c.rec.Type == GroupMeeting {
		return
	}
	var left []string
	for e := range Members.All(c.draft) {
		if e.Rec.ActiveOn(row.Date) && !slices.Contains(row.To, PartyRef(e.ID)) {
			left = append(left, e.Rec.Short)
		}
	}
	if len(left) > 0 {
		c.tell("not sent to %s, who are members", few(left))
	}
}

// mayCirculate tells every reason why minutes cannot be sent out on a day. What flags
// mend is told last, with the one command that has them all.
func (c *minutesCourse) mayCirculate(o CirculateOptions, day doc.Date, cleared []Clearance) error {
	var reasons Refusals
	no := func(rule, hint, format string, args ...any) {
		reasons = append(reasons, &Refusal{Message: fmt.Sprintf(format, args...), Hint: hint, Rule: rule})
	}
	sent := c.isOut(day)
	if early := o.Parcel.tooEarly(day, c.today); early != nil {
		reasons = append(reasons, early)
	}
	if c.final() && o.Until != "" {
		no("", "leave out `--comments-until`", "the minutes of %q are approved; nobody comments on them any more", c.id)
	}
	var missing []string
	if !c.final() {
		for _, i := range unconcluded(c.rec) {
			no("decision-or-reason", typed("meeting", "set", string(c.id), fmt.Sprintf("agenda.%d.no_decision_reason=why nothing was decided", i+1)),
				"item %d was for decision, and the minutes of %q say neither what was concluded nor why nothing was", i+1, c.id)
		}
		if end := commentsEnd(c.network, day); o.Until != "" && o.Until < end {
			no(ruleMinutes, "leave out `--comments-until`, or give "+string(end)+" or a later day",
				"comments cannot end before %s, which is the shortest time from %s", longDate(end), longDate(day))
		}
		missing = clearances(c.network, c.rec, cleared)
	}
	hint := c.retyped(o, sent, missing)
	if sent && !o.Again {
		no(ruleMinutes, hint, "the minutes of %q were circulated on %s already", c.id, longDate(lastSending(c.rec.Minutes).Date))
	}
	if len(missing) > 0 {
		no(ruleMinutes, hint, "the minutes of %q were not cleared by %s", c.id, few(missing))
	}
	return reasons.err()
}

// isOut reports that the minutes as they stand were sent: what was sent before the
// approval is another document than what is sent after it.
func (c *minutesCourse) isOut(day doc.Date) bool {
	last := lastSending(c.rec.Minutes)
	return last != nil && last.Date <= day && !(c.final() && last.Date < c.rec.Minutes.Approved.Date)
}

// retyped is the command that sends the minutes as it should have been typed.
func (c *minutesCourse) retyped(o CirculateOptions, sent bool, missing []string) string {
	words := []string{"minutes", "circulate", string(c.id)}
	if by := append(idTexts(o.Cleared), missing...); len(by) > 0 {
		words = append(words, "--cleared-by", joinIDs(by))
	}
	if len(o.To) > 0 {
		words = append(words, "--to", joinIDs(o.To))
	}
	if o.Date != "" {
		words = append(words, "--date", string(o.Date))
	}
	if sent || o.Again {
		words = append(words, "--again")
	}
	return typed(words...)
}

// lastEvent is the latest day in the life of the minutes that a sending cannot precede.
func (c *minutesCourse) lastEvent() doc.Date {
	m := c.rec.Minutes
	day := max(c.rec.Start.Date(), m.DraftedOn)
	if last := lastSending(m); last != nil {
		day = max(day, last.Date)
	}
	if m.Approved != nil {
		day = max(day, m.Approved.Date)
	}
	if n := len(m.Corrections); n > 0 {
		day = max(day, m.Corrections[n-1].Date)
	}
	return day
}

// stillCleared are the clearances that hold for a wording: those of another wording
// ended with it.
func (c *minutesCourse) stillCleared(hash string) []Clearance {
	if last := lastSending(c.rec.Minutes); last != nil && last.SHA256 != hash {
		return nil
	}
	return c.rec.Minutes.Cleared
}

// lastSending is the latest row of those that sent minutes, nil when there is none.
func lastSending(m *Minutes) *Circulated {
	if n := len(m.Circulated); n > 0 {
		return &m.Circulated[n-1]
	}
	return nil
}

// commentsEnd is the last day for comments on minutes that are sent on a day, as the
// rules have it.
func commentsEnd(n *Network, day doc.Date) doc.Date {
	return AddWorkingDays(day, n.Rules.MinutesCommentDays.Or(usualCommentDays), n.Holidays)
}

// MinutesDue is the last day on which the minutes of a meeting are circulated in time.
func MinutesDue(n *Network, m *Meeting) doc.Date {
	return AddWorkingDays(m.Start.Date(), n.Rules.MinutesDraftDays.Or(usualDraftDays), n.Holidays)
}

// unconcluded are the items for decision, from 0, of which the minutes say neither what
// was concluded nor why nothing was.
func unconcluded(m *Meeting) []int {
	var out []int
	for i, item := range m.Agenda {
		if item.Purpose == ForDecision && item.Decision == "" && len(item.Conclusions) == 0 && len(item.NoDecisionReason) == 0 {
			out = append(out, i)
		}
	}
	return out
}

// readers are those whom minutes go to by right, on a day: the members, or those of the
// working group that met, then whoever was invited or there and has not ended.
func (c *minutesCourse) readers(day doc.Date) []PartyRef {
	var out []PartyRef
	add := func(party PartyRef) {
		p, _, ok := partyOf(c.draft, party)
		if ok && p.ActiveOn(day) && !slices.Contains(out, party) {
			out = append(out, party)
		}
	}
	then := *c.rec
	then.Start = doc.LocalTime(string(day) + "T00:00")
	for _, row := range invitedByRight(c.draft, &then) {
		add(row.Party)
	}
	for _, row := range c.rec.Attendance {
		add(row.Party)
	}
	for _, row := range c.rec.Invited {
		add(row.Party)
	}
	return out
}
