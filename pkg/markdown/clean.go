package markdown

import (
	"strings"
	"unicode"

	"unmn/pkg/diag"
)

// clean replaces every character that paints, hides or turns text around by
// U+FFFD, and bytes that are not UTF-8 too: a rendered document may hold none that a
// record may not. The characters in keep stay.
func clean(s, keep string) string {
	return strings.Map(func(r rune) rune {
		if diag.Unsafe(r) && !strings.ContainsRune(keep, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// isSpace names the white space that folds. A no-break space is not one of them:
// whoever wrote it meant it.
func isSpace(r rune) bool {
	return r == ' ' || r >= '\t' && r <= '\r'
}

// fold makes every run of white space one space.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		if isSpace(r) {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// newlines makes every line end a line feed.
func newlines(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
