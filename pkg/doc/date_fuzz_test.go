package doc

import (
	"errors"
	"fmt"
	"regexp"
	"testing"
	"time"
)

// FuzzDate: a date or a time is read back as it is, is what its pattern says it is,
// and keeps the order and the days of the calendar.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-05-14", "2024-02-29", "2026-02-30", "1900-01-01", "0000-00-00", "2026-05-14T10:00", "2026-05-14 24:00", "２０２６-05-14", "9999-12-31", "2026-05-14T10:0\x00"} {
		f.Add(s)
	}
	days, times := regexp.MustCompile(Date("").Pattern()), regexp.MustCompile(LocalTime("").Pattern())
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		switch {
		case err != nil && (d != "" || !errors.Is(err, ErrDate)):
			t.Fatalf("%q: %q %v", s, d, err)
		case err != nil && days.MatchString(s):
			t.Fatalf("%q is a date to its pattern", s)
		case err == nil && (string(d) != s || !days.MatchString(s) || DateOf(d.Time()) != d || d.AddDays(1) <= d && s != "9999-12-31"):
			t.Fatalf("%q is a date", s)
		}
		lt, err := ParseLocalTime(s)
		switch {
		case err != nil && (lt != "" || !errors.Is(err, ErrDate)):
			t.Fatalf("%q: %q %v", s, lt, err)
		case err == nil && (!times.MatchString(string(lt)) || lt.In(time.UTC).Format(localLayout) != string(lt)):
			t.Fatalf("%q is the time %q", s, lt)
		}
		if err == nil {
			if again, err := ParseLocalTime(string(lt)); err != nil || again != lt {
				t.Fatalf("%q: %q, then %q", s, lt, again)
			}
		}
	})
}

// The pattern of a date knows the calendar: over all days that can be written it
// says what ParseDate says.
func TestThePatternOfADateKnowsTheCalendar(t *testing.T) {
	days := regexp.MustCompile(Date("").Pattern())
	years := []int{1899, 1900, 1904, 1999, 2000, 2023, 2024, 2100, 2400, 9999}
	if more := runs(0); more > 0 {
		years = nil
		for y := range 10_000 {
			years = append(years, y)
		}
	}
	for _, y := range years {
		for m := range 14 {
			for d := range 33 {
				s := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
				if _, err := ParseDate(s); (err == nil) != days.MatchString(s) {
					t.Fatalf("%s: %v", s, err)
				}
			}
		}
	}
}
