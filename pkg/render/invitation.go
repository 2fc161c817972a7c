package render

import (
	"fmt"
	"slices"

	"unmn/pkg/network"
	"unmn/pkg/script"
)

// buildInvitation makes the view of an invitation.
func buildInvitation(b *builder) (any, error) {
	m, err := b.meeting()
	if err != nil {
		return nil, err
	}
	if m.Status == network.Cancelled || m.Status == network.NotHeld {
		return nil, &network.Refusal{
			Message: fmt.Sprintf("nobody is invited to the meeting %q: it is %s", b.Subject, m.Status),
			Hint:    "see the meetings with `unmn meeting list`",
		}
	}
	v := InvitationView{
		MeetingView:   b.meetingView(m, "invitation", b.notice(m)),
		Signatories:   b.officers(b.net.CoChairs(), b.Date),
		Extraordinary: m.Type == network.Extraordinary,
	}
	if p, ok := b.party(b.net.Secretariat.ID()); ok {
		v.Secretariat = b.line(p.Short)
		if b.addresses() {
			v.AnswerTo = Link(p.Mailbox)
		}
	}
	b.invited(&v, m)
	return v, nil
}

// invited lists whom the invitation goes to, in the order of attendance; all
// members when the record names nobody yet.
func (b *builder) invited(v *InvitationView, m *network.Meeting) {
	type row struct {
		order network.Seat
		Invited
	}
	var rows []row
	add := func(p partyEntry, role network.Capacity) {
		if b.hides(p) {
			return
		}
		order, capacity := b.capacity(p, role, dayOf(m))
		rows = append(rows, row{order, Invited{b.line(p.Short), b.text(p.Party.Name), Text(capacity)}})
	}
	for _, i := range m.Invited {
		if i.Party == "" {
			v.Guests = append(v.Guests, b.guests(i.Class, i.Number))
		} else if p, ok := b.party(i.Party.ID()); ok {
			add(p, i.Role)
		}
	}
	v.AllMembers = len(m.Invited) == 0
	if v.AllMembers {
		for e := range network.Members.All(b.Set) {
			if belongs(&e.Rec.Party, dayOf(m)) {
				add(partyEntry{&e.Rec.Party, e.ID, true, e.Rec.Visibility}, "")
			}
		}
	}
	script.Sort(rows, func(r row) string { return string(r.Organization) })
	slices.SortStableFunc(rows, func(a, c row) int { return int(a.order - c.order) })
	for _, r := range rows {
		v.Invited = append(v.Invited, r.Invited)
	}
}
