package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newPartnerRenderCommand is "partner render".
func newPartnerRenderCommand(a *app) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "render",
		Short: "Make the list of partners as a document",
		Long: `The Government institution that is consulted first comes first, then the partners by
class, each with the topics on which it is consulted.

` + renderExits,
		Example: `  unmn partner render
  unmn partner render --lang sr-Cyrl --out partners.html
  unmn partner render --on 2026-12-31 --for government`,
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.render(cmd.Context(), flags, "", render.Request{Document: render.PartnerList})
		},
	}
	flags.add(a, cmd)
	return cmd
}
