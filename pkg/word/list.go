package word

import (
	"strconv"

	"github.com/beevik/etree"

	"unmn/pkg/markdown"
)

// indent is how far the text of a list moves to the right at each level, in twentieths
// of a point.
const indent = 425

// deepest is the number of levels that Word knows.
const deepest = 9

// list writes a list. Every ordered list has a numbering of its own, so that it begins
// anew.
func (w *writer) list(l markdown.List, at place) []etree.Token {
	level := min(at.depth, deepest-1)
	id := w.numbering.bullets()
	if l.Ordered {
		id = w.numbering.ordered(level, l.Start)
	}
	style := w.styles.id("paragraph", styleList)
	var out []etree.Token
	for _, item := range l.Items {
		first := layout{style: style, list: id, level: level, tight: l.Tight, loose: !l.Tight}
		rest := place{layout: layout{style: style, tight: l.Tight, loose: !l.Tight, left: (level + 1) * indent}, depth: at.depth + 1}
		blocks := item.Blocks
		if p, ok := firstParagraph(blocks); ok {
			out = append(out, w.paragraph(first, w.inlines(p.Text, form{})))
			blocks = blocks[1:]
		} else {
			out = append(out, w.paragraph(first, nil)) // the mark stands alone
		}
		out = append(out, w.within(blocks, rest)...)
	}
	return out
}

func firstParagraph(blocks []markdown.Block) (markdown.Paragraph, bool) {
	if len(blocks) == 0 {
		return markdown.Paragraph{}, false
	}
	p, ok := blocks[0].(markdown.Paragraph)
	return p, ok
}

// numbering is the part with the numberings of lists, with those that are added.
type numbering struct {
	doc      *document
	name     string // of the part; "" when the template has none
	last     int    // the last number of a numbering
	forms    [2]string
	bullet   string // id of the numbering of all unordered lists
	abstract []etree.Token
	nums     []etree.Token
}

// newNumbering reads that of a template.
func newNumbering(t *Template) *numbering {
	n := &numbering{name: t.related(t.main, relNumbering)}
	abstract := 0
	if doc := t.read[n.name]; doc != nil {
		n.doc = doc.Copy()
		for _, e := range n.doc.Root().ChildElements() {
			if is(e, "abstractNum") {
				id, _ := strconv.Atoi(attr(e, "abstractNumId"))
				abstract = max(abstract, id)
			}
			if is(e, "num") {
				id, _ := strconv.Atoi(attr(e, "numId"))
				n.last = max(n.last, id)
			}
		}
	}
	n.forms = [2]string{number(abstract + 1), number(abstract + 2)}
	return n
}

// bullets is the numbering of unordered lists.
func (n *numbering) bullets() string {
	if n.bullet == "" {
		n.bullet = n.add(0)
	}
	return n.bullet
}

// ordered is a new numbering, which begins with start at a level.
func (n *numbering) ordered(level, start int) string {
	override := with(el("lvlOverride", val("startOverride", number(start))), "ilvl", number(level))
	return n.add(1, override)
}

func (n *numbering) add(kind int, rest ...etree.Token) string {
	n.last++
	id := number(n.last)
	n.nums = append(n.nums, with(el("num", append([]etree.Token{val("abstractNumId", n.forms[kind])}, rest...)...), "numId", id))
	return id
}

// finish puts the numberings into the file, where lists asked for any.
func (n *numbering) finish(out *output) {
	if len(n.nums) == 0 {
		return
	}
	if n.doc == nil {
		n.doc = declared()
		root := n.doc.CreateElement("w:numbering")
		set(root, "xmlns:w", wordNamespace)
		n.name = out.beside("numbering.xml")
		out.join(out.template.main, officeRels+relNumbering, n.name, "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml")
	}
	root := n.doc.Root()
	var before, after []etree.Token // the format wants the forms in front, the numberings behind
	for _, token := range root.Child {
		if is(token, "num") || is(token, "numIdMacAtCleanup") {
			after = append(after, token)
		} else {
			before = append(before, token)
		}
	}
	before = append(before, levels(n.forms[0], "bullet"), levels(n.forms[1], "decimal"))
	var cleanup []etree.Token
	if last := len(after) - 1; last >= 0 && is(after[last], "numIdMacAtCleanup") {
		after, cleanup = after[:last], after[last:]
	}
	root.Child = append(append(append(before, after...), n.nums...), cleanup...)
	out.docs[n.name] = n.doc
}

// levels is a form of numbering with all its levels.
func levels(id, kind string) *node {
	a := with(el("abstractNum", val("multiLevelType", "hybridMultilevel")), "abstractNumId", id)
	for i := range deepest {
		text := []string{"•", "–", "▪"}[i%3]
		if kind == "decimal" {
			text = "%" + number(i+1) + "."
		}
		a.Child = append(a.Child, with(el("lvl",
			val("start", "1"), val("numFmt", kind), val("lvlText", text), val("lvlJc", "left"),
			el("pPr", with(el("ind"), "left", number((i+1)*indent), "hanging", number(indent)))), "ilvl", number(i)))
	}
	return a
}
