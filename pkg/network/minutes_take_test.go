package network

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// takeFiles are a planned meeting, with members to attend it, over planFiles.
var takeFiles = map[string]string{
	"members/unhcr.yaml": "name: UNHCR\nshort: UNHCR\nclass: un-entity\nstatus: active\nbasis: terms\n",
	"members/who.yaml":   "name: World Health Organization\nshort: WHO\nclass: un-entity\nstatus: active\nbasis: terms\n",
	"meetings/2026/2026-q4.yaml": `
type: ordinary
status: planned
period: 2026-Q4
start: 2026-11-19T10:00
chairs: [co-chair-rc, co-chair-iom]
secretary: iom
invited:
  - {party: iom, role: member, rsvp: needs-action}
  - {party: undp, role: member, rsvp: accepted}
  - {party: scrm, role: state-lead, rsvp: declined}
agenda:
  - id: minutes
    title: Adoption of the minutes
    purpose: minutes-approval
    meeting: 2026-q3
  - id: actions
    title: Review of actions
    purpose: action-review
  - id: joint-data-protocol
    title: {en: Joint data protocol, sr-Cyrl: Заједнички протокол о подацима}
    purpose: for-decision
    presenter: undp
  - id: aob
    title: Any other business
    purpose: aob
`,
}

const takeNotes = `Chairs: co-chair-iom
Present: iom, UNDP
Represented: unhcr by "Alternate, UNHCR" (online)
Regrets: who
Guests: ngo 2

The co-chair opened the meeting.

## 1
APPROVED 2026-q3

## Zajednički protokol o podacima
UNDP presented the revised text. Општине треба обавестити пре почетка.
POSITION unhcr (named): agree (with the amendment to article 4)
CONCLUSION: two municipalities begin
DECISION 2026-09-10-joint-data-protocol: adopted
ACTION undp with iom: inform the municipalities by 2027-01-31
ACTION iom: inform the municipalities by 2027-02-28
`

// taken is the set after notes were taken as the minutes of 2026-q4.
func taken(t *testing.T, s *record.Set, text string) (*record.Set, *record.Change, TakeResult) {
	t.Helper()
	c, r, err := take(s, text)
	return planned(t, s, c, err), c, r
}

func take(s *record.Set, text string) (*record.Change, TakeResult, error) {
	notes, _ := ParseNotes(text)
	return TakeMinutes(s, planToday, TakeOptions{Meeting: "2026-q4", Notes: notes, File: "notes.txt"})
}

func meetingOf(t *testing.T, s *record.Set, id record.ID) *Meeting {
	t.Helper()
	e, ok := Meetings.Get(s, id)
	if !ok {
		t.Fatalf("no meeting %s", id)
	}
	return e.Rec
}

