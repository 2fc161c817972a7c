package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMeetingAttendCommand is "meeting attend".
func newMeetingAttendCommand(a *app) *cobra.Command {
	var flags writeFlags
	var row network.Attendance
	cmd := &cobra.Command{
		Use:   "attend MEETING PARTY=STATUS ...",
		Short: "Record who was there",
		Long: `The status is present, represented, regrets or absent; several parties can have one:
undp,who=present. The other flags say more of a single party. Taking the minutes
records attendance as well.

` + writeExits,
		Example: `  unmn meeting attend 2026-q4 unodc,unfpa=present who=regrets
  unmn meeting attend 2026-q4 unhcr=represented --name "Alternate, UNHCR" --mode online`,
		Args:              atLeast("the id of a meeting", "who was there"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	fields := addFieldFlags(cmd, a.shapeOf("meeting", "attendance"), "party", "status")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&row); err != nil {
			return err
		}
		words, err := sayings[network.AttendanceStatus](args[1:])
		if err != nil {
			return err
		}
		if len(words) > 1 && row != (network.Attendance{}) {
			return usagef("record one party at a time", "a name, mode or time is about one party, and there are %d", len(words))
		}
		return a.writeAgenda(cmd, flags, args[0], func(s *record.Set, id record.ID) (*record.Change, error) {
			o := network.AttendOptions{Meeting: id}
			for _, w := range words {
				r := row
				if r.Party, err = network.FindParty(s, w.party); err != nil {
					return nil, err
				}
				r.Status = w.word
				o.Rows = append(o.Rows, r)
			}
			return network.Attend(s, o)
		})
	}
	return cmd
}
