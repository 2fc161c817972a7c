package network

import (
	"fmt"

	"unmn/pkg/doc"
)

// A stretch is one period of a rhythm with its first and its last day. A period alone
// does not know them: 2026-M09 is a month in one rhythm and two in another.
type stretch struct {
	period      Period
	first, last doc.Date
}

// monthsOf is how many months a rhythm has from one period to the next.
func monthsOf(every Every) int {
	switch every {
	case "month":
		return 1
	case "2-months":
		return 2
	case "half-year":
		return 6
	case "year":
		return 12
	}
	return 3
}

// stretchesOf are the periods of a rhythm that have a day between two days.
func stretchesOf(every Every, from, to doc.Date) []stretch {
	if from == "" {
		return nil
	}
	n, t := monthsOf(every), from.Time()
	month := (int(t.Month())-1)/n*n + 1
	first := doc.Date(fmt.Sprintf("%04d-%02d-01", t.Year(), month))
	var out []stretch
	for first <= to {
		next := doc.DateOf(first.Time().AddDate(0, n, 0))
		out = append(out, stretch{PeriodOf(first, every), first, next.AddDays(-1)})
		first = next
	}
	return out
}

// stretchOf is the period of a rhythm that holds a day.
func stretchOf(every Every, day doc.Date) stretch { return stretchesOf(every, day, day)[0] }
