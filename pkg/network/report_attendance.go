package network

import (
	"slices"

	"unmn/pkg/record"
	"unmn/pkg/script"
)

// AttendanceSheet is who was at which meeting: a row for each party, a mark for each
// meeting that was held.
type AttendanceSheet struct {
	Meetings []MeetingRow
	Rows     []AttendanceRow
}

// Unrecorded is the mark of a party that was expected at a meeting whose minutes say
// nothing of it. It is a fact of its own: not being named is not being absent.
const Unrecorded AttendanceStatus = "not-recorded"

// AttendanceRow is one party at the meetings of a sheet.
type AttendanceRow struct {
	Party  PartyRef
	Short  string
	Seat   Seat
	Member bool
	// Marks are one for each meeting: how the party was there, Unrecorded, or "" when
	// it was not expected: no member that day, or nobody invited it.
	Marks []AttendanceStatus
	// Expected counts the meetings with a mark; AttendanceTally has the parts of it.
	Expected int
	AttendanceTally
}

// AttendanceOf is the attendance of the meetings of the Network that were held in the
// days of a report: every member of one of those days, and every party from outside
// that took part in one or was invited to one.
func AttendanceOf(s *record.Set, scope ReportScope) AttendanceSheet {
	sheet := AttendanceSheet{Meetings: MeetingsOf(s, scope).Held}
	net := Networks.One(s)
	add := func(party PartyRef, p *Party, member *Member, own Visibility) {
		row := AttendanceRow{Party: party, Short: p.Short, Member: member != nil}
		for _, m := range sheet.Meetings {
			mark := markOf(m.Rec, party, member)
			row.Marks = append(row.Marks, mark)
			if mark != "" {
				row.Expected++
				row.count(mark)
			}
		}
		if row.Expected == 0 || !scope.showsParty(own) {
			return
		}
		last := sheet.Meetings[len(sheet.Meetings)-1].Rec.Start.Date()
		row.Seat = SeatOf(net, party, p, row.Member, last)
		sheet.Rows = append(sheet.Rows, row)
	}
	for e := range Members.All(s) {
		add(PartyRef(e.ID), &e.Rec.Party, e.Rec, e.Rec.Visibility)
	}
	for e := range Partners.All(s) {
		add(PartyRef(e.ID), &e.Rec.Party, nil, e.Rec.Visibility)
	}
	script.Sort(sheet.Rows, func(r AttendanceRow) string { return r.Short })
	slices.SortStableFunc(sheet.Rows, func(a, b AttendanceRow) int { return int(a.Seat - b.Seat) })
	return sheet
}

// markOf is how a party was at a meeting; member is nil for a party from outside.
func markOf(m *Meeting, party PartyRef, member *Member) AttendanceStatus {
	for _, a := range m.Attendance {
		if a.Party == party {
			return a.Status
		}
	}
	invited := slices.ContainsFunc(m.Invited, func(i Invitation) bool { return i.Party == party })
	if invited || member != nil && member.ActiveOn(m.Start.Date()) {
		return Unrecorded
	}
	return ""
}
