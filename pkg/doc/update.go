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

// Update is the text of a file after an edit: old with the lines of the fields
// that changed replaced, comments kept with the items they belong to. record is a
// pointer to the value the text shall have. An old text that cannot be read gives
// the canonical text of the record.
func Update(file string, old []byte, shape *Shape, record any, header string) []byte {
	v := reflect.ValueOf(record).Elem()
	before := reflect.New(shape.Type)
	s, list := parse(file, old)
	if list != nil || Decode(file, old, shape, before.Interface()) != nil {
		return encode(shape, v, comments{}, header)
	}
	c := readComments(s, shape)
	canonical := encode(shape, v, c, header)
	if kept, list := parse(file, canonical); list == nil && !c.none() {
		canonical = encode(shape, v, readComments(kept, shape), header) // without the marks of comments that went with their items
	}
	if formatted := encode(shape, before.Elem(), c, header); bytes.Equal(formatted, old) {
		return canonical
	}
	spliced := splice(s, shape, before.Elem(), v, canonical)
	again := reflect.New(shape.Type)
	if Decode(file, spliced, shape, again.Interface()) != nil || !Equal(shape, again.Interface(), record) {
		return canonical
	}
	return spliced
}

// splice puts together the lines of old for the fields that stay and the lines of
// the canonical text for those that change, in the canonical order where old has
// no place for a field.
func splice(old *source, shape *Shape, before, after reflect.Value, canonical []byte) []byte {
	fresh, list := parse(old.file, canonical)
	if list != nil || len(old.root.keys) == 0 {
		return canonical
	}
	head, was := segments(old)
	_, now := segments(fresh)
	var out bytes.Buffer
	out.Write(head)
	written := map[string]bool{}
	emit := func(name string) {
		text := was[name]
		if f, _ := shape.Field(name); text == nil || !equalValue(f.Shape, f.In(before), f.In(after)) {
			text = respaced(now[name], text)
		}
		out.Write(text)
		written[name] = true
	}
	names := shape.Names()
	for _, key := range old.root.keys {
		for _, name := range names { // new fields that come before this one
			if name == key.value {
				break
			}
			if !written[name] && was[name] == nil && now[name] != nil {
				emit(name)
			}
		}
		emit(key.value)
	}
	for _, name := range names {
		if !written[name] && now[name] != nil {
			emit(name)
		}
	}
	return out.Bytes()
}

// respaced is a field's new lines with as many blank lines behind them as its old
// ones had: how fields are set apart is not what changed.
func respaced(fresh, old []byte) []byte {
	if fresh == nil {
		return nil
	}
	lines := bytes.TrimRight(fresh, "\n")
	blanks := max(1, len(old)-len(bytes.TrimRight(old, "\n")))
	return append(lines[:len(lines):len(lines)], bytes.Repeat([]byte("\n"), blanks)...)
}

// segments cuts a text into its head and the lines of each top-level field, the
// full-line comments directly above a field included.
func segments(s *source) (head []byte, fields map[string][]byte) {
	fields = map[string][]byte{}
	starts := make([]int, len(s.root.keys)+1)
	for i, k := range s.root.keys {
		at := k.line - 1
		for at > 0 && strings.HasPrefix(s.lines[at-1], "#") && !strings.HasPrefix(s.lines[at-1], schemaComment) {
			at--
		}
		starts[i] = at
	}
	starts[len(s.root.keys)] = len(s.lines)
	cut := func(from, to int) []byte {
		text := strings.Join(s.lines[from:to], "\n")
		if to < len(s.lines) || text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		return []byte(text)
	}
	if starts[0] > 0 {
		head = cut(0, starts[0])
	}
	for i, k := range s.root.keys {
		fields[k.value] = cut(starts[i], starts[i+1])
	}
	return head, fields
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
