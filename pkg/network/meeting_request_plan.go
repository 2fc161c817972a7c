package network

import (
	"fmt"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// RequestOptions describe a meeting that members ask for.
type RequestOptions struct {
	// Meeting is what they ask for; Title, RequestedBy, Reason and Start are
	// mandatory. CalledBy stays empty until the co-chairs call it.
	Meeting Meeting
	Date    doc.Date // when they asked; the current day when empty
}

// RequestMeeting plans the extraordinary meeting that members ask for, with who
// asked, when and why, and its matter on the agenda. The co-chairs call it with
// [MoveMeeting] or answer with [CancelMeeting]. It refuses whoever was no active
// member when it asked, a day that had passed by then, and what was asked for
// already.
func RequestMeeting(s *record.Set, today doc.Date, o RequestOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	m := o.Meeting
	if err := needs("the request for a meeting",
		need{len(m.Title) == 0, "what it is to be about"},
		need{len(m.RequestedBy) == 0, "the members that ask for it (--requested-by)"},
		need{len(m.Reason) == 0, "why they ask (--reason)"},
		need{m.Start == "", "the day and time they ask for (--start)"},
	); err != nil {
		return nil, "", err
	}
	m.Type, m.RequestedOn = Extraordinary, dayOr(o.Date, today)
	if m.Start.Date() < m.RequestedOn {
		return nil, "", usage("the meeting was asked for on %s; it cannot be on %s, which was before", m.RequestedOn, m.Start.Date())
	}
	names, err := requesters(d, &m)
	if err != nil {
		return nil, "", err
	}
	if err := askedAlready(d, &m); err != nil {
		return nil, "", err
	}
	item := AgendaItem{Title: m.Title, Purpose: ForDiscussion, Presenter: record.Key(m.RequestedBy[0])}
	m.Agenda = append([]AgendaItem{item}, m.Agenda...)
	id, err := planMeeting(d, &m)
	if err != nil {
		return nil, "", err
	}
	c, err := d.Change(fmt.Sprintf("meeting %s: requested by %s for %s", id, few(names), longDate(m.Start.Date())))
	return c, id, err
}

// requesters are the names of those who ask, once it is clear that they may.
func requesters(d *record.Draft, m *Meeting) ([]string, error) {
	var names []string
	for _, ref := range m.RequestedBy {
		e, ok := Members.Get(d, ref.ID())
		if !ok {
			if _, err := needParty(d, PartyRef(ref)); err != nil {
				return nil, err
			}
			return nil, &Refusal{
				Message: fmt.Sprintf("%s is no member of the Network; its members ask for meetings", ref),
				Hint:    "name the member that asks on its behalf with `--requested-by`", Rule: "extraordinary-reason",
			}
		}
		if !e.Rec.ActiveOn(m.RequestedOn) {
			return nil, &Refusal{
				Message: fmt.Sprintf("%s was no active member on %s; active members ask for meetings", ref, m.RequestedOn),
				Hint:    "see its membership with `unmn member show " + string(ref) + "`", Rule: "extraordinary-reason",
			}
		}
		names = append(names, string(ref))
	}
	return names, nil
}

// askedAlready refuses a request for the same matter as one that is still before the
// co-chairs, for whatever day.
func askedAlready(d *record.Draft, m *Meeting) error {
	year := m.Start.Date().Year()
	for _, y := range []int{year - 1, year, year + 1} {
		for e := range Meetings.WithPrefix(d, fmt.Sprint(y)) {
			if e.Rec.RequestedOn != "" && !isOver(e.Rec) && e.Rec.Title.OneLine() == m.Title.OneLine() {
				return refuse("see it with `unmn meeting show "+string(e.ID)+"`", "that meeting was asked for already on %s: %s", e.Rec.RequestedOn, e.ID)
			}
		}
	}
	return nil
}

// isOver reports a meeting that has taken place or will not.
func isOver(m *Meeting) bool {
	return m.Status == Held || m.Status == Cancelled || m.Status == NotHeld
}
