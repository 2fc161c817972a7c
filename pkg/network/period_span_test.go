package network

import (
	"testing"

	"unmn/pkg/doc"
)

func TestPeriodSpan(t *testing.T) {
	for p, want := range map[Period]struct {
		first, last doc.Date
		next        Period
	}{
		"2027":     {"2027-01-01", "2027-12-31", "2028"},
		"2027-H1":  {"2027-01-01", "2027-06-30", "2027-H2"},
		"2027-H2":  {"2027-07-01", "2027-12-31", "2028-H1"},
		"2027-Q2":  {"2027-04-01", "2027-06-30", "2027-Q3"},
		"2027-Q4":  {"2027-10-01", "2027-12-31", "2028-Q1"},
		"2028-M02": {"2028-02-01", "2028-02-29", "2028-M03"},
		"2027-M12": {"2027-12-01", "2027-12-31", "2028-M01"},
		"":         {},
		"2027-Q5":  {},
	} {
		if first, last := p.Span(); first != want.first || last != want.last || p.Next() != want.next {
			t.Errorf("%s: %s to %s, then %s", p, first, last, p.Next())
		}
	}
}
