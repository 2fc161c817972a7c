package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMeetingRSVPCommand is "meeting rsvp".
func newMeetingRSVPCommand(a *app) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	cmd := &cobra.Command{
		Use:   "rsvp MEETING PARTY=ANSWER ...",
		Short: "Record answers to the invitation of a meeting",
		Long: `The answer is yes, no or maybe, or as calendars have it accepted, declined, tentative,
delegated or needs-action; several parties can have one: undp,unicef=yes.

` + writeExits,
		Example:           "  unmn meeting rsvp 2027-q1 undp,unicef=yes who=no iom=tentative",
		Args:              atLeast("the id of a meeting", "who answered what"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	cmd.Flags().Var(&date, "date", "when they answered; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words, err := sayings[rsvpWord](args[1:])
		if err != nil {
			return err
		}
		return a.writeAgenda(cmd, flags, args[0], func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.RSVPOptions{Meeting: id, Date: date.Date}
			for _, w := range words {
				party, err := network.FindParty(s, w.party)
				if err != nil {
					return nil, err
				}
				o.Answers = append(o.Answers, network.Answer{Party: party, RSVP: w.word.answer()})
			}
			return network.RecordRSVP(s, a.today(s), o)
		})
	}
	return cmd
}

// rsvpWord is an answer to an invitation as people say it, or as calendars do.
type rsvpWord string

// Values are all words for an answer.
func (rsvpWord) Values() []string {
	return append([]string{"yes", "no", "maybe"}, network.RSVP("").Values()...)
}

// answer is the answer as it is recorded.
func (w rsvpWord) answer() network.RSVP {
	switch w {
	case "yes":
		return "accepted"
	case "no":
		return "declined"
	case "maybe":
		return "tentative"
	}
	return network.RSVP(w)
}
