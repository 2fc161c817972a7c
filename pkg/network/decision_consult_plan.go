package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ConsultOptions describe a decision that is drafted, determined, opened and asked in
// one change.
type ConsultOptions struct {
	New   DecisionOptions
	State DetermineOptions
	Open  OpenOptions
	Ask   AskRow // how everybody on the list is asked
}

// ConsultDecision does what NewDecision, DetermineState, OpenDecision and
// AskDecision do one after the other. It refuses what they refuse, and then nothing
// is recorded.
func ConsultDecision(s *record.Set, today doc.Date, o ConsultOptions) (*record.Change, record.ID, OpenResult, error) {
	draft := s.Draft()
	id, err := draftDecision(draft, today, o.New)
	if err != nil {
		return nil, "", OpenResult{}, err
	}
	c := &course{draft: draft, network: Networks.One(s), id: id, today: today, isNew: true}
	err = c.edit(func(c *course) error {
		if err := c.determine(o.State, &StateResult{}); err != nil {
			return err
		}
		if err := c.open(o.Open); err != nil {
			return err
		}
		_, err := c.ask(AskOptions{All: true, First: o.Ask})
		return err
	})
	if err != nil {
		return nil, "", OpenResult{}, err
	}
	draft.Serve(ruleDetermination)
	result := OpenResult{Closes: c.rec.ClosesAt, Waiting: waiting(c.rec, awaiting)}
	change, err := c.change("open, %d on the list, until %s, proposed by %s", len(c.rec.Consultation), moment(c.rec.ClosesAt), c.rec.ProposedBy)
	return change, id, result, err
}
