package network

import (
	"time"

	"unmn/pkg/doc"
)

// Working days are Monday to Friday without the holidays of the network. Deadlines
// that parameters give in working days are counted here and nowhere else.

// isWorking reports a working day.
func isWorking(day time.Time, holidays []Holiday) bool {
	if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		return false
	}
	for _, h := range holidays {
		if h.Date == doc.DateOf(day) {
			return false
		}
	}
	return true
}

// AddWorkingDays is the day on which a term of n working days from a day ends; the
// day itself does not count. Negative n counts back, 0 is the day itself, and so is
// any n from no day.
func AddWorkingDays(day doc.Date, n int, holidays []Holiday) doc.Date {
	if day == "" || n == 0 {
		return day
	}
	step, left := 1, n
	if n < 0 {
		step, left = -1, -n
	}
	t := day.Time()
	for left > 0 {
		t = t.AddDate(0, 0, step)
		if isWorking(t, holidays) {
			left--
		}
	}
	return doc.DateOf(t)
}

// WorkingDaysBetween counts the working days after one day up to and including
// another: AddWorkingDays(a, WorkingDaysBetween(a, b), ...) is b where b is a
// working day after a. It is negative where b lies before a, and 0 without both.
func WorkingDaysBetween(a, b doc.Date, holidays []Holiday) int {
	if a == "" || b == "" {
		return 0
	}
	if b < a {
		return -WorkingDaysBetween(b, a, holidays)
	}
	n := 0
	for t, last := a.Time(), b.Time(); t.Before(last); {
		t = t.AddDate(0, 0, 1)
		if isWorking(t, holidays) {
			n++
		}
	}
	return n
}

// daysBetween counts the days from one day to another; 0 without both.
func daysBetween(a, b doc.Date) int {
	if a == "" || b == "" {
		return 0
	}
	return int(b.Time().Sub(a.Time()).Hours() / 24)
}
