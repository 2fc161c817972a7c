package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newMinutesRenderCommand is "minutes render".
func newMinutesRenderCommand(a *app) *cobra.Command {
	var flags renderFlags
	var number int
	cmd := &cobra.Command{
		Use:   "render MEETING",
		Short: "Make the minutes of a meeting, or one corrigendum to them, as a document",
		Long: `With --corrigendum it is the correction of that number by itself, as "minutes correct"
recorded it: its reference, what was approved and when, what is corrected and why, on
whose request, and who signed it off. The minutes have all corrections behind them.

` + renderExits,
		Example: `  unmn minutes render 2026-q4
  unmn minutes render 2026-q4 --format html --lang sr-Cyrl --out minutes.html
  unmn minutes render 2026-q3 --for co-chairs
  unmn minutes render 2026-q3 --corrigendum 1 --out corrigendum.pdf`,
		Args:              exactly("the id of a meeting"),
		ValidArgsFunction: a.completeIDs("meeting"),
		RunE: func(cmd *cobra.Command, args []string) error {
			req := render.Request{Document: render.Minutes}
			if cmd.Flags().Changed("corrigendum") {
				req.Document, req.Corrigendum = render.Corrigendum, number
			}
			return a.render(cmd.Context(), flags, args[0], req)
		},
	}
	cmd.Flags().IntVar(&number, "corrigendum", 0, "the corrigendum of this number instead of the minutes")
	flags.add(a, cmd)
	return cmd
}
