package doc_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// Over generated records of every kind, written by somebody who writes otherwise
// than the program does and comments what he writes: after an edit the text says
// exactly the new value, every comment on what is still there is there, and no line
// outside of what was changed is touched.
func TestAnEditChangesOnlyTheLinesOfWhatItChanged(t *testing.T) {
	for _, kind := range network.Types() {
		t.Run(kind.Name(), func(t *testing.T) {
			t.Parallel()
			e := editor{generator: generator{t: t, r: rand.New(rand.NewPCG(3, 4))}, kind: kind}
			for range runs(12) {
				if e.try(); t.Failed() {
					return
				}
			}
			if slices.Contains(e.tried[:], 0) {
				t.Errorf("edits tried: %v", e.tried)
			}
		})
	}
}

// editor makes records, texts of them and edits.
type editor struct {
	generator
	kind  record.Type
	tried [2]int // edits of a value, and of a list
}

func (e *editor) try() {
	shape := e.kind.Shape()
	rec := reflect.New(shape.Type)
	e.fill(shape, rec.Elem(), nil, 0)
	e.grow(shape, rec.Elem())
	canonical := string(doc.Encode(shape, rec.Interface(), ""))
	old := e.byHand(canonical)
	before := e.kind.New()
	if list := doc.Decode("x.yaml", []byte(old), shape, before); list != nil || !doc.Equal(shape, before, rec.Interface()) {
		e.t.Fatalf("the text by hand says something else: %v\n%s\n%s", list, canonical, old)
	}
	if e.r.IntN(4) == 0 {
		e.editCanonical(old)
		return
	}
	if same := doc.Update("x.yaml", []byte(old), shape, before, ""); string(same) != old {
		e.t.Fatalf("no edit, and yet a change:\n%s\n%s", old, same)
	}
	if e.r.IntN(3) > 0 {
		e.tried[0]++
		e.editValue(old, before)
		return
	}
	e.tried[1]++
	e.editList(old, before)
}

// editCanonical edits a record whose text is canonical, comments and all: so is the
// text after the edit.
func (e *editor) editCanonical(old string) {
	shape := e.kind.Shape()
	text, list := doc.Format("x.yaml", []byte(old), shape, "")
	if list != nil {
		return // a comment that stands where canonical text has no line for it
	}
	before := e.kind.New()
	doc.Decode("x.yaml", text, shape, before)
	after := doc.Clone(shape, before)
	e.fill(shape, reflect.ValueOf(after).Elem(), nil, 1)
	now := e.update(string(text), before, after)
	if again, list := doc.Format("x.yaml", []byte(now), shape, ""); list != nil || string(again) != now {
		e.t.Errorf("canonical text is not after an edit: %v\n%s\n--\n%s\n--\n%s", list, text, now, again)
	}
}

// grow gives lists more items, with keys of their own.
func (e *editor) grow(s *doc.Shape, v reflect.Value) {
	for _, f := range s.Fields {
		fv := reflect.Indirect(f.In(v))
		if !fv.IsValid() {
			continue
		}
		if f.Shape.Kind == doc.StructShape {
			e.grow(f.Shape, fv)
		}
		if f.Shape.Kind != doc.ListShape || fv.Len() == 0 || e.r.IntN(3) == 0 {
			continue
		}
		for range 3 {
			item := reflect.New(f.Shape.Elem.Type).Elem()
			e.fill(f.Shape.Elem, item, &f, 3)
			e.add(f.Shape, fv, item)
		}
		if f.Shape.Elem.Kind == doc.StructShape {
			for i := range fv.Len() {
				e.grow(f.Shape.Elem, fv.Index(i))
			}
		}
	}
}

// add appends an item unless the list has one of its key.
func (e *editor) add(s *doc.Shape, list, item reflect.Value) {
	key := func(v reflect.Value) string {
		if s.Elem.Kind != doc.StructShape {
			return fmt.Sprint(v.Interface())
		}
		out := ""
		for _, name := range s.Elem.Key {
			f, _ := s.Elem.Field(name)
			out += fmt.Sprint(reflect.Indirect(f.In(v)).Interface()) + "\x00"
		}
		return out
	}
	for i := range list.Len() {
		if s.Elem.Kind != doc.TextShape && key(list.Index(i)) == key(item) && (s.Elem.Kind != doc.StructShape || len(s.Elem.Key) > 0) {
			return
		}
	}
	list.Set(reflect.Append(list, item))
}

