package network

import (
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// clearing is one step in the life of a joint statement: what the operations on
// statements share. Each edits rec, a copy, and ends with change.
type clearing struct {
	draft   *record.Draft
	network *Network
	id      record.ID
	rec     *Statement
	today   doc.Date
	told    []string // what a person should know; nothing keeps the change from being made
}

// onStatement runs an operation on a statement of the set.
func onStatement(s *record.Set, today doc.Date, id record.ID, do func(c *clearing) error) (*clearing, error) {
	c := &clearing{draft: s.Draft(), network: Networks.One(s), id: id, today: today}
	return c, Statements.Edit(c.draft, id, func(rec *Statement) error {
		c.rec = rec
		return do(c)
	})
}

// change ends the operation; the subject follows the name of the statement.
func (c *clearing) change(format string, args ...any) (*record.Change, error) {
	c.draft.Serve(ruleOneVoice, ruleMandates)
	return c.draft.Change("statement " + string(c.id) + ": " + fmt.Sprintf(format, args...))
}

// tell adds something a person should know.
func (c *clearing) tell(format string, args ...any) {
	c.told = append(c.told, fmt.Sprintf(format, args...))
}

// typed is a command on the statement, between back quotes.
func (c *clearing) typed(verb string, words ...string) string {
	return typed(append([]string{"statement", verb, string(c.id)}, words...)...)
}

// show is the hint of what cannot be changed any more.
func (c *clearing) show() string { return "see it with " + c.typed("show") }

// deliverHint is the command that delivers the statement, by the first co-chair there is.
func (c *clearing) deliverHint() string {
	by := "POST"
	if posts := c.network.CoChairs(); len(posts) > 0 {
		by = string(posts[0])
	}
	return c.typed("deliver", "--by", by)
}

// mustBe refuses an operation on a statement that is in none of some states.
func (c *clearing) mustBe(verb string, states ...StatementStatus) error {
	if slices.Contains(states, c.rec.Status) {
		return nil
	}
	switch c.rec.Status {
	case StatementDraft:
		return refuse(c.typed("ask", "--within", "48h"), "statement %s cannot be %s: it is a draft, and nobody was asked to clear it", c.id, verb)
	case StatementDelivered:
		return refuse(c.show(), "statement %s cannot be %s: it was delivered%s", c.id, verb, c.deliveredOn())
	}
	return refuse(c.show(), "statement %s cannot be %s: it is %s", c.id, verb, c.rec.Status)
}

// deliveredOn is " on 3 December 2026", or nothing where the record does not say.
func (c *clearing) deliveredOn() string {
	if c.rec.Delivered == nil {
		return ""
	}
	return " on " + longDate(c.rec.Delivered.Date)
}

// eventDay is eventDay of the statement.
func (c *clearing) eventDay(given, follows doc.Date, what string) (doc.Date, error) {
	return eventDay("statement "+string(c.id), given, c.today, follows, what)
}

// StatementOptions describe a new joint statement.
type StatementOptions struct {
	ID   record.ID // the day and the slug of the issue when empty
	Date doc.Date  // the day it is drafted; the current day when empty
	// Statement may have any field of a draft; Issue and Text are mandatory.
	Statement Statement
}

// NewStatement drafts a joint statement.
func NewStatement(s *record.Set, today doc.Date, o StatementOptions) (*record.Change, record.ID, error) {
	n := o.Statement
	if err := needs("a new statement",
		need{len(n.Issue) == 0, "the issue it is about"},
		need{len(n.Text) == 0, "its text (--text or --file)"},
	); err != nil {
		return nil, "", err
	}
	d := s.Draft()
	id, err := newID(d, Statements, o.ID, string(dayOr(o.Date, today)), n.Issue.OneLine())
	if err != nil {
		return nil, "", err
	}
	n.Status = StatementDraft
	if err := Statements.Create(d, id, n); err != nil {
		return nil, "", err
	}
	c, err := d.Change("statement " + string(id) + ": draft")
	return c, id, err
}
