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
}

// CirculateMinutes records that the minutes of a meeting were sent out: when, to whom,
// in which wording, and until when comments are welcome. Drafts become circulated;
// minutes that were approved are sent as they are, and nobody comments on them. It
// refuses, with every reason, minutes with an item for decision that says neither what
// was decided nor why nothing was, minutes that nobody cleared whom the rules name, a
// time for comments shorter than theirs, and to send twice what is not sent again.
func CirculateMinutes(s *record.Set, today doc.Date, o CirculateOptions) (*record.Change, []string, error) {
	var to []string
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
		return nil
	})
	if err != nil {
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
		m.CommentsUntil = cmp.Or(until, c.commentsEnd(row.Date))
	}
	m.Circulated = append(m.Circulated, row)
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

// mayCirculate tells every reason why minutes cannot be sent out on a day.
func (c *minutesCourse) mayCirculate(o CirculateOptions, day doc.Date, cleared []Clearance) error {
	var reasons Refusals
	if last := lastSending(c.rec.Minutes); last != nil && !o.Again && !(c.final() && last.Date < c.rec.Minutes.Approved.Date) {
		reasons = append(reasons, &Refusal{
			Message: fmt.Sprintf("the minutes of %q were circulated on %s already", c.id, longDate(last.Date)),
			Hint:    c.circulateHint(o, "--again"), Rule: ruleMinutes,
		})
	}
	if c.final() {
		if o.Until != "" {
			reasons = append(reasons, &Refusal{Message: fmt.Sprintf("the minutes of %q are approved; nobody comments on them any more", c.id), Hint: "leave out `--comments-until`"})
		}
		return reasons.err()
	}
	for _, i := range unconcluded(c.rec) {
		reasons = append(reasons, &Refusal{
			Message: fmt.Sprintf("item %d was for decision, and the minutes of %q say neither what was concluded nor why nothing was", i+1, c.id),
			Hint:    typed("meeting", "set", string(c.id), fmt.Sprintf("agenda.%d.no_decision_reason=why nothing was decided", i+1)), Rule: "decision-or-reason",
		})
	}
	if missing := clearances(c.network, c.rec, cleared); len(missing) > 0 {
		reasons = append(reasons, &Refusal{
			Message: fmt.Sprintf("the minutes of %q were not cleared by %s", c.id, few(missing)),
			Hint:    c.circulateHint(o, "--cleared-by", joinIDs(missing)), Rule: ruleMinutes,
		})
	}
	if end := c.commentsEnd(day); o.Until != "" && o.Until < end {
		reasons = append(reasons, &Refusal{
			Message: fmt.Sprintf("comments cannot end before %s, which is the shortest time from %s", longDate(end), longDate(day)),
			Hint:    "leave out `--comments-until`, or give " + string(end) + " or a later day", Rule: ruleMinutes,
		})
	}
	return reasons.err()
}

// circulateHint is the command that sends the minutes, with more than was typed.
func (c *minutesCourse) circulateHint(o CirculateOptions, more ...string) string {
	words := []string{"minutes", "circulate", string(c.id)}
	if o.Again {
		words = append(words, "--again")
	}
	if len(o.Cleared) > 0 && more[0] != "--cleared-by" {
		words = append(words, "--cleared-by", joinIDs(o.Cleared))
	}
	return typed(append(words, more...)...)
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
func (c *minutesCourse) commentsEnd(day doc.Date) doc.Date {
	return AddWorkingDays(day, c.network.Rules.MinutesCommentDays.Or(usualCommentDays), c.network.Holidays)
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
