package network

import (
	"cmp"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// What letters about a decision are made of. Nothing here changes a record.

// ToBeAsked is the row of a party in the present round of a decision: whoever has one is
// written a letter of consultation. It refuses as [AskDecision] does: a decision that is
// not open, a party that is not on its list, and one of which it was recorded why it is
// not asked.
func ToBeAsked(s *record.Set, id record.ID, party PartyRef) (Consultation, error) {
	var row Consultation
	_, err := onCourse(s, "", id, func(c *course) error {
		if err := c.mayConsult("consulted on"); err != nil {
			return err
		}
		at := lastRow(c.rec, party)
		if at < 0 {
			return c.notOnList(party)
		}
		if row = c.rec.Consultation[at]; len(row.NotAsked) > 0 && row.Asked == nil {
			return refuse(c.show(), "decision %s: %s is not asked: %s", c.id, party, row.NotAsked)
		}
		return nil
	})
	return row, err
}

// SilenceBroken is how a consultation ended that was a silence procedure until somebody
// objected or wanted another text. It is no outcome: a revised text may follow.
const SilenceBroken OutcomeResult = "silence-broken"

// An Ending is how a consultation ended, and when.
type Ending struct {
	Result OutcomeResult
	Date   doc.Date
}

// EndingOf is how the consultation on a decision ended. It refuses one that goes on.
func EndingOf(s *record.Set, id record.ID) (Ending, error) {
	var end Ending
	_, err := onCourse(s, "", id, func(c *course) error {
		d := c.rec
		switch {
		case d.Outcome != nil:
			end = Ending{d.Outcome.Result, d.Outcome.Date}
			return nil
		case d.Status == DecisionObjected && d.Method == methodSilence:
			end = Ending{SilenceBroken, c.brokenOn()}
			return nil
		}
		hint := "see who is left with " + typed("decision", "pending", string(c.id))
		switch d.Status {
		case DecisionDraft:
			hint = c.openHint()
		case DecisionObjected:
			hint = c.reviseHint()
		}
		return refuse(hint, "decision %s has no result to tell: it is %s", c.id, inState(d.Status))
	})
	return end, err
}

// brokenOn is the day on which the silence was first broken in the present round.
func (c *course) brokenOn() doc.Date {
	var day doc.Date
	for _, i := range currentRows(c.rec) {
		if row := c.rec.Consultation[i]; breaks(c.network, c.rec, row) && (day == "" || row.AnsweredOn < day) {
			day = row.AnsweredOn
		}
	}
	return cmp.Or(day, c.roundStart())
}

// Answers are the rows of a party in all rounds of a decision, the first round first. It
// refuses a party that was never consulted on it.
func Answers(s *record.Set, id record.ID, party PartyRef) ([]Consultation, error) {
	var rows []Consultation
	_, err := onCourse(s, "", id, func(c *course) error {
		for _, row := range c.rec.Consultation {
			if row.Party == party {
				rows = append(rows, row)
			}
		}
		if len(rows) == 0 {
			return refuse(c.show(), "decision %s: %s was not consulted on it", c.id, party)
		}
		return nil
	})
	slices.SortStableFunc(rows, func(a, b Consultation) int { return a.Round - b.Round })
	return rows, err
}
