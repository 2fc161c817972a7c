package render

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// subject is the record that the document is made of, by its id or the beginning of it.
func (b *builder) subject(kind string) (record.Item, error) {
	id, err := b.Set.Find(kind, string(b.Subject))
	if err != nil {
		return record.Item{}, err
	}
	b.Subject = id
	return b.Set.Item(kind, id)
}

// meeting is the record of the request; an error when there is none or the readers
// must not see it.
func (b *builder) meeting() (*network.Meeting, error) {
	item, err := b.subject(network.Meetings.Name)
	if err != nil {
		return nil, err
	}
	m := item.Rec().(*network.Meeting)
	if !b.shows(m.Visibility, "") {
		return nil, b.refuseReaders(item, m.Visibility)
	}
	return m, nil
}

// buildAgenda makes the view of an agenda.
func buildAgenda(b *builder) (any, error) {
	m, err := b.meeting()
	if err != nil {
		return nil, err
	}
	title := "agenda"
	if m.Status == network.Planned || m.Status == network.Convened {
		title = "agenda.provisional"
	}
	return b.meetingView(m, title, b.notice(m)), nil
}

// notice is the reference of what goes out before a meeting: that of the Network,
// none while the meeting is only planned. Meetings have references of their own for
// their minutes alone.
func (b *builder) notice(m *network.Meeting) string {
	if m.Status == network.Planned || m.Status == network.Postponed {
		return ""
	}
	return string(b.net.Reference)
}

// meetingView is what all documents of a meeting say of it. The title of the
// document is a word; its reference is empty for a draft.
func (b *builder) meetingView(m *network.Meeting, word, reference string) MeetingView {
	b.title = b.words.say(word) + ": " + b.titleOf(m)
	b.reference = reference
	day := m.Start.Date()
	v := MeetingView{
		Head:        b.head(b.titleOf(m)),
		Provisional: m.Status == network.Planned || m.Status == network.Convened || m.Status == network.Postponed,
		When:        b.when(m.Start, m.End, cmp.Or(m.Timezone, b.net.Timezone)),
		Place:       b.from(b.text(m.Place), b.ofMeeting(m, -1, "place")),
		Host:        b.host(m.Host),
		Chairs:      b.officers(m.Chairs, day),
		CalledBy:    b.officers(m.CalledBy, day),
		Urgent:      m.Urgent,
		Reason:      b.prose(m.Reason, where(b.Subject, "reason", -1)),
	}
	if m.Mode != "" {
		v.Mode = Text(b.words.say("mode." + string(m.Mode)))
	}
	if b.addresses() {
		v.JoinLink = Link(m.JoinURL)
	}
	if g, ok := network.Groups.Get(b.Set, m.Group.ID()); ok && b.shows(g.Rec.Visibility, "") {
		v.Group = b.text(g.Rec.Name)
	}
	if m.Secretary != "" {
		v.Secretary = b.holder(m.Secretary, day)
	}
	for _, ref := range m.RequestedBy {
		if s, ok := b.short(network.PartyRef(ref)); ok {
			v.RequestedBy = append(v.RequestedBy, s)
		}
	}
	for i := range m.Agenda {
		v.Items = append(v.Items, b.planned(m, i))
	}
	v.Timed = b.timetable(m, v.Items)
	return v
}

// head is what a document says of itself.
func (b *builder) head(title string) Head {
	return Head{
		Network: b.text(b.net.Name), Title: Text(b.notes.mark(title)), Reference: Text(b.reference),
		Version: b.Version, Date: b.date(b.Date),
	}
}

// titleOf is the title of a meeting: its own, or type and period.
func (b *builder) titleOf(m *network.Meeting) string {
	if m.Title != nil {
		return b.plain(m.Title)
	}
	title := b.words.say("meeting." + string(m.Type))
	if g, ok := network.Groups.Get(b.Set, m.Group.ID()); ok && b.shows(g.Rec.Visibility, "") {
		title += " – " + b.plain(g.Rec.Name)
	}
	when := b.period(m.Period)
	if when == "" {
		when = string(b.date(m.Start.Date()))
	}
	return title + ", " + when
}

// titleByID is the title of another meeting; its id where the readers must not see it.
func (b *builder) titleByID(id record.ID) Text {
	e, ok := network.Meetings.Get(b.Set, id)
	if !ok || !b.shows(e.Rec.Visibility, "") {
		return ""
	}
	return Text(b.notes.mark(b.titleOf(e.Rec)))
}

// host is the meeting of another body, with its reference and the items.
func (b *builder) host(h *network.HostMeeting) Text {
	if h == nil {
		return ""
	}
	parts := []string{h.Body}
	if b.net.Host != nil && b.net.Host.Short == h.Body && b.net.Host.Name != nil {
		parts[0] = b.plain(b.net.Host.Name) + " (" + h.Body + ")"
	}
	if h.Reference != "" {
		parts = append(parts, h.Reference)
	}
	if h.Items != "" {
		parts = append(parts, b.words.say("host.items", h.Items))
	}
	return b.line(strings.Join(parts, ", "))
}

// showsItem reports whether the edition shows an item of the agenda.
func (b *builder) showsItem(m *network.Meeting, i int) bool {
	return b.shows(m.Agenda[i].Visibility, m.Visibility)
}

// planned is an item as the agenda has it.
func (b *builder) planned(m *network.Meeting, i int) Item {
	it := m.Agenda[i]
	if !b.showsItem(m, i) {
		return Item{Number: i + 1, Hidden: true}
	}
	out := Item{
		Number: i + 1, Title: b.text(it.Title), Purpose: Text(b.words.say("purpose." + string(it.Purpose))),
		Presenter: b.who(it.Presenter), Planned: it.MinutesPlanned, Approved: it.Approved,
	}
	for _, d := range it.Documents {
		out.Documents = append(out.Documents, Link(d))
	}
	if it.Meeting != "" {
		out.Approves = b.titleByID(it.Meeting.ID())
	}
	return out
}

// timetable gives every item its hour when each says how long it takes; the items
// that are left out count, so that the hours of the others are right.
func (b *builder) timetable(m *network.Meeting, items []Item) bool {
	at := m.Start.In(time.UTC)
	for i := range items {
		if m.Agenda[i].MinutesPlanned == 0 {
			return false
		}
	}
	for i := range items {
		if !items[i].Hidden {
			items[i].Time = Text(b.clock(at.Format("15:04")))
		}
		at = at.Add(time.Duration(m.Agenda[i].MinutesPlanned) * time.Minute)
	}
	return len(items) > 0
}

// where says in errors which prose cannot be read.
func where(id record.ID, field string, i int) string {
	if i < 0 {
		return fmt.Sprintf("meeting %s: %s", id, field)
	}
	return fmt.Sprintf("meeting %s: %s of item %d", id, field, i+1)
}

// dayOf is the day of a meeting.
func dayOf(m *network.Meeting) doc.Date { return m.Start.Date() }
