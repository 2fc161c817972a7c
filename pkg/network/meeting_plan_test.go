package network

import (
	"slices"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// itemIDs are the ids of an agenda in their order.
func itemIDs(m *Meeting) []string {
	var out []string
	for _, i := range m.Agenda {
		out = append(out, string(i.ID))
	}
	return out
}

func TestNewMeetingFillsItselfIn(t *testing.T) {
	s := planSet(t, nil)
	c, id, err := NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-12-03T10:00", Place: doc.Plain("UN House")}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "meeting 2026-q4: plan for 3 December 2026")
	e, _ := Meetings.Get(next, id)
	m := e.Rec
	if id != "2026-q4" || m.Type != Ordinary || m.Period != "2026-Q4" || m.Status != Planned {
		t.Errorf("%s %+v", id, m)
	}
	if want := []string{"minutes", "actions", "joint-data-protocol", "aob"}; !slices.Equal(itemIDs(m), want) {
		t.Errorf("agenda %v, want %v", itemIDs(m), want)
	}
	minutes := m.Agenda[0]
	if minutes.Meeting != "2026-q3" || minutes.Purpose != MinutesApproval || minutes.Title["en"] != "Adoption of the minutes of 3 September 2026" ||
		minutes.Title["sr-Cyrl"] != "Усвајање записника са састанка одржаног 3. септембра 2026. године" || len(minutes.Title) != 2 {
		t.Errorf("%+v", minutes)
	}
	if d := m.Agenda[2]; d.Decision != "2026-09-10-joint-data-protocol" || d.Purpose != ForDecision || d.Presenter != "undp" {
		t.Errorf("%+v", d)
	}
	posts := []record.Key{"co-chair-rc", "co-chair-iom"}
	if !slices.Equal(m.Chairs, posts) || !slices.Equal(m.CalledBy, posts) || m.Secretary != "iom" || m.Host.Body != "RMTG" {
		t.Errorf("%+v", m)
	}
	want := []Invitation{{Party: "iom", Role: "member", RSVP: "needs-action"}, {Party: "undp", Role: "member", RSVP: "needs-action"}}
	if !slices.Equal(m.Invited, want) {
		t.Errorf("invited %+v", m.Invited)
	}
}

func TestNewMeetingOfOneLanguage(t *testing.T) {
	s := planSet(t, map[string]string{"network.yaml": replaced("network.yaml", "languages: [en, sr-Cyrl, sr-Latn]", "languages: [fr, en]")})
	c, id, err := NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-12-03T10:00"}})
	next := planned(t, s, c, err)
	if e, _ := Meetings.Get(next, id); len(e.Rec.Agenda[0].Title) != 1 || e.Rec.Agenda[0].Title["en"] == "" {
		t.Errorf("%v", e.Rec.Agenda[0].Title)
	}
}

func TestNewAnnualMeeting(t *testing.T) {
	s := planSet(t, nil)
	c, id, err := NewMeeting(s, MeetingOptions{Meeting: Meeting{
		Type: Annual, Start: "2026-12-10T10:00",
		Invited: []Invitation{{Party: "scrm"}, {Party: "example-ngo"}, {Party: "undp"}, {Class: "academia", Number: 2}},
		Agenda:  []AgendaItem{{Title: doc.Plain("Keynote")}},
	}})
	next := planned(t, s, c, err)
	e, _ := Meetings.Get(next, id)
	m := e.Rec
	if id != "2026-annual" || m.Period != "2026" {
		t.Error(id, m.Period)
	}
	want := []string{"minutes", "actions", "progress-review", "collaboration", "emerging-challenges", "joint-data-protocol", "keynote", "aob"}
	if !slices.Equal(itemIDs(m), want) {
		t.Errorf("agenda %v", itemIDs(m))
	}
	if len(m.Invited) != 5 || m.Invited[2].Role != "state-lead" || m.Invited[3].Role != "partner" || m.Invited[4].Number != 2 || m.Invited[4].RSVP != "" {
		t.Errorf("%+v", m.Invited)
	}
	_, _, err = NewMeeting(next, MeetingOptions{Meeting: Meeting{Type: Annual, Start: "2026-12-20T10:00"}})
	wantRefusal(t, err, `there is a meeting "2026-annual" already`)
}

func TestNewMeetingIDs(t *testing.T) {
	s := planSet(t, map[string]string{"meetings/2026/2026-q2.yaml": "type: ordinary\nstatus: cancelled\nreason: Elections\nperiod: 2026-Q2\nstart: 2026-05-14T10:00\n"})
	for _, c := range []struct {
		m    Meeting
		want string
	}{
		{Meeting{Start: "2026-05-20T10:00"}, "2026-q2-2"},
		{Meeting{Start: "2027-01-08T10:00", Period: "2026-Q4"}, "2026-q4"},
		{Meeting{Start: "2026-11-30T10:00", Type: Extraordinary}, "2026-11-30-extraordinary"},
		{Meeting{Start: "2026-11-30T10:00", Type: Extraordinary, Title: doc.Plain("Readmission")}, "2026-11-30-readmission"},
		{Meeting{Start: "2026-11-30T10:00", Group: "data"}, "2026-11-30-data"},
	} {
		_, id, err := NewMeeting(s, MeetingOptions{Meeting: c.m})
		if err != nil || string(id) != c.want {
			t.Errorf("%s, %v; want %s", id, err, c.want)
		}
	}
}

func TestNewMeetingOfAGroup(t *testing.T) {
	s := planSet(t, map[string]string{"groups/old.yaml": "name: Old\nkind: permanent\nstatus: closed\nmandate: x\nclosed: {date: \"2026-01-01\", reason: over}\n"})
	c, id, err := NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-11-30T10:00", Group: "data"}})
	next := planned(t, s, c, err)
	e, _ := Meetings.Get(next, id)
	m := e.Rec
	if m.Type != GroupMeeting || !slices.Equal(m.Chairs, []record.Key{"undp"}) || m.Host != nil || len(m.CalledBy) != 0 || m.Period != "" {
		t.Errorf("%+v", m)
	}
	if !slices.Equal(itemIDs(m), []string{"actions", "aob"}) { // no minutes of the Network, none of its decisions
		t.Error(itemIDs(m))
	}
	if len(m.Invited) != 1 || m.Invited[0].Party != "undp" { // the other left in May
		t.Errorf("%+v", m.Invited)
	}
	_, _, err = NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-11-30T10:00", Group: "old"}})
	wantRefusal(t, err, "is closed")
	_, _, err = NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-11-30T10:00", Group: "none"}})
	wantMissing(t, err, "none")
	_, _, err = NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-11-30T10:00", Type: GroupMeeting}})
	wantUsage(t, err, "--group")
	_, _, err = NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-11-30T10:00", Type: Annual, Group: "data"}})
	wantUsage(t, err, "--group")
}

func TestNewMeetingRefusals(t *testing.T) {
	s := planSet(t, nil)
	_, _, err := NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-09-20T10:00"}})
	wantRefusal(t, err, `there is a meeting "2026-q3" already, held for 3 September 2026`)
	_, _, err = NewMeeting(s, MeetingOptions{})
	wantUsage(t, err, "--start")
	_, _, err = NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-12-03T10:00", Invited: []Invitation{{Party: "who"}}}})
	wantRefusal(t, err, "it has ended on 2026-06-30")
	_, _, err = NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-12-03T10:00", Invited: []Invitation{{Party: "ioom"}}}})
	wantMissing(t, err, "ioom")
}

func TestNewMeetingTakesTheLatestMinutesToApprove(t *testing.T) {
	s := planSet(t, map[string]string{
		"meetings/2025/2025-q4.yaml":                  "type: ordinary\nstatus: held\nperiod: 2025-Q4\nstart: 2025-12-03T10:00\nminutes:\n  status: circulated\n",
		"meetings/2026/2026-q3.yaml":                  "type: ordinary\nstatus: held\nperiod: 2026-Q3\nstart: 2026-09-03T10:00\nminutes:\n  status: approved\n",
		"meetings/2026/2026-10-01-data.yaml":          "type: working-group\ngroup: data\nstatus: held\nstart: 2026-10-01T10:00\nminutes:\n  status: draft\n",
		"meetings/2026/2026-12-24-extraordinary.yaml": "type: extraordinary\nstatus: held\nstart: 2026-12-24T10:00\nminutes:\n  status: draft\n",
		"actions/2026/2026-q3-send-the-draft.yaml":    "",
	})
	_, _, err := NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-12-03T10:00"}})
	if err != nil {
		t.Fatal(err)
	}
	for before, want := range map[doc.LocalTime]record.ID{"2026-12-03T10:00": "2025-q4", "2026-12-31T10:00": "2026-12-24-extraordinary"} {
		if last := lastUnapproved(s, before, ""); last == nil || last.ID != want {
			t.Errorf("before %s: %v, want %s", before, last, want)
		}
	}
	if last := lastUnapproved(s, "2026-12-03T10:00", "data"); last == nil || last.ID != "2026-10-01-data" {
		t.Error(last)
	}
	if last := lastUnapproved(s, "2029-12-03T10:00", ""); last != nil {
		t.Error(last)
	}
}

func TestAttend(t *testing.T) {
	s := planSet(t, nil)
	c, err := Attend(s, AttendOptions{Meeting: "2026-q3", Rows: []Attendance{
		{Party: "iom", Status: Represented, Name: "Alternate, IOM"}, {Party: "undp", Status: Regrets},
	}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "meeting 2026-q3: attendance (iom represented, undp regrets)")
	e, _ := Meetings.Get(next, "2026-q3")
	want := []Attendance{{Party: "iom", Status: Represented, Name: "Alternate, IOM"}, {Party: "undp", Status: Regrets}}
	if !slices.Equal(e.Rec.Attendance, want) {
		t.Errorf("%+v", e.Rec.Attendance)
	}
	// A second word on a party keeps what is not said anew.
	c, err = Attend(next, AttendOptions{Meeting: "2026-q3", Rows: []Attendance{{Party: "iom", Status: Present, From: "10:30"}}})
	if e, _ = Meetings.Get(planned(t, next, c, err), "2026-q3"); e.Rec.Attendance[0] != (Attendance{Party: "iom", Status: Present, Name: "Alternate, IOM", From: "10:30"}) {
		t.Errorf("%+v", e.Rec.Attendance)
	}
}

func TestAttendRefusals(t *testing.T) {
	rows := []Attendance{{Party: "iom", Status: Present}}
	s := planSet(t, map[string]string{
		"meetings/2026/2026-q2.yaml": "type: ordinary\nstatus: cancelled\nreason: Elections\nperiod: 2026-Q2\nstart: 2026-05-14T10:00\n",
		"meetings/2026/2026-q1.yaml": "type: ordinary\nstatus: held\nperiod: 2026-Q1\nstart: 2026-03-14T10:00\nminutes:\n  status: approved\n",
	})
	_, err := Attend(s, AttendOptions{Meeting: "2026-q2", Rows: rows})
	wantRefusal(t, err, "is cancelled")
	_, err = Attend(s, AttendOptions{Meeting: "2026-q1", Rows: rows})
	wantRefusal(t, err, "are approved")
	_, err = Attend(s, AttendOptions{Meeting: "2026-q4", Rows: rows})
	wantMissing(t, err, "2026-q4")
	_, err = Attend(s, AttendOptions{Meeting: "2026-q3", Rows: []Attendance{{Party: "nobody", Status: Present}}})
	wantMissing(t, err, "nobody")
	_, err = Attend(s, AttendOptions{Meeting: "2026-q3"})
	wantUsage(t, err, "who was there")
}

func TestRecordRSVP(t *testing.T) {
	s := planSet(t, nil)
	_, err := RecordRSVP(s, planToday, RSVPOptions{Meeting: "2026-q3", Answers: []Answer{{"iom", "accepted"}}})
	wantRefusal(t, err, "was held")
	c, id, err := NewMeeting(s, MeetingOptions{Meeting: Meeting{Start: "2026-12-03T10:00"}})
	s = planned(t, s, c, err)
	c, err = RecordRSVP(s, planToday, RSVPOptions{Meeting: id, Answers: []Answer{{"iom", "accepted"}, {"undp", "declined"}}})
	next := planned(t, s, c, err)
	wantSubject(t, c, "meeting 2026-q4: answers (iom accepted, undp declined)")
	if e, _ := Meetings.Get(next, id); e.Rec.Invited[0].RSVP != "accepted" || e.Rec.Invited[1].RSVP != "declined" {
		t.Errorf("%+v", e.Rec.Invited)
	}
	_, err = RecordRSVP(s, planToday, RSVPOptions{Meeting: id, Answers: []Answer{{"example-ngo", "accepted"}}})
	wantRefusal(t, err, "was not invited")
	_, err = RecordRSVP(s, planToday, RSVPOptions{Meeting: id, Answers: []Answer{{"nobody", "accepted"}}})
	wantMissing(t, err, "nobody")
	_, err = RecordRSVP(s, planToday, RSVPOptions{Meeting: id})
	wantUsage(t, err, "who answered")
}
