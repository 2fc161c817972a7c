package network

import (
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ActiveOn reports whether the member was active on a day: it had begun, had not
// ended by then, and was not inactive for a time that holds the day.
func (m *Member) ActiveOn(day doc.Date) bool {
	for _, row := range m.Inactive {
		if row.Since <= day && (row.Until == "" || day <= row.Until) {
			return false
		}
	}
	if m.Status == Inactive && isPausing(m) {
		return m.Since <= day // the days before it became inactive
	}
	return m.Party.ActiveOn(day)
}

// isPausing reports an inactivity that has no last day yet.
func isPausing(m *Member) bool {
	return len(m.Inactive) > 0 && m.Inactive[len(m.Inactive)-1].Until == ""
}

// ActivateOptions say from when a member takes part.
type ActivateOptions struct {
	ID    record.ID
	Since doc.Date // the first day; the current day when empty
}

// ActivateMember makes an entity that has expressed its interest a member, or a
// member that was inactive an active one again. It refuses a member that is active
// or has ended, and a first day that lies before the inactivity.
func ActivateMember(s *record.Set, today doc.Date, o ActivateOptions) (*record.Change, error) {
	d := s.Draft()
	day := dayOr(o.Since, today)
	what := "join on "
	err := Members.Edit(d, o.ID, func(m *Member) error {
		if err := step(Members, o.ID, m.Status, Active); err != nil {
			return err
		}
		if m.Status == ExpressedInterest {
			m.Status, m.Since = Active, day
			return nil
		}
		what = "active again from "
		m.Status = Active
		if !isPausing(m) {
			return nil // since when it was inactive was never said
		}
		row := &m.Inactive[len(m.Inactive)-1]
		if day <= row.Since {
			return refuse("give a later day with `--since`", "member %q became inactive on %s; it cannot be active again from %s", o.ID, row.Since, day)
		}
		row.Until = day.AddDays(-1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	d.Serve("members-are-un-entities", "basis-of-membership")
	return d.Change(fmt.Sprintf("member %s: %s%s", o.ID, what, longDate(day)))
}

// DeactivateOptions say from when a member takes no part for the time being.
type DeactivateOptions struct {
	ID     record.ID
	Since  doc.Date // the first day of its inactivity; the current day when empty
	Reason doc.Text // why; may be empty
}

// DeactivateMember makes a member inactive: it stays a member, with its people, and
// is neither invited nor consulted until it is active again. The Handover says which
// actions of it are open. It refuses a member that is not active, and a day before
// its membership or its last inactivity.
func DeactivateMember(s *record.Set, today doc.Date, o DeactivateOptions) (*record.Change, Handover, error) {
	d := s.Draft()
	day := dayOr(o.Since, today)
	err := Members.Edit(d, o.ID, func(m *Member) error {
		if err := step(Members, o.ID, m.Status, Inactive); err != nil {
			return err
		}
		begun := m.Since
		for _, row := range m.Inactive {
			begun = max(begun, row.Until.AddDays(1))
		}
		if day < begun {
			return refuse("give a later day with `--since`", "member %q is active since %s; it cannot be inactive from %s", o.ID, begun, day)
		}
		m.Status = Inactive
		m.Inactive = append(m.Inactive, Inactivity{Since: day, Reason: o.Reason})
		return nil
	})
	if err != nil {
		return nil, Handover{}, err
	}
	h := Handover{OpenActions: openActionsOf(d, o.ID)}
	c, err := d.Change(fmt.Sprintf("member %s: inactive from %s", o.ID, longDate(day)))
	return c, h, err
}
