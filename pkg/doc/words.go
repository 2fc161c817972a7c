package doc

import "reflect"

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
