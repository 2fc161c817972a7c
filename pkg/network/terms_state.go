package network

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A ClauseState is how it stands with a clause of the terms in a year: as the heaviest
// of what its rules find.
type ClauseState struct {
	Clause   Clause
	Standing Standing
	Why      string // in one line: what is heaviest, or why nobody can tell
	Findings []Finding
	Evidence []record.AnyRef
	Assumed  []string
	Command  string // what would meet it; empty where nothing can, or nothing need
}

// AssessTerms is how it stands with every clause in a year, as known on a day. A clause
// stands as the obligations it names find and as the checks it names find nothing;
// what had no occasion in the year cannot be assessed, and neither can a clause that
// is not for a machine.
func AssessTerms(s *record.Set, day doc.Date, year int) []ClauseState {
	first, last := doc.Date(yearText(year)+"-01-01"), doc.Date(yearText(year)+"-12-31")
	a := &assessor{watch: NewWatch(s, day, first, last), year: yearText(year), byRule: map[string][]Finding{}, problems: map[string]diag.List{}}
	for _, f := range a.watch.Findings() {
		a.byRule[f.Rule] = append(a.byRule[f.Rule], f)
	}
	for _, p := range s.Check() {
		a.problems[p.Rule] = append(a.problems[p.Rule], p)
	}
	var out []ClauseState
	for _, c := range TermsKind.One(s).Clauses {
		out = append(out, a.clause(c))
	}
	return out
}

// assessor is the work of AssessTerms.
type assessor struct {
	watch    *Watch
	year     string
	byRule   map[string][]Finding // of obligations
	problems map[string]diag.List // of checks
}

func (a *assessor) clause(c Clause) ClauseState {
	out := ClauseState{Clause: c, Standing: CannotTell, Why: "there was no occasion for it in " + a.year}
	if len(c.Rules) == 0 {
		out.Why = "not for a machine: " + c.NotForMachine.OneLine()
		return out
	}
	var checked []Finding
	for _, rule := range c.Rules {
		if isObligation(string(rule)) {
			out.Findings = append(out.Findings, a.byRule[string(rule)]...)
		} else {
			checked = append(checked, a.byCheck(string(rule))...)
		}
	}
	out.Findings = append(out.Findings, checked...)
	out.lead()
	for _, f := range out.Findings {
		for _, ref := range f.Evidence {
			if !slices.Contains(out.Evidence, ref) {
				out.Evidence = append(out.Evidence, ref)
			}
		}
		for _, name := range f.Assumed {
			if !slices.Contains(out.Assumed, name) {
				out.Assumed = append(out.Assumed, name)
			}
		}
	}
	return out
}

// lead takes on the heaviest of what was found, and says how much of it there is.
func (c *ClauseState) lead() {
	more := 0
	for i, f := range c.Findings {
		switch {
		case i == 0 || f.Standing.weight() < c.Standing.weight():
			c.Standing, c.Command, c.Why, more = f.Standing, f.Command, f.Sentence(), 0
		case f.Standing == c.Standing:
			more++
			c.Command = cmp.Or(c.Command, f.Command)
		}
	}
	if more > 0 {
		c.Why += fmt.Sprintf("; and %d more", more)
	}
}

// Sentence says in one line what a finding is about and how it stands with it.
func (f Finding) Sentence() string {
	if f.Why == "" {
		return f.What
	}
	return f.What + ": " + f.Why
}

// isObligation reports the name of an obligation.
func isObligation(rule string) bool {
	return slices.ContainsFunc(Obligations(), func(o Obligation) bool { return o.Rule == rule })
}

// byCheck are the findings of a check: each problem of a record of the year is one that
// is not met, and the records in which it found nothing prove the rest.
func (a *assessor) byCheck(rule string) []Finding {
	var out []Finding
	var broken []record.AnyRef
	for _, p := range a.problems[rule] {
		t, id, ok := a.watch.Set.Locate(p.File)
		if !ok || !a.ofYear(t, id) {
			continue
		}
		ref := recordRef(t.Name(), id)
		broken = append(broken, ref)
		out = append(out, Finding{Rule: rule, For: string(ref), What: string(ref), Standing: NotMet, Why: p.Message, Evidence: []record.AnyRef{ref}, Command: commandIn(p.Hint, t, id)})
	}
	kept := slices.DeleteFunc(a.occasions(rule), func(ref record.AnyRef) bool { return slices.Contains(broken, ref) })
	if len(kept) > 0 {
		out = append(out, Finding{Rule: rule, For: rule, What: fmt.Sprintf("%s: nothing is wrong in %s", rule, counted(len(kept))), Standing: Met, Evidence: kept})
	}
	return out
}

func counted(n int) string {
	if n == 1 {
		return "1 record"
	}
	return fmt.Sprintf("%d records", n)
}

// commandIn is the command that a hint offers, or the one that opens the record.
func commandIn(hint string, t record.Type, id record.ID) string {
	if _, rest, ok := strings.Cut(hint, "`unmn "); ok {
		if command, _, ok := strings.Cut(rest, "`"); ok {
			return "unmn " + command
		}
	}
	if t.Layout() == record.Single {
		return "unmn " + t.Name() + " edit"
	}
	return "unmn " + t.Name() + " edit " + string(id)
}

// ofYear reports a record that belongs to the year, or to no year.
func (a *assessor) ofYear(t record.Type, id record.ID) bool {
	return t.Layout() != record.ByYear || id.Year() == a.year
}

// occasions are the records of the year that a check is about. A check of one sort of
// meeting has no occasion in a year that had none.
func (a *assessor) occasions(rule string) []record.AnyRef {
	var out []record.AnyRef
	for _, t := range a.watch.Set.Types() {
		if !slices.ContainsFunc(t.Rules(), func(r record.Rule) bool { return r.Name == rule }) {
			continue
		}
		for _, item := range a.watch.Set.Items(t.Name()) {
			if a.ofYear(t, item.ID) && isOccasion(rule, item.Rec()) {
				out = append(out, recordRef(t.Name(), item.ID))
			}
		}
	}
	return out
}

// isOccasion reports that a record can prove that a check is kept: rules about annual
// or extraordinary meetings, about meetings of the Network, and about decisions that
// were taken say nothing of others.
func isOccasion(rule string, rec any) bool {
	switch r := rec.(type) {
	case *Meeting:
		return isMeetingOccasion(rule, r)
	case *Decision:
		return r.Status != DecisionDraft && (rule != ruleSilence || r.Method == methodSilence)
	case *Statement:
		return r.Status == StatementDelivered
	case *Workplan:
		return r.Status == WorkplanAdopted || rule != "adopted-by-decision"
	case *Member:
		return !strings.HasPrefix(rule, "annual-") && rule != ruleFrozen && rule != ruleOneVoice && r.Status != ExpressedInterest
	case *Network:
		return rule != "silence-of-institutions" // a parameter proves no consultation
	}
	return true
}

// isMeetingOccasion is isOccasion for a meeting.
func isMeetingOccasion(rule string, m *Meeting) bool {
	switch {
	case m.IsOff():
		return false
	case strings.HasPrefix(rule, "annual-"):
		return m.Type == Annual
	case rule == "extraordinary-reason":
		return m.Type == Extraordinary
	case strings.HasPrefix(rule, "minutes-"):
		return m.Minutes != nil
	}
	return m.Type != GroupMeeting
}
