package cli

import (
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// tellRefusals prints every reason why something is refused, and below the reasons
// that one step mends that step.
func (a *app) tellRefusals(reasons network.Refusals) {
	for i, r := range reasons {
		a.note("unmn: %s", r.Message)
		if r.Hint != "" && (i+1 == len(reasons) || reasons[i+1].Hint != r.Hint) {
			a.note("hint: %s", r.Hint)
		}
	}
}

// joinRefusal is a refusal with the clauses that the register joins to its rule.
func joinRefusal(s *record.Set, r *network.Refusal) *network.Refusal {
	clauses := network.ClausesOf(s, r.Rule)
	if len(clauses) == 0 {
		return r
	}
	return &network.Refusal{Message: r.Message + " [" + joined(clauses) + "]", Hint: r.Hint, Rule: r.Rule}
}
