package network

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Rules and clauses meet here and nowhere else: a rule has a name, and a clause of
// the register's terms lists the names of the rules that look after it.

// ClausesOf are the clauses that a rule looks after, in the order of the terms;
// none when the register has no terms that can be read.
func ClausesOf(r record.Reader, rule string) []ClauseID {
	var out []ClauseID
	if rule == "" {
		return nil
	}
	for _, c := range TermsKind.One(r).Clauses {
		if slices.Contains(c.Rules, record.ID(rule)) {
			out = append(out, c.ID)
		}
	}
	return out
}

// TellsInternalApart reports whether the terms join a clause to the question whether
// a decision concerns the state: then those that do not are internal working
// decisions, and reports tell them apart.
func TellsInternalApart(r record.Reader) bool { return ClausesOf(r, ruleDetermination) != nil }

// Join is the list with the clauses of each problem's rule; the list given is not
// touched.
func Join(r record.Reader, list diag.List) diag.List {
	out := slices.Clone(list)
	for i := range out {
		out[i].Clauses = nil
		for _, id := range ClausesOf(r, out[i].Rule) {
			out[i].Clauses = append(out[i].Clauses, string(id))
		}
	}
	return out
}

// ClauseTrailer is the key of the trailer that names a clause.
const ClauseTrailer = "Unmn-Clause"

// Trailers gives a change one trailer for each clause that its rules look after,
// behind the trailers of its records. Given again, it changes nothing.
func Trailers(r record.Reader, c *record.Change) {
	served := map[ClauseID]bool{}
	for _, rule := range c.Rules {
		for _, id := range ClausesOf(r, rule) {
			served[id] = true
		}
	}
	trailers := slices.DeleteFunc(slices.Clone(c.Trailers), func(t record.Trailer) bool { return t.Key == ClauseTrailer })
	at := slices.IndexFunc(trailers, func(t record.Trailer) bool { return t.Key == "Unmn-Source" })
	if at < 0 {
		at = len(trailers)
	}
	var clauses []record.Trailer
	for _, clause := range TermsKind.One(r).Clauses {
		if served[clause.ID] {
			clauses = append(clauses, record.Trailer{Key: ClauseTrailer, Value: string(clause.ID)})
		}
	}
	c.Trailers = slices.Insert(trailers, at, clauses...)
}

// AllRules are all rules by name: those of the types, the obligations, those that every record
// keeps whatever its type, and those of other packages, given as maps of name to
// reason. A rule of several types stands once: its Kind names them all, its
// severity is the weightiest, its reasons follow each other.
func AllRules(types []record.Type, more ...map[string]string) []record.Rule {
	rules := map[string]record.Rule{}
	add := func(r record.Rule) {
		if had, ok := rules[r.Name]; ok {
			r = joined(had, r)
		}
		rules[r.Name] = r
	}
	for _, t := range types {
		for _, r := range t.Rules() {
			add(r)
		}
	}
	for _, o := range Obligations() {
		for _, kind := range o.Kinds {
			add(record.Rule{Name: o.Rule, Why: o.Why, Severity: diag.Info, Kind: kind})
		}
	}
	more = append(more, doc.Why(), record.Why(), map[string]string{RuleNotes: NotesWhy})
	for _, whys := range more {
		for name, why := range whys {
			rules[name] = record.Rule{Name: name, Why: why, Kind: "every record"}
		}
	}
	if r, ok := rules[RuleNotes]; ok {
		r.Kind = "notes of a meeting"
		rules[RuleNotes] = r
	}
	return slices.SortedFunc(maps.Values(rules), func(a, b record.Rule) int { return cmp.Compare(a.Name, b.Name) })
}

// joined is one rule of two kinds, or of two checks of one kind.
func joined(a, b record.Rule) record.Rule {
	a.Severity = min(a.Severity, b.Severity)
	if !slices.Contains(strings.Split(a.Kind, ", "), b.Kind) {
		a.Kind += ", " + b.Kind
	}
	if !strings.Contains(a.Why, b.Why) {
		a.Why += " " + b.Why
	}
	return a
}

// Explain is what there is to say about a rule: why it exists, how much it weighs,
// what it is about, and the clauses that the set's terms join to it. It is false
// when there is no rule of that name.
func Explain(s *record.Set, name string, more ...map[string]string) (string, bool) {
	rules := AllRules(s.Types(), more...)
	at := slices.IndexFunc(rules, func(r record.Rule) bool { return r.Name == name })
	if at < 0 {
		return "", false
	}
	rule := rules[at]
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s; about: %s)\n\n%s\n", rule.Name, rule.Severity, rule.Kind, rule.Why)
	if name == record.RuleState {
		b.WriteString("\n" + DescribeStates(s.Types()))
	}
	b.WriteString(explainObligation(s, name))
	clauses := ClausesOf(s, name)
	if clauses == nil {
		return b.String(), true
	}
	b.WriteString("\nThe terms of reference join it to\n")
	for _, c := range TermsKind.One(s).Clauses {
		if slices.Contains(clauses, c.ID) {
			fmt.Fprintf(&b, "  %-5s %s\n", c.ID, c.Summary.OneLine())
		}
	}
	return b.String(), true
}
