package record

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// A Ref refers to the record of T's kind with that id.
type Ref[T any] string

// A Shared refers to a record of any kind whose Go struct embeds E. Such kinds
// share one id space.
type Shared[E any] string

// An AnyRef is "kind/id" or "kind/id#item". The field's tag of:"..." lists what it
// may refer to: kinds, and "kind#list" where an item of that list may be named.
type AnyRef string

// A Key refers to an item of a keyed list. The field's tag of:"..." lists where:
// "kind.list" is a list of a Single kind, ".list" one of the same record, and a
// bare kind admits ids of that kind as well. The tag words:"..." lists words that
// may stand instead of a reference.
type Key string

// UnmarshalText reads an id.
func (r *Ref[T]) UnmarshalText(b []byte) error { return unmarshalID(b, (*string)(r)) }

// UnmarshalText reads an id.
func (r *Shared[E]) UnmarshalText(b []byte) error { return unmarshalID(b, (*string)(r)) }

// UnmarshalText reads the form of an id.
func (r *Key) UnmarshalText(b []byte) error { return unmarshalID(b, (*string)(r)) }

// UnmarshalText reads kind/id or kind/id#item.
func (r *AnyRef) UnmarshalText(b []byte) error {
	kind, id, item := AnyRef(b).Split()
	_, errKind := ParseID(kind)
	_, errID := ParseID(string(id))
	var errItem error
	if item != "" || strings.HasSuffix(string(b), "#") {
		_, errItem = ParseID(item)
	}
	if errKind != nil || errID != nil || errItem != nil {
		return fmt.Errorf("%q is %w with its kind: write it as meeting/2026-q4 or meeting/2026-q4#item", b, ErrID)
	}
	*r = AnyRef(b)
	return nil
}

func unmarshalID(b []byte, into *string) error {
	id, err := ParseID(string(b))
	*into = string(id)
	return err
}

// MarshalText writes the reference as it is.
func (r Ref[T]) MarshalText() ([]byte, error) { return []byte(r), nil }

// MarshalText writes the reference as it is.
func (r Shared[E]) MarshalText() ([]byte, error) { return []byte(r), nil }

// MarshalText writes the reference as it is.
func (r Key) MarshalText() ([]byte, error) { return []byte(r), nil }

// MarshalText writes the reference as it is.
func (r AnyRef) MarshalText() ([]byte, error) { return []byte(r), nil }

// Pattern is the form of the text for JSON Schema.
func (Ref[T]) Pattern() string { return idPattern }

// Pattern is the form of the text for JSON Schema.
func (Shared[E]) Pattern() string { return idPattern }

// Pattern is the form of the text for JSON Schema.
func (Key) Pattern() string { return idPattern }

// Pattern is the form of the text for JSON Schema.
func (AnyRef) Pattern() string {
	const word = `[a-z0-9]+(-[a-z0-9]+)*`
	return `^` + word + `/` + word + `(#` + word + `)?$`
}

// MaxLength is the length of the longest id, for JSON Schema.
func (Ref[T]) MaxLength() int { return MaxID }

// MaxLength is the length of the longest id, for JSON Schema.
func (Shared[E]) MaxLength() int { return MaxID }

// MaxLength is the length of the longest id, for JSON Schema.
func (Key) MaxLength() int { return MaxID }

// ID is the id referred to.
func (r Ref[T]) ID() ID { return ID(r) }

// ID is the id referred to.
func (r Shared[E]) ID() ID { return ID(r) }

// Split is the kind, the id and the item of the reference.
func (r AnyRef) Split() (kind string, id ID, item string) {
	rest, item, _ := strings.Cut(string(r), "#")
	kind, name, _ := strings.Cut(rest, "/")
	return kind, ID(name), item
}

// A target is what a reference may lead to: the records of a kind, or the items
// of a list in them. An empty kind is the record itself.
type target struct{ kind, list string }

// referrer is a scalar type that refers to something.
type referrer interface {
	targets(types []Type, f doc.Field) []target
}

func (Ref[T]) targets(types []Type, _ doc.Field) []target {
	for _, t := range types {
		if t.goType() == reflect.TypeFor[T]() {
			return []target{{kind: t.Name()}}
		}
	}
	return nil
}

