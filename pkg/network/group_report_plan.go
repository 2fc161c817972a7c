package network

import (
	"slices"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// GroupReportOptions are one report of a working group.
type GroupReportOptions struct {
	Group   record.ID
	Meeting record.ID // the meeting it was given to; may be empty
	Date    doc.Date  // that of the meeting, or the current day, when empty
	Text    doc.Text  // what it says, in short
	Link    string    // where the report is
}

// ReportGroup records a report of a working group to the Network. It refuses a group
// that is closed, and a day before its beginning or the last report.
func ReportGroup(s *record.Set, today doc.Date, o GroupReportOptions) (*record.Change, error) {
	d := s.Draft()
	day := o.Date
	if o.Meeting != "" {
		m, err := s.Item(Meetings.Name, o.Meeting)
		if err != nil {
			return nil, err
		}
		day = dayOr(day, m.Rec().(*Meeting).Start.Date())
	}
	day = dayOr(day, today)
	err := Groups.Edit(d, o.Group, func(g *Group) error {
		if err := isActiveGroup(o.Group, g); err != nil {
			return err
		}
		if err := needs("a report", need{len(o.Text) == 0, "what it says, in short"}); err != nil {
			return err
		}
		if first := max(g.Since, lastOwnReport(g)); day < first {
			return refuse("give a day from "+string(first)+" on with `--date`", "the working group %q cannot have reported on %s: it began, or reported last, on %s", o.Group, longDate(day), longDate(first))
		}
		fresh := GivenReport{Date: day, Meeting: record.Ref[Meeting](o.Meeting), Text: o.Text, Link: o.Link}
		same := func(r GivenReport) bool { return r.Date == fresh.Date && r.Text.String() == fresh.Text.String() }
		if !slices.ContainsFunc(g.Reports, same) {
			g.Reports = append(g.Reports, fresh)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	subject := "group " + string(o.Group) + ": report"
	if o.Meeting != "" {
		subject += " to " + string(o.Meeting)
	}
	return d.Change(subject)
}

// lastOwnReport is the day of the last report that the group's own record has.
func lastOwnReport(g *Group) doc.Date {
	if n := len(g.Reports); n > 0 {
		return g.Reports[n-1].Date
	}
	return ""
}

// A GroupDue is something that a working group owes on a day.
type GroupDue struct {
	Group record.ID
	Lead  PartyRef // who leads it; may be empty
	What  string   // "a report", "its end"
	Since doc.Date // its last report, or its beginning
	Until doc.Date // by when
}

// GroupReportsDue are the reports that working groups owe by a day: of those that report
// at an interval, and reported last longer ago than that. A report is in the record of
// the group, or an item of a meeting that was held and says something of it.
func GroupReportsDue(r record.Reader, day doc.Date) []GroupDue {
	var out []GroupDue
	for e := range Groups.All(r) {
		g := e.Rec
		if g.Status != GroupActive || g.ReportsEvery == "" || g.Since == "" || g.Since > day {
			continue
		}
		last := max(g.Since, lastOwnReport(g), reportedAt(r, e.ID, day))
		if until := after(last, g.ReportsEvery); until <= day {
			out = append(out, GroupDue{e.ID, g.Lead, "a report", last, until})
		}
	}
	return out
}

// reportedAt is the day of the last meeting until a day that dealt with a report of the
// group, in the year of that day or the one before; empty when there is none.
func reportedAt(r record.Reader, group record.ID, day doc.Date) doc.Date {
	var last doc.Date
	for year := day.Year() - 1; year <= day.Year(); year++ {
		for e := range Meetings.WithPrefix(r, yearText(year)) {
			held := e.Rec.Start.Date()
			if e.Rec.Status == Held && held <= day && held > last && hearsOf(e.Rec, group) {
				last = held
			}
		}
	}
	return last
}

// hearsOf reports that a meeting dealt with a report of a working group.
func hearsOf(m *Meeting, group record.ID) bool {
	return slices.ContainsFunc(m.Agenda, func(i AgendaItem) bool {
		return i.Group.ID() == group && (len(i.Summary) > 0 || len(i.Conclusions) > 0)
	})
}

// after is the day on which an interval that began on a day is over.
func after(day doc.Date, every Every) doc.Date {
	t := day.Time()
	end := t.AddDate(0, monthsOf(every), 0)
	if end.Day() != t.Day() { // the 31st of a month that has none
		end = end.AddDate(0, 0, -end.Day())
	}
	return doc.DateOf(end)
}
