package network

import (
	"slices"
	"strings"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// replaceOnce replaces what must be there.
func replaceOnce(t *testing.T, text, old, fresh string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("there is no %q in\n%s", old, text)
	}
	return strings.Replace(text, old, fresh, 1)
}

func TestMemberComesAndGoes(t *testing.T) {
	s := planSet(t, nil)
	_, _, err := DeactivateMember(s, planToday, DeactivateOptions{ID: "unodc"})
	wantRefusal(t, err, "cannot become inactive before it was active")
	c, err := ActivateMember(s, planToday, ActivateOptions{ID: "unodc", Since: "2026-11-01"})
	s = planned(t, s, c, err)
	wantSubject(t, c, "member unodc: join on 1 November 2026")
	_, err = ActivateMember(s, planToday, ActivateOptions{ID: "unodc"})
	wantRefusal(t, err, "is active already")
	_, _, err = DeactivateMember(s, planToday, DeactivateOptions{ID: "unodc", Since: "2026-10-01"})
	wantRefusal(t, err, "is active since 2026-11-01")
	c, _, err = DeactivateMember(s, planToday, DeactivateOptions{ID: "unodc", Reason: doc.Plain("no officer")})
	s = planned(t, s, c, err)
	wantSubject(t, c, "member unodc: inactive from 24 November 2026")
	_, err = ActivateMember(s, planToday, ActivateOptions{ID: "unodc"})
	wantRefusal(t, err, "became inactive on 2026-11-24")
	c, err = ActivateMember(s, planToday, ActivateOptions{ID: "unodc", Since: "2027-02-01"})
	s = planned(t, s, c, err)
	wantSubject(t, c, "member unodc: active again from 1 February 2027")
	c, _, err = DeactivateMember(s, "2027-03-01", DeactivateOptions{ID: "unodc"})
	s = planned(t, s, c, err)
	e, _ := Members.Get(s, "unodc")
	for day, want := range map[doc.Date]bool{
		"2026-10-31": false, "2026-11-01": true, "2026-11-23": true, "2026-11-24": false, "2027-01-31": false,
		"2027-02-01": true, "2027-02-28": true, "2027-03-01": false, "2028-01-01": false,
	} {
		if e.Rec.ActiveOn(day) != want {
			t.Errorf("active on %s: %v", day, !want)
		}
	}
	_, _, err = EndMember(s, planToday, EndOptions{ID: "unodc", Until: "2027-02-15"})
	wantRefusal(t, err, "became inactive on 2027-03-01")
	c, _, err = EndMember(s, planToday, EndOptions{ID: "unodc", Until: "2027-06-30"})
	s = planned(t, s, c, err)
	e, _ = Members.Get(s, "unodc")
	if e.Rec.Status != Ended || e.Rec.Inactive[1].Until != "2027-06-30" || !e.Rec.ActiveOn("2027-02-15") || e.Rec.ActiveOn("2027-04-01") {
		t.Errorf("%+v", e.Rec)
	}
	_, err = ActivateMember(s, planToday, ActivateOptions{ID: "unodc"})
	wantRefusal(t, err, "is ended, and stays so")
}

func TestEndPartner(t *testing.T) {
	s := planSet(t, map[string]string{"groups/data.yaml": strings.Replace(planFiles["groups/data.yaml"], `, until: "2026-05-01"`, "", 1)})
	c, h, err := EndPartner(s, planToday, EndOptions{ID: "example-ngo", Reason: "merged"})
	next := planned(t, s, c, err)
	wantSubject(t, c, "partner example-ngo: end on 24 November 2026")
	if e, _ := Partners.Get(next, "example-ngo"); e.Rec.Status != Ended || e.Rec.Until != planToday || c.Reason != "merged" || len(h.Groups) != 1 {
		t.Errorf("%+v %+v", e.Rec, h)
	}
	_, _, err = EndPartner(next, planToday, EndOptions{ID: "example-ngo"})
	wantRefusal(t, err, "has ended already on 2026-11-24")
	_, _, err = EndPartner(s, planToday, EndOptions{ID: "scrm"})
	wantRefusal(t, err, "is the state lead")
}