func TestTakeMinutes(t *testing.T) {
	s := planSet(t, takeFiles)
	next, c, r := taken(t, s, takeNotes)
	wantSubject(t, c, "minutes 2026-q4: take (2 present, 1 represented, 1 decision, 2 actions)")
	m := meetingOf(t, next, "2026-q4")
	if m.Status != Held || m.Reference != "UNMN-RS/2026/minutes-1" || r.Reference != m.Reference || !r.First {
		t.Errorf("%s %s %+v", m.Status, m.Reference, r)
	}
	if *m.Minutes.pointerless() != (plainMinutes{MinutesDraft, "iom", planToday}) {
		t.Errorf("%+v", m.Minutes)
	}
	want := []Attendance{
		{Party: "iom", Status: Present}, {Party: "undp", Status: Present},
		{Party: "unhcr", Status: Represented, Name: "Alternate, UNHCR", Mode: "online"},
		{Party: "who", Status: Regrets}, {Party: "scrm", Status: Absent},
	}
	if !slices.Equal(m.Attendance, want) {
		t.Errorf("attendance %+v", m.Attendance)
	}
	if !slices.Equal(m.Chairs, []record.Key{"co-chair-iom"}) || !slices.Equal(m.Guests, []Guests{{"ngo", 2}}) || m.Opening.String() != "The co-chair opened the meeting." {
		t.Errorf("%+v %+v %q", m.Chairs, m.Guests, m.Opening)
	}
	it := m.Agenda[2]
	if !strings.HasPrefix(it.Summary.String(), "UNDP presented") || it.Decision != "2026-09-10-joint-data-protocol" ||
		!slices.Equal(it.Positions, []ItemPosition{{Party: "unhcr", Position: "agree", Note: "with the amendment to article 4", Named: true}}) {
		t.Errorf("%+v", it)
	}
	if len(it.Conclusions) != 2 || it.Conclusions[1]["en"] != "The meeting adopted the decision" || it.Conclusions[1]["sr-Cyrl"] != "Састанак је усвојио закључак" {
		t.Errorf("conclusions %v", it.Conclusions)
	}
	q3 := meetingOf(t, next, "2026-q3").Minutes
	approved := Approval{Date: "2026-11-19", How: "next-meeting", Meeting: "2026-q4", SHA256: MinutesHash(meetingOf(t, next, "2026-q3"))}
	if !m.Agenda[0].Approved || q3.Status != MinutesApproved || !reflect.DeepEqual(*q3.Approved, approved) {
		t.Errorf("approval %+v %+v", q3, q3.Approved)
	}
	a, _ := Actions.Get(next, "2026-q4-inform-the-municipalities")
	if a.Rec.Owner != "undp" || a.Rec.Due != "2027-01-31" || a.Rec.Source != "meeting/2026-q4#joint-data-protocol" || a.Rec.Status != ActionOpen || !slices.Equal(a.Rec.With, []PartyRef{"iom"}) {
		t.Errorf("%+v", a.Rec)
	}
	if !slices.Equal(r.Created, []record.ID{"2026-q4-inform-the-municipalities", "2026-q4-inform-the-municipalities-2"}) {
		t.Errorf("created %v", r.Created)
	}
	d, _ := Decisions.Get(next, "2026-09-10-joint-data-protocol")
	if d.Rec.Status != DecisionAdopted || d.Rec.Reference != "UNMN-RS/2026/decision-1" || d.Rec.OpenedOn != "2026-11-19" || d.Rec.Outcome.Meeting != "2026-q4" {
		t.Errorf("the decision is %+v", d.Rec)
	}
	missing := d.Rec.Outcome.AsTaken.Missing
	if len(missing) != 2 || missing[1]["en"] != "WHO was never asked" || missing[1]["sr-Cyrl"] != "мишљење није затражено: WHO" {
		t.Errorf("missing %v", missing)
	}
	if want := []string{"the minutes of 2026-q3 were approved here and, as far as the register says, never circulated", "decision 2026-09-10-joint-data-protocol is recorded as taken (adopted), with 2 things missing; see `unmn decision show 2026-09-10-joint-data-protocol`"}; !slices.Equal(r.Told, want) {
		t.Errorf("told %q", r.Told)
	}
	again, c, r := taken(t, next, takeNotes)
	if len(c.Files) != 0 || len(r.Created) != 0 || r.First {
		t.Errorf("taken twice: %v %+v", c.Files, r)
	}
	if IDs := Actions.IDs(again); len(IDs) != 3 {
		t.Errorf("actions %v", IDs)
	}
}

type plainMinutes struct {
	status MinutesStatus
	by     record.Key
	on     doc.Date
}

func (m *Minutes) pointerless() *plainMinutes {
	return &plainMinutes{m.Status, m.PreparedBy, m.DraftedOn}
}

