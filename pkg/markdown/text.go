package markdown

import "strings"

// Text is the words of a document without their form, for search and for tests:
// every block and item on a line of its own, cells parted by tabs, lines of code
// as they are. Where links lead and the numbers of lists are not in it.
func (d *Document) Text() string {
	if d == nil {
		return ""
	}
	var b strings.Builder
	writeBlocks(&b, d.Blocks)
	return strings.TrimRight(b.String(), "\n")
}

func writeBlocks(b *strings.Builder, blocks []Block) {
	for _, block := range blocks {
		switch x := block.(type) {
		case Heading:
			b.WriteString(InlineText(x.Text) + "\n")
		case Paragraph:
			b.WriteString(InlineText(x.Text) + "\n")
		case List:
			for _, item := range x.Items {
				writeBlocks(b, item.Blocks)
			}
		case Table:
			if x.HasHead() {
				writeRow(b, x.Head)
			}
			for _, row := range x.Rows {
				writeRow(b, row)
			}
		case Quote:
			writeBlocks(b, x.Blocks)
		case CodeBlock:
			b.WriteString(x.Text + "\n")
		case Rule:
		}
	}
}

func writeRow(b *strings.Builder, row []Cell) {
	for i, cell := range row {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(strings.ReplaceAll(InlineText(cell), "\n", " "))
	}
	b.WriteByte('\n')
}

// InlineText is the words of a line; a [Break] is a line feed.
func InlineText(inlines []Inline) string {
	return inlineText(inlines, func(l Link) string { return InlineText(l.Text) })
}

// inlineText is the words of a line, with links as link says them.
func inlineText(inlines []Inline, link func(Link) string) string {
	var b strings.Builder
	for _, in := range inlines {
		switch x := in.(type) {
		case Text:
			b.WriteString(string(x))
		case Code:
			b.WriteString(string(x))
		case Strong:
			b.WriteString(inlineText(x, link))
		case Emphasis:
			b.WriteString(inlineText(x, link))
		case Strike:
			b.WriteString(inlineText(x, link))
		case Link:
			b.WriteString(link(x))
		case Break:
			b.WriteByte('\n')
		}
	}
	return b.String()
}
