package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newUpdateRenderCommand is "update render".
func newUpdateRenderCommand(a *app) *cobra.Command {
	var flags renderFlags
	var since, until dateFlag
	cmd := &cobra.Command{
		Use:   "render",
		Short: "Make a digest of what was shared in a stretch of days",
		Long: `Data, studies, tools and the rest stand apart, the latest first. Without --since it
begins with the period in which updates are due (the network's update_every), without
--until it ends with the day of the last change.

` + renderExits,
		Example: `  unmn update render
  unmn update render --since 2026-10-01 --until 2026-12-31 --lang sr-Latn --out digest.html`,
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.render(cmd.Context(), flags, "", render.Request{Document: render.UpdateDigest, Since: since.Date, Until: until.Date})
		},
	}
	cmd.Flags().Var(&since, "since", "the first day; that of the period unless given")
	cmd.Flags().Var(&until, "until", "the last day; that of the last change unless given")
	flags.add(a, cmd)
	return cmd
}
