package markdown

import (
	"bufio"
	"html"
	"io"
	"strconv"
)

// Body writes the blocks of a document as HTML, for a page that is made elsewhere.
// Alignment is by the classes left, center and right; headings carry their ids.
// The error is the writer's.
func Body(w io.Writer, doc *Document) error {
	out := htmlWriter{bufio.NewWriter(w)}
	out.blocks(doc.Blocks)
	return out.Flush()
}

// An htmlWriter writes the tree. Write errors stay in the bufio.Writer until Flush.
type htmlWriter struct{ *bufio.Writer }

// raw writes markup; text writes what is not.
func (w htmlWriter) raw(s string)  { _, _ = w.WriteString(s) }
func (w htmlWriter) text(s string) { w.raw(html.EscapeString(clean(s, "\n\t"))) }

func (w htmlWriter) blocks(blocks []Block) {
	for _, b := range blocks {
		w.block(b)
	}
}

func (w htmlWriter) block(b Block) {
	switch b := b.(type) {
	case Heading:
		w.heading(b)
	case Paragraph:
		w.raw("<p>")
		w.inlines(b.Text)
		w.raw("</p>\n")
	case List:
		w.list(b)
	case Table:
		w.table(b)
	case Quote:
		w.raw("<blockquote>\n")
		w.blocks(b.Blocks)
		w.raw("</blockquote>\n")
	case CodeBlock:
		// The parser of HTML drops a line feed right after <pre>; <code> stands between.
		w.raw("<pre><code>")
		w.text(b.Text)
		w.raw("</code></pre>\n")
	case Rule:
		w.raw("<hr>\n")
	}
}

func (w htmlWriter) heading(h Heading) {
	tag := "h" + strconv.Itoa(min(max(h.Level, 1), 6))
	w.raw("<" + tag)
	if h.ID != "" {
		w.raw(` id="`)
		w.text(h.ID)
		w.raw(`"`)
	}
	w.raw(">")
	w.inlines(h.Text)
	w.raw("</" + tag + ">\n")
}

func (w htmlWriter) list(l List) {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	w.raw("<" + tag)
	if l.Ordered && l.Start != 1 {
		w.raw(` start="` + strconv.Itoa(l.Start) + `"`)
	}
	w.raw(">\n")
	for _, item := range l.Items {
		w.raw("<li>")
		w.item(item, l.Tight)
		w.raw("</li>\n")
	}
	w.raw("</" + tag + ">\n")
}

// item writes the blocks of an item; in a tight list a paragraph has no tags.
func (w htmlWriter) item(item Item, tight bool) {
	for i, b := range item.Blocks {
		p, isParagraph := b.(Paragraph)
		switch {
		case isParagraph && tight:
			w.inlines(p.Text)
			if i < len(item.Blocks)-1 {
				w.raw("\n")
			}
		default:
			if i == 0 {
				w.raw("\n")
			}
			w.block(b)
		}
	}
}

func (w htmlWriter) table(t Table) {
	w.raw("<table>\n")
	if t.HasHead() {
		w.raw("<thead>\n")
		w.row(t.Head, t.Columns, `th scope="col"`, "th")
		w.raw("</thead>\n")
	}
	if len(t.Rows) > 0 {
		w.raw("<tbody>\n")
		for _, row := range t.Rows {
			w.row(row, t.Columns, "td", "td")
		}
		w.raw("</tbody>\n")
	}
	w.raw("</table>\n")
}

func (w htmlWriter) row(cells []Cell, columns []Align, open, tag string) {
	w.raw("<tr>\n")
	for i, cell := range cells {
		w.raw("<" + open)
		if i < len(columns) {
			w.raw(alignClass(columns[i]))
		}
		w.raw(">")
		w.inlines(cell)
		w.raw("</" + tag + ">\n")
	}
	w.raw("</tr>\n")
}

// alignClass is an attribute rather than a style: the policy of the page allows
// one style sheet and nothing beside it.
func alignClass(a Align) string {
	switch a {
	case AlignLeft:
		return ` class="left"`
	case AlignCenter:
		return ` class="center"`
	case AlignRight:
		return ` class="right"`
	default:
		return ""
	}
}

func (w htmlWriter) inlines(list []Inline) {
	for _, in := range list {
		switch in := in.(type) {
		case Text:
			w.text(string(in))
		case Strong:
			w.wrap("strong", in)
		case Emphasis:
			w.wrap("em", in)
		case Strike:
			w.wrap("del", in)
		case Code:
			w.raw("<code>")
			w.text(string(in))
			w.raw("</code>")
		case Link:
			w.link(in)
		case Break:
			w.raw("<br>\n")
		}
	}
}

func (w htmlWriter) wrap(tag string, content []Inline) {
	w.raw("<" + tag + ">")
	w.inlines(content)
	w.raw("</" + tag + ">")
}

func (w htmlWriter) link(l Link) {
	href, ok := SafeLink(l.Href)
	if !ok {
		w.inlines(l.Text)
		return
	}
	w.raw(`<a href="`)
	w.text(href)
	w.raw(`"`)
	if l.Title != "" {
		w.raw(` title="`)
		w.text(l.Title)
		w.raw(`"`)
	}
	w.raw(">")
	w.inlines(l.Text)
	w.raw("</a>")
}
