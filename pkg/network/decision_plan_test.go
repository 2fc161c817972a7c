package network

import (
	"testing"

	"unmn/pkg/doc"
)

func TestNewDecision(t *testing.T) {
	s := planSet(t, nil)
	draft := Decision{Title: doc.Plain("Joint statement on trafficking"), Question: doc.Plain("Is the statement issued?"), ProposedBy: "undp", Topics: nil}
	c, id, err := NewDecision(s, planToday, DecisionOptions{Decision: draft})
	next := planned(t, s, c, err)
	if id != "2026-11-24-joint-statement-on-trafficking" {
		t.Error(id)
	}
	wantSubject(t, c, "decision 2026-11-24-joint-statement-on-trafficking: draft, proposed by undp")
	e, _ := Decisions.Get(next, id)
	if e.Rec.Status != DecisionDraft || e.Rec.Method != "consensus-at-meeting" || e.Rec.StateConsultation.Determination != StatePending {
		t.Errorf("%+v", e.Rec)
	}
	_, id, err = NewDecision(next, planToday, DecisionOptions{Decision: draft})
	if err != nil || id != "2026-11-24-joint-statement-on-trafficking-2" {
		t.Error(id, err)
	}
	_, id, err = NewDecision(next, planToday, DecisionOptions{Decision: draft, Date: "2026-05-14"})
	if err != nil || id != "2026-05-14-joint-statement-on-trafficking" {
		t.Error(id, err)
	}
}

func TestNewDecisionRefusals(t *testing.T) {
	s := planSet(t, map[string]string{"network.yaml": planFiles["network.yaml"] + "  silence_allowed: {value: false, basis: assumed}\n"})
	good := Decision{Title: doc.Plain("T"), Question: doc.Plain("Q?"), ProposedBy: "undp"}
	for words, spoil := range map[string]func(*Decision){
		"title":         func(d *Decision) { d.Title = nil },
		"--question":    func(d *Decision) { d.Question = nil },
		"--proposed-by": func(d *Decision) { d.ProposedBy = "" },
	} {
		d := good
		spoil(&d)
		_, _, err := NewDecision(s, planToday, DecisionOptions{Decision: d})
		wantUsage(t, err, words)
	}
	d := good
	d.Method = "silence"
	_, _, err := NewDecision(s, planToday, DecisionOptions{Decision: d})
	wantRefusal(t, err, "no silence procedure")
	d = good
	d.ProposedBy = "nobody"
	_, _, err = NewDecision(s, planToday, DecisionOptions{Decision: d})
	wantMissing(t, err, "nobody")
}
