package network

import (
	"cmp"
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ApproveOptions say how minutes were approved.
type ApproveOptions struct {
	Meeting record.ID
	At      record.ID      // the meeting that approved them
	How     ApprovalMethod // next-meeting with At, else as the rules have it, when empty
	Date    doc.Date       // that of the meeting, or the current day, when empty
	Reason  doc.Text       // why it was otherwise than the rules have it
}

// ApproveMinutes makes minutes final: because nobody objected while comments were
// welcome, or because a later meeting approved them. What they say is locked by its
// hash. It refuses, with every reason, minutes that were not circulated, comments of
// which it is not said what was done with them, a time for comments that is not over,
// and another way than that of the rules without the reason.
func ApproveMinutes(s *record.Set, today doc.Date, o ApproveOptions) (*record.Change, []string, error) {
	var approval Approval
	c, err := onMinutes(s, today, o.Meeting, func(c *minutesCourse) error {
		switch {
		case c.final():
			return refuse(c.show(), "the minutes of %q were approved already%s", c.id, onDay(c.rec.Minutes.Approved.Date))
		case c.status() == MinutesDraft:
			return refuse("take that step with "+typed("minutes", "circulate", string(c.id)), "the minutes of %q are a draft; they cannot be approved before they were circulated", c.id)
		}
		var err error
		if approval, err = c.approval(o); err != nil {
			return err
		}
		if o.At != "" {
			if err := c.approveThere(o.At); err != nil {
				return err
			}
		}
		lock(c.rec, approval)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	if approval.Meeting != "" {
		return c.change("approve at %s", approval.Meeting)
	}
	return c.change("approve, no objection until %s", longDate(c.rec.Minutes.CommentsUntil))
}

// approval is how the minutes are approved, or every reason why they are not.
func (c *minutesCourse) approval(o ApproveOptions) (Approval, error) {
	rule := c.network.Rules.MinutesApproval.Or(ByNextMeeting)
	how := cmp.Or(o.How, rule)
	if o.At != "" && o.How == "" {
		how = ByNextMeeting
	}
	a := Approval{How: how, Meeting: record.Ref[Meeting](o.At), Reason: o.Reason}
	reasons := c.undisposed()
	var given doc.Date
	switch {
	case how == ByNoObjection && o.At != "":
		return a, usage("minutes are approved at a meeting or because nobody objected: leave out --at or --how")
	case how == ByNextMeeting && o.At == "":
		reasons = append(reasons, c.needsMeeting())
	case how == ByNextMeeting:
		m, err := c.approving(o.At)
		if err != nil {
			return a, err
		}
		given = m.Start.Date()
	case rule == ByNextMeeting && len(o.Reason) == 0:
		reasons = append(reasons, &Refusal{
			Message: fmt.Sprintf("the rules have the minutes of %q approved by the next meeting", c.id),
			Hint:    "say why it was otherwise: " + typed("minutes", "approve", string(c.id), "--how", string(ByNoObjection), "--reason", "why it was otherwise"), Rule: ruleMinutes,
		})
	}
	day, err := c.eventDay(cmp.Or(o.Date, given), lastSending(c.rec.Minutes).Date, "the approval")
	if err != nil {
		return a, err
	}
	a.Date = day
	if until := c.rec.Minutes.CommentsUntil; how == ByNoObjection && day <= until {
		reasons = append(reasons, &Refusal{
			Message: fmt.Sprintf("comments on the minutes of %q are welcome until %s", c.id, longDate(until)),
			Hint:    "approve them from " + longDate(until.AddDays(1)) + " on", Rule: ruleMinutes,
		})
	}
	return a, reasons.err()
}

// undisposed are the refusals of comments of which it is not said what was done.
func (c *minutesCourse) undisposed() Refusals {
	var out Refusals
	for _, comment := range c.rec.Minutes.Comments {
		if comment.Disposition == "" {
			out = append(out, &Refusal{
				Message: fmt.Sprintf("it is not said what was done with comment %d, of %s%s", comment.Number, comment.Party, c.itemWords(comment.Item)),
				Hint:    typed("minutes", "comment", string(c.id), fmt.Sprint(comment.Number), "--disposition", "noted"), Rule: ruleMinutes,
			})
		}
	}
	return out
}

// needsMeeting refuses an approval by a meeting that is not named: it names the next
// one there is.
func (c *minutesCourse) needsMeeting() *Refusal {
	r := &Refusal{
		Message: fmt.Sprintf("the minutes of %q are approved by the next meeting, and it is not said which", c.id),
		Hint:    typed("minutes", "approve", string(c.id), "--at", "MEETING"), Rule: ruleMinutes,
	}
	if next := nextMeeting(c.draft, c.rec); next != nil {
		r.Hint = typed("minutes", "approve", string(c.id), "--at", string(next.ID))
		if next.Rec.Status != Held {
			r.Hint += ", when it has been held"
		}
	}
	return r
}

// nextMeeting is the first meeting after another, of the Network or of the same working
// group, that takes place or is to; nil when there is none in its year or the next.
func nextMeeting(r record.Reader, m *Meeting) *record.Entry[Meeting] {
	var next *record.Entry[Meeting]
	year := m.Start.Date().Year()
	for _, y := range []int{year, year + 1} {
		for e := range Meetings.WithPrefix(r, yearText(y)) {
			if e.Rec.Group == m.Group && e.Rec.Start > m.Start && !e.Rec.IsOff() && (next == nil || e.Rec.Start < next.Rec.Start) {
				next = e
			}
		}
	}
	return next
}

// approving is the meeting that approved the minutes. It refuses one that was not held,
// or not after theirs.
func (c *minutesCourse) approving(id record.ID) (*Meeting, error) {
	e, ok := Meetings.Get(c.draft, id)
	if !ok {
		_, err := c.draft.Set().Item(Meetings.Name, id)
		return nil, err
	}
	switch m := e.Rec; {
	case id == c.id || m.Start <= c.rec.Start:
		return nil, refuse("name a later meeting", "meeting %q cannot approve the minutes of %q: it is no later one", id, c.id)
	case m.Status != Held:
		return nil, refuse("take its minutes first, with a line `APPROVED "+string(c.id)+"`: "+typed("minutes", "take", string(id)), "meeting %q is %s; it has approved nothing yet", id, m.Status)
	}
	return e.Rec, nil
}

// approveThere says in the meeting that approved the minutes, where its agenda has the
// item and its own minutes are not final, that they were approved there.
func (c *minutesCourse) approveThere(id record.ID) error {
	return Meetings.Edit(c.draft, id, func(m *Meeting) error {
		if m.Minutes != nil && m.Minutes.Approved != nil {
			return nil
		}
		about := func(i AgendaItem) bool { return i.Purpose == MinutesApproval && i.Meeting.ID() == c.id }
		if at := slices.IndexFunc(m.Agenda, about); at >= 0 {
			m.Agenda[at].Approved = true
		}
		return nil
	})
}
