package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newMinutesRenderCommand is "minutes render".
func newMinutesRenderCommand(a *app) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "render MEETING",
		Short: "Make the minutes of a meeting as a document",
		Long:  renderExits,
		Example: `  unmn minutes render 2026-q4
  unmn minutes render 2026-q4 --format html --lang sr-Cyrl --out minutes.html
  unmn minutes render 2026-q3 --for co-chairs`,
		Args:              exactly("the id of a meeting"),
		ValidArgsFunction: a.completeIDs("meeting"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.render(cmd.Context(), flags, args[0], render.Request{Document: render.Minutes})
		},
	}
	flags.add(a, cmd)
	return cmd
}
