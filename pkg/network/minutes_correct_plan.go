package network

import (
	"fmt"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// CorrectOptions are one correction to minutes that were approved.
type CorrectOptions struct {
	Meeting record.ID
	Item    string   // the item it corrects, by number, id or title; may be empty
	Text    doc.Text // what it says now
	Reason  doc.Text // why
	Date    doc.Date // the current day when empty

	RequestedBy record.Key   // on whose request; may be empty
	Cleared     []record.Key // the posts that signed it off
}

// CorrectMinutes adds a correction to minutes that were approved, numbered and with
// its reason; what was approved stays as it was. It refuses minutes that are not
// approved, which are taken again.
func CorrectMinutes(s *record.Set, today doc.Date, o CorrectOptions) (*record.Change, []string, error) {
	var fresh Correction
	c, err := onMinutes(s, today, o.Meeting, func(c *minutesCourse) error {
		m := c.rec.Minutes
		if !c.final() {
			return refuse("take them again: "+typed("minutes", "take", string(c.id)), "the minutes of %q are not approved yet; what is wrong is put right in them", c.id)
		}
		if err := needs("a correction", need{len(o.Text) == 0, "the text as it is to be"}, need{len(o.Reason) == 0, "the reason (--reason)"}); err != nil {
			return err
		}
		follows := m.Approved.Date
		if n := len(m.Corrections); n > 0 {
			follows = m.Corrections[n-1].Date
		}
		day, err := c.eventDay(o.Date, follows, "the correction")
		if err != nil {
			return err
		}
		item, err := c.item(o.Item)
		if err != nil {
			return err
		}
		fresh = Correction{Number: len(m.Corrections) + 1, Date: day, Item: item, Text: o.Text, Reason: o.Reason, RequestedBy: o.RequestedBy}
		if fresh.Cleared, err = giveLeave(c.network, nil, o.Cleared, day); err != nil {
			return err
		}
		m.Corrections = append(m.Corrections, fresh)
		m.Status = MinutesCorrected
		c.tell("those who have the minutes do not have the correction; send them with %s", typed("minutes", "circulate", string(c.id), "--again"))
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return c.change("correct%s as %s", strings.Replace(c.itemWords(fresh.Item), " on", "", 1), CorrigendumReference(c.rec, fresh.Number))
}

// CorrigendumReference is the official reference of a correction to the minutes of a
// meeting; "Corr.1" where the minutes have none.
func CorrigendumReference(m *Meeting, number int) string {
	if m.Reference == "" {
		return fmt.Sprintf("Corr.%d", number)
	}
	return fmt.Sprintf("%s/Corr.%d", m.Reference, number)
}
