package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"unmn/pkg/record"
)

// newNoun is the noun of a kind. A command line that does not have the word cannot
// be about it: the verbs, with the flags of all their fields, would be made for
// nobody, and the desk, which is no words at all, is quick. Without a command line the
// tree is whole.
func newNoun(a *app, t record.Type) *cobra.Command {
	if a.env.Args != nil && !slices.Contains(a.env.Args, t.Name()) {
		return groupOf(t.Name(), nounShort(t))
	}
	return newKindCommand(a, t)
}
