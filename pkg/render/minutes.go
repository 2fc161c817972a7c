package render

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// buildMinutes makes the view of minutes.
func buildMinutes(b *builder) (any, error) {
	m, err := b.meeting()
	if err != nil {
		return nil, err
	}
	if m.Minutes == nil {
		return nil, &network.Refusal{
			Message: fmt.Sprintf("the meeting %q has no minutes yet", b.Subject),
			Hint:    fmt.Sprintf("take them with `unmn minutes take %s`", b.Subject),
		}
	}
	v := MinutesView{MeetingView: b.meetingView(m, "minutes", m.Reference)}
	v.Opening = b.proseFrom(b.prose(m.Opening, where(b.Subject, "opening", -1)), b.tracing(b.ofMeeting(m, -1, "opening"), m.Opening))
	b.life(&v, m.Minutes)
	b.attendance(&v, m)
	actions := b.actions(m)
	for i := range m.Agenda {
		if v.Items[i].Hidden {
			v.HiddenItems = append(v.HiddenItems, i+1)
			continue
		}
		b.proceedings(&v.Items[i], m, i)
		for _, a := range actions {
			if a.Item == i+1 {
				v.Items[i].Actions = append(v.Items[i].Actions, a)
			}
		}
	}
	v.Actions = actions
	b.corrections(&v, m)
	return v, nil
}

// life is where the minutes stand.
func (b *builder) life(v *MinutesView, m *network.Minutes) {
	v.Status = Text(b.words.say("minutes." + string(m.Status)))
	v.Final = m.Status == network.MinutesApproved || m.Status == network.MinutesCorrected
	if m.PreparedBy != "" {
		v.PreparedBy = b.holder(m.PreparedBy, dateOf(m.DraftedOn, b.Date))
	}
	if !v.Final {
		v.CommentsUntil = b.date(m.CommentsUntil)
	}
	if a := m.Approved; a != nil {
		v.ApprovedOn = b.date(a.Date)
		v.ApprovedHow = Text(b.words.say("approval." + string(a.How)))
		if a.Meeting != "" {
			v.ApprovedAt = b.titleByID(a.Meeting.ID())
		}
	}
}

// attendance lists who was there: co-chairs, Government, members, partners,
// secretariat, each by abbreviation.
func (b *builder) attendance(v *MinutesView, m *network.Meeting) {
	type row struct {
		order network.Seat
		Attendance
	}
	var rows []row
	for _, a := range m.Attendance {
		p, known := b.party(a.Party.ID())
		if known && p.member && tookPart(a) {
			v.MembersPresent++
		}
		if known && b.hides(p) {
			continue
		}
		order, capacity := b.capacity(p, a.Capacity, dayOf(m))
		line := b.attended(a, p)
		line.Capacity = Text(capacity)
		rows = append(rows, row{order, line})
	}
	script.Sort(rows, func(r row) string { return string(r.Organization) })
	slices.SortStableFunc(rows, func(a, c row) int { return int(a.order - c.order) })
	for _, r := range rows {
		v.Attendance = append(v.Attendance, r.Attendance)
	}
	v.MembersInAll = b.membersOn(dayOf(m))
	for _, g := range m.Guests {
		v.Guests = append(v.Guests, b.guests(g.Class, g.Number))
	}
}

func tookPart(a network.Attendance) bool {
	return a.Status == network.Present || a.Status == network.Represented
}

// attended is one line of the attendance, without the capacity.
func (b *builder) attended(a network.Attendance, p partyEntry) Attendance {
	short, _ := b.short(a.Party)
	out := Attendance{
		Organization: short, Name: b.named(p, a.Name), AlternateFor: b.named(p, a.AlternateFor),
		Status: b.from(Text(b.words.say("attendance."+string(a.Status))), b.ofParty(a.Party, "attendance")),
		From:   Text(b.clock(string(a.From))), Until: Text(b.clock(string(a.Until))),
	}
	if a.Mode != "" && tookPart(a) {
		out.Mode = Text(b.words.say("took-part." + string(a.Mode)))
	}
	return out
}

// membersOn counts the members of the Network on a day. A total tells of nobody, so
// it counts those as well that the edition leaves out.
func (b *builder) membersOn(day doc.Date) int {
	n := 0
	for e := range network.Members.All(b.Set) {
		if e.Rec.Status != network.ExpressedInterest && belongs(&e.Rec.Party, day) {
			n++
		}
	}
	return n
}

func (b *builder) guests(class network.StakeholderClass, number int) Guests {
	return Guests{Class: Text(b.words.say("class." + string(class))), Number: number}
}

// proceedings is what the minutes say of an item.
func (b *builder) proceedings(out *Item, m *network.Meeting, i int) {
	it := m.Agenda[i]
	out.Title = b.from(out.Title, b.tracing(b.ofMeeting(m, i, "title"), it.Title))
	out.Summary = b.proseFrom(b.prose(it.Summary, where(b.Subject, "summary", i)), b.tracing(b.ofMeeting(m, i, "summary"), it.Summary))
	out.Positions = b.positions(m, i)
	for n, c := range it.Conclusions {
		if p := b.prose(c, where(b.Subject, "conclusions", i)); p != "" {
			from := b.tracing(b.ofMeeting(m, i, "conclusions"), c)
			from.Number = n
			out.Conclusion = append(out.Conclusion, b.proseFrom(p, from))
		}
	}
	out.Decision = b.decision(it.Decision.ID())
	if it.Decision == "" || out.Decision != nil {
		out.NoDecision = b.proseFrom(b.prose(it.NoDecisionReason, where(b.Subject, "no_decision_reason", i)), b.tracing(b.ofMeeting(m, i, "no_decision_reason"), it.NoDecisionReason))
	}
}

