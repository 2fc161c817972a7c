package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Print writes every problem of l, sorted, each with the line it is about, a
// caret under the column, and its hint. It returns the writer's error.
func Print(w io.Writer, l List) error {
	out := bufio.NewWriter(w)
	for _, p := range l.Sort() {
		fmt.Fprintln(out, p)
		if p.Line > 0 && p.Excerpt != "" {
			printExcerpt(out, p)
		}
		if p.Hint != "" {
			fmt.Fprintf(out, "hint: %s\n", Defuse(p.Hint))
		}
	}
	return out.Flush()
}

// widest is how much of a line is shown; the caret stays inside.
const widest = 96

func printExcerpt(w io.Writer, p Problem) {
	number := fmt.Sprintf("%5d | ", p.Line)
	line := []rune(Defuse(strings.ReplaceAll(p.Excerpt, "\t", " ")))
	column := p.Column
	if over := column - widest + 16; over > 0 && over < len(line) {
		line, column = line[over:], column-over
	}
	if len(line) > widest {
		line = append(line[:widest:widest], '…')
	}
	fmt.Fprintf(w, "%s%s\n", number, strings.TrimRight(string(line), " "))
	if column > 0 {
		fmt.Fprintf(w, "%*s| %*s^\n", len(number)-2, "", column-1, "")
	}
}

// Defuse makes text from a record or a command line harmless on a terminal:
// control characters, bidirectional overrides and invisible formatting characters
// become the replacement character. Line feeds stay.
func Defuse(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || !Unsafe(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}

// Unsafe reports whether a rune has no place in a line of text: a control
// character, a bidirectional override, a zero-width or other invisible character,
// a line or paragraph separator, a byte-order mark. Tab is unsafe, line feed too;
// callers that allow these say so.
func Unsafe(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return true
	case r == 0xad, r == 0x61c, r == 0x180e, r == 0xfeff:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r >= 0xfff0 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	case r == unicode.ReplacementChar:
		return false
	}
	return unicode.Is(unicode.Co, r) || r&0xfffe == 0xfffe
}
