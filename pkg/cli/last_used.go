package cli

import (
	"slices"
	"strings"

	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// The record last used is what "." means wherever an id is taken. It is the last one
// that a command showed or changed in this copy of the register.

// recall tells a set which record that is.
func (a *app) recall(set *record.Set) {
	if a.git == nil {
		return
	}
	var last record.AnyRef
	if last.UnmarshalText([]byte(a.git.Remembered())) != nil {
		return
	}
	kind, id, item := last.Split()
	if _, known := a.kind(kind); known && item == "" && id != "" {
		set.Recall(last)
	}
}

// remember notes the record that is being shown.
func (a *app) remember(kind string, id record.ID) {
	if a.git != nil {
		a.git.Remember(kind + "/" + string(id))
	}
}

// rememberChange notes the record that a change is about: of several the one that its
// subject names, as in "minutes 2026-q4: take", else the first.
func (a *app) rememberChange(r *repo.Result) {
	if r.Nothing || r.Change == nil {
		return
	}
	records := record.Message{Trailers: r.Change.Trailers}.Of(record.RecordTrailer)
	if len(records) == 0 {
		return
	}
	about, _, _ := strings.Cut(r.Change.Subject, ":")
	named := strings.FieldsFunc(about, func(c rune) bool { return c == ' ' || c == ',' })
	at := slices.IndexFunc(records, func(text string) bool {
		_, id, _ := strings.Cut(text, "/")
		return slices.Contains(named, id)
	})
	kind, id, _ := strings.Cut(records[max(0, at)], "/")
	a.remember(kind, record.ID(id))
}

// naming is what to type instead of "." where it does not fit.
func (a *app) naming(e *record.NotLast) string {
	if _, known := a.kind(e.Kind); known {
		return "name one; see what there is with `unmn " + e.Kind + " list`"
	}
	return "name one, as in `unmn show member/iom`"
}
