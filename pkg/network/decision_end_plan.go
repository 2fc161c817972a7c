package network

import (
	"cmp"
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ClosingOptions say how a decision ended without being adopted.
type ClosingOptions struct {
	ID      record.ID
	Meeting record.ID // at which meeting; may be empty
	Date    doc.Date  // when; the day of the meeting, or the current day, when empty
	By      []record.Key
	Reason  doc.Text
}

// CloseWithoutConsensus ends an open decision on which there was no consensus.
func CloseWithoutConsensus(s *record.Set, today doc.Date, o ClosingOptions) (*record.Change, []string, error) {
	return endDecision(s, today, o, DecisionNone, "closed", DecisionOpen)
}

// WithdrawDecision ends a decision that its proposer withdrew.
func WithdrawDecision(s *record.Set, today doc.Date, o ClosingOptions) (*record.Change, []string, error) {
	return endDecision(s, today, o, DecisionWithdrawn, "withdrawn", DecisionDraft, DecisionOpen, DecisionObjected)
}

func endDecision(s *record.Set, today doc.Date, o ClosingOptions, to DecisionStatus, verb string, from ...DecisionStatus) (*record.Change, []string, error) {
	c, err := onCourse(s, today, o.ID, func(c *course) error {
		if err := c.mustBe(verb, from...); err != nil {
			return err
		}
		m, err := c.meeting(o.Meeting)
		if err != nil {
			return err
		}
		given := o.Date
		if m != nil {
			given = dayOr(given, m.Start.Date())
			if c.rec.Method == methodMeeting && to == DecisionNone {
				c.hear(o.Meeting, m)
			}
		}
		day, err := c.eventDay(given, c.rec.OpenedOn, "the end of the consultation")
		if err != nil {
			return err
		}
		return c.conclude(to, Outcome{Result: OutcomeResult(to), Date: day, Meeting: record.Ref[Meeting](o.Meeting), By: o.By, Note: o.Reason})
	})
	if err != nil {
		return nil, nil, err
	}
	subject := "withdrawn"
	if to == DecisionNone {
		subject = "closed without consensus"
	}
	change, err := c.change("%s", subject)
	return change, c.told, err
}

// SupersedeDecision records that an adopted decision takes the place of another.
func SupersedeDecision(s *record.Set, today doc.Date, old, by record.ID) (*record.Change, error) {
	c, err := onCourse(s, today, by, func(c *course) error {
		if old == by {
			return usage("a decision does not supersede itself: name the old one and the new one")
		}
		if c.rec.Status != DecisionAdopted {
			return refuse(typed("decision", "adopt", string(by), "--on-date", string(today)), "decision %s cannot supersede another: it is %s", by, inState(c.rec.Status))
		}
		if c.rec.Supersedes != "" && c.rec.Supersedes.ID() != old {
			return refuse(c.show(), "decision %s supersedes %s already", by, c.rec.Supersedes)
		}
		c.rec.Supersedes = record.Ref[Decision](old)
		return Decisions.Edit(c.draft, old, func(d *Decision) error {
			if d.Status != DecisionAdopted {
				return refuse("see it with "+typed("decision", "show", string(old)), "decision %s cannot be superseded: it is %s", old, inState(d.Status))
			}
			d.Status = DecisionSuperseded
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return c.draft.Change(fmt.Sprintf("decision %s: superseded by %s", old, by))
}

// AnnounceOptions say how the result of a decision was announced.
type AnnounceOptions struct {
	ID      record.ID
	Channel Channel // e-mail when empty
	Date    doc.Date
	Source  string
	Parcel  *Parcel // the notices and mails, where they are made with it
}

// AnnounceDecision records that everybody who was consulted was told the result.
func AnnounceDecision(s *record.Set, today doc.Date, o AnnounceOptions) (*record.Change, []string, error) {
	c, err := onCourse(s, today, o.ID, func(c *course) error {
		if c.rec.Outcome == nil {
			return refuse("see who is left with "+typed("decision", "pending", string(c.id)), "decision %s has no result to announce: it is %s", c.id, inState(c.rec.Status))
		}
		day, err := c.eventDay(o.Date, c.rec.Outcome.Date, "the announcement")
		if err != nil {
			return err
		}
		c.rec.Outcome.Announced = &Asked{Date: day, Channel: cmp.Or(o.Channel, usualChannel), Source: o.Source}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	var to []PartyRef
	for _, row := range c.rec.Consultation {
		if !slices.Contains(to, row.Party) {
			to = append(to, row.Party)
		}
	}
	told := c.rec.Outcome.Announced
	err = c.dispatch(o.Parcel, Circulation{Purpose: "result", Document: "result-notice", To: addressed(to), Date: told.Date, Channel: told.Channel})
	if err != nil {
		return nil, nil, err
	}
	change, err := c.change("result announced to everybody consulted")
	return change, c.told, err
}
