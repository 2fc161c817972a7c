package word

import (
	"fmt"
	"strings"

	"unmn/pkg/diag"
)

// The names of the styles that documents use. Word keeps the names of its own styles
// in English whatever language it speaks; their ids it does not.
const (
	styleLetterhead = "Network Letterhead" // what stands above the title
	styleList       = "List Paragraph"
	styleQuote      = "Quote"
	styleCode       = "Network Code"
	styleCell       = "Network Table Text"
	styleHead       = "Network Table Head"
	styleTable      = "Network Table"
	styleFacts      = "Network Facts" // a table without head: what it is, and what it says
	styleGrid       = "Table Grid"
	styleLink       = "Hyperlink"
)

func styleHeading(n int) string { return fmt.Sprintf("heading %d", n) }

// A style is wanted by documents; without says what happens where it is not there. It
// is empty where that is nothing anybody would miss.
type wantedStyle struct{ kind, name, without string }

// wantedStyles are the styles that documents use, the most used first.
func wantedStyles() []wantedStyle {
	return []wantedStyle{
		{"paragraph", styleHeading(1), "titles of documents are only bold"},
		{"paragraph", styleHeading(2), "headings are only bold"},
		{"paragraph", styleHeading(3), "headings of items are only bold"},
		{"paragraph", styleList, "lists are plain paragraphs with a mark"},
		{"paragraph", styleQuote, "quotations are only indented"},
		{"character", styleLink, "links are blue and underlined"},
		{"table", styleGrid, "tables have plain lines"},
	}
}

// styles are the ids of the styles of a template by kind and name.
type styles map[string]string

// readStyles reads them; doc is nil where a template has none.
func readStyles(doc *document) styles {
	out := styles{}
	if doc == nil {
		return out
	}
	for _, s := range doc.Root().ChildElements() {
		if name := child(s, "name"); is(s, "style") && name != nil {
			out[attr(s, "type")+" "+strings.ToLower(attr(name, "val"))] = attr(s, "styleId")
		}
	}
	return out
}

// id is the id of the first of these styles that there is, "" when there is none.
func (s styles) id(kind string, names ...string) string {
	for _, name := range names {
		if id := s[kind+" "+strings.ToLower(name)]; id != "" {
			return id
		}
	}
	return ""
}

// lacks warns of the styles that a template does not have.
func (t *Template) lacks() diag.List {
	r := &reader{file: t.name}
	for _, w := range wantedStyles() {
		names := []string{w.name}
		if w.name == styleGrid {
			names = append(names, styleTable)
		}
		if t.styles.id(w.kind, names...) == "" {
			r.report("use the style once anywhere in Word, and it is in the file", "the style %q is not in the file: %s", w.name, w.without)
		}
	}
	for i := range r.list {
		r.list[i].Severity = diag.Warning
	}
	return r.list
}

// languageOf is the tag that Word knows a language by: with its country, since the
// spelling is that of the country.
func languageOf(tag string) string {
	switch tag {
	case "en":
		return "en-GB"
	case "sr-Cyrl", "sr-Latn":
		return tag + "-RS"
	}
	return tag
}

// codeFont is the font of code.
const codeFont = "Consolas"

// form is how a run looks.
type form struct {
	bold, italic, strike, code bool
	style                      string // id of a character style
	blue                       bool   // a link without a style
}

// properties are those of a run, in the order that the format prescribes.
func (f form) properties(lang string) *node {
	p := el("rPr")
	add := func(yes bool, e ...*node) {
		if yes {
			for _, e := range e {
				p.Child = append(p.Child, e)
			}
		}
	}
	add(f.style != "", val("rStyle", f.style))
	add(f.code, with(el("rFonts"), "ascii", codeFont, "hAnsi", codeFont, "cs", codeFont))
	add(f.bold, el("b"), el("bCs"))
	add(f.italic, el("i"), el("iCs"))
	add(f.strike, el("strike"))
	add(f.blue, val("color", "0B4F8A"))
	add(f.blue, val("u", "single"))
	add(true, val("lang", lang))
	return p
}

// layout is how a paragraph looks.
type layout struct {
	style    string // id of a paragraph style
	keepNext bool
	newPage  bool
	list     string // id of the numbering, with level
	level    int
	ruled    bool // a line below
	tight    bool // no space to the next of its style
	loose    bool // space to the next, whatever the style says
	close    bool // little space after it
	spacer   bool // nothing but a little space
	left     int  // from the left, in twentieths of a point
	align    string
	outline  int // level of a heading that has no style; 0 for none
}

// properties are those of a paragraph, in the order that the format prescribes; nil
// when there are none.
func (l layout) properties() *node {
	p := el("pPr")
	add := func(yes bool, e *node) {
		if yes {
			p.Child = append(p.Child, e)
		}
	}
	add(l.style != "", val("pStyle", l.style))
	add(l.keepNext, el("keepNext"))
	add(l.newPage, el("pageBreakBefore"))
	if l.list != "" {
		p.Child = append(p.Child, el("numPr", val("ilvl", number(l.level)), val("numId", l.list)))
	}
	add(l.ruled, el("pBdr", with(el("bottom"), "val", "single", "sz", "6", "space", "1", "color", "8A97A5")))
	add(l.close, with(el("spacing"), "before", "20", "after", "20"))
	add(l.spacer, with(el("spacing"), "before", "0", "after", "0", "line", "160", "lineRule", "exact"))
	add(l.left > 0, with(el("ind"), "left", number(l.left)))
	add(l.tight, el("contextualSpacing"))
	add(l.loose, val("contextualSpacing", "0"))
	add(l.align != "", val("jc", l.align))
	add(l.outline > 0, val("outlineLvl", number(l.outline-1)))
	if len(p.Child) == 0 {
		return nil
	}
	return p
}
