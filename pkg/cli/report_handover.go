package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newReportHandoverCommand is "report handover".
func newReportHandoverCommand(a *app) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "handover",
		Short: "Make the note for whoever takes over, as a document",
		Long: `handover tells whoever takes over the secretariat who has not answered, what is overdue
or falls due within 90 days, which decisions are open, which values are assumed, and
how to reach whom. It has addresses, so it is made for co-chairs and members alone.

` + renderExits,
		Example: `  unmn report handover
  unmn report handover --for co-chairs --on 2026-12-31 --out handover.html`,
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.render(cmd.Context(), flags, "", render.Request{Document: render.Handover})
		},
	}
	flags.add(a, cmd)
	return cmd
}
