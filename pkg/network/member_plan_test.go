package network

import (
	"errors"
	"slices"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func TestNewMember(t *testing.T) {
	s := planSet(t, nil)
	c, id, err := NewMember(s, planToday, MemberOptions{
		ID:         "unesco",
		Member:     Member{Party: Party{Name: doc.Plain("UNESCO"), Since: "2026-11-01"}},
		FocalPoint: Representative{Name: "Focal point, UNESCO", Email: "focal@example.org"},
	})
	next := planned(t, s, c, err)
	wantSubject(t, c, "member unesco: join, focal point named")
	e, _ := Members.Get(next, id)
	m := e.Rec
	if m.Status != Active || m.Short != "UNESCO" || m.Class != UNEntity || m.Basis != "expressed-interest" {
		t.Errorf("%+v", m)
	}
	want := Representative{Name: "Focal point, UNESCO", Post: "focal-point", Email: "focal@example.org", Since: "2026-11-01"}
	if len(m.Representatives) != 1 || m.Representatives[0].Name != want.Name || m.Representatives[0].Since != want.Since || m.Representatives[0].Post != want.Post {
		t.Errorf("%+v", m.Representatives)
	}
}

func TestNewMemberWithoutFirstDayHasOnlyInterest(t *testing.T) {
	s := planSet(t, nil)
	c, id, err := NewMember(s, planToday, MemberOptions{ID: "unesco", Member: Member{Party: Party{Name: doc.Plain("UNESCO")}}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "member unesco: interest expressed")
	if e, _ := Members.Get(next, id); e.Rec.Status != ExpressedInterest || e.Rec.ActiveOn(planToday) {
		t.Errorf("%+v", e.Rec)
	}
}

func TestNewMemberRefusals(t *testing.T) {
	s := planSet(t, nil)
	name := doc.Plain("A body")
	_, _, err := NewMember(s, planToday, MemberOptions{ID: "iom", Member: Member{Party: Party{Name: name}}})
	wantRefusal(t, err, `there is a member "iom" already`)
	_, _, err = NewMember(s, planToday, MemberOptions{ID: "scrm", Member: Member{Party: Party{Name: name}}})
	wantRefusal(t, err, `there is a partner "scrm" already`)
	_, _, err = NewMember(s, planToday, MemberOptions{ID: "an-ngo", Member: Member{Party: Party{Name: name, Class: "ngo"}}})
	wantRefusal(t, err, "members are UN entities")
	_, _, err = NewMember(s, planToday, MemberOptions{ID: "unesco"})
	wantUsage(t, err, "--name")
	_, _, err = NewMember(s, planToday, MemberOptions{ID: "unesco", Member: Member{Party: Party{Name: name}}, FocalPoint: Representative{Email: "a@example.org"}})
	wantUsage(t, err, "--focal-point")
}

func TestNewPartner(t *testing.T) {
	s := planSet(t, nil)
	c, id, err := NewPartner(s, planToday, PartnerOptions{
		ID: "ministry", Partner: Partner{Party: Party{Name: doc.Plain("Ministry in charge of the interior"), Class: Government}},
		FocalPoint: Representative{Name: "Focal point, Ministry"},
	})
	next := planned(t, s, c, err)
	wantSubject(t, c, "partner ministry: enter as government, focal point named")
	if e, _ := Partners.Get(next, id); e.Rec.Status != Active || e.Rec.Short != "MINISTRY" || e.Rec.Representatives[0].Since != planToday {
		t.Errorf("%+v", e.Rec)
	}
	_, _, err = NewPartner(s, planToday, PartnerOptions{ID: "ministry", Partner: Partner{Party: Party{Name: doc.Plain("Ministry")}}})
	wantUsage(t, err, "--class")
	_, _, err = NewPartner(s, planToday, PartnerOptions{ID: "undp", Partner: Partner{Party: Party{Name: doc.Plain("x"), Class: "ngo"}}})
	wantRefusal(t, err, "there is a member")
}

func TestRepresentEndsThePredecessor(t *testing.T) {
	s := planSet(t, nil)
	c, h, err := RepresentMember(s, planToday, RepresentOptions{ID: "iom", Representative: Representative{Name: "New focal point, IOM"}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "member iom: focal-point changes hands")
	if !slices.Equal(h.Predecessors, []string{"Focal point, IOM"}) || !slices.Equal(h.OpenActions, []record.ID{"2026-q3-send-the-draft"}) {
		t.Errorf("%+v", h)
	}
	e, _ := Members.Get(next, "iom")
	if r := e.Rec.Representatives; r[0].Until != "2026-11-23" || r[1].Until != "" || r[2].Since != planToday || r[2].Post != "focal-point" {
		t.Errorf("%+v", r)
	}
	if before, _ := Members.Get(s, "iom"); before.Rec.Representatives[0].Until != "" {
		t.Error("the set was modified")
	}
}

func TestRepresentInAPostOfTheNetwork(t *testing.T) {
	s := planSet(t, map[string]string{"members/undp.yaml": `
name: United Nations Development Programme
short: UNDP
class: un-entity
status: active
basis: terms
representatives:
  - name: Resident Coordinator
    post: co-chair-rc
    since: "2025-03-01"
`})
	// The post has one holder, whichever member employs the person.
	c, h, err := RepresentMember(s, planToday, RepresentOptions{ID: "iom", Representative: Representative{Name: "Acting Resident Coordinator", Post: "co-chair-rc", Acting: true}})
	next := planned(t, s, c, err)
	if e, _ := Members.Get(next, "undp"); e.Rec.Representatives[0].Until != "2026-11-23" || !slices.Equal(h.Predecessors, []string{"Resident Coordinator"}) {
		t.Errorf("%+v %+v", e.Rec.Representatives, h)
	}
	_, _, err = RepresentMember(s, planToday, RepresentOptions{ID: "undp", Representative: Representative{Name: "Somebody", Post: "co-chair-iom"}})
	wantRefusal(t, err, "belongs to iom")
}

func TestRepresentRefusals(t *testing.T) {
	s := planSet(t, nil)
	_, _, err := RepresentMember(s, planToday, RepresentOptions{ID: "iom", Representative: Representative{Name: "Earlier", Since: "2024-12-01"}})
	wantRefusal(t, err, `"Focal point, IOM" is focal-point of iom since 2025-01-01 already`)
	_, _, err = RepresentMember(s, planToday, RepresentOptions{ID: "iom", Representative: Representative{Name: "Focal point, IOM"}})
	wantRefusal(t, err, `"Focal point, IOM" is focal-point of iom already`)
	_, _, err = RepresentMember(s, planToday, RepresentOptions{ID: "who", Representative: Representative{Name: "Somebody"}})
	wantRefusal(t, err, "has ended on 2026-06-30")
	_, _, err = RepresentMember(s, planToday, RepresentOptions{ID: "iom"})
	wantUsage(t, err, "--name")
	_, _, err = RepresentMember(s, planToday, RepresentOptions{ID: "iomm", Representative: Representative{Name: "Somebody"}})
	wantMissing(t, err, "iomm")
	// A predecessor that had ended before stays as it was.
	c, h, err := RepresentPartner(s, planToday, RepresentOptions{ID: "scrm", Representative: Representative{Name: "Focal point, SCRM"}})
	planned(t, s, c, err)
	wantSubject(t, c, "partner scrm: focal-point named")
	if len(h.Predecessors) > 0 {
		t.Error(h)
	}
}

func TestRepresentBeside(t *testing.T) {
	s := planSet(t, nil)
	for i, name := range []string{"First alternate, UNDP", "Second alternate, UNDP"} {
		c, h, err := RepresentMember(s, planToday, RepresentOptions{ID: "undp", Representative: Representative{Name: name, Post: "alternate"}, Beside: true})
		s = planned(t, s, c, err)
		if e, _ := Members.Get(s, "undp"); len(e.Rec.Representatives) != i+1 || e.Rec.Representatives[0].Until != "" || len(h.Predecessors) > 0 {
			t.Errorf("%+v %+v", e.Rec.Representatives, h)
		}
	}
	_, _, err := RepresentMember(s, planToday, RepresentOptions{ID: "undp", Representative: Representative{Name: "Somebody"}, Beside: true})
	wantRefusal(t, err, "only alternates may be several")
}

func TestRepresentTakesAPostFromAPartner(t *testing.T) {
	s := planSet(t, map[string]string{"partners/scrm.yaml": planFiles["partners/scrm.yaml"] + "representatives:\n  - name: Somebody\n    post: co-chair-rc\n    since: \"2025-03-01\"\n"})
	c, h, err := RepresentMember(s, planToday, RepresentOptions{ID: "undp", Representative: Representative{Name: "Resident Coordinator", Post: "co-chair-rc"}})
	next := planned(t, s, c, err)
	if e, _ := Partners.Get(next, "scrm"); e.Rec.Representatives[0].Until != "2026-11-23" || len(h.Predecessors) != 1 {
		t.Errorf("%+v %+v", e.Rec.Representatives, h)
	}
	if !slices.Contains(c.Rules, "one-holder-of-a-post") {
		t.Error(c.Rules)
	}
}

func TestConfirmMembers(t *testing.T) {
	s := planSet(t, nil)
	c, err := ConfirmMembers(s, planToday, ConfirmOptions{IDs: []record.ID{"iom", "undp"}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "member iom, undp: entry confirmed")
	if e, _ := Members.Get(next, "undp"); e.Rec.ConfirmedOn != planToday {
		t.Errorf("%+v", e.Rec)
	}
	if len(c.Files) != 2 {
		t.Error(c.Files)
	}
	_, err = ConfirmMembers(next, planToday, ConfirmOptions{IDs: []record.ID{"iom"}, Date: "2026-01-01"})
	wantRefusal(t, err, "confirmed later")
	_, err = ConfirmMembers(s, planToday, ConfirmOptions{IDs: []record.ID{"iom", "who"}})
	wantRefusal(t, err, "has ended")
	_, err = ConfirmMembers(s, planToday, ConfirmOptions{})
	wantUsage(t, err, "name the members")
	_, err = ConfirmMembers(s, planToday, ConfirmOptions{IDs: []record.ID{"fao"}})
	wantMissing(t, err, "fao")
}

func TestEndMember(t *testing.T) {
	s := planSet(t, map[string]string{"network.yaml": planNetworkOf("undp")})
	c, h, err := EndMember(s, planToday, EndOptions{ID: "iom", Until: "2026-12-31", Reason: "the office closes"})
	next := planned(t, s, c, err)
	wantSubject(t, c, "member iom: end on 31 December 2026")
	if c.Reason != "the office closes" || len(h.Predecessors) != 2 || len(h.OpenActions) != 1 {
		t.Errorf("%q %+v", c.Reason, h)
	}
	e, _ := Members.Get(next, "iom")
	if e.Rec.Status != Ended || e.Rec.Until != "2026-12-31" || e.Rec.Representatives[1].Until != "2026-12-31" {
		t.Errorf("%+v", e.Rec)
	}
	if !e.Rec.ActiveOn("2026-12-31") || e.Rec.ActiveOn("2027-01-01") {
		t.Error("a member is active until its last day")
	}
	_, _, err = EndMember(s, planToday, EndOptions{ID: "who"})
	wantRefusal(t, err, "ended already on 2026-06-30")
	_, _, err = EndMember(s, planToday, EndOptions{ID: "unodc"})
	wantRefusal(t, err, "only expressed interest")
	_, _, err = EndMember(s, planToday, EndOptions{ID: "nobody"})
	if !errors.Is(err, record.ErrNotFound) {
		t.Error(err)
	}
}

func TestFindPartyAndActor(t *testing.T) {
	s := planSet(t, nil)
	for text, want := range map[string]string{"iom": "iom", "und": "undp", "exa": "example-ngo", "scrm": "scrm", "member/undp": "undp", "partner/scrm": "scrm"} {
		if got, err := FindParty(s, text); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v", text, got, err)
		}
	}
	if got, err := FindActor(s, "co-chair-rc"); err != nil || got != "co-chair-rc" {
		t.Error(got, err)
	}
	if got, err := FindActor(s, "und"); err != nil || got != "undp" {
		t.Error(got, err)
	}
	_, err := FindActor(s, "co-chair-rcc")
	wantMissing(t, err, `did you mean "co-chair-rc"`)
	_, err = FindParty(s, "iomm")
	wantMissing(t, err, `there is no member or partner "iomm"; did you mean "iom"`)
	if _, err := FindParty(s, "un"); !errors.Is(err, record.ErrAmbiguous) {
		t.Error(err)
	}
	if _, err := FindParty(s, "NO"); !errors.Is(err, record.ErrID) {
		t.Error(err)
	}
}
