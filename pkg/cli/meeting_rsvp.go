package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMeetingRSVPCommand is "meeting rsvp".
func newMeetingRSVPCommand(a *app) *cobra.Command {
	var flags writeFlags
	cmd := &cobra.Command{
		Use:   "rsvp MEETING PARTY=ANSWER ...",
		Short: "Record answers to the invitation of a meeting",
		Long: `The answer is accepted, declined, tentative, delegated or needs-action; several
parties can have one: undp,unicef=accepted.

` + writeExits,
		Example:           "  unmn meeting rsvp 2027-q1 undp,unicef=accepted who=declined",
		Args:              atLeast("the id of a meeting", "who answered what"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words, err := sayings[network.RSVP](args[1:])
		if err != nil {
			return err
		}
		return a.writeAgenda(cmd, flags, args[0], func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.RSVPOptions{Meeting: id}
			for _, w := range words {
				party, err := network.FindParty(s, w.party)
				if err != nil {
					return nil, err
				}
				o.Answers = append(o.Answers, network.Answer{Party: party, RSVP: w.word})
			}
			return network.RecordRSVP(s, o)
		})
	}
	return cmd
}
