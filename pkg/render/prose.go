package render

import (
	"reflect"

	"unmn/pkg/markdown"
)

// proseLevel is the level of the first heading that prose may have: below the
// headings of the agenda items.
const proseLevel = 4

// rewrite reads Markdown of a record and writes it anew: well-formed, its headings
// moved below those of the document, its words passed through change. Should the
// result read otherwise than it was meant (styles can be nested in ways that
// Markdown cannot write), it is written without styles; no word is lost.
func rewrite(source string, change func(string) string) (Prose, error) {
	tree, err := markdown.Parse(source)
	if err != nil {
		return "", err
	}
	m := mapper{change: change}
	blocks := m.blocks(tree.Blocks)
	out := writeMarkdown(blocks)
	if !readsAs(out, blocks) {
		m.plain = true
		blocks = m.blocks(tree.Blocks)
		out = writeMarkdown(blocks)
	}
	if !readsAs(out, blocks) {
		words := (&markdown.Document{Blocks: blocks}).Text()
		out = markdown.EscapeLines(words)
	}
	return Prose(out), nil
}

// readsAs reports whether Markdown reads as the blocks it was written from.
func readsAs(text string, blocks []markdown.Block) bool {
	back, err := markdown.Parse(text)
	if err != nil {
		return false
	}
	same := mapper{change: func(s string) string { return s }, keep: true}
	return reflect.DeepEqual(same.blocks(back.Blocks), same.blocks(blocks))
}

// A mapper makes a tree anew: words changed, headings moved, ids of headings gone.
type mapper struct {
	change func(string) string
	plain  bool // without styles
	keep   bool // leave headings where they are
}

func (m mapper) blocks(list []markdown.Block) []markdown.Block {
	var out []markdown.Block
	for _, b := range list {
		out = append(out, m.block(b))
	}
	return out
}

func (m mapper) block(b markdown.Block) markdown.Block {
	switch b := b.(type) {
	case markdown.Heading:
		level := b.Level
		if !m.keep {
			level = min(level+proseLevel-1, 6)
		}
		return markdown.Heading{Level: level, Text: m.inlines(b.Text)}
	case markdown.Paragraph:
		return markdown.Paragraph{Text: m.inlines(b.Text)}
	case markdown.List:
		out := markdown.List{Ordered: b.Ordered, Start: b.Start, Tight: b.Tight}
		for _, item := range b.Items {
			out.Items = append(out.Items, markdown.Item{Blocks: m.blocks(item.Blocks)})
		}
		return out
	case markdown.Table:
		out := markdown.Table{Columns: b.Columns, Head: m.cells(b.Head)}
		for _, row := range b.Rows {
			out.Rows = append(out.Rows, m.cells(row))
		}
		return out
	case markdown.Quote:
		return markdown.Quote{Blocks: m.blocks(b.Blocks)}
	default:
		return b
	}
}

func (m mapper) cells(row []markdown.Cell) []markdown.Cell {
	var out []markdown.Cell
	for _, c := range row {
		out = append(out, m.inlines(c))
	}
	return out
}

func (m mapper) inlines(list []markdown.Inline) []markdown.Inline {
	var out []markdown.Inline
	add := func(in markdown.Inline) {
		if t, ok := in.(markdown.Text); ok && len(out) > 0 {
			if before, ok := out[len(out)-1].(markdown.Text); ok {
				out[len(out)-1] = before + t
				return
			}
		}
		out = append(out, in)
	}
	styled := func(inner []markdown.Inline, wrap func([]markdown.Inline) markdown.Inline) {
		content := m.inlines(inner)
		if !m.plain {
			add(wrap(content))
			return
		}
		for _, in := range content {
			add(in)
		}
	}
	for _, in := range list {
		switch in := in.(type) {
		case markdown.Text:
			add(markdown.Text(m.change(string(in))))
		case markdown.Strong:
			styled(in, func(c []markdown.Inline) markdown.Inline { return markdown.Strong(c) })
		case markdown.Emphasis:
			styled(in, func(c []markdown.Inline) markdown.Inline { return markdown.Emphasis(c) })
		case markdown.Strike:
			styled(in, func(c []markdown.Inline) markdown.Inline { return markdown.Strike(c) })
		case markdown.Link:
			add(m.link(in))
		default:
			add(in)
		}
	}
	return out
}

// link keeps the words of a bare address: they are the address.
func (m mapper) link(l markdown.Link) markdown.Inline {
	if isBare(l) {
		return l
	}
	l.Text = m.inlines(l.Text)
	return l
}

// isBare reports whether a link shows where it leads.
func isBare(l markdown.Link) bool {
	words := markdown.InlineText(l.Text)
	return l.Title == "" && (words == l.Href || "mailto:"+words == l.Href)
}
