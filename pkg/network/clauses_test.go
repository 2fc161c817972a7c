package network_test

import (
	"slices"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

func TestClausesAreJoinedByName(t *testing.T) {
	s := load(t, begin(t, serbia()))
	if got := network.ClausesOf(s, "one-holder-of-a-post"); !slices.Equal(got, []network.ClauseID{"C2", "R2"}) {
		t.Error(got)
	}
	for _, none := range []string{"", "web-address", "no-such-rule"} {
		if got := network.ClausesOf(s, none); got != nil {
			t.Errorf("%q: %v", none, got)
		}
	}
	if got := network.ClausesOf(record.Empty(network.Types()...), "host-meeting"); got != nil {
		t.Errorf("without terms: %v", got)
	}
	list := diag.List{{File: "a", Rule: "host-meeting", Clauses: []string{"old"}}, {File: "b", Rule: "yaml"}}
	joined := network.Join(s, list)
	if joined[0].String() != "a:  [host-meeting: R1c]" || joined[1].Clauses != nil || list[0].Clauses[0] != "old" {
		t.Errorf("%v, of %v", joined, list)
	}
}

func TestTrailersNameClauses(t *testing.T) {
	s := load(t, begin(t, serbia()))
	c := &record.Change{
		Subject: "meeting 2026-annual: plan for 10 December 2026",
		Rules:   []string{"annual-agenda", "called-by-co-chair", "host-meeting", "no-such-rule", "chaired-by-co-chair"},
		Trailers: []record.Trailer{
			{Key: "Unmn-Record", Value: "meeting/2026-annual"}, {Key: "Unmn-Source", Value: "e-mail 2026-03-04"},
		},
	}
	const want = `meeting 2026-annual: plan for 10 December 2026

Unmn-Record: meeting/2026-annual
Unmn-Clause: R1c
Unmn-Clause: R3
Unmn-Clause: R15d
Unmn-Source: e-mail 2026-03-04
`
	for range 2 {
		network.Trailers(s, c)
		if c.Message() != want {
			t.Errorf("the message is\n%s", c.Message())
		}
	}
}

func TestEveryRuleIsExplained(t *testing.T) {
	s := load(t, begin(t, serbia()))
	extra := map[string]string{"template": "A template is data."}
	rules := network.AllRules(network.Types(), extra)
	if !slices.IsSortedFunc(rules, func(a, b record.Rule) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("not by name")
	}
	for i, r := range rules {
		if i > 0 && rules[i-1].Name == r.Name {
			t.Errorf("%s stands twice", r.Name)
		}
		text, ok := network.Explain(s, r.Name, extra)
		if !ok || !strings.Contains(text, r.Why) || !strings.HasPrefix(text, r.Name+" (") {
			t.Errorf("%s is explained as\n%s", r.Name, text)
		}
		if len(r.Why) < 15 || !strings.HasSuffix(r.Why, ".") || r.Kind == "" {
			t.Errorf("%s has the reason %q, and is about %q", r.Name, r.Why, r.Kind)
		}
	}
	if _, ok := network.Explain(s, "no-such-rule"); ok {
		t.Error("a rule that there is not is explained")
	}
	text, _ := network.Explain(s, "annual-full-membership")
	const want = `annual-full-membership (error; about: member, meeting)

The annual meeting is one of the full membership: every member of that day is invited, or is among those whose attendance is recorded.

The terms of reference join it to
  R15b  of the full membership
`
	if text != want {
		t.Errorf("it says\n%s", text)
	}
}
