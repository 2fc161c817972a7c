package network

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

var termsType = record.Of(TermsKind, termsChecks, termsColumns)

var termsChecks = slices.Concat(
	textChecks(TermsKind),
	[]record.Check[Terms]{
		rule("clause-rules", whyClauseRules, unknownRules),
		note("clause-rules", whyClauseRules, unlookedAfter),
	},
)

const whyClauseRules = "A clause is looked after by rules of the program, which it names, or it is not for a machine and says so (severity none). A name that no rule has would look like care and be none."

// unknownRules reports names of rules that there are not, and clauses that are not
// for a machine and name one all the same.
func unknownRules(e *record.Entry[Terms], s *record.Set, report record.Reporter) {
	known := ruleNames(s)
	for i, c := range e.Rec.Clauses {
		if c.Severity == "none" && len(c.Rules) > 0 {
			report.At("clauses", i, "rules").Problem("clause %s is not for a machine (severity none), and names a rule", c.ID)
		}
		for j, name := range c.Rules {
			if slices.Contains(known, string(name)) {
				continue
			}
			message := fmt.Sprintf("there is no rule %q", name)
			if near := diag.Nearest(string(name), known); near != "" {
				message += fmt.Sprintf("; did you mean %q", near)
			}
			report.At("clauses", i, "rules", j).Hint("list them with `unmn explain`").Problem("%s", message)
		}
	}
}

// ruleNames are the names of all rules of the set's types, and of those that every
// record keeps.
func ruleNames(s *record.Set) []string {
	var names []string
	for _, t := range s.Types() {
		for _, r := range t.Rules() {
			names = append(names, r.Name)
		}
	}
	for _, whys := range []map[string]string{doc.Why(), record.Why()} {
		for name := range whys {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// unlookedAfter tells which clauses no rule looks after yet, in one line.
func unlookedAfter(e *record.Entry[Terms], _ *record.Set, report record.Reporter) {
	var open []string
	for _, c := range e.Rec.Clauses {
		if c.Severity != "none" && len(c.Rules) == 0 {
			open = append(open, string(c.ID))
		}
	}
	if open != nil {
		report.At("clauses").Problem("no rule looks after these clauses yet: %s", strings.Join(open, ", "))
	}
}
