package doc

import (
	"reflect"
	"strconv"
)

// A Place is where a walk through a record stands.
type Place struct {
	Field *Field // the field the value stands in; an item of a list stands in the list's
	Shape *Shape // of the value: of an item, where the field is a list
	steps []pathStep
}

// A pathStep is one step of a path: a name, or the position of an item.
type pathStep struct {
	name string // empty for an item
	item int
}

// Path leads from the top of the record to the value. It is made anew, and only
// when asked for: most values of most records give nobody reason to.
func (p *Place) Path() Path {
	path := make(Path, len(p.steps))
	for i, s := range p.steps {
		if path[i] = s.name; s.name == "" {
			path[i] = strconv.Itoa(s.item)
		}
	}
	return path
}

// Walk calls visit for every scalar, text and struct value of a record that is set.
// The record is a pointer to the Shape's type. The Place is the same each time and
// says where the walk stands at the moment.
func (s *Shape) Walk(record any, visit func(at *Place, v reflect.Value)) {
	w := &walker{visit: visit}
	w.fields(s, reflect.ValueOf(record).Elem())
}

type walker struct {
	Place
	visit func(*Place, reflect.Value)
}

func (w *walker) fields(s *Shape, v reflect.Value) {
	depth := len(w.steps)
	for i := range s.Fields {
		f := &s.Fields[i]
		fv := f.In(v)
		if fv.IsZero() {
			continue
		}
		w.steps = append(w.steps[:depth], pathStep{name: f.Name})
		w.value(f.Shape, f, reflect.Indirect(fv))
	}
	w.steps = w.steps[:depth]
}

func (w *walker) value(s *Shape, f *Field, v reflect.Value) {
	if s.Kind == ListShape {
		depth := len(w.steps)
		for i := range v.Len() {
			w.steps = append(w.steps[:depth], pathStep{item: i})
			w.value(s.Elem, f, v.Index(i))
		}
		w.steps = w.steps[:depth]
		return
	}
	w.Field, w.Shape = f, s
	w.visit(&w.Place, v)
	if s.Kind == StructShape {
		w.fields(s, v)
	}
}
