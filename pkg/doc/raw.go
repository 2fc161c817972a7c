package doc

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// checkRaw is the first pass, on the bytes: size, encoding, and characters that
// have no place in a file of text. It runs before any parser sees the file.
func checkRaw(file string, data []byte) diag.List {
	if len(data) > MaxSize {
		return diag.List{{File: file, Rule: RuleSyntax, Message: fmt.Sprintf("the file has %d bytes; a record has at most %d", len(data), MaxSize)}}
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return diag.List{{File: file, Rule: RuleSyntax, Message: "the file is empty"}}
	}
	var list diag.List
	line, start := 1, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		message := ""
		switch {
		case r == utf8.RuneError && size == 1:
			message = "this byte is not UTF-8 text; save the file as UTF-8"
		case r == '\n', r == '\r' && i+1 < len(data) && data[i+1] == '\n':
		case r == '\t' && !indentation(data[start:i]):
		case r == '\t':
			message = "indent with spaces, not with a tab"
		case diag.Unsafe(r):
			message = fmt.Sprintf("the character U+%04X has no place in a record", r)
		}
		if message != "" {
			list = append(list, diag.Problem{
				File: file, Line: line, Column: utf8.RuneCount(data[start:i]) + 1, Rule: RuleCharacter,
				Message: message, Excerpt: lineAt(data, start),
			})
			if len(list) == 20 {
				return list
			}
		}
		i += size
		if r == '\n' {
			line, start = line+1, i
		}
	}
	return list
}

func indentation(b []byte) bool { return len(bytes.Trim(b, " \t")) == 0 }

// lineAt is the line of data that begins at start, without its line break.
func lineAt(data []byte, start int) string {
	rest := data[start:]
	if n := bytes.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	return string(bytes.TrimSuffix(rest, []byte("\r")))
}