func (Shared[E]) targets(types []Type, _ doc.Field) []target {
	var out []target
	for _, t := range types {
		if t.embeds(reflect.TypeFor[E]()) {
			out = append(out, target{kind: t.Name()})
		}
	}
	return out
}

func (Key) targets(_ []Type, f doc.Field) []target { return tagTargets(f, ".") }

func (AnyRef) targets(_ []Type, f doc.Field) []target { return tagTargets(f, "#") }

// referable are the lists whose items other records may name, as "kind#list".
func referable(types []Type) map[string]bool {
	out := map[string]bool{}
	var visit func(s *doc.Shape)
	visit = func(s *doc.Shape) {
		for _, f := range s.Fields {
			inner := f.Shape
			if inner.Elem != nil {
				inner = inner.Elem
			}
			if inner.Kind == doc.StructShape {
				visit(inner)
			}
			if inner.Type == reflect.TypeFor[AnyRef]() {
				for _, w := range tagTargets(f, "#") {
					out[w.kind+"#"+w.list] = w.list != ""
				}
			}
		}
	}
	for _, t := range types {
		visit(t.Shape())
	}
	return out
}

// refers reports whether records of a shape can refer to others. A record that
// cannot is not touched by what becomes of them.
func refers(s *doc.Shape) bool {
	for _, f := range s.Fields {
		inner := f.Shape
		if inner.Elem != nil {
			inner = inner.Elem
		}
		if inner.Type.Implements(reflect.TypeFor[referrer]()) || inner.Kind == doc.StructShape && refers(inner) {
			return true
		}
	}
	return false
}

func tagTargets(f doc.Field, separator string) []target {
	var out []target
	for _, word := range strings.Split(f.Tag.Get("of"), ",") {
		kind, list, _ := strings.Cut(word, separator)
		out = append(out, target{kind, list})
	}
	return out
}

// A Reference is one reference of a record, resolved as far as it goes.
type Reference struct {
	Path doc.Path // where it stands
	Text string   // as it stands
	Kind string   // of the record it leads to; empty when it leads nowhere
	ID   ID
	Item string // the item of a keyed list, if it names one
	want []target
}

// OK reports whether the reference leads to something that exists.
func (r Reference) OK() bool { return r.Kind != "" }

// References are all references of a record, in the order of its fields.
func (s *Set) References(i Item) []Reference { return s.references(i.Type, i.ID, i.entry) }

func (s *Set) references(t Type, id ID, entry any) []Reference {
	var out []Reference
	t.Shape().Walk(t.value(entry), func(at *doc.Place, v reflect.Value) {
		aim := s.aims.of(at, s.types)
		if aim == nil || slices.Contains(aim.words, v.String()) {
			return
		}
		r := Reference{Path: at.Path(), Text: v.String(), want: aim.want}
		if aim.any {
			s.resolveAny(AnyRef(r.Text), &r)
		} else {
			s.resolve(t, id, entry, &r)
		}
		out = append(out, r)
	})
	return out
}

// resolve looks a plain id or key up in everything it may refer to.
func (s *Set) resolve(t Type, id ID, entry any, r *Reference) {
	for _, w := range r.want {
		switch {
		case w.list == "":
			if s.exists(w.kind, ID(r.Text)) {
				r.Kind, r.ID = w.kind, ID(r.Text)
				return
			}
		case w.kind == "":
			if hasItem(t, entry, w.list, r.Text) {
				r.Kind, r.ID, r.Item = t.Name(), id, r.Text
				return
			}
		default:
			other, known := s.named[w.kind]
			e, ok := s.entry(w.kind, ID(w.kind))
			if known && ok && hasItem(other, e, w.list, r.Text) {
				r.Kind, r.ID, r.Item = w.kind, ID(w.kind), r.Text
				return
			}
		}
	}
}

func (s *Set) resolveAny(ref AnyRef, r *Reference) {
	kind, id, item := ref.Split()
	for _, w := range r.want {
		if w.kind != kind || !s.exists(kind, id) {
			continue
		}
		if item != "" {
			e, ok := s.entry(kind, id)
			if w.list == "" || !ok || !hasItem(s.named[kind], e, w.list, item) {
				continue
			}
		}
		r.Kind, r.ID, r.Item = kind, id, item
		return
	}
}

