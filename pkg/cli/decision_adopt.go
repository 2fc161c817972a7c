package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newDecisionAdoptCommand is "decision adopt".
func newDecisionAdoptCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.AdoptOptions
	var end endFlags
	var effective, review dateFlag
	var reason, note string
	cmd := &cobra.Command{
		Use:   "adopt ID",
		Short: "Adopt a decision by consensus, or record what was concluded all the same",
		Long: `It refuses while consultations are missing, with every reason and the command that
mends each. Where a matter was concluded all the same, --as-taken --reason records
it, and what was missing stays visible for ever. At a meeting those in the room are
consulted there: whoever took no position raised no objection, save Government
institutions. The official reference is issued.

` + writeExits,
		Example: `  unmn decision adopt 2026-09-28-joint-data-protocol --at 2026-q4
  unmn decision adopt 2026-09-28-joint-data-protocol --on-date 2026-12-16
  unmn decision adopt 2026-09-28-joint-data-protocol --at 2026-q4 --as-taken --reason "concluded by the co-chairs in the room"`,
		Args:              exactly("the id of a decision"),
		ValidArgsFunction: a.completeIDs("decision"),
	}
	end.add(cmd, "adopted")
	cmd.Flags().BoolVar(&o.AsTaken, "as-taken", false, "it was concluded although consultations are missing")
	cmd.Flags().StringVar(&reason, "reason", "", "why it was concluded all the same")
	cmd.Flags().StringVar(&note, "note", "", "anything to add to the outcome")
	cmd.Flags().Var(&effective, "effective-on", "from when it applies")
	cmd.Flags().Var(&review, "review-on", "when to look at it again")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.takeToldStep(cmd, flags, "decision", args[0], shown("decision"), func(s *record.Set, id record.ID) (*record.Change, []string, error) {
			o := o
			o.ID, o.Date, o.Now = id, end.date.Date, a.moment(s)
			o.Reason, o.Note = doc.Plain(reason), doc.Plain(note)
			o.Effective, o.Review = effective.Date, review.Date
			var err error
			if o.Meeting, o.By, err = end.find(s); err != nil {
				return nil, nil, err
			}
			c, result, err := network.AdoptDecision(s, a.today(s), o)
			return c, result.Told, err
		})
	}
	return cmd
}

// endFlags say when, where and by whom a decision ended.
type endFlags struct {
	meeting string
	date    dateFlag
	by      []string
}

func (e *endFlags) add(cmd *cobra.Command, how string) {
	cmd.Flags().StringVar(&e.meeting, "at", "", "the meeting at which it was "+how)
	cmd.Flags().Var(&e.date, "on-date", "the day on which it was "+how+"; that of the meeting, or today, unless given")
	cmd.Flags().Var(&e.date, "date", "the same as --on-date")
	cmd.Flags().StringSliceVar(&e.by, "by", nil, "who concluded it, such as co-chair-rc,co-chair-iom")
}

// find names in full the meeting and who concluded.
func (e *endFlags) find(s *record.Set) (meeting record.ID, by []record.Key, err error) {
	if e.meeting != "" {
		if meeting, err = s.Find("meeting", e.meeting); err != nil {
			return "", nil, err
		}
	}
	by, err = posts(s, e.by)
	return meeting, by, err
}

// moment is the current time of day in the network's zone.
func (a *app) moment(s record.Reader) doc.LocalTime {
	return doc.LocalTime(a.now(s).Format("2006-01-02T15:04"))
}
