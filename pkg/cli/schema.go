package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"unmn/pkg/record"
)

// newSchemaCommand is "schema": the JSON Schemas of the records.
func newSchemaCommand(a *app) *cobra.Command {
	var write bool
	var flags writeFlags
	cmd := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Show the JSON Schema of a kind, or record all of them",
		Long: `schema shows the JSON Schema (2020-12) of a kind of record. With --write it
records the schemas of all kinds in records/schema/, where the first line of every
record points editors to; a register made by an older program is brought up to date.`,
		Example: "  unmn schema member\n  unmn schema --write",
		Args:    optional("a kind of record"),
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&write, "write", false, "record the schemas of all kinds in the register")
	var kinds []string
	for _, t := range a.env.Types {
		kinds = append(kinds, t.Name())
	}
	cmd.ValidArgs = kinds
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return runSchema(cmd.Context(), a, args, write, flags)
	}
	return cmd
}

func runSchema(ctx context.Context, a *app, args []string, write bool, flags writeFlags) error {
	if write {
		if len(args) > 0 {
			return usagef("", "--write records the schemas of all kinds; leave %q out", args[0])
		}
		return a.write(ctx, flags, "", func(s *record.Set) (*record.Change, error) {
			d := s.Draft()
			for _, t := range s.Types() {
				text, err := record.Schema(t)
				if err != nil {
					return nil, err
				}
				d.WriteFile(record.SchemaPath(t), text)
			}
			return d.Change("schemas: bring up to date")
		})
	}
	if len(args) == 0 {
		return usagef("name a kind, as in `unmn schema member`", "schema shows one kind; it is not said which")
	}
	t, ok := a.kind(args[0])
	if !ok {
		return usagef("see `unmn --help`", "there is no kind of record %q", args[0])
	}
	text, err := record.Schema(t)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.env.Out, "%s", text)
	return err
}
