package network

import (
	"cmp"
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// MeetingOptions describe a meeting to be planned.
type MeetingOptions struct {
	// Meeting may have any field; Start is mandatory. Empty, Type is ordinary (or
	// working-group where Group is given) and Period follows from Start. Chairs, who
	// calls it, the secretary and the host meeting follow from the network record or
	// the group. Rows of Invited are added to those who are invited anyway; a given
	// Agenda stands between the usual items and any other business.
	Meeting Meeting
}

// NewMeeting plans a meeting with its agenda. Its id is the period of an ordinary
// meeting (2026-q4), 2026-annual for the annual one, and otherwise the day with the
// working group, the slug of the title, or "extraordinary". It refuses a period
// that has its meeting, and a working group that is closed.
func NewMeeting(s *record.Set, o MeetingOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	m := o.Meeting
	if m.Start == "" {
		return nil, "", usage("a new meeting needs the day and time it begins: give them with --start")
	}
	id, err := planMeeting(d, &m)
	if err != nil {
		return nil, "", err
	}
	c, err := d.Change(fmt.Sprintf("meeting %s: plan for %s", id, longDate(m.Start.Date())))
	return c, id, err
}

// planMeeting fills in what a meeting does not say for itself and adds it to the
// draft.
func planMeeting(d *record.Draft, m *Meeting) (record.ID, error) {
	if err := setType(d, m); err != nil {
		return "", err
	}
	id, err := meetingID(d, *m)
	if err != nil {
		return "", err
	}
	m.Status = Planned
	callMeeting(d, m)
	if err := invite(d, m); err != nil {
		return "", err
	}
	if err := fillAgenda(d, m); err != nil {
		return "", err
	}
	d.Serve(servedBy(*m)...)
	return id, Meetings.Create(d, id, *m)
}

// servedBy are the rules that a new meeting follows.
func servedBy(m Meeting) []string {
	rules := []string{"called-by-co-chair", "chaired-by-co-chair", "host-meeting"}
	switch m.Type {
	case GroupMeeting:
		return nil
	case Ordinary:
		return append(rules, "period-of-meeting")
	case Annual:
		return append(rules, "annual-full-membership", "annual-stakeholders", "annual-agenda")
	}
	return append(rules, "extraordinary-reason")
}

// setType settles what sort of meeting it is, and its period.
func setType(d *record.Draft, m *Meeting) error {
	if m.Type == "" {
		m.Type = Ordinary
		if m.Group != "" {
			m.Type = GroupMeeting
		}
	}
	switch {
	case m.Type == GroupMeeting && m.Group == "":
		return usage("the meeting of a working group needs the group: give it with --group")
	case m.Type != GroupMeeting && m.Group != "":
		return usage("a meeting of the type %s is not that of a working group: leave out --group or --type", m.Type)
	}
	if m.Type == GroupMeeting {
		g, err := needGroup(d, m.Group.ID())
		if err != nil {
			return err
		}
		if g.Status == GroupClosed {
			return refuse("see it with `unmn group show "+string(m.Group)+"`", "the working group %q is closed", m.Group)
		}
		if g.EndsOn != "" && m.Start.Date() > g.EndsOn {
			return &Refusal{
				Message: fmt.Sprintf("the working group %q ends on %s; it does not meet on %s", m.Group, longDate(g.EndsOn), longDate(m.Start.Date())),
				Hint:    "where the Network gave it more time: " + typed("group", "set", string(m.Group), "ends_on="+string(m.Start.Date())), Rule: "ad-hoc-end",
			}
		}
	}
	if m.Period == "" {
		switch m.Type {
		case Ordinary:
			m.Period = PeriodOf(m.Start.Date(), Networks.One(d).Rules.MeetingEvery.Or("quarter"))
		case Annual:
			m.Period = PeriodOf(m.Start.Date(), "year")
		}
	}
	return nil
}

func needGroup(d *record.Draft, id record.ID) (*Group, error) {
	if e, ok := Groups.Get(d, id); ok {
		return e.Rec, nil
	}
	_, err := d.Set().Item(Groups.Name, id)
	return nil, err
}

// meetingID is the id of a new meeting. A period has one meeting; only where that
// was cancelled or not held may another stand beside it.
func meetingID(d *record.Draft, m Meeting) (record.ID, error) {
	day := string(m.Start.Date())
	switch m.Type {
	case GroupMeeting:
		return freeID(d, Meetings, day, string(m.Group))
	case Extraordinary:
		if title := m.Title.OneLine(); title != "" {
			return freeID(d, Meetings, day, title)
		}
		return freeID(d, Meetings, day, string(Extraordinary))
	}
	want := m.Period.ID()
	if m.Type == Annual {
		want = record.ID(fmt.Sprintf("%d-%s", m.Start.Date().Year(), Annual))
	}
	if e, there := Meetings.Get(d, want); there && e.Rec.Status != Cancelled && e.Rec.Status != NotHeld {
		verb := "unmn meeting show " + string(want)
		return "", refuse("see it with `"+verb+"`; a further meeting is `--type extraordinary`",
			"there is a meeting %q already, %s for %s", want, e.Rec.Status, longDate(e.Rec.Start.Date()))
	}
	return freeID(d, Meetings, "", string(want))
}

// callMeeting fills in who calls, chairs and minutes the meeting, and its host. One
// that members have asked for waits for the co-chairs to call it.
func callMeeting(d *record.Draft, m *Meeting) {
	n := Networks.One(d)
	if m.Type == GroupMeeting {
		g, _ := Groups.Get(d, m.Group.ID())
		if len(m.Chairs) == 0 && g.Rec.Lead != "" {
			m.Chairs = []record.Key{record.Key(g.Rec.Lead)}
			for _, co := range g.Rec.CoLeads {
				m.Chairs = append(m.Chairs, record.Key(co))
			}
		}
		if m.Secretary == "" {
			m.Secretary = record.Key(g.Rec.Lead)
		}
		return
	}
	coChairs := n.CoChairs()
	if len(m.CalledBy) == 0 && m.RequestedOn == "" {
		m.CalledBy = coChairs
	}
	if len(m.Chairs) == 0 {
		m.Chairs = slices.Clone(coChairs)
	}
	if m.Secretary == "" {
		m.Secretary = record.Key(n.Secretariat)
	}
	if m.Host == nil && len(m.NoHostReason) == 0 && n.Host != nil {
		m.Host = &HostMeeting{Body: n.Host.Short}
	}
}

// invite puts those who are invited by right before those who were given.
func invite(d *record.Draft, m *Meeting) error {
	given := m.Invited
	m.Invited = invitedByRight(d, m)
	day := m.Start.Date()
	for _, row := range given {
		if row.Party != "" {
			p, err := needParty(d, row.Party)
			if err != nil {
				return err
			}
			if p.Status == Ended && !p.ActiveOn(day) {
				return refuse("leave it out of `--invite`", "%q cannot be invited: it has ended%s", row.Party, onDay(p.Until))
			}
			if invitationOf(m, row.Party) != nil {
				continue
			}
		}
		m.Invited = append(m.Invited, row)
	}
	for i := range m.Invited {
		row := &m.Invited[i]
		if row.Party == "" {
			continue
		}
		row.Role = cmp.Or(row.Role, capacityOf(d, row.Party))
		row.RSVP = cmp.Or(row.RSVP, "needs-action")
	}
	return nil
}

// invitedByRight are the members active on the day of a meeting, or the members of
// the working group that meets.
func invitedByRight(d *record.Draft, m *Meeting) []Invitation {
	var out []Invitation
	day := m.Start.Date()
	if m.Type == GroupMeeting {
		g, _ := Groups.Get(d, m.Group.ID())
		for _, gm := range g.Rec.Members {
			if gm.Since <= day && (gm.Until == "" || gm.Until >= day) {
				out = append(out, Invitation{Party: gm.Party})
			}
		}
		return out
	}
	for e := range Members.All(d) {
		if e.Rec.ActiveOn(day) {
			out = append(out, Invitation{Party: PartyRef(e.ID)})
		}
	}
	return out
}

// invitationOf is the row of a party, nil when it was not invited.
func invitationOf(m *Meeting, party PartyRef) *Invitation {
	for i := range m.Invited {
		if m.Invited[i].Party == party {
			return &m.Invited[i]
		}
	}
	return nil
}

// lastUnapproved is the latest meeting before a moment whose minutes are still to
// be approved: of the Network, or of the working group where one is given. It looks
// back over the year of that moment and the one before; older minutes are a matter
// of their own.
func lastUnapproved(r record.Reader, before doc.LocalTime, group record.Ref[Group]) *record.Entry[Meeting] {
	var last *record.Entry[Meeting]
	year := before.Date().Year()
	for _, y := range []int{year, year - 1} {
		for e := range Meetings.WithPrefix(r, fmt.Sprint(y)) {
			m := e.Rec
			if m.Status != Held || m.Group != group || m.Start >= before || m.Minutes == nil {
				continue
			}
			if m.Minutes.Status != MinutesDraft && m.Minutes.Status != MinutesCirculated {
				continue
			}
			if last == nil || m.Start > last.Rec.Start {
				last = e
			}
		}
	}
	return last
}
