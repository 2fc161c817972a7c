package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newMemberRenderCommand is "member render".
func newMemberRenderCommand(a *app) *cobra.Command {
	var flags renderFlags
	var partners bool
	cmd := &cobra.Command{
		Use:   "render",
		Short: "Make the member list as a document",
		Long:  renderExits,
		Example: `  unmn member render
  unmn member render --lang sr-Cyrl --out members.html
  unmn member render --on 2026-12-31 --partners`,
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.render(cmd.Context(), flags, "", render.Request{Document: render.MemberList, Partners: partners})
		},
	}
	cmd.Flags().BoolVar(&partners, "partners", false, "list the partners as well")
	flags.add(a, cmd)
	return cmd
}
