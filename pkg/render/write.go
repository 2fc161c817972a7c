package render

import (
	"fmt"
	"strconv"
	"strings"

	"unmn/pkg/markdown"
)

// cellEnd is how a line ends in the cell of a table.
const cellEnd = "<br>"

// writeMarkdown writes blocks as Markdown without a line feed at the end.
func writeMarkdown(blocks []markdown.Block) string {
	parts := make([]string, len(blocks))
	for i, b := range blocks {
		parts[i] = writeBlock(b)
		if i > 0 && isList(blocks[i-1]) && isList(b) {
			// Two lists in a row would be one; a rule between would be a word put in
			// the author's mouth, so the second one takes the other mark.
			parts[i] = otherMark(parts[i], parts[i-1])
		}
	}
	return strings.Join(parts, "\n\n")
}

func isList(b markdown.Block) bool {
	_, ok := b.(markdown.List)
	return ok
}

// otherMark writes a list with the mark that the list before it does not have.
func otherMark(text, before string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "- ") && strings.HasPrefix(before, "-"), line == "-" && strings.HasPrefix(before, "-"):
			lines[i] = "*" + line[1:]
		case numbered(line) && numbered(before) && strings.Contains(strings.Fields(before)[0], "."):
			lines[i] = strings.Replace(line, ".", ")", 1)
		}
	}
	return strings.Join(lines, "\n")
}

func numbered(line string) bool {
	mark, _, _ := strings.Cut(line, " ")
	return len(mark) > 1 && (mark[len(mark)-1] == '.' || mark[len(mark)-1] == ')') && strings.Trim(mark[:len(mark)-1], "0123456789") == ""
}

func writeBlock(b markdown.Block) string {
	switch b := b.(type) {
	case markdown.Heading:
		return strings.Repeat("#", b.Level) + " " + writeLine(b.Text, " ")
	case markdown.Paragraph:
		return writeLine(b.Text, "\\\n")
	case markdown.List:
		return writeList(b)
	case markdown.Table:
		return writeTable(b)
	case markdown.Quote:
		return prefixed("> ", writeMarkdown(b.Blocks))
	case markdown.CodeBlock:
		fence := "```"
		for strings.Contains(b.Text, fence) {
			fence += "`"
		}
		return fence + b.Language + "\n" + b.Text + "\n" + fence
	default:
		return "---"
	}
}

func writeList(l markdown.List) string {
	var items []string
	for i, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = strconv.Itoa(l.Start+i) + ". "
		}
		gap := "\n\n"
		if l.Tight {
			gap = "\n"
		}
		var parts []string
		for _, b := range item.Blocks {
			parts = append(parts, writeBlock(b))
		}
		text := strings.ReplaceAll(strings.Join(parts, gap), "\n", "\n"+strings.Repeat(" ", len(mark)))
		items = append(items, strings.TrimRight(mark+trimBlank(text), " "))
	}
	if l.Tight {
		return strings.Join(items, "\n")
	}
	return strings.Join(items, "\n\n")
}

// trimBlank takes the spaces off lines that hold nothing else.
func trimBlank(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.Trim(line, " ") == "" {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}

func prefixed(prefix, text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(prefix+line, " ")
	}
	return strings.Join(lines, "\n")
}

func writeTable(t markdown.Table) string {
	var b strings.Builder
	row := func(cells []markdown.Cell) {
		for _, c := range cells {
			fmt.Fprintf(&b, "| %s ", writeLine(c, cellEnd))
		}
		b.WriteString("|")
	}
	row(t.Head)
	b.WriteString("\n")
	for _, a := range t.Columns {
		b.WriteString([]string{"|---", "|:--", "|:-:", "|--:"}[a])
	}
	b.WriteString("|")
	for _, cells := range t.Rows {
		b.WriteString("\n")
		row(cells)
	}
	return b.String()
}

// writeLine writes inline text; end is how a line ends in it.
func writeLine(list []markdown.Inline, end string) string {
	var b strings.Builder
	for i, in := range list {
		start := i == 0
		if !start {
			_, start = list[i-1].(markdown.Break)
		}
		b.WriteString(writeInline(in, end, start))
	}
	return b.String()
}

func writeInline(in markdown.Inline, end string, start bool) string {
	switch in := in.(type) {
	case markdown.Text:
		return literal(string(in), start)
	case markdown.Strong:
		return "**" + writeLine(in, end) + "**"
	case markdown.Emphasis:
		return "*" + writeLine(in, end) + "*"
	case markdown.Strike:
		return "~~" + writeLine(in, end) + "~~"
	case markdown.Code:
		return writeCode(string(in), end == cellEnd)
	case markdown.Link:
		return writeLink(in, end)
	default:
		return end
	}
}

// literal escapes a run of text. Only at the start of a line its first character
// can open a block; elsewhere a letter in front keeps it from being escaped.
func literal(s string, start bool) string {
	tail := ""
	if strings.HasSuffix(s, " ") {
		tail = " "
	}
	if start {
		return markdown.Escape(s) + tail
	}
	if s == " " {
		return s
	}
	return strings.TrimPrefix(markdown.Escape("x"+s), "x") + tail
}

// writeCode writes code with a fence that is not in it. In a cell a bar ends the
// cell, in code as well.
func writeCode(s string, inCell bool) string {
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if inCell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") {
		s = " " + s + " "
	}
	return fence + s + fence
}

func writeLink(l markdown.Link, end string) string {
	if isBare(l) {
		return "<" + markdown.InlineText(l.Text) + ">"
	}
	title := ""
	if l.Title != "" {
		title = ` "` + strings.ReplaceAll(markdown.Escape(l.Title), `"`, `\"`) + `"`
	}
	href := strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C").Replace(l.Href)
	return "[" + writeLine(l.Text, end) + "](<" + href + ">" + title + ")"
}
