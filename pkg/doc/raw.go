package doc

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// mostRaw is how many problems the first pass reports: a file with more is no text.
const mostRaw = 20

// checkRaw is the first pass, on the bytes: size, encoding, and characters that
// have no place in a file of text. It runs before any parser sees the file.
func checkRaw(file string, data []byte) diag.List {
	if len(data) > MaxSize {
		return diag.List{{File: file, Rule: RuleSyntax, Message: fmt.Sprintf("the file has %d bytes; a record has at most %d", len(data), MaxSize)}}
	}
	if n := marks(data); n > MaxMarks {
		return diag.List{{File: file, Rule: RuleSyntax, Message: fmt.Sprintf("the file has %d lines, commas and brackets; a record has at most %d", n, MaxMarks)}}
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return diag.List{{File: file, Rule: RuleSyntax, Message: "the file is empty"}}
	}
	var list diag.List
	number := 0
	for line := range bytes.Lines(data) {
		number++
		column, text := 0, false // text: something but blanks stands before
		for rest := line; len(rest) > 0 && len(list) < mostRaw; {
			r, size := utf8.DecodeRune(rest)
			rest = rest[size:]
			column++
			if message := refusedRune(r, size, rest, text); message != "" {
				list = append(list, diag.Problem{
					File: file, Line: number, Column: column, Rule: RuleCharacter,
					Message: message, Excerpt: string(bytes.TrimRight(line, "\r\n")),
				})
			}
			text = text || r != ' ' && r != '\t'
		}
	}
	return list
}

// marks counts what a parser makes values of. The parser builds its whole tree
// before anybody can count its nodes; this bounds the tree.
func marks(data []byte) int {
	n := 0
	for _, c := range data {
		if c == '\n' || c == ',' || c == '[' || c == '{' {
			n++
		}
	}
	return n
}

// refusedRune says what is wrong with a character, "" when nothing is. rest is the
// line after it; text tells that more than blanks stand before it.
func refusedRune(r rune, size int, rest []byte, text bool) string {
	switch {
	case r == utf8.RuneError && size == 1:
		return "this byte is not UTF-8 text; save the file as UTF-8"
	case r == '\n', r == '\r' && bytes.Equal(rest, []byte("\n")):
		return ""
	case r == '\t' && text:
		return ""
	case r == '\t':
		return "indent with spaces, not with a tab"
	case diag.Unsafe(r):
		return fmt.Sprintf("the character U+%04X has no place in a record", r)
	}
	return ""
}
