package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// searchFlags are the flags of "search".
type searchFlags struct {
	readFlags
	kinds []string
	limit int
}

// newSearchCommand is "search": full text over all records.
func newSearchCommand(a *app) *cobra.Command {
	var flags searchFlags
	var kinds []string
	for _, t := range a.env.Types {
		kinds = append(kinds, t.Name())
	}
	cmd := &cobra.Command{
		Use:   "search WORD ...",
		Short: "Find the records in which words stand",
		Long: `search finds the records that have all of the words, in any of their fields: in either
script, with or without diacritics, in upper or lower case; ljubicic finds Љубичић. Words
between quotation marks are found as they follow each other. Records that have the words in
their title or name come first.`,
		Example:           "  unmn search protocol\n  unmn search ljubicic --kind member\n  unmn search \"mixed movements\" data --json",
		Args:              atLeast("a word to look for"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runSearch(cmd.Context(), a, args, flags)
		},
	}
	flags.add(a, cmd)
	cmd.Flags().StringSliceVar(&flags.kinds, "kind", nil, "only records of this kind; several are separated by commas")
	cmd.Flags().IntVar(&flags.limit, "limit", 20, "only so many records, the best; 0 means all")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(kinds, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func runSearch(ctx context.Context, a *app, words []string, flags searchFlags) error {
	if err := a.checkSearch(words, flags); err != nil {
		return err
	}
	set, _, err := a.reading(ctx, &flags.readFlags)
	if err != nil {
		return err
	}
	hits := set.Search(words, script.Fold, a.seen, flags.kinds...)
	if err := set.Err(); err != nil {
		return err
	}
	all := len(hits)
	if flags.limit > 0 && all > flags.limit {
		hits = hits[:flags.limit]
	}
	if flags.structured() {
		return a.printHits(hits, flags)
	}
	rows := make([][]string, len(hits))
	for i, hit := range hits {
		rows[i] = []string{hit.Item.Type.Name() + "/" + string(hit.Item.ID), hit.Field, hit.Excerpt}
	}
	if err := a.printRows(flags.format, []string{"record", "field", "text"}, rows); err != nil {
		return err
	}
	switch {
	case all == 0 && a.env.OutIsTerm:
		a.note("no record has %s", quoted(words))
	case all > len(hits):
		a.note("note: %s more; --limit 0 shows all", plural(all-len(hits), "record"))
	}
	return nil
}

// checkSearch refuses what cannot be looked for.
func (a *app) checkSearch(words []string, flags searchFlags) error {
	for _, kind := range flags.kinds {
		if _, ok := a.kind(kind); ok {
			continue
		}
		var known []string
		for _, t := range a.env.Types {
			known = append(known, t.Name())
		}
		return unknown(kind, known, "there is no kind of record %q", "there are")
	}
	if i := slices.IndexFunc(words, func(w string) bool { return strings.TrimSpace(script.Fold(w)) == "" }); i >= 0 {
		return usagef("", "%q is no word to look for", words[i])
	}
	return checkLimit(flags.limit)
}

// quoted are words between quotation marks.
func quoted(words []string) string { return `"` + strings.Join(words, `" and "`) + `"` }

func (a *app) printHits(hits []record.Hit, flags searchFlags) error {
	objects := make([]doc.Object, len(hits))
	for i, hit := range hits {
		objects[i] = doc.Object{{Name: "kind", Value: hit.Item.Type.Name()}, {Name: "id", Value: hit.Item.ID}, {Name: "field", Value: hit.Field}, {Name: "text", Value: hit.Excerpt}}
	}
	return a.printObjects(flags.readFlags, doc.Object{{Name: "version", Value: 1}}, "hits", objects, "kind", "id", "field", "text")
}
