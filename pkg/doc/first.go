package doc

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// A pass is the first look at a file: one walk over its bytes, before a parser
// sees them. It refuses what records do not use and what makes parsers slow, all
// of it at once and each at its place. It takes its words where YAML has them and
// builds nothing but the names of the fields that are open; what it lets through
// the parser reads, and [converter] looks once more.
type pass struct {
	file     string
	data     []byte
	spot     // of the next byte
	frames   []frame
	nodes    int
	keyHere  bool // a field name may begin here
	want     bool // a value is due: after a name, after a dash, at the beginning
	begun    bool // the document has begun
	ended    bool // and has been ended by its mark
	done     bool // what follows is not looked at
	problems diag.List
	doubt    *diag.Problem // the first thing no parser will take, for a better message than theirs

	doubtAt int    // its offset
	last    spot   // of the last problem
	column  int    // its column
	excerpt string // its line
}

// A spot is a byte of the file and the line it stands in.
type spot struct {
	at    int // offset of the byte
	line  int // from 1
	start int // offset of the line
}

// A frame is a list or mapping that is open.
type frame struct {
	kind byte // '-' or ':' by indentation, '[' or '{' in brackets
	col  int  // of a frame by indentation, from 0, in bytes: only blanks and dashes stand before
	from spot
	keys seenKeys
}

// firstPass is everything the first pass refuses, and what it doubts.
func firstPass(file string, data []byte) (diag.List, *diag.Problem) {
	p := &pass{file: file, data: data, spot: spot{line: 1}, keyHere: true, want: true}
	for p.at < len(data) && !p.done {
		p.token()
	}
	for _, f := range p.frames {
		if f.brackets() && !p.done {
			p.doubts(f.from, "the bracket that opens here is never closed")
		}
	}
	return p.problems, p.doubt
}

// token takes the next word or sign.
func (p *pass) token() {
	switch c := p.data[p.at]; {
	case c == '\n':
		p.newline()
	case c == ' ', c == '\t', c == '\r':
		p.at++
	case c == '#':
		p.skipLine()
	case p.at == p.start && p.marker():
		p.document(c)
	case p.at == p.start && c == '%' && !p.inBrackets():
		p.refuse(p.spot, RuleSyntax, "directives (%s) are not used in records", p.word())
		p.skipLine()
	default:
		p.content(c)
	}
}

// content takes the next word or sign of the document itself.
func (p *pass) content(c byte) {
	if p.ended {
		p.second()
		return
	}
	p.begun = true
	if !p.inBrackets() {
		p.unroll(p.at - p.start)
	}
	if strings.IndexByte("-?:", c) >= 0 && p.sign(c) {
		return
	}
	switch c {
	case '&', '*', '!':
		p.property(c)
	case '[', ']', '{', '}', ',':
		p.bracket(c)
	case '"', '\'':
		p.quoted(c)
	default:
		if (c == '|' || c == '>') && !p.inBrackets() {
			p.block()
			return
		}
		p.plain(c)
	}
}

// sign takes a dash, a question mark or a colon that is a sign, not the beginning
// of a word, and reports whether it was one.
func (p *pass) sign(c byte) bool {
	blank, brackets := p.blankAfter(), p.inBrackets()
	switch {
	case c == '-' && blank:
		p.dash()
	case c == '?' && (blank || brackets):
		p.marked()
	case c == ':' && (blank || brackets):
		p.refuse(p.spot, RuleSyntax, "no field name stands before this colon; a field name is one word")
		p.at++
		p.keyHere, p.want = false, true
	default:
		return false
	}
	return true
}

// property refuses an anchor, an alias or a tag.
func (p *pass) property(c byte) {
	from, word := p.spot, p.word()
	p.at += len(word)
	switch c {
	case '&':
		p.refuse(from, RuleSyntax, "anchors (%s) are not used in records", word)
	case '!':
		p.refuse(from, RuleSyntax, "tags (%s) are not used in records", word)
	default:
		p.refuse(from, RuleSyntax, "aliases (%s) are not used in records", word)
		p.scalar(scalar{from: from, text: []byte(word)})
	}
}

