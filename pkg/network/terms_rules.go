package network

import (
	"fmt"
	"slices"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

var termsType = record.Of(TermsKind, termsChecks, termsColumns)

var termsChecks = slices.Concat(
	textChecks(TermsKind),
	[]record.Check[Terms]{
		rule("clause-rules", whyClauseRules, unknownRules),
		rule("clause-rules", whyClauseRules, unlookedAfter),
	},
)

const whyClauseRules = "A clause is looked after by checks and obligations of the program, which it names, or it is not for a machine and says why (not_for_machine). A name that no rule has would look like care and be none."

// unknownRules reports names of rules that there are not, and clauses that are not
// for a machine and name one all the same.
func unknownRules(e *record.Entry[Terms], s *record.Set, report record.Reporter) {
	known := ruleNames(s)
	for i, c := range e.Rec.Clauses {
		if c.Severity == "none" && len(c.Rules) > 0 {
			report.At("clauses", i, "rules").Problem("clause %s is not for a machine (severity none), and names a rule", c.ID)
		}
		if len(c.NotForMachine) > 0 && len(c.Rules) > 0 {
			report.At("clauses", i, "not_for_machine").Problem("clause %s says why no program can tell, and names a rule", c.ID)
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
	names = append(names, obligationNames()...)
	slices.Sort(names)
	return slices.Compact(names)
}

// unlookedAfter reports clauses that nothing looks after and that do not say why.
func unlookedAfter(e *record.Entry[Terms], _ *record.Set, report record.Reporter) {
	for i, c := range e.Rec.Clauses {
		if len(c.Rules) == 0 && len(c.NotForMachine) == 0 {
			report.At("clauses", i).Hint("add `rules: [NAME]` with names of `unmn explain`, or `not_for_machine: ...` with the reason").
				Problem("no rule looks after clause %s, and it is not said why no program can", c.ID)
		}
	}
}
