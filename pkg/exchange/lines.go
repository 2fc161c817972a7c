package exchange

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// lines are the content lines that iCalendar and vCard have in common.
type lines struct{ out bytes.Buffer }

// A param is a parameter of a line. Its value may be any text.
type param struct{ name, value string }

// fold is how many octets a line may have before its end.
const fold = 75

// add writes a line. value is as the format wants it: text went through escape.
func (l *lines) add(name, value string, params ...param) {
	var b strings.Builder
	b.WriteString(name)
	for _, p := range params {
		b.WriteString(";" + p.name + "=" + quoted(p.value))
	}
	b.WriteString(":" + value)
	line, room := b.String(), fold
	for len(line) > room {
		at := room
		for !utf8.RuneStart(line[at]) {
			at--
		}
		l.out.WriteString(line[:at] + "\r\n ")
		line, room = line[at:], fold-1 // the blank counts
	}
	l.out.WriteString(line + "\r\n")
}

// text adds a line of text, none where it is empty.
func (l *lines) text(name, value string, params ...param) {
	if value != "" {
		l.add(name, escape(value), params...)
	}
}

// escape is text as the value of a line.
func escape(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\\' || r == ';' || r == ',':
			b.WriteRune('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(harmless(r))
		}
	}
	return b.String()
}

// quoted is text as the value of a parameter. It has no way to hold a quotation mark or
// a line end.
func quoted(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '"' {
			return '\''
		}
		return harmless(r)
	}, strings.Join(strings.Fields(s), " "))
	if strings.ContainsAny(s, ":;,") {
		return `"` + s + `"`
	}
	return s
}

// harmless replaces a character that paints or hides.
func harmless(r rune) rune {
	if diag.Unsafe(r) || r == utf8.RuneError {
		return utf8.RuneError
	}
	return r
}

// mailTo is an address of electronic mail as a URI; false where it is none that can
// stand in a line.
func mailTo(s string) (string, bool) {
	at := strings.IndexByte(s, '@')
	bad := strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"(),:;<>[]\\", r) })
	if at < 1 || at == len(s)-1 || bad >= 0 {
		return "", false
	}
	return "mailto:" + strings.NewReplacer("%", "%25", "?", "%3F", "&", "%26", "#", "%23", "/", "%2F").Replace(s), true
}
