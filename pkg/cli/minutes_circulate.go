package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMinutesCirculateCommand is "minutes circulate".
func newMinutesCirculateCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date, until dateFlag
	var sent sentFlags
	var parcels parcelFlags
	var again bool
	cmd := &cobra.Command{
		Use:   "circulate MEETING",
		Short: "Send out minutes, and record to whom, and until when comments are welcome",
		Long: `They go to the members and to whoever was invited or there, unless --to names the
parties. The last day for comments follows from the rules of the network, in working
days. It refuses, with every reason, while an item for decision says neither what was
decided nor why nothing was, and while somebody whom the rules name has not cleared
them. Minutes that were sent are sent again with --again; a new wording is cleared anew.
With --out the minutes and a mail to each addressee are written into a folder, each in
the edition of the addressee's circle and in its languages; with --send the mails go to
the mail server of your preferences. Both are kept as a circulation with the hashes of
the files; without them it is only recorded that the minutes were sent by other means.

` + writeExits,
		Example: `  unmn minutes circulate 2026-q4 --cleared-by co-chair-iom
  unmn minutes circulate 2026-q4 --cleared-by co-chair-iom --out outbox
  unmn minutes circulate 2026-q4 --cleared-by co-chair-iom --to iom,undp,scrm --comments-until 2026-12-18`,
		Args:              exactly("the id of a meeting"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	sent.add(a, cmd)
	parcels.add(cmd)
	cmd.Flags().Var(&date, "date", "when; today unless given")
	cmd.Flags().Var(&until, "comments-until", "the last day for comments; as early as the rules allow unless given")
	cmd.Flags().BoolVar(&again, "again", false, "they were sent before")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.sendStep(cmd, flags, parcels, "meeting", args[0], then("minutes", "render"), func(s *record.Set, id record.ID, p *packing) (*record.Change, []string, error) {
			o := network.CirculateOptions{Meeting: id, Date: date.Date, Channel: sent.channel.word, Until: until.Date, Again: again}
			var err error
			if o.To, o.Cleared, err = sent.find(s); err != nil {
				return nil, nil, err
			}
			if o.Parcel, err = p.parcel(cmd.Context()); err != nil {
				return nil, nil, err
			}
			return network.CirculateMinutes(s, a.today(s), o)
		})
	}
	return cmd
}

// sentFlags say how something left the secretariat.
type sentFlags struct {
	channel wordFlag[network.Channel]
	to      []string
	cleared []string
}

func (f *sentFlags) add(a *app, cmd *cobra.Command) {
	addWordFlag(cmd, &f.channel, "channel", "how; e-mail unless given")
	cmd.Flags().StringSliceVar(&f.to, "to", nil, "members and partners it went to (separated by commas)")
	cmd.Flags().StringSliceVar(&f.cleared, "cleared-by", nil, "the posts that cleared it, such as co-chair-iom (separated by commas)")
	a.completeFlags(cmd, "to")
}

// find names in full those it went to and those who cleared it.
func (f *sentFlags) find(s *record.Set) (to []network.PartyRef, cleared []record.Key, err error) {
	if to, err = parties(s, f.to); err != nil {
		return nil, nil, err
	}
	cleared, err = posts(s, f.cleared)
	return to, cleared, err
}