// byHand writes a canonical text as a person might: more blanks, twice the
// indentation, single quotation marks, blank lines, comments, CR LF.
func (e *editor) byHand(text string) string {
	twice, base := e.r.IntN(2) == 0, -1
	var out []string
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		body := strings.TrimLeft(line, " ")
		indent := len(line) - len(body)
		if base >= 0 && (body == "" || indent >= base) { // in a block
			if twice && body != "" {
				line = strings.Repeat(" ", base) + line
			}
			out = append(out, line)
			continue
		}
		base = -1
		if body == "" {
			continue
		}
		if strings.HasSuffix(line, "|") || strings.HasSuffix(line, "|-") {
			base = indent + 2
			if strings.HasPrefix(body, "- ") && strings.Contains(body, ":") {
				base += 2
			}
		}
		if twice {
			body = strings.ReplaceAll(strings.Repeat(" ", indent)+body, "  ", "    ")
			body = strings.TrimLeft(body, " ")
			if strings.HasPrefix(body, "- ") && !strings.HasPrefix(body, "-   ") {
				body = "-   " + body[2:]
			}
			indent *= 2
		}
		pad := strings.Repeat(" ", indent)
		if e.r.IntN(4) == 0 && i > 0 {
			out = append(out, pad+"# above "+strconv.Itoa(i))
		}
		if base < 0 && e.r.IntN(4) == 0 {
			body += "   # behind " + strconv.Itoa(i)
		}
		if base < 0 && e.r.IntN(5) == 0 && strings.Contains(body, ": ") && !strings.ContainsAny(body, "{['\"") {
			body = strings.Replace(body, ": ", ":    ", 1)
		}
		out = append(out, pad+body)
		if base < 0 && e.r.IntN(12) == 0 {
			out = append(out, "")
		}
	}
	out = append(out, "# at the end")
	ending := "\n"
	if e.r.IntN(6) == 0 {
		ending = "\r\n"
	}
	return strings.Join(out, ending) + ending
}

// editValue changes one value, however deep it stands.
func (e *editor) editValue(old string, rec any) {
	shape := e.kind.Shape()
	after := doc.Clone(shape, rec)
	type spot struct {
		path doc.Path
		edit func()
	}
	var spots []spot
	shape.Walk(after, func(place *doc.Place, v reflect.Value) {
		at, f, text := place.Path(), *place.Field, ""
		switch s := f.Shape; {
		case f.Tag.Get("key") == "yes" || s.Kind == doc.ListShape && s.Elem.Kind != doc.TextShape || s.Kind == doc.StructShape:
			return
		case s.Kind == doc.TextShape || s.Kind == doc.ListShape:
			lang := slices.Sorted(maps.Keys(v.Interface().(doc.Text)))[0]
			if lang != "" {
				at = at.With(lang)
			}
			text = []string{"Another text", "Two\nlines", "no", "# no comment"}[e.r.IntN(4)]
			spots = append(spots, spot{at, func() { v.SetMapIndex(reflect.ValueOf(lang), reflect.ValueOf(text)) }})
		default:
			spots = append(spots, spot{at, func() { e.fill(f.Shape, v, &f, 9) }})
		}
	})
	p := spots[e.r.IntN(len(spots))]
	p.edit()
	text := e.update(old, rec, after)
	lines := strings.Split(old, "\n")
	from := doc.Locate(diag.Problem{File: "x.yaml"}, []byte(old), p.path).Line - 1
	to := from + 1
	for to < len(lines) && (strings.TrimSpace(lines[to]) == "" || column(lines[to]) > column(lines[from])) {
		to++
	}
	if a, b := changed(lines, strings.Split(text, "\n")); a < b && (a < from || b > to) {
		e.t.Errorf("%v: lines %d to %d were to change, %d to %d did\n%s\n--\n%s", p.path, from+1, to, a+1, b, old, text)
	}
	e.comments(old, text)
}

// column is where what a line says begins, behind its dashes.
func column(line string) int { return len(line) - len(strings.TrimLeft(line, " -")) }

