package network

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// PartyRef refers to a member or a partner.
type PartyRef = record.Shared[Party]

// MemberRef refers to a member.
type MemberRef = record.Ref[Member]

// Param is a parameter of the network's rules: its value, and what the value rests
// on. A parameter without basis is not set.
type Param[T any] struct {
	Value T     `yaml:"value" must:"yes" doc:"the value"`
	Basis Basis `yaml:"basis" must:"yes" doc:"what it rests on: a clause (R1a), a decision (decision/ID), or assumed until the Network decides"`
}

// Or is the value, or the given one where the parameter is not set.
func (p Param[T]) Or(otherwise T) T {
	if p.Basis == "" {
		return otherwise
	}
	return p.Value
}

// Basis is what a parameter rests on: "assumed", a clause of the terms ("R1a") or
// "decision/ID".
type Basis string

// Assumed is the basis of a parameter that no clause and no decision settles.
const Assumed Basis = "assumed"

const basisPattern = `^(assumed|[A-Z]+[0-9]+[a-z]?|decision/[a-z0-9]+(-[a-z0-9]+)*)$`

var basisForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(basisPattern) })

// UnmarshalText reads a basis.
func (b *Basis) UnmarshalText(text []byte) error {
	if !basisForm().Match(text) {
		return fmt.Errorf("%q is no basis: write assumed, a clause such as R1a, or decision/ID", text)
	}
	*b = Basis(text)
	return nil
}

// MarshalText writes the basis as it is.
func (b Basis) MarshalText() ([]byte, error) { return []byte(b), nil }

// Pattern is the form of a basis for JSON Schema.
func (Basis) Pattern() string { return basisPattern }

// ClauseID is the id of a clause of the terms, "R1a".
type ClauseID string

const clausePattern = `^[A-Z]+[0-9]+[a-z]?$`

var clauseForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(clausePattern) })

// UnmarshalText reads the id of a clause.
func (c *ClauseID) UnmarshalText(text []byte) error {
	if !clauseForm().Match(text) {
		return fmt.Errorf("%q is no id of a clause: write it as R1a", text)
	}
	*c = ClauseID(text)
	return nil
}

// MarshalText writes the id as it is.
func (c ClauseID) MarshalText() ([]byte, error) { return []byte(c), nil }

// Pattern is the form of the id for JSON Schema.
func (ClauseID) Pattern() string { return clausePattern }

// Clock is a time of day, "10:30".
type Clock string

const clockPattern = `^([01][0-9]|2[0-3]):[0-5][0-9]$`

var clockForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(clockPattern) })

// UnmarshalText reads a time of day.
func (c *Clock) UnmarshalText(text []byte) error {
	if !clockForm().Match(text) {
		return fmt.Errorf("%q is no time of day: write it as 10:30", text)
	}
	*c = Clock(text)
	return nil
}

// MarshalText writes the time as it is.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c), nil }

// Pattern is the form of the time for JSON Schema.
func (Clock) Pattern() string { return clockPattern }

// Zone is an IANA time zone, "Europe/Belgrade".
type Zone string

// UnmarshalText reads the name of a zone that exists.
func (z *Zone) UnmarshalText(text []byte) error {
	if _, err := time.LoadLocation(string(text)); err != nil || len(text) == 0 || string(text) == "Local" {
		return fmt.Errorf("%q is no time zone: write it as Europe/Belgrade", text)
	}
	*z = Zone(text)
	return nil
}

// MarshalText writes the zone as it is.
func (z Zone) MarshalText() ([]byte, error) { return []byte(z), nil }

// Location is the zone, UTC where it is not known.
func (z Zone) Location() *time.Location {
	loc, err := time.LoadLocation(string(z))
	if err != nil {
		return time.UTC
	}
	return loc
}

// Language is a language tag as records write it, "sr-Cyrl".
type Language string

// UnmarshalText reads a language tag.
func (l *Language) UnmarshalText(text []byte) error {
	if !doc.IsLanguage(string(text)) {
		return fmt.Errorf("%q is no language: write it as en, sr-Cyrl or sr-Latn", text)
	}
	*l = Language(text)
	return nil
}

// MarshalText writes the tag as it is.
func (l Language) MarshalText() ([]byte, error) { return []byte(l), nil }

