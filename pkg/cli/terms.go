package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// termsFlags are the flags of "terms" itself.
type termsFlags struct {
	readFlags
	year      int
	clause    string
	state     string
	questions bool
}

// assessTerms makes the noun of the terms a command of its own: it says how it stands
// with each clause.
func assessTerms(a *app, cmd *cobra.Command) *cobra.Command {
	var flags termsFlags
	noun := cmd.RunE
	cmd.Short = "How it stands with the terms of reference, clause by clause"
	cmd.Long = `terms says of each clause whether it is met, met late, due, not met, waived, or cannot
be assessed, in this year or in that of --year; which record and commit prove it, which
assumptions that rests on, and what would meet it. With --clause it tells all that was
found on one. What depends on nothing but a person's judgement says so. It judges
nobody: it says what the records say.

Exit status: 0 whatever it tells; 1 there is no register here.`
	cmd.Example = "  unmn terms\n  unmn terms --year 2026 --state \"not met\"\n  unmn terms --clause R11\n  unmn terms --open-questions"
	cmd.FParseErrWhitelist = cobra.FParseErrWhitelist{}
	flags.add(a, cmd)
	f := cmd.Flags()
	f.IntVar(&flags.year, "year", 0, "the year; the current one unless given")
	f.StringVar(&flags.clause, "clause", "", "all that was found on this clause, such as R11")
	f.StringVar(&flags.state, "state", "", "only clauses that stand so ("+strings.Join(network.Standing("").Values(), ", ")+")")
	f.BoolVar(&flags.questions, "open-questions", false, "list the parameters that are assumed until the Network settles them")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("state", cobra.FixedCompletions(network.Standing("").Values(), cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return noun(cmd, args)
		}
		return a.showTerms(cmd.Context(), flags)
	}
	return cmd
}

func (a *app) showTerms(ctx context.Context, flags termsFlags) error {
	set, snap, err := a.reading(ctx, &flags.readFlags)
	if err != nil {
		return err
	}
	if flags.questions {
		return a.showAssumptions(set, flags)
	}
	day := a.day(set)
	year := flags.year
	if year == 0 {
		year = day.Year()
	}
	states := network.AssessTerms(set, day, year)
	if err := set.Err(); err != nil {
		return err
	}
	if states, err = flags.only(states); err != nil {
		return err
	}
	var refs []record.AnyRef
	for _, c := range states {
		refs = append(refs, c.Evidence...)
	}
	commits, err := a.proofs(ctx, snap, refs)
	switch {
	case err != nil:
		return err
	case flags.structured():
		objects := make([]doc.Object, len(states))
		for i, c := range states {
			objects[i] = clauseObject(c, commits)
		}
		head := doc.Object{{Name: "version", Value: 1}, {Name: "year", Value: year}, {Name: "on", Value: day}}
		return a.printObjects(flags.readFlags, head, "clauses", objects, fieldNames(clauseObject(network.ClauseState{}, nil))...)
	case flags.clause != "":
		return a.showClause(flags, states[0], commits)
	}
	return a.showClauses(flags, states, commits)
}

// showClauses shows how it stands with clauses, a row each.
func (a *app) showClauses(flags termsFlags, states []network.ClauseState, commits map[record.AnyRef]string) error {
	rows := make([][]string, len(states))
	if a.form(flags.format) == "table" {
		last := make([]string, len(states))
		for i, c := range states {
			rows[i], last[i] = []string{string(c.Clause.ID), string(c.Standing), c.Why, proved(c.Evidence, commits, 1)}, c.Command
		}
		return a.printCommanded([]string{"clause", "state", "what", "evidence"}, rows, last)
	}
	for i, c := range states {
		rows[i] = []string{string(c.Clause.ID), string(c.Standing), c.Clause.Summary.OneLine(), c.Why, proved(c.Evidence, commits, 0), joined(c.Assumed), c.Command}
	}
	return a.printRows(flags.format, []string{"clause", "state", "summary", "what", "evidence", "assumed", "command"}, rows)
}

