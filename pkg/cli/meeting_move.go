package cli

import (
	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMeetingMoveCommand is "meeting move".
func newMeetingMoveCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.MoveOptions
	var date dateFlag
	cmd := &cobra.Command{
		Use:   "move ID",
		Short: "Give a meeting another time or place, or put it off",
		Long: `What is not named stays; the end moves with the start. --postpone puts the meeting
off without a new time, and a new --start plans it again. Once it is convened, and
to postpone it, --reason is needed. The meeting keeps its id and its period.

What was planned until then is kept in the record, and the sequence for calendars
counts up. Whoever had answered for another time is asked again, and who is a member
on the new day is invited as well. --urgent waives the notice, for a reason.
--called-by names the co-chairs who call a meeting that members have asked for.

` + writeExits,
		Example: `  unmn meeting move 2027-q1 --start "2027-03-11 10:00" --reason "The room is not free"
  unmn meeting move 2027-q1 --place "Palace of Serbia" --mode hybrid
  unmn meeting move 2027-q1 --postpone --reason "Elections"`,
		Args:              exactly("the id of a meeting"),
		ValidArgsFunction: a.completeIDs("meeting"),
	}
	cmd.Flags().BoolVar(&o.Postpone, "postpone", false, "put it off without a new time")
	cmd.Flags().Var(&date, "date", "when that was settled; today unless given")
	fields := addSomeFieldFlags(cmd, a.shapeOf("meeting"), "start", "end", "timezone", "place", "mode", "join_url", "called_by", "urgent", "reason")
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&o.To); err != nil {
			return err
		}
		o.Date, o.Reason, o.To.Reason = date.Date, o.To.Reason, nil
		next := func(id record.ID) string {
			if o.Postpone {
				return "unmn meeting move " + string(id) + " --start TIME"
			}
			return "unmn meeting render " + string(id) + " --document invitation"
		}
		var result network.MoveResult
		_, err := a.takeStep(cmd, flags, "meeting", args[0], next, func(s *record.Set, id record.ID) (*record.Change, error) {
			o := o
			o.ID = id
			c, r, err := network.MoveMeeting(s, a.today(s), o)
			result = r
			return c, err
		})
		if err == nil {
			a.tellMove(result)
		}
		return err
	}
	return cmd
}

// tellMove says what follows from another time for those who are invited.
func (a *app) tellMove(r network.MoveResult) {
	if len(r.AskedAgain) > 0 {
		a.note("asked again, having answered for another time: %s", joined(r.AskedAgain))
	}
	if len(r.Invited) > 0 {
		a.note("invited as well, being members on that day: %s", joined(r.Invited))
	}
}
