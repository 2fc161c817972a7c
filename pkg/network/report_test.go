package network

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// reportFiles are a year small enough to be counted by hand: every number that a
// test wants below was counted here, not computed.
//
// Members on 10 March: iom, undp, who (left on 30 June), unicef (inactive in March
// and April). On 10 September: iom, undp, unicef, unesco (from 1 July).
var reportFiles = map[string]string{
	"members/unicef.yaml":         "name: UNICEF\nshort: UNICEF\nclass: un-entity\nstatus: active\nbasis: terms\ninactive:\n  - {since: \"2026-03-01\", until: \"2026-04-30\"}\n",
	"members/unesco.yaml":         "name: UNESCO\nshort: UNESCO\nclass: un-entity\nstatus: active\nsince: \"2026-07-01\"\n",
	"members/quiet.yaml":          "name: Quiet\nshort: QUIET\nclass: un-entity\nstatus: active\nsince: \"2027-01-01\"\nvisibility: co-chairs\n",
	"meetings/2026/2026-q1.yaml":  reportMeeting("ordinary", "held", "2026-03-10", "guests: [{class: ngo, number: 3}]\nattendance:\n  - {party: iom, status: present}\n  - {party: undp, status: represented}\n  - {party: scrm, status: present}\n  - {party: example-ngo, status: regrets}\n"),
	"meetings/2026/2026-q2.yaml":  reportMeeting("ordinary", "cancelled", "2026-06-10", "reason: the host did not meet\n"),
	"meetings/2026/2026-q3.yaml":  reportMeeting("annual", "held", "2026-09-10", "invited: [{party: example-ngo}]\nattendance:\n  - {party: iom, status: present}\n  - {party: undp, status: regrets}\n  - {party: unicef, status: absent}\n  - {party: unesco, status: present}\n"),
	"meetings/2026/2026-x.yaml":   reportMeeting("extraordinary", "held", "2026-10-01", "visibility: co-chairs\nattendance:\n  - {party: iom, status: present}\n"),
	"meetings/2026/2026-g1.yaml":  reportMeeting("working-group", "held", "2026-05-05", "group: data\n"),
	"meetings/2027/2027-n.yaml":   reportMeeting("ordinary", "planned", "2027-03-01", ""),
	"groups/data.yaml":            "name: Data\nkind: permanent\nstatus: active\nmandate: M\nsince: \"2025-05-01\"\nmembers: [{party: iom}, {party: undp, until: \"2026-02-01\"}]\n",
	"groups/winter.yaml":          "name: Winter\nkind: ad-hoc\nstatus: closed\nmandate: M\nsince: \"2026-02-01\"\nclosed: {date: \"2026-04-30\", reason: spring}\nmembers: [{party: iom}, {party: undp}]\n",
	"groups/old.yaml":             "name: Old\nkind: ad-hoc\nstatus: closed\nmandate: M\nsince: \"2024-02-01\"\nclosed: {date: \"2025-12-31\", reason: done}\nmembers: [{party: iom}]\n",
	"actions/2026/2026-a1.yaml":   "title: A1\nstatus: done\nowner: iom\ndue: \"2026-04-01\"\nclosed_on: \"2026-04-02\"\nsource: meeting/2026-q1\n",
	"actions/2026/2026-a2.yaml":   "title: A2\nstatus: dropped\nowner: iom\ndue: \"2026-04-01\"\nclosed_on: \"2026-05-02\"\nsource: meeting/2026-q1\n",
	"actions/2026/2026-a3.yaml":   "title: A3\nstatus: open\nowner: undp\ndue: \"2026-12-01\"\nsource: meeting/2026-q3\n",
	"actions/2026/2026-a4.yaml":   "title: A4\nstatus: done\nowner: undp\ndue: \"2027-02-01\"\nclosed_on: \"2027-01-15\"\nsource: meeting/2026-q3\n",
	"actions/2026/2026-a5.yaml":   "title: A5\nstatus: open\nowner: iom\ndue: \"2027-12-01\"\nsource: meeting/2026-x\n",
	"decisions/2026/2026-d1.yaml": reportDecision("adopted", "required", "outcome: {result: adopted, how: consensus-at-meeting, date: \"2026-03-10\", as_taken: {reason: winter, missing: [WHO was not asked]}}\n"),
	"decisions/2026/2026-d2.yaml": reportDecision("superseded", "not-required", "outcome: {result: adopted, how: silence, date: \"2026-09-10\"}\n"),
	"decisions/2026/2026-d3.yaml": reportDecision("withdrawn", "required", "outcome: {result: withdrawn, date: \"2026-09-20\"}\n"),
	"decisions/2026/2026-d4.yaml": reportDecision("adopted", "required", "outcome: {result: adopted, how: silence, date: \"2027-01-20\"}\n"),
	"decisions/2026/2026-d5.yaml": reportDecision("open", "required", "visibility: co-chairs\n"),
	"decisions/2026/2026-dd.yaml": "title: D\nstatus: draft\nquestion: Q\nproposed_by: iom\nmethod: silence\n",
	"partners/example-ngo.yaml":   "name: Example NGO\nshort: EXN\nclass: ngo\nstatus: active\n",
}

