package network

import (
	"errors"
	"strings"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// become is what SetFields says of a record, or Final of what it proposes.
func become[T any](t *testing.T, k *record.Kind[T], id record.ID, rec T, values ...string) error {
	t.Helper()
	s := record.Empty(Types()...)
	d := s.Draft()
	if err := k.Create(d, id, rec); err != nil {
		t.Fatal(err)
	}
	c, err := d.Change("begin")
	if err != nil {
		t.Fatal(err)
	}
	s, _ = s.Apply(c)
	typ, _ := s.Type(k.Name)
	o := SetOptions{Type: typ, ID: id}
	for _, v := range values {
		a, err := doc.ParseAssignment(v)
		if err != nil {
			t.Fatal(err)
		}
		o.Values = append(o.Values, a)
	}
	c, err = SetFields(s, o)
	if err != nil {
		return err
	}
	next, _ := s.Apply(c)
	return Final(s, next, c)
}

func TestStatesMoveAlongArrows(t *testing.T) {
	member := func(status MembershipStatus) Member {
		return Member{Party: Party{Name: doc.Plain("M"), Short: "M", Class: UNEntity, Status: status}}
	}
	decision := func(status DecisionStatus) Decision {
		return Decision{Title: doc.Plain("T"), Question: doc.Plain("Q"), Status: status, ProposedBy: "iom", Method: "silence",
			Consultation: []Consultation{{Party: "who", Round: 1, Capacity: "member", Status: "awaiting"}}}
	}
	statement := func(status StatementStatus) Statement {
		return Statement{Issue: doc.Plain("I"), Text: doc.Plain("T"), Status: status, Clearance: []MemberClearance{{Member: "who", Round: 1, Status: "awaiting"}}}
	}
	meeting := func(status MeetingStatus) Meeting {
		return Meeting{Type: Extraordinary, Status: status, Start: "2026-05-14T10:00"}
	}
	final := meeting(Held)
	final.Minutes = &Minutes{Status: MinutesApproved, Approved: &Approval{Date: "2026-06-01", How: "no-objection"}}
	sent := meeting(Held)
	sent.Notices = []Notice{{Date: "2026-05-01", Channel: "e-mail", To: []PartyRef{"iom"}}}
	sent.Minutes = &Minutes{Status: MinutesCirculated, Circulated: []Circulated{{Date: "2026-05-20", Channel: "e-mail", To: []PartyRef{"iom"}}}}
	for _, tt := range []struct {
		name string
		err  error
		want string // "" when the step is allowed
		hint string
	}{
		{"member active inactive", become(t, Members, "m", member(Active), "status=inactive"), "", ""},
		{"member ended", become(t, Members, "m", member(Active), "status=ended"), "its own command", "unmn member end m"},
		{"member back", become(t, Members, "m", member(Ended), "status=active"), "is ended, and stays so", ""},
		{"member jump", become(t, Members, "m", member(ExpressedInterest), "status=inactive"), "before it was active", "unmn member activate m"},
		{"decision jump", become(t, Decisions, "2026-d", decision(DecisionDraft), "status=adopted"), "before it was open", "unmn decision open 2026-d"},
		{"decision aside", become(t, Decisions, "2026-d", decision(DecisionDraft), "status=open"), "its own command", "unmn decision open 2026-d"},
		{"decision withdrawn", become(t, Decisions, "2026-d", decision(DecisionDraft), "status=withdrawn"), "", ""},
		{"decision no way", become(t, Decisions, "2026-d", decision(DecisionAdopted), "status=draft"), "from there it becomes superseded, never draft", ""},
		{"consultation shortened", become(t, Decisions, "2026-d", decision(DecisionOpen), "consultation.1="), `"who" in round 1 stays in it`, ""},
		{"consultation of a draft", become(t, Decisions, "2026-d", decision(DecisionDraft), "consultation.1="), "", ""},
		{"adopted text", become(t, Decisions, "2026-d", decision(DecisionAdopted), "text=other"), "was adopted: its text stays", "--supersedes 2026-d"},
		{"adopted notes", become(t, Decisions, "2026-d", decision(DecisionAdopted), "notes=other"), "", ""},
		{"statement by its command", become(t, Statements, "2026-s", statement(StatementDraft), "status=in-clearance"), "its own command", "unmn statement ask 2026-s"},
		{"statement jump", become(t, Statements, "2026-s", statement(StatementDraft), "status=delivered"), "before it was in-clearance", "unmn statement ask 2026-s"},
		{"clearance shortened", become(t, Statements, "2026-s", statement(StatementInClearance), "clearance.1="), `"who" in round 1 stays on its list`, ""},
		{"text in clearance", become(t, Statements, "2026-s", statement(StatementCleared), "text=other"), "a revised one begins a new round", "unmn statement ask 2026-s --text"},
		{"text of a draft", become(t, Statements, "2026-s", statement(StatementDraft), "text=other"), "", ""},
		{"delivered text", become(t, Statements, "2026-s", statement(StatementDelivered), "text=other"), "was delivered: its text stays", "unmn statement new"},
		{"delivered notice", become(t, Statements, "2026-s", statement(StatementDelivered), "advance_notice=2026-01-01"), "", ""},
		{"held", become(t, Meetings, "2026-05-x", meeting("planned"), "status=held"), "its own command", "unmn minutes take 2026-05-x"},
		{"held again", become(t, Meetings, "2026-05-x", meeting("cancelled"), "status=planned"), "stays so", ""},
		{"approved minutes", become(t, Meetings, "2026-05-x", final, "place=Elsewhere"), "were approved on 2026-06-01: place stays", "unmn minutes correct 2026-05-x"},
		{"correction", become(t, Meetings, "2026-05-x", final, "minutes.status=corrected", "minutes.corrections.1.number=1", "minutes.corrections.1.date=2026-06-02",
			"minutes.corrections.1.text=T", "minutes.corrections.1.reason=R"), "", ""},
		{"notice", become(t, Meetings, "2026-05-x", sent, "notices.1.date=2026-04-01"), "when the invitation to meeting \"2026-05-x\" went out", "meeting convene"},
		{"circulated", become(t, Meetings, "2026-05-x", sent, "minutes.circulated.1.to=iom,who"), "when the minutes of \"2026-05-x\" were circulated", "minutes circulate"},
		{"circulated goes", become(t, Meetings, "2026-05-x", sent, "minutes.circulated="), "were circulated", "minutes circulate"},
		{"sent again", become(t, Meetings, "2026-05-x", sent, "notices.2.date=2026-05-02", "notices.2.channel=letter"), "", ""},
		{"approved aside", become(t, Meetings, "2026-05-x", sent, "minutes.status=approved"), "its own command", "unmn minutes approve"},
		{"minutes go", become(t, Meetings, "2026-05-x", final, "minutes="), "do not go away", ""},
	} {
		var refusal *Refusal
		switch {
		case tt.want == "" && tt.err != nil:
			t.Errorf("%s: %v", tt.name, tt.err)
		case tt.want == "":
		case !errors.As(tt.err, &refusal) || !strings.Contains(refusal.Message, tt.want) || !strings.Contains(refusal.Hint, tt.hint):
			t.Errorf("%s: %#v, want %q and %q", tt.name, tt.err, tt.want, tt.hint)
		}
	}
}

// Every state of a kind is on its arrows: one that a vocabulary gains is not
// forgotten here.
func TestEveryStateHasItsArrow(t *testing.T) {
	for name, tt := range map[string]struct {
		states record.States
		values []string
	}{
		"member": {memberStates, Active.Values()}, "meeting": {meetingStates, Held.Values()}, "minutes": {minutesStates, MinutesApproved.Values()},
		"decision": {decisionStates, DecisionOpen.Values()}, "group": {groupStates, GroupActive.Values()}, "statement": {statementStates, StatementDraft.Values()}, "action": {actionStates, ActionOpen.Values()},
		"workplan": {workplanStates, WorkplanDraft.Values()}, "activity": {activityStates, ActivityOngoing.Values()},
	} {
		on := map[string]bool{}
		for _, a := range tt.states.Arrows {
			on[a.To] = true
		}
		for _, s := range tt.values {
			if !on[s] {
				t.Errorf("%s: no arrow leads to %q", name, s)
			}
			delete(on, s)
		}
		for s := range on {
			t.Errorf("%s: %q is no state", name, s)
		}
	}
}
