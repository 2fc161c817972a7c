package network

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ruleNotice is the rule about the days between an invitation and its meeting.
const ruleNotice = "notice"

// ConveneOptions say how the invitation to a meeting went out.
type ConveneOptions struct {
	ID      record.ID
	Invite  []PartyRef   // invited beside those who are
	Date    doc.Date     // when it went out; the current day when empty
	Channel Channel      // e-mail when empty
	Cleared []record.Key // the posts that cleared it, on that day
	Urgent  bool         // the notice is waived, for Reason
	Reason  doc.Text
	Again   bool    // it went out before
	Parcel  *Parcel // the files and mails, where they are made with it
}

// ConveneMeeting records that the invitation to a meeting went out: when, how and to
// whom. Members who joined since the meeting was planned are invited as well. It
// refuses, with every reason, a meeting that no co-chair called, one without an agenda
// or without anybody invited, too short a notice that is not waived, and what was not
// cleared by those whom the rules name. Sent again, the invitation has the next number
// for calendars.
func ConveneMeeting(s *record.Set, today doc.Date, o ConveneOptions) (*record.Change, []string, error) {
	c := &convening{draft: s.Draft(), network: Networks.One(s), options: o, today: today}
	if err := Meetings.Edit(c.draft, o.ID, func(m *Meeting) error { return c.convene(m) }); err != nil {
		return nil, nil, err
	}
	if err := c.dispatch(); err != nil {
		return nil, nil, err
	}
	c.draft.Serve("called-by-co-chair", ruleNotice)
	c.draft.Reason(o.Reason.OneLine())
	change, err := c.draft.Change("meeting " + string(o.ID) + ": " + c.subject)
	return change, c.told, err
}

// convening is one run of ConveneMeeting.
type convening struct {
	draft   *record.Draft
	network *Network
	options ConveneOptions
	today   doc.Date
	day     doc.Date
	subject string
	told    []string
}

func (c *convening) convene(m *Meeting) error {
	if m.Status != Convened {
		if err := step(Meetings, c.options.ID, m.Status, Convened); err != nil {
			return err
		}
	}
	if err := needs("an urgent meeting", need{c.options.Urgent && len(c.options.Reason) == 0 && len(m.Reason) == 0, "the reason for the urgency (--reason)"}); err != nil {
		return err
	}
	c.day = max(dayOr(c.options.Date, c.today), lastNotice(m))
	if given := c.options.Date; given != "" && given < c.day {
		return refuse("give that day or a later one with `--date`", "the invitation to meeting %q went out last on %s; this cannot be of %s", c.options.ID, c.day, given)
	}
	if err := c.invite(m); err != nil {
		return err
	}
	cleared, err := giveLeave(c.network, nil, c.options.Cleared, c.day)
	if err != nil {
		return err
	}
	if err := c.may(m, cleared); err != nil {
		return err
	}
	c.send(m, cleared)
	return nil
}

// invite adds those who are invited now and were not before.
func (c *convening) invite(m *Meeting) error {
	known := map[PartyRef]bool{}
	for _, row := range m.Invited {
		known[row.Party] = true
	}
	given := m.Invited
	for _, party := range c.options.Invite {
		given = append(slices.Clip(given), Invitation{Party: party})
	}
	rows := *m
	rows.Invited = given
	if err := invite(c.draft, &rows); err != nil {
		return err
	}
	var fresh []string
	for _, row := range rows.Invited {
		if row.Party != "" && !known[row.Party] {
			m.Invited = append(slices.Clip(m.Invited), row)
			fresh = append(fresh, shortOf(c.draft, row.Party))
		}
	}
	if len(fresh) > 0 {
		c.told = append(c.told, "invited as well: "+few(fresh))
	}
	return nil
}

