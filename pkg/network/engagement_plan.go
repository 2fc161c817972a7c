package network

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// EngagementOptions describe an exchange with external parties.
type EngagementOptions struct {
	ID record.ID // the day, the form and with whom, when empty
	// Engagement needs its form, with whom, by whom, the objective and a summary; its
	// Date is the current day when empty.
	Engagement Engagement
}

// NewEngagement records an exchange. It refuses one that is still to come.
func NewEngagement(s *record.Set, today doc.Date, o EngagementOptions) (*record.Change, record.ID, error) {
	d := s.Draft()
	e := o.Engagement
	if err := needs("a new engagement",
		need{e.Kind == "", "its form (--kind)"},
		need{len(e.With) == 0, "with whom it was, such as scrm or ngo:2 (--with)"},
		need{len(e.By) == 0, "the members that took part (--by)"},
		need{e.Objective == 0, "the objective of the Network that it serves, 3, 4, 5 or 7 (--objective)"},
		need{len(e.Summary) == 0, "what it was about and what came of it"},
	); err != nil {
		return nil, "", err
	}
	e.Date = dayOr(e.Date, today)
	if e.Date > today {
		return nil, "", refuse("record it on the day, or later with `--date`", "%s is still to come; an engagement is one that took place", longDate(e.Date))
	}
	id, err := newID(d, Engagements, o.ID, string(e.Date)+"-"+string(e.Kind), withWords(e.With))
	if err != nil {
		return nil, "", err
	}
	if err := Engagements.Create(d, id, e); err != nil {
		return nil, "", err
	}
	d.Serve("counterparts", "engagement-objective")
	c, err := d.Change(fmt.Sprintf("engagement %s: %s with %s", id, e.Kind, counterparts(e.With)))
	return c, id, err
}

// withWords is with whom an exchange was, for its id.
func withWords(with []Counterpart) string {
	var words []string
	for _, c := range with {
		words = append(words, string(c.Party)+string(c.Class))
	}
	return strings.Join(words, " ")
}

// ParseCounterparts reads with whom an exchange was: parties of the register, named
// by the beginning of their ids, and so many of a class, "ngo:2".
func ParseCounterparts(s *record.Set, texts []string) ([]Counterpart, error) {
	var out []Counterpart
	for _, text := range texts {
		class, number, isClass := strings.Cut(text, ":")
		if !isClass {
			party, err := FindParty(s, strings.TrimSpace(text))
			if err != nil {
				return nil, err
			}
			out = append(out, Counterpart{Party: party})
			continue
		}
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 {
			return nil, usage("%q does not say how many: write it as ngo:2", text)
		}
		if !slices.Contains(UNEntity.Values(), class) {
			return nil, usage("%q is no class of stakeholders; there are %s", class, strings.Join(UNEntity.Values(), ", "))
		}
		out = append(out, Counterpart{Class: StakeholderClass(class), Number: n})
	}
	return out, nil
}
