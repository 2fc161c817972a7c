package render_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

var circles = network.Visibility("").Values()

// canaries is the sample register with a meeting for the public in which everything
// that can have a circle of readers is there once for each circle.
func canaries(t *testing.T) *record.Set {
	t.Helper()
	files := map[string]string{}
	var items, attendance, positions, invited, consulted, rounds, clearance strings.Builder
	for i, v := range circles {
		fmt.Fprintf(&items, "  - {id: item-%d, title: ITEM-%s, purpose: for-discussion, visibility: %s, summary: SUMMARY-%s, decision: 2026-d%d}\n", i, v, v, v, i)
		fmt.Fprintf(&positions, "      - {party: party-%d, position: agree, note: NOTE-%s, named: true, visibility: %s}\n", i, v, v)
		fmt.Fprintf(&attendance, "  - {party: party-%d, status: present, name: PERSON-%s}\n", i, v)
		fmt.Fprintf(&invited, "  - {party: party-%d}\n", i)
		fmt.Fprintf(&consulted, "  - {party: iom, round: %d, capacity: member, status: responded, position: agree, summary: ROW-%s, visibility: %s}\n", i+1, v, v)
		fmt.Fprintf(&consulted, "  - {party: party-%d, round: 9, capacity: member, status: responded, position: agree, visibility: public}\n", i)
		fmt.Fprintf(&clearance, "  - {member: party-%d, round: 1, asked: {date: \"2026-05-14\", channel: e-mail}, status: responded, position: comments, answered_on: \"2026-05-15\", summary: NOTE-co-chairs}\n", i)
		files[fmt.Sprintf("records/members/party-%d.yaml", i)] = fmt.Sprintf("name: NAME-%s\nshort: SHORT-%s\nclass: un-entity\nstatus: active\nvisibility: %s\n", v, v, v)
		files[fmt.Sprintf("records/decisions/2026/2026-d%d.yaml", i)] = fmt.Sprintf(
			"title: DECISION-%s\nstatus: draft\nquestion: Q\ntext: TEXT-%s\nproposed_by: iom\nmethod: silence\nvisibility: %s\n", v, v, v)
		files[fmt.Sprintf("records/actions/2026/2026-a%d.yaml", i)] = fmt.Sprintf(
			"title: ACTION-%s\nstatus: open\nowner: iom\ndue: \"2026-12-01\"\nsource: meeting/2026-open#all\nvisibility: %s\n", v, v)
	}
	for n := range 8 {
		fmt.Fprintf(&rounds, "  - {round: %d, revised_on: \"2026-05-14\"}\n", n+1)
	}
	files["records/decisions/2026/2026-open.yaml"] = "title: Open\nstatus: adopted\nquestion: Q\nproposed_by: iom\nmethod: silence\nvisibility: public\nrounds:\n" +
		rounds.String() + "\nconsultation:\n" + consulted.String()
	files["records/statements/2026/2026-open.yaml"] = "issue: Open\nstatus: in-clearance\ntext: Said\nvisibility: public\ncloses_at: \"2026-05-16T17:00\"\nclearance:\n" + clearance.String()
	reported(files)
	files["records/circulations/2026/2026-open.yaml"] = "direction: out\npurpose: invitation\ndocument: invitation\nwhat: [meeting/2026-open]\ndate: \"2026-05-01\"\nchannel: e-mail\nby: iom\nto: [{party: iom}]\n"
	lettered(files)
	files["records/meetings/2026/2026-open.yaml"] = "type: ordinary\nstatus: held\nstart: \"2026-05-14T10:00\"\nvisibility: public\njoin_url: https://join.example.org/\n" +
		"invited:\n" + invited.String() + "attendance:\n" + attendance.String() +
		"agenda:\n" + items.String() + "  - id: all\n    title: For all\n    purpose: aob\n    positions:\n" + positions.String() +
		"minutes: {status: draft}\n"
	return register(t, files)
}

