package doc

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/diag"
)

// valueOf is a value of a record as a Value.
func valueOf(s *Shape, v reflect.Value) Value { return Value{sentence(s, v), jsonValue(s, v)} }

// sentence is a value in words: "title: Joint data protocol; presenter: undp". What
// names an item in its list is left out where more is said of it.
func sentence(s *Shape, v reflect.Value) string {
	switch s.Kind {
	case StructShape:
		return structSentence(s, v)
	case ListShape:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = sentence(s.Elem, v.Index(i))
			if s.Elem.Kind == StructShape {
				parts[i] = "(" + parts[i] + ")"
			}
		}
		return strings.Join(parts, ", ")
	case TextShape:
		t := v.Interface().(Text)
		if plain, ok := t[""]; ok {
			return plain
		}
		var parts []string
		for _, lang := range slices.Sorted(maps.Keys(t)) {
			parts = append(parts, lang+": "+t[lang])
		}
		return strings.Join(parts, "; ")
	}
	return scalarText(s, v)
}

func structSentence(s *Shape, v reflect.Value) string {
	var key, rest []string
	for _, f := range s.Fields {
		fv := given(f, f.In(v))
		if !fv.IsValid() {
			continue
		}
		part := sentence(f.Shape, fv)
		switch {
		case slices.Contains(s.Key, f.Name):
			key = append(key, part)
			continue
		case f.Shape.Kind == StructShape, f.Shape.Kind == TextShape && len(fv.Interface().(Text).Languages()) > 0:
			part = "(" + part + ")"
		}
		rest = append(rest, f.Name+": "+part)
	}
	if len(rest) == 0 {
		return strings.Join(key, " ")
	}
	return strings.Join(rest, "; ")
}

// Leaves calls visit for every scalar and every language of every text of a record
// (a pointer to the Shape's type) that says something, in the order of the file,
// with its Path as a Difference has it.
func (s *Shape) Leaves(record any, visit func(path string, f Field, text string)) {
	leavesOf(s, reflect.ValueOf(record).Elem(), "", visit)
}

func leavesOf(s *Shape, v reflect.Value, at string, visit func(string, Field, string)) {
	for _, f := range s.Fields {
		if fv := given(f, f.In(v)); fv.IsValid() {
			leaf(f.Shape, f, fv, below(at, f.Name), visit)
		}
	}
}

func leaf(s *Shape, f Field, v reflect.Value, at string, visit func(string, Field, string)) {
	switch s.Kind {
	case StructShape:
		leavesOf(s, v, at, visit)
	case ListShape:
		l := itemsOf(s.Elem, v)
		for i := range v.Len() {
			leaf(s.Elem, f, v.Index(i), nameOf(s.Elem, at, l.name(i)), visit)
		}
	case TextShape:
		t := v.Interface().(Text)
		for _, lang := range slices.Sorted(maps.Keys(t)) {
			name := at
			if lang != "" {
				name = below(at, lang)
			}
			visit(name, f, t[lang])
		}
	default:
		visit(at, f, scalarText(s, v))
	}
}

// name is how a path calls the item at a position: by its key, or by the position
// counted from 1.
func (l items) name(i int) string {
	if at, ok := l.at[l.keys[i]]; ok && at == i {
		return keyName(l.keys[i])
	}
	return strconv.Itoa(i + 1)
}

// Spell is the Path, as a Difference has it, of what a person names: "agenda.2.title"
// becomes "agenda.adoption.title" where that is the key of the second item of the
// record (a pointer to the Shape's type). Items that are not in the record are taken
// as they are typed: they may have been there once. The error says which field there
// is not.
func Spell(shape *Shape, record any, typed string) (string, error) {
	return spell(shape, reflect.ValueOf(record).Elem(), "", typed)
}

func spell(s *Shape, v reflect.Value, at, rest string) (string, error) {
	switch {
	case rest == "":
		return at, nil
	case s.Kind == ListShape:
		return spellItem(s, v, at, rest)
	case s.Kind == TextShape:
		if IsLanguage(rest) {
			return below(at, rest), nil
		}
		return "", fmt.Errorf("%q is a text; behind it there is a language, such as %s.en, or nothing", at, at)
	case s.Kind != StructShape:
		return "", fmt.Errorf("%q is a single value; it has no %q", at, rest)
	}
	name, rest, _ := strings.Cut(rest, ".")
	f, ok := s.Field(name)
	if !ok {
		message := fmt.Sprintf("there is no field %q", below(at, name))
		if near := diag.Nearest(name, s.Names()); near != "" {
			return "", fmt.Errorf("%s; did you mean %q", message, below(at, near))
		}
		return "", fmt.Errorf("%s; there are %s", message, strings.Join(s.Names(), ", "))
	}
	fv := f.In(v)
	if f.Pointer && fv.IsNil() {
		fv = reflect.Zero(f.Shape.Type)
	}
	return spell(f.Shape, reflect.Indirect(fv), below(at, name), rest)
}

// spellItem takes a key, which may hold dots itself, or a position.
func spellItem(s *Shape, v reflect.Value, at, rest string) (string, error) {
	if s.Elem.Kind != StructShape && s.Elem.Kind != TextShape {
		return "", fmt.Errorf("%q is a list of single values, which changes as a whole; nothing stands behind it", at)
	}
	l := itemsOf(s.Elem, v)
	for _, i := range l.keyed {
		name := keyName(l.keys[i])
		if more, ok := strings.CutPrefix(rest, name); ok && (more == "" || more[0] == '.') {
			return spell(s.Elem, v.Index(i), below(at, name), strings.TrimPrefix(more, "."))
		}
	}
	name, rest, _ := strings.Cut(rest, ".")
	item := reflect.Zero(s.Elem.Type)
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= v.Len() {
		name, item = l.name(n-1), v.Index(n-1)
	}
	return spell(s.Elem, item, below(at, name), rest)
}
