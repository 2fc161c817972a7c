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
	if !ok {
		return text, nil
	}
	targets := ref.targets(s.types, f)
	if _, isAny := ref.(AnyRef); isAny {
		return s.completeAny(targets, text)
	}
	candidates := slices.DeleteFunc(strings.Split(f.Tag.Get("words"), ","), func(w string) bool { return w == "" })
	for _, w := range targets {
		switch {
		case w.list == "":
			candidates = append(candidates, s.idsOf(w.kind)...)
			if id, ok := strings.CutPrefix(text, w.kind+"/"); ok {
				text = id
			}
		case w.kind == "":
			candidates = append(candidates, itemsOf(t, t.enter("", rec), w.list)...)
		default:
			candidates = append(candidates, s.keysOf(w)...)
		}
	}
	if slices.Contains(candidates, text) || text == "" {
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