// reported adds what reports tell of, once for each circle: meetings that were held
// and that were not, decisions that ended and that are open, working groups, actions
// of items for a circle.
func reported(files map[string]string) {
	for i, v := range circles {
		put := func(kind, id, format string, args ...any) {
			files[fmt.Sprintf("records/%s/%s%d.yaml", kind, id, i)] = fmt.Sprintf(format, args...) + "visibility: " + v + "\n"
		}
		put("meetings/2026", "2026-held", "title: MEETING-%s\ntype: ordinary\nstatus: held\nstart: \"2026-06-0%dT10:00\"\nattendance: [{party: iom, status: present}]\n", v, i+1)
		put("meetings/2026", "2026-off", "title: OFF-%s\ntype: ordinary\nstatus: cancelled\nstart: \"2026-07-0%dT10:00\"\nreason: REASON-%s\n", v, i+1, v)
		put("meetings/2027", "2027-ahead", "title: AHEAD-%s\ntype: ordinary\nstatus: planned\nstart: \"2027-02-0%dT10:00\"\n", v, i+1)
		put("decisions/2026", "2026-taken", "title: TAKEN-%s\nstatus: adopted\nquestion: Q\nproposed_by: iom\nmethod: silence\n"+
			"outcome: {result: adopted, date: \"2026-06-0%d\", as_taken: {reason: BECAUSE-%s, missing: [MISSING-%s]}}\n", v, i+1, v, v)
		put("decisions/2026", "2026-running", "title: RUNNING-%s\nstatus: open\nquestion: Q\nproposed_by: iom\nmethod: silence\nopened_on: \"2026-06-01\"\ncloses_at: \"2027-01-20T12:00\"\n"+
			"consultation:\n  - {party: iom, round: 1, capacity: member, status: not-consulted}\n  - {party: party-%d, round: 1, capacity: member, status: not-consulted}\n", v, i)
		put("groups", "group", "name: GROUP-%s\nkind: ad-hoc\nstatus: closed\nmandate: M\nsince: \"2026-02-01\"\nclosed: {date: \"2026-08-01\", reason: CLOSED-%s}\n", v, v)
		put("statements/2026", "2026-said", "issue: SAID-%s\nstatus: delivered\ntext: T\ndelivered: {date: \"2026-06-01\", by: co-chair-iom}\n", v)
		put("updates/2026", "2026-update", "title: UPDATE-%s\ntype: data\nscope: local\nshared_by: iom\ndate: \"2026-06-01\"\nsource: S\n", v)
		put("engagements/2026", "2026-engagement", "date: \"2026-06-01\"\nkind: meeting\nwith: [{party: party-%d}]\nby: [iom]\nobjective: 4\nsummary: ENGAGED-%s\n", i, v)
		files[fmt.Sprintf("records/workplans/plan-%d.yaml", i)] = fmt.Sprintf("period: \"2026\"\nstatus: draft\nvisibility: public\nactivities:\n"+
			"  - {id: a, title: ACTIVITY-%s, status: ongoing, objective: 1, lead: iom, timeline: \"2026\", visibility: %s, progress: [{date: \"2026-06-01\", status: ongoing, note: PROGRESS-%s}]}\n", v, v, v)
		if i == 0 {
			files["records/workplans/2028.yaml"] = "period: \"2028\"\nstatus: draft\nvisibility: public\nactivities:\n"
		}
		files["records/workplans/2028.yaml"] += fmt.Sprintf("  - {id: a-%d, title: ACTIVITY-%s, status: ongoing, objective: 1, lead: party-%d, with: [party-%d], timeline: \"2028\", "+
			"visibility: %s, progress: [{date: \"2028-06-01\", status: ongoing, note: PROGRESS-%s}]}\n", i, v, i, i, v, v)
		files[fmt.Sprintf("records/actions/2026/2026-of-item-%d.yaml", i)] = fmt.Sprintf(
			"title: FROM-%s\nstatus: open\nowner: iom\ndue: \"2026-12-01\"\nsource: meeting/2026-open#item-%d\nvisibility: public\n", v, i)
	}
}

// wide is the request for a document of the register with canaries; false where there
// is no edition for these readers.
func wide(set *record.Set, name render.Name, edition string) (r render.Request, made bool) {
	r = request(set, name, "2026-open", "en")
	r.For = network.Visibility(edition)
	switch name {
	case render.Report:
		r.Period, r.Statistics = "2026", true
		fallthrough
	case render.MemberList, render.PartnerList, render.AttendanceSheet, render.Handover:
		r.Subject = ""
	case render.Reminder:
		r.Subject = "iom"
	case render.WorkplanPaper:
		r.Subject = "2028"
	case render.ConsultationLetter:
		r.Subject, r.To = "2028-asked", "iom"
	case render.ResultNotice:
		r.Subject = "2028-ended"
	case render.Corrigendum:
		r.Subject, r.Corrigendum = "2028-corrected", 1
	case render.UpdateDigest:
		r.Subject, r.Since, r.Until = "", "2026-01-01", "2026-12-31"
	}
	if name == render.AttendanceSheet {
		r.Since, r.Until = "2026-01-01", "2026-12-31"
	}
	return r, name != render.Handover || edition == "co-chairs" || edition == "members"
}