// unchanged wants that the notes as the record has them, taken, change nothing.
func unchanged(t *testing.T, s *record.Set) string {
	t.Helper()
	text, err := FormatNotes(s, "2026-q4")
	if err != nil {
		t.Fatal(err)
	}
	c, r, err := take(s, text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if len(c.Files) > 0 || len(r.Told) > 0 && !onlyOf(r.Told, "the decision itself stays") {
		t.Fatalf("%q\n%s\ncame of\n%s\nwhich was\n%s", r.Told, c.Files[0].New, text, c.Files[0].Old)
	}
	return text
}

func onlyOf(told []string, words string) bool {
	return !slices.ContainsFunc(told, func(s string) bool { return !strings.Contains(s, words) })
}

func TestFormatNotes(t *testing.T) {
	next, _, _ := taken(t, planSet(t, takeFiles), takeNotes)
	want := `Chairs: co-chair-iom
Present: iom, undp
Represented: unhcr by "Alternate, UNHCR" (online)
Regrets: who
Absent: scrm
Guests: ngo 2
Secretary: iom

The co-chair opened the meeting.

## 1 Adoption of the minutes
APPROVED 2026-q3

## 2 Review of actions

## 3 Joint data protocol

UNDP presented the revised text. Општине треба обавестити пре почетка.

POSITION unhcr (named): agree (with the amendment to article 4)
CONCLUSION: two municipalities begin
DECISION 2026-09-10-joint-data-protocol: adopted
ACTION undp with iom: inform the municipalities by 2027-01-31
ACTION iom: inform the municipalities by 2027-02-28

## 4 Any other business
`
	if got := unchanged(t, next); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestFormatNotesBeforeTheMeeting(t *testing.T) {
	s := planSet(t, takeFiles)
	text, err := FormatNotes(s, "2026-q4")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"// Invited: iom, undp (accepted), scrm (declined)\n", "\nPresent:\nRepresented:\nRegrets:\n", "## 3 Joint data protocol\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if _, _, err = take(s, text); err == nil || !strings.Contains(err.Error(), "do not say who was there") {
		t.Errorf("an empty form was taken: %v", err)
	}
	taken(t, s, strings.Replace(text, "Present:", "Present: iom", 1))
	if _, err := FormatNotes(s, "2027-q4"); !errors.Is(err, record.ErrNotFound) {
		t.Error(err)
	}
}

// What the notes do not speak of stays; what they replace is replaced.
func TestTakeAgain(t *testing.T) {
	first, _, _ := taken(t, planSet(t, takeFiles), takeNotes)
	edited := strings.NewReplacer(
		"Represented: unhcr by \"Alternate, UNHCR\" (online)\n", "Arrived: undp 10:15\n",
		"two municipalities", "three municipalities",
		"ACTION iom: inform the municipalities by 2027-02-28\n", "",
		"by 2027-01-31", "by 2027-01-15",
		"The co-chair opened the meeting.", "",
		"## 1\nAPPROVED 2026-q3\n", "",
	).Replace(takeNotes)
	next, c, r := taken(t, first, edited)
	wantSubject(t, c, "minutes 2026-q4: take again (2 present, 1 decision, 1 action)")
	m := meetingOf(t, next, "2026-q4")
	if i := slices.IndexFunc(m.Attendance, func(a Attendance) bool { return a.Party == "unhcr" }); m.Attendance[i] != (Attendance{Party: "unhcr", Status: Absent}) || m.Attendance[1].From != "10:15" {
		t.Errorf("%+v", m.Attendance)
	}
	if len(m.Opening) != 0 || !m.Agenda[0].Approved || m.Agenda[2].Conclusions[0].String() != "three municipalities begin" || m.Reference != "UNMN-RS/2026/minutes-1" {
		t.Errorf("%+v", m)
	}
	if a, _ := Actions.Get(next, "2026-q4-inform-the-municipalities"); a.Rec.Due != "2027-01-15" || a.Rec.Owner != "undp" {
		t.Errorf("%+v", a.Rec)
	}
	if _, ok := Actions.Get(next, "2026-q4-inform-the-municipalities-2"); !ok {
		t.Error("an action is gone")
	}
	want := []string{"unhcr is not named any more and was absent",
		"action 2026-q4-inform-the-municipalities-2 is not in the notes any more; it is kept"}
	if !slices.Equal(r.Told, want) {
		t.Errorf("told %q", r.Told)
	}
	// Notes of one item leave the rest alone.
	next, c, _ = taken(t, first, "## 4\nNothing was raised.\n")
	m = meetingOf(t, next, "2026-q4")
	if len(c.Files) != 1 || len(m.Attendance) != 5 || len(m.Opening) == 0 || len(m.Agenda[2].Conclusions) != 2 || m.Agenda[3].Summary.String() != "Nothing was raised." {
		t.Errorf("%+v", m)
	}
	_, _, r = taken(t, first, "## 1\nNothing.")
	if !slices.Equal(r.Told, []string{"item 1 does not say any more that the minutes of 2026-q3 were approved; they stay approved"}) {
		t.Errorf("told %q", r.Told)
	}
}

// A translation that a person added stays while the text stays, and is told of when
// it does not.
func TestTakeAgainKeepsTranslations(t *testing.T) {
	first, _, _ := taken(t, planSet(t, takeFiles), takeNotes)
	d := first.Draft()
	err := Meetings.Edit(d, "2026-q4", func(m *Meeting) error {
		m.Opening = doc.Text{"en": "The co-chair opened the meeting.", "sr-Cyrl": "Копредседавајући је отворио састанак."}
		m.Agenda[2].Conclusions[0] = doc.Text{"en": "two municipalities begin", "sr-Cyrl": "две општине почињу"}
		m.Agenda[2].Positions[0].Visibility = ForCoChairs
		m.Agenda[2].Summary = doc.Plain("  odd\n\n\n```\n## x\nACTION y\n```\nACTION z: w\n\n")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.Change("translate")
	next := planned(t, first, c, err)
	unchanged(t, next)
	next, _, r := taken(t, next, strings.Replace(takeNotes, "The co-chair opened", "The co-chairs opened", 1))
	m := meetingOf(t, next, "2026-q4")
	if m.Opening["en"] != "The co-chairs opened the meeting." || m.Opening["sr-Cyrl"] == "" || m.Agenda[2].Conclusions[0]["sr-Cyrl"] == "" || m.Agenda[2].Positions[0].Visibility != ForCoChairs {
		t.Errorf("%+v", m)
	}
	if !slices.Contains(r.Told, "the opening changed in one language; look at the others: en, sr-Cyrl") {
		t.Errorf("told %q", r.Told)
	}
}

// What the minutes say of a decision that ended already, or that opened later, does
// not change it and does not keep the minutes from being taken.
func TestMinutesDoNotChangeWhatEnded(t *testing.T) {
	for status, more := range map[string]string{
		"withdrawn": "outcome: {result: withdrawn, date: \"2026-11-01\"}\n",
		"open":      "opened_on: \"2026-11-20\"\nstate_consultation: {determination: not-required, reason: r, by: [co-chair-iom], date: \"2026-11-01\"}\n",
	} {
		files := maps.Clone(takeFiles)
		files["decisions/2026/2026-09-10-joint-data-protocol.yaml"] =
			strings.Replace(planFiles["decisions/2026/2026-09-10-joint-data-protocol.yaml"], "draft", status, 1) + more
		next, _, r := taken(t, planSet(t, files), takeNotes)
		want := "the minutes say of decision 2026-09-10-joint-data-protocol: adopted; the decision itself stays " + status
		if !slices.Contains(r.Told, want) {
			t.Errorf("told %q", r.Told)
		}
		if d, _ := Decisions.Get(next, "2026-09-10-joint-data-protocol"); string(d.Rec.Status) != status {
			t.Errorf("the decision is %s", d.Rec.Status)
		}
	}
}

func TestTakeADecisionOfTheRoom(t *testing.T) {
	s := planSet(t, takeFiles)
	notes := "Present: iom\n## 3 Joint data protocol\nDECISION: Two municipalities test the protocol\n"
	next, _, r := taken(t, s, notes)
	id := record.ID("2026-11-19-two-municipalities-test-the-protocol")
	e, ok := Decisions.Get(next, id)
	if !ok || !slices.Equal(r.Decisions, []record.ID{id}) {
		t.Fatalf("%v", r.Decisions)
	}
	if e.Rec.Status != DecisionAdopted || e.Rec.Outcome.AsTaken == nil || e.Rec.ProposedBy != "undp" || e.Rec.Question.String() != "Two municipalities test the protocol" || e.Rec.StateConsultation.Determination != StatePending {
		t.Errorf("%+v", e.Rec)
	}
	for party, want := range map[PartyRef]ConsultationStatus{"iom": responded, "undp": responded, "who": notConsulted, "unhcr": notConsulted} {
		if at := lastRow(e.Rec, party); at < 0 || e.Rec.Consultation[at].Status != want {
			t.Errorf("%s: %+v, want it %s", party, e.Rec.Consultation, want)
		}
	}
	if m := meetingOf(t, next, "2026-q4"); m.Agenda[2].Decision.ID() != id {
		t.Errorf("%+v", m.Agenda[2])
	}
	if _, c, _ := taken(t, next, notes); len(c.Files) != 0 {
		t.Errorf("taken twice: %v", c.Files)
	}
	unchanged(t, next)
	_, _, err := take(next, strings.Replace(notes, "Two", "Three", 1))
	wantProblems(t, err, `3:1 item 3 is about the decision "2026-11-19-two-municipalities-test-the-protocol" already`)
}

func TestTakeANewItem(t *testing.T) {
	s := planSet(t, takeFiles)
	notes := "Present: iom\n## 4 Any other business\nNone.\n## Повратак (ново)\nIt was raised.\nACTION iom: write to all by 2027-01-31\n"
	next, _, _ := taken(t, s, notes)
	m := meetingOf(t, next, "2026-q4")
	if want := []string{"minutes", "actions", "joint-data-protocol", "povratak", "aob"}; !slices.Equal(itemIDs(m), want) || m.Agenda[3].Purpose != ForDiscussion || m.Agenda[4].Summary.String() != "None." {
		t.Errorf("agenda %v", itemIDs(m))
	}
	if a, _ := Actions.Get(next, "2026-q4-write-to-all"); a.Rec.Source != "meeting/2026-q4#povratak" {
		t.Errorf("%+v", a.Rec)
	}
	if _, c, _ := taken(t, next, notes); len(c.Files) != 0 {
		t.Errorf("taken twice: %s", c.Files[0].New)
	}
	unchanged(t, next)
}

// wantProblems wants these problems, each "line:column message".
func wantProblems(t *testing.T, err error, want ...string) {
	t.Helper()
	var list diag.List
	if !errors.As(err, &list) {
		t.Errorf("got %v, want problems", err)
		return
	}
	var got []string
	for _, p := range list {
		if p.File != "notes.txt" || p.Rule != RuleNotes {
			t.Errorf("%+v", p)
		}
		got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Message))
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTakeProblems(t *testing.T) {
	s := planSet(t, takeFiles)
	tests := []struct {
		text string
		want []string
	}{
		{"Present: imo, co-chair-iom, Hello\nChairs: co-chair-imo\nSecretary: x", []string{
			`1:10 there is no member or partner "imo"; did you mean "iom"`,
			`1:15 there is no member or partner "co-chair-iom"`,
			`1:29 there is no member or partner "Hello"`,
			`2:9 there is no post, member or partner "co-chair-imo"; did you mean "co-chair-iom"`,
			`3:12 there is no post, member or partner "x"`,
		}},
		{"Present: un", []string{`1:10 more than one fits: "un" begins the ids undp, unhcr, unodc`}},
		{"Present: UNDP\nRegrets: und", []string{`2:10 "und" is "undp", who is named already`}},
		{"## 3\nPOSITION unpd: agree\nACTION imo with undp, undp: x by 2027-01-31\nPOSITION undp: agree\nPOSITION UNDP: objection", []string{
			`1:0 the notes do not say who was there`,
			`2:10 there is no member or partner "unpd"; did you mean "undp"`,
			`3:8 there is no member or partner "imo"; did you mean "iom"`,
			`3:23 "undp" has a part in the action already`,
			`5:10 the position of "undp" is on line 4 already`,
		}},
		{"Present: iom\n## 9\n## 2 Joint data protocol\n## 2 Nothing\n## Joint data protocl\n## Budget", []string{
			`2:1 the agenda has no item 9, it has 4`,
			`3:1 "Joint data protocol" is item 3, not 2`,
			`4:1 item 2 is "Review of actions", not "Nothing"`,
			`5:1 the agenda has no item "Joint data protocl"; did you mean "Joint data protocol"`,
			`6:1 the agenda has no item "Budget"`,
		}},
		{"Present: iom\n## 3\n## joint DATA protocol", []string{`3:1 item 3 has a heading already, on line 2`}},
		{"Present: iom\n## 3\n## A (new)\n## a (new)", []string{`2:1 numbers move when an item is added: the heading needs the title as well`, `4:1 "a" is added above already`}},
		{"Present: iom\n## 1\nAPPROVED 2026-q2\n## 2\nAPPROVED 2026-q4\n## 3\nAPPROVED\nDECISION 2026-09-10-joint-data-protcol", []string{
			`3:10 there is no meeting "2026-q2"; did you mean "2026-q3"`,
			`5:10 the minutes of "2026-q4" cannot be approved at this meeting`,
			`7:9 item 3 does not say which minutes were approved`,
			`8:10 there is no decision "2026-09-10-joint-data-protcol"; did you mean "2026-09-10-joint-data-protocol"`,
		}},
		{"Present: iom\n## 3\nACTION iom: x y by 2027-01-31\nACTION IOM: X, y by 2027-01-31\nACTON iom: z", []string{
			`4:1 the same action is on line 3 already`,
			`5:1 there is no keyword "ACTON"; did you mean "ACTION"`,
		}},
		{"Present: iom\n## 3\nDECISION: 协议\nACTION iom: 协议 by 2027-01-31", []string{
			`3:1 the text has no letter that an id can be made of`,
			`4:1 the text has no letter that an id can be made of`,
		}},
	}
	for _, tt := range tests {
		_, _, err := take(s, tt.text)
		wantProblems(t, err, tt.want...)
	}
	ambiguous := strings.Replace(takeFiles["meetings/2026/2026-q4.yaml"], "title: Review of actions", "title: Any other business", 1)
	s = planSet(t, map[string]string{"meetings/2026/2026-q4.yaml": ambiguous, "meetings/2026/2026-q3.yaml": strings.Split(planFiles["meetings/2026/2026-q3.yaml"], "attendance")[0]})
	_, _, err := take(s, "Present: iom\n## any other business\n## 1\nAPPROVED")
	wantProblems(t, err, `2:1 "any other business" names items 2 and 4`, `4:9 the meeting "2026-q3" has no minutes to approve`)
}

func TestTakeRefusals(t *testing.T) {
	for status, words := range map[string]string{"cancelled": "is cancelled", "not-held": "is not-held", "postponed": "is postponed"} {
		text := strings.Replace(takeFiles["meetings/2026/2026-q4.yaml"], "status: planned", "status: "+status+"\nreason: x", 1)
		_, _, err := take(planSet(t, map[string]string{"meetings/2026/2026-q4.yaml": text}), "Present: iom\n")
		wantRefusal(t, err, words)
	}
	next, _, _ := taken(t, planSet(t, takeFiles), takeNotes)
	notes, _ := ParseNotes("Present: iom")
	_, _, err := TakeMinutes(next, planToday, TakeOptions{Meeting: "2026-q3", Notes: notes})
	wantRefusal(t, err, `the minutes of "2026-q3" are approved`)
	_, _, err = TakeMinutes(next, planToday, TakeOptions{Meeting: "2026-q1", Notes: notes})
	wantMissing(t, err, "2026-q1")
}

func TestTakeBeforeTheDay(t *testing.T) {
	s := planSet(t, takeFiles)
	notes, _ := ParseNotes("Present: iom\n## 1\nActions were lost")
	c, r, err := TakeMinutes(s, "2026-11-01", TakeOptions{Meeting: "2026-q4", Notes: notes, File: "n", By: "undp", Source: "the recording", Reason: "why"})
	next := planned(t, s, c, err)
	if m := meetingOf(t, next, "2026-q4").Minutes; m.DraftedOn != "2026-11-19" || m.PreparedBy != "undp" {
		t.Errorf("%+v", m)
	}
	if !slices.Equal(r.Told, []string{"the meeting is on 19 November 2026, which has not come yet"}) || len(r.Warnings) != 0 {
		t.Errorf("%q %v", r.Told, r.Warnings)
	}
	if m := c.Message(); !strings.Contains(m, "\n\nwhy\n") || !strings.Contains(m, "Unmn-Source: the recording\n") {
		t.Error(m)
	}
	notes, _ = ParseNotes("Present: iom\n## 1\nConclusion: lost")
	if _, r, _ = TakeMinutes(s, planToday, TakeOptions{Meeting: "2026-q4", Notes: notes, File: "n"}); len(r.Warnings) != 1 {
		t.Errorf("%v", r.Warnings)
	}
}

// Whatever notes were taken, the record's own notes change nothing.
func TestFormatNotesIsAFixedPoint(t *testing.T) {
	heads := []string{"Present: iom, undp (online)", "Regrets: who", "Arrived: scrm 10:15", "Represented: unhcr by \"A \\\"B\\\"\" for \"C\" (hybrid, observer)", "Guests: ngo 2, academia 3", "Secretary: undp", "Chairs: undp, co-chair-rc", "Left: iom 12:00", "Some opening.", "\\Present: x", "```\n\\## x\n```", "// gone"}
	items := []string{"## 1", "## 2 Review of actions", "## Joint data protocol", "## aob", "## Something else (new)", "## 2030 agenda (new)"}
	lines := []string{"Text.", "", "- a\n  - b", "    code", "APPROVED 2026-q3", "POSITION undp: agree (named)", "POSITION who (named): objection (a (b) c)", "CONCLUSION: *one*", "CONCLUSION: two", "DECISION 2026-09-10-joint-data-protocol: withdrawn", "DECISION: Do this", "DECISION 2026-09-10-joint-data-protocol", "ACTION iom: do it by 2027-01-01", "ACTION undp with who, scrm: do it by 2027-01-01", "ACTION who: something else by 2027-02-02", "NO DECISION: later", "\\ACTION x", "### Sub", "> q"}
	random := rand.New(rand.NewPCG(3, 4))
	done := 0
	for range 800 {
		text := []string{heads[0]}
		for range random.IntN(6) {
			text = append(text, heads[random.IntN(len(heads))])
		}
		for range random.IntN(5) {
			text = append(text, items[random.IntN(len(items))])
			for range random.IntN(6) {
				text = append(text, lines[random.IntN(len(lines))])
			}
		}
		s := planSet(t, takeFiles)
		c, _, err := take(s, strings.Join(text, "\n"))
		if err != nil {
			continue
		}
		done++
		next := planned(t, s, c, nil)
		unchanged(t, next)
		if again, _, err := take(next, strings.Join(text, "\n")); err != nil || len(again.Files) > 0 {
			t.Fatalf("taken twice: %v %v\n%s", err, again, strings.Join(text, "\n"))
		}
	}
	if done < 150 {
		t.Errorf("only %d of the notes could be taken", done)
	}
}
