package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// callOff is the plan behind "cancel" and "not-held".
type callOff func(*record.Set, doc.Date, network.CallOffOptions) (*record.Change, []string, error)

// newMeetingCancelCommand is "meeting cancel".
func newMeetingCancelCommand(a *app) *cobra.Command {
	var parcels parcelFlags
	cmd := &cobra.Command{
		Use:   "cancel ID",
		Short: "Record that a meeting will not take place",
		Long: `The meeting stays in the register with the reason. An ordinary meeting can be planned
anew (unmn meeting new); one that is only put off is moved (unmn meeting move ID
--postpone). It is also how the co-chairs answer members whose request for a meeting
they do not follow. Once the invitation is out, --out and --send tell everybody it went
to, by mails that take the meeting out of their calendars.

` + writeExits,
		Example: `  unmn meeting cancel 2027-q1 --reason "The host cancelled its meeting"`,
	}
	parcels.addCleared(cmd)
	return newCallOffCommand(a, network.CancelMeeting, cmd, &parcels)
}

// newMeetingNotHeldCommand is "meeting not-held".
func newMeetingNotHeldCommand(a *app) *cobra.Command {
	return newCallOffCommand(a, network.MarkNotHeld, &cobra.Command{
		Use:   "not-held ID",
		Short: "Record that a meeting did not take place",
		Long: `It is for a meeting whose day has passed, and for the meeting of a period that went
by without one; one that is still to come is cancelled (unmn meeting cancel).

` + writeExits,
		Example: `  unmn meeting not-held 2026-q3 --reason "The co-chairs were travelling" --date 2026-09-30`,
	}, &parcelFlags{})
}

func newCallOffCommand(a *app, plan callOff, cmd *cobra.Command, parcels *parcelFlags) *cobra.Command {
	var flags writeFlags
	var date dateFlag
	var reason textFlag
	cmd.Args = exactly("the id of a meeting")
	cmd.ValidArgsFunction = a.completeIDs("meeting")
	cmd.Flags().Var(&reason, "reason", "why; needed")
	cmd.Flags().Var(&date, "date", "when that was settled; today unless given")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		period := network.Period("")
		next := func(record.ID) string {
			if period == "" {
				return "unmn meeting list --status planned"
			}
			return "unmn meeting new --period " + string(period) + " --start TIME"
		}
		return a.sendStep(cmd, flags, *parcels, "meeting", args[0], next, func(s *record.Set, id record.ID, p *packing) (*record.Change, []string, error) {
			if m, ok := network.Meetings.Get(s, id); ok && m.Rec.Type == network.Ordinary && m.Rec.Status != network.Held {
				period = m.Rec.Period
			}
			parcel, err := p.parcelOf(cmd.Context(), s, "meeting", "cancel", string(id), "--reason", reason.OneLine())
			if err != nil {
				return nil, nil, err
			}
			return plan(s, a.today(s), network.CallOffOptions{ID: id, Reason: reason.Text, Date: date.Date, Parcel: parcel})
		})
	}
	return cmd
}
