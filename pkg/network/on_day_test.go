package network

import (
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func TestOnDay(t *testing.T) {
	s := record.Empty(Types()...)
	d := s.Draft()
	for _, err := range []error{
		Members.Create(d, "left", Member{Party: Party{Name: doc.Plain("L"), Short: "L", Class: UNEntity, Status: Ended, Since: "2026-02-01", Until: "2026-06-30",
			Representatives: []Representative{{Name: "A", Post: "focal-point", Until: "2026-03-31"}, {Name: "B", Post: "focal-point", Since: "2026-04-01"}}}}),
		Members.Create(d, "asks", Member{Party: Party{Name: doc.Plain("A"), Short: "A", Class: UNEntity, Status: ExpressedInterest}}),
		Members.Create(d, "back", Member{Party: Party{Name: doc.Plain("B"), Short: "B", Class: UNEntity, Status: Active, Since: "2026-02-01"},
			Inactive: []Inactivity{{Since: "2026-04-01", Until: "2026-05-31"}}}),
		Meetings.Create(d, "2026-q3", Meeting{Type: Ordinary, Status: Cancelled, Start: "2026-09-01T10:00", Changes: []MeetingChange{
			{Date: "2026-08-01", Status: Postponed, Reason: doc.Plain("R")}, {Date: "2026-08-20", Status: Cancelled, Reason: doc.Plain("R")}}}),
		Groups.Create(d, "data", Group{Name: doc.Plain("D"), Kind: Permanent, Status: GroupClosed, Mandate: doc.Plain("M"), Since: "2026-02-01",
			Closed: &Closing{Date: "2026-06-30", Reason: doc.Plain("R")}, Members: []GroupMember{{Party: "left", Until: "2026-03-31"}}}),
		Meetings.Create(d, "2026-q2", Meeting{Type: Ordinary, Status: Held, Start: "2026-06-01T10:00"}),
		Decisions.Create(d, "2026-d", Decision{Title: doc.Plain("T"), Question: doc.Plain("Q"), Status: DecisionAdopted, ProposedBy: "left", Method: "silence",
			OpenedOn: "2026-04-01", Outcome: &Outcome{Result: "adopted", Date: "2026-05-01"}}),
		Actions.Create(d, "2026-a", Action{Title: doc.Plain("T"), Status: ActionDone, Owner: "left", Due: "2026-05-01", Source: "group/data", ClosedOn: "2026-05-02",
			Progress: []Progress{{Date: "2026-04-10", Note: doc.Plain("N")}}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	c, err := d.Change("begin")
	if err != nil {
		t.Fatal(err)
	}
	s, _ = s.Apply(c)
	for _, tt := range []struct {
		kind          string
		id            record.ID
		day           doc.Date
		there         bool
		column, value string
	}{
		{"member", "left", "2026-01-31", false, "", ""},
		{"member", "left", "2026-02-01", true, "focal-point", "A"},
		{"member", "left", "2026-04-01", true, "focal-point", "B"},
		{"member", "left", "2026-06-30", true, "status", "active"},
		{"member", "left", "2026-07-01", false, "status", "ended"},
		{"member", "asks", "2026-07-01", false, "", ""},
		{"group", "data", "2026-01-31", false, "", ""},
		{"group", "data", "2026-06-30", true, "status", "active"},
		{"group", "data", "2026-07-01", false, "status", "closed"},
		{"meeting", "2026-q2", "2026-05-31", true, "status", "planned"},
		{"meeting", "2026-q2", "2026-06-01", true, "status", "held"},
		{"member", "back", "2026-03-31", true, "status", "active"},
		{"member", "back", "2026-05-31", true, "status", "inactive"},
		{"member", "back", "2026-06-01", true, "status", "active"},
		{"meeting", "2026-q3", "2026-07-31", true, "status", "planned"},
		{"meeting", "2026-q3", "2026-08-19", true, "status", "postponed"},
		{"meeting", "2026-q3", "2026-08-20", true, "status", "cancelled"},
		{"decision", "2026-d", "2026-03-31", true, "status", "draft"},
		{"decision", "2026-d", "2026-04-01", true, "status", "open"},
		{"decision", "2026-d", "2026-05-01", true, "status", "adopted"},
		{"action", "2026-a", "2026-04-09", true, "status", "open"},
		{"action", "2026-a", "2026-04-10", true, "status", "in-progress"},
		{"action", "2026-a", "2026-05-02", true, "status", "done"},
	} {
		item, err := s.Item(tt.kind, tt.id)
		if err != nil {
			t.Fatal(err)
		}
		seen, there := OnDay(item, tt.day)
		if there != tt.there || tt.column != "" && seen.Column(tt.column) != tt.value {
			t.Errorf("%s on %s: there %v, %s %q", tt.id, tt.day, there, tt.column, seen.Column(tt.column))
		}
	}
	item, _ := s.Item("group", "data")
	seen, _ := OnDay(item, "2026-04-01")
	if n := len(seen.Rec().(*Group).Members); n != 0 {
		t.Errorf("%d members after the last day", n)
	}
	if n := len(item.Rec().(*Group).Members); n != 1 {
		t.Error("the record of the set was changed")
	}
}
