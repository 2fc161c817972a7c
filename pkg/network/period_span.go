package network

import (
	"fmt"
	"strconv"

	"unmn/pkg/doc"
)

// Span is the first and the last day of a period; both are empty for no period. A
// month that stands for two is taken as one.
func (p Period) Span() (first, last doc.Date) {
	if !periodForm().MatchString(string(p)) {
		return "", ""
	}
	begin, months := 1, 12
	if len(p) > len("2026") {
		n, err := strconv.Atoi(string(p[len("2026-Q"):]))
		if err != nil {
			return "", ""
		}
		months = map[byte]int{'H': 6, 'Q': 3, 'M': 1}[p[len("2026-")]]
		begin = (n-1)*months + 1
	}
	first = doc.Date(fmt.Sprintf("%s-%02d-01", p[:4], begin))
	return first, doc.DateOf(first.Time().AddDate(0, months, -1))
}

// Next is the period of the same length that follows; empty for no period.
func (p Period) Next() Period {
	_, last := p.Span()
	if last == "" {
		return ""
	}
	every := Every("year")
	if len(p) > len("2026") {
		every = map[byte]Every{'H': "half-year", 'Q': "quarter", 'M': "month"}[p[len("2026-")]]
	}
	return PeriodOf(last.AddDays(1), every)
}
