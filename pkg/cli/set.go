package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newSetCommand is "set" of a kind.
func newSetCommand(a *app, t record.Type) *cobra.Command {
	var flags writeFlags
	name := t.Name()
	cmd := &cobra.Command{
		Use:               "set ID FIELD=VALUE...",
		Short:             "Change fields of one " + name,
		Long:              setHelp + "\n" + writeExits,
		Args:              exactly("the id of a " + name),
		ValidArgsFunction: a.completeSet(t),
	}
	id := "ID "
	cmd.Args = atLeast("the id of a " + name)
	if t.Layout() == record.Single {
		cmd.Use, cmd.Short, id = "set FIELD=VALUE...", "Change fields of the "+name, ""
		cmd.Args = cobra.ArbitraryArgs
	}
	cmd.Example = "  unmn " + name + " set " + id + exampleOf(t.Shape()) + "=VALUE\n  unmn " + name + " set " + id + "notes= -m \"settled\""
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		text := name
		if t.Layout() != record.Single {
			text, args = args[0], args[1:]
		}
		return runSet(cmd, a, t, text, args, flags)
	}
	flags.add(cmd)
	help := cmd.HelpFunc()
	cmd.SetHelpFunc(func(cmd *cobra.Command, args []string) { // the list is made for who asks
		cmd.Long = setHelp + "\n" + fieldsHelp(t.Shape()) + "\n" + writeExits
		help(cmd, args)
	})
	return cmd
}

// setHelp says how fields are named.
const setHelp = `set changes fields of a record in one change. A field of a field is named with dots,
an item of a list by its number or its key, a text in one language by the language:

  FIELD=VALUE            a value; a list has commas between its values
  FIELD=                 no value; of an item, the item goes
  FIELD+=A,B  FIELD-=A   values of a list more, or less
  LIST.2.FIELD=VALUE     a field of the second item; the number after the last makes one
  LIST.KEY.FIELD=VALUE   a field of the item with that key
  FIELD.sr-Cyrl=VALUE    a text in one language
`

// fieldsHelp lists what can be set, with what it is.
func fieldsHelp(shape *doc.Shape) string {
	var b strings.Builder
	b.WriteString("Fields (N is the number of an item, or its key):\n")
	for _, f := range doc.Assignables(shape) {
		fmt.Fprintf(&b, "  %-32s %s\n", f.Path, f.Field.Doc+values(f.Field))
	}
	return b.String()
}

// exampleOf is the field that examples set: the first that takes one value.
func exampleOf(shape *doc.Shape) string {
	for _, f := range shape.Fields {
		if doc.Settable(f) {
			return f.Name
		}
	}
	return shape.Fields[0].Name
}

func runSet(cmd *cobra.Command, a *app, t record.Type, text string, args []string, flags writeFlags) error {
	help := "`unmn " + t.Name() + " set --help` lists the fields"
	if len(args) == 0 {
		return usagef(help, "it is not said what to set: write FIELD=VALUE, such as %s=...", exampleOf(t.Shape()))
	}
	values := make([]doc.Assignment, len(args))
	for i, arg := range args {
		var err error
		if values[i], err = doc.ParseAssignment(arg); err != nil {
			return usagef(help, "%v", err)
		}
	}
	_, err := a.takeStep(cmd, flags, t.Name(), text, thenOf(t, "show"), func(s *record.Set, id record.ID) (*record.Change, error) {
		return network.SetFields(s, network.SetOptions{Type: t, ID: id, Values: values})
	})
	return err
}

// completeSet completes the id of a record, then fields, and the words a field
// takes.
func (a *app) completeSet(t record.Type) cobra.CompletionFunc {
	ids := a.completeIDs(t.Name())
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) == 0 && t.Layout() != record.Single {
			return ids(cmd, args, typed)
		}
		path, _, hasValue := strings.Cut(typed, "=")
		var out []cobra.Completion
		for _, f := range doc.Assignables(t.Shape()) {
			if !hasValue {
				out = append(out, f.Path+"=\t"+f.Field.Doc)
			} else if f.Path == path {
				for _, word := range f.Field.Shape.Enum {
					out = append(out, path+"="+word)
				}
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}
