package doc

import (
	"errors"
	"fmt"
	"regexp"
	"sync"
	"time"
)

// Date is a day of the calendar, "2026-05-14". The zero value is no date. Dates
// compare as strings.
type Date string

// ErrDate is what every unreadable date or time wraps.
var ErrDate = errors.New("not a date")

var dateForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`) })

// ParseDate reads "2026-05-14". Days that do not exist are refused.
func ParseDate(s string) (Date, error) {
	if len(s) != len(time.DateOnly) {
		return "", fmt.Errorf("%q is %w: write it as 2026-05-14", s, ErrDate)
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		if dateForm().MatchString(s) {
			return "", fmt.Errorf("%q is %w: there is no such day", s, ErrDate)
		}
		return "", fmt.Errorf("%q is %w: write it as 2026-05-14", s, ErrDate)
	}
	if s[:4] < "1900" {
		return "", fmt.Errorf("%q is %w this register can hold: years begin at 1900", s, ErrDate)
	}
	return Date(s), nil
}

// DateOf is the day of t in t's own zone.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Time is midnight UTC of the day; the zero time for no date.
func (d Date) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// AddDays is the day n days later, or earlier when n is negative; no date stays no
// date.
func (d Date) AddDays(n int) Date {
	if d == "" {
		return ""
	}
	return DateOf(d.Time().AddDate(0, 0, n))
}

// Year is the year, 0 for no date.
func (d Date) Year() int { return yearOf(d.Time()) }

func yearOf(t time.Time) int {
	if t.IsZero() {
		return 0
	}
	return t.Year()
}

// UnmarshalText reads what ParseDate reads.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	*d = v
	return err
}

// MarshalText writes the date as it is.
func (d Date) MarshalText() ([]byte, error) { return []byte(d), nil }

// day is the regular expression of a day that exists, leap years and all: not every
// program that reads a JSON Schema checks its formats.
const day = `(` + year + `-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|` + year + `-(0[13-9]|1[0-2])-(29|30)|` + year + `-(0[13578]|1[02])-31|` + leapYear + `-02-29)`

const (
	year     = `(19|[2-9][0-9])[0-9]{2}`
	leapYear = `((19|[2-9][0-9])(0[48]|[2468][048]|[13579][26])|(2[048]|[468][048]|[3579][26])00)`
)

// Pattern is the regular expression of the text, for JSON Schema.
func (Date) Pattern() string { return `^` + day + `$` }

// Format is the format name of JSON Schema.
func (Date) Format() string { return "date" }

// LocalTime is a time of day on a day, as a clock on the wall of the place shows
// it, "2026-05-14T10:00". The zone is the network's, or the record's own. The
// zero value is no time. Local times compare as strings.
type LocalTime string

const localLayout = "2006-01-02T15:04"

// ParseLocalTime reads "2026-05-14T10:00" and, as people type it,
// "2026-05-14 10:00".
func ParseLocalTime(s string) (LocalTime, error) {
	if len(s) == len(localLayout) && s[10] == ' ' {
		s = s[:10] + "T" + s[11:]
	}
	bad := fmt.Errorf("%q is %w and time: write it as 2026-05-14T10:00", s, ErrDate)
	if len(s) != len(localLayout) || s[10] != 'T' {
		return "", bad
	}
	if _, err := ParseDate(s[:10]); err != nil {
		return "", err
	}
	if _, err := time.Parse(localLayout, s); err != nil {
		return "", bad
	}
	return LocalTime(s), nil
}

// Date is the day of the time.
func (t LocalTime) Date() Date {
	if len(t) < len(time.DateOnly) {
		return ""
	}
	return Date(t[:len(time.DateOnly)])
}

// Clock is the time of day, "10:00".
func (t LocalTime) Clock() string {
	if len(t) != len(localLayout) {
		return ""
	}
	return string(t[11:])
}

// In is the moment in a zone. Where the clock skips the time it is the moment
// after the gap, where the clock shows it twice the first, as package time does.
func (t LocalTime) In(zone *time.Location) time.Time {
	v, _ := time.ParseInLocation(localLayout, string(t), zone)
	return v
}

// UnmarshalText reads the form with T alone: a record has one form.
func (t *LocalTime) UnmarshalText(b []byte) error {
	if len(b) == len(localLayout) && b[10] != 'T' {
		return fmt.Errorf("%q is %w and time: write it as 2026-05-14T10:00", b, ErrDate)
	}
	v, err := ParseLocalTime(string(b))
	*t = v
	return err
}

// MarshalText writes the time as it is.
func (t LocalTime) MarshalText() ([]byte, error) { return []byte(t), nil }

// Pattern is the regular expression of the text, for JSON Schema.
func (LocalTime) Pattern() string { return `^` + day + `T([01][0-9]|2[0-3]):[0-5][0-9]$` }
