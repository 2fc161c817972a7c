package doc

import (
	"encoding"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// width is how long a line of a flow list or flow mapping may become.
const width = 100

// schemaComment begins the line that tells editors the schema of a record.
const schemaComment = "# yaml-language-server: $schema="

// SchemaLine is the first line of a record: where editors find its schema.
func SchemaLine(location string) string { return schemaComment + location }

// Encode is the canonical text of a record: the Shape's order of fields, two
// spaces, several lines as a literal block, no line longer than it must be. record
// is a pointer to the Shape's type. header, if not empty, is the first line.
func Encode(shape *Shape, record any, header string) []byte {
	return encode(shape, reflect.ValueOf(record).Elem(), comments{}, header)
}

func encode(shape *Shape, v reflect.Value, c comments, header string) []byte {
	w := &writer{comments: c}
	if header != "" {
		w.top = slices.DeleteFunc(slices.Clone(w.top), func(s string) bool { return strings.HasPrefix(s, schemaComment) })
		w.top = append([]string{header}, w.top...)
	}
	for _, line := range w.top {
		w.line(0, line)
	}
	if len(w.top) > 0 && w.top[len(w.top)-1] != header {
		w.line(0, "")
	}
	w.topFields(shape, v)
	for i, line := range w.end {
		if i == 0 {
			w.line(0, "")
		}
		w.line(0, line)
	}
	return []byte(w.b.String())
}

type writer struct {
	comments
	b strings.Builder
}

func (w *writer) line(indent int, s string) {
	if s != "" {
		w.b.WriteString(strings.Repeat(" ", indent))
	}
	w.b.WriteString(s)
	w.b.WriteByte('\n')
}

// topFields writes the fields of the record, a blank line around each that takes
// several lines.
func (w *writer) topFields(s *Shape, v reflect.Value) {
	tall := false
	first := true
	for _, f := range s.Fields {
		fv := f.In(v)
		if !w.present(f, fv, f.Name) {
			continue
		}
		part := &writer{comments: w.comments}
		part.field(f, fv, f.Name, 0)
		text := part.b.String()
		isTall := strings.Count(text, "\n") > 1
		if !first && (tall || isTall) {
			w.line(0, "")
		}
		w.b.WriteString(text)
		tall, first = isTall, false
	}
}

// present reports whether a field is written: when it has a value, or when the
// text had a comment on it and its value is false or 0.
func (w *writer) present(f Field, v reflect.Value, name string) bool {
	if f.Pointer {
		return !v.IsNil() && (f.Shape.Kind != StructShape || hasContent(f.Shape, v.Elem()))
	}
	switch f.Shape.Kind {
	case ListShape, TextShape:
		return v.Len() > 0
	case BoolShape, IntShape:
		return !v.IsZero() || f.Must || w.after[name] != "" || len(w.above[name]) > 0 || len(w.below[name]) > 0
	case StructShape:
		return f.Must || !v.IsZero() && hasContent(f.Shape, v)
	}
	return !v.IsZero()
}

// hasContent tells a struct that would be written as {} from one with a value:
// an empty list in it makes it differ from its zero without saying anything.
func hasContent(s *Shape, v reflect.Value) bool {
	probe := &writer{}
	return slices.ContainsFunc(s.Fields, func(f Field) bool { return probe.present(f, f.In(v), "") })
}

func (w *writer) field(f Field, v reflect.Value, name string, indent int) {
	v = reflect.Indirect(v)
	for _, c := range w.above[name] {
		w.line(indent, c)
	}
	w.value(f.Name+":", f, f.Shape, v, name, indent)
	for _, c := range w.below[name] {
		w.line(indent, c)
	}
}

// value writes a value after its lead: "key:" or "-".
func (w *writer) value(lead string, f Field, s *Shape, v reflect.Value, name string, indent int) {
	switch s.Kind {
	case StructShape:
		w.structure(lead, f, s, v, name, indent)
	case ListShape:
		w.list(lead, f, s, v, name, indent)
	case TextShape:
		w.text(lead, v.Interface().(Text), name, indent)
	default:
		w.scalar(lead, scalarText(s, v), s.Kind == StringShape || s.Kind == EnumShape || s.Kind == ScalarShape, name, indent)
	}
}

// tail is the comment behind a value, with the blank before it.
func (w *writer) tail(name string) string {
	if c := w.after[name]; c != "" {
		return " " + c
	}
	return ""
}

// scalar writes one scalar, a text of several lines as a literal block.
func (w *writer) scalar(lead, s string, isText bool, name string, indent int) {
	if isText && blockSafe(s) {
		mark := "|-"
		if strings.HasSuffix(s, "\n") {
			mark = "|"
		}
		w.line(indent, lead+" "+mark+w.tail(name))
		for _, l := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
			w.line(indent+2, l)
		}
		return
	}
	w.line(indent, lead+" "+inline(s, isText)+w.tail(name))
}