// changed is the range of the old lines that are not in the new text.
func changed(old, now []string) (from, to int) {
	for from < len(old) && from < len(now) && old[from] == now[from] {
		from++
	}
	to = len(old)
	for end := len(now); to > from && end > from && old[to-1] == now[end-1]; {
		to--
		end--
	}
	return from, to
}

// editList adds an item, takes one out or moves one.
func (e *editor) editList(old string, rec any) {
	shape := e.kind.Shape()
	after := doc.Clone(shape, rec)
	var lists []doc.Field
	for _, f := range shape.Fields {
		if f.Shape.Kind == doc.ListShape && f.In(reflect.ValueOf(after).Elem()).Len() > 1 {
			lists = append(lists, f)
		}
	}
	if len(lists) == 0 {
		return
	}
	f := lists[e.r.IntN(len(lists))]
	v := f.In(reflect.ValueOf(after).Elem())
	at := e.r.IntN(v.Len())
	begin := func(i int) int {
		return doc.Locate(diag.Problem{File: "x.yaml"}, []byte(old), doc.P(f.Name, i)).Line - 1
	}
	inLines := begin(0) != begin(1)
	lines := strings.Split(old, "\n")
	switch e.r.IntN(3) {
	case 0:
		item, n := reflect.New(f.Shape.Elem.Type).Elem(), v.Len()
		e.fill(f.Shape.Elem, item, &f, 9)
		if e.add(f.Shape, v, item); v.Len() == n {
			return
		}
		for i := n; i > at; i-- {
			reflect.Swapper(v.Interface())(i, i-1)
		}
		text := e.update(old, rec, after)
		if a, b := changed(lines, strings.Split(text, "\n")); inLines && a < b && strings.TrimSpace(strings.Join(lines[a:b], "")) != "" {
			e.t.Errorf("an item %d was added to %s; lines %d to %d changed\n%s\n--\n%s", at, f.Name, a+1, b, old, text)
		}
		e.comments(old, text)
	case 1:
		for i := range v.Len() {
			if i != at && reflect.DeepEqual(v.Index(i).Interface(), v.Index(at).Interface()) {
				return // nobody can say which of two equal ones has gone
			}
		}
		v.Set(reflect.AppendSlice(v.Slice(0, at), v.Slice(at+1, v.Len())))
		text := e.update(old, rec, after)
		from, to := begin(max(0, at-1)), len(lines)
		for at == 0 && strings.HasPrefix(strings.TrimSpace(lines[from-1]), "#") {
			from-- // the comments above it
		}
		if at < v.Len() {
			to = begin(at+1) + 1
		}
		if a, b := changed(lines, strings.Split(text, "\n")); inLines && (a < from || b > to) {
			e.t.Errorf("the item %d of %s was taken out; lines %d to %d changed\n%s\n--\n%s", at, f.Name, a+1, b, old, text)
		}
	default:
		reflect.Swapper(v.Interface())(0, at)
		text := e.update(old, rec, after)
		if inLines && sorted(old) != sorted(text) {
			e.t.Errorf("items of %s were exchanged; their lines changed\n%s\n--\n%s", f.Name, old, text)
		}
		e.comments(old, text)
	}
}

// sorted are the lines of a text that say something, in no order.
func sorted(text string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// update is the text after an edit; it says the new value.
func (e *editor) update(old string, before, after any) string {
	shape := e.kind.Shape()
	text := doc.Update("x.yaml", []byte(old), shape, after, "")
	back := e.kind.New()
	if list := doc.Decode("x.yaml", text, shape, back); list != nil || !doc.Equal(shape, back, after) {
		e.t.Fatalf("the edit says something else: %v\n%s\n--\n%s", list, old, text)
	}
	if again := doc.Update("x.yaml", text, shape, before, ""); doc.Decode("x.yaml", again, shape, back) != nil {
		e.t.Fatalf("the edit cannot be undone\n%s\n--\n%s", old, again)
	}
	return string(text)
}

// comments checks that every comment of the old text is in the new one, once.
func (e *editor) comments(old, text string) {
	for _, mark := range []string{"# above ", "# behind ", "# at the end"} {
		if strings.Count(old, mark) != strings.Count(text, mark) {
			e.t.Errorf("%d comments %q, then %d\n%s\n--\n%s", strings.Count(old, mark), mark, strings.Count(text, mark), old, text)
		}
	}
}
