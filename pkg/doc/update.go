package doc

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"

	"unmn/pkg/diag"
)

// Format is the canonical text of a file: same value, same comments. It is a
// fixed point. The file must decode without problems into the Shape; otherwise
// the problems are returned and no text.
func Format(file string, data []byte, shape *Shape, header string) ([]byte, diag.List) {
	v := reflect.New(shape.Type)
	if list := Decode(file, data, shape, v.Interface()); list != nil {
		return nil, list
	}
	s, list := parse(file, data)
	if list != nil {
		return nil, list
	}
	out := encode(shape, v.Elem(), readComments(s, shape), header)
	again := reflect.New(shape.Type)
	if list := Decode(file, out, shape, again.Interface()); list != nil {
		return nil, list
	}
	if !Equal(shape, v.Interface(), again.Interface()) || !sameComments(s, file, out) {
		return nil, diag.List{{File: file, Rule: RuleFormat, Message: "this file cannot be formatted without changing a value or losing a comment", Hint: "put each comment on a line of its own above the field it is about"}}
	}
	return out, nil
}

// sameComments compares the comments of two texts as a set with repetitions.
func sameComments(s *source, file string, out []byte) bool {
	t, list := parse(file, out)
	if list != nil {
		return false
	}
	return slices.Equal(commentTexts(s), commentTexts(t))
}

func commentTexts(s *source) []string {
	var out []string
	for _, c := range scanComments(s) {
		if !strings.HasPrefix(c.text, schemaComment) {
			out = append(out, c.text)
		}
	}
	slices.Sort(out)
	return out
}

// Update is the text of a file after an edit: canonical where the old text is, else
// old with the lines of the values that changed replaced, at whatever depth, and all
// others as they are. Comments stay with the items they belong to. record is a
// pointer to the value the text shall have. An old text that cannot be read gives
// the canonical text of the record.
func Update(file string, old []byte, shape *Shape, record any, header string) []byte {
	v := reflect.ValueOf(record).Elem()
	before := reflect.New(shape.Type)
	s, list := parse(file, old)
	if list != nil || Decode(file, old, shape, before.Interface()) != nil {
		return encode(shape, v, comments{}, header)
	}
	if Equal(shape, before.Interface(), record) {
		return old
	}
	was := readComments(s, shape)
	is := was.follow(shape, before.Elem(), v)
	canonical := encode(shape, v, is, header)
	if kept, list := parse(file, canonical); list == nil && !is.none() {
		canonical = encode(shape, v, readComments(kept, shape), header) // without the marks of comments that went with their items
	}
	if formatted := encode(shape, before.Elem(), was, header); bytes.Equal(formatted, old) {
		return canonical
	}
	spliced, ok := splice(s, shape, before.Elem(), v, was, is)
	again := reflect.New(shape.Type)
	if !ok || Decode(file, spliced, shape, again.Interface()) != nil || !Equal(shape, again.Interface(), record) || !carries(file, spliced, canonical) {
		return canonical
	}
	return spliced
}

// carries reports whether a text has every comment that the canonical one has.
func carries(file string, text, canonical []byte) bool {
	s, list := parse(file, canonical)
	return list == nil && sameComments(s, file, text)
}

// Equal reports whether two records (pointers to the Shape's type) say the same:
// an empty list or part equals an absent one.
func Equal(shape *Shape, a, b any) bool {
	return equalStruct(shape, reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem())
}

func equalStruct(s *Shape, a, b reflect.Value) bool {
	for _, f := range s.Fields {
		if !equalValue(f.Shape, f.In(a), f.In(b)) {
			return false
		}
	}
	return true
}

func equalValue(s *Shape, a, b reflect.Value) bool {
	if a.Kind() == reflect.Pointer {
		if a.IsNil() || b.IsNil() {
			return saysNothing(s, a) && saysNothing(s, b)
		}
		a, b = a.Elem(), b.Elem()
	}
	switch s.Kind {
	case StructShape:
		return equalStruct(s, a, b)
	case ListShape:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equalValue(s.Elem, a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case TextShape:
		return a.Len() == 0 && b.Len() == 0 || reflect.DeepEqual(a.Interface(), b.Interface())
	}
	return a.Equal(b)
}

// saysNothing reports whether a pointer stands for an absent value: it is nil, or
// leads to a part without content.
func saysNothing(s *Shape, p reflect.Value) bool {
	return p.IsNil() || s.Kind == StructShape && !hasContent(s, p.Elem())
}

// Clone is a deep copy of a record (a pointer to the Shape's type): the same
// value, sharing nothing that could be modified.
func Clone(shape *Shape, record any) any {
	out := reflect.New(shape.Type)
	cloneStruct(shape, out.Elem(), reflect.ValueOf(record).Elem())
	return out.Interface()
}

func cloneStruct(s *Shape, to, from reflect.Value) {
	to.Set(from)
	for _, f := range s.Fields {
		cloneValue(f.Shape, f.In(to), f.In(from))
	}
}

func cloneValue(s *Shape, to, from reflect.Value) {
	if from.Kind() == reflect.Pointer {
		if from.IsNil() {
			return
		}
		to.Set(reflect.New(from.Type().Elem()))
		to, from = to.Elem(), from.Elem()
		to.Set(from)
	}
	switch s.Kind {
	case StructShape:
		cloneStruct(s, to, from)
	case ListShape:
		if from.IsNil() {
			return
		}
		to.Set(reflect.MakeSlice(s.Type, from.Len(), from.Len()))
		for i := range from.Len() {
			to.Index(i).Set(from.Index(i))
			cloneValue(s.Elem, to.Index(i), from.Index(i))
		}
	case TextShape:
		to.Set(reflect.ValueOf(maps.Clone(from.Interface().(Text))))
	}
}