// inline is a scalar on one line.
func inline(s string, isText bool) string {
	if isText && !plainSafe(s) {
		return quoted(s)
	}
	return s
}

// scalarText is the text of a scalar value.
func scalarText(s *Shape, v reflect.Value) string {
	switch s.Kind {
	case BoolShape:
		return strconv.FormatBool(v.Bool())
	case IntShape:
		return strconv.FormatInt(v.Int(), 10)
	case ScalarShape:
		b, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil { // no scalar of a record fails to write; a new one would show in its first test
			panic(fmt.Sprintf("doc: %v: %v", s.Type, err))
		}
		return string(b)
	}
	return v.String()
}

func (w *writer) text(lead string, t Text, name string, indent int) {
	if s, plain := t[""]; plain {
		w.scalar(lead, s, true, name, indent)
		return
	}
	if lead == "-" {
		w.dashed(indent, func(item *writer) { item.languages(t, name, indent+2) })
		return
	}
	w.line(indent, lead+w.tail(name))
	w.languages(t, name, indent+2)
}

// languages writes a text language by language.
func (w *writer) languages(t Text, name string, indent int) {
	for _, lang := range slices.Sorted(maps.Keys(t)) {
		sub := name + separator + lang
		for _, c := range w.above[sub] {
			w.line(indent, c)
		}
		w.scalar(inline(lang, true)+":", t[lang], true, sub, indent)
		for _, c := range w.below[sub] {
			w.line(indent, c)
		}
	}
}

func (w *writer) structure(lead string, f Field, s *Shape, v reflect.Value, name string, indent int) {
	if f.Flow && !w.inner[name] {
		if flow, ok := flowStruct(s, v); ok && indent+utf8.RuneCountInString(lead+flow)+1 <= width {
			w.line(indent, lead+" "+flow+w.tail(name))
			return
		}
	}
	if lead != "-" {
		w.line(indent, lead+w.tail(name))
		w.fields(s, v, name, indent+2)
		return
	}
	w.dashed(indent, func(item *writer) { item.fields(s, v, name, indent+2) })
}

// dashed writes an item of several lines, which begins on the line of its dash: the
// item alone, then the dash in front of its first line that is not a comment.
func (w *writer) dashed(indent int, write func(item *writer)) {
	item := &writer{comments: w.comments}
	write(item)
	lines := strings.SplitAfter(item.b.String(), "\n")
	dashed := false
	for _, l := range lines {
		body := strings.TrimLeft(l, " ")
		if !dashed && l != "" && !strings.HasPrefix(body, "#") {
			l = strings.Repeat(" ", indent) + "- " + body
			dashed = true
		}
		w.b.WriteString(l)
	}
}

func (w *writer) fields(s *Shape, v reflect.Value, name string, indent int) {
	for _, f := range s.Fields {
		fv := f.In(v)
		if sub := name + separator + f.Name; w.present(f, fv, sub) {
			w.field(f, fv, sub, indent)
		}
	}
}

