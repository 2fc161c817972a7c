package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newDecisionReviseCommand is "decision revise".
func newDecisionReviseCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var closes localTimeFlag
	var text proseFlags
	var question, reason string
	cmd := &cobra.Command{
		Use:   "revise ID",
		Short: "Begin a new round of consultation with a revised text",
		Long: `After an objection, or comments, everybody on the list is consulted again on the
revised text. The round before stays in the record, with its text and its answers.

` + writeExits,
		Example: `  unmn decision revise 2026-09-28-joint-data-protocol --file text.md --reason "the annex is shorter"
  unmn decision revise 2026-09-28-joint-data-protocol --text "The protocol is tested for six months."`,
		Args:              exactly("the id of a decision"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	text.add(cmd, "the revised text")
	cmd.Flags().StringVar(&question, "question", "", "the revised question, where it changes")
	cmd.Flags().StringVar(&reason, "reason", "", "why it was revised")
	cmd.Flags().Var(&date, "date", "the day the round begins; today unless given")
	closesFlag(cmd.Flags(), &closes)
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		revised, err := text.read(a)
		if err != nil {
			return err
		}
		var result network.OpenResult
		next := func(id record.ID) string { return askEverybody(id, result.Waiting) }
		_, err = a.takeStep(cmd, flags, "decision", args[0], next, func(s *record.Set, id record.ID) (*record.Change, error) {
			c, r, err := network.ReviseDecision(s, a.today(s), network.ReviseOptions{
				ID: id, Text: revised, Question: doc.Plain(question), Date: date.Date,
				Closes: closes.LocalTime, Reason: doc.Plain(reason),
			})
			result = r
			return c, err
		})
		return err
	}
	return cmd
}
