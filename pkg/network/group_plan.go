package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// GroupOptions describe a new working group.
type GroupOptions struct {
	ID record.ID // the slug of the name when empty
	// Group may have any field; Name, Kind and Mandate are mandatory, and at least
	// one member. Since is the current day unless given. Who leads belongs to it, and
	// whoever is no member of the Network is marked as external.
	Group Group
}

// NewGroup establishes a working group. It refuses parties that have ended.
func NewGroup(s *record.Set, today doc.Date, o GroupOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	g := o.Group
	if err := needs("a new working group",
		need{len(g.Name) == 0, "a name"},
		need{g.Kind == "", "whether it is permanent or ad-hoc (--kind)"},
		need{len(g.Mandate) == 0, "its mandate in a sentence (--mandate)"},
	); err != nil {
		return nil, "", err
	}
	g.Status = GroupActive
	g.Since = dayOr(g.Since, today)
	given := slices.Clip(g.Members)
	g.Members = nil
	for _, lead := range append([]PartyRef{g.Lead}, g.CoLeads...) {
		known := func(m GroupMember) bool { return m.Party == lead }
		if lead != "" && !slices.ContainsFunc(given, known) {
			given = append(given, GroupMember{Party: lead})
		}
	}
	for _, m := range given {
		if err := joinGroup(d, "", &g, m); err != nil {
			return nil, "", err
		}
	}
	id, err := newID(d, Groups, o.ID, "", g.Name.OneLine())
	if err != nil {
		return nil, "", err
	}
	if err := Groups.Create(d, id, g); err != nil {
		return nil, "", err
	}
	d.Serve("group-has-member", "externals-marked", "founding-decision", "ad-hoc-end")
	c, err := d.Change("group " + string(id) + ": establish, " + string(g.Kind))
	return c, id, err
}

// JoinOptions say who joins a working group.
type JoinOptions struct {
	Group   record.ID
	Members []GroupMember // Since is the current day unless given
}

// JoinGroup adds parties to a working group; one that had left comes back. It
// refuses a closed group, a party that belongs to it, and one that has ended.
func JoinGroup(s *record.Set, today doc.Date, o JoinOptions) (*record.Change, error) {
	if len(o.Members) == 0 {
		return nil, usage("name who joins the working group")
	}
	d := s.Draft()
	var names []string
	err := Groups.Edit(d, o.Group, func(g *Group) error {
		if g.Status == GroupClosed {
			return refuse("see it with `unmn group show "+string(o.Group)+"`", "the working group %q is closed", o.Group)
		}
		for _, m := range o.Members {
			m.Since = dayOr(m.Since, today)
			names = append(names, string(m.Party))
			if err := joinGroup(d, o.Group, g, m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	d.Serve("externals-marked")
	return d.Change("group " + string(o.Group) + ": " + few(names) + " joined")
}

// joinGroup adds one party, marked as external when it is no member.
func joinGroup(d *record.Draft, id record.ID, g *Group, m GroupMember) error {
	p, err := needParty(d, m.Party)
	if err != nil {
		return err
	}
	if p.Status == Ended {
		return refuse("leave it out", "%q cannot join a working group: it has ended%s", m.Party, onDay(p.Until))
	}
	_, isMember, _ := partyOf(d, m.Party)
	m.External = !isMember
	at := slices.IndexFunc(g.Members, func(old GroupMember) bool { return old.Party == m.Party })
	switch {
	case at < 0:
		g.Members = append(g.Members, m)
	case id == "":
		return usage("%q is named twice", m.Party)
	case g.Members[at].Until == "":
		return refuse("see it with `unmn group show "+string(id)+"`", "%s belongs to the working group %q already", m.Party, id)
	default:
		g.Members[at] = m
	}
	return nil
}
