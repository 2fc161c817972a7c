package cli

import (
	"context"

	"github.com/spf13/cobra"

	"unmn/pkg/record"
)

// newNewCommand is "new" of a kind that has none of its own: the id and the fields
// by flags.
func newNewCommand(a *app, t record.Type) *cobra.Command {
	var flags writeFlags
	cmd := &cobra.Command{
		Use:     "new ID",
		Short:   "Make one: " + t.Name(),
		Example: "  unmn " + t.Name() + " new ID --help",
		Args:    exactly("an id"),
	}
	fields := addFieldFlags(cmd, t.Shape())
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return runNew(cmd.Context(), a, t, args[0], fields, flags)
	}
	return cmd
}

func runNew(ctx context.Context, a *app, t record.Type, name string, fields *fieldFlags, flags writeFlags) error {
	id, err := record.ParseID(name)
	if err != nil {
		return err
	}
	rec := t.New()
	if err := fields.apply(rec); err != nil {
		return err
	}
	return a.write(ctx, flags, "unmn "+t.Name()+" show "+name, func(s *record.Set) (*record.Change, error) {
		d := s.Draft()
		if err := d.Create(t, id, rec); err != nil {
			return nil, err
		}
		return d.Change(t.Name() + " " + name + ": new")
	})
}