// hasItem reports whether a list of the record has an item with that key.
func hasItem(t Type, entry any, list, key string) bool {
	f, ok := t.Shape().Field(list)
	if !ok {
		return false
	}
	return len(doc.Items(f, t.value(entry), key)) > 0
}

// says is the problem of a reference that leads nowhere, and what to type. The
// message depends on the reference alone: a record that comes or goes elsewhere
// does not make a new problem of it. What the register offers is in the hint.
func (r Reference) says(t Type, entry any, s *Set) (message, hint string) {
	if strings.Contains(r.Text, "/") {
		return r.saysAny(s)
	}
	var names, candidates, commands []string
	for _, w := range r.want {
		switch {
		case w.kind == "":
			names = append(names, "item of "+w.list)
			candidates = append(candidates, itemsOf(t, entry, w.list)...)
		case w.list != "":
			names = append(names, strings.TrimSuffix(w.list, "s")+" in the "+w.kind)
			candidates = append(candidates, s.keysOf(w)...)
			commands = append(commands, "`unmn "+w.kind+" show`")
		default:
			names = append(names, w.kind)
			candidates = append(candidates, s.idsOf(w.kind)...)
			commands = append(commands, "`unmn "+w.kind+" list`")
		}
	}
	how := ""
	if len(commands) > 0 {
		how = "list them with " + strings.Join(commands, " or ")
	}
	return fmt.Sprintf("there is no %s %q", strings.Join(names, " or "), r.Text), offer(r.Text, candidates, how)
}

// saysAny is says for a reference that names its kind.
func (r Reference) saysAny(s *Set) (message, hint string) {
	kind, id, item := AnyRef(r.Text).Split()
	var kinds []string
	items := false
	for _, w := range r.want {
		if !slices.Contains(kinds, w.kind) {
			kinds = append(kinds, w.kind)
		}
		items = items || w.kind == kind && w.list != ""
	}
	list := "`unmn " + kind + " list`"
	switch {
	case !slices.Contains(kinds, kind):
		return fmt.Sprintf("%q names a %s; this may refer to a %s", r.Text, kind, strings.Join(kinds, " or ")), ""
	case item != "" && !items:
		return fmt.Sprintf("%q names an item; this refers to a %s as a whole", r.Text, kind), ""
	case item == "":
		return fmt.Sprintf("there is no %s %q", kind, id), offer(string(id), s.idsOf(kind), "list them with "+list)
	}
	message = fmt.Sprintf("there is no %s %q with the item %q", kind, id, item)
	if s.exists(kind, id) {
		return message, "see its items with `unmn " + kind + " show " + string(id) + "`"
	}
	return message, offer(string(id), s.idsOf(kind), "list them with "+list)
}

// offer is a hint: the nearest candidate, if one is near, and how to see them all.
func offer(text string, candidates []string, how string) string {
	near := diag.Nearest(text, candidates)
	switch {
	case near == "":
		return how
	case how == "":
		return fmt.Sprintf("did you mean %q?", near)
	}
	return fmt.Sprintf("did you mean %q? otherwise %s", near, how)
}

func nowhere(what, text string, candidates []string) string {
	message := fmt.Sprintf("there is no %s %q", what, text)
	if near := diag.Nearest(text, candidates); near != "" {
		message += fmt.Sprintf("; did you mean %q", near)
	}
	return message
}

func (s *Set) idsOf(kind string) []string {
	var out []string
	for _, id := range s.list(kind) {
		out = append(out, string(id))
	}
	return out
}

// keysOf are the keys of a list in a Single record.
func (s *Set) keysOf(w target) []string {
	e, ok := s.entry(w.kind, ID(w.kind))
	if !ok {
		return nil
	}
	return itemsOf(s.named[w.kind], e, w.list)
}

// itemsOf are the keys of a list in a record.
func itemsOf(t Type, entry any, list string) []string {
	f, ok := t.Shape().Field(list)
	if !ok {
		return nil
	}
	return doc.Items(f, t.value(entry), "")
}