// workFiles are what the Network did beside: of the plan for 2026 one activity is done,
// one late, one dropped, one for the co-chairs; the plan for 2027 is a draft.
var workFiles = map[string]string{
	"workplans/2026.yaml": "period: \"2026\"\nstatus: adopted\nadopted_on: \"2026-01-15\"\nadopted_by: 2026-d1\nactivities:\n" +
		"  - {id: a, title: A, status: completed, objective: 6, gcm: [1, 3], lead: iom, partners: [scrm], timeline: 2026-Q2, progress: [{date: \"2026-06-30\", status: completed, note: Done}]}\n" +
		"  - {id: b, title: B, status: ongoing, objective: 6, gcm: [1], lead: undp, timeline: 2026-Q3, progress: [{date: \"2026-03-01\", status: ongoing, note: Begun}]}\n" +
		"  - {id: c, title: C, status: discontinued, objective: 5, lead: iom, timeline: 2026-Q3, progress: [{date: \"2026-03-01\", status: discontinued, note: No money}]}\n" +
		"  - {id: d, title: D, status: yet-to-start, objective: 7, lead: iom, timeline: 2026-Q4, visibility: co-chairs}\n",
	"workplans/2027.yaml":       "period: \"2027\"\nstatus: draft\nactivities:\n  - {id: e, title: E, status: yet-to-start, objective: 1, lead: iom, timeline: 2027-Q1}\n",
	"updates/2026/2026-u1.yaml": "title: U\ntype: data\nscope: regional\nshared_by: undp\ndate: \"2026-05-01\"\nsource: S\ngcm: [1, 8]\n",
	"updates/2027/2027-u2.yaml": "title: U\ntype: data\nscope: regional\nshared_by: undp\ndate: \"2027-01-02\"\nsource: S\n",
	"statements/2026/2026-s1.yaml": "issue: I\nstatus: delivered\ntext: T\ngcm: [7]\nclearance:\n  - {member: iom, round: 1, status: responded, position: agree, answered_on: \"2026-05-01\"}\n" +
		"  - {member: undp, round: 1, status: no-response, no_response_on: \"2026-05-03\"}\ndelivered: {date: \"2026-05-04\", by: co-chair-iom}\n",
	"statements/2026/2026-s2.yaml":  "issue: I\nstatus: draft\ntext: T\n",
	"engagements/2026/2026-e1.yaml": "date: \"2026-04-01\"\nkind: meeting\nwith: [{party: scrm}, {class: ngo, number: 4}]\nby: [iom]\nobjective: 4\ngcm: [23]\nsummary: S\n",
}

func reportMeeting(kind, status, day, more string) string {
	return fmt.Sprintf("type: %s\nstatus: %s\nstart: %sT10:00\n%s", kind, status, day, more)
}

// reportDecision was opened on 1 March with two members and an institution: one
// answered before the end of that month, one was asked and is awaited, and the
// institution did not reply by 8 March.
func reportDecision(status, determination, more string) string {
	return fmt.Sprintf(`title: D
status: %s
question: Q
proposed_by: iom
method: silence
opened_on: "2026-03-01"
closes_at: "2026-12-20T12:00"
state_consultation: {determination: %s}
consultation:
  - {party: iom, round: 1, capacity: member, required: true, asked: {date: "2026-03-01", channel: e-mail}, status: responded, position: agree, answered_on: "2026-03-05"}
  - {party: undp, round: 1, capacity: member, required: true, asked: {date: "2026-03-01", channel: e-mail}, status: awaiting}
  - {party: scrm, round: 1, capacity: state-lead, required: true, asked: {date: "2026-03-01", channel: letter}, status: no-response, no_response_on: "2026-03-08"}
%s`, status, determination, more)
}

