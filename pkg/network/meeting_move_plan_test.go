package network

import (
	"slices"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

const toMove = `
type: ordinary
status: planned
period: 2026-Q4
start: 2026-12-03T23:00
end: 2026-12-04T01:30
place: UN House
called_by: [co-chair-iom]
invited:
  - {party: iom, role: member, rsvp: accepted}
  - {class: ngo, number: 2}
`

func movingSet(t *testing.T, status string) *record.Set {
	t.Helper()
	text := toMove
	if status != "" {
		text = replaceOnce(t, text, "status: planned", "status: "+status)
	}
	return planSet(t, map[string]string{"meetings/2026/2026-q4.yaml": text})
}

func TestMoveMeeting(t *testing.T) {
	s := movingSet(t, "")
	c, r, err := MoveMeeting(s, planToday, MoveOptions{ID: "2026-q4", To: Meeting{Start: "2026-12-31T22:30", Place: doc.Plain("Palace")}, Reason: doc.Plain("No room")})
	next := planned(t, s, c, err)
	wantSubject(t, c, "meeting 2026-q4: move to 31 December 2026, 22:30, at Palace")
	e, _ := Meetings.Get(next, "2026-q4")
	m := e.Rec
	if m.Status != Planned || m.Start != "2026-12-31T22:30" || m.End != "2027-01-01T01:00" || m.Place.String() != "Palace" || m.Sequence != 1 {
		t.Errorf("%+v", m)
	}
	row := m.Changes[0]
	if row.Date != planToday || row.Status != Planned || row.From != "2026-12-03T23:00" || row.FromPlace.String() != "UN House" || row.Reason.String() != "No room" {
		t.Errorf("%+v", row)
	}
	want := []Invitation{{Party: "iom", Role: "member", RSVP: needsAction}, {Class: "ngo", Number: 2}, {Party: "undp", Role: "member", RSVP: needsAction}}
	if !slices.Equal(m.Invited, want) || !slices.Equal(r.AskedAgain, []PartyRef{"iom"}) || !slices.Equal(r.Invited, []PartyRef{"undp"}) {
		t.Errorf("%+v %+v", m.Invited, r)
	}
	// Another room asks nobody again.
	c, r, err = MoveMeeting(s, planToday, MoveOptions{ID: "2026-q4", To: Meeting{Mode: "hybrid"}})
	next = planned(t, s, c, err)
	wantSubject(t, c, "meeting 2026-q4: hybrid")
	if e, _ := Meetings.Get(next, "2026-q4"); e.Rec.Sequence != 1 || e.Rec.Invited[0].RSVP != "accepted" || r.AskedAgain != nil {
		t.Errorf("%+v", e.Rec)
	}
}

func TestPostponedMeetingIsPlannedAgain(t *testing.T) {
	s := movingSet(t, "convened")
	c, _, err := MoveMeeting(s, planToday, MoveOptions{ID: "2026-q4", Postpone: true, Reason: doc.Plain("Elections")})
	postponed := planned(t, s, c, err)
	wantSubject(t, c, "meeting 2026-q4: postpone")
	_, _, err = MoveMeeting(postponed, planToday, MoveOptions{ID: "2026-q4", Postpone: true, Reason: doc.Plain("Elections")})
	wantRefusal(t, err, "is postponed already")
	_, _, err = MoveMeeting(postponed, planToday, MoveOptions{ID: "2026-q4", To: Meeting{Place: doc.Plain("Palace")}})
	wantUsage(t, err, "its new day and time (--start)")
	c, _, err = MoveMeeting(postponed, planToday, MoveOptions{ID: "2026-q4", To: Meeting{Start: "2026-12-03T23:00"}})
	again := planned(t, postponed, c, err)
	wantSubject(t, c, "meeting 2026-q4: move to 3 December 2026, 23:00")
	e, _ := Meetings.Get(again, "2026-q4")
	if e.Rec.Status != Planned || e.Rec.Sequence != 2 || len(e.Rec.Changes) != 2 || e.Rec.End != "2026-12-04T01:30" {
		t.Errorf("%+v", e.Rec)
	}
}

func TestMoveMeetingRefusals(t *testing.T) {
	s := movingSet(t, "convened")
	_, _, err := MoveMeeting(s, planToday, MoveOptions{ID: "2026-q4", To: Meeting{Start: "2026-12-10T10:00"}})
	wantUsage(t, err, "--reason")
	_, _, err = MoveMeeting(s, planToday, MoveOptions{ID: "2026-q4", Postpone: true})
	wantUsage(t, err, "--reason")
	_, _, err = MoveMeeting(s, planToday, MoveOptions{ID: "2026-q4", Postpone: true, To: Meeting{Start: "2026-12-10T10:00"}})
	wantUsage(t, err, "leave out --postpone")
	_, _, err = MoveMeeting(s, planToday, MoveOptions{ID: "2026-q4", To: Meeting{Start: "2026-11-20T10:00"}, Reason: doc.Plain("x")})
	wantUsage(t, err, "which was before")
	_, _, err = MoveMeeting(s, planToday, MoveOptions{ID: "2026-q4", To: Meeting{Start: "2026-12-03T23:00"}, Reason: doc.Plain("x")})
	wantRefusal(t, err, "as it was")
	_, _, err = MoveMeeting(s, planToday, MoveOptions{ID: "2026-q4", To: Meeting{Urgent: true}})
	wantUsage(t, err, "--reason")
	_, _, err = MoveMeeting(s, planToday, MoveOptions{ID: "2026-q3", To: Meeting{Start: "2026-12-10T10:00"}})
	wantRefusal(t, err, "is held; it cannot be moved")
	_, _, err = MoveMeeting(s, planToday, MoveOptions{ID: "2026-q2"})
	wantMissing(t, err, "2026-q2")
}

func TestCallOff(t *testing.T) {
	reason := doc.Plain("No quorum")
	for status, refused := range map[string]string{
		"planned": "", "convened": "", "postponed\nreason: x": "",
		"held": "is held, and stays so", "cancelled\nreason: x": "is cancelled already", "not-held\nreason: x": "is not-held, and stays so",
	} {
		s := movingSet(t, status)
		c, _, err := CancelMeeting(s, planToday, CallOffOptions{ID: "2026-q4", Reason: reason})
		if refused != "" {
			wantRefusal(t, err, refused)
			continue
		}
		e, _ := Meetings.Get(planned(t, s, c, err), "2026-q4")
		if e.Rec.Status != Cancelled || e.Rec.Sequence != 1 || lastChange(e.Rec).Reason.String() != "No quorum" || lastChange(e.Rec).Date != planToday {
			t.Errorf("%+v", e.Rec)
		}
	}
	s := movingSet(t, "")
	_, _, err := CancelMeeting(s, planToday, CallOffOptions{ID: "2026-q4"})
	wantUsage(t, err, "--reason")
	_, _, err = MarkNotHeld(s, planToday, CallOffOptions{ID: "2026-q4", Reason: reason})
	wantRefusal(t, err, "nobody can say on 2026-11-24")
	c, _, err := MarkNotHeld(s, planToday, CallOffOptions{ID: "2026-q4", Reason: reason, Date: "2026-12-31"})
	next := planned(t, s, c, err)
	wantSubject(t, c, "meeting 2026-q4: not held")
	// The period has no meeting, so it may have another.
	c, id, err := NewMeeting(next, MeetingOptions{Meeting: Meeting{Start: "2026-12-31T10:00"}})
	planned(t, next, c, err)
	if id != "2026-q4-2" {
		t.Errorf("the id is %s", id)
	}
	s = planSet(t, map[string]string{"meetings/2026/2026-q4.yaml": toMove + "attendance:\n  - {party: iom, status: present}\n"})
	_, _, err = MarkNotHeld(s, planToday, CallOffOptions{ID: "2026-q4", Reason: reason, Date: "2026-12-31"})
	wantRefusal(t, err, "iom was present")
}

func TestRequestMeeting(t *testing.T) {
	s := planSet(t, nil)
	ask := Meeting{Title: doc.Plain("Winter"), RequestedBy: []MemberRef{"undp"}, Reason: doc.Plain("Arrivals"), Start: "2026-12-17T10:00"}
	c, id, err := RequestMeeting(s, planToday, RequestOptions{Meeting: ask, Date: "2026-11-20"})
	next := planned(t, s, c, err)
	wantSubject(t, c, "meeting 2026-12-17-winter: requested by undp for 17 December 2026")
	e, _ := Meetings.Get(next, id)
	if e.Rec.Type != Extraordinary || e.Rec.RequestedOn != "2026-11-20" || e.Rec.CalledBy != nil || e.Rec.Agenda[len(e.Rec.Agenda)-2].Title.String() != "Winter" {
		t.Errorf("%+v", e.Rec)
	}
	_, _, err = RequestMeeting(next, planToday, RequestOptions{Meeting: ask})
	wantRefusal(t, err, "was asked for already on 2026-11-20")
	// The co-chairs call it for the day that was asked for.
	c, _, err = MoveMeeting(next, planToday, MoveOptions{ID: id, To: Meeting{CalledBy: []record.Key{"co-chair-iom"}}})
	called := planned(t, next, c, err)
	wantSubject(t, c, "meeting 2026-12-17-winter: called by co-chair-iom")
	if e, _ := Meetings.Get(called, id); len(e.Rec.CalledBy) != 1 || e.Rec.Sequence != 0 || e.Rec.Changes != nil {
		t.Errorf("%+v", e.Rec)
	}
	for party, words := range map[MemberRef]string{"scrm": "is no member", "who": "was no active member", "unodc": "was no active member"} {
		bad := ask
		bad.RequestedBy = []MemberRef{party}
		_, _, err = RequestMeeting(s, planToday, RequestOptions{Meeting: bad})
		wantRefusal(t, err, words)
	}
	_, _, err = RequestMeeting(s, planToday, RequestOptions{})
	wantUsage(t, err, "what it is to be about, the members that ask for it (--requested-by), why they ask (--reason), the day")
	_, _, err = RequestMeeting(s, planToday, RequestOptions{Meeting: ask, Date: "2026-12-18"})
	wantUsage(t, err, "which was before")
}
