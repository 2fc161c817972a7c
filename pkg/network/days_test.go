package network_test

import (
	"testing"

	"unmn/pkg/doc"
	"unmn/pkg/network"
)

func TestWorkingDays(t *testing.T) {
	holidays := []network.Holiday{{Date: "2027-01-01"}, {Date: "2027-01-02"}, {Date: "2027-01-07"}}
	for _, c := range []struct {
		from doc.Date
		days int
		want doc.Date
	}{
		{"2026-12-03", 0, "2026-12-03"},
		{"2026-12-03", 1, "2026-12-04"},  // Thursday to Friday
		{"2026-12-04", 1, "2026-12-07"},  // over a weekend
		{"2026-12-05", 1, "2026-12-07"},  // from a Saturday
		{"2026-12-03", 10, "2026-12-17"}, // two weeks
		{"2026-12-31", 1, "2027-01-04"},  // over the New Year and a holiday on a Saturday
		{"2026-12-31", 4, "2027-01-08"},  // and Christmas
		{"2026-12-07", -1, "2026-12-04"},
		{"2027-01-04", -1, "2026-12-31"},
		{"", 5, ""},
	} {
		if got := network.AddWorkingDays(c.from, c.days, holidays); got != c.want {
			t.Errorf("%d working days from %q: %q, not %q", c.days, c.from, got, c.want)
		}
	}
	for n := -30; n <= 30; n++ {
		const from doc.Date = "2026-12-23"
		if got := network.WorkingDaysBetween(from, network.AddWorkingDays(from, n, holidays), holidays); got != n {
			t.Errorf("%d working days there are %d back", n, got)
		}
	}
	if n := network.WorkingDaysBetween("2026-12-05", "2026-12-06", nil); n != 0 {
		t.Errorf("a weekend has %d working days", n)
	}
	if n := network.WorkingDaysBetween("", "2026-12-06", nil); n != 0 {
		t.Errorf("from no day: %d", n)
	}
}
