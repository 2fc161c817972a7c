package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// tellRefusals prints every reason why something is refused, and below the reasons
// that one step mends that step.
func (a *app) tellRefusals(cmd *cobra.Command, reasons network.Refusals) {
	var hints strings.Builder
	for _, r := range reasons {
		hints.WriteString(r.Hint)
	}
	for i, r := range reasons {
		a.note("unmn: %s", r.Message)
		if r.Hint != "" && (i+1 == len(reasons) || reasons[i+1].Hint != r.Hint) {
			a.note("hint: %s", retyped(cmd, r.Hint, hints.String()))
		}
	}
}

// joinRefusal is a refusal with the clauses that the register joins to its rule.
func joinRefusal(s *record.Set, r *network.Refusal) *network.Refusal {
	clauses := network.ClausesOf(s, r.Rule)
	if len(clauses) == 0 {
		return r
	}
	return &network.Refusal{Message: r.Message + " [" + joined(clauses) + "]", Hint: r.Hint, Rule: r.Rule}
}

// retyped is the hint to a refused command that sends something, with what was typed
// beside it. A plan knows what it was asked to record and not which files: without
// --out or --send its command would record something as sent that never left, and nobody
// would be told. What one of the hints says to leave out stays out.
func retyped(cmd *cobra.Command, hint, hints string) string {
	if cmd == nil || cmd.Flags().Lookup("send") == nil {
		return hint
	}
	before, rest, found := strings.Cut(hint, "`"+cmd.CommandPath()+" ")
	typed, after, closed := strings.Cut(rest, "`")
	if !found || !closed {
		return hint
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch {
		case f.Name == "dry-run", f.Name == "json", cmd.InheritedFlags().Lookup(f.Name) != nil:
		case strings.Contains(" "+typed+" ", " --"+f.Name+" "), strings.Contains(hints, "leave out `--"+f.Name+"`"):
		default:
			typed += flagTyped(f)
		}
	})
	return before + "`" + cmd.CommandPath() + " " + typed + "`" + after
}

// flagTyped is a flag with its value as it is typed.
func flagTyped(f *pflag.Flag) string {
	value := f.Value.String()
	if list, ok := f.Value.(pflag.SliceValue); ok {
		value = strings.Join(list.GetSlice(), ",")
	}
	if f.Value.Type() == "bool" {
		return " --" + f.Name
	}
	return " --" + f.Name + " " + network.TypedWord(value)
}