func reportSet(t *testing.T) *record.Set {
	t.Helper()
	files := maps.Clone(reportFiles)
	maps.Copy(files, workFiles)
	for name := range planFiles {
		if strings.Contains(name, "/2026/") && files[name] == "" {
			files[name] = "" // none of those is in the count
		}
	}
	set := planSet(t, files)
	for name := range files {
		kind := strings.TrimSuffix(strings.Split(name, "/")[0], "s")
		id := strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], ".yaml")
		if files[name] == "" {
			continue
		}
		if _, err := set.Item(kind, record.ID(id)); err != nil {
			t.Fatal(err) // what cannot be read would not be counted
		}
	}
	return set
}

// year2026 is the report of 2026 for the co-chairs, made when the year was over.
var year2026 = ReportScope{Since: "2026-01-01", Until: "2026-12-31", Day: "2027-02-01", For: ForCoChairs}

func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %v, counted by hand %v", what, got, want)
	}
}

func TestMeetingsAreCounted(t *testing.T) {
	s := reportSet(t)
	f := MeetingsOf(s, year2026)
	same(t, "held, off, ahead", []int{len(f.Held), len(f.Off), len(f.Ahead)}, []int{3, 1, 0})
	same(t, "ordinary, annual, extraordinary", []int{f.Ordinary, f.Annual, f.Extraordinary}, []int{1, 1, 1})
	first := f.Held[0]
	same(t, "10 March", []int{first.Present, first.Represented, first.Regrets, first.Absent, first.Unrecorded, first.Members, first.Institutions, first.Partners, first.Guests},
		[]int{1, 1, 0, 0, 1, 4, 1, 0, 3})
	annual := f.Held[1]
	same(t, "10 September", []int{annual.Present, annual.Represented, annual.Regrets, annual.Absent, annual.Unrecorded, annual.Members}, []int{2, 0, 1, 1, 0, 4})
	same(t, "why it was cancelled", f.Off[0].Reason.String(), "the host did not meet")

	members := year2026
	members.For = ForMembers
	f = MeetingsOf(s, members)
	same(t, "what members see is what is counted", []int{len(f.Held), f.Extraordinary}, []int{2, 0})
	early := year2026
	early.Day = "2026-04-15"
	f = MeetingsOf(s, early)
	same(t, "on 15 April", []int{len(f.Held), len(f.Off), len(f.Ahead)}, []int{1, 1, 2})
}

func TestAttendanceIsMarked(t *testing.T) {
	s := reportSet(t)
	sheet := AttendanceOf(s, year2026)
	marks := map[PartyRef]string{}
	var order []PartyRef
	for _, r := range sheet.Rows {
		words := make([]string, len(r.Marks))
		for i, m := range r.Marks {
			words[i] = string(m)
		}
		marks[r.Party] = fmt.Sprintf("%s %d/%d", strings.Join(words, ","), r.TookPart(), r.Expected)
		order = append(order, r.Party)
	}
	same(t, "marks", marks, map[PartyRef]string{
		"iom":         "present,present,present 3/3",
		"undp":        "represented,regrets,not-recorded 1/3",
		"who":         "not-recorded,, 0/1",
		"unicef":      ",absent,not-recorded 0/2",
		"unesco":      ",present,not-recorded 1/2",
		"scrm":        "present,, 1/1",
		"example-ngo": "regrets,not-recorded, 0/2",
	})
	same(t, "co-chairs, Government, members, partners", order, []PartyRef{"iom", "scrm", "undp", "unesco", "unicef", "who", "example-ngo"})
}

