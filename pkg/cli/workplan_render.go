package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newWorkplanRenderCommand is "workplan render".
func newWorkplanRenderCommand(a *app) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "render ID",
		Short: "Make a workplan as a document",
		Long: `The activities stand by the objective of the Network that they serve, each with who
leads it, by when, where it stands and what was reported. A draft says that it is one.

` + renderExits,
		Example: `  unmn workplan render 2027
  unmn workplan render 2027 --lang sr-Cyrl --for government --out workplan.html`,
		Args:              exactly("the id of a workplan"),
		ValidArgsFunction: a.completeIDs("workplan"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.render(cmd.Context(), flags, args[0], render.Request{Document: render.WorkplanPaper})
		},
	}
	flags.add(a, cmd)
	return cmd
}
