package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// What the commands have in common that change one record.

// A step is what such a command does once it knows the record.
type step func(s *record.Set, id record.ID) (*record.Change, error)

// takeStep runs a step on the record of a kind that text names, and returns its id.
// next is the command to propose, with ID for the record.
func (a *app) takeStep(cmd *cobra.Command, flags writeFlags, kind, text string, next func(record.ID) string, take step) (record.ID, error) {
	var id record.ID
	err := a.writeThen(cmd.Context(), flags, func() string { return next(id) }, func(s *record.Set) (*record.Change, error) {
		var err error
		if id, err = s.Find(kind, text); err != nil {
			return nil, err
		}
		return take(s, id)
	})
	return id, err
}

// takeToldStep is takeStep for a step that says as well what a person should know.
func (a *app) takeToldStep(cmd *cobra.Command, flags writeFlags, kind, text string, next func(record.ID) string,
	take func(*record.Set, record.ID) (*record.Change, []string, error)) error {
	var told []string
	_, err := a.takeStep(cmd, flags, kind, text, next, func(s *record.Set, id record.ID) (*record.Change, error) {
		c, notes, err := take(s, id)
		told = notes
		return c, err
	})
	if err != nil {
		return err
	}
	a.tell(told)
	return nil
}

// makeTold runs a plan that makes a record, and says as well what a person should
// know of it.
func (a *app) makeTold(cmd *cobra.Command, flags writeFlags, next func(record.ID) string,
	make func(*record.Set) (*record.Change, record.ID, []string, error)) error {
	var made record.ID
	var told []string
	err := a.writeThen(cmd.Context(), flags, func() string { return next(made) }, func(s *record.Set) (*record.Change, error) {
		c, id, notes, err := make(s)
		made, told = id, notes
		return c, err
	})
	if err != nil {
		return err
	}
	a.tell(told)
	return nil
}

// tell says what a person should know of a change that was made.
func (a *app) tell(told []string) {
	for _, t := range told {
		a.note("note: %s", t)
	}
}

// then proposes a verb of a kind for the record.
func then(kind, verb string) func(record.ID) string {
	return func(id record.ID) string { return "unmn " + kind + " " + verb + " " + string(id) }
}

// thenOf is then for a kind of which there may be one record alone, which needs no id.
func thenOf(t record.Type, verb string) func(record.ID) string {
	if t.Layout() == record.Single {
		return always("unmn " + t.Name() + " " + verb)
	}
	return then(t.Name(), verb)
}

// shown proposes to look at a record of a kind.
func shown(kind string) func(record.ID) string { return then(kind, "show") }

// always proposes a command that is not about the record.
func always(next string) func(record.ID) string {
	return func(record.ID) string { return next }
}

// addSomeFieldFlags is addFieldFlags for a few fields, by name.
func addSomeFieldFlags(cmd *cobra.Command, shape *doc.Shape, only ...string) *fieldFlags {
	except := slices.DeleteFunc(shape.Names(), func(name string) bool { return slices.Contains(only, name) })
	return addFieldFlags(cmd, shape, except...)
}

// textFlag is a flag that takes a sentence.
type textFlag struct{ doc.Text }

// Set reads the sentence.
func (t *textFlag) Set(text string) error {
	t.Text = doc.Plain(strings.TrimSpace(text))
	return nil
}

// String is the sentence.
func (t *textFlag) String() string { return t.OneLine() }

// Type is what help calls the value.
func (t *textFlag) Type() string { return "text" }
