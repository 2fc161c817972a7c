package network

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/record"
)

// AgendaPlace says where on an agenda an item goes. The zero value is before any
// other business, or the end of an agenda without it.
type AgendaPlace struct {
	Number int    // it becomes the item of this number, from 1
	Before string // it comes before this item: a number, an id or a title
}

// AgendaAddOptions describe an item that is added to an agenda.
type AgendaAddOptions struct {
	Meeting record.ID
	// Item needs a title, or a decision that has one. Empty, its id is made of the
	// title, and it is for decision when it names one, else for discussion.
	Item AgendaItem
	At   AgendaPlace
}

// AddAgendaItem puts an item on the agenda of a meeting. It refuses a meeting that
// has been held or will not be; the id of the new item comes back.
func AddAgendaItem(s *record.Set, o AgendaAddOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	item := o.Item
	err := Meetings.Edit(d, o.Meeting, func(m *Meeting) error {
		if err := agendaIsOpen(o.Meeting, m); err != nil {
			return err
		}
		if err := completeItem(d, m, &item); err != nil {
			return err
		}
		if err := newTitle(o.Meeting, m, item.Title.OneLine()); err != nil {
			return err
		}
		to, err := o.At.position(o.Meeting, m)
		if err != nil {
			return err
		}
		m.Agenda = slices.Insert(m.Agenda, to, item)
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	c, err := d.Change(fmt.Sprintf("meeting %s: add %q to the agenda", o.Meeting, item.Title.OneLine()))
	return c, item.ID, err
}

// newTitle refuses a title that an item has already, such as that of an open decision,
// which comes to a new agenda by itself: notes could not tell the two apart.
func newTitle(meeting record.ID, m *Meeting, title string) error {
	for i, item := range m.Agenda {
		if strings.EqualFold(item.Title.OneLine(), title) {
			return refuse("see it with `unmn meeting show "+string(meeting)+"`", "item %d of the agenda of %q is %q already", i+1, meeting, item.Title.OneLine())
		}
	}
	return nil
}

// MoveAgendaItem gives an item of an agenda, found by number, id or title, another
// place: the number it shall have, or the item it shall come before.
func MoveAgendaItem(s *record.Set, meeting record.ID, item string, to AgendaPlace) (*record.Change, error) {
	d := s.Draft()
	var moved AgendaItem
	err := Meetings.Edit(d, meeting, func(m *Meeting) error {
		if err := agendaIsOpen(meeting, m); err != nil {
			return err
		}
		at, err := FindAgendaItem(meeting, m, item)
		if err != nil {
			return err
		}
		place := 0
		if to.Before != "" { // seen from the agenda as it is, with the item still in it
			if place, err = FindAgendaItem(meeting, m, to.Before); err != nil {
				return err
			}
			if place == at {
				return usage("item %q cannot come before itself", item)
			}
			if place > at {
				place--
			}
		}
		moved = m.Agenda[at]
		m.Agenda = slices.Delete(m.Agenda, at, at+1)
		if to.Before == "" || to.Number != 0 {
			if place, err = to.position(meeting, m); err != nil {
				return err
			}
		}
		m.Agenda = slices.Insert(m.Agenda, place, moved)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.Change(fmt.Sprintf("meeting %s: move %q on the agenda", meeting, moved.Title.OneLine()))
}

// RemoveAgendaItem takes an item, found by number, id or title, off an agenda. It
// refuses an item that the minutes say something of.
func RemoveAgendaItem(s *record.Set, meeting record.ID, item string) (*record.Change, error) {
	d := s.Draft()
	var gone AgendaItem
	err := Meetings.Edit(d, meeting, func(m *Meeting) error {
		if err := agendaIsOpen(meeting, m); err != nil {
			return err
		}
		at, err := FindAgendaItem(meeting, m, item)
		if err != nil {
			return err
		}
		gone = m.Agenda[at]
		if hasMinutes(gone) {
			return refuse("see it with `unmn meeting show "+string(meeting)+"`", "item %q of meeting %q has minutes; it cannot be removed", gone.ID, meeting)
		}
		m.Agenda = slices.Delete(m.Agenda, at, at+1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return d.Change(fmt.Sprintf("meeting %s: take %q off the agenda", meeting, gone.Title.OneLine()))
}

// FindAgendaItem is the position, from 0, of the item a person means: by its
// number from 1, its id, its title in any language and script, or the beginning of
// its id or title when only one fits.
func FindAgendaItem(meeting record.ID, m *Meeting, text string) (int, error) {
	var ids []string
	var names [][]string
	for _, item := range m.Agenda {
		ids = append(ids, string(item.ID))
		names = append(names, foldedNames(item.ID, item.Title))
	}
	return listed{"agenda item", "items", Meetings.Name, meeting, ids, names}.find(text)
}

func isNumber(text string) bool {
	_, err := strconv.Atoi(text)
	return err == nil
}

// position is where in the agenda, from 0, something new goes.
func (p AgendaPlace) position(meeting record.ID, m *Meeting) (int, error) {
	switch {
	case p.Before != "" && p.Number != 0:
		return 0, usage("an item has one place: give its number or the item it comes before")
	case p.Before != "":
		return FindAgendaItem(meeting, m, p.Before)
	case p.Number < 0 || p.Number > len(m.Agenda)+1:
		return 0, usage("%d is no place on an agenda with %d other items: give one from 1 to %d", p.Number, len(m.Agenda), len(m.Agenda)+1)
	case p.Number > 0:
		return p.Number - 1, nil
	}
	last := slices.IndexFunc(m.Agenda, func(i AgendaItem) bool { return i.Purpose == AnyOtherBusiness })
	if last < 0 {
		last = len(m.Agenda)
	}
	return last, nil
}

// completeItem fills in what a new item does not say for itself.
func completeItem(d *record.Draft, m *Meeting, item *AgendaItem) error {
	if item.Decision != "" {
		e, ok := Decisions.Get(d, item.Decision.ID())
		if !ok {
			_, err := d.Set().Item(Decisions.Name, item.Decision.ID())
			return err
		}
		if item.Purpose == "" {
			item.Purpose = ForDecision
		}
		if len(item.Title) == 0 {
			item.Title = e.Rec.Title
		}
	}
	if len(item.Title) == 0 {
		return usage("an agenda item needs a title")
	}
	if item.Purpose == "" {
		item.Purpose = ForDiscussion
	}
	if item.ID != "" {
		if itemAt(m, item.ID) >= 0 {
			return refuse("leave out `--id`, and one is made of the title", "the agenda has an item %q already", item.ID)
		}
		return nil
	}
	id, err := freeItemID(m, item.Title.OneLine())
	item.ID = id
	return err
}

// agendaIsOpen refuses to change the agenda of a meeting that is over.
func agendaIsOpen(id record.ID, m *Meeting) error {
	switch m.Status {
	case Held:
		return refuse("what was dealt with goes into the minutes: `unmn minutes take "+string(id)+"`",
			"meeting %q was held; its agenda is what was dealt with", id)
	case Cancelled, NotHeld:
		return refuse("plan another with `unmn meeting new --start \"DATE TIME\"`", "meeting %q is %s; it has no agenda to change", id, m.Status)
	}
	return nil
}

// hasMinutes reports whether the minutes say something of an item.
func hasMinutes(i AgendaItem) bool {
	return len(i.Summary) > 0 || len(i.Positions) > 0 || len(i.Conclusions) > 0 || i.Approved || len(i.NoDecisionReason) > 0
}
