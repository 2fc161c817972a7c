package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// meetingNew is what "meeting new" was told.
type meetingNew struct {
	meeting         network.Meeting
	quarter, period string
	invite, guests  []string
}

// newMeetingNewCommand is "meeting new".
func newMeetingNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o meetingNew
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Plan a meeting; its agenda fills itself",
		Long: `--start is needed; it gives the period of an ordinary meeting. The agenda begins
with the minutes that wait for adoption, the review of actions and the open
decisions, and ends with any other business; that of an annual meeting also has
the review of progress, collaboration and emerging challenges. The co-chairs call
and chair it, and every active member is invited; a working group is called by
its lead, and its members are.

` + writeExits,
		Example: `  unmn meeting new --quarter 2027-Q2 --start "2027-06-03 10:00" --place "UN House"
  unmn meeting new --type annual --start "2027-11-25 10:00" --invite scrm --guests ngo=5,academia=2
  unmn meeting new --group data --start "2027-02-11 10:00" --mode online`,
		Args: exactly(),
	}
	f := cmd.Flags()
	f.StringVar(&o.quarter, "quarter", "", "the quarter whose meeting it is, such as 2026-Q4")
	f.StringVar(&o.period, "period", "", "the period whose meeting it is, where meetings are not quarterly: 2026-M11, 2026-H2, 2026")
	f.StringSliceVar(&o.invite, "invite", nil, "members and partners invited beside those who are by right (separated by commas)")
	f.StringSliceVar(&o.guests, "guests", nil, "guests who are not in the register, by class and number, such as ngo=5 (separated by commas)")
	fields := addFieldFlags(cmd, a.shapeOf("meeting"), "status", "reference", "sequence", "opening")
	flags.add(cmd)
	a.completeFlags(cmd, "invite", "chairs", "requested-by", "secretary")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := fields.apply(&o.meeting); err != nil {
			return err
		}
		if err := o.read(); err != nil {
			return err
		}
		var id record.ID
		next := func() string { return "unmn meeting agenda add " + string(id) + " TITLE" }
		return a.writeThen(cmd.Context(), flags, next, func(s *record.Set) (*record.Change, error) {
			m, err := o.complete(s)
			if err != nil {
				return nil, err
			}
			c, made, err := network.NewMeeting(s, network.MeetingOptions{Meeting: m})
			id = made
			return c, err
		})
	}
	return cmd
}

// read reads what is no field of a meeting.
func (o *meetingNew) read() error {
	if o.quarter != "" && o.period != "" {
		return usagef("leave out one of them", "--quarter and --period say the same")
	}
	if text := o.quarter + o.period; text != "" {
		p, err := network.ParsePeriod(text)
		if err != nil {
			return err
		}
		o.meeting.Period = p
	}
	for _, text := range o.guests {
		row, err := readGuests(text)
		if err != nil {
			return err
		}
		o.meeting.Invited = append(o.meeting.Invited, row)
	}
	return nil
}

// readGuests reads ngo=5.
func readGuests(text string) (network.Invitation, error) {
	var row network.Invitation
	class, number, ok := strings.Cut(text, "=")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 || n > 999 {
		return row, usagef("", "--guests: %q does not say how many of what: write it as ngo=5", text)
	}
	row.Number = n
	if row.Class, err = oneOf[network.StakeholderClass](class); err != nil {
		return row, usagef("", "--guests: %v", err)
	}
	return row, nil
}

// complete is the meeting with everybody in it named in full.
func (o *meetingNew) complete(s *record.Set) (network.Meeting, error) {
	m := o.meeting
	invited, err := parties(s, o.invite)
	if err != nil {
		return m, err
	}
	m.Invited = nil
	for _, p := range invited {
		m.Invited = append(m.Invited, network.Invitation{Party: p})
	}
	m.Invited = slices.Concat(m.Invited, o.meeting.Invited)
	if err := fullActors(s, &m.Chairs); err != nil {
		return m, err
	}
	if err := fullParties(s, &m.RequestedBy); err != nil {
		return m, err
	}
	if m.Secretary != "" {
		if m.Secretary, err = network.FindActor(s, string(m.Secretary)); err != nil {
			return m, err
		}
	}
	return m, fullRef(s, "group", &m.Group)
}
