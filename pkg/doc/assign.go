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

// An Assignment is one value of a record to be set, as a person types it:
//
//	due=2027-01-31                        a field
//	agenda.2.title=Joint data protocol    a field of an item, by its position
//	agenda.adoption.title=Adoption        or by its key; a further part by /
//	title.sr-Cyrl=Наслов                  a text in one language
//	with=undp,unicef                      a list, whole
//	with+=unicef  with-=undp              one more, or one less
//	agenda.3=                             nothing: the value goes, the item too
//
// The position after the last item makes a new one.
type Assignment struct {
	Path string // with underscores, as in the file
	Sign byte   // '+' or '-', 0 for the whole value
	Text string
}

// ParseAssignment reads "path=text".
func ParseAssignment(arg string) (Assignment, error) {
	path, text, ok := strings.Cut(arg, "=")
	a := Assignment{Text: text}
	if n := len(path) - 1; n > 0 && (path[n] == '+' || path[n] == '-') {
		a.Sign, path = path[n], path[:n]
	}
	if !ok || path == "" {
		return a, fmt.Errorf("%q says no field and value: write it as FIELD=VALUE", arg)
	}
	a.Path = path
	return a, nil
}

// A Completer is asked for the full form of a text that a type is to parse; s is
// the form of the value, which stands in the field f.
type Completer func(f Field, s *Shape, text string) (string, error)

// Apply makes the assignment in a record, a pointer to the Shape's type. The error
// begins with the path and says what there is instead.
func (a Assignment) Apply(shape *Shape, record any, complete Completer) error {
	w := assigner{Assignment: a, complete: complete}
	if err := w.set(Field{}, shape, reflect.ValueOf(record).Elem(), strings.Split(a.Path, "."), ""); err != nil {
		return fmt.Errorf("%s: %w", a.Path, err)
	}
	return nil
}

type assigner struct {
	Assignment
	complete Completer
}

// set goes the steps from a value, which stands in the field f, and puts the text
// there. at is the path so far.
func (w assigner) set(f Field, s *Shape, v reflect.Value, steps []string, at string) error {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() && w.Text == "" {
			return nil // there is nothing to take away
		}
		if len(steps) == 0 && w.Text == "" {
			v.SetZero()
			return nil
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if len(steps) == 0 {
		return w.put(f, s, v, at)
	}
	switch s.Kind {
	case StructShape:
		return w.field(s, v, steps, at)
	case ListShape:
		return w.item(f, s, v, steps, at)
	case TextShape:
		return w.language(v, steps, at)
	}
	return fmt.Errorf("%q is one value; nothing is below it", at)
}

func (w assigner) field(s *Shape, v reflect.Value, steps []string, at string) error {
	name := steps[0]
	f, ok := s.Field(name)
	if !ok {
		name = strings.ReplaceAll(name, "-", "_")
		f, ok = s.Field(name)
	}
	if !ok {
		message := fmt.Sprintf("there is no field %q", steps[0])
		if near := diag.Nearest(name, s.Names()); near != "" {
			message += fmt.Sprintf("; did you mean %q", below(at, near))
		}
		return fmt.Errorf("%s; what can be set is %s", message, w.offers(s, at))
	}
	return w.set(f, f.Shape, f.In(v), steps[1:], below(at, name))
}

// offers names the fields of a struct, as paths.
func (w assigner) offers(s *Shape, at string) string {
	out := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		out[i] = below(at, f.Name)
	}
	return strings.Join(out, ", ")
}

// item goes on in an item of a list, by its position from 1 or by its key. The
// position after the last makes one.
func (w assigner) item(f Field, s *Shape, v reflect.Value, steps []string, at string) error {
	i, err := itemAt(s.Elem, v, steps[0], at)
	if err != nil {
		return err
	}
	removes := len(steps) == 1 && w.Text == ""
	switch {
	case removes && i == v.Len():
		return fmt.Errorf("%q has %d items; there is no number %d to take away", at, v.Len(), i+1)
	case removes:
		v.Set(reflect.AppendSlice(v.Slice3(0, i, i), v.Slice(i+1, v.Len())))
		return nil
	case i == v.Len():
		v.Set(reflect.Append(v, reflect.New(s.Elem.Type).Elem()))
	}
	return w.set(f, s.Elem, v.Index(i), steps[1:], below(at, steps[0]))
}

// itemAt is the index of the item that a step names, the length for a new one.
func itemAt(elem *Shape, v reflect.Value, step, at string) (int, error) {
	var keys, firsts []string
	for i := range v.Len() {
		key := keyOf(elem, v.Index(i))
		first, _, _ := strings.Cut(key, "\x00")
		keys, firsts = append(keys, keyName(key)), append(firsts, first)
	}
	if i := slices.Index(keys, step); i >= 0 {
		return i, nil
	}
	if n, err := strconv.Atoi(step); err == nil {
		if n < 1 || n > v.Len()+1 {
			return 0, fmt.Errorf("%q has %d items; %d is neither one of them nor the next", at, v.Len(), n)
		}
		return n - 1, nil
	}
	switch n := count(firsts, step); {
	case n == 1:
		return slices.Index(firsts, step), nil
	case n > 1:
		return 0, fmt.Errorf("%q names %d items of %q; say which, such as %s", step, n, at, keys[slices.Index(firsts, step)])
	}
	message := fmt.Sprintf("%q has no item %q", at, step)
	if near := diag.Nearest(step, firsts); near != "" {
		return 0, fmt.Errorf("%s; did you mean %q", message, below(at, near))
	}
	if names := strings.Join(slices.DeleteFunc(keys, func(k string) bool { return k == "" }), ", "); names != "" {
		message += "; its items are " + names
	}
	return 0, fmt.Errorf("%s; name an item by its number, the next is %d", message, v.Len()+1)
}

