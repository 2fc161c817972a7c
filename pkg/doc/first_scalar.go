package doc

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// A scalar is a word or text in the first pass.
type scalar struct {
	from  spot
	text  []byte // as it is written, without quotation marks
	mark  byte   // the quotation mark, 0 for none
	lines bool   // it goes over several lines
}

// name is the scalar as the name of a field. Escapes stay as they are: whoever
// hides a name behind them is found by the converter.
func (s scalar) name() string {
	name := string(s.text)
	if s.mark == '\'' {
		return strings.ReplaceAll(name, "''", "'")
	}
	return name
}

// scalar takes what a word is: the name of a field when a colon stands behind it,
// else a value.
func (p *pass) scalar(s scalar) {
	at := p.at
	for at < len(p.data) && (p.data[at] == ' ' || p.data[at] == '\t') {
		at++
	}
	if at < len(p.data) && p.data[at] == ':' && (p.inBrackets() || blankz(p.data, at+1)) {
		p.at = at
		if p.keyHere && !s.lines {
			p.key(s)
			return
		}
		p.doubts(p.spot, "a second colon; text that holds \": \" stands in quotation marks")
		p.at++
	} else if t := p.top(); t.kind == ':' && s.from.at-s.from.start <= t.col {
		p.doubts(s.from, "this is neither a field nor part of one: a field is its name, a colon, a blank and the value")
	} else if !p.want {
		p.doubts(s.from, "nothing can stand here, behind a value")
	}
	p.count(s.from, len(p.frames)+1)
	p.keyHere, p.want = p.keyHere && s.lines && !p.inBrackets(), false
}

// plain takes a word or text without quotation marks, which goes on in the next
// line where that is indented deeper than what it stands in.
func (p *pass) plain(c byte) {
	if strings.IndexByte("@`%|>-?:#", c) >= 0 && (strings.IndexByte("-?:", c) < 0 || p.blankAfter()) {
		p.doubts(p.spot, "text cannot begin with %q; put it in quotation marks", c)
	}
	s := scalar{from: p.spot}
	for {
		end := p.plainLine()
		if !s.lines {
			s.text = bytes.TrimRight(p.data[s.from.at:end], " \t\r")
		}
		if end < len(p.data) && p.data[end] != '\n' || !p.continues() {
			break
		}
		s.lines = true
	}
	p.scalar(s)
}

// plainLine goes to the end of plain text in this line: the end of the line, a
// comment, a colon that ends a name, in brackets a sign of theirs.
func (p *pass) plainLine() int {
	brackets := p.inBrackets()
	for first := p.at; p.at < len(p.data); p.at++ {
		switch c := p.data[p.at]; {
		case c == '\n':
			return p.at
		case c == '#' && p.at > first && blankz(p.data, p.at-1):
			return p.at
		case c == ':' && p.blankAfter() && (p.at > first || p.at > p.start):
			return p.at
		case brackets && strings.IndexByte(",?[]{}", c) >= 0:
			return p.at
		}
	}
	return p.at
}

// continues goes to the line in which plain text goes on, if there is one.
func (p *pass) continues() bool {
	next := p.spot
	for ; next.at < len(p.data); next.at++ {
		c := p.data[next.at]
		if c == '\n' {
			next.line++
			next.start = next.at + 1
		} else if c != ' ' && c != '\t' && c != '\r' {
			break
		}
	}
	col := next.at - next.start
	if next.at >= len(p.data) || p.data[next.at] == '#' || !p.inBrackets() && col <= p.indent() {
		return false
	}
	before := p.spot
	p.spot = next
	if col == 0 && p.marker() {
		p.spot = before
		return false
	}
	return true
}

// quoted takes text in quotation marks, and refuses in it the characters that are
// written as escapes and have no spot in a record.
func (p *pass) quoted(mark byte) {
	s := scalar{from: p.spot, mark: mark}
	p.at++
	for first := p.at; p.at < len(p.data); p.at++ {
		switch c := p.data[p.at]; {
		case c == '\n':
			p.line++
			p.start = p.at + 1
			s.lines = true
		case c == '\\' && mark == '"':
			p.escape()
		case c == mark && mark == '\'' && p.at+1 < len(p.data) && p.data[p.at+1] == mark:
			p.at++
		case c == mark:
			s.text = p.data[first:p.at]
			p.at++
			p.scalar(s)
			return
		}
	}
	p.doubts(s.from, "the quotation mark that opens here is never closed")
}

