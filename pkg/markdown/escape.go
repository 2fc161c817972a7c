package markdown

import "strings"

// Escape makes any text literal: in a Markdown document it stands for exactly its
// characters, white space folded to single spaces and none at the ends, unsafe
// characters replaced. It fits wherever inline text fits: in a paragraph, at the
// start of a line, in a heading, an item, a quote, the text of a link, a cell that
// has spaces around it. Only what could be read as Markdown gets a backslash, so
// the source stays readable; addresses do not become links. An empty text is empty:
// a template that puts marks around a value asks first whether there is one.
func Escape(s string) string { return escape(strings.Trim(fold(clean(s, "\t\n\v\f\r")), " ")) }

// EscapeLines is Escape for text of several lines: each end of a line becomes a
// hard break, empty lines at either end go. The result has line feeds in it: it fits in a
// paragraph, an item and a quote, not in a heading and not in a cell.
func EscapeLines(s string) string { return strings.Join(escapeEach(s), "\\\n") }

// EscapeCell is Escape for a cell of a table, with or without spaces around it.
// The ends of lines are kept as <br>, since a row of a table is one line.
func EscapeCell(s string) string { return strings.Join(escapeEach(s), "<br>") }

// escapeEach escapes the lines of a text, without the empty ones at either end.
func escapeEach(s string) []string {
	var lines []string
	for line := range strings.SplitSeq(newlines(s), "\n") {
		line = strings.Trim(fold(clean(line, "\t\v\f")), " ")
		if line == "" && len(lines) == 0 {
			continue
		}
		lines = append(lines, escape(line))
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// escape writes one folded line.
func escape(line string) string {
	var b strings.Builder
	b.Grow(len(line) + len(line)/8)
	for i := range len(line) {
		c := line[i]
		switch {
		case c == '\\' && i == len(line)-1:
			// At the end a pair of backslashes would reach beyond the value: goldmark
			// lets it hide a hard break, and the bar between two cells.
			b.WriteString("&#92;")
			continue
		case special(line, i), i == 0 && opens(line), i == len(line)-1 && leads(c):
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// special reports whether the character at i means something wherever it stands.
func special(line string, i int) bool {
	switch rest := line[i+1:]; line[i] {
	case '\\', '`', '*', '_', '[', ']', '<', '~', '|', '@':
		return true
	case '&':
		return rest != "" && (rest[0] == '#' || isAlnum(rest[0]))
	case ':':
		return strings.HasPrefix(rest, "//")
	case '.':
		return isNumber(line[:i]) || i >= 3 && strings.EqualFold(line[i-3:i], "www")
	case ')':
		return isNumber(line[:i])
	}
	return false
}

// opens reports whether the first character means something at the start of a line,
// or right after a link's text that the template wrote.
func opens(line string) bool {
	switch line[0] {
	case '#', '>', '-', '=', ':', '(':
		return true
	case '+':
		return len(line) == 1 || line[1] == ' '
	}
	return false
}

// leads reports whether a last character means something with what a template may
// write after it, or at the end of a heading.
func leads(c byte) bool { return c == '!' || c == '#' || c == '&' }

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// isNumber reports whether s is the number of a list item.
func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
