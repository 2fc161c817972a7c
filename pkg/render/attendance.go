package render

import "unmn/pkg/network"

// AttendanceData is the sheet of a request for an attendance list, for those who want it
// as data, and whether it is to tell how often each party took part. The errors are
// those of Render.
func AttendanceData(r Request) (sheet network.AttendanceSheet, statistics bool, err error) {
	b, err := newBuilder(r)
	if err != nil {
		return sheet, false, err
	}
	sheet = network.AttendanceOf(b.Set, b.Days())
	return sheet, b.statistics(), b.Set.Err()
}

// buildAttendance makes the view of the attendance of several meetings.
func buildAttendance(b *builder) (any, error) {
	scope := b.Days()
	sheet := network.AttendanceOf(b.Set, scope)
	return AttendanceView{
		Head: b.reportHead("report.attendance", scope), Days: b.days(scope), Stands: b.date(scope.Stands()),
		Running: scope.Stands() < scope.Until, Narrow: b.For != network.ForCoChairs,
		Statistics: b.statistics(),
		Meetings:   b.reportMeetings(sheet.Meetings), Rows: b.attendanceLines(sheet, false),
	}, nil
}

// statistics reports whether the edition says how often each member took part: to
// the co-chairs, and to others where it is asked for.
func (b *builder) statistics() bool { return b.Statistics || b.For == network.ForCoChairs }

// attendanceLines are the rows of a sheet, of members alone if wanted.
func (b *builder) attendanceLines(sheet network.AttendanceSheet, members bool) []AttendanceLine {
	var out []AttendanceLine
	for _, r := range sheet.Rows {
		if members && !r.Member {
			continue
		}
		line := AttendanceLine{
			Organization: b.line(r.Short), Capacity: Text(b.seat(r.Seat)), Expected: r.Expected, Present: r.Present,
			Represented: r.Represented, Regrets: r.Regrets, Absent: r.Absent, Unrecorded: r.Unrecorded,
		}
		if b.statistics() {
			line.TookPart = b.of(r.TookPart(), r.Expected)
		}
		for _, mark := range r.Marks {
			word := "mark.none"
			if mark != "" {
				word = "mark." + string(mark)
			}
			line.Marks = append(line.Marks, Text(b.words.say(word)))
		}
		out = append(out, line)
	}
	return out
}
