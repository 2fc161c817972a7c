package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newDecisionRenderCommand is "decision render".
func newDecisionRenderCommand(a *app) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "render ID",
		Short: "Make a document of one decision: its text, who was consulted, and what was missing",
		Long: `Members, Government institutions and others are listed apart, each with when it was
asked and what it answered; that a party did not reply is printed as that, never as
consent. While the consultation is open, editions for others than the co-chairs show
who has answered, not what. What was missing when a matter was concluded all the same
is printed for ever.

` + renderExits,
		Example: `  unmn decision render 2026-09-28-joint-data-protocol
  unmn decision render 2026-09-28-joint-data-protocol --for co-chairs --lang sr-Cyrl --out protocol.html`,
		Args:              exactly("the id of a decision"),
		ValidArgsFunction: a.completeIDs("decision"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.render(cmd.Context(), flags, args[0], render.Request{Document: render.DecisionPaper})
		},
	}
	flags.add(a, cmd)
	return cmd
}
