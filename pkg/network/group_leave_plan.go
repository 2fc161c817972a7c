package network

import (
	"fmt"
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// LeaveOptions say who leaves a working group.
type LeaveOptions struct {
	Group   record.ID
	Parties []PartyRef
	Until   doc.Date // the last day; the current day when empty
}

// LeaveResult is what those who leave a working group leave open.
type LeaveResult struct {
	Leads     []PartyRef // they lead the group still
	NoMembers bool       // no member of the Network is left in the group
}

// LeaveGroup ends the rows of parties in a working group; the rows stay. It refuses
// a closed group, a party that does not belong to it or has left it, and a last day
// before the first.
func LeaveGroup(s *record.Set, today doc.Date, o LeaveOptions) (*record.Change, LeaveResult, error) {
	if len(o.Parties) == 0 {
		return nil, LeaveResult{}, usage("name who leaves the working group")
	}
	d := s.Draft()
	until := dayOr(o.Until, today)
	var result LeaveResult
	err := Groups.Edit(d, o.Group, func(g *Group) error {
		if err := isActiveGroup(o.Group, g); err != nil {
			return err
		}
		for _, p := range o.Parties {
			if err := leaveGroup(d, o.Group, g, p, until); err != nil {
				return err
			}
			if g.Lead == p || slices.Contains(g.CoLeads, p) {
				result.Leads = append(result.Leads, p)
			}
		}
		result.NoMembers = !slices.ContainsFunc(g.Members, func(m GroupMember) bool { return m.Until == "" && isMember(s, m.Party) })
		return nil
	})
	if err != nil {
		return nil, LeaveResult{}, err
	}
	d.Serve("externals-marked")
	c, err := d.Change(fmt.Sprintf("group %s: %s left", o.Group, few(idTexts(o.Parties))))
	return c, result, err
}

// isActiveGroup refuses a group that is closed.
func isActiveGroup(id record.ID, g *Group) error {
	if g.Status != GroupClosed {
		return nil
	}
	var day doc.Date
	if g.Closed != nil {
		day = g.Closed.Date
	}
	return refuse("see it with `unmn group show "+string(id)+"`", "the working group %q was closed already%s", id, onDay(day))
}

// leaveGroup ends the row of one party.
func leaveGroup(d *record.Draft, id record.ID, g *Group, p PartyRef, until doc.Date) error {
	if _, err := needParty(d, p); err != nil {
		return err
	}
	see := "see who belongs to it with `unmn group show " + string(id) + "`"
	at := slices.IndexFunc(g.Members, func(m GroupMember) bool { return m.Party == p })
	if at < 0 {
		return refuse(see, "%q does not belong to the working group %q", p, id)
	}
	row := &g.Members[at]
	first := max(row.Since, g.Since)
	switch {
	case row.Until != "":
		return refuse(see, "%q left the working group %q already on %s", p, id, row.Until)
	case until < first:
		return refuse("give a later day with `--until`", "%q cannot leave on %s: it joined on %s", p, until, first)
	}
	row.Until = until
	return nil
}

// CloseOptions say when and why a working group ends.
type CloseOptions struct {
	Group  record.ID
	Reason doc.Text     // mandatory
	By     []record.Key // who closed it: posts or members; may be empty
	Date   doc.Date     // the current day when empty
}

// CloseResult is what a working group that is closed leaves open.
type CloseResult struct {
	OpenActions []record.ID // that come from it or from one of its meetings
	Meetings    []record.ID // of the group, still to come
}

// CloseGroup closes a working group; who belonged to it stays in its record. It
// refuses a group that is closed, and a day before its beginning.
func CloseGroup(s *record.Set, today doc.Date, o CloseOptions) (*record.Change, CloseResult, error) {
	d := s.Draft()
	day := dayOr(o.Date, today)
	err := Groups.Edit(d, o.Group, func(g *Group) error {
		if err := isActiveGroup(o.Group, g); err != nil {
			return err
		}
		if err := needs("a working group that is closed", need{len(o.Reason) == 0, "the reason (--reason)"}); err != nil {
			return err
		}
		if day < g.Since {
			return refuse("give a later day with `--date`", "the working group %q cannot be closed on %s: it began on %s", o.Group, day, g.Since)
		}
		g.Status, g.Closed = GroupClosed, &Closing{Date: day, By: o.By, Reason: o.Reason}
		return nil
	})
	if err != nil {
		return nil, CloseResult{}, err
	}
	c, err := d.Change(fmt.Sprintf("group %s: close on %s", o.Group, longDate(day)))
	return c, leftOpen(d, o.Group), err
}

// leftOpen is what a working group leaves open.
func leftOpen(r record.Reader, group record.ID) CloseResult {
	var out CloseResult
	for e := range Actions.All(r) {
		kind, id, _ := e.Rec.Source.Split()
		if kind == Meetings.Name {
			if m, ok := Meetings.Get(r, id); ok {
				kind, id = Groups.Name, m.Rec.Group.ID()
			}
		}
		if kind == Groups.Name && id == group && isOpenAction(e.Rec) {
			out.OpenActions = append(out.OpenActions, e.ID)
		}
	}
	for e := range Meetings.All(r) {
		if e.Rec.Group.ID() == group && !isOver(e.Rec) {
			out.Meetings = append(out.Meetings, e.ID)
		}
	}
	return out
}
