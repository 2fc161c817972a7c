package network

import (
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ImportOptions are edits of minutes that came back in a document, and what becomes of
// them.
type ImportOptions struct {
	Meeting record.ID
	From    PartyRef // whose document it is
	Date    doc.Date // when it came; the current day when empty
	Edits   []ImportedEdit
}

// An ImportedEdit is one edit and what becomes of it: it is made, refused, or kept as a
// comment for which that is still to be said.
type ImportedEdit struct {
	Item   record.ID // of the agenda; empty for none
	Text   doc.Text  // what is wanted, for the comment that is kept of it
	Reason doc.Text  // why that becomes of it; may be empty
	Fate   EditFate
	// Make makes the edit in the record; its error is told. Of edits that are not made it
	// is not called.
	Make func(*Meeting) error
}

// EditFate is what becomes of an edit.
type EditFate string

// The fates.
const (
	EditMade    EditFate = "take over"
	EditRefused EditFate = "refuse"
	EditKept    EditFate = "keep"
)

// disposition is what the comment says of an edit.
func (f EditFate) disposition() Disposition {
	return map[EditFate]Disposition{EditMade: "accepted", EditRefused: "not-accepted"}[f]
}

// ImportMinutes takes edits over into minutes, all in one change. Of minutes that were
// circulated every one of them is kept as a comment of the party, with what was done
// with it, so that it can be told later who wanted what. Minutes that were approved are
// corrected, not edited. Every edit that cannot be made is told.
func ImportMinutes(s *record.Set, today doc.Date, o ImportOptions) (*record.Change, []string, error) {
	c, err := onMinutes(s, today, o.Meeting, func(c *minutesCourse) error {
		if c.final() {
			return &Refusal{
				Message: "the minutes of " + quoted(c.id) + " are approved; what was approved stays",
				Hint:    typed("minutes", "correct", string(c.id), "TEXT", "--reason", "REASON"), Rule: ruleMinutes,
			}
		}
		if _, err := needParty(c.draft, o.From); err != nil {
			return err
		}
		if err := gather(o.Edits, func(e ImportedEdit) error {
			if e.Fate != EditMade {
				return nil
			}
			return e.Make(c.rec)
		}); err != nil {
			return err
		}
		return c.remember(o)
	})
	if err != nil {
		return nil, nil, err
	}
	c.told = slices.Compact(c.told)
	return c.change("%s", importSubject(shortOf(c.draft, o.From), o.Edits))
}

// remember keeps the edits as comments, where the minutes take any.
func (c *minutesCourse) remember(o ImportOptions) error {
	last := lastSending(c.rec.Minutes)
	if last == nil {
		return c.unremembered(o)
	}
	day, err := c.eventDay(o.Date, c.rec.Minutes.Circulated[0].Date, "the comment")
	if err != nil {
		return err
	}
	for _, e := range o.Edits {
		fresh := Comment{Party: o.From, Date: day, Item: record.Key(e.Item), Text: e.Text, Disposition: e.Fate.disposition(), Reason: e.Reason}
		if err := c.comment(fresh, last); err != nil {
			return err
		}
	}
	return nil
}

// unremembered refuses what minutes that nobody was sent cannot keep.
func (c *minutesCourse) unremembered(o ImportOptions) error {
	made := func(e ImportedEdit) bool { return e.Fate == EditMade }
	switch {
	case !slices.ContainsFunc(o.Edits, made), slices.ContainsFunc(o.Edits, func(e ImportedEdit) bool { return e.Fate == EditKept }):
		return &Refusal{
			Message: "the minutes of " + quoted(c.id) + " were not circulated; until then they have no comments in which an edit could be kept",
			Hint:    typed("minutes", "circulate", string(c.id)), Rule: ruleMinutes,
		}
	case slices.ContainsFunc(o.Edits, func(e ImportedEdit) bool { return e.Fate == EditRefused }):
		c.tell("the minutes were not circulated; what was refused is not kept")
	}
	return nil
}

func quoted(id record.ID) string { return `"` + string(id) + `"` }

// importSubject is the line of the history.
func importSubject(party string, edits []ImportedEdit) string {
	var parts []string
	for _, fate := range []EditFate{EditMade, EditRefused, EditKept} {
		n := 0
		for _, e := range edits {
			if e.Fate == fate {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, string(fate)+" "+plural(n, "edit", "edits"))
		}
	}
	return strings.Join(parts, ", ") + " of " + party
}
