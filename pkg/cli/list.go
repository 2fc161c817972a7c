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
	flags := listFlags{readFlags: readFlags{files: fileFormats(t)}}
	var only *filters
	cmd := &cobra.Command{
		Use:               "list",
		Short:             "List the " + several(t),
		Long:              listHelp,
		Example:           "  unmn " + t.Name() + " list\n  unmn " + t.Name() + " list --json\n  unmn " + t.Name() + " list --out " + t.Folder() + ".xlsx",
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runList(cmd.Context(), a, t, flags, only)
		},
	}
	flags.add(a, cmd)
	cmd.Flags().StringVarP(&flags.out, "out", "o", "", "write the list into this file, whose name says the format")
	only = addFilters(a, t, cmd)
	cmd.Flags().StringVar(&flags.by, "sort", "", "by this column instead of the id; -COLUMN for the reverse")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions(t.Columns(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// several is how a sentence names the records of a kind.
func several(t record.Type) string {
	if t.Layout() == record.Single {
		return t.Name() + " record"
	}
	return t.Folder()
}

// listHelp is the end of the help of every list.
const listHelp = `With --out the list goes into a file; .xlsx makes a spreadsheet with dates as dates,
.csv one that any program reads. Cells are text there, whatever they begin with.

Exit status: 0 done; 1 failed; 2 a flag that cannot be read.`

// listFlags are the flags of "list".
type listFlags struct {
	readFlags
	by  string // the column by which it is sorted
	out string
}

func runList(ctx context.Context, a *app, t record.Type, flags listFlags, only *filters) error {
	if err := a.configure(ctx); err != nil {
		return err
	}
	if err := flags.check(); err != nil {
		return err
	}
	if err := a.showable(flags.format, flags.file() != nil, flags.out); err != nil {
		return err
	}
	set, _, err := a.head(ctx)
	if err != nil {
		return err
	}
	if err := a.outside(ctx, flags.out); err != nil {
		return err
	}
	if err := only.read(set); err != nil {
		return err
	}
	day := a.day(set)
	var items, seen []record.Item // the records, and as columns show them
	for _, item := range set.Items(t.Name()) {
		item, there := a.seen(item)
		shown := network.InForce(item, day)
		if there && only.matches(set, shown) {
			items, seen = append(items, item), append(seen, shown)
		}
	}
	if err := order(t, flags.by, items, seen); err != nil {
		return err
	}
	if err := set.Err(); err != nil {
		return err
	}
	title := "the list of " + several(t)
	if t.Layout() == record.Single {
		title = "the " + several(t)
	}
	return a.into(flags.out, title, func() error {
		return a.printList(flags.readFlags, set, t, items, seen)
	})
}

// printList shows records in the form asked for.
func (a *app) printList(flags readFlags, set *record.Set, t record.Type, items, seen []record.Item) error {
	if f := flags.file(); f != nil {
		return f.write(a.env.Out, set, t, seen)
	}
	if done, err := a.printRecords(flags, t, items); done {
		return err
	}
	if len(items) == 0 && a.env.OutIsTerm {
		a.note("there is no such %s", t.Name())
	}
	return a.printRows(flags.format, columnsOf(t), rowsOf(t, seen))
}

// columnsOf is the head of a list.
func columnsOf(t record.Type) []string { return append([]string{"id"}, t.Columns()...) }

// rowsOf are the rows of a list.
func rowsOf(t record.Type, items []record.Item) [][]string {
	rows := make([][]string, len(items))
	for i, item := range items {
		rows[i] = append(rows[i], string(item.ID))
		for _, name := range t.Columns() {
			rows[i] = append(rows[i], item.Column(name))
		}
	}
	return rows
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

// order sorts records by a column, those alike by id. Both lists stay side by side.
func order(t record.Type, by string, items, seen []record.Item) error {
	if by == "" {
		return nil
	}
	name, reversed := strings.CutPrefix(by, "-")
	name, err := pick(name, t.Columns())
	if err != nil {
		return usagef("", "--sort: %v", err)
	}
	at := make([]int, len(seen))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(i, j int) int {
		n := strings.Compare(script.Fold(seen[i].Column(name)), script.Fold(seen[j].Column(name)))
		if reversed {
			return -n
		}
		return n
	})
	was, shown := slices.Clone(items), slices.Clone(seen)
	for to, from := range at {
		items[to], seen[to] = was[from], shown[from]
	}
	return nil
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
