package doc

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/diag"
)

// Decode reads a file's text into the record that into points to, a value of the
// Shape's type. It reports everything that is wrong at once; when it reports
// anything, the record is not to be used. file is the name in the problems.
func Decode(file string, data []byte, shape *Shape, into any) diag.List {
	if v := reflect.ValueOf(into).Elem(); v.IsZero() {
		if readCanonical(data, shape, v) {
			return nil
		}
		v.SetZero()
	}
	s, list := parse(file, data)
	if list != nil {
		return list
	}
	d := decoder{source: s}
	d.structure(s.root, shape, reflect.ValueOf(into).Elem(), nil)
	return d.problems
}

type decoder struct {
	*source
	problems diag.List
}

// mostProblems bounds what is reported of one file. A record with more is not a
// record with mistakes but another file.
const mostProblems = 100

// full reports that no more problems are kept.
func (d *decoder) full() bool { return len(d.problems) >= mostProblems }

func (d *decoder) report(n *node, rule, format string, args ...any) *diag.Problem {
	if d.full() {
		return &diag.Problem{}
	}
	d.problems = append(d.problems, d.problem(n.line, n.col, rule, format, args...))
	return &d.problems[len(d.problems)-1]
}

// structure decodes a mapping. at is the field it stands in, nil for the record.
func (d *decoder) structure(n *node, s *Shape, into reflect.Value, at *Field) {
	if n.kind != mapNode {
		d.report(n, RuleValue, "%s takes fields, one a line, not %s", d.name(at), describe(n))
		return
	}
	for i, key := range n.keys {
		f, ok := s.Field(key.value)
		if !ok {
			d.unknown(key, s, at)
			continue
		}
		target := f.In(into)
		if f.Pointer {
			target.Set(reflect.New(target.Type().Elem()))
			target = target.Elem()
		}
		d.value(n.items[i], key, f.Shape, &f, target)
	}
	for _, f := range s.Fields {
		if k, _ := n.get(f.Name); k == nil && f.Must {
			d.report(n, RuleField, "%s lacks the field %q (%s)", d.name(at), f.Name, f.Doc)
		}
	}
}

func (d *decoder) unknown(key *node, s *Shape, at *Field) {
	if d.full() {
		return
	}
	p := d.report(key, RuleField, "%s has no field %q", d.name(at), key.value)
	if near := diag.Nearest(key.value, s.Names()); near != "" {
		p.Message += fmt.Sprintf("; did you mean %q", near)
		return
	}
	p.Message += "; its fields are " + strings.Join(s.Names(), ", ")
}

func (d *decoder) name(at *Field) string {
	if at == nil {
		return "the record"
	}
	return strconv.Quote(at.Name)
}

// value decodes one value. key is the node to point at when there is no value.
func (d *decoder) value(n, key *node, s *Shape, f *Field, into reflect.Value) {
	if empty(n) {
		d.report(key, RuleValue, "%s is empty; give it a value or remove the line", d.name(f))
		return
	}
	switch s.Kind {
	case StructShape:
		d.structure(n, s, into, f)
	case ListShape:
		d.list(n, s, f, into)
	case TextShape:
		d.text(n, f, into)
	default:
		d.scalar(n, s, f, into)
	}
}

// empty reports a value that says nothing: "", ~, [] or {}. A record has one way
// to say nothing, the absence of the field.
func empty(n *node) bool {
	if n.kind == scalarNode {
		return n.value == "" || n.plain() && (n.value == "~" || strings.EqualFold(n.value, "null"))
	}
	return len(n.items) == 0
}

func (d *decoder) list(n *node, s *Shape, f *Field, into reflect.Value) {
	if n.kind != listNode {
		d.report(n, RuleValue, "%s is a list; write [%s]", d.name(f), n.value)
		return
	}
	into.Set(reflect.MakeSlice(s.Type, len(n.items), len(n.items)))
	for i, item := range n.items {
		d.value(item, item, s.Elem, f, into.Index(i))
	}
	d.repeated(n, s, f)
}

// repeated refuses two items of a keyed list with one key: an edit or a merge
// could not tell them apart. Lists of plain values hold each value once.
func (d *decoder) repeated(n *node, s *Shape, f *Field) {
	if s.Elem.Kind == TextShape {
		return // two conclusions may read the same
	}
	seen := map[string]int{}
	for _, item := range n.items {
		key := itemKey(item, s.Elem)
		if key == "" {
			continue
		}
		if line, twice := seen[key]; twice {
			d.report(item, RuleField, "%s has %q twice; the first is in line %d", d.name(f), strings.ReplaceAll(key, "\x00", " "), line)
			continue
		}
		seen[key] = item.line
	}
}

