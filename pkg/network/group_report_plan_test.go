package network

import (
	"slices"
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

func TestWhatGroupsOwe(t *testing.T) {
	s := planSet(t, map[string]string{
		"groups/winter.yaml": `
name: Winter
kind: ad-hoc
status: active
mandate: Winter
since: "2026-05-31"
lead: undp
ends_on: "2026-10-31"
reports_every: quarter
members:
  - {party: undp}
reports:
  - {date: "2026-08-31", text: First}
`,
		"meetings/2026/2026-11-05-winter.yaml": `
type: extraordinary
status: held
start: 2026-11-05T10:00
attendance:
  - {party: iom, status: present}
agenda:
  - {id: winter, title: Winter, purpose: wg-report, group: winter, summary: They reported.}
minutes: {status: draft}
`,
	})
	report := func(last, until doc.Date) []GroupDue { return []GroupDue{{"winter", "undp", "a report", last, until}} }
	for day, want := range map[doc.Date][]GroupDue{
		"2026-05-30": nil,
		"2026-09-30": nil,
		"2026-11-29": nil, // the quarter from 31 August ends on 30 November; the meeting comes before
		"2027-02-04": nil,
		"2027-02-05": report("2026-11-05", "2027-02-05"),
	} {
		if got := GroupReportsDue(s, day); !slices.Equal(got, want) {
			t.Errorf("on %s: %+v, want %+v", day, got, want)
		}
	}
	for day, want := range map[doc.Date]doc.Date{"2026-08-31": "2026-11-30", "2026-11-30": "2027-02-28", "2027-02-28": "2027-05-28"} {
		if got := after(day, "quarter"); got != want {
			t.Errorf("a quarter after %s is %s, want %s", day, got, want)
		}
	}
	if got := ends(s, "2026-10-31"); len(got) > 0 {
		t.Errorf("on its last day: %+v", got)
	}
	if got := ends(s, "2026-11-01"); len(got) != 1 || got[0].Due != "2026-10-31" {
		t.Errorf("the day after: %+v", got)
	}
}

// ends are the working groups that are past their end on a day.
func ends(s *record.Set, day doc.Date) []Finding {
	return slices.DeleteFunc(NewWatch(s, day, "", day).Findings(), func(f Finding) bool { return f.Rule != "group-ends" || f.Standing != NotMet })
}
