package network

import (
	"cmp"
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// DeliverOptions say how a statement was delivered.
type DeliverOptions struct {
	ID      record.ID
	By      record.Key // the co-chair
	Date    doc.Date
	Now     doc.LocalTime // the current moment, for a deadline on the current day
	Where   doc.Text
	URL     string
	Notice  doc.Date // when the state lead was told beforehand
	AsTaken bool     // it was delivered all the same
	Reason  doc.Text // why; needed with AsTaken
}

// DeliverStatement records that a co-chair delivered a statement in the name of the
// Network, and issues its reference. It refuses while anything is missing, with every
// reason and the command that mends each; as taken it records what was delivered all
// the same, and what was missing for ever.
func DeliverStatement(s *record.Set, today doc.Date, o DeliverOptions) (*record.Change, []string, error) {
	switch {
	case o.By == "":
		return nil, nil, usage("say which co-chair delivered it (--by %s)", joinIDs(Networks.One(s).CoChairs()))
	case o.AsTaken && len(o.Reason) == 0:
		return nil, nil, usage("what was delivered all the same needs the reason: give it with --reason")
	case !o.AsTaken && len(o.Reason) > 0:
		return nil, nil, usage("--reason says why it was delivered all the same, and goes with --as-taken")
	}
	how := ""
	c, err := onStatement(s, today, o.ID, func(c *clearing) error {
		if err := c.mustBe("delivered", StatementDraft, StatementInClearance, StatementCleared); err != nil {
			return err
		}
		missing, err := c.deliver(o)
		if missing > 0 {
			how = ", as taken (" + plural(missing, "thing", "things") + " missing)"
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	change, err := c.change("delivered by %s as %s%s", o.By, c.rec.Reference, how)
	return change, c.told, err
}

// deliver ends the life of a statement, and says how much was missing.
func (c *clearing) deliver(o DeliverOptions) (missing int, err error) {
	s := c.rec
	var agreedOn doc.Date
	for _, a := range s.AgreedBy {
		agreedOn = max(agreedOn, a.Date)
	}
	day, err := c.eventDay(o.Date, max(s.begun(), agreedOn), "the delivery")
	if err != nil {
		return 0, err
	}
	lacks := c.lacks(day, o.Now)
	if !o.AsTaken {
		reasons := c.refusals(lacks, "delivered")
		if !isCoChair(c.network, o.By) {
			reasons = append(reasons, &Refusal{
				Message: fmt.Sprintf("statement %s cannot be delivered by %s: the co-chairs deliver it", c.id, o.By),
				Hint:    c.deliverHint(), Rule: ruleOneVoice,
			})
		}
		if err := reasons.err(); err != nil {
			return 0, err
		}
	}
	delivery := Delivery{Date: day, By: o.By, Where: o.Where, URL: o.URL}
	if len(lacks) > 0 {
		delivery.AsTaken = &AsTaken{Reason: o.Reason, Missing: missingClearance(c.draft, s, lacks)}
	} else {
		c.lapse()
	}
	switch s.Status {
	case StatementDraft:
		c.draft.Pass(Statements.PathOf(c.id), string(StatementInClearance), string(StatementCleared))
	case StatementInClearance:
		c.draft.Pass(Statements.PathOf(c.id), string(StatementCleared))
	}
	s.Status, s.Delivered = StatementDelivered, &delivery
	s.AdvanceNotice = cmp.Or(o.Notice, s.AdvanceNotice)
	if s.Reference == "" {
		s.Reference = freeReference(c.draft, Statements.Name, c.id, day)
	}
	return len(lacks), nil
}

// StatementEnd says when and why a statement was withdrawn.
type StatementEnd struct {
	ID     record.ID
	Date   doc.Date
	Reason doc.Text
}

// WithdrawStatement ends a statement that was not delivered.
func WithdrawStatement(s *record.Set, today doc.Date, o StatementEnd) (*record.Change, error) {
	if len(o.Reason) == 0 {
		return nil, usage("say why it is withdrawn (--reason)")
	}
	c, err := onStatement(s, today, o.ID, func(c *clearing) error {
		if c.rec.Status == StatementDelivered || c.rec.Status == StatementWithdrawn {
			return c.mustBe("withdrawn")
		}
		day, err := c.eventDay(o.Date, c.rec.begun(), "the withdrawal")
		if err != nil {
			return err
		}
		c.rec.Status, c.rec.Withdrawn = StatementWithdrawn, &Withdrawal{Date: day, Reason: o.Reason}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return c.change("withdrawn")
}
