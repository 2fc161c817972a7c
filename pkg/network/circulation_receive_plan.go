package network

import (
	"cmp"
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ReceiveOptions say what came in. What it says stays outside the register.
type ReceiveOptions struct {
	Document       record.ID // what it is, in a word: letter
	From           PartyRef
	About          []record.AnyRef // the records that it is about; may be empty
	Date           doc.Date        // the current day when empty
	Channel        Channel         // letter when empty
	Purpose        Purposed        // information when empty
	TheirReference string
	Notes          doc.Text
}

// usualIncoming is how something comes in unless it is said otherwise.
const usualIncoming Channel = "letter"

// Receive records that something came in: from whom, when, under which reference of
// theirs, and what it is about.
func Receive(s *record.Set, today doc.Date, o ReceiveOptions) (*record.Change, record.ID, error) {
	if err := needs("what came in", need{o.From == "", "from whom it is (--from)"}); err != nil {
		return nil, "", err
	}
	d := s.Draft()
	if _, err := needParty(d, o.From); err != nil {
		return nil, "", err
	}
	c := Circulation{
		Direction: CameIn, Purpose: cmp.Or(o.Purpose, "information"), Document: o.Document, What: o.About, Date: dayOr(o.Date, today),
		Channel: cmp.Or(o.Channel, usualIncoming), By: record.Key(o.From), TheirReference: o.TheirReference, Notes: o.Notes,
	}
	if c.Date > today {
		return nil, "", &Refusal{
			Message: fmt.Sprintf("it cannot have come in on %s, which has not come yet", longDate(c.Date)),
			Hint:    "leave out `--date`, or give the day on which it came", Rule: "dates-in-order",
		}
	}
	id, err := newID(d, Circulations, "", string(c.Date), string(o.Document)+"-"+string(o.From))
	if err != nil {
		return nil, "", err
	}
	if err := Circulations.Create(d, id, c); err != nil {
		return nil, "", err
	}
	change, err := d.Change(fmt.Sprintf("circulation %s: %s of %s came in", id, o.Document, shortOf(d, o.From)))
	return change, id, err
}
