package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// newShowCommand is "show" of a kind.
func newShowCommand(a *app, t record.Type) *cobra.Command {
	var flags readFlags
	cmd := &cobra.Command{
		Short:   "Show one " + t.Name(),
		Example: "  unmn " + t.Name() + " show ID\n  unmn " + t.Name() + " show ID --json",
	}
	if t.Layout() == record.Single {
		cmd.Short = "Show the " + t.Name()
		cmd.Example = "  unmn " + t.Name() + " show"
	}
	a.aboutOne(cmd, "show", t, func(ctx context.Context, id string) error {
		return runShow(ctx, a, t.Name()+"/"+strings.TrimPrefix(id, t.Name()+"/"), flags)
	})
	flags.add(a, cmd)
	return cmd
}

// newShowAnyCommand is "show KIND/ID".
func newShowAnyCommand(a *app) *cobra.Command {
	var flags readFlags
	cmd := &cobra.Command{
		Use:               "show KIND/ID",
		Short:             "Show one record of any kind",
		Example:           "  unmn show member/iom\n  unmn show iom --json",
		Args:              exactly("a record, as member/iom"),
		ValidArgsFunction: a.completeRecords,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runShow(cmd.Context(), a, args[0], flags)
		},
	}
	flags.add(a, cmd)
	return cmd
}

func runShow(ctx context.Context, a *app, text string, flags readFlags) error {
	if err := flags.check(); err != nil {
		return err
	}
	set, _, err := a.head(ctx)
	if err != nil {
		return err
	}
	item, err := set.FindAny(text)
	if err != nil {
		return err
	}
	a.remember(item.Type.Name(), item.ID)
	item, there := a.seen(item)
	if !there {
		a.note("note: %s %q was not there on %s", item.Type.Name(), item.ID, a.view.on.Date)
	}
	if done, err := a.printRecords(flags, item.Type, []record.Item{item}); done {
		return err
	}
	if flags.format != "" {
		rows := [][]string{{"id", string(item.ID)}}
		for _, leaf := range doc.Leaves(item.Type.Shape(), item.Rec()) {
			rows = append(rows, []string{leaf.Path, leaf.Value})
		}
		return a.printRows(flags.format, []string{"field", "value"}, rows)
	}
	head := "# " + item.Type.Name() + "/" + string(item.ID)
	if a.view.on.Date != "" {
		head += " on " + string(a.view.on.Date)
	}
	text = string(doc.Encode(item.Type.Shape(), item.Rec(), head))
	_, err = fmt.Fprint(a.env.Out, diag.Defuse(text))
	return err
}