func count(words []string, word string) int {
	n := 0
	for _, w := range words {
		if w == word {
			n++
		}
	}
	return n
}

// language sets a text in one language.
func (w assigner) language(v reflect.Value, steps []string, at string) error {
	lang := steps[0]
	switch {
	case !IsLanguage(lang):
		return fmt.Errorf("%q is not a language of %q%s", lang, at, nearLanguage(lang))
	case len(steps) > 1:
		return fmt.Errorf("%q is one text; nothing is below it", at+"."+lang)
	case w.Sign != 0:
		return fmt.Errorf("%q is no list; write = without %c", at, w.Sign)
	}
	t := v.Interface().(Text)
	if _, plain := t[""]; plain && w.Text != "" {
		return fmt.Errorf("%q has text that is in no language; clear it first with %s= and say it in each", at, at)
	}
	t = maps.Clone(t)
	if t == nil {
		t = Text{}
	}
	t[lang] = w.Text
	if w.Text == "" {
		delete(t, lang)
	}
	v.Set(reflect.ValueOf(t))
	return nil
}

// put sets the value itself.
func (w assigner) put(f Field, s *Shape, v reflect.Value, at string) error {
	switch {
	case s.Kind == ListShape:
		return w.list(f, s, v, at)
	case w.Sign != 0:
		return fmt.Errorf("%q is no list; write = without %c", at, w.Sign)
	case strings.TrimSpace(w.Text) == "":
		v.SetZero()
		return nil
	case s.Kind == StructShape:
		return fmt.Errorf("%q has several fields; what can be set is %s", at, w.offers(s, at))
	case s.Kind == TextShape:
		if languages := v.Interface().(Text).Languages(); len(languages) > 0 {
			return fmt.Errorf("%q is in %s; say which, such as %s.%s=", at, strings.Join(languages, ", "), at, languages[0])
		}
	}
	return w.scalar(f, s, v, w.Text)
}

// list sets a whole list of single values, or adds or takes away some.
func (w assigner) list(f Field, s *Shape, v reflect.Value, at string) error {
	switch {
	case strings.TrimSpace(w.Text) == "" && w.Sign == 0:
		v.SetZero()
		return nil
	case s.Elem.Kind == StructShape || s.Elem.Kind == TextShape || s.Elem.Kind == ListShape:
		example := below(at, "1")
		if s.Elem.Kind == StructShape {
			example = below(example, s.Elem.Fields[0].Name)
		}
		return fmt.Errorf("%q is a list of items; say which, such as %s=; the next item is number %d", at, example, v.Len()+1)
	}
	items := reflect.New(v.Type()).Elem()
	for _, part := range strings.Split(w.Text, ",") {
		item := reflect.New(s.Elem.Type).Elem()
		if err := w.scalar(f, s.Elem, item, strings.TrimSpace(part)); err != nil {
			return err
		}
		items.Set(reflect.Append(items, item))
	}
	switch w.Sign {
	case '+':
		items = reflect.AppendSlice(v.Slice3(0, v.Len(), v.Len()), without(items, v))
	case '-':
		left := without(v, items)
		if left.Len()+items.Len() > v.Len() {
			return fmt.Errorf("not all of %q are in %q", w.Text, at)
		}
		items = left
	}
	v.Set(items)
	return nil
}

// without is the items of a list that are not in another.
func without(list, other reflect.Value) reflect.Value {
	out := reflect.MakeSlice(list.Type(), 0, list.Len())
	for i := range list.Len() {
		there := false
		for j := range other.Len() {
			there = there || list.Index(i).Equal(other.Index(j))
		}
		if !there {
			out = reflect.Append(out, list.Index(i))
		}
	}
	return out
}

// scalar sets one value that is no list and no struct.
func (w assigner) scalar(f Field, s *Shape, v reflect.Value, text string) error {
	if s.Kind == ScalarShape && w.complete != nil {
		full, err := w.complete(f, s, text)
		if err != nil {
			return err
		}
		text = full
	}
	return setScalar(f, s, v, text)
}

// Assignables are the paths that assignments take, with what each is: those of the
// items of a list with N for its number.
func Assignables(shape *Shape) []Assignable {
	var out []Assignable
	assignables(shape, "", &out)
	return out
}

// An Assignable is one path an assignment takes.
type Assignable struct {
	Path  string
	Field Field
}

func assignables(s *Shape, at string, out *[]Assignable) {
	for _, f := range s.Fields {
		path, inner := below(at, f.Name), f.Shape
		if inner.Kind == ListShape && !Settable(f) {
			path, inner = below(path, "N"), inner.Elem
		}
		if inner.Kind == StructShape {
			assignables(inner, path, out)
			continue
		}
		*out = append(*out, Assignable{path, f})
	}
}
