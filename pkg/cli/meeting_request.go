package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// newMeetingRequestCommand is "meeting request".
func newMeetingRequestCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o network.RequestOptions
	var date dateFlag
	var request meetingNew
	cmd := &cobra.Command{
		Use:   "request TITLE",
		Short: "Record that members ask for an extraordinary meeting",
		Long: `--requested-by, --reason and --start, the day and time they ask for, are needed; the
title says what it is to be about, and becomes an item of the agenda. The meeting is
planned and waits for the co-chairs: they call it (unmn meeting move ID --called-by
POST, with another --start where they fix another day), or answer that it will not
take place (unmn meeting cancel ID --reason REASON).

` + writeExits,
		Example: `  unmn meeting request "Winter preparedness" --requested-by unhcr,unicef --reason "Arrivals have doubled" --start "2026-12-17 10:00"`,
		Args:    exactly("what the meeting is to be about"),
	}
	f := cmd.Flags()
	f.Var(&date, "date", "when they asked; today unless given")
	f.StringSliceVar(&request.invite, "invite", nil, "members and partners to be invited beside the members (separated by commas)")
	fields := addSomeFieldFlags(cmd, a.shapeOf("meeting"), "requested_by", "reason", "start", "end", "place", "mode", "urgent", "called_by", "visibility")
	flags.add(cmd)
	a.completeFlags(cmd, "requested-by", "invite")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fields.apply(&request.meeting); err != nil {
			return err
		}
		request.meeting.Title = doc.Plain(strings.TrimSpace(args[0]))
		o.Date = date.Date
		var id record.ID
		var called bool
		var coChair record.ID
		next := func() string {
			if called || coChair == "" {
				return "unmn meeting show " + string(id)
			}
			return "unmn meeting move " + string(id) + " --called-by " + string(coChair)
		}
		return a.writeThen(cmd.Context(), flags, next, func(s *record.Set) (*record.Change, error) {
			m, err := request.complete(s)
			if err != nil {
				return nil, err
			}
			posts := network.Networks.One(s).Posts
			if at := slices.IndexFunc(posts, func(p network.Post) bool { return p.CoChair }); at >= 0 {
				coChair = posts[at].ID
			}
			called = len(m.CalledBy) > 0
			o := o
			o.Meeting = m
			c, made, err := network.RequestMeeting(s, a.today(s), o)
			id = made
			return c, err
		})
	}
	return cmd
}
