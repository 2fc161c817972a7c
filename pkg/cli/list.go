package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// newListCommand is "list" of a kind.
func newListCommand(a *app, t record.Type) *cobra.Command {
	var flags readFlags
	filters := map[string]*string{}
	cmd := &cobra.Command{
		Use:               "list",
		Short:             "List the " + several(t),
		Example:           "  unmn " + t.Name() + " list\n  unmn " + t.Name() + " list --json",
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runList(cmd.Context(), a, t, flags, filters)
		},
	}
	flags.add(a, cmd)
	for _, name := range t.Columns() {
		filters[name] = cmd.Flags().String(name, "", "only records with this "+strings.ReplaceAll(name, "-", " ")+": "+t.ColumnDoc(name))
	}
	return cmd
}

// several is how a sentence names the records of a kind.
func several(t record.Type) string {
	if t.Layout() == record.Single {
		return t.Name() + " record"
	}
	return t.Folder()
}

func runList(ctx context.Context, a *app, t record.Type, flags readFlags, filters map[string]*string) error {
	if err := a.configure(ctx); err != nil {
		return err
	}
	if err := knownFields(t, flags.fields()); err != nil {
		return err
	}
	set, _, err := a.head(ctx)
	if err != nil {
		return err
	}
	day := a.day(set)
	var items []record.Item
	for _, item := range set.Items(t.Name()) {
		item, there := a.seen(item)
		if there && matches(network.InForce(item, day), filters) {
			items = append(items, item)
		}
	}
	if err := set.Err(); err != nil {
		return err
	}
	if flags.json != "" {
		return a.printJSON(envelope(t.Name(), objects(items, flags.fields())))
	}
	rows := make([][]string, len(items))
	for i, item := range items {
		seen := network.InForce(item, day)
		rows[i] = append(rows[i], string(item.ID))
		for _, name := range t.Columns() {
			rows[i] = append(rows[i], seen.Column(name))
		}
	}
	if len(rows) == 0 && a.env.OutIsTerm {
		a.note("there is no such %s", t.Name())
	}
	return a.printRows(flags.format, append([]string{"id"}, t.Columns()...), rows)
}

// knownFields refuses a field in --json that the kind does not have.
func knownFields(t record.Type, fields []string) error {
	for _, f := range fields {
		if _, ok := t.Shape().Field(f); !ok && f != "id" {
			return usagef("", "a %s has no field %q; its fields are id, %s", t.Name(), f, strings.Join(t.Shape().Names(), ", "))
		}
	}
	return nil
}

// matches reports whether a record has every value that is filtered by: one of
// the words, whole, or in longer values a part, in either script.
func matches(item record.Item, filters map[string]*string) bool {
	for column, want := range filters {
		if *want == "" {
			continue
		}
		value := script.Fold(item.Column(column))
		fits := func(word string) bool {
			word = script.Fold(strings.TrimSpace(word))
			return value == word || strings.Contains(value, " ") && strings.Contains(value, word) || strings.HasPrefix(value, word+"-")
		}
		if !slices.ContainsFunc(strings.Split(*want, ","), fits) {
			return false
		}
	}
	return true
}

// objects are records as JSON, each with its id first.
func objects(items []record.Item, fields []string) []doc.Object {
	out := make([]doc.Object, len(items))
	for i, item := range items {
		body := doc.JSON(item.Type.Shape(), item.Rec(), fields...)
		out[i] = append(doc.Object{{Name: "id", Value: item.ID}}, body...)
	}
	return out
}