func TestDecisionsAreCounted(t *testing.T) {
	f := DecisionsOf(reportSet(t), year2026)
	ids := func(rows []DecisionRow) (out []record.ID) {
		for _, r := range rows {
			out = append(out, r.ID)
		}
		return out
	}
	same(t, "adopted", ids(f.Adopted), []record.ID{"2026-d1", "2026-d2"})
	same(t, "failed", ids(f.Failed), []record.ID{"2026-d3"})
	same(t, "open", ids(f.Open), []record.ID{"2026-d4", "2026-d5"})
	same(t, "as taken, with the state", []int{f.AsTaken, f.WithState}, []int{1, 1})
	same(t, "methods", f.ByMethod, []MethodCount{{"consensus-at-meeting", 1}, {"silence", 1}})
	same(t, "internal", []bool{f.Adopted[0].Internal, f.Adopted[1].Internal}, []bool{false, true})
	same(t, "members", f.Adopted[0].Members, Tally{Listed: 2, Answered: 1, Waiting: 1})
	same(t, "institutions", f.Adopted[0].Institutions, Tally{Listed: 1, NoReply: 1})

	early := ReportScope{Since: "2026-01-01", Until: "2026-03-04", For: ForMembers}
	f = DecisionsOf(reportSet(t), early)
	same(t, "nothing had ended on 4 March", ids(f.Adopted), nil)
	same(t, "and these were open to members", ids(f.Open), []record.ID{"2026-d1", "2026-d2", "2026-d3", "2026-d4"})
	same(t, "nobody had answered", f.Open[0].Members, Tally{Listed: 2, Waiting: 2})
	same(t, "nor the institution", f.Open[0].Institutions, Tally{Listed: 1, Waiting: 1})
}

func TestActionsAreCounted(t *testing.T) {
	f := ActionsOf(reportSet(t), year2026)
	same(t, "opened, done, dropped, open", []int{len(f.Opened), len(f.Done), len(f.Dropped), len(f.Open)}, []int{5, 1, 1, 3})
	same(t, "late, overdue", []int{f.Late, f.Overdue}, []int{1, 1})
	same(t, "the first due is open first", f.Open[0].ID, record.ID("2026-a3"))
	quarter := ReportScope{Since: "2026-07-01", Until: "2026-09-30", Day: "2027-02-01"}
	f = ActionsOf(reportSet(t), quarter)
	same(t, "in the third quarter", []int{len(f.Opened), len(f.Done), len(f.Dropped), len(f.Open), f.Overdue}, []int{2, 0, 0, 2, 0})
}

func TestGroupsAndMembersAreCounted(t *testing.T) {
	s := reportSet(t)
	g := GroupsOf(s, year2026)
	same(t, "new, continuing, closed", []int{len(g.New), len(g.Continuing), len(g.Closed)}, []int{1, 1, 1})
	same(t, "the permanent one", []int{g.Continuing[0].Parties, g.Continuing[0].Meetings}, []int{1, 1})
	same(t, "the closed one", []int{g.Closed[0].Parties, g.Closed[0].Meetings}, []int{2, 0})
	m := MembersOf(s, year2026)
	same(t, "joined, left", [][]PartyRef{m.Joined, m.Left}, [][]PartyRef{{"unesco"}, {"who"}})
	same(t, "members on 31 December", []int{m.Members, m.Active}, []int{4, 4})
	march := ReportScope{Since: "2026-03-01", Until: "2026-03-31"}
	m = MembersOf(s, march)
	same(t, "members on 31 March, one inactive", []int{m.Members, m.Active}, []int{4, 3})
}

func TestWorkIsCounted(t *testing.T) {
	s := reportSet(t)
	w := WorkOf(s, year2026)
	same(t, "plans, updates, engagements", []int{len(w.Plans), len(w.Updates), len(w.Engagements)}, []int{1, 1, 1})
	same(t, "activities", w.Plans[0].Counts, []ActivityCount{{"yet-to-start", 1}, {"ongoing", 1}, {"completed", 1}, {"discontinued", 1}})
	same(t, "late on the last day, whose quarter is over but for that day", w.Plans[0].Late, 1)
	same(t, "of adopted plans: all, completed, late", []int{w.Activities, w.Completed, w.Late}, []int{4, 1, 1})
	same(t, "with whom", w.Engagements[0].Classes, []StakeholderClass{"government", "ngo"})
	half := ReportScope{Since: "2026-04-01", Until: "2026-06-29"}
	plan := WorkOf(s, half).Plans[0]
	same(t, "what members saw on 29 June", plan.Counts, []ActivityCount{{"yet-to-start", 1}, {"ongoing", 1}, {"completed", 0}, {"discontinued", 1}})
	same(t, "nothing was late then", plan.Late, 0)
	next := ReportScope{Since: "2027-01-01", Until: "2027-12-31", Day: "2027-01-01"}
	same(t, "updates to come are not in it", len(WorkOf(s, next).Updates), 0)
}

