package network

import (
	"strconv"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// ActionOptions describe a new action.
type ActionOptions struct {
	ID record.ID // when empty, that of its meeting (or the year) and the slug of the title
	// Action may have any field of an open action; Title, Owner, Due and Source are
	// mandatory.
	Action Action
}

// NewAction records who does what by when, and where that was agreed.
func NewAction(s *record.Set, today doc.Date, o ActionOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	id, err := createAction(d, today, o.ID, o.Action)
	if err != nil {
		return nil, "", err
	}
	d.Source(string(o.Action.Source))
	c, err := d.Change("action " + string(id) + ": " + string(o.Action.Owner) + " by " + longDate(o.Action.Due))
	return c, id, err
}

// createAction adds an open action to a draft and says its id.
func createAction(d *record.Draft, today doc.Date, id record.ID, a Action) (record.ID, error) {
	if err := needs("a new action",
		need{len(a.Title) == 0, "a title that says what is to be done"},
		need{a.Owner == "", "who does it (--owner)"},
		need{a.Due == "", "the day by which it is done (--due)"},
		need{a.Source == "", "where it was agreed (--source meeting/ID, meeting/ID#ITEM, decision/ID or group/ID)"},
	); err != nil {
		return "", err
	}
	for _, party := range append([]PartyRef{a.Owner}, a.With...) {
		if _, err := needParty(d, party); err != nil {
			return "", err
		}
	}
	a.Status = ActionOpen
	id, err := newID(d, Actions, id, actionPrefix(a.Source, today), a.Title.OneLine())
	if err != nil {
		return "", err
	}
	return id, Actions.Create(d, id, a)
}

// actionPrefix begins the id of an action: its meeting, or else the year of its
// decision, or else the current one.
func actionPrefix(source record.AnyRef, today doc.Date) string {
	kind, id, _ := source.Split()
	switch {
	case kind == Meetings.Name:
		return string(id)
	case kind == Decisions.Name && id.Year() != "":
		return id.Year()
	}
	return strconv.Itoa(today.Year())
}

// FindSource is the meeting, agenda item, decision or group a person means as the
// source of an action: kind/ID or meeting/ID#ITEM, where ids may be shortened and
// the item may be its number.
func FindSource(s *record.Set, text string) (record.AnyRef, error) {
	kind, id, item := record.AnyRef(text).Split()
	switch kind {
	case Meetings.Name, Decisions.Name, Groups.Name:
	default:
		return "", usage("%q is no source of an action: write meeting/ID, meeting/ID#ITEM, decision/ID or group/ID", text)
	}
	found, err := s.Find(kind, string(id))
	if err != nil {
		return "", err
	}
	ref := record.AnyRef(kind + "/" + string(found))
	if item == "" {
		return ref, nil
	}
	if kind != Meetings.Name {
		return "", usage("%q is no source of an action: only meetings have items", text)
	}
	e, ok := Meetings.Get(s, found)
	if !ok {
		_, err := s.Item(kind, found)
		return "", err
	}
	at, err := FindAgendaItem(found, e.Rec, item)
	if err != nil {
		return "", err
	}
	return ref + "#" + record.AnyRef(e.Rec.Agenda[at].ID), nil
}
