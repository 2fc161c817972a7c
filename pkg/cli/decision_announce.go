package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newDecisionAnnounceCommand is "decision announce".
func newDecisionAnnounceCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var channel wordFlag[network.Channel]
	cmd := &cobra.Command{
		Use:   "announce ID",
		Short: "Record that everybody who was consulted was told the result",
		Long:  writeExits,
		Example: `  unmn decision announce 2026-09-28-joint-data-protocol
  unmn decision announce 2026-09-28-joint-data-protocol --channel letter --date 2026-12-17`,
		Args:              exactly("the id of a decision"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	cmd.Flags().Var(&date, "date", "when; today unless given")
	addWordFlag(cmd, &channel, "channel", "how; e-mail unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		_, err := a.takeStep(cmd, flags, "decision", args[0], shown("decision"), func(s *record.Set, id record.ID) (*record.Change, error) {
			return network.AnnounceDecision(s, a.today(s), network.AnnounceOptions{ID: id, Channel: channel.word, Date: date.Date, Source: flags.source})
		})
		return err
	}
	return cmd
}