// Pattern is the form of a language tag for JSON Schema.
func (Language) Pattern() string { return doc.LanguagePattern }

// Period is a stretch of the calendar: "2026", "2026-H2", "2026-Q4" or "2026-M11"
// (of two months the first). In ids it is written in lower case.
type Period string

const periodPattern = `^[12][0-9]{3}(-H[12]|-Q[1-4]|-M(0[1-9]|1[0-2]))?$`

var periodForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(periodPattern) })

// ErrPeriod is what every unreadable period wraps.
var ErrPeriod = errors.New("not a period")

// ParsePeriod reads a period in either case.
func ParsePeriod(s string) (Period, error) {
	p := strings.ToUpper(s)
	if !periodForm().MatchString(p) {
		return "", fmt.Errorf("%q is %w: write it as 2026-Q4", s, ErrPeriod)
	}
	return Period(p), nil
}

// UnmarshalText reads the form that records write, in capitals.
func (p *Period) UnmarshalText(text []byte) error {
	if !periodForm().Match(text) {
		return fmt.Errorf("%q is %w: write it as 2026-Q4", text, ErrPeriod)
	}
	*p = Period(text)
	return nil
}

// MarshalText writes the period as it is.
func (p Period) MarshalText() ([]byte, error) { return []byte(p), nil }

// Pattern is the form of a period for JSON Schema.
func (Period) Pattern() string { return periodPattern }

// ID is the period as an id writes it.
func (p Period) ID() record.ID { return record.ID(strings.ToLower(string(p))) }

// PeriodOf is the period of a rhythm that holds a day.
func PeriodOf(day doc.Date, every Every) Period {
	t := day.Time()
	month := int(t.Month())
	switch every {
	case "month":
		return Period(fmt.Sprintf("%d-M%02d", t.Year(), month))
	case "2-months":
		return Period(fmt.Sprintf("%d-M%02d", t.Year(), (month-1)/2*2+1))
	case "half-year":
		return Period(fmt.Sprintf("%d-H%d", t.Year(), (month-1)/6+1))
	case "year":
		return Period(fmt.Sprintf("%d", t.Year()))
	}
	return Period(fmt.Sprintf("%d-Q%d", t.Year(), (month-1)/3+1))
}

// UnmarshalText reads a prefix: capitals, digits and dashes.
func (r *ReferencePrefix) UnmarshalText(text []byte) error {
	if !prefixForm().Match(text) {
		return fmt.Errorf("%q cannot begin references: write it in capitals, such as UNMN-RS", text)
	}
	*r = ReferencePrefix(text)
	return nil
}

const prefixPattern = `^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$`

var prefixForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(prefixPattern) })

// MarshalText writes the prefix as it is.
func (r ReferencePrefix) MarshalText() ([]byte, error) { return []byte(r), nil }

// Pattern is the form of the prefix for JSON Schema.
func (ReferencePrefix) Pattern() string { return prefixPattern }

const countryPattern = `^[A-Z]{2}$`

var countryForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(countryPattern) })

// UnmarshalText reads two capitals.
func (c *Country) UnmarshalText(text []byte) error {
	if !countryForm().Match(text) {
		return fmt.Errorf("%q is no country: write its two letters, such as RS", text)
	}
	*c = Country(text)
	return nil
}

// MarshalText writes the code as it is.
func (c Country) MarshalText() ([]byte, error) { return []byte(c), nil }

// Pattern is the form of the code for JSON Schema.
func (Country) Pattern() string { return countryPattern }

const targetPattern = `^([1-9]|1[0-7])(\.([1-9][0-9]?|[a-d]))?$`

var targetForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(targetPattern) })

// UnmarshalText reads a goal or a target.
func (s *SDGTarget) UnmarshalText(text []byte) error {
	if !targetForm().Match(text) {
		return fmt.Errorf("%q is no goal or target of the 2030 Agenda: write it as 10 or \"10.7\"", text)
	}
	*s = SDGTarget(text)
	return nil
}

// MarshalText writes the target as it is.
func (s SDGTarget) MarshalText() ([]byte, error) { return []byte(s), nil }

// Pattern is the form of the target for JSON Schema.
func (SDGTarget) Pattern() string { return targetPattern }
