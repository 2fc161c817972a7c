package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// newExplainCommand is "explain": why a rule exists.
func newExplainCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Say why a rule exists and which clause it serves",
		Long: `explain says why a rule exists, which records it is about, and which clauses of
the terms of reference the register joins to it. The name of the rule stands in
brackets behind every problem. Without a name it lists the rules.`,
		Example: "  unmn explain reference\n  unmn explain",
		Args:    optional("the name of a rule"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			for _, r := range network.AllRules(a.env.Types, render.TemplateWhy()) {
				out = append(out, r.Name)
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExplain(cmd.Context(), a, args)
		},
	}
}

func runExplain(ctx context.Context, a *app, args []string) error {
	rules := network.AllRules(a.env.Types, render.TemplateWhy())
	if len(args) == 0 {
		if err := a.configure(ctx); err != nil {
			return err
		}
		rows := make([][]string, len(rules))
		for i, r := range rules {
			rows[i] = []string{r.Name, r.Severity.String(), r.Kind}
		}
		return a.printRows("", []string{"rule", "severity", "about"}, rows)
	}
	set := record.Empty(a.env.Types...)
	if r, err := a.repo(ctx); err == nil { // a rule can be explained anywhere; its clauses only in a register
		if in, err := a.load(r.WorkTree()); err == nil {
			set = in
		}
	}
	text, ok := network.Explain(set, args[0], render.TemplateWhy())
	if !ok {
		var names []string
		for _, r := range rules {
			names = append(names, r.Name)
		}
		message := fmt.Sprintf("there is no rule %q", args[0])
		if near := diag.Nearest(args[0], names); near != "" {
			message += fmt.Sprintf("; did you mean %q", near)
		}
		return usagef("list them with `unmn explain`", "%s", message)
	}
	_, err := fmt.Fprintln(a.env.Out, diag.Defuse(text))
	return err
}