// dash begins an item of a list, and the list with its first.
func (p *pass) dash() {
	col := p.at - p.start
	switch {
	case p.inBrackets() || !p.keyHere:
		p.doubts(p.spot, "a list begins on a line of its own, or stands in brackets")
	case p.indent() < col, p.top().kind == ':' && p.want:
		p.open('-', col, p.spot)
	case p.top().kind != '-':
		p.doubts(p.spot, "this item of a list stands among fields; is it indented rightly")
	}
	p.at++
	p.keyHere, p.want = true, true
}

// key takes the name of a field; p stands at the colon behind it.
func (p *pass) key(s scalar) {
	if !p.inBrackets() {
		col := s.from.at - s.from.start
		if t := p.top(); t.kind == '-' && t.col == col { // a list may stand as far left as the field it belongs to
			p.frames = p.frames[:len(p.frames)-1]
			p.want = false
		}
		if p.indent() < col {
			p.open(':', col, s.from)
		}
	}
	if p.done {
		return
	}
	p.count(s.from, len(p.frames))
	t := p.top()
	if t.keys == nil || t.kind == '[' { // in [a: b, c: d] each pair is a mapping
		t.keys = seenKeys{}
	}
	if rule, message := t.keys.refuse(s.name(), s.mark == 0, s.from.line); message != "" {
		p.refuse(s.from, rule, "%s", message)
	}
	p.at++
	p.keyHere, p.want = false, true
}

// marked refuses the name of a field that is marked as one.
func (p *pass) marked() {
	p.refuse(p.spot, RuleSyntax, "names of fields marked with ? are not used in records")
	if col := p.at - p.start; !p.inBrackets() && p.indent() < col {
		p.open(':', col, p.spot)
	}
	p.at++
	p.keyHere, p.want = true, true
}

// bracket takes a sign of a list or mapping in brackets.
func (p *pass) bracket(c byte) {
	from := p.spot
	p.at++
	switch {
	case c == '[' || c == '{':
		p.open(c, 0, from)
		p.keyHere, p.want = true, true
	case !p.inBrackets():
		p.doubts(from, "nothing opened what %q closes; text with this sign stands in quotation marks", c)
	case c == ',':
		p.keyHere, p.want = true, true
	default:
		if p.top().kind != c-2 { // ] and } come two after [ and {
			p.doubts(from, "%q closes what %q opened", c, p.top().kind)
		}
		p.frames = p.frames[:len(p.frames)-1]
		p.keyHere, p.want = false, false
	}
}

// open begins a list or mapping.
func (p *pass) open(kind byte, col int, from spot) {
	if !p.want {
		p.doubts(from, "this is indented like no line above")
	}
	p.count(from, len(p.frames)+1)
	p.frames = append(p.frames, frame{kind: kind, col: col, from: from})
}

// count holds the limits of a file. depth is how deep the value stands.
func (p *pass) count(at spot, depth int) {
	p.nodes++
	switch {
	case depth > MaxDepth:
		p.refuse(at, RuleSyntax, "lists and mappings are nested more than %d deep", MaxDepth)
	case p.nodes > MaxNodes:
		p.refuse(at, RuleSyntax, "the file has more than %d values", MaxNodes)
	default:
		return
	}
	p.done = true
}

// document takes --- or ... at the beginning of a line.
func (p *pass) document(c byte) {
	if c == '-' && (p.begun || p.ended) {
		p.second()
		return
	}
	p.begun, p.ended = true, p.ended || c == '.'
	p.frames, p.keyHere, p.want = nil, true, true
	p.at += len("---")
}

func (p *pass) second() {
	p.refuse(p.spot, RuleSyntax, "a second document begins here; a file holds one record")
	p.done = true
}

