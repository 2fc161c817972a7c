package word

import (
	"regexp"
	"sort"
	"strings"
	"sync"

	"github.com/beevik/etree"
)

// node is an element of XML.
type node = etree.Element

// markTag is the tag of an element that stands for a mark. No XML can hold it, so no
// template can make one.
const markTag = "{{"

// A mark is what a template says between braces.
type mark struct {
	kind markKind
	name string // of the field, list or word
	text string // as it stands in the template
}

// markKind is what a mark does.
type markKind int

const (
	markField markKind = iota
	markBody
	markWord
	markEach
	markIf
	markIfNot
	markEnd
)

// markForm finds marks in the text of a paragraph.
var markForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{[^{}]*\}\}`) })

// readMark reads a mark with its braces.
func readMark(text string) mark {
	inside := strings.Trim(text, "{}")
	words := strings.Fields(inside)
	m := mark{text: text, name: strings.Join(words, " ")}
	if len(words) == 0 {
		return m
	}
	first, rest := strings.ToLower(words[0]), strings.Join(words[1:], " ")
	switch {
	case len(words) == 1 && first == "body":
		m.kind = markBody
	case len(words) == 1 && first == "end":
		m.kind = markEnd
	case rest == "":
	case first == "word":
		m.kind, m.name = markWord, rest
	case first == "each":
		m.kind, m.name = markEach, rest
	case first == "if" && len(words) > 2 && strings.EqualFold(words[1], "not"):
		m.kind, m.name = markIfNot, strings.Join(words[2:], " ")
	case first == "if":
		m.kind, m.name = markIf, rest
	}
	return m
}

// opens reports a mark that an end belongs to.
func (m mark) opens() bool { return m.kind == markEach || m.kind == markIf || m.kind == markIfNot }

// markOf is the mark that an element stands for.
func markOf(token etree.Token) (mark, bool) {
	e, ok := token.(*node)
	if !ok || e.Tag != markTag {
		return mark{}, false
	}
	return readMark(e.Attr[0].Value), true
}

// isolate makes every mark in the text of a part an element of its own, which holds
// the form of the run where the mark begins. It returns the texts of the paragraphs
// that have a mark, or a brace that should be one.
func isolate(root *node) []string {
	var found []string
	walk(root, func(e *node) bool {
		if is(e, "p") {
			if text := isolateIn(e); text != "" {
				found = append(found, text)
			}
		}
		return true
	})
	return found
}

// isolateIn is isolate for one paragraph.
func isolateIn(p *node) string {
	var text strings.Builder
	var starts = map[*node]int{}
	walk(p, func(e *node) bool {
		if e != p && is(e, "p") {
			return false // a paragraph in a text box has its turn
		}
		if is(e, "t") {
			starts[e] = text.Len()
			text.WriteString(e.Text())
		}
		return true
	})
	all := text.String()
	if !strings.Contains(all, "{{") {
		return ""
	}
	c := cutter{text: all, starts: starts, marks: markForm().FindAllStringIndex(all, -1)}
	c.cut(p, p)
	return all
}

// A cutter cuts the runs of a paragraph at its marks.
type cutter struct {
	text   string
	starts map[*node]int // where the text of each w:t begins
	marks  [][]int
}

// cut replaces, in what holds runs, each run that a mark touches by several.
func (c cutter) cut(p, e *node) {
	var out []etree.Token
	for _, token := range e.Child {
		inner, ok := token.(*node)
		switch {
		case !ok || inner != p && is(inner, "p"):
			out = append(out, token)
		case is(inner, "r") && c.touches(inner):
			out = append(out, c.run(inner)...)
		default:
			c.cut(p, inner)
			out = append(out, token)
		}
	}
	e.Child = out
}

// touches reports whether a mark lies in a run.
func (c cutter) touches(run *node) bool {
	for _, token := range run.Child {
		if t, ok := token.(*node); ok && is(t, "t") {
			if pieces := c.pieces(t); len(pieces) != 1 || pieces[0] != (piece{text: t.Text()}) {
				return true
			}
		}
	}
	return false
}

// A piece is text between marks, or a mark.
type piece struct {
	text string
	mark bool
}

// pieces are those of one w:t. A mark belongs to the text where it begins; the rest of
// it vanishes from the others. Text that is nothing but the rest of a mark has none.
func (c cutter) pieces(t *node) []piece {
	begin, known := c.starts[t]
	if !known {
		return []piece{{text: t.Text()}}
	}
	end := begin + len(t.Text())
	var out []piece
	at := begin
	first := sort.Search(len(c.marks), func(i int) bool { return c.marks[i][1] > begin })
	for _, m := range c.marks[first:] {
		if m[0] >= end {
			break
		}
		if m[0] > at {
			out = append(out, piece{text: c.text[at:m[0]]})
		}
		if m[0] >= begin {
			out = append(out, piece{c.text[m[0]:m[1]], true})
		}
		at = min(m[1], end)
	}
	if at < end || begin == end {
		out = append(out, piece{text: c.text[at:end]})
	}
	return out
}

// run is a run cut at its marks: runs and marks, all of the same form.
func (c cutter) run(run *node) []etree.Token {
	form := child(run, "rPr")
	fresh := func() *node {
		r := &node{Space: "w", Tag: "r", Attr: run.Attr}
		if form != nil {
			r.Child = append(r.Child, form.Copy())
		}
		return r
	}
	var out []etree.Token
	current := fresh()
	empty := len(current.Child)
	flush := func() {
		if len(current.Child) > empty {
			out = append(out, current)
		}
		current = fresh()
	}
	for _, token := range run.Child {
		t, ok := token.(*node)
		if ok && t == form || !ok {
			continue
		}
		if !is(t, "t") {
			current.Child = append(current.Child, t)
			continue
		}
		for _, p := range c.pieces(t) {
			if !p.mark {
				current.Child = append(current.Child, textOf(p.text))
				continue
			}
			flush()
			m := &node{Tag: markTag, Attr: []etree.Attr{{Key: "text", Value: p.text}}}
			if form != nil {
				m.Child = append(m.Child, form.Copy())
			}
			out = append(out, m)
		}
	}
	flush()
	return out
}