// only are the clauses that were asked for.
func (f *termsFlags) only(states []network.ClauseState) ([]network.ClauseState, error) {
	if f.state != "" && f.clause != "" {
		return nil, usagef("", "--state chooses among clauses, and --clause is one; give one of them")
	}
	if f.state != "" {
		word, err := oneOf[network.Standing](f.state)
		if err != nil {
			return nil, usagef("", "--state: %v", err)
		}
		states = slices.DeleteFunc(states, func(c network.ClauseState) bool { return c.Standing != word })
	}
	if f.clause == "" {
		return states, nil
	}
	at := slices.IndexFunc(states, func(c network.ClauseState) bool { return strings.EqualFold(string(c.Clause.ID), f.clause) })
	if at < 0 {
		var clauses []string
		for _, c := range states {
			clauses = append(clauses, string(c.Clause.ID))
		}
		return nil, record.Missing("clause", f.clause, "list the clauses with `unmn terms`", clauses)
	}
	return states[at : at+1], nil
}

// showClause shows everything that was found on one clause.
func (a *app) showClause(flags termsFlags, c network.ClauseState, commits map[record.AnyRef]string) error {
	a.note("%s (%s): %s", c.Clause.ID, c.Standing, c.Clause.Summary.OneLine())
	if len(c.Findings) == 0 {
		a.note("%s", c.Why)
	}
	rows := make([][]string, len(c.Findings))
	if a.form(flags.format) == "table" {
		last := make([]string, len(c.Findings))
		for i, f := range c.Findings {
			rows[i], last[i] = []string{string(f.Standing), string(f.Due), f.Sentence(), proved(f.Evidence, commits, 1)}, f.Command
		}
		return a.printCommanded([]string{"state", "due", "what", "evidence"}, rows, last)
	}
	for i, f := range c.Findings {
		rows[i] = []string{
			string(f.Standing), f.Rule, string(f.Due), string(f.On), f.What, f.Why, joined(f.Who), proved(f.Evidence, commits, 0), joined(f.Assumed), f.Command,
		}
	}
	return a.printRows(flags.format, []string{"state", "rule", "due", "met", "what", "why", "who", "evidence", "assumed", "command"}, rows)
}

// clauseObject is how it stands with a clause as JSON.
func clauseObject(c network.ClauseState, commits map[record.AnyRef]string) doc.Object {
	findings := make([]doc.Object, len(c.Findings))
	for i, f := range c.Findings {
		findings[i] = findingObject(f)
	}
	evidence := make([]doc.Object, len(c.Evidence))
	for i, ref := range c.Evidence {
		evidence[i] = doc.Object{{Name: "record", Value: ref}, {Name: "commit", Value: commits[ref]}}
	}
	return doc.Object{
		{Name: "clause", Value: c.Clause.ID}, {Name: "state", Value: c.Standing}, {Name: "summary", Value: c.Clause.Summary.OneLine()}, {Name: "why", Value: c.Why},
		{Name: "evidence", Value: evidence}, {Name: "assumed", Value: listed(c.Assumed)}, {Name: "command", Value: c.Command}, {Name: "findings", Value: findings},
	}
}

// showAssumptions lists what the Network has not settled yet.
func (a *app) showAssumptions(set *record.Set, flags termsFlags) error {
	list := network.OpenQuestions(set)
	objects, rows := make([]doc.Object, len(list)), make([][]string, len(list))
	for i, q := range list {
		objects[i] = doc.Object{{Name: "parameter", Value: q.Parameter}, {Name: "value", Value: q.Value}, {Name: "about", Value: q.About}, {Name: "rules", Value: listed(q.Rules)}}
		rows[i] = []string{q.Parameter, q.Value, q.About, joined(q.Rules)}
	}
	if flags.structured() {
		return a.printObjects(flags.readFlags, doc.Object{{Name: "version", Value: 1}}, "assumptions", objects, "parameter", "value", "about", "rules")
	}
	if len(list) == 0 {
		a.note("nothing is assumed: every parameter rests on a clause or on a decision")
	} else {
		a.note("settle one with `unmn network decide PARAMETER VALUE --decision ID`")
	}
	return a.printRows(flags.format, []string{"parameter", "assumed", "about", "rules"}, rows)
}
