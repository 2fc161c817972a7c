package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// MeetingFigures are the meetings of the Network in the days of a report, each list
// by day. Meetings of working groups are counted with their groups.
type MeetingFigures struct {
	Held  []MeetingRow
	Off   []MeetingRow // postponed, cancelled or not held
	Ahead []MeetingRow // planned or convened
	// Ordinary, Annual and Extraordinary count those that were held.
	Ordinary, Annual, Extraordinary int
}

// MeetingRow is a meeting with who was there.
type MeetingRow struct {
	ID  record.ID
	Rec *Meeting // as it stood on the day of the report
	// AttendanceTally counts members; Unrecorded are the active ones of that day of whom the minutes
	// say nothing.
	AttendanceTally
	Members      int      // all members of that day
	Institutions int      // of the Government, present or represented
	Partners     int      // others from outside, present or represented
	Guests       int      // people who are counted and not named
	Reason       doc.Text // why it was not held as planned
}

// An AttendanceTally counts how parties were there.
type AttendanceTally struct{ Present, Represented, Regrets, Absent, Unrecorded int }

// TookPart counts those that were present or represented.
func (t AttendanceTally) TookPart() int { return t.Present + t.Represented }

func (t *AttendanceTally) count(mark AttendanceStatus) {
	switch mark {
	case Present:
		t.Present++
	case Represented:
		t.Represented++
	case Regrets:
		t.Regrets++
	case Absent:
		t.Absent++
	case Unrecorded:
		t.Unrecorded++
	}
}

// MeetingsOf are the meetings of the Network in the days of a report.
func MeetingsOf(s *record.Set, scope ReportScope) MeetingFigures {
	var f MeetingFigures
	for id, m := range standing(s, Meetings, scope.Stands()) {
		day := m.Start.Date()
		if m.Type == GroupMeeting || day < scope.Since || day > scope.Until || !scope.shows(m.Visibility) {
			continue
		}
		row := MeetingRow{ID: id, Rec: m}
		switch {
		case m.Status == Held:
			row.count(s, m)
			f.Held = append(f.Held, row)
			f.countType(m.Type)
		case m.IsOff():
			row.Reason = lastChange(m).Reason
			if len(row.Reason) == 0 {
				row.Reason = m.Reason // written by hand; else it says why the meeting was asked for
			}
			f.Off = append(f.Off, row)
		default:
			f.Ahead = append(f.Ahead, row)
		}
	}
	for _, list := range [][]MeetingRow{f.Held, f.Off, f.Ahead} {
		slices.SortStableFunc(list, func(a, b MeetingRow) int { return byDay(a.Rec.Start.Date(), b.Rec.Start.Date()) })
	}
	return f
}

func (f *MeetingFigures) countType(t MeetingType) {
	switch t {
	case Annual:
		f.Annual++
	case Extraordinary:
		f.Extraordinary++
	default:
		f.Ordinary++
	}
}

// count counts who was at a meeting that was held.
func (r *MeetingRow) count(s *record.Set, m *Meeting) {
	day := m.Start.Date()
	r.Members = membersOn(s, day)
	named := map[PartyRef]bool{}
	for _, a := range m.Attendance {
		named[a.Party] = true
		if isMember(s, a.Party) {
			r.AttendanceTally.count(a.Status)
			continue
		}
		if a.Status != Present && a.Status != Represented {
			continue
		}
		if p, _, ok := partyOf(s, a.Party); ok && p.Class == Government {
			r.Institutions++
		} else {
			r.Partners++
		}
	}
	for e := range Members.All(s) {
		if e.Rec.ActiveOn(day) && !named[PartyRef(e.ID)] {
			r.Unrecorded++
		}
	}
	for _, g := range m.Guests {
		r.Guests += g.Number
	}
}
