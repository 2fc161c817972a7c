package network

import (
	"fmt"
	"slices"

	"unmn/pkg/record"
)

// AttendOptions say how parties were there at a meeting.
type AttendOptions struct {
	Meeting record.ID
	Rows    []Attendance // one for each party; party and status are mandatory
}

// Attend records how parties were there. What is known of a party already stays,
// save what a row says anew. It refuses a meeting that did not take place, and one
// whose minutes are approved.
func Attend(s *record.Set, o AttendOptions) (*record.Change, error) {
	if len(o.Rows) == 0 {
		return nil, usage("say who was there, such as undp=present who=regrets")
	}
	d := s.Draft()
	err := Meetings.Edit(d, o.Meeting, func(m *Meeting) error {
		switch m.Status {
		case Cancelled, NotHeld, Postponed:
			return refuse("see it with `unmn meeting show "+string(o.Meeting)+"`", "meeting %q is %s; nobody attended it", o.Meeting, m.Status)
		}
		if m.Minutes != nil && (m.Minutes.Status == MinutesApproved || m.Minutes.Status == MinutesCorrected) {
			return refuse("see them with `unmn minutes render "+string(o.Meeting)+"`", "the minutes of %q are approved; its attendance stands", o.Meeting)
		}
		for _, row := range o.Rows {
			if _, err := needParty(d, row.Party); err != nil {
				return err
			}
			attend(m, row)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	words := make([]string, len(o.Rows))
	for i, row := range o.Rows {
		words[i] = fmt.Sprintf("%s %s", row.Party, row.Status)
	}
	return d.Change(fmt.Sprintf("meeting %s: attendance (%s)", o.Meeting, few(words)))
}

// attend puts what a row says over what is known of its party.
func attend(m *Meeting, row Attendance) {
	at := slices.IndexFunc(m.Attendance, func(a Attendance) bool { return a.Party == row.Party })
	if at < 0 {
		m.Attendance = append(m.Attendance, row)
		return
	}
	known := &m.Attendance[at]
	known.Status = row.Status
	if row.Name != "" {
		known.Name = row.Name
	}
	if row.AlternateFor != "" {
		known.AlternateFor = row.AlternateFor
	}
	if row.Mode != "" {
		known.Mode = row.Mode
	}
	if row.From != "" {
		known.From = row.From
	}
	if row.Until != "" {
		known.Until = row.Until
	}
	if row.Capacity != "" {
		known.Capacity = row.Capacity
	}
}
