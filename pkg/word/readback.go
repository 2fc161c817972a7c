package word

import (
	"maps"
	"path"
	"slices"
	"strings"

	"unmn/pkg/diag"
)

// A Made is what can be read back out of a document in Word, whoever saved it last: its
// words and its properties, not how it looks.
type Made struct {
	Properties []Property
	Program    string      // what saved it last, as it says itself
	Text       []Paragraph // of the text, without those that are empty
	Around     []string    // the paragraphs of headers, footers, notes and comments, sorted, each once
	Links      []string    // where links lead, sorted, each once
	Active     []string    // the parts that are run, are files of their own, or hide their words, sorted
}

// A Paragraph is one of the text. Words that are struck out or hidden are told apart,
// and a picture is a character.
type Paragraph struct {
	Text    string
	Heading bool
}

// picture stands in a text for a drawing.
const picture = "\ufffc"

// ReadBack reads a document that may have been made by [Template.Fill], within the limits
// of a template. The error is a diag.List.
func ReadBack(name string, data []byte) (*Made, error) {
	out := &Made{}
	t, err := open(name, data, func(part string) bool {
		r := &reader{file: name}
		if r.active(part); r.list != nil {
			out.Active = append(out.Active, part)
		}
		return isXML(part)
	})
	if err != nil {
		return nil, err
	}
	r := &reader{file: name}
	for _, p := range t.parts {
		if t.parse(p, r); t.read[p.name] != nil {
			r.spelled(p.name, t.read[p.name].Root())
		}
	}
	t.main = t.related("", relDocument)
	if main := t.read[t.main]; main == nil || !is(main.Root(), "document") {
		r.report("", "this is no Word document: it has no text")
	}
	if err := r.list.Sort().Err(); err != nil {
		return nil, err
	}
	out.words(t)
	out.Properties = customOf(t.read[t.related("", relCustom)])
	if app := t.read[t.related("", relApp)]; app != nil {
		if e := app.Root().SelectElement("Application"); e != nil {
			out.Program = diag.Defuse(e.Text())
		}
	}
	return out, nil
}

// spelled refuses the language of Word under another name than w, and the name w for
// another language: what stands under it would be shown and not be read.
func (r *reader) spelled(name string, root *node) {
	wrong := false
	walk(root, func(e *node) bool {
		for _, a := range e.Attr {
			if a.Space == "xmlns" || a.Space == "" && a.Key == "xmlns" {
				ours := strings.Contains(a.Value, "wordprocessingml") && strings.HasSuffix(a.Value, "/main")
				wrong = wrong || ours != (a.Key == "w") || ours && a.Value != wordNamespace
			}
		}
		return !wrong
	})
	if wrong {
		r.report("", "the part %q is not written as Word writes it: its names mean something else", name)
	}
}

// words reads the text and what stands around it.
func (m *Made) words(t *Template) {
	headings := map[string]bool{}
	known := readStyles(t.read[t.related(t.main, relStyles)])
	for n := 1; n <= 6; n++ {
		headings[known["paragraph "+styleHeading(n)]] = true
	}
	delete(headings, "")
	around, links := map[string]bool{}, map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(t.read)) {
		root := t.read[name].Root()
		if root.Space != "w" || root.Tag == "styles" || root.Tag == "numbering" {
			continue
		}
		s := scribe{links: links, headings: headings}
		s.block(root)
		for _, p := range s.out {
			if name == t.main {
				m.Text = append(m.Text, p)
			} else {
				around[p.Text] = true
			}
		}
		for _, r := range t.leads[name] {
			switch {
			case r.external:
				links[r.target] = true
			case t.read[r.target] == nil && holdsWords(r.kind): // as XML under another ending
				m.Active = append(m.Active, r.target)
			}
		}
	}
	slices.Sort(m.Active)
	m.Around, m.Links = slices.Sorted(maps.Keys(around)), slices.Sorted(maps.Keys(links))
}

// holdsWords reports a relation to a part whose words Word shows.
func holdsWords(kind string) bool {
	return slices.Contains([]string{"header", "footer", "footnotes", "endnotes", "comments"}, path.Base(kind))
}

// customOf are the properties in a part of properties; nil has none.
func customOf(doc *document) []Property {
	if doc == nil {
		return nil
	}
	var out []Property
	for _, e := range doc.Root().ChildElements() {
		if kids := e.ChildElements(); len(kids) == 1 {
			out = append(out, Property{e.SelectAttrValue("name", ""), kids[0].Text()})
		}
	}
	return out
}

// A scribe writes down the paragraphs of a part.
type scribe struct {
	out      []Paragraph
	headings map[string]bool // by the ids of styles
	links    map[string]bool
}

// block goes through what holds paragraphs.
func (s *scribe) block(e *node) {
	if is(e, "p") {
		s.paragraph(e)
		return
	}
	if is(e, "altChunk") { // another file, which Word takes in
		s.out = append(s.out, Paragraph{Text: picture})
	}
	for _, c := range e.ChildElements() {
		s.block(c)
	}
}

