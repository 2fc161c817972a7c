package doc

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// Ambiguous reports whether s, written without quotation marks, is read as
// something other than text by some YAML reader: null, truth values, numbers in
// every base, times, and the two special keys of YAML 1.1 and 1.2. Dates are among
// them; a field of type Date takes them plain.
func Ambiguous(s string) bool {
	switch s {
	case "", "~", "null", "Null", "NULL", "<<", "=",
		"y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO",
		"true", "True", "TRUE", "false", "False", "FALSE",
		"on", "On", "ON", "off", "Off", "OFF":
		return true
	}
	c := s[0]
	return (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.') && misreadNumber().MatchString(s)
}

// misreadNumber holds the numbers, times and dates of Ambiguous.
var misreadNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + strings.Join([]string{
		`[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*`,
		`[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?`,
		`[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+`,
		`[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)`,
		`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)?`,
	}, "|") + `)$`)
})

// plainSafe reports whether s can stand without quotes, also inside a flow list.
// It is stricter than YAML: what it refuses is quoted, which is never wrong.
func plainSafe(s string) bool {
	if s == "" || Ambiguous(s) || strings.TrimSpace(s) != s {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("!&*-?:,[]{}#|>@`\"'%+.=<~", first) {
		return false
	}
	if looksNumeric(s) || strings.HasSuffix(s, ":") {
		return false
	}
	for i, r := range s {
		switch {
		case strings.ContainsRune("[]{},\"", r), r < 0x20:
			return false
		case r == ':' && !wordByte(s, i+1), r == '#' && s[i-1] == ' ':
			return false
		case r == 0xa0, r == 0x3000, r == 0x1680, r >= 0x2000 && r <= 0x200a, r == 0x202f, r == 0x205f:
			return false // white space that looks like a blank: quotes show it is meant
		case unprintable(r):
			return false
		}
	}
	return true
}

// wordByte reports whether the byte at i continues a word, so that a colon before
// it cannot end a key. YAML wants a blank after a key's colon; other readers of
// flow lists are less strict, and a time such as 10:30 is better quoted.
func wordByte(s string, i int) bool {
	return i < len(s) && (s[i] == '/' || s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 'a' && s[i] <= 'z' || s[i] >= 0x80)
}

// looksNumeric is wider than Ambiguous: digits and signs alone are quoted by the
// writer even where today's readers agree.
func looksNumeric(s string) bool {
	return strings.ContainsAny(s, "0123456789") &&
		strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789-+.:_eExXoOTZ ", r) }) < 0
}

// unprintable holds what YAML calls so, and what no editor shows or what turns text
// around: no record that has been read has these, and no text that is shown may.
func unprintable(r rune) bool { return r == utf8.RuneError || diag.Unsafe(r) }

const hexDigits = "0123456789ABCDEF"

// quoted is s between double quotation marks, with the fewest escapes.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == 0xa0:
			b.WriteString(`\_`)
		case !unprintable(r) || r == utf8.RuneError:
			b.WriteRune(r)
		case r < 0x100:
			b.WriteString(`\x` + hex(r, 2))
		case r < 0x10000:
			b.WriteString(`\u` + hex(r, 4))
		default:
			b.WriteString(`\U` + hex(r, 8))
		}
	}
	b.WriteByte('"')
	return b.String()
}

func hex(r rune, digits int) string {
	out := make([]byte, digits)
	for i := digits - 1; i >= 0; i-- {
		out[i] = hexDigits[r&15]
		r >>= 4
	}
	return string(out)
}

// blockSafe reports whether a text of several lines can be a literal block: no
// line ends in white space, none is indented first or blank at an end, nothing
// needs an escape.
func blockSafe(s string) bool {
	if !strings.Contains(strings.TrimSuffix(s, "\n"), "\n") || strings.HasSuffix(s, "\n\n") {
		return false
	}
	for i, line := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		if i == 0 && (line == "" || line[0] == ' ') {
			return false
		}
		if strings.TrimRight(line, " \t\u00a0") != line || strings.ContainsRune(line, '\t') {
			return false
		}
		if strings.IndexFunc(line, unprintable) >= 0 {
			return false
		}
	}
	return true
}
