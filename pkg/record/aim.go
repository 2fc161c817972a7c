package record

import (
	"reflect"
	"strings"
	"sync"

	"unmn/pkg/doc"
)

// An aim is what the values of a field refer to.
type aim struct {
	want  []target
	words []string // that may stand instead of a reference
	any   bool     // the value is an AnyRef
}

// aims are the aims of all fields that have been asked about, by the Shape of their
// values; nil for a field that refers to nothing. The sets of one load share them.
type aims struct {
	mu     sync.Mutex
	known  map[*doc.Shape]*aim
	shares map[string][]Type // by kind; see sharing
}

func (a *aims) of(at *doc.Place, types []Type) *aim {
	a.mu.Lock()
	defer a.mu.Unlock()
	known, have := a.known[at.Shape]
	if have {
		return known
	}
	if r, ok := reflect.Zero(at.Shape.Type).Interface().(referrer); ok {
		_, isAny := r.(AnyRef)
		known = &aim{r.targets(types, *at.Field), strings.Split(at.Field.Tag.Get("words"), ","), isAny}
	}
	a.known[at.Shape] = known
	return known
}

// sharing are the other types whose records share their ids with those of t: they
// embed one struct.
func (a *aims) sharing(t Type, types []Type) []Type {
	a.mu.Lock()
	defer a.mu.Unlock()
	out, have := a.shares[t.Name()]
	if have {
		return out
	}
	for _, other := range types {
		if other.Name() != t.Name() && embedsOneOf(t, other) {
			out = append(out, other)
		}
	}
	if a.shares == nil {
		a.shares = map[string][]Type{}
	}
	a.shares[t.Name()] = out
	return out
}

// embedsOneOf reports whether b embeds a struct that a embeds.
func embedsOneOf(a, b Type) bool {
	st := a.goType()
	for i := range st.NumField() {
		if f := st.Field(i); f.Anonymous && b.embeds(f.Type) {
			return true
		}
	}
	return false
}
