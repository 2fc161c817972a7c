package word

import (
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/markdown"
)

// A paragraphReader collects the words of a paragraph.
type paragraphReader struct {
	kind    EditedKind
	level   int
	text    []span
	was     strings.Builder
	changes []Tracked
	gone    bool // its end was deleted, and so was all before
}

// A mode is what becomes of the words that are read.
type mode struct {
	inserted, deleted *node // the tracked change around them
	href              string
}

func (r *editReader) paragraph(e *node) {
	p := r.held
	r.held = nil
	if p == nil {
		p = &paragraphReader{}
	}
	properties := child(e, "pPr")
	p.kind, p.level = r.kindOf(properties)
	r.inlines(p, e, mode{})
	ended := true
	if properties != nil {
		if form := child(properties, "rPr"); form != nil {
			if del := child(form, "del"); del != nil {
				ended = false
				p.changes = append(p.changes, tracked(del, true, ""))
			}
			if ins := child(form, "ins"); ins != nil {
				p.changes = append(p.changes, tracked(ins, false, ""))
			}
		}
	}
	switch {
	case ended:
		r.add(p.block())
	case len(folded(p.text)) == 0 && r.row == nil: // nothing is left that the next could continue
		p.gone = true
		r.add(p.block())
	default:
		r.held = p
	}
}

// kindOf is what the properties of a paragraph make of it.
func (r *editReader) kindOf(properties *node) (EditedKind, int) {
	if properties == nil {
		return EditedParagraph, 0
	}
	style := paragraphStyle{}
	if s := child(properties, "pStyle"); s != nil {
		style = r.styles[attr(s, "val")]
	}
	if o := child(properties, "outlineLvl"); o != nil && style.heading == 0 {
		if n, err := strconv.Atoi(attr(o, "val")); err == nil && n >= 0 && n < 9 {
			style.heading = n + 1
		}
	}
	n := child(properties, "numPr")
	switch {
	case style.heading > 0:
		return EditedHeading, style.heading
	case n == nil && style.item, n != nil && numbered(properties):
		level := 0
		if n != nil && child(n, "ilvl") != nil {
			level, _ = strconv.Atoi(attr(child(n, "ilvl"), "val"))
		}
		return EditedItem, level
	}
	return EditedParagraph, 0
}

// block is the paragraph as a block.
func (p *paragraphReader) block() EditedBlock {
	b := EditedBlock{Kind: p.kind, Level: p.level, Text: inlinesOf(slices.Clone(p.text)), Gone: p.gone, Was: readWords(p.was.String()), Changes: p.changes}
	if p.kind == EditedHeading && len(b.Text) > 0 {
		b.Text = []markdown.Inline{markdown.Text(readWords(b.Words()))}
	}
	if p.gone {
		b.Text = nil
	}
	return b
}

// inlines reads what stands in a paragraph.
func (r *editReader) inlines(p *paragraphReader, e *node, m mode) {
	for _, c := range e.ChildElements() {
		if c.Space != "w" {
			r.foreign(p, c, m)
			continue
		}
		inner := m
		switch c.Tag {
		case "pPr", "sdtPr", "sdtEndPr", "fldData":
		case "r":
			r.run(p, c, m)
		case "ins", "moveTo":
			inner.inserted = c
			r.change(p, c, inner)
		case "del", "moveFrom":
			inner.deleted = c
			r.change(p, c, inner)
		case "hyperlink":
			inner.href = r.target(c)
			r.inlines(p, c, inner)
		case "fldSimple":
			if !slices.Contains(volatile(), fieldName(attr(c, "instr"))) {
				r.inlines(p, c, inner)
			}
		case "commentRangeStart", "commentRangeEnd":
			r.mark(c)
		default:
			r.inlines(p, c, inner)
		}
	}
}

// change reads a tracked change, whose words are told as one.
func (r *editReader) change(p *paragraphReader, e *node, m mode) {
	at := len(p.changes)
	p.changes = append(p.changes, tracked(e, m.deleted != nil, readWords(textIn(e))))
	r.inlines(p, e, m)
	if p.changes[at].Text == "" {
		p.changes = slices.Delete(p.changes, at, at+1)
	}
}

// textIn is all text in an element, deleted or not.
func textIn(e *node) string {
	var b strings.Builder
	walk(e, func(e *node) bool {
		switch {
		case is(e, "t"), is(e, "delText"), e.Space == "m" && e.Tag == "t":
			b.WriteString(e.Text())
		case is(e, "tab"), is(e, "br"), is(e, "cr"), is(e, "p"):
			b.WriteByte(' ')
		}
		return true
	})
	return b.String()
}

// tracked is the change that an element says.
func tracked(e *node, deleted bool, text string) Tracked {
	return Tracked{Author: readWords(attr(e, "author")), Day: readDay(attr(e, "date")), Deleted: deleted, Text: text}
}

// run reads a run.
func (r *editReader) run(p *paragraphReader, e *node, m mode) {
	l := look{href: m.href}
	if form := child(e, "rPr"); form != nil {
		l.bold, l.italic, l.strike = on(form, "b"), on(form, "i"), on(form, "strike")
		if fonts := child(form, "rFonts"); fonts != nil {
			l.code = attr(fonts, "ascii") == codeFont
		}
	}
	for _, c := range e.ChildElements() {
		if c.Space != "w" {
			r.foreign(p, c, m)
			continue
		}
		switch c.Tag {
		case "fldChar", "instrText", "delInstrText":
			r.field.read(c)
		case "t", "delText":
			r.say(p, c.Text(), l, m)
		case "tab", "ptab":
			r.say(p, " ", l, m)
		case "br", "cr":
			if t := attr(c, "type"); t == "" || t == "textWrapping" {
				r.say(p, "\n", l, m)
			}
		case "noBreakHyphen":
			r.say(p, "\u2011", l, m)
		case "sym":
			r.say(p, symbol(c), l, m)
		case "commentReference":
			r.reference(attr(c, "id"))
		case "drawing", "pict", "object":
			r.foreign(p, c, m)
		}
	}
}

// on reports that a run is of a form.
func on(form *node, tag string) bool {
	e := child(form, tag)
	if e == nil {
		return false
	}
	v := strings.ToLower(attr(e, "val"))
	return v != "0" && v != "false" && v != "off"
}

// symbol is a letter that is written by its number.
func symbol(e *node) string {
	n, err := strconv.ParseUint(attr(e, "char"), 16, 21)
	if err != nil {
		return ""
	}
	return string(rune(n))
}

// say adds words.
func (r *editReader) say(p *paragraphReader, text string, l look, m mode) {
	if r.field.hides() {
		return
	}
	if l.href == "" {
		l.href = r.field.href()
	}
	if m.inserted == nil {
		p.was.WriteString(text)
	}
	if m.deleted != nil {
		return
	}
	for id := range r.open {
		if b := r.about[id]; len(b.About) < mostAbout {
			b.About += text
		}
	}
	p.text = append(p.text, span{text, l})
}

// target is where a link leads, "" where a reader must not be led.
func (r *editReader) target(e *node) string {
	if anchor := attr(e, "anchor"); anchor != "" {
		return ""
	}
	id := e.SelectAttrValue("r:id", "")
	for _, rel := range r.template.leads[r.template.main] {
		if rel.id == id && rel.external {
			if href, ok := markdown.SafeLink(rel.target); ok {
				return href
			}
		}
	}
	return ""
}