// itemKey is what identifies an item of a list, "" when nothing does.
func itemKey(item *node, s *Shape) string {
	if item.kind == scalarNode {
		return item.value
	}
	if len(s.Key) == 0 {
		return ""
	}
	parts := make([]string, len(s.Key))
	for i, name := range s.Key {
		if _, v := item.get(name); v != nil && v.kind == scalarNode {
			parts[i] = v.value
		}
	}
	if parts[0] == "" {
		return ""
	}
	return strings.Join(parts, "\x00")
}

func (d *decoder) text(n *node, f *Field, into reflect.Value) {
	switch n.kind {
	case listNode:
		d.report(n, RuleValue, "%s is text, or text by language, not a list", d.name(f))
	case scalarNode:
		if d.plainText(n, f) {
			into.Set(reflect.ValueOf(Text{"": n.value}))
		}
	case mapNode:
		t := Text{}
		for i, key := range n.keys {
			v := n.items[i]
			switch {
			case !d.plainText(key, f):
			case !IsLanguage(key.value):
				p := d.report(key, RuleValue, "%q is not a language of %s", key.value, d.name(f))
				p.Message += nearLanguage(key.value)
			case v.kind != scalarNode || empty(v):
				d.report(v, RuleValue, "%s takes text for the language %s", d.name(f), key.value)
			case d.plainText(v, f):
				t[key.value] = v.value
			}
		}
		into.Set(reflect.ValueOf(t))
	}
}

func nearLanguage(s string) string {
	if near := diag.Nearest(s, []string{"en", "sr-Cyrl", "sr-Latn"}); near != "" {
		return fmt.Sprintf("; did you mean %q", near)
	}
	return "; languages look like en, sr-Cyrl, sr-Latn"
}

// plainText refuses a plain scalar that another reader would not take for text.
func (d *decoder) plainText(n *node, f *Field) bool {
	if n.plain() && Ambiguous(n.value) {
		p := d.report(n, RuleAmbiguous, "%s: YAML readers disagree on %s without quotation marks", d.name(f), n.value)
		p.Hint = fmt.Sprintf("write %s: %s", f.Name, quoted(n.value))
		return false
	}
	return true
}

func (d *decoder) scalar(n *node, s *Shape, f *Field, into reflect.Value) {
	if n.kind != scalarNode {
		d.report(n, RuleValue, "%s takes one value, not %s", d.name(f), describe(n))
		return
	}
	switch s.Kind {
	case BoolShape:
		if !n.plain() || n.value != "true" && n.value != "false" {
			d.report(n, RuleValue, "%s is true or false, not %q", d.name(f), n.value)
			return
		}
		into.SetBool(n.value == "true")
	case IntShape:
		d.number(n, f, into)
	case EnumShape:
		d.enum(n, s, f, into)
	case ScalarShape:
		err := into.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(n.value))
		if err != nil {
			d.report(n, RuleValue, "%s: %v", d.name(f), err)
		} else if n.plain() && Ambiguous(n.value) && s.Format != "date" {
			d.plainText(n, f)
		}
	default:
		if d.plainText(n, f) {
			into.SetString(n.value)
		}
	}
}

func (d *decoder) number(n *node, f *Field, into reflect.Value) {
	i, err := strconv.Atoi(n.value)
	if err != nil || !n.plain() || strconv.Itoa(i) != n.value {
		d.report(n, RuleValue, "%s is a whole number, not %q", d.name(f), n.value)
		return
	}
	low, high := f.Min, f.Max
	if low == 0 && high == 0 {
		high = maxInt
	}
	if i < low || i > high {
		d.report(n, RuleValue, "%s is a number from %d to %d, not %d", d.name(f), low, high, i)
		return
	}
	into.SetInt(int64(i))
}

// maxInt bounds every number of a record: days, counts, sequences.
const maxInt = 1_000_000

func (d *decoder) enum(n *node, s *Shape, f *Field, into reflect.Value) {
	if slices.Contains(s.Enum, n.value) {
		if d.plainText(n, f) {
			into.SetString(n.value)
		}
		return
	}
	p := d.report(n, RuleValue, "%s cannot be %q", d.name(f), n.value)
	if near := diag.Nearest(n.value, s.Enum); near != "" {
		p.Message += fmt.Sprintf("; did you mean %q", near)
	} else {
		p.Message += "; it is one of " + strings.Join(s.Enum, ", ")
	}
}

func describe(n *node) string {
	switch n.kind {
	case listNode:
		return "a list"
	case mapNode:
		return "fields"
	default:
		return strconv.Quote(n.value)
	}
}
