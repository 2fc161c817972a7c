package network

import (
	"slices"
	"testing"

	"unmn/pkg/doc"
)

func TestNewGroup(t *testing.T) {
	s := planSet(t, nil)
	c, id, err := NewGroup(s, planToday, GroupOptions{Group: Group{
		Name: doc.Plain("Return and reintegration"), Kind: AdHoc, Mandate: doc.Plain("Advice on return"), EndsOn: "2027-06-30",
		EstablishedBy: "2026-09-10-joint-data-protocol", Lead: "iom", Members: []GroupMember{{Party: "undp"}, {Party: "scrm"}},
	}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "group return-and-reintegration: establish, ad-hoc")
	e, _ := Groups.Get(next, id)
	want := []GroupMember{{Party: "undp"}, {Party: "scrm", External: true}, {Party: "iom"}}
	if !slices.Equal(e.Rec.Members, want) || e.Rec.Status != GroupActive || e.Rec.Since != planToday {
		t.Errorf("%+v", e.Rec)
	}
}

func TestNewGroupRefusals(t *testing.T) {
	s := planSet(t, nil)
	good := Group{Name: doc.Plain("Other"), Kind: Permanent, Mandate: doc.Plain("x"), Members: []GroupMember{{Party: "undp"}}}
	for _, c := range []struct {
		words string
		spoil func(*Group)
	}{
		{"name", func(g *Group) { g.Name = nil }},
		{"--kind", func(g *Group) { g.Kind = "" }},
		{"--mandate", func(g *Group) { g.Mandate = nil }},
		{"named twice", func(g *Group) { g.Members = append(g.Members, g.Members[0]) }},
	} {
		g := good
		c.spoil(&g)
		_, _, err := NewGroup(s, planToday, GroupOptions{Group: g})
		wantUsage(t, err, c.words)
	}
	g := good
	g.Members = []GroupMember{{Party: "who"}}
	_, _, err := NewGroup(s, planToday, GroupOptions{Group: g})
	wantRefusal(t, err, "has ended")
	g.Members = []GroupMember{{Party: "ministry"}}
	_, _, err = NewGroup(s, planToday, GroupOptions{Group: g})
	wantMissing(t, err, "ministry")
}

func TestJoinGroup(t *testing.T) {
	s := planSet(t, map[string]string{"groups/old.yaml": "name: Old\nkind: permanent\nstatus: closed\nmandate: x\nclosed: {date: \"2026-01-01\", reason: over}\n"})
	c, err := JoinGroup(s, planToday, JoinOptions{Group: "data", Members: []GroupMember{{Party: "iom", Name: "Expert, IOM"}, {Party: "scrm"}, {Party: "example-ngo"}}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "group data: iom, scrm, example-ngo joined")
	e, _ := Groups.Get(next, "data")
	want := []GroupMember{
		{Party: "undp", Since: "2026-01-01"},
		{Party: "example-ngo", Since: planToday, External: true}, // came back
		{Party: "iom", Name: "Expert, IOM", Since: planToday},
		{Party: "scrm", Since: planToday, External: true},
	}
	if !slices.Equal(e.Rec.Members, want) {
		t.Errorf("%+v", e.Rec.Members)
	}
	_, err = JoinGroup(s, planToday, JoinOptions{Group: "data", Members: []GroupMember{{Party: "undp"}}})
	wantRefusal(t, err, "already")
	_, err = JoinGroup(s, planToday, JoinOptions{Group: "old", Members: []GroupMember{{Party: "undp"}}})
	wantRefusal(t, err, "closed")
	_, err = JoinGroup(s, planToday, JoinOptions{Group: "data"})
	wantUsage(t, err, "who joins")
	_, err = JoinGroup(s, planToday, JoinOptions{Group: "dota", Members: []GroupMember{{Party: "iom"}}})
	wantMissing(t, err, "dota")
}
