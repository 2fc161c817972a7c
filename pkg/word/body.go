package word

import (
	"slices"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"unmn/pkg/markdown"
)

// A writer makes the blocks of a document elements of Word. It keeps what they need
// elsewhere in the file: links, numberings, bookmarks.
type writer struct {
	lang      string
	styles    styles
	width     int // of the text, in twentieths of a point
	made      int
	base      string // id of the style of plain paragraphs
	began     bool   // the title, or what stands for it, has been written
	titled    bool   // the title has been written
	links     *links
	numbering *numbering
	bookmarks map[string]int // the headings that links lead to, by id
	bookmark  int            // the last number of a bookmark
}

func number(n int) string { return strconv.Itoa(n) }

// newWriter makes the writer for a text.
func newWriter(t *Template, d Document, root *node) *writer {
	w := &writer{lang: languageOf(d.Lang), styles: t.styles, width: textWidth(root), links: newLinks(t), numbering: newNumbering(t), bookmarks: map[string]int{}}
	walk(root, func(e *node) bool {
		if is(e, "bookmarkStart") {
			id, _ := strconv.Atoi(attr(e, "id"))
			w.bookmark = max(w.bookmark, id)
		}
		return true
	})
	targets(d.Body.Blocks, w.bookmarks)
	return w
}

// textWidth is the width of the text in the last section.
func textWidth(root *node) int {
	page, left, right := 11906, 1418, 1418 // A4
	walk(root, func(e *node) bool {
		read := func(name string, into *int) {
			if n, err := strconv.Atoi(attr(e, name)); err == nil && n >= 0 && n < 40000 {
				*into = n
			}
		}
		if is(e, "pgSz") {
			read("w", &page)
		}
		if is(e, "pgMar") {
			read("left", &left)
			read("right", &right)
		}
		return true
	})
	return max(page-left-right, 2000)
}

// targets collects the headings that links lead to.
func targets(blocks []markdown.Block, into map[string]int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case markdown.Heading:
			targetsIn(b.Text, into)
		case markdown.Paragraph:
			targetsIn(b.Text, into)
		case markdown.List:
			for _, item := range b.Items {
				targets(item.Blocks, into)
			}
		case markdown.Quote:
			targets(b.Blocks, into)
		case markdown.Table:
			for _, row := range append([][]markdown.Cell{b.Head}, b.Rows...) {
				for _, cell := range row {
					targetsIn(cell, into)
				}
			}
		}
	}
}

// targetsIn is targets for a line of text.
func targetsIn(list []markdown.Inline, into map[string]int) {
	for _, in := range list {
		switch in := in.(type) {
		case markdown.Strong:
			targetsIn(in, into)
		case markdown.Emphasis:
			targetsIn(in, into)
		case markdown.Strike:
			targetsIn(in, into)
		case markdown.Link:
			if id, ok := strings.CutPrefix(in.Href, "#"); ok && into[id] == 0 {
				into[id] = len(into) + 1
			}
		}
	}
}

// at makes plain paragraphs look like the one that they stand in place of.
func (w *writer) at(p *node) *writer {
	w.base = ""
	if properties := child(p, "pPr"); properties != nil {
		if style := child(properties, "pStyle"); style != nil {
			w.base = attr(style, "val")
		}
	}
	w.made = 0
	return w
}

// place is where blocks stand: how plain paragraphs look there, and how deep in lists
// they are.
type place struct {
	layout
	depth int
}

func (w *writer) blocks(list []markdown.Block) []etree.Token {
	w.began, w.titled = !slices.ContainsFunc(list, isTitle), false
	return w.within(list, place{layout: layout{style: w.base}})
}

// within writes blocks in a place. A table has a paragraph behind it that parts it from
// what follows, save from a heading, which has space of its own.
func (w *writer) within(list []markdown.Block, at place) []etree.Token {
	var out []etree.Token
	for i, b := range list {
		out = append(out, w.block(b, at)...)
		if _, table := b.(markdown.Table); table && (i == len(list)-1 || !isHeading(list[i+1])) {
			out = append(out, w.paragraph(layout{spacer: true}, nil))
		}
	}
	return out
}

func isHeading(b markdown.Block) bool {
	_, ok := b.(markdown.Heading)
	return ok
}

func isTitle(b markdown.Block) bool {
	h, ok := b.(markdown.Heading)
	return ok && h.Level == 1
}

// isLabel reports a paragraph that is nothing but strong text: the head of what follows.
func isLabel(p markdown.Paragraph) bool {
	_, strong := p.Text[0].(markdown.Strong)
	return strong && len(p.Text) == 1
}

