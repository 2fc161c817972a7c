package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// fieldFlags are flags that set the fields of a record, one for each field that
// fits on a command line; the flag bears the field's name with dashes.
type fieldFlags struct {
	shape *doc.Shape
	flags *pflag.FlagSet
	names map[string]string // flag to field
}

// addFieldFlags adds the flags of a shape's fields to a command, save those that
// the command gives a meaning of its own.
func addFieldFlags(cmd *cobra.Command, shape *doc.Shape, except ...string) *fieldFlags {
	ff := &fieldFlags{shape: shape, flags: cmd.Flags(), names: map[string]string{}}
	for _, f := range shape.Fields {
		flag := strings.ReplaceAll(f.Name, "_", "-")
		if slices.Contains(except, f.Name) || ff.flags.Lookup(flag) != nil || !doc.Settable(f) {
			continue
		}
		ff.flags.String(flag, "", f.Doc+values(f))
		ff.names[flag] = f.Name
		if f.Shape.Kind == doc.BoolShape {
			ff.flags.Lookup(flag).NoOptDefVal = "true"
		}
		if words := f.Shape.Enum; words != nil {
			//nolint:errcheck // fails only for a flag that does not exist
			cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	return ff
}

// values tells the words a field takes, for the help of its flag.
func values(f doc.Field) string {
	switch {
	case f.Shape.Kind == doc.EnumShape:
		return " (" + strings.Join(f.Shape.Enum, ", ") + ")"
	case f.Shape.Kind == doc.ListShape:
		return " (separated by commas)"
	}
	return ""
}

// apply sets the fields whose flags were given in a record, a pointer to the
// shape's type. All unreadable values are told at once.
func (ff *fieldFlags) apply(rec any) error {
	var wrong []string
	ff.flags.Visit(func(f *pflag.Flag) {
		field, ours := ff.names[f.Name]
		if !ours {
			return
		}
		text := f.Value.String()
		if of, ok := ff.shape.Field(field); ok {
			text = record.Unprefixed(of.Shape, text)
		}
		if err := doc.Set(ff.shape, rec, field, text); err != nil {
			wrong = append(wrong, fmt.Sprintf("--%s: %v", f.Name, err))
		}
	})
	if wrong != nil {
		return usagef("", "%s", strings.Join(wrong, "\n"))
	}
	return nil
}
