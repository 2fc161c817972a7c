package network

import (
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ruleMinutes is the rule that the minutes are circulated and approved.
const ruleMinutes = "minutes-approval"

// minutesCourse is one step in the life of minutes: what the operations on minutes
// share. Each edits rec, a copy, and ends with change.
type minutesCourse struct {
	draft   *record.Draft
	network *Network
	id      record.ID
	rec     *Meeting
	today   doc.Date
	told    []string // what a person should know; nothing keeps the change from being made
}

// onMinutes runs an operation on the minutes of a meeting. It refuses a meeting that
// has none.
func onMinutes(s *record.Set, today doc.Date, id record.ID, do func(*minutesCourse) error) (*minutesCourse, error) {
	c := &minutesCourse{draft: s.Draft(), network: Networks.One(s), id: id, today: today}
	return c, Meetings.Edit(c.draft, id, func(m *Meeting) error {
		c.rec = m
		switch {
		case m.Minutes != nil:
			return do(c)
		case m.Status == Cancelled || m.Status == NotHeld:
			return refuse("see it with "+typed("meeting", "show", string(id)), "meeting %q is %s; it has no minutes", id, m.Status)
		}
		return refuse("take them first: "+typed("minutes", "take", string(id)), "the minutes of %q were not taken yet", id)
	})
}

// change ends the operation; the subject follows the name of the minutes.
func (c *minutesCourse) change(format string, args ...any) (*record.Change, []string, error) {
	c.draft.Serve(ruleMinutes)
	change, err := c.draft.Change("minutes " + string(c.id) + ": " + fmt.Sprintf(format, args...))
	return change, c.told, err
}

// tell adds something a person should know.
func (c *minutesCourse) tell(format string, args ...any) {
	c.told = append(c.told, fmt.Sprintf(format, args...))
}

// show is the hint of what cannot be changed any more.
func (c *minutesCourse) show() string {
	return "see them with " + typed("minutes", "render", string(c.id))
}

// status is where the minutes stand.
func (c *minutesCourse) status() MinutesStatus { return c.rec.Minutes.Status }

// final reports that the minutes were approved.
func (c *minutesCourse) final() bool {
	return c.status() == MinutesApproved || c.status() == MinutesCorrected
}

// eventDay is eventDay of the minutes.
func (c *minutesCourse) eventDay(given, follows doc.Date, what string) (doc.Date, error) {
	return eventDay("minutes "+string(c.id), given, c.today, follows, what)
}

// item is the id of the item of the agenda that text means; empty without one.
func (c *minutesCourse) item(text string) (record.Key, error) {
	if text == "" {
		return "", nil
	}
	at, err := FindAgendaItem(c.id, c.rec, text)
	if err != nil {
		return "", err
	}
	return record.Key(c.rec.Agenda[at].ID), nil
}

// itemWords are " on item 3", or nothing without an item.
func (c *minutesCourse) itemWords(item record.Key) string {
	if item == "" {
		return ""
	}
	return fmt.Sprintf(" on item %d", itemAt(c.rec, record.ID(item))+1)
}
