package network

import (
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// DecisionOptions describe a question that is put to the Network.
type DecisionOptions struct {
	ID   record.ID // the day and the slug of the title when empty
	Date doc.Date  // the day it is proposed; the current day when empty
	// Decision may have any field of a draft; Title, Question and ProposedBy are
	// mandatory. Method is consensus at a meeting unless given.
	Decision Decision
}

// NewDecision drafts a decision. Whether the state must be consulted is pending
// until the co-chairs determine it. It refuses a silence procedure where the rules
// of the network allow none.
func NewDecision(s *record.Set, today doc.Date, o DecisionOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	n := o.Decision
	switch {
	case len(n.Title) == 0:
		return nil, "", usage("a new decision needs a title")
	case len(n.Question) == 0:
		return nil, "", usage("a new decision needs its question: put it in one sentence with --question")
	case n.ProposedBy == "":
		return nil, "", usage("a new decision needs who proposes it: give the party with --proposed-by")
	}
	if _, err := needParty(d, n.ProposedBy); err != nil {
		return nil, "", err
	}
	if n.Method == "" {
		n.Method = "consensus-at-meeting"
	}
	if n.Method == "silence" && !Networks.One(d).Rules.SilenceAllowed.Or(true) {
		return nil, "", &Refusal{
			Message: "the rules of the network allow no silence procedure",
			Hint:    "use `--method written-consultation`", Rule: "silence-procedure",
		}
	}
	n.Status = DecisionDraft
	if n.StateConsultation == nil {
		n.StateConsultation = &StateConsultation{Determination: StatePending}
	}
	id := o.ID
	if id == "" {
		var err error
		if id, err = freeID(d, Decisions, string(dayOr(o.Date, today)), n.Title.OneLine()); err != nil {
			return nil, "", err
		}
	}
	if err := Decisions.Create(d, id, n); err != nil {
		return nil, "", err
	}
	c, err := d.Change("decision " + string(id) + ": draft, proposed by " + string(n.ProposedBy))
	return c, id, err
}
