package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// meetingConvene is what "meeting convene" was told.
type meetingConvene struct {
	flags   writeFlags
	parcel  parcelFlags
	date    dateFlag
	channel wordFlag[network.Channel]
	reason  textFlag
	invite  []string
	cleared []string
	urgent  bool
	again   bool
}

// newMeetingConveneCommand is "meeting convene".
func newMeetingConveneCommand(a *app) *cobra.Command {
	var o meetingConvene
	cmd := &cobra.Command{
		Use:   "convene ID",
		Short: "Send out the invitation to a meeting, and record when and to whom",
		Long: `With --out the invitation, the agenda and a mail to each addressee with the meeting for
its calendar are written into a folder; with --send the mails go to the mail server of
your preferences. Both are kept as a circulation with the hashes of the files. Everybody
who is invited is recorded with the day; members who joined since the meeting was planned
are invited as well. It refuses, with every reason, a meeting that no co-chair has called,
too short a notice by the rules of the network unless it is --urgent for a --reason, and
while somebody whom the rules name has not cleared it. Only whoever has an address gets the
meeting for its calendar. With --again the invitation goes out anew, with the next number
for calendars.

` + writeExits,
		Example: `  unmn meeting convene 2027-q1 --cleared-by co-chair-iom --out documents
  unmn meeting convene 2027-q1 --cleared-by co-chair-iom --urgent --reason "The law is voted on that week" --again`,
		Args:              exactly("the id of a meeting"),
		ValidArgsFunction: a.completeIDs("meeting"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runMeetingConvene(cmd, a, o, args[0])
		},
	}
	f := cmd.Flags()
	f.Var(&o.date, "date", "when it went out; today unless given")
	addWordFlag(cmd, &o.channel, "channel", "how; e-mail unless given")
	f.StringSliceVar(&o.invite, "invite", nil, "members and partners invited beside those who are (separated by commas)")
	f.StringSliceVar(&o.cleared, "cleared-by", nil, "the posts that cleared it, such as co-chair-iom (separated by commas)")
	f.BoolVar(&o.urgent, "urgent", false, "the notice is waived, for the reason given")
	f.Var(&o.reason, "reason", "why it cannot wait for the notice, or goes out again")
	f.BoolVar(&o.again, "again", false, "it went out before")
	o.parcel.add(cmd)
	o.flags.add(cmd)
	a.completeFlags(cmd, "invite")
	return cmd
}

func runMeetingConvene(cmd *cobra.Command, a *app, o meetingConvene, meeting string) error {
	return a.sendStep(cmd, o.flags, o.parcel, "meeting", meeting, func(id record.ID) string { return "unmn meeting rsvp " + string(id) + " PARTY=yes" }, func(s *record.Set, id record.ID, p *packing) (*record.Change, []string, error) {
		c := network.ConveneOptions{ID: id, Date: o.date.Date, Channel: o.channel.word, Urgent: o.urgent, Reason: o.reason.Text, Again: o.again}
		var err error
		if c.Invite, err = parties(s, o.invite); err != nil {
			return nil, nil, err
		}
		if c.Cleared, err = posts(s, o.cleared); err != nil {
			return nil, nil, err
		}
		if c.Parcel, err = p.parcel(cmd.Context()); err != nil {
			return nil, nil, err
		}
		return network.ConveneMeeting(s, a.today(s), c)
	})
}
