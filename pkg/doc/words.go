package doc

import (
	"maps"
	"reflect"
	"slices"
)

// Words are the values of a top-level field of a record (a pointer to the struct
// the field belongs to) that are one word each: that of the field, or those of its
// list. Fields of several parts and texts have none.
func Words(f Field, record any) []string {
	v := f.In(reflect.ValueOf(record).Elem())
	if f.Pointer && v.IsNil() {
		return nil
	}
	v = reflect.Indirect(v)
	switch f.Shape.Kind {
	case StructShape, TextShape:
		return nil
	case ListShape:
		if !Settable(f) {
			return nil
		}
		out := make([]string, v.Len())
		for i := range out {
			out[i] = scalarText(f.Shape.Elem, v.Index(i))
		}
		return out
	}
	return []string{scalarText(f.Shape, v)}
}

// A Leaf is one value of a record that has no parts, with the path an [Assignment]
// takes to it.
type Leaf struct{ Path, Value string }

// Leaves are all values of a record (a pointer to the Shape's type), in the order of
// the Shape: a text in several languages has one for each.
func Leaves(shape *Shape, record any) []Leaf {
	var out []Leaf
	shape.Walk(record, func(place *Place, v reflect.Value) {
		t, isText := v.Interface().(Text)
		switch {
		case isText:
			for _, lang := range slices.Sorted(maps.Keys(t)) {
				at := place.Path().String()
				if lang != "" {
					at += "." + lang
				}
				out = append(out, Leaf{at, t[lang]})
			}
		case place.Shape.Kind != StructShape:
			out = append(out, Leaf{place.Path().String(), scalarText(place.Shape, v)})
		}
	})
	return out
}
