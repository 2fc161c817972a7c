package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/render"
)

// newDecisionLetterCommand is "decision letter".
func newDecisionLetterCommand(a *app) *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "letter ID PARTY",
		Short: "Make the letter in which one party is consulted on a decision, with its reply slip",
		Long: `The letter says what is asked, by when, to whom and through whom, and which language is
authentic; the reply slip is in two languages, on a page of its own. Of a text that was
revised it shows what is gone and what is new, and what was done with the comments of
this party. It has nothing of what others answered. Only of members it says, in a silence
procedure, that silence is consent; a Government institution is told that its silence
never is.

It is in the language that the party is written to in, and its edition is that of the
party's own circle of readers, unless --lang and --for say otherwise. The date of issue
and our reference are those that "decision ask" recorded; until then --on gives the day.
Nothing is recorded.

` + renderExits,
		Example: `  unmn decision letter 2026-09-28-joint-data-protocol who
  unmn decision letter 2026-09-28-joint-data-protocol scrm --lang sr-Cyrl --out letter.pdf`,
		Args:              exactly("the id of a decision", "the party it is written to"),
		ValidArgsFunction: a.completeConsulted,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.render(cmd.Context(), flags, args[0], render.Request{Document: render.ConsultationLetter, To: network.PartyRef(args[1])})
		},
	}
	flags.add(a, cmd)
	flags.ofCircle(cmd)
	return cmd
}
