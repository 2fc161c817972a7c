package markdown

import (
	"strconv"
	"strings"
)

// Plain is a document as people type a mail: paragraphs with an empty line between them,
// lists by dashes or numbers, and where a link leads in angle brackets after its words.
// Use it for mail; [Document.Text] is for search and tests.
func (d *Document) Plain() string {
	var b strings.Builder
	plainBlocks(&b, d.Blocks, "")
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func plainBlocks(b *strings.Builder, blocks []Block, indent string) {
	for _, block := range blocks {
		switch x := block.(type) {
		case Heading:
			plainLines(b, plainInline(x.Text), indent)
		case Paragraph:
			plainLines(b, plainInline(x.Text), indent)
		case List:
			plainList(b, x, indent)
		case Table:
			if x.HasHead() {
				plainRow(b, x.Head, indent)
			}
			for _, row := range x.Rows {
				plainRow(b, row, indent)
			}
		case Quote:
			plainBlocks(b, x.Blocks, indent+"> ")
		case CodeBlock:
			plainLines(b, x.Text, indent)
		case Rule:
			plainLines(b, "----", indent)
		}
		b.WriteByte('\n')
	}
}

func plainLines(b *strings.Builder, text, indent string) {
	for line := range strings.SplitSeq(clean(text, "\n"), "\n") {
		b.WriteString(strings.TrimRight(indent+line, " ") + "\n")
	}
}

func plainList(b *strings.Builder, l List, indent string) {
	for i, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = strconv.Itoa(l.Start+i) + ". "
		}
		var inner strings.Builder
		plainBlocks(&inner, item.Blocks, "")
		for n, line := range strings.Split(strings.TrimRight(inner.String(), "\n"), "\n") {
			if n > 0 {
				mark = strings.Repeat(" ", len(mark))
			}
			b.WriteString(strings.TrimRight(indent+mark+line, " ") + "\n")
		}
	}
}

func plainRow(b *strings.Builder, row []Cell, indent string) {
	cells := make([]string, len(row))
	for i, cell := range row {
		cells[i] = strings.ReplaceAll(plainInline(cell), "\n", ", ")
	}
	plainLines(b, strings.Join(cells, " | "), indent)
}

// plainInline is a line with the addresses that its links do not say themselves.
func plainInline(inlines []Inline) string {
	return inlineText(inlines, func(l Link) string {
		words := InlineText(l.Text)
		if to := strings.TrimPrefix(l.Href, "mailto:"); to != words && !strings.HasPrefix(to, "#") {
			return words + " <" + to + ">"
		}
		return words
	})
}
