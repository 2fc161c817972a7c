package doc

import "reflect"

// The fields that say from when and until when a row of a list is in force.
const (
	firstDay = "since"
	lastDay  = "until"
)

// InForce is a record (a pointer to the Shape's type) with those rows of its lists
// only that are in force on a day: rows that say a first or a last day and whose
// days it is not among are left out. Where none is, it is the record itself,
// otherwise a copy.
func InForce(shape *Shape, record any, day Date) any {
	if !anyRow(shape, reflect.ValueOf(record).Elem(), day) {
		return record
	}
	out := Clone(shape, record)
	keepInForce(shape, reflect.ValueOf(out).Elem(), day)
	return out
}

// eachDated calls visit for every list with dated rows in a struct, and those below.
func eachDated(s *Shape, v reflect.Value, visit func(elem *Shape, list reflect.Value)) {
	for _, f := range s.Fields {
		fv := f.In(v)
		if f.Pointer {
			if fv.IsNil() {
				continue
			}
			fv = fv.Elem()
		}
		switch {
		case f.Shape.Kind == StructShape:
			eachDated(f.Shape, fv, visit)
		case f.Shape.Kind == ListShape && f.Shape.Elem.Kind == StructShape:
			if isDated(f.Shape.Elem) {
				visit(f.Shape.Elem, fv)
			}
			for i := range fv.Len() {
				eachDated(f.Shape.Elem, fv.Index(i), visit)
			}
		}
	}
}

// isDated reports a form of rows that say their days.
func isDated(s *Shape) bool {
	for _, name := range []string{firstDay, lastDay} {
		if f, ok := s.Field(name); ok && f.Shape.Type == reflect.TypeFor[Date]() {
			return true
		}
	}
	return false
}

// anyRow reports a row that is not in force.
func anyRow(s *Shape, v reflect.Value, day Date) bool {
	found := false
	eachDated(s, v, func(elem *Shape, list reflect.Value) {
		for i := range list.Len() {
			found = found || !inForce(elem, list.Index(i), day)
		}
	})
	return found
}

func keepInForce(s *Shape, v reflect.Value, day Date) {
	eachDated(s, v, func(elem *Shape, list reflect.Value) {
		kept := 0
		for i := range list.Len() {
			if inForce(elem, list.Index(i), day) {
				list.Index(kept).Set(list.Index(i))
				kept++
			}
		}
		list.SetLen(kept)
	})
}

// inForce reports whether a day is among those of a row. A first day that is not
// given is long ago, a last day far away.
func inForce(s *Shape, row reflect.Value, day Date) bool {
	dayOf := func(name string) Date {
		f, ok := s.Field(name)
		if !ok || f.Shape.Type != reflect.TypeFor[Date]() || f.Pointer {
			return ""
		}
		return Date(f.In(row).String())
	}
	since, until := dayOf(firstDay), dayOf(lastDay)
	return since <= day && (until == "" || until >= day)
}
