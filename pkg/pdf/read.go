package pdf

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The limits of what is read back.
const (
	maxInfo    = 64 << 10 // bytes of a dictionary of properties
	maxEntries = 200      // entries in it
)

// ErrNoProperties is a PDF in which no dictionary of properties can be read: it was made
// by another program, or saved again by one that packed the dictionary away.
var ErrNoProperties = errors.New("it has no properties that can be read")

// Properties are those that [Write] gave a file, with the program that says of itself
// that it wrote the file: "unmn" unless another one saved it again. The dictionary is
// found by the name of a property, whatever else there is in the file; its cost is that
// of looking through the file once.
func Properties(data []byte, name string) (list []Property, producer string, err error) {
	at := bytes.LastIndex(data, []byte(nameOf(name))) // titles and links, which may hold anything, stand before
	if at < 0 {
		return nil, "", ErrNoProperties
	}
	begin := max(at-maxInfo, 0)
	open := bytes.LastIndex(data[begin:at], []byte("<<"))
	if open < 0 {
		return nil, "", ErrNoProperties
	}
	l := &lexer{data: data[begin+open+2 : min(begin+open+maxInfo, len(data))]}
	for range maxEntries {
		key, ok := l.name()
		if !ok {
			break
		}
		value, ok := l.text()
		if !ok {
			continue // a number, a reference: none of ours
		}
		if key == "Producer" {
			producer = value
		} else {
			list = append(list, Property{key, value})
		}
	}
	if len(list) == 0 {
		return nil, producer, ErrNoProperties
	}
	return list, producer, nil
}

// A lexer reads names and strings of a dictionary.
type lexer struct {
	data []byte
	at   int
}

// skip passes what stands before the next name or the end of the dictionary; false at
// the end.
func (l *lexer) skip() bool {
	for ; l.at < len(l.data); l.at++ {
		switch c := l.data[l.at]; {
		case c == '/':
			return true
		case c == '>' && l.at+1 < len(l.data) && l.data[l.at+1] == '>':
			return false
		}
	}
	return false
}

// name reads the next name.
func (l *lexer) name() (string, bool) {
	if !l.skip() {
		return "", false
	}
	l.at++
	start := l.at
	for l.at < len(l.data) && !strings.ContainsRune("()<>[]{}/% \t\r\n\f\x00", rune(l.data[l.at])) {
		l.at++
	}
	raw := l.data[start:l.at]
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if c, err := hex.DecodeString(string(raw[i+1 : i+3])); err == nil {
				b.WriteByte(c[0])
				i += 2
				continue
			}
		}
		b.WriteByte(raw[i])
	}
	return b.String(), true
}

// text reads a string, in either of the ways that strings are written; false where none
// stands there.
func (l *lexer) text() (string, bool) {
	for l.at < len(l.data) && strings.IndexByte(" \t\r\n\f\x00", l.data[l.at]) >= 0 {
		l.at++
	}
	switch {
	case l.at >= len(l.data):
		return "", false
	case l.data[l.at] == '(':
		return l.literal()
	case l.data[l.at] == '<' && l.at+1 < len(l.data) && l.data[l.at+1] != '<':
		end := bytes.IndexByte(l.data[l.at:], '>')
		if end < 0 {
			return "", false
		}
		digits := string(bytes.Join(bytes.Fields(l.data[l.at+1:l.at+end]), nil))
		l.at += end + 1
		if len(digits)%2 == 1 {
			digits += "0"
		}
		raw, err := hex.DecodeString(digits)
		return decodeText(raw), err == nil
	}
	return "", false
}

// literal reads a string between brackets.
func (l *lexer) literal() (string, bool) {
	var raw []byte
	depth := 0
	for ; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				l.at++
				return decodeText(raw), true
			}
		case '\\':
			l.at++
			raw = l.escaped(raw)
			continue
		}
		raw = append(raw, c)
	}
	return "", false
}

// escaped reads what stands behind a backslash.
func (l *lexer) escaped(raw []byte) []byte {
	if l.at >= len(l.data) {
		return raw
	}
	c := l.data[l.at]
	if i := strings.IndexByte("nrtbf", c); i >= 0 {
		return append(raw, "\n\r\t\b\f"[i])
	}
	switch {
	case c == '\n':
		return raw
	case c == '\r':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
			l.at++
		}
		return raw
	case c < '0' || c > '7':
		return append(raw, c)
	}
	value := 0
	for n := 0; n < 3 && l.at < len(l.data) && l.data[l.at] >= '0' && l.data[l.at] <= '7'; n++ {
		value = value*8 + int(l.data[l.at]-'0')
		l.at++
	}
	l.at--
	return append(raw, byte(value))
}

// decodeText is a string for people as UTF-8: in UTF-16 or UTF-8 where it says so, else
// one byte a character.
func decodeText(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		raw = raw[2:]
		units := make([]uint16, len(raw)/2)
		for i := range units {
			units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
		}
		return string(utf16.Decode(units))
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(raw[3:]), string(utf8.RuneError))
	}
	runes := make([]rune, len(raw))
	for i, c := range raw {
		runes[i] = rune(c)
	}
	return string(runes)
}
