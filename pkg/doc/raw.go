package doc

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// mostRaw is how many characters the first pass reports: a file with more is no text.
const mostRaw = 20

// look is what no parser may see: a file that is too large, characters that have
// no place in a text, and what [firstPass] refuses. Without problems it returns
// what the pass doubts.
func look(file string, data []byte) (diag.List, *diag.Problem) {
	if list := checkSize(file, data); list != nil {
		return list, nil
	}
	list, doubt := firstPass(file, data)
	if list = append(checkRunes(file, data), list...); len(list) > 0 {
		return list.Sort(), nil
	}
	return nil, doubt
}

// checkSize bounds what a file can cost.
func checkSize(file string, data []byte) diag.List {
	if len(data) > MaxSize {
		return diag.List{{File: file, Rule: RuleSyntax, Message: fmt.Sprintf("the file has %d bytes; a record has at most %d", len(data), MaxSize)}}
	}
	if n := marks(data); n > MaxMarks {
		return diag.List{{File: file, Rule: RuleSyntax, Message: fmt.Sprintf("the file has %d lines, commas and brackets; a record has at most %d", n, MaxMarks)}}
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return diag.List{{File: file, Rule: RuleSyntax, Message: "the file is empty"}}
	}
	return nil
}

// checkRunes finds characters that have no place in a file of text.
func checkRunes(file string, data []byte) diag.List {
	var list diag.List
	number := 0
	for line := range bytes.Lines(data) {
		number++
		column, text, excerpt := 0, false, "" // text: something but blanks stands before
		for rest := line; len(rest) > 0 && len(list) < mostRaw; {
			r, size := utf8.DecodeRune(rest)
			rest = rest[size:]
			column++
			if message := refusedRune(r, size, rest, text); message != "" {
				if excerpt == "" {
					excerpt = string(bytes.TrimRight(line, "\r\n"))
				}
				list = append(list, diag.Problem{File: file, Line: number, Column: column, Rule: RuleCharacter, Message: message, Excerpt: excerpt})
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
	case r == '\ufeff':
		return "the file begins with a byte-order mark, or holds one (U+FEFF); save it as UTF-8 without"
	case r == '\r':
		return "a carriage return (U+000D) stands alone; end lines with a line feed"
	case diag.Unsafe(r):
		return fmt.Sprintf("the character U+%04X has no place in a record", r)
	}
	return ""
}
