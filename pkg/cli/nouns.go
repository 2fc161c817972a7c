package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/record"
)

// A command line is about one noun at most. The verbs of the others, with all their
// flags, would be made for nobody.

// newNoun is the noun of a kind, for a command line that begins with word; without
// its verbs where the line is known to be about something else.
func newNoun(a *app, t record.Type, word string, across []*cobra.Command) *cobra.Command {
	about := func(name string) bool { return word == name }
	other := slices.ContainsFunc(a.env.Types, func(t record.Type) bool { return about(t.Name()) }) ||
		slices.ContainsFunc(across, func(c *cobra.Command) bool { return about(c.Name()) })
	if word == noWord || other && !about(t.Name()) {
		return groupOf(t.Name(), nounShort(t))
	}
	return newKindCommand(a, t)
}

// noWord stands for a command line of flags alone.
const noWord = "-"

// firstWord is the command that a command line begins with: "" where it has no
// arguments at all, and noWord where all of them are flags.
func firstWord(args []string) string {
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "-C" || arg == "--directory":
			i++ // its folder follows
		case !strings.HasPrefix(arg, "-"):
			return arg
		}
	}
	if len(args) == 0 {
		return ""
	}
	return noWord
}
