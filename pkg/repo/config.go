package repo

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Configuration files of git are read here, and only read: no value is ever
// executed, and callers ask for the few names they know.

// A setting is one line of a configuration file. name is "section.key" or
// "section.subsection.key", section and key in lower case, as git prints it.
type setting struct {
	name  string
	value string
	bare  bool // a key without "=", which means true
	local bool // from the repository's own configuration
}

// settings are in the order of the files; the last one of a name counts.
type settings []setting

// last is the value that counts, and whether there is one.
func (s settings) last(name string) (string, bool) {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i].name == name {
			if s[i].bare {
				return "true", true
			}
			return s[i].value, true
		}
	}
	return "", false
}

// yes reads a setting as git reads a boolean; unset is no. A value that is no
// boolean is given back in lower case, for the settings that know a third one.
func (s settings) yes(name string) (on bool, other string) {
	v, ok := s.last(name)
	if !ok {
		return false, ""
	}
	switch v = strings.ToLower(v); v {
	case "true", "yes", "on":
		return true, ""
	case "", "false", "no", "off":
		return false, ""
	}
	if n, err := strconv.Atoi(v); err == nil {
		return n != 0, ""
	}
	return false, v
}

// wanted reports whether a setting is anything but off.
func (s settings) wanted(name string) bool {
	on, other := s.yes(name)
	return on || other != ""
}

// largestConfig bounds what is read of a configuration or attributes file.
const largestConfig = 1 << 20

var errConfig = errors.New("not a configuration file of git")

// configReader walks over one file.
type configReader struct {
	text    []byte
	at      int
	line    int
	section string
}

// parseConfig reads git's configuration grammar.
func parseConfig(text []byte) (settings, error) {
	c := &configReader{text: bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), line: 1}
	var list settings
	for {
		b, ok := c.skipSpace()
		switch {
		case !ok:
			return list, nil
		case b == '#' || b == ';':
			c.skipLine()
		case b == '[':
			if err := c.header(); err != nil {
				return nil, err
			}
		default:
			s, err := c.entry()
			if err != nil {
				return nil, err
			}
			list = append(list, s)
		}
	}
}

func (c *configReader) fail() error { return fmt.Errorf("line %d: %w", c.line, errConfig) }

// next takes one byte, with CR LF as one line feed; ok is false at the end.
func (c *configReader) next() (b byte, ok bool) {
	if c.at >= len(c.text) {
		return 0, false
	}
	b = c.text[c.at]
	c.at++
	if b == '\r' && c.at < len(c.text) && c.text[c.at] == '\n' {
		b = '\n'
		c.at++
	}
	if b == '\n' {
		c.line++
	}
	return b, true
}

func (c *configReader) peek() (byte, bool) {
	if c.at >= len(c.text) {
		return 0, false
	}
	return c.text[c.at], true
}

func (c *configReader) skipSpace() (byte, bool) {
	for {
		b, ok := c.peek()
		if !ok || b != ' ' && b != '\t' && b != '\n' && b != '\r' {
			return b, ok
		}
		c.next()
	}
}

func (c *configReader) skipLine() {
	for {
		if b, ok := c.next(); !ok || b == '\n' {
			return
		}
	}
}

// header reads [section], [section "sub"] or the old [section.sub].
func (c *configReader) header() error {
	c.next()
	var name strings.Builder
	for {
		b, ok := c.next()
		switch {
		case !ok || b == '\n':
			return c.fail()
		case b == ']':
			c.section = strings.ToLower(name.String())
			return nil
		case b == ' ' || b == '\t':
			sub, err := c.subsection()
			c.section = strings.ToLower(name.String()) + "." + sub
			return err
		case isKeyByte(b) || b == '.':
			name.WriteByte(b)
		default:
			return c.fail()
		}
	}
}

func (c *configReader) subsection() (string, error) {
	if b, ok := c.skipSpace(); !ok || b != '"' {
		return "", c.fail()
	}
	c.next()
	var sub strings.Builder
	for {
		b, ok := c.next()
		if ok && b == '\\' {
			b, ok = c.next()
		} else if ok && b == '"' {
			break
		}
		if !ok || b == '\n' {
			return "", c.fail()
		}
		sub.WriteByte(b)
	}
	if b, ok := c.next(); !ok || b != ']' {
		return "", c.fail()
	}
	return sub.String(), nil
}

func isKeyByte(b byte) bool {
	return b == '-' || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// entry reads "key", "key = value".
func (c *configReader) entry() (setting, error) {
	from := c.at
	for b, ok := c.peek(); ok && isKeyByte(b); b, ok = c.peek() {
		c.at++
	}
	key := strings.ToLower(string(c.text[from:c.at]))
	if key == "" || c.section == "" {
		return setting{}, c.fail()
	}
	s := setting{name: c.section + "." + key}
	for {
		b, ok := c.next()
		switch {
		case !ok || b == '\n':
			s.bare = true
			return s, nil
		case b == ' ' || b == '\t':
		case b == '#' || b == ';':
			c.skipLine()
			s.bare = true
			return s, nil
		case b == '=':
			var err error
			s.value, err = c.value()
			return s, err
		default:
			return setting{}, c.fail()
		}
	}
}

// value reads up to the end of the line: quotes, escapes, comments, continued
// lines; blanks around it do not count, blanks inside do.
func (c *configReader) value() (string, error) {
	var v []byte
	quoted, solid := false, 0 // solid: how much of v is more than trailing blanks
	for {
		b, ok := c.next()
		if !quoted && c.ends(b, ok) {
			return string(v[:solid]), nil
		}
		switch {
		case !ok || b == '\n':
			return "", c.fail() // within quotation marks
		case !quoted && blank(b):
			if len(v) > 0 {
				v = append(v, b)
			}
			continue
		case b == '"':
			quoted = !quoted
		case b == '\\':
			e, ok := c.escape()
			if !ok {
				return "", c.fail()
			}
			v = append(v, e...)
		default:
			v = append(v, b)
		}
		solid = len(v)
	}
}

// ends reports whether a value ends before b, and reads a comment to its end.
func (c *configReader) ends(b byte, ok bool) bool {
	if ok && (b == '#' || b == ';') {
		c.skipLine()
		return true
	}
	return !ok || b == '\n'
}

func blank(b byte) bool { return b == ' ' || b == '\t' }

func (c *configReader) escape() (string, bool) {
	b, ok := c.next()
	if !ok {
		return "", false
	}
	switch b {
	case '\n':
		return "", true
	case 'n':
		return "\n", true
	case 't':
		return "\t", true
	case 'b':
		return "\b", true
	case '"', '\\':
		return string(b), true
	}
	return "", false
}
