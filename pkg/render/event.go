package render

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// A Calendar is meetings as calendars say them, in the language of the request and
// without what its readers must not see.
type Calendar struct {
	Name   string // of the Network
	Lang   string
	Events []Event
}

// An Event is one meeting of a [Calendar].
type Event struct {
	ID          record.ID
	UID         string // the same whatever becomes of the meeting
	Sequence    int    // how often those invited had to be told of a change
	Start       time.Time
	End         time.Time // zero where nobody said how long it takes
	Title       string
	Place       string
	Description string
	JoinURL     string
	Off         bool // it does not take place at that time
	Organizer   Addressee
	Invited     []Addressee // those whose address the register has
	Unreached   []string    // the abbreviations of the others
}

// An Addressee is somebody who invites or is invited.
type Addressee struct {
	Name  string
	Email string
	RSVP  network.RSVP
	Chair bool
}

// Invite is the meeting of the request as the one event of a calendar. Its errors are
// those of [Render].
func Invite(r Request) (*Calendar, error) {
	b, err := newBuilder(r)
	if err != nil {
		return nil, err
	}
	m, err := b.meeting()
	if unread := b.Set.Err(); unread != nil {
		return nil, unread // what cannot be read is not absent
	}
	if err != nil {
		return nil, err
	}
	e := b.event(m)
	if b.invites() {
		b.invite(&e, m)
	}
	return b.calendar(e)
}

// Events are all meetings that the readers of the request may see, by their ids. Nobody
// is invited by them.
func Events(r Request) (*Calendar, error) {
	b, err := newBuilder(r)
	if err != nil {
		return nil, err
	}
	var events []Event
	for e := range network.Meetings.All(b.Set) {
		if b.shows(e.Rec.Visibility, "") {
			b.Subject = e.ID
			events = append(events, b.event(e.Rec))
		}
	}
	return b.calendar(events...)
}

func (b *builder) calendar(events ...Event) (*Calendar, error) {
	return &Calendar{Name: b.plain(b.net.Name), Lang: string(b.Lang), Events: events}, b.Set.Err()
}

// event is what everybody is told of a meeting.
func (b *builder) event(m *network.Meeting) Event {
	zone := cmp.Or(m.Timezone, b.net.Timezone).Location()
	e := Event{
		ID:       b.Subject,
		UID:      fmt.Sprintf("meeting-%s@%s", b.Subject, strings.ToLower(string(b.net.Reference))),
		Sequence: m.Sequence,
		Start:    m.Start.In(zone),
		Title:    b.titleOf(m),
		Place:    b.plain(m.Place),
	}
	e.Off = m.IsOff()
	switch {
	case m.End != "":
		e.End = m.End.In(zone)
	default:
		e.End = e.Start.Add(lasting(m))
	}
	var text []string
	for i := range m.Agenda {
		if b.showsItem(m, i) {
			text = append(text, fmt.Sprintf("%d. %s", i+1, b.plain(m.Agenda[i].Title)))
		}
	}
	if b.invites() && m.JoinURL != "" {
		e.JoinURL = m.JoinURL
		text = append(text, m.JoinURL)
	}
	e.Description = strings.Join(text, "\n")
	return e
}

// lasting is how long a meeting takes by its agenda; 0 unless every item says it.
func lasting(m *network.Meeting) time.Duration {
	total := time.Duration(0)
	for _, item := range m.Agenda {
		if item.MinutesPlanned == 0 {
			return 0
		}
		total += time.Duration(item.MinutesPlanned) * time.Minute
	}
	return total
}

// invite fills in who invites and who is invited, where there is an address.
func (b *builder) invite(e *Event, m *network.Meeting) {
	day := dayOf(m)
	if p, ok := b.party(b.net.Secretariat.ID()); ok {
		e.Organizer = Addressee{Name: p.Short, Email: cmp.Or(p.Mailbox, network.AddressOn(p.Party, day))}
	}
	add := func(p partyEntry, rsvp network.RSVP) {
		email := network.AddressOn(p.Party, day)
		switch {
		case b.hides(p), b.To != "" && b.To.ID() != p.id:
		case email == "":
			e.Unreached = append(e.Unreached, p.Short)
		default:
			e.Invited = append(e.Invited, Addressee{Name: p.Short, Email: email, RSVP: rsvp, Chair: p.Party != nil && network.SeatOf(b.net, network.PartyRef(p.id), p.Party, p.member, day) == network.CoChairSeat})
		}
	}
	for _, i := range m.Invited {
		if p, ok := b.party(i.Party.ID()); ok {
			add(p, i.RSVP)
		}
	}
	if len(m.Invited) == 0 {
		for entry := range network.Members.All(b.Set) {
			if belongs(&entry.Rec.Party, day) {
				add(partyEntry{&entry.Rec.Party, entry.ID, true, entry.Rec.Visibility}, "")
			}
		}
	}
}

// invites reports that the readers are told how to take part: members and closer, and
// whoever is invited by it.
func (b *builder) invites() bool { return b.addresses() || b.To != "" }
