package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newStatementRenderCommand is "statement render".
func newStatementRenderCommand(a *app) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "render ID",
		Short: "Make a joint statement as a document",
		Long: `The edition for co-chairs says as well who cleared it, and how.

` + renderExits,
		Example: `  unmn statement render 2026-12-08-international-migrants-day
  unmn statement render 2026-12-08-international-migrants-day --lang sr-Cyrl --out statement.html`,
		Args:              exactly("the id of a statement"),
		ValidArgsFunction: a.completeIDs("statement"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.render(cmd.Context(), flags, args[0], render.Request{Document: render.Statement})
		},
	}
	flags.add(a, cmd)
	return cmd
}
