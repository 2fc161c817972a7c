package record

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"unmn/pkg/doc"
)

// Complete is what a person means by text in a field of a record of a kind (rec, a
// pointer to its Go type) whose value has that form: in a reference, the whole of
// the only id or key it may be and that the text begins. Every other text comes
// back as it is; whether it leads anywhere the check of the change tells. An error
// wraps ErrAmbiguous.
func (s *Set) Complete(t Type, rec any, f doc.Field, form *doc.Shape, text string) (string, error) {
	ref, ok := reflect.Zero(form.Type).Interface().(referrer)
	if !ok || text == "" {
		return text, nil
	}
	targets := ref.targets(s.types, f)
	if _, isAny := ref.(AnyRef); isAny {
		return s.completeAny(targets, text)
	}
	for _, w := range targets {
		if id, named := strings.CutPrefix(text, w.kind+"/"); named && w.kind != "" && w.list == "" {
			text = id
		}
	}
	candidates := s.Candidates(t, rec, f, form)
	if slices.Contains(candidates, text) {
		return text, nil
	}
	fits := slices.DeleteFunc(candidates, func(c string) bool { return !strings.HasPrefix(c, text) })
	switch len(fits) {
	case 0:
		return text, nil
	case 1:
		return fits[0], nil
	}
	return "", fmt.Errorf("%w: %q begins %s", ErrAmbiguous, text, shorten(fits))
}

// Candidates are the texts that a reference in a field of a record may have, in no
// order: ids, keys, words, or kind/id where the reference names its kind. A form
// that refers to nothing has none.
func (s *Set) Candidates(t Type, rec any, f doc.Field, form *doc.Shape) []string {
	ref, ok := reflect.Zero(form.Type).Interface().(referrer)
	if !ok {
		return nil
	}
	_, isAny := ref.(AnyRef)
	out := slices.DeleteFunc(strings.Split(f.Tag.Get("words"), ","), func(w string) bool { return w == "" })
	for _, w := range ref.targets(s.types, f) {
		switch {
		case isAny:
			for _, id := range s.idsOf(w.kind) {
				out = append(out, w.kind+"/"+id)
			}
		case w.list == "":
			out = append(out, s.idsOf(w.kind)...)
		case w.kind == "":
			out = append(out, itemsOf(t, t.enter("", rec), w.list)...)
		default:
			out = append(out, s.keysOf(w)...)
		}
	}
	return out
}

// IsReference reports the form of values that refer to something.
func IsReference(form *doc.Shape) bool {
	return form.Type.Implements(reflect.TypeFor[referrer]())
}

// Unprefixed is the text of a value that refers to a record by its id alone, where a
// person wrote kind/id; whether that record is there is looked up later. Other texts
// stay. A list's parts are separated by commas.
func Unprefixed(form *doc.Shape, text string) string {
	if form.Elem != nil {
		form = form.Elem
	}
	switch reflect.Zero(form.Type).Interface().(type) {
	case AnyRef, Key:
		return text
	case referrer:
	default:
		return text
	}
	parts := strings.Split(text, ",")
	for i, part := range parts {
		if _, id, named := strings.Cut(part, "/"); named {
			parts[i] = id
		}
	}
	return strings.Join(parts, ",")
}

// Leads reports whether the records of a shape can refer to records of a kind.
func Leads(types []Type, shape *doc.Shape, kind string) bool {
	for _, f := range shape.Fields {
		form := f.Shape
		if form.Elem != nil {
			form = form.Elem
		}
		if form.Kind == doc.StructShape && Leads(types, form, kind) {
			return true
		}
		if ref, ok := reflect.Zero(form.Type).Interface().(referrer); ok &&
			slices.ContainsFunc(ref.targets(types, f), func(w target) bool { return w.kind == kind && w.list == "" }) {
			return true
		}
	}
	return false
}

// completeAny completes the id of kind/id or kind/id#item.
func (s *Set) completeAny(targets []target, text string) (string, error) {
	kind, id, item := AnyRef(text).Split()
	if !slices.ContainsFunc(targets, func(w target) bool { return w.kind == kind }) {
		return text, nil
	}
	full, err := s.Find(kind, string(id))
	switch {
	case errors.Is(err, ErrAmbiguous):
		return "", err
	case err != nil:
		return text, nil
	case item != "":
		return kind + "/" + string(full) + "#" + item, nil
	}
	return kind + "/" + string(full), nil
}
