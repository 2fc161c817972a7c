package network

import (
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// UpdateOptions describe something that was shared.
type UpdateOptions struct {
	ID record.ID // the day and the slug of the title when empty
	// Update needs a title, a type, a scope, who shared it and its source; its Date is
	// the current day when empty.
	Update Update
}

// NewUpdate records something that was shared with the members.
func NewUpdate(s *record.Set, today doc.Date, o UpdateOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	u := o.Update
	if err := needs("a new update",
		need{len(u.Title) == 0, "a title"},
		need{u.Type == "", "what sort of thing it is (--type)"},
		need{u.Scope == "", "how far it reaches (--scope)"},
		need{u.SharedBy == "", "who shared it (--shared-by)"},
		need{u.Source == "", "where it comes from (--source)"},
	); err != nil {
		return nil, "", err
	}
	if _, err := needParty(d, u.SharedBy); err != nil {
		return nil, "", err
	}
	u.Date = dayOr(u.Date, today)
	id, err := newID(d, Updates, o.ID, string(u.Date), u.Title.OneLine())
	if err != nil {
		return nil, "", err
	}
	if err := Updates.Create(d, id, u); err != nil {
		return nil, "", err
	}
	d.Serve("update-reachable")
	c, err := d.Change(fmt.Sprintf("update %s: %s, shared by %s", id, u.Type, u.SharedBy))
	return c, id, err
}
