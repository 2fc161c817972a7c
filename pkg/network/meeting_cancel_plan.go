package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// CallOffOptions say why a meeting does not take place.
type CallOffOptions struct {
	ID     record.ID
	Reason doc.Text // mandatory
	Date   doc.Date // when that was settled; the current day when empty
	Parcel *Parcel  // the mails that say so, to whoever was invited, where they are made with it
}

// CancelMeeting records that a meeting that was to come will not take place; it is
// also the answer of the co-chairs to a request they do not follow. It refuses a
// meeting that was held or called off.
func CancelMeeting(s *record.Set, today doc.Date, o CallOffOptions) (*record.Change, []string, error) {
	return callOff(s, today, o, Cancelled, "cancel")
}

// MarkNotHeld records that a meeting did not take place, and with an ordinary one
// that its period had none. It refuses a meeting that was held or called off, one
// that is still to come, and one that somebody attended.
func MarkNotHeld(s *record.Set, today doc.Date, o CallOffOptions) (*record.Change, []string, error) {
	return callOff(s, today, o, NotHeld, "not held")
}

func callOff(s *record.Set, today doc.Date, o CallOffOptions, to MeetingStatus, words string) (*record.Change, []string, error) {
	d, day := s.Draft(), dayOr(o.Date, today)
	err := Meetings.Edit(d, o.ID, func(m *Meeting) error {
		if err := step(Meetings, o.ID, m.Status, to); err != nil {
			return err
		}
		if err := needs("a meeting that does not take place", need{len(o.Reason) == 0, "the reason (--reason)"}); err != nil {
			return err
		}
		if err := afterLast(m, o.ID, day); err != nil {
			return err
		}
		if to == NotHeld {
			if err := tookNoPlace(m, o.ID, day); err != nil {
				return err
			}
		}
		if to == Cancelled {
			m.Sequence++ // calendars take the meeting out
		}
		m.Status = to
		m.Changes = append(m.Changes, MeetingChange{Date: day, Status: to, Reason: o.Reason})
		if m.RequestedOn != "" {
			d.Serve("extraordinary-reason")
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	told, err := tellInvited(d, today, o, day)
	if err != nil {
		return nil, nil, err
	}
	change, err := d.Change("meeting " + string(o.ID) + ": " + words)
	return change, told, err
}

// tellInvited records the mails to those to whom the invitation went, which take the
// meeting out of their calendars.
func tellInvited(d *record.Draft, today doc.Date, o CallOffOptions, day doc.Date) ([]string, error) {
	e, ok := Meetings.Get(d, o.ID)
	if o.Parcel == nil || !ok {
		return nil, nil
	}
	if len(e.Rec.Notices) == 0 {
		return nil, refuse("leave out `--out` and `--send`", "the invitation to meeting %q never went out; there is nobody to tell", o.ID)
	}
	told, err := o.Parcel.enclose(d, today, Circulation{
		Purpose: "information", Document: "invitation", What: []record.AnyRef{recordRef(Meetings.Name, o.ID)},
		To: addressed(e.Rec.Notices[len(e.Rec.Notices)-1].To), Date: day, Channel: usualChannel,
	})
	return told, err
}

// tookNoPlace refuses to say of a meeting to come that it was not held, and of one
// that people attended.
func tookNoPlace(m *Meeting, id record.ID, day doc.Date) error {
	if m.Status != Postponed && m.Start.Date() > day {
		return refuse("if it will not take place, `unmn meeting cancel "+string(id)+" --reason REASON`",
			"meeting %q is to be on %s; nobody can say on %s that it was not held", id, m.Start.Date(), day)
	}
	there := func(a Attendance) bool { return a.Status == Present || a.Status == Represented }
	if at := slices.IndexFunc(m.Attendance, there); at >= 0 {
		return refuse("take its minutes with `unmn minutes take "+string(id)+"`", "meeting %q was attended: %s was %s", id, m.Attendance[at].Party, m.Attendance[at].Status)
	}
	return nil
}
