package word

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/markdown"
)

// An opened part of a template has its marks apart. It is copied before it is filled.
type opened struct {
	name  string
	doc   *document
	where string
	main  bool
}

// open sets the marks apart in the parts that have any, and in the one with the text.
func (t *Template) open() ([]opened, diag.List) {
	r := &reader{file: t.name}
	var out []opened
	for _, p := range t.parts {
		isMain := p.name == t.main
		doc := t.read[p.name]
		if doc == nil || !isMain && bytes.IndexByte(p.data, '{') < 0 {
			continue
		}
		where, filled := places(doc.Root())
		if !isMain && !filled {
			continue
		}
		o := opened{p.name, doc, where, isMain}
		for _, text := range isolate(doc.Root()) {
			if plain := markForm().ReplaceAllString(text, ""); strings.Contains(plain, "{{") || strings.Contains(plain, "}}") {
				r.report("", "%s: braces that do not close: %s", where, quote(text))
			}
		}
		out = append(out, o)
	}
	return out, r.list
}

// places says what people call the part with this root, and whether it is filled.
func places(root *node) (string, bool) {
	if root.Space != "w" {
		return "", false
	}
	name := map[string]string{"document": "the text", "hdr": "a header", "ftr": "a footer", "footnotes": "a footnote", "endnotes": "an endnote"}[root.Tag]
	return name, name != ""
}

// lint reads the marks of all parts against the names there are.
func (t *Template) lint(d Document) diag.List {
	l := &linter{reader: reader{file: t.name}, doc: d}
	for _, o := range t.filled {
		l.opened, l.stack = o, nil
		l.read(o.doc.Root())
		for _, s := range l.stack {
			l.report("write {{end}} where it ends", "%s in %s has no {{end}}", s.mark.text, o.where)
		}
	}
	switch {
	case l.bodies == 0:
		l.report("write {{body}} in a paragraph of its own where the document goes", "the template has no {{body}}")
	case l.bodies > 1:
		l.report("", "the template has {{body}} %d times", l.bodies)
	}
	return l.list
}

// A linter reads the marks of a part in their order.
type linter struct {
	reader
	doc    Document
	opened opened
	stack  []level
	bodies int
}

// A level is a mark that is open, with the names that can be said in it.
type level struct {
	mark  mark
	names Names // nil for a mark that opens no names
}

func (l *linter) read(e *node) {
	for _, token := range e.Child {
		if m, ok := markOf(token); ok {
			l.mark(m)
			continue
		}
		inner, ok := token.(*node)
		if !ok {
			continue
		}
		if is(inner, "p") {
			if only, ok := onlyMark(inner); ok && only.kind == markBody && l.opened.main && len(l.stack) == 0 {
				l.bodies++
				continue
			}
		}
		l.read(inner)
	}
}

func (l *linter) mark(m mark) {
	switch m.kind {
	case markBody:
		l.report("write it in a paragraph of its own, in the text", "%s in %s does not stand alone in a paragraph of the text, outside of loops", m.text, l.opened.where)
		l.bodies = max(l.bodies, 1)
	case markEnd:
		if len(l.stack) == 0 {
			l.report("", "%s in %s ends nothing", m.text, l.opened.where)
			return
		}
		l.stack = l.stack[:len(l.stack)-1]
	case markWord:
		if _, err := l.doc.Word(m.name); err != nil {
			l.report("", "%s in %s: %v", m.text, l.opened.where, err)
		}
	default:
		l.field(m)
	}
}

// field reads a mark that names a field.
func (l *linter) field(m mark) {
	found, ok := l.find(m.name)
	switch {
	case !ok && m.name == "":
		l.report("", "%s in %s names no field", m.text, l.opened.where)
	case !ok:
		message := fmt.Sprintf("%s in %s: there is no field %q", m.text, l.opened.where, m.name)
		if near := l.nearest(m); near != "" {
			message += fmt.Sprintf("; did you mean %q", near)
		}
		l.report("", "%s", message)
	case m.kind == markField && found.List != nil:
		l.report("", "%s in %s is a list; write {{each %s}} … {{end}}", m.text, l.opened.where, found.Name)
	case m.kind == markEach && found.List == nil:
		l.report("", "%s in %s is no list; write {{if %s}} … {{end}}", m.text, l.opened.where, found.Name)
	}
	if m.opens() {
		l.stack = append(l.stack, level{m, found.List})
	}
}

// find looks a name up in the lists around it, from the inside, then in the document.
func (l *linter) find(name string) (Name, bool) {
	for i := len(l.stack) - 1; i >= 0; i-- {
		if l.stack[i].mark.kind != markEach {
			continue
		}
		if found, ok := l.stack[i].names.find(name); ok {
			return found, true
		}
	}
	return l.doc.Known.find(name)
}

// nearest is what was probably meant by a name that is not there.
func (l *linter) nearest(m mark) string {
	for i := len(l.stack) - 1; i >= 0; i-- {
		if near := l.stack[i].names.nearest(m.name); near != "" {
			return near
		}
	}
	if near := (Names{{Name: "body"}, {Name: "end"}}).nearest(m.name); near != "" && m.kind == markField {
		return near
	}
	return l.doc.Known.nearest(m.name)
}

// Check says all that is wrong with the template: fields and words that there are not,
// marks that do not fit, and as warnings the styles it lacks. Known and word are as in
// a [Document].
func (t *Template) Check(known Names, word func(string) (string, error)) diag.List {
	d := Document{Lang: "en", Known: known, Word: word, Fields: known.sample(), Body: &markdown.Document{}}
	list := slices.Concat(t.wrong, t.lint(d))
	if list.Err() == nil {
		list = append(list, t.try(d)...)
		d.Fields = nil
		list = append(list, t.try(d)...) // what stands behind {{if not}}
	}
	return append(list, t.lacks()...).Sort()
}

// try is what is wrong with the template that only filling it shows.
func (t *Template) try(d Document) diag.List {
	var list diag.List
	err := t.Fill(io.Discard, d)
	if err != nil && !errors.As(err, &list) {
		list = diag.List{{File: t.name, Rule: Rule, Message: err.Error()}}
	}
	return list
}
