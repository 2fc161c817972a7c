package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/render"
)

// newDecisionNoticeCommand is "decision notice".
func newDecisionNoticeCommand(a *app) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "notice ID [PARTY]",
		Short: "Make the letter that tells those who were consulted how a decision ended",
		Long: `It says that the decision was adopted, closed without consensus or withdrawn, or that the
silence procedure was broken; when and how, under which reference, and what was missing
where it was concluded all the same. To one party it says as well what that party
answered. Explanations of position stand in it as far as the readers may see them;
who was consulted and is not part of the consensus is told the co-chairs alone
(--for co-chairs). Without a party it is addressed to all who were consulted.

That they were told is recorded with "decision announce", which gives the day of issue;
until then --on does. This records nothing.

` + renderExits,
		Example: `  unmn decision notice 2026-09-28-joint-data-protocol
  unmn decision notice 2026-09-28-joint-data-protocol who --out notice.docx`,
		Args:              oneOrTwo("the id of a decision", "the party it is written to"),
		ValidArgsFunction: a.completeConsulted,
		RunE: func(cmd *cobra.Command, args []string) error {
			req := render.Request{Document: render.ResultNotice}
			if len(args) > 1 {
				req.To = network.PartyRef(args[1])
			}
			return a.render(cmd.Context(), flags, args[0], req)
		},
	}
	flags.add(a, cmd)
	flags.ofCircle(cmd)
	return cmd
}