func TestEditionsShowWhatTheirReadersMaySee(t *testing.T) {
	set := canaries(t)
	words := []string{"ITEM", "SUMMARY", "DECISION", "TEXT", "ACTION", "NOTE", "NAME", "SHORT", "PERSON", "ROW",
		"MEETING", "OFF", "REASON", "AHEAD", "TAKEN", "BECAUSE", "MISSING", "RUNNING", "GROUP", "CLOSED", "FROM",
		"SAID", "UPDATE", "ENGAGED", "ACTIVITY", "PROGRESS"}
	seen := map[string]bool{}
	for width, edition := range circles {
		for _, name := range render.Names() {
			r, made := wide(set, name, edition)
			if !made {
				refused(t, r)
				continue
			}
			text := markdown(t, r)
			for i, v := range circles {
				for _, what := range words {
					if name == render.Reminder && what == "FROM" {
						continue // it goes to whoever owns the action, and shows what the action's own record allows
					}
					has := strings.Contains(text, what+"-"+v)
					if i < width && has {
						t.Errorf("%s for %s shows %s-%s", name, edition, what, v)
					}
					if has {
						seen[what] = true
					}
				}
			}
			public, close := edition == "public", edition == "co-chairs" || edition == "members"
			for _, person := range []string{"PERSON", "Focal point, UNHCR", "Ljubica"} {
				if public && strings.Contains(text, person) {
					t.Errorf("%s for the public names %s", name, person)
				}
			}
			for _, address := range []string{"example.org"} {
				if !close && name != render.Mail && strings.Contains(text, address) { // whoever gets the mail is invited
					t.Errorf("%s for %s has an address", name, edition)
				}
			}
			if name == render.Minutes && width == 4 && !strings.Contains(text, "Item 1 is not part of this edition.") {
				t.Error("an item that is left out has no number")
			}
		}
	}
	if len(seen) != len(words) {
		t.Errorf("no edition at all shows all canaries: %v", seen)
	}
}

// refused wants the refusal of a document that has no edition for these readers.
func refused(t *testing.T, r render.Request) {
	t.Helper()
	_, err := render.Render(r)
	if refusal := new(*network.Refusal); !errors.As(err, refusal) {
		t.Errorf("%s for %s: %v", r.Document, r.For, err)
	}
}

// TestReportsCountWhatTheyShow: a number must not tell of what the words leave out.
func TestReportsCountWhatTheyShow(t *testing.T) {
	set := canaries(t)
	for width, edition := range circles {
		r, _ := wide(set, render.Report, edition)
		text := markdown(t, r)
		shown := len(circles) - width
		extra := 2 // 2026-open and 2026-q3 are for the public
		if width <= 1 {
			extra++ // 2026-q4 is for members
		}
		adopted := shown
		if width <= 1 {
			adopted++ // so is the protocol
		}
		for _, want := range []string{
			fmt.Sprintf("| Meetings held | %d |", shown+extra), fmt.Sprintf("| Meetings postponed, cancelled or not held | %d |", shown),
			fmt.Sprintf("| Decisions adopted | %d |", adopted), fmt.Sprintf("| Decisions open | %d |", shown), fmt.Sprintf("| Working groups closed | %d |", shown),
		} {
			if !strings.Contains(text, want) {
				t.Errorf("the report for %s lacks %q:\n%s", edition, want, text)
			}
		}
	}
}

func TestOnlyCoChairsReadStatisticsUnasked(t *testing.T) {
	for _, edition := range circles {
		for _, asked := range []bool{false, true} {
			for name, words := range map[render.Name][]string{render.Report: {"Participation of members"}, render.AttendanceSheet: {"Took part"}} {
				r, _ := wide(register(t, nil), name, edition)
				r.Statistics = asked
				text := markdown(t, r)
				for _, w := range words {
					if has := strings.Contains(text, w); has != (asked || edition == "co-chairs") && strings.Contains(text, "10 September") {
						t.Errorf("%s for %s, asked %v: %q is there: %v", name, edition, asked, w, has)
					}
				}
			}
			r, _ := wide(register(t, nil), render.Report, edition)
			if has := strings.Contains(markdown(t, r), "Assumptions in force"); has != (edition == "co-chairs") {
				t.Errorf("the report for %s tells the assumptions: %v", edition, has)
			}
		}
	}
}

// TestNarrativeIsForItsReaders: there is one report a year, so its canaries are tried
// one after another.
func TestNarrativeIsForItsReaders(t *testing.T) {
	for _, own := range circles {
		set := register(t, edited(t, "records/reports/2026.yaml", "prepared_by: iom", "prepared_by: iom\nvisibility: "+own))
		for _, edition := range circles {
			r, _ := wide(set, render.Report, edition)
			text := markdown(t, r)
			may := network.Visibility(edition).MayRead(network.Visibility(own))
			for _, words := range []string{"Thanks", "one form for their data", "Replies came late", "The workplan 2027"} {
				if strings.Contains(text, words) != may {
					t.Errorf("what is for %s in the report for %s: %q is there: %v", own, edition, words, !may)
				}
			}
		}
	}
}