func (w *writer) list(lead string, f Field, s *Shape, v reflect.Value, name string, indent int) {
	if s.Elem.Kind != StructShape && s.Elem.Kind != TextShape && !w.inner[name] {
		if flow, ok := flowList(s, v); ok && indent+utf8.RuneCountInString(lead+flow)+1 <= width {
			w.line(indent, lead+" "+flow+w.tail(name))
			return
		}
	}
	w.line(indent, lead+w.tail(name))
	for i := range v.Len() {
		w.item(f, s.Elem, v.Index(i), name+separator+valueName(s.Elem, v.Index(i), i), indent+2)
	}
}

// item writes an item of a list with its comments.
func (w *writer) item(f Field, s *Shape, v reflect.Value, name string, indent int) {
	for _, c := range w.above[name] {
		w.line(indent, c)
	}
	w.value("-", f, s, v, name, indent)
	for _, c := range w.below[name] {
		w.line(indent+2, c)
	}
}

// valueName is itemName for a value that is about to be written.
func valueName(s *Shape, v reflect.Value, i int) string {
	if key := keyOf(s, v); key != "" {
		return "=" + key
	}
	return "#" + strconv.Itoa(i)
}

// keyOf is what identifies an item in its list, "" when nothing does. The parts of
// a compound key are joined by a zero byte.
func keyOf(s *Shape, v reflect.Value) string {
	switch s.Kind {
	case TextShape, ListShape:
		return ""
	case StructShape:
		parts := make([]string, len(s.Key))
		for i, name := range s.Key {
			f, _ := s.Field(name)
			fv := f.In(v)
			if f.Pointer && fv.IsNil() || fv.IsZero() {
				continue
			}
			parts[i] = scalarText(f.Shape, reflect.Indirect(fv))
		}
		if len(parts) == 0 || parts[0] == "" {
			return ""
		}
		return strings.Join(parts, "\x00")
	}
	return scalarText(s, v)
}

// flowList is a list of scalars on one line; not of texts of several lines.
func flowList(s *Shape, v reflect.Value) (string, bool) {
	parts := make([]string, v.Len())
	for i := range parts {
		text, ok := flowScalar(s.Elem, v.Index(i))
		if !ok {
			return "", false
		}
		parts[i] = text
	}
	return "[" + strings.Join(parts, ", ") + "]", true
}

func flowScalar(s *Shape, v reflect.Value) (string, bool) {
	text := scalarText(s, v)
	if strings.Contains(text, "\n") {
		return "", false
	}
	return inFlow(text, s.Kind != IntShape && s.Kind != BoolShape), true
}

// inFlow is a scalar in brackets, where a question mark is a sign to some readers.
func inFlow(s string, isText bool) string {
	if isText && strings.Contains(s, "?") {
		return quoted(s)
	}
	return inline(s, isText)
}

// flowStruct is a struct of scalars and scalar lists on one line.
func flowStruct(s *Shape, v reflect.Value) (string, bool) {
	var parts []string
	probe := &writer{}
	for _, f := range s.Fields {
		fv := f.In(v)
		if !probe.present(f, fv, "") {
			continue
		}
		fv = reflect.Indirect(fv)
		var text string
		ok := true
		switch f.Shape.Kind {
		case StructShape:
			return "", false
		case TextShape:
			t := fv.Interface().(Text)
			plain, single := t[""]
			text, ok = inFlow(plain, true), single && !strings.Contains(plain, "\n")
		case ListShape:
			if f.Shape.Elem.Kind == StructShape || f.Shape.Elem.Kind == TextShape {
				return "", false
			}
			text, ok = flowList(f.Shape, fv)
		default:
			text, ok = flowScalar(f.Shape, fv)
		}
		if !ok {
			return "", false
		}
		parts = append(parts, f.Name+": "+text)
	}
	return "{" + strings.Join(parts, ", ") + "}", len(parts) > 0
}