// marker reports that the mark of a document stands here.
func (p *pass) marker() bool {
	rest := p.data[p.at:]
	return (bytes.HasPrefix(rest, []byte("---")) || bytes.HasPrefix(rest, []byte("..."))) && blankz(p.data, p.at+3)
}

// unroll closes what is indented deeper than the word at col.
func (p *pass) unroll(col int) {
	for n := len(p.frames); n > 0 && p.frames[n-1].col > col; n-- {
		p.frames = p.frames[:n-1]
		p.want = false
	}
}

// indent is how far the innermost frame by indentation is indented, -1 for none.
func (p *pass) indent() int {
	for i := len(p.frames) - 1; i >= 0; i-- {
		if !p.frames[i].brackets() {
			return p.frames[i].col
		}
	}
	return -1
}

func (f *frame) brackets() bool { return f.kind == '[' || f.kind == '{' }

func (p *pass) inBrackets() bool { return p.top().brackets() }

// top is the innermost frame; an empty one when none is open.
func (p *pass) top() *frame {
	if len(p.frames) == 0 {
		return &frame{}
	}
	return &p.frames[len(p.frames)-1]
}

func (p *pass) newline() {
	p.at++
	p.line++
	p.start = p.at
	p.keyHere = p.keyHere || !p.inBrackets()
}

// skipLine goes to the end of the line.
func (p *pass) skipLine() {
	if n := bytes.IndexByte(p.data[p.at:], '\n'); n >= 0 {
		p.at += n
		return
	}
	p.at = len(p.data)
}

// longestWord bounds what a message quotes, and what looking for a word's end costs.
const longestWord = 80

// word is what stands here up to a blank or the sign of a bracket.
func (p *pass) word() string {
	end := min(len(p.data), p.at+longestWord)
	for end < len(p.data) && !utf8.RuneStart(p.data[end]) {
		end++
	}
	rest := p.data[p.at:end]
	if n := bytes.IndexAny(rest, " \t\r\n,[]{}"); n > 0 {
		rest = rest[:n]
	}
	return string(rest)
}

func (p *pass) blankAfter() bool { return blankz(p.data, p.at+1) }

// blankz reports a blank, the end of a line or the end of the text at an offset.
func blankz(data []byte, at int) bool {
	return at >= len(data) || strings.IndexByte(" \t\r\n", data[at]) >= 0
}

func (p *pass) refuse(at spot, rule, format string, args ...any) {
	if len(p.problems) < mostProblems {
		p.problems = append(p.problems, p.problem(at, rule, fmt.Sprintf(format, args...)))
	}
}

// doubts keeps the first thing that no parser will take. What is open at the end
// began earlier than what it led to.
func (p *pass) doubts(at spot, format string, args ...any) {
	if p.doubt == nil || at.at < p.doubtAt {
		d := p.problem(at, RuleSyntax, "this is not YAML: "+fmt.Sprintf(format, args...))
		p.doubt, p.doubtAt = &d, at.at
	}
}

// problem is a problem at a place. Of a file without line breaks each of a hundred
// problems has the whole text as its line: it is kept once, and columns are counted
// on from the last.
func (p *pass) problem(at spot, rule, message string) diag.Problem {
	if p.excerpt == "" || p.last.start != at.start || p.last.at > at.at {
		line := p.data[at.start:]
		if n := bytes.IndexByte(line, '\n'); n >= 0 {
			line = line[:n]
		}
		p.excerpt, p.last, p.column = string(bytes.TrimSuffix(line, []byte("\r"))), spot{at: at.start, start: at.start}, 1
	}
	p.column += utf8.RuneCount(p.data[p.last.at:at.at])
	p.last = at
	return diag.Problem{File: p.file, Line: at.line, Column: p.column, Rule: rule, Message: message, Excerpt: p.excerpt}
}