// positions are the positions on an item. Who took one is named as the rule of the
// network says: always, on request of the party, or not at all. The others are
// counted; what they said stays, since it is the substance.
func (b *builder) positions(m *network.Meeting, i int) []Position {
	rule := b.net.Rules.Attribution.Or("on-request")
	inherited := m.Agenda[i].Visibility
	if inherited == "" {
		inherited = m.Visibility
	}
	var named, counted []Position
	for _, p := range m.Agenda[i].Positions {
		party, visible := b.short(p.Party)
		if !visible || !b.shows(p.Visibility, inherited) {
			continue
		}
		word := Text(b.words.say("position." + string(p.Position)))
		var note []Text
		if p.Note != "" {
			note = []Text{b.from(b.line(p.Note), b.ofNote(m, i, p))}
		}
		if rule == "by-name" || rule == "on-request" && p.Named {
			named = append(named, Position{Party: party, Position: word, Notes: note})
			continue
		}
		at := slices.IndexFunc(counted, func(c Position) bool { return c.Position == word })
		if at < 0 {
			counted = append(counted, Position{Position: word})
			at = len(counted) - 1
		}
		counted[at].Count++
		counted[at].Notes = append(counted[at].Notes, note...)
	}
	return append(named, counted...)
}

// decision is the decision an item was about, nil when the readers must not see it.
func (b *builder) decision(id record.ID) *Decision {
	e, ok := network.Decisions.Get(b.Set, id)
	if !ok || !b.shows(e.Rec.Visibility, "") {
		return nil
	}
	rec := e.Rec
	out := &Decision{
		Reference: Text(rec.Reference), Draft: rec.Reference == "", Title: b.from(b.text(rec.Title), ofDecision(id, "title")),
		Text: b.proseFrom(b.prose(rec.Text, fmt.Sprintf("decision %s: text", id)), ofDecision(id, "text")),
	}
	if out.Draft {
		out.Reference = Text(id)
	}
	if o := rec.Outcome; o != nil && o.Meeting.ID() == b.Subject {
		out.Result = Text(b.words.say("result." + string(o.Result)))
		if o.AsTaken != nil {
			out.Reason = b.prose(o.AsTaken.Reason, fmt.Sprintf("decision %s: reason", id))
			for _, t := range o.AsTaken.Missing {
				out.Missing = append(out.Missing, b.text(t))
			}
		}
	}
	return out
}

// actions are what the meeting asked for, by item and due date. How far they are is
// not in minutes: minutes that were approved say the same for ever.
func (b *builder) actions(m *network.Meeting) []Action {
	type row struct {
		due string
		Action
	}
	var rows []row
	// An action of a meeting bears its year in front, as the meeting does.
	for e := range network.Actions.WithPrefix(b.Set, b.Subject.Year()) {
		kind, id, key := e.Rec.Source.Split()
		if kind != network.Meetings.Name || id != b.Subject || !b.shows(e.Rec.Visibility, "") {
			continue
		}
		item := slices.IndexFunc(m.Agenda, func(it network.AgendaItem) bool { return string(it.ID) == key })
		owner, visible := b.short(e.Rec.Owner)
		if !visible || item >= 0 && !b.showsItem(m, item) {
			continue
		}
		rows = append(rows, row{string(e.Rec.Due), Action{
			Item: item + 1, Title: b.from(b.text(e.Rec.Title), ofAction(e.ID, "title")), Owner: b.from(owner, ofAction(e.ID, "owner")),
			With: b.shorts(e.Rec.With), Due: b.from(b.day(e.Rec.Due), ofAction(e.ID, "due")),
		}})
	}
	slices.SortStableFunc(rows, func(a, c row) int {
		if a.Item != c.Item {
			return a.Item - c.Item
		}
		return strings.Compare(a.due, c.due)
	})
	var out []Action
	for _, r := range rows {
		out = append(out, r.Action)
	}
	return out
}

// corrections are the corrigenda, without those of items that are left out.
func (b *builder) corrections(v *MinutesView, m *network.Meeting) {
	for _, c := range m.Minutes.Corrections {
		item := slices.IndexFunc(m.Agenda, func(it network.AgendaItem) bool { return string(it.ID) == string(c.Item) })
		if item >= 0 && !b.showsItem(m, item) {
			continue
		}
		name := fmt.Sprintf("meeting %s: correction %d", b.Subject, c.Number)
		v.Corrections = append(v.Corrections, Correction{
			Number: c.Number, Reference: Text(network.CorrigendumReference(m, c.Number)), Date: b.date(c.Date), Item: item + 1, Text: b.prose(c.Text, name), Reason: b.prose(c.Reason, name),
		})
	}
}
