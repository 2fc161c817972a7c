package network

import (
	"fmt"
	"strconv"
	"strings"

	"unmn/pkg/record"
)

var workplanColumns = []record.Column[Workplan]{
	column("period", "the period it is for", func(w *Workplan) string { return string(w.Period) }),
	column("status", "where it stands", func(w *Workplan) string { return string(w.Status) }),
	column("adopted-by", "the decision that adopted it", func(w *Workplan) string { return string(w.AdoptedBy) }),
	column("activities", "how many there are", func(w *Workplan) string { return strconv.Itoa(len(w.Activities)) }),
	column("completed", "how many are completed", func(w *Workplan) string { return strconv.Itoa(CountActivities(w, ActivityCompleted)) }),
}

var updateColumns = []record.Column[Update]{
	column("date", "when it was shared", func(u *Update) string { return string(u.Date) }),
	column("title", "what it is called", func(u *Update) string { return u.Title.OneLine() }),
	column("type", "what sort of thing it is", func(u *Update) string { return string(u.Type) }),
	column("scope", "how far it reaches", func(u *Update) string { return string(u.Scope) }),
	column("shared-by", "who shared it", func(u *Update) string { return string(u.SharedBy) }),
}

var engagementColumns = []record.Column[Engagement]{
	column("date", "when it was", func(e *Engagement) string { return string(e.Date) }),
	column("kind", "its form", func(e *Engagement) string { return string(e.Kind) }),
	column("with", "with whom", func(e *Engagement) string { return counterparts(e.With) }),
	column("by", "the members that took part", func(e *Engagement) string { return idList(e.By) }),
	column("objective", "the objective it serves", func(e *Engagement) string { return strconv.Itoa(e.Objective) }),
}

var reportColumns = []record.Column[Report]{
	column("prepared-by", "who writes it", func(r *Report) string { return string(r.PreparedBy) }),
	column("foreword", "its foreword", func(r *Report) string { return r.Foreword.OneLine() }),
	column("highlights", "the objectives that have highlights", func(r *Report) string {
		numbers := make([]string, len(r.Highlights))
		for i, h := range r.Highlights {
			numbers[i] = strconv.Itoa(h.Objective)
		}
		return strings.Join(numbers, ",")
	}),
}

// counterparts are whom an exchange was with, as flags take them.
func counterparts(with []Counterpart) string {
	words := make([]string, len(with))
	for i, c := range with {
		words[i] = string(c.Party)
		if c.Party == "" {
			words[i] = fmt.Sprintf("%s:%d", c.Class, c.Number)
		}
	}
	return strings.Join(words, ",")
}

// idList is a list of ids as flags take it.
func idList[T ~string](ids []T) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, ",")
}
