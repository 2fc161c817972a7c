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
	var parcels parcelFlags
	var channel wordFlag[network.Channel]
	cmd := &cobra.Command{
		Use:   "announce ID",
		Short: "Record that everybody who was consulted was told the result, and tell it",
		Long: `With --out a notice to each and a mail are written into a folder, in the edition of its
circle and its languages; with --send the mails go to the mail server of your
preferences. Both are kept as a circulation.

` + writeExits,
		Example: `  unmn decision announce 2026-09-28-joint-data-protocol
  unmn decision announce 2026-09-28-joint-data-protocol --cleared-by co-chair-iom --out outbox
  unmn decision announce 2026-09-28-joint-data-protocol --channel letter --date 2026-12-17`,
		Args:              exactly("the id of a decision"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	cmd.Flags().Var(&date, "date", "when; today unless given")
	addWordFlag(cmd, &channel, "channel", "how; e-mail unless given")
	parcels.addCleared(cmd)
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.sendStep(cmd, flags, parcels, "decision", args[0], shown("decision"), func(s *record.Set, id record.ID, p *packing) (*record.Change, []string, error) {
			parcel, err := p.parcelOf(cmd.Context(), s, "decision", "announce", string(id))
			if err != nil {
				return nil, nil, err
			}
			return network.AnnounceDecision(s, a.today(s), network.AnnounceOptions{ID: id, Channel: channel.word, Date: date.Date, Source: flags.source, Parcel: parcel})
		})
	}
	return cmd
}