// escapes are the letters behind a backslash that stand for a refused character.
// The other letters stand for one that is allowed, or for none.
const escapes = "0\x00a\x07b\x08v\x0bf\x0cr\re\x1bN\u0085L\u2028P\u2029"

// escape takes a backslash and the letter or the number behind it; p stays on the
// last byte.
func (p *pass) escape() {
	from := p.spot
	if p.at+1 >= len(p.data) {
		return
	}
	c := p.data[p.at+1]
	if c == '\n' {
		return
	}
	p.at++
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
	if digits == 0 {
		if i := strings.IndexByte(escapes, c); i >= 0 && c < utf8.RuneSelf {
			r, _ := utf8.DecodeRuneInString(escapes[i+1:])
			p.refuseEscape(from, r)
		}
		return
	}
	r := rune(0)
	for range digits {
		v := -1
		if p.at+1 < len(p.data) {
			v = strings.IndexByte("0123456789abcdef", p.data[p.at+1]|0x20)
		}
		if v < 0 || v < 10 && p.data[p.at+1] != byte('0'+v) {
			p.doubts(from, "an escape takes %d hexadecimal digits", digits)
			return
		}
		r = r<<4 | rune(v)
		p.at++
	}
	p.refuseEscape(from, r)
}

func (p *pass) refuseEscape(from spot, r rune) {
	if refusedInText(r) {
		p.refuse(from, RuleCharacter, "the character U+%04X, written here as an escape, has no place in a record", r)
	}
}

// block takes a text of several lines behind | or >, whose lines are all indented
// at least as deep as its first.
func (p *pass) block() {
	if !p.want {
		p.doubts(p.spot, "nothing can stand here, behind a value")
	}
	p.count(p.spot, len(p.frames)+1)
	p.want = false
	least, indent := p.indent()+1, 0
	for p.at++; p.at < len(p.data) && strings.IndexByte("+-0123456789", p.data[p.at]) >= 0; p.at++ {
		if c := p.data[p.at]; c >= '1' && c <= '9' {
			indent = max(p.indent(), 0) + int(c-'0')
		}
	}
	p.skipLine()
	for p.at < len(p.data) {
		line := p.data[p.at+1:]
		if n := bytes.IndexByte(line, '\n'); n >= 0 {
			line = line[:n]
		}
		blanks := len(line) - len(bytes.TrimLeft(line, " "))
		if rest := line[blanks:]; len(rest) > 0 && rest[0] != '\r' {
			if indent == 0 {
				indent = max(blanks, least, 1)
			}
			if blanks < indent {
				return
			}
		}
		p.newline()
		p.at += len(line)
	}
}

// seenKeys are the names of the fields of one mapping with the lines they stand
// in, by their spelling without regard to case.
type seenKeys map[string]int

// refuse says what is wrong with the next name of a mapping; "" when nothing is.
// Names are plain letters: two that only look alike, in another script or with an
// accent written in two ways, would be two facts for one reader and one for another.
func (k seenKeys) refuse(name string, plain bool, line int) (rule, message string) {
	folded := strings.ToLower(name)
	first, twice := k[folded]
	switch {
	case plain && name == "<<":
		return RuleSyntax, "merge keys (<<) are not used in records"
	case twice:
		return RuleField, fmt.Sprintf("the field %q stands here a second time; the first is in line %d", name, first)
	}
	k[folded] = line
	for _, r := range name {
		if r >= utf8.RuneSelf && !diag.Unsafe(r) { // an unsafe one is reported as such
			return RuleField, fmt.Sprintf("the field name %q holds %q (U+%04X); field names are written with the letters a to z", name, string(r), r)
		}
	}
	return "", ""
}