func TestCoverageIsCounted(t *testing.T) {
	s := reportSet(t)
	c := CoverageOf(s, year2026, MeetingsOf(s, year2026), DecisionsOf(s, year2026), StatementsOf(s, year2026), WorkOf(s, year2026))
	same(t, "all seven objectives", len(c.Objectives), 7)
	same(t, "data", c.Objectives[5], ObjectiveRow{Objective: 6, Activities: 2, Completed: 1, GCM: []int{1, 3}, Classes: []StakeholderClass{"government"}})
	same(t, "support to the Government", c.Objectives[3], ObjectiveRow{Objective: 4, Engagements: 1, GCM: []int{23}, Classes: []StakeholderClass{"government", "ngo"}})
	same(t, "nothing was done for the first", c.Objectives[0], ObjectiveRow{Objective: 1})
	same(t, "the Compact", c.GCM, []GCMRow{{1, 0, 0, 2, 1, 0}, {3, 0, 0, 1, 0, 0}, {7, 0, 1, 0, 0, 0}, {8, 0, 0, 0, 1, 0}, {23, 0, 0, 0, 0, 1}})
	same(t, "who took part", c.Stakeholders, []StakeholderRow{{"government", 1, 1, 1}, {"ngo", 1, 1, 0}})
}

func TestStatementsAreCounted(t *testing.T) {
	said := StatementsOf(reportSet(t), year2026)
	same(t, "delivered", len(said), 1)
	same(t, "cleared by", said[0].Members, Tally{Listed: 2, Answered: 1, NoReply: 1})
	same(t, "before it was delivered", len(StatementsOf(reportSet(t), ReportScope{Since: "2026-01-01", Until: "2026-05-03"})), 0)
}

func TestHandoverTellsWhatIsDue(t *testing.T) {
	s := reportSet(t)
	n := HandoverOf(s, "2026-12-10", ForMembers)
	var due, asks []string
	for _, d := range n.Due {
		due = append(due, fmt.Sprintf("%s %s %s %v", d.Day, d.What, d.Of, d.Overdue))
	}
	for _, a := range n.Asks {
		asks = append(asks, fmt.Sprintf("%s %s %s", a.Record, a.Party, a.State))
	}
	same(t, "due within 90 days", due, []string{
		"2026-12-01 action action/2026-a3 true", "2026-12-20 replies decision/2026-d4 false",
		"2026-12-31 confirm member/iom false", "2026-12-31 confirm member/undp false", "2026-12-31 confirm member/unicef false", // unesco joined in this half-year
		"2027-02-01 action action/2026-a4 false",
		"2027-03-01 meeting meeting/2027-n false",
	})
	same(t, "asks", slices.Contains(asks, "decision/2026-d4 undp has not answered") && slices.Contains(asks, "decision/2026-d4 scrm no reply"), true)
	same(t, "drafts", len(n.Drafts), 1)
	if asks := HandoverOf(s, "2026-12-10", ForCoChairs).Asks; !slices.ContainsFunc(asks, func(w Waiting) bool { return w.Record == "decision/2026-d5" }) {
		t.Error("the co-chairs are not told of their own decision")
	}
}

func TestAssumptionsAreRead(t *testing.T) {
	files := map[string]string{"network.yaml": planFiles["network.yaml"] + "  quorum: {value: 50, basis: assumed}\n  clearance_by: {value: [co-chair-rc, co-chair-iom], basis: assumed}\n"}
	same(t, "assumptions", AssumptionsOf(planSet(t, files)), []Assumption{{"quorum", []string{"50"}}, {"clearance_by", []string{"co-chair-rc", "co-chair-iom"}}})
}

func TestReadersSeeTheirCircleAndWider(t *testing.T) {
	for readers, want := range map[Visibility]string{
		ForCoChairs: "co-chairs members government partners public", "": "members government partners public",
		ForGovernment: "government partners public", ForPublic: "public",
	} {
		var seen []string
		for _, own := range readers.Values() {
			if readers.MayRead(Visibility(own)) {
				seen = append(seen, own)
			}
		}
		same(t, string(readers), strings.Join(seen, " "), want)
	}
}

func TestSpanOfPeriods(t *testing.T) {
	for p, want := range map[Period][2]doc.Date{
		"2026": {"2026-01-01", "2026-12-31"}, "2026-Q1": {"2026-01-01", "2026-03-31"}, "2026-Q4": {"2026-10-01", "2026-12-31"},
		"2028-M02": {"2028-02-01", "2028-02-29"}, "2026-H2": {"2026-07-01", "2026-12-31"},
	} {
		first, last := p.Span()
		same(t, string(p), [2]doc.Date{first, last}, want)
	}
}