// may tells every reason why the invitation cannot go out. What flags mend is told last,
// with the one command that has them all.
func (c *convening) may(m *Meeting, cleared []Clearance) error {
	var reasons Refusals
	if early := c.options.Parcel.tooEarly(c.day, c.today); early != nil {
		reasons = append(reasons, early)
	}
	no := func(rule, hint, format string, args ...any) {
		reasons = append(reasons, &Refusal{Message: fmt.Sprintf("meeting %q cannot be convened: %s", c.options.ID, fmt.Sprintf(format, args...)), Hint: hint, Rule: rule})
	}
	id, start := string(c.options.ID), m.Start.Date()
	called := func(k record.Key) bool { return isCoChair(c.network, k) }
	if posts := c.network.CoChairs(); m.Type != GroupMeeting && len(posts) > 0 && !slices.ContainsFunc(m.CalledBy, called) {
		no("called-by-co-chair", typed("meeting", "move", id, "--called-by", string(posts[len(posts)-1])), "no co-chair has called it")
	}
	if len(m.Agenda) == 0 {
		no("", typed("meeting", "agenda", "add", id, "TITLE"), "it has no agenda")
	}
	if len(m.Invited) == 0 {
		no("", typed("meeting", "convene", id, "--invite", "PARTY"), "nobody is invited")
	}
	if c.day > start {
		no("dates-in-order", "say with `--date` when the invitation went out", "it begins on %s, before %s", longDate(start), longDate(c.day))
	}
	missing := clearances(c.network, m, cleared)
	tooShort := c.day <= start && c.isTooShort(m)
	hint := c.retyped(isSent(m), tooShort, missing)
	if isSent(m) && !c.options.Again {
		no(ruleNotice, hint, "its invitation went out on %s already", longDate(lastNotice(m)))
	}
	if tooShort {
		no(ruleNotice, hint, "it begins on %s, %s after %s; the notice is %d days", longDate(start), inDays(daysBetween(c.day, start)), longDate(c.day), c.network.Rules.NoticeDays.Or(0))
	}
	if len(missing) > 0 {
		no("", hint, "the invitation was not cleared by %s", few(missing))
	}
	return reasons.err()
}

// isSent reports that the invitation to a meeting is out; that to a meeting which was
// postponed since is not.
func isSent(m *Meeting) bool { return m.Status == Convened && len(m.Notices) > 0 }

// isTooShort reports less notice than the rules give, which nobody waived. What is sent
// again gives none anew.
func (c *convening) isTooShort(m *Meeting) bool {
	days := c.network.Rules.NoticeDays.Or(0)
	return m.Type != GroupMeeting && !isSent(m) && !m.Urgent && !c.options.Urgent && c.day.AddDays(days) > m.Start.Date()
}

// retyped is the command that convenes as it should have been typed.
func (c *convening) retyped(sent, tooShort bool, missing []string) string {
	words := []string{"meeting", "convene", string(c.options.ID)}
	if by := append(idTexts(c.options.Cleared), missing...); len(by) > 0 {
		words = append(words, "--cleared-by", joinIDs(by))
	}
	if len(c.options.Invite) > 0 {
		words = append(words, "--invite", joinIDs(c.options.Invite))
	}
	if c.options.Date != "" {
		words = append(words, "--date", string(c.options.Date))
	}
	if sent || c.options.Again {
		words = append(words, "--again")
	}
	switch {
	case tooShort:
		words = append(words, "--urgent", "--reason", cmp.Or(c.options.Reason.OneLine(), "why it cannot wait"))
	case c.options.Urgent:
		words = append(words, "--urgent", "--reason", c.options.Reason.OneLine())
	}
	return typed(words...)
}

// send records that the invitation went out.
func (c *convening) send(m *Meeting, cleared []Clearance) {
	row := Notice{Date: c.day, Channel: cmp.Or(c.options.Channel, usualChannel), Cleared: cleared}
	var names []string
	for _, invited := range m.Invited {
		if invited.Party != "" {
			row.To = append(row.To, invited.Party)
			names = append(names, shortOf(c.draft, invited.Party))
		}
	}
	c.subject = "convene for " + longDate(m.Start.Date()) + ", to " + few(names)
	if isSent(m) {
		c.subject = "send the invitation again, to " + few(names)
		m.Sequence++
	}
	m.Status = Convened
	m.Notices = append(m.Notices, row)
	if c.options.Urgent {
		m.Urgent = true
		if len(m.Reason) == 0 {
			m.Reason = c.options.Reason
		}
	}
	if len(m.Place) == 0 && m.JoinURL == "" {
		c.told = append(c.told, "the invitation says neither a place nor a link to join; "+strings.Trim(typed("meeting", "move", string(c.options.ID), "--place", "PLACE"), "`")+" gives it one")
	}
}

// dispatch records what went out: the invitation itself.
func (c *convening) dispatch() error {
	if c.options.Parcel == nil {
		return nil
	}
	e, ok := Meetings.Get(c.draft, c.options.ID)
	if !ok {
		return record.ErrNotFound
	}
	row := e.Rec.Notices[len(e.Rec.Notices)-1]
	told, err := c.options.Parcel.enclose(c.draft, c.today, Circulation{
		Purpose: "invitation", Document: "invitation", What: []record.AnyRef{recordRef(Meetings.Name, c.options.ID)}, Cleared: row.Cleared,
		To: addressed(row.To), Date: row.Date, Channel: row.Channel, OurReference: e.Rec.Reference,
	})
	c.told = append(c.told, told...)
	return err
}

// lastNotice is the day on which the invitation went out last, empty when it did not.
func lastNotice(m *Meeting) doc.Date {
	if n := len(m.Notices); n > 0 {
		return m.Notices[n-1].Date
	}
	return ""
}

// inDays is a number of days in a sentence.
func inDays(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}