func TestLeaveGroup(t *testing.T) {
	s := planSet(t, nil)
	c, r, err := LeaveGroup(s, planToday, LeaveOptions{Group: "data", Parties: []PartyRef{"undp"}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "group data: undp left")
	if e, _ := Groups.Get(next, "data"); e.Rec.Members[0].Until != planToday || !slices.Equal(r.Leads, []PartyRef{"undp"}) || !r.NoMembers {
		t.Errorf("%+v %+v", e.Rec, r)
	}
	_, _, err = LeaveGroup(next, planToday, LeaveOptions{Group: "data", Parties: []PartyRef{"undp"}})
	wantRefusal(t, err, "already on 2026-11-24")
	_, _, err = LeaveGroup(s, planToday, LeaveOptions{Group: "data", Parties: []PartyRef{"iom"}})
	wantRefusal(t, err, "does not belong")
	_, _, err = LeaveGroup(s, planToday, LeaveOptions{Group: "data", Parties: []PartyRef{"undp"}, Until: "2025-12-31"})
	wantRefusal(t, err, "it joined on 2026-01-01")
	_, _, err = LeaveGroup(s, planToday, LeaveOptions{Group: "data", Parties: []PartyRef{"undpp"}})
	wantMissing(t, err, `did you mean "undp"`)
	_, _, err = LeaveGroup(s, planToday, LeaveOptions{Group: "data"})
	wantUsage(t, err, "who leaves")
}

func TestCloseGroup(t *testing.T) {
	s := planSet(t, map[string]string{
		"meetings/2027/2027-02-11-data.yaml": "type: working-group\nstatus: planned\ngroup: data\nstart: 2027-02-11T10:00\n",
		"actions/2026/2026-a.yaml":           "title: x\nstatus: in-progress\nowner: iom\ndue: \"2026-12-01\"\nsource: meeting/2027-02-11-data\n",
		"actions/2026/2026-b.yaml":           "title: x\nstatus: open\nowner: iom\ndue: \"2026-12-01\"\nsource: group/data\n",
		"actions/2026/2026-c.yaml":           "title: x\nstatus: done\nowner: iom\ndue: \"2026-12-01\"\nsource: group/data\nclosed_on: \"2026-11-01\"\n",
	})
	c, r, err := CloseGroup(s, planToday, CloseOptions{Group: "data", Reason: doc.Plain("Done"), By: []record.Key{"co-chair-iom"}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "group data: close on 24 November 2026")
	e, _ := Groups.Get(next, "data")
	if e.Rec.Status != GroupClosed || e.Rec.Closed.Date != planToday || e.Rec.Members[0].Until != "" || len(r.OpenActions) != 2 || len(r.Meetings) != 1 {
		t.Errorf("%+v %+v", e.Rec, r)
	}
	_, _, err = CloseGroup(next, planToday, CloseOptions{Group: "data", Reason: doc.Plain("Done")})
	wantRefusal(t, err, "was closed already on 2026-11-24")
	_, _, err = LeaveGroup(next, planToday, LeaveOptions{Group: "data", Parties: []PartyRef{"undp"}})
	wantRefusal(t, err, "was closed already")
	_, _, err = CloseGroup(s, planToday, CloseOptions{Group: "data"})
	wantUsage(t, err, "--reason")
}

func TestReportProgressAndDrop(t *testing.T) {
	s := planSet(t, nil)
	const id = "2026-q3-send-the-draft"
	c, err := ReportProgress(s, planToday, ProgressOptions{ID: id, Report: Progress{By: "undp", Note: doc.Plain("Half of it")}})
	s = planned(t, s, c, err)
	wantSubject(t, c, "action "+id+": in-progress, reported by undp")
	_, err = ReportProgress(s, planToday, ProgressOptions{ID: id, Report: Progress{By: "undp", Note: doc.Plain("Half of it")}})
	wantRefusal(t, err, "was reported on action")
	c, err = ReportProgress(s, planToday, ProgressOptions{ID: id, Status: ActionOpen, Report: Progress{Date: "2026-11-20", Note: doc.Plain("Waits")}})
	s = planned(t, s, c, err)
	wantSubject(t, c, "action "+id+": open")
	e, _ := Actions.Get(s, id)
	if e.Rec.Status != ActionOpen || e.Rec.Progress[0].Date != "2026-11-20" || e.Rec.Progress[1].Date != planToday {
		t.Errorf("%+v", e.Rec)
	}
	_, err = FinishAction(s, planToday, DoneOptions{ID: id, Date: "2026-11-21"})
	wantRefusal(t, err, "was reported on 2026-11-24")
	_, err = DropAction(s, planToday, DropOptions{ID: id})
	wantUsage(t, err, "--reason")
	c, err = DropAction(s, planToday, DropOptions{ID: id, Reason: doc.Plain("Not needed")})
	s = planned(t, s, c, err)
	wantSubject(t, c, "action "+id+": dropped")
	if e, _ := Actions.Get(s, id); e.Rec.ClosedOn != planToday || e.Rec.Evidence.String() != "Not needed" {
		t.Errorf("%+v", e.Rec)
	}
	_, err = ReportProgress(s, planToday, ProgressOptions{ID: id, Report: Progress{Note: doc.Plain("x")}})
	wantRefusal(t, err, "was dropped already on 2026-11-24")
	for _, o := range []ProgressOptions{{ID: id, Status: ActionDone}, {ID: "2026-q3-send", Report: Progress{By: "undpp"}}} {
		if _, err := ReportProgress(s, planToday, o); err == nil {
			t.Errorf("%+v is let through", o)
		}
	}
	_, err = ReportProgress(planSet(t, nil), planToday, ProgressOptions{ID: id})
	wantUsage(t, err, "it is empty")
}
