package word

import (
	"slices"
	"strings"
)

// A fieldReader follows the fields of Word through the runs of a document.
type fieldReader struct {
	levels []fieldLevel
}

// A fieldLevel is a field that is open.
type fieldLevel struct {
	code   strings.Builder
	result bool // its instruction is over, what comes is its value
}

// read takes a part of a field in.
func (f *fieldReader) read(e *node) {
	last := len(f.levels) - 1
	switch kind := attr(e, "fldCharType"); {
	case e.Tag == "instrText" && last >= 0:
		f.levels[last].code.WriteString(e.Text())
	case kind == "begin" && len(f.levels) < maxDepth:
		f.levels = append(f.levels, fieldLevel{})
	case kind == "separate" && last >= 0:
		f.levels[last].result = true
	case kind == "end" && last >= 0:
		f.levels = f.levels[:last]
	}
}

// hides reports that what stands here is an instruction, or a value that Word makes
// anew by itself.
func (f *fieldReader) hides() bool {
	for i := range f.levels {
		if !f.levels[i].result || slices.Contains(volatile(), fieldName(f.levels[i].code.String())) {
			return true
		}
	}
	return false
}

// href is where the field leads that words stand in; "" for most.
func (f *fieldReader) href() string {
	for i := range f.levels {
		words := strings.Fields(f.levels[i].code.String())
		if len(words) > 1 && strings.EqualFold(words[0], "hyperlink") && followable(strings.Trim(words[1], `"`)) {
			return strings.Trim(words[1], `"`)
		}
	}
	return ""
}

// The bounds of what is read of comments: how many may be about the same words, and how
// many bytes of these are told.
const (
	mostOpen  = 100
	mostAbout = 400
)

// balloons reads the comments of the file.
func (r *editReader) balloons() {
	r.open = map[string]bool{}
	doc := r.template.read[r.template.related(r.template.main, relComments)]
	if doc == nil {
		return
	}
	for _, c := range doc.Root().ChildElements() {
		id := attr(c, "id")
		if !is(c, "comment") || r.about[id] != nil {
			continue
		}
		t := tracked(c, false, readWords(textIn(c)))
		r.about[id] = &Balloon{Author: t.Author, Day: t.Day, Text: t.Text, Block: -1}
		r.order = append(r.order, id)
	}
}

// mark begins or ends the words that a comment is about.
func (r *editReader) mark(e *node) {
	id := attr(e, "id")
	b := r.about[id]
	switch {
	case b == nil:
	case e.Tag == "commentRangeStart":
		if len(r.open) < mostOpen {
			r.open[id] = true
		}
		if b.Block < 0 {
			b.Block = len(r.out.Blocks)
		}
	default:
		delete(r.open, id)
	}
}

// reference is where the mark of a comment stands, which may be all that says what it
// is about.
func (r *editReader) reference(id string) {
	if b := r.about[id]; b != nil && b.Block < 0 {
		b.Block = len(r.out.Blocks)
	}
}

// foreign reads what is not of the language of text: pictures, equations, text boxes.
func (r *editReader) foreign(p *paragraphReader, e *node, m mode) {
	if m.deleted != nil {
		return
	}
	if part := alternative(e); part != nil {
		for _, c := range part.ChildElements() {
			r.foreign(p, c, m)
		}
		return
	}
	author := ""
	if m.inserted != nil {
		author = readWords(attr(m.inserted, "author"))
	}
	add := func(where, text string) {
		r.out.Beside = append(r.out.Beside, Beside{Where: where, Text: text, Author: author, Block: len(r.out.Blocks)})
	}
	switch {
	case e.Space == "m":
		add("an equation", readWords(textIn(e)))
	case is(e, "drawing"), is(e, "pict"), is(e, "object"):
		boxes := false
		walk(e, func(c *node) bool {
			if is(c, "txbxContent") {
				boxes = true
				if text := accepted(c); text != "" {
					add("a text box", text)
				}
				return false
			}
			return !(c.Tag == "Fallback") // says again what stands before it
		})
		if !boxes {
			add("a picture", pictureName(e))
		}
	}
}

// pictureName is what Word calls a picture.
func pictureName(e *node) string {
	name := ""
	walk(e, func(c *node) bool {
		if c.Tag == "docPr" && name == "" {
			name = c.SelectAttrValue("descr", c.SelectAttrValue("name", ""))
		}
		return true
	})
	return readWords(name)
}

// accepted are the words of an element with its changes accepted, without the values
// that Word makes anew by itself.
func accepted(e *node) string {
	var b strings.Builder
	var f fieldReader
	walk(e, func(c *node) bool {
		switch {
		case is(c, "del"), is(c, "moveFrom"):
			return false
		case is(c, "fldSimple"):
			return !slices.Contains(volatile(), fieldName(attr(c, "instr")))
		case is(c, "fldChar"), is(c, "instrText"):
			f.read(c)
		case f.hides():
		case is(c, "t"):
			b.WriteString(c.Text())
		case is(c, "tab"), is(c, "br"), is(c, "cr"), is(c, "p"):
			b.WriteByte(' ')
		}
		return true
	})
	return readWords(b.String())
}

// others reads the parts beside the text: headers, footers and notes.
func (r *editReader) others() {
	for _, p := range r.template.parts {
		doc := r.template.read[p.name]
		if doc == nil {
			continue
		}
		where, _ := places(doc.Root())
		switch where {
		case "", "the text":
		case "a footnote", "an endnote":
			for _, note := range doc.Root().ChildElements() {
				r.beside(where, note)
			}
		default:
			r.beside(where, doc.Root())
		}
	}
}

// beside adds the words of an element that stands beside the text.
func (r *editReader) beside(where string, e *node) {
	text := accepted(e)
	if text == "" {
		return
	}
	author := ""
	walk(e, func(c *node) bool {
		if is(c, "ins") && author == "" {
			author = readWords(attr(c, "author"))
		}
		return true
	})
	r.out.Beside = append(r.out.Beside, Beside{Where: where, Text: text, Author: author, Block: -1})
}