func TestMembersReadWhatIsForThem(t *testing.T) {
	text := markdown(t, request(canaries(t), render.Minutes, "2026-open", "en"))
	for _, what := range []string{"ITEM-members", "ITEM-public", "DECISION-members", "ACTION-government", "NOTE-partners", "SHORT-public", "PERSON-members"} {
		if !strings.Contains(text, what) {
			t.Errorf("the minutes for members lack %s", what)
		}
	}
}

func TestPositionsAreAttributedAsTheRuleSays(t *testing.T) {
	for rule, want := range map[string][2]string{
		"none":       {"agreement (2) – with the amendment to article 4\n- comments (1)", "UNICEF: "},
		"on-request": {"- SCRM: comments – the law is under review\n- agreement (2)", "UNICEF: "},
		"by-name":    {"- UNICEF: agreement – with the amendment to article 4\n- UNHCR: agreement\n- SCRM: comments", "(2)  –"},
	} {
		set := register(t, edited(t, "records/network.yaml", "value: on-request", "value: "+rule))
		text := markdown(t, request(set, render.Minutes, "2026-q4", "en"))
		if !strings.Contains(text, want[0]) || strings.Contains(text, want[1]) {
			t.Errorf("%s: the positions are wrong:\n%s", rule, text)
		}
	}
}

func TestApprovedMinutesDoNotChangeWithTheirActions(t *testing.T) {
	before := markdown(t, request(register(t, nil), render.Minutes, "2026-q4", "en"))
	set := register(t, edited(t, "records/actions/2026/2026-q4-inform-the-municipalities.yaml", "status: open", "status: done\nclosed_on: \"2027-01-04\""))
	if markdown(t, request(set, render.Minutes, "2026-q4", "en")) != before {
		t.Error("minutes changed when an action was done")
	}
}

func TestRefusals(t *testing.T) {
	refusal := new(*network.Refusal)
	missing := new(*record.NotFound)
	usage := func(err error) bool { return errors.Is(err, network.ErrUsage) }
	for name, test := range map[string]struct {
		change func(*render.Request)
		is     func(error) bool
		want   string
	}{
		"not for the public":  {func(r *render.Request) { r.For = "public" }, func(err error) bool { return errors.As(err, refusal) }, `the meeting "2026-q4" is for members; an edition for public does not show it`},
		"no minutes yet":      {func(r *render.Request) { r.Subject = "2027-q1" }, func(err error) bool { return errors.As(err, refusal) }, `the meeting "2027-q1" has no minutes yet`},
		"no such meeting":     {func(r *render.Request) { r.Subject = "2026-q9" }, func(err error) bool { return errors.As(err, missing) }, `there is no meeting "2026-q9"`},
		"no such document":    {func(r *render.Request) { r.Document = "menu" }, usage, `there is no document "menu"; there are minutes, agenda, invitation, member-list`},
		"no such language":    {func(r *render.Request) { r.Lang = "sr" }, usage, `"sr" is no language of this network; there are en, sr-Cyrl, sr-Latn`},
		"no such edition":     {func(r *render.Request) { r.For = "press" }, usage, `there is no edition for "press"`},
		"a commit of no form": {func(r *render.Request) { r.Commit = "HEAD -->" }, usage, `"HEAD -->" is no commit`},
	} {
		r := request(register(t, nil), render.Minutes, "2026-q4", "en")
		test.change(&r)
		_, err := render.Render(r)
		if err == nil || !test.is(err) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCancelledMeetingInvitesNobody(t *testing.T) {
	set := register(t, edited(t, "records/meetings/2027/2027-q1.yaml", "status: convened", "status: cancelled"))
	_, err := render.Render(request(set, render.Invitation, "2027-q1", "en"))
	if err == nil || !strings.Contains(err.Error(), "it is cancelled") {
		t.Errorf("a cancelled meeting was: %v", err)
	}
}

func TestMemberListOfAnEarlierDay(t *testing.T) {
	r := request(register(t, nil), render.MemberList, "", "en")
	r.On = "2026-01-20"
	text := markdown(t, r)
	for _, want := range []string{"FORMER", "Predecessor, RCO", "unmn-on=2026-01-20", "| As of | 20 January 2026 |"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list of an earlier day lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Ljubica") {
		t.Error("it has somebody who came later")
	}
}