// block writes one block.
func (w *writer) block(b markdown.Block, at place) []etree.Token {
	switch b := b.(type) {
	case markdown.Heading:
		return []etree.Token{w.heading(b)}
	case markdown.Paragraph:
		l := at.layout
		if id := w.styles.id("paragraph", styleLetterhead); !w.began && id != "" && at.depth == 0 && l.style == w.base {
			l.style = id
		}
		l.keepNext = isLabel(b)
		return []etree.Token{w.paragraph(l, w.inlines(b.Text, form{}))}
	case markdown.List:
		return w.list(b, at)
	case markdown.Table:
		w.began = true // what stands below the letterhead is no part of it
		return []etree.Token{w.table(b, at)}
	case markdown.Quote:
		in := at
		if in.style = w.styles.id("paragraph", styleQuote); in.style == "" || at.left > 0 {
			in.left = at.left + indent
		}
		return w.within(b.Blocks, in)
	case markdown.CodeBlock:
		return w.code(b, at)
	default: // a rule
		return []etree.Token{w.paragraph(layout{ruled: true}, nil)}
	}
}

// paragraph makes a paragraph of runs.
func (w *writer) paragraph(l layout, runs []etree.Token) *node {
	w.made += 2 + len(runs)
	p := el("p")
	if properties := l.properties(); properties != nil {
		p.Child = append(p.Child, properties)
	}
	p.Child = append(p.Child, runs...)
	return p
}

func (w *writer) heading(h markdown.Heading) *node {
	w.began = true
	level := min(max(h.Level, 1), 6)
	l, f := layout{style: w.styles.id("paragraph", styleHeading(level))}, form{}
	if l.style == "" {
		l, f = layout{keepNext: true, outline: level}, form{bold: true}
	}
	l.newPage = level == 1 && w.titled // a second title begins what is torn off or sent back by itself
	w.titled = w.titled || level == 1
	runs := w.inlines(h.Text, f)
	if n := w.bookmarks[h.ID]; n > 0 {
		w.bookmark++
		id := number(w.bookmark)
		start := with(el("bookmarkStart"), "id", id, "name", bookmarkName(n))
		runs = append(append([]etree.Token{start}, runs...), with(el("bookmarkEnd"), "id", id))
	}
	return w.paragraph(l, runs)
}

// bookmarkName is the name of a heading that links lead to. Word hides bookmarks that
// begin with a low line.
func bookmarkName(n int) string { return "_unmn" + number(n) }

func (w *writer) code(b markdown.CodeBlock, at place) []etree.Token {
	l := at.layout
	if id := w.styles.id("paragraph", styleCode); id != "" {
		l.style = id
	}
	var out []etree.Token
	for line := range strings.SplitSeq(b.Text, "\n") {
		var run []etree.Token
		for i, part := range strings.Split(line, "\t") {
			if i > 0 {
				run = append(run, el("tab"))
			}
			run = append(run, textOf(part))
		}
		l.tight = true
		out = append(out, w.paragraph(l, []etree.Token{w.run(form{code: true}, run...)}))
	}
	return out
}

func (w *writer) run(f form, parts ...etree.Token) *node {
	w.made += 3
	return el("r", append([]etree.Token{f.properties(w.lang)}, parts...)...)
}

// inlines writes a line of text as runs, all with their language.
func (w *writer) inlines(list []markdown.Inline, f form) []etree.Token {
	var out []etree.Token
	for _, in := range list {
		inner := f
		switch in := in.(type) {
		case markdown.Text:
			out = append(out, w.run(f, textOf(string(in))))
		case markdown.Strong:
			inner.bold = true
			out = append(out, w.inlines(in, inner)...)
		case markdown.Emphasis:
			inner.italic = true
			out = append(out, w.inlines(in, inner)...)
		case markdown.Strike:
			inner.strike = true
			out = append(out, w.inlines(in, inner)...)
		case markdown.Code:
			inner.code = true
			out = append(out, w.run(inner, textOf(string(in))))
		case markdown.Link:
			out = append(out, w.link(in, f)...)
		case markdown.Break:
			out = append(out, w.run(f, el("br")))
		}
	}
	return out
}

// link writes a link; where it leads nowhere its text stays.
func (w *writer) link(l markdown.Link, f form) []etree.Token {
	href, ok := markdown.SafeLink(l.Href)
	if !ok {
		return w.inlines(l.Text, f)
	}
	if f.style = w.styles.id("character", styleLink); f.style == "" {
		f.blue = true
	}
	h := el("hyperlink", w.inlines(l.Text, f)...)
	if id, inside := strings.CutPrefix(href, "#"); inside {
		with(h, "anchor", bookmarkName(w.bookmarks[id]))
	} else {
		h.Attr = append(h.Attr, etree.Attr{Space: "r", Key: "id", Value: w.links.add(href)})
	}
	if l.Title != "" {
		with(h, "tooltip", l.Title)
	}
	return []etree.Token{h}
}