// paragraph writes down a paragraph, then those in text boxes that hang on it.
func (s *scribe) paragraph(p *node) {
	l := &lineOf{scribe: s}
	l.inline(p)
	l.mark("")
	if text := strings.Join(strings.Fields(l.b.String()), " "); text != "" {
		heading := false
		if pr := child(p, "pPr"); pr != nil && child(pr, "pStyle") != nil {
			heading = s.headings[attr(child(pr, "pStyle"), "val")]
		}
		s.out = append(s.out, Paragraph{text, heading})
	}
	var last []Paragraph
	for _, box := range l.boxes {
		inner := &scribe{headings: s.headings, links: s.links}
		for _, c := range box.ChildElements() {
			inner.block(c)
		}
		// A box is there twice, for new programs and for old ones.
		if !slices.Equal(inner.out, last) {
			s.out = append(s.out, inner.out...)
		}
		last = inner.out
	}
}

// A lineOf is the line of a paragraph while it is read.
type lineOf struct {
	*scribe
	b      strings.Builder
	marked string         // how the words are that were written last: struck out or hidden
	boxes  []*node        // text boxes
	fields []*fieldOfLine // the fields that are open
}

// A fieldOfLine is a field: its code, then what it shows.
type fieldOfLine struct {
	code   strings.Builder
	result bool
}

// counts reports a field whose result is counted by whatever shows the page.
func (f *fieldOfLine) counts() bool { return f.result && isCount(f.code.String()) }

func isCount(code string) bool {
	return slices.Contains([]string{"page", "numpages"}, fieldName(code))
}

// inline goes through what stands in a paragraph or a run.
func (l *lineOf) inline(e *node) {
	for _, c := range e.ChildElements() {
		switch {
		case is(c, "t"), is(c, "delText"), c.Space == "m" && c.Tag == "t":
			l.b.WriteString(c.Text())
		case is(c, "r"):
			l.run(c)
		case is(c, "tab"), is(c, "ptab"), is(c, "br"), is(c, "cr"):
			l.b.WriteString(" ")
		case is(c, "noBreakHyphen"):
			l.b.WriteString("\u2011")
		case is(c, "sym"):
			l.b.WriteString(attr(c, "char"))
		case is(c, "drawing"), is(c, "pict"), is(c, "object"):
			l.b.WriteString(picture)
			l.inline(c)
		case is(c, "txbxContent"):
			l.boxes = append(l.boxes, c)
		case c.Tag == "AlternateContent":
			l.alternatives(c)
		case strings.HasPrefix(c.Tag, "fld") || is(c, "instrText"):
			l.fielded(c)
		default:
			l.inline(c)
		}
	}
}

// alternatives are one thing said in several ways; each is read, and what they say alike
// is written once.
func (l *lineOf) alternatives(e *node) {
	said := ""
	for _, way := range e.ChildElements() {
		inner := &lineOf{scribe: l.scribe}
		inner.inline(way)
		if text := inner.b.String(); text != said {
			l.b.WriteString(text)
			said = text
		}
		l.boxes = append(l.boxes, inner.boxes...)
	}
}

// run writes down a run.
func (l *lineOf) run(r *node) {
	form := ""
	if pr := child(r, "rPr"); pr != nil {
		switch {
		case on(pr, "vanish") || on(pr, "webHidden"):
			form = "hidden"
		case on(pr, "strike") || on(pr, "dstrike"):
			form = "struck out"
		}
	}
	if len(l.fields) > 0 && l.fields[len(l.fields)-1].counts() {
		l.control(r)
		return
	}
	if plainOf(r) != "" && form != l.marked {
		l.mark(form)
	}
	l.inline(r)
}

// control follows the characters that end a field, and nothing else of a run.
func (l *lineOf) control(r *node) {
	for _, c := range r.ChildElements() {
		if is(c, "fldChar") {
			l.field(attr(c, "fldCharType"))
		}
	}
}

// mark ends what is told apart and begins another.
func (l *lineOf) mark(form string) {
	if l.marked != "" {
		l.b.WriteString("]")
	}
	if l.marked = form; form != "" {
		l.b.WriteString("[" + form + ": ")
	}
}

// plainOf is the text right in a run.
func plainOf(r *node) string {
	var b strings.Builder
	for _, c := range r.ChildElements() {
		if is(c, "t") {
			b.WriteString(c.Text())
		}
	}
	return b.String()
}

// fielded takes a part of a field.
func (l *lineOf) fielded(e *node) {
	switch {
	case is(e, "instrText") && len(l.fields) > 0:
		l.fields[len(l.fields)-1].code.WriteString(e.Text())
	case is(e, "fldChar"):
		l.field(attr(e, "fldCharType"))
	case is(e, "fldSimple"):
		l.link(attr(e, "instr"))
		if !isCount(attr(e, "instr")) {
			l.inline(e)
		}
	}
}

// field opens, turns over and closes a field.
func (l *lineOf) field(what string) {
	last := len(l.fields) - 1
	switch {
	case what == "begin" && last < maxDepth:
		l.fields = append(l.fields, &fieldOfLine{})
	case what == "separate" && last >= 0:
		l.fields[last].result = true
		l.link(l.fields[last].code.String())
	case what == "end" && last >= 0:
		l.fields = l.fields[:last]
	}
}

// link notes where a field leads that is a link.
func (l *lineOf) link(code string) {
	words := strings.Fields(code)
	if len(words) > 1 && strings.EqualFold(words[0], "HYPERLINK") {
		if target := strings.Trim(words[1], `"`); target != `\l` {
			l.links[target] = true
		}
	}
}
