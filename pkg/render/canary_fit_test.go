package render_test

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// What makes the records of an aviary tell as much as records of their state can: a
// consultation that runs has nothing to say of how it ended, a meeting that is planned
// lies ahead.

// mainID is the id of the record of a kind that is for the public and refers to what is
// for the public, in the state of that number.
func (a *aviary) mainID(kind string, state int) record.ID {
	id := record.ID(a.word(perch{field: kind + " id", own: network.ForPublic}) + "-" + string(rune('0'+state)) + "-public")
	if a.typ(kind).Layout() == record.ByYear {
		id = "2026-" + id
	}
	return id
}

// adjust makes a record fit its state.
func (a *aviary) adjust(rec any, p perch) {
	switch r := rec.(type) {
	case *network.Network:
		a.adjustNetwork(r)
	case *network.Terms:
		r.Clauses[0].Rules = append(r.Clauses[0].Rules, "meeting-in-period", "annual-meeting")
	case *network.Member:
		a.adjustMember(r, p)
	case *network.Partner:
		if r.Status == network.Ended {
			r.Until = "2026-08-01"
		}
	case *network.Meeting:
		adjustMeeting(r)
	case *network.Decision:
		adjustDecision(r)
	case *network.Statement:
		adjustStatement(r)
	case *network.Action:
		a.adjustAction(r, p)
	case *network.Group:
		if r.Status == network.GroupActive {
			r.Closed = nil
		}
	}
}

// adjustNetwork gives the network its languages, the parties that it must have, and what
// the other records refer to. Its name has the term of its footnote.
func (a *aviary) adjustNetwork(n *network.Network) {
	member, partner := a.mainID(network.Members.Name, 1), a.mainID(network.Partners.Name, 0)
	n.Coordinator, n.Secretariat, n.StateLead = network.MemberRef(member), network.MemberRef(member), network.PartnerRef(partner)
	n.Languages = []network.Language{"en", "sr-Cyrl"}
	for lang, text := range n.Name {
		n.Name[lang] = text + " " + n.Footnotes[0].Term
	}
	n.Rules.MeetingEvery = network.Param[network.Every]{Value: "quarter", Basis: "R1a"}
	n.Rules.NoticeDays = network.Param[int]{Value: 10, Basis: network.Assumed}
	n.Rules.Attribution = network.Param[network.Attribution]{Value: "on-request", Basis: network.Assumed}
	for _, item := range a.lists["posts"] {
		n.Posts = append(n.Posts, item.Interface().(network.Post))
	}
	for _, item := range a.lists["topics"] {
		n.Topics = append(n.Topics, item.Interface().(network.Named))
	}
	for _, item := range a.lists["frameworks"] {
		n.Frameworks = append(n.Frameworks, item.Interface().(network.Named))
	}
}

// adjustMember makes one a member that was there before 2026 and whose person is a
// co-chair; another is inactive, and one has left.
func (a *aviary) adjustMember(m *network.Member, p perch) {
	m.Inactive[0].Since, m.Inactive[0].Until = "2024-01-01", "2024-12-31"
	switch m.Status {
	case network.Active:
		chair := m.Representatives[0]
		chair.Post = record.Key(a.word(perch{field: "network.posts.id", own: network.ForPublic}))
		focal := m.Representatives[0]
		focal.Post = "focal-point"
		m.Representatives = append(m.Representatives, focal)
		if p.own == network.ForPublic && p.spread {
			m.Representatives = append(m.Representatives, chair)
		}
	case network.Inactive:
		m.Inactive[0].Since, m.Inactive[0].Until = "2026-03-01", ""
	case network.Ended:
		m.Until = "2026-08-01"
	}
}

func adjustMeeting(m *network.Meeting) {
	day := map[network.MeetingStatus]doc.LocalTime{network.Planned: "2027-02-01", network.Convened: "2027-02-02", network.Held: "2026-06-01"}[m.Status]
	if day == "" {
		day = "2026-07-01"
	}
	m.Start, m.End = day+"T10:00", day+"T12:00"
	switch m.Status {
	case network.Planned:
		m.Minutes.Status, m.Title = network.MinutesDraft, nil
	case network.Convened:
		m.Minutes.Status = network.MinutesCirculated
	case network.NotHeld:
		m.Changes = nil // its own reason is told
	case network.Postponed:
		for i := range m.Agenda {
			for j := range m.Agenda[i].Positions {
				m.Agenda[i].Positions[j].Named = false
			}
		}
	}
}

func adjustDecision(d *network.Decision) {
	d.Outcome.Result = network.OutcomeResult(d.Status)
	switch d.Status {
	case network.DecisionDraft, network.DecisionOpen, network.DecisionObjected:
		d.Outcome = nil
	case network.DecisionSuperseded:
		d.Outcome.Result, d.Outcome.AsTaken = "adopted", nil
		d.StateConsultation.Determination = network.StateNotRequired
	case network.DecisionNone, network.DecisionWithdrawn:
		d.Outcome.AsTaken = nil
	}
	for i := range d.Consultation {
		row := &d.Consultation[i]
		row.Round = len(d.Rounds) + 1
		switch d.Status {
		case network.DecisionDraft:
			row.Asked, row.Status = nil, "not-consulted"
		case network.DecisionOpen:
			row.Status, row.NotAsked = "awaiting", nil
		}
	}
}

func adjustStatement(s *network.Statement) {
	if s.Status != network.StatementDelivered {
		s.Delivered = nil
	}
	if s.Status != network.StatementWithdrawn {
		s.Withdrawn = nil
	}
	for i := range s.Clearance {
		row := &s.Clearance[i]
		row.Round = len(s.Rounds) + 1
		if s.Status == network.StatementInClearance {
			row.Status, row.Position = "awaiting", ""
		}
	}
}

// adjustAction makes an action open or closed. Those that are open come from items of the
// agenda of one meeting, each for a circle.
func (a *aviary) adjustAction(r *network.Action, p perch) {
	if r.Status == network.ActionOpen || r.Status == network.ActionInProgress {
		r.ClosedOn = ""
	}
	if r.Status == network.ActionOpen {
		held := slices.Index(network.Held.Values(), string(network.Held))
		item := a.word(perch{field: "meeting.agenda.id", own: p.leads})
		r.Source = record.AnyRef("meeting/" + string(a.mainID(network.Meetings.Name, held)) + "#" + item)
	}
}

// adjustTarget makes what a reference leads to be over: no list of 2026 has it of its own
// accord. item is the key of its first item.
func (a *aviary) adjustTarget(rec any, p perch, item string) {
	ended := func(p *network.Party) {
		p.Status, p.Since, p.Until = network.Ended, "2020-01-01", "2020-12-31"
	}
	switch r := rec.(type) {
	case *network.Member:
		ended(&r.Party)
	case *network.Partner:
		ended(&r.Party)
	case *network.Meeting:
		r.Status, r.Agenda[0].ID = network.Held, record.ID(item)
		r.Minutes.Status = network.MinutesApproved
	case *network.Decision:
		r.Status, r.ReviewOn = network.DecisionAdopted, ""
		if p.field == "meeting.agenda.decision > " {
			r.Outcome.Meeting = record.Ref[network.Meeting](p.record)
		}
	case *network.Group:
		r.Status = network.GroupClosed
	case *network.Workplan:
		r.Status, r.Period, r.Activities[0].ID = network.WorkplanAdopted, "2020", record.ID(item)
	case *network.Action:
		r.Status = network.ActionDone
	}
}
