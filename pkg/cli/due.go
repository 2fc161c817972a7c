package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// usualWithin is how many days ahead is looked, unless said otherwise.
const usualWithin = 14

// newDueCommand is "due": what has to be done, by when.
func newDueCommand(a *app) *cobra.Command {
	var flags readFlags
	within := usualWithin
	cmd := &cobra.Command{
		Use:   "due",
		Short: "List what is due or overdue, with the command that meets it",
		Long: `due tells what the terms of reference and what was agreed ask for by a day: meetings,
invitations, minutes, answers, confirmations, reports, actions. What is overdue stays
until it is met or waived. Nothing of it is stored: it follows from the records and
from the parameters of the network. What cannot be mended any more is told by
"unmn terms" alone.

Exit status: 0 whatever it tells; 1 there is no register here.`,
		Example:           "  unmn due\n  unmn due --within 90\n  unmn due --on 2026-12-31 --json",
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	flags.add(a, cmd)
	cmd.Flags().IntVar(&within, "within", usualWithin, "as well what is due in so many days")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.showDue(cmd.Context(), flags, within)
	}
	return cmd
}

func (a *app) showDue(ctx context.Context, flags readFlags, within int) error {
	if within < 0 {
		return usagef("", "--within cannot be %d; 0 means what is due today", within)
	}
	set, _, err := a.reading(ctx, &flags)
	if err != nil {
		return err
	}
	day := a.day(set)
	found := network.NewWatch(set, day, "", day.AddDays(within)).DueFindings()
	if err := set.Err(); err != nil {
		return err
	}
	if flags.structured() {
		objects := make([]doc.Object, len(found))
		for i, f := range found {
			objects[i] = findingObject(f)
		}
		head := doc.Object{{Name: "version", Value: 1}, {Name: "on", Value: day}, {Name: "within", Value: within}}
		return a.printObjects(flags, head, "due", objects, fieldNames(findingObject(network.Finding{}))...)
	}
	if len(found) == 0 {
		a.note("nothing is due by %s", day.AddDays(within))
	}
	rows := make([][]string, len(found))
	if a.form(flags.format) == "table" {
		commands := make([]string, len(found))
		for i, f := range found {
			rows[i], commands[i] = []string{string(f.Due), overdue(f), f.Sentence(), joined(f.Who)}, f.Command
		}
		return a.printCommanded([]string{"due", "state", "what", "who"}, rows, commands)
	}
	for i, f := range found {
		rows[i] = []string{string(f.Due), overdue(f), f.Rule, f.What, f.Why, joined(f.Who), joined(f.Clauses), joined(f.Evidence), joined(f.Assumed), f.Command}
	}
	return a.printRows(flags.format, []string{"due", "state", "rule", "what", "why", "who", "clauses", "records", "assumed", "command"}, rows)
}

// overdue is how it stands with what is due, in the word of a list.
func overdue(f network.Finding) string {
	if f.Standing == network.NotMet {
		return "overdue"
	}
	return string(f.Standing)
}

// findingObject is a finding as JSON.
func findingObject(f network.Finding) doc.Object {
	return doc.Object{
		{Name: "rule", Value: f.Rule}, {Name: "clauses", Value: listed(f.Clauses)}, {Name: "for", Value: f.For}, {Name: "what", Value: f.What},
		{Name: "who", Value: listed(f.Who)}, {Name: "due", Value: f.Due}, {Name: "state", Value: f.Standing}, {Name: "met_on", Value: f.On},
		{Name: "why", Value: f.Why}, {Name: "evidence", Value: listed(f.Evidence)}, {Name: "assumed", Value: listed(f.Assumed)}, {Name: "command", Value: f.Command},
	}
}

// listed is a list that JSON shows as one even where it is empty.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// proofs are the commits that last changed records, by record: what proves that the
// register says so, and since when it does. The history is walked once, as far back
// as is needed.
func (a *app) proofs(ctx context.Context, from *repo.Snapshot, refs []record.AnyRef) (map[record.AnyRef]string, error) {
	paths := map[string]record.AnyRef{}
	for _, ref := range refs {
		kind, id, _ := ref.Split()
		if t, ok := a.kind(kind); ok {
			paths[t.PathOf(id)] = ref
		}
	}
	out := map[record.AnyRef]string{}
	for e, err := range a.git.LogFrom(ctx, from, record.Root) {
		if err != nil || len(paths) == 0 {
			return out, err
		}
		files, err := a.git.Changed(ctx, e)
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			if ref, ok := paths[name]; ok {
				out[ref] = e.Hash
				delete(paths, name)
			}
		}
	}
	return out, nil
}

// proved is evidence with its commits: "meeting/2026-q3 1a2b3c4d"; of more than most the
// rest is counted, and most 0 means all.
func proved(evidence []record.AnyRef, commits map[record.AnyRef]string, most int) string {
	var words []string
	for i, ref := range evidence {
		if most > 0 && i == most {
			words = append(words, fmt.Sprintf("%d more", len(evidence)-most))
			break
		}
		words = append(words, strings.TrimSpace(string(ref)+" "+short(commits[ref])))
	}
	return diag.Defuse(strings.Join(words, ", "))
}
