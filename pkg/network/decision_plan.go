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
	id, err := draftDecision(d, today, o)
	if err != nil {
		return nil, "", err
	}
	c, err := d.Change("decision " + string(id) + ": draft, proposed by " + string(o.Decision.ProposedBy))
	return c, id, err
}

// draftDecision adds a decision to a draft and says its id.
func draftDecision(d *record.Draft, today doc.Date, o DecisionOptions) (record.ID, error) {
	n := o.Decision
	if err := needs("a new decision",
		need{len(n.Title) == 0, "a title"},
		need{len(n.Question) == 0, "its question in one sentence (--question)"},
		need{n.ProposedBy == "", "who proposes it (--proposed-by)"},
	); err != nil {
		return "", err
	}
	if _, err := needParty(d, n.ProposedBy); err != nil {
		return "", err
	}
	if n.Method == "" {
		n.Method = "consensus-at-meeting"
	}
	if n.Method == "silence" && !Networks.One(d).Rules.SilenceAllowed.Or(true) {
		return "", &Refusal{
			Message: "the rules of the network allow no silence procedure",
			Hint:    "use `--method written-consultation`", Rule: "silence-procedure",
		}
	}
	n.Status = DecisionDraft
	if n.StateConsultation == nil {
		n.StateConsultation = &StateConsultation{Determination: StatePending}
	}
	id, err := newID(d, Decisions, o.ID, string(dayOr(o.Date, today)), n.Title.OneLine())
	if err != nil {
		return "", err
	}
	return id, Decisions.Create(d, id, n)
}
