package network

import (
	"fmt"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// MemberOptions describe a new member.
type MemberOptions struct {
	ID record.ID
	// Member may have any field. Name is mandatory. Empty, Short becomes the id in
	// capitals, Class a UN entity and Basis the interest it expressed. Status follows
	// from Since: active with a first day, without one only interested.
	Member Member
	// FocalPoint is its first representative; none when its name is empty.
	FocalPoint Representative
}

// NewMember enters a member, or a UN entity that has expressed its interest. It
// refuses an id that a member or partner has, and whatever is no UN entity.
func NewMember(s *record.Set, today doc.Date, o MemberOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	m := o.Member
	if m.Class == "" {
		m.Class = UNEntity
	}
	if m.Class != UNEntity {
		return nil, "", &Refusal{
			Message: fmt.Sprintf("%q cannot be a member: its class is %s, and members are UN entities", o.ID, m.Class),
			Hint:    fmt.Sprintf("enter it as a partner: `unmn partner new %s --class %s --name NAME`", o.ID, m.Class),
			Rule:    "members-are-un-entities",
		}
	}
	if m.Basis == "" {
		m.Basis = "expressed-interest"
	}
	m.Status = ExpressedInterest
	what := "interest expressed"
	if m.Since != "" {
		m.Status = Active
		what = "join"
	}
	if err := newParty(d, o.ID, &m.Party, o.FocalPoint, today); err != nil {
		return nil, "", err
	}
	if err := Members.Create(d, o.ID, m); err != nil {
		return nil, "", err
	}
	if o.FocalPoint.Name != "" {
		what += ", focal point named"
	}
	d.Serve("members-are-un-entities", "basis-of-membership")
	c, err := d.Change("member " + string(o.ID) + ": " + what)
	return c, o.ID, err
}

// ConfirmOptions say which entries of the member list were confirmed as right.
type ConfirmOptions struct {
	IDs  []record.ID
	Date doc.Date // the current day when empty
}

// ConfirmMembers records that members confirmed their entries. It refuses a member
// that has ended, and a day before the last confirmation.
func ConfirmMembers(s *record.Set, today doc.Date, o ConfirmOptions) (*record.Change, error) {
	if len(o.IDs) == 0 {
		return nil, usage("name the members that confirmed their entries")
	}
	day := dayOr(o.Date, today)
	d := s.Draft()
	names := make([]string, len(o.IDs))
	for i, id := range o.IDs {
		names[i] = string(id)
		err := Members.Edit(d, id, func(m *Member) error {
			switch {
			case m.Status == Ended:
				return refuse("see it with `unmn member show "+string(id)+"`", "member %q has ended%s; there is nothing to confirm", id, onDay(m.Until))
			case day < m.ConfirmedOn:
				return refuse("give that day or a later one with `--date`", "member %q was confirmed later than %s, on %s", id, day, m.ConfirmedOn)
			}
			m.ConfirmedOn = day
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return d.Change("member " + few(names) + ": entry confirmed")
}

// EndOptions say when a party leaves.
type EndOptions struct {
	ID     record.ID
	Until  doc.Date // the last day; the current day when empty
	Reason string   // why, for the history
}

// EndMember ends a membership, and with it its representatives. The Handover says
// who they were, which actions of the member are open and which working groups it
// belongs to. It refuses a member that has ended or never began.
func EndMember(s *record.Set, today doc.Date, o EndOptions) (*record.Change, Handover, error) {
	d := s.Draft()
	var people []string
	until := dayOr(o.Until, today)
	err := Members.Edit(d, o.ID, func(m *Member) error {
		people = inOfficeOn(&m.Party, until)
		if err := endParty(Members.Name, o.ID, &m.Party, until); err != nil || !isPausing(m) {
			return err
		}
		row := &m.Inactive[len(m.Inactive)-1]
		if until < row.Since {
			return refuse("give a later day with `--until`", "member %q became inactive on %s; it cannot end on %s", o.ID, row.Since, until)
		}
		row.Until = until
		return nil
	})
	return endEnding(d, Members.Name, o, until, people, err)
}

// EndPartner is EndMember for a partner: it stays in the register with its last day.
func EndPartner(s *record.Set, today doc.Date, o EndOptions) (*record.Change, Handover, error) {
	d := s.Draft()
	var people []string
	until := dayOr(o.Until, today)
	err := Partners.Edit(d, o.ID, func(p *Partner) error {
		people = inOfficeOn(&p.Party, until)
		if Networks.One(d).StateLead.ID() == o.ID {
			return &Refusal{
				Message: fmt.Sprintf("partner %q is the state lead of the network; it cannot end while it is", o.ID),
				Hint:    "name another with `unmn network set state_lead=ID`",
				Rule:    "state-lead",
			}
		}
		return endParty(Partners.Name, o.ID, &p.Party, until)
	})
	return endEnding(d, Partners.Name, o, until, people, err)
}

func endEnding(d *record.Draft, kind string, o EndOptions, until doc.Date, people []string, err error) (*record.Change, Handover, error) {
	if err != nil {
		return nil, Handover{}, err
	}
	d.Reason(o.Reason)
	c, err := d.Change(fmt.Sprintf("%s %s: end on %s", kind, o.ID, longDate(until)))
	return c, endedParty(d, o.ID, people), err
}

// dayOr is the day given, or the current one.
func dayOr(day, today doc.Date) doc.Date {
	if day == "" {
		return today
	}
	return day
}

// eventDay is the day of an event that is recorded of something: the one given, else the
// current one, or the day it follows where that has not come yet. It refuses one given
// that lies before the day it follows; what names the event.
func eventDay(of string, given, today, follows doc.Date, what string) (doc.Date, error) {
	if given != "" && given < follows {
		return "", &Refusal{
			Message: fmt.Sprintf("%s: %s cannot be dated %s, before %s", of, what, longDate(given), longDate(follows)),
			Hint:    "give a day from " + string(follows) + " on with `--date`", Rule: "dates-in-order",
		}
	}
	return max(dayOr(given, today), follows), nil
}

// longDate is a day as sentences have it, "3 December 2026".
func longDate(day doc.Date) string { return day.Time().Format("2 January 2006") }

// few names up to four, and counts the others.
func few(names []string) string {
	const most = 4
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most-1], ", "), len(names)-most+1)
}
