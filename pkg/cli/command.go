package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/record"
)

// group is a command that only holds others. Called without a subcommand, or with
// one that does not exist, it fails: cobra alone would print help and exit 0.
func group(use, summary string, subs ...*cobra.Command) *cobra.Command {
	cmd := groupOf(use, summary)
	cmd.Example = subs[0].Example
	cmd.AddCommand(subs...)
	return cmd
}

// groupOf is a group that holds nothing yet.
func groupOf(use, summary string) *cobra.Command {
	return &cobra.Command{
		Use:   use,
		Short: summary,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				cmd.SetOut(cmd.ErrOrStderr())
				if err := cmd.Help(); err != nil {
					return err
				}
				return usagef("", "%s takes a command: %s", cmd.CommandPath(), strings.Join(names(cmd), ", "))
			}
			return unknownCommand(cmd, args[0])
		},
		Args:               cobra.ArbitraryArgs,
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true}, // the unknown word is the mistake, not its flags
	}
}

func unknownCommand(cmd *cobra.Command, word string) error {
	message := fmt.Sprintf("%s has no command %q", cmd.CommandPath(), word)
	if near := diag.Nearest(word, names(cmd)); near != "" {
		message += fmt.Sprintf("; did you mean %q", near)
	}
	return usagef("see `"+cmd.CommandPath()+" --help`", "%s", message)
}

// names are the subcommands a user sees.
func names(cmd *cobra.Command) []string {
	var out []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, c.Name())
		}
	}
	return out
}

// exactly wants the named arguments, no fewer and no more.
func exactly(args ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, got []string) error {
		switch {
		case len(got) < len(args):
			return usagef("see `"+cmd.CommandPath()+" --help`", "%s lacks %s", cmd.CommandPath(), args[len(got)])
		case len(got) > len(args):
			return usagef("see `"+cmd.CommandPath()+" --help`", "%s does not know what to do with %q", cmd.CommandPath(), got[len(args)])
		}
		return nil
	}
}

// atLeast wants the named arguments and takes more of the last.
func atLeast(args ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, got []string) error {
		return exactly(args...)(cmd, got[:min(len(got), len(args))])
	}
}

// optional takes the one argument or none.
func optional(arg string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, got []string) error {
		if len(got) == 0 {
			return nil
		}
		return exactly(arg)(cmd, got)
	}
}

// oneOrTwo wants the first of two arguments and takes the second.
func oneOrTwo(first, second string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, got []string) error {
		if len(got) == 1 {
			return nil
		}
		return exactly(first, second)(cmd, got)
	}
}

// aboutOne makes a command one that is about a record of a kind: its argument is the
// id, which the only record of its kind does without.
func (a *app) aboutOne(cmd *cobra.Command, verb string, t record.Type, run func(ctx context.Context, id string) error) {
	cmd.Use, cmd.Args, cmd.ValidArgsFunction = verb+" ID", exactly("the id of a "+t.Name()), a.completeIDs(t.Name())
	if t.Layout() == record.Single {
		cmd.Use, cmd.Args, cmd.ValidArgsFunction = verb, exactly(), cobra.NoFileCompletions
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		id := t.Name()
		if len(args) > 0 {
			id = args[0]
		}
		return run(cmd.Context(), id)
	}
}

// completeIDs completes the ids of a kind, with what lists show first of each.
func (a *app) completeIDs(kind string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		set, _, err := a.head(cmd.Context())
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return idCompletions(set, kind), cobra.ShellCompDirectiveNoFileComp
	}
}

func idCompletions(set *record.Set, kind string) []cobra.Completion {
	var out []cobra.Completion
	for _, item := range set.Items(kind) {
		text := string(item.ID)
		if columns := item.Type.Columns(); len(columns) > 0 {
			text += "\t" + diag.Defuse(item.Column(columns[0]))
		}
		out = append(out, text)
	}
	return out
}
