package markdown

import (
	"strings"
	"unicode"
)

// clean replaces every character that paints, hides or turns text around by
// U+FFFD, and bytes that are not UTF-8 too. The characters in keep stay.
func clean(s, keep string) string {
	return strings.Map(func(r rune) rune {
		if unsafeRune(r) && !strings.ContainsRune(keep, r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// unsafeRune names the same characters that are refused in records: a rendered
// document may hold none that a record may not.
func unsafeRune(r rune) bool {
	switch {
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Co, r):
		return true
	case r == 0xad, r == 0x61c, r == 0x180e, r == 0xfeff:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r >= 0xfff0 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return r&0xfffe == 0xfffe
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
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}
