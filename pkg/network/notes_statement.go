package network

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// noteStatement is one header or keyword line with the lines that continue it, as
// one text that knows where each of its bytes stood.
type noteStatement struct {
	key   noteKey
	line  int // index of its first line
	parts []notePart
	typed strings.Builder
	text  string // what was typed, once the statement has ended

	// Where the last answer of place was, so that a long line is counted once.
	lastOffset int
	lastPlace  NotePlace
}

// notePart is one line of a statement.
type notePart struct {
	offset int // in the text
	line   int // index
	column int // runes before it on its line
}

func newNoteStatement(key noteKey, line int, typed string, rest int) *noteStatement {
	st := &noteStatement{key: key, line: line}
	st.add(line, typed, rest)
	return st
}

// add puts the rest of a line, from a byte on, behind what there is.
func (st *noteStatement) add(line int, typed string, from int) {
	if st.typed.Len() > 0 {
		st.typed.WriteByte(' ')
	}
	st.parts = append(st.parts, notePart{st.typed.Len(), line, utf8.RuneCountInString(typed[:from])})
	st.typed.WriteString(strings.TrimRight(typed[from:], " \t"))
}

// place is where a byte of the statement stands.
func (st *noteStatement) place(offset int) NotePlace {
	after := sort.Search(len(st.parts), func(i int) bool { return st.parts[i].offset > offset })
	part := st.parts[max(0, after-1)]
	from, column := part.offset, part.column
	if st.lastOffset >= part.offset && st.lastOffset <= offset && st.lastPlace.Line == part.line+1 {
		from, column = st.lastOffset, st.lastPlace.Column-1
	}
	offset = max(from, min(offset, len(st.text)))
	st.lastOffset = offset
	st.lastPlace = NotePlace{part.line + 1, column + utf8.RuneCountInString(st.text[from:offset]) + 1}
	return st.lastPlace
}

// first is where the statement begins.
func (st *noteStatement) first() NotePlace { return NotePlace{st.line + 1, 1} }

// A noteToken is a word, a text in quotation marks or in parentheses, or a comma.
type noteToken struct {
	kind   tokenKind
	text   string // without its marks
	offset int    // in the statement
}

type tokenKind int

const (
	tokenWord tokenKind = iota
	tokenQuoted
	tokenParen
	tokenComma
)

// quoteEnds are the marks that end a name in quotation marks, as people and word
// processors write them; "" for what is no quotation mark.
func quoteEnds(open rune) string {
	switch open {
	case '"':
		return `"`
	case '“':
		return "”“"
	case '„':
		return "”“\""
	case '«':
		return "»"
	case '»':
		return "«"
	}
	return ""
}

// mostTokens is how many words and signs a statement has before its text: far more
// than any meeting has participants.
const mostTokens = 10_000

// tokens reads the bytes from..to of a statement. What is wrong with a quotation
// mark or a parenthesis is said of its place.
func (st *noteStatement) tokens(from, to int) (out []noteToken, message string, at int) {
	text := st.text[:to]
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		token, end := noteToken{offset: i}, i+size
		switch {
		case len(out) == mostTokens:
			return out, "this is more than one line can name", i
		case r == ',' || r == ';':
			token.kind, token.text = tokenComma, ","
		case quoteEnds(r) != "":
			token.kind = tokenQuoted
			if token.text, end = quotedText(text, i+size, quoteEnds(r)); end < 0 {
				return out, "the quotation mark is not closed", i
			}
		case r == '(':
			token.kind = tokenParen
			if end = parenEnd(text, i); end < 0 {
				return out, "the parenthesis is not closed", i
			}
			token.text = strings.TrimSpace(text[i+1 : end-1])
		default:
			if n := strings.IndexFunc(text[end:], endsWord); n >= 0 {
				end += n
			} else {
				end = to
			}
			token.text = text[i:end]
		}
		out = append(out, token)
		i = end
	}
	return out, "", 0
}

// endsWord reports what cannot stand in a word.
func endsWord(r rune) bool {
	return unicode.IsSpace(r) || r == ',' || r == ';' || r == '(' || quoteEnds(r) != ""
}

// quotedText is the text up to one of the marks that end it, and where it goes on;
// -1 when nothing ends it. A backslash keeps the mark behind it, and itself.
func quotedText(text string, from int, ends string) (string, int) {
	var b strings.Builder
	for i := from; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == '\\' && i+1 < len(text) && (text[i+1] == '"' || text[i+1] == '\\') {
			b.WriteByte(text[i+1])
			i += 2
			continue
		}
		if strings.ContainsRune(ends, r) {
			return strings.Join(strings.Fields(b.String()), " "), i + size
		}
		b.WriteString(text[i : i+size])
		i += size
	}
	return "", -1
}

// parenEnd is where the parenthesis that opens at i has been closed; -1 when it is
// not. Parentheses inside it count.
func parenEnd(text string, i int) int {
	depth := 0
	for i < len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		i++
	}
	return -1
}

// splitTokens parts tokens at their commas; empty parts are left out.
func splitTokens(tokens []noteToken) [][]noteToken {
	var out [][]noteToken
	start := 0
	for i := 0; i <= len(tokens); i++ {
		if i == len(tokens) || tokens[i].kind == tokenComma {
			if i > start {
				out = append(out, tokens[start:i])
			}
			start = i + 1
		}
	}
	return out
}

// problemIn reports an error at a byte of a statement.
func (p *noteParser) problemIn(st *noteStatement, offset int, hint, format string, args ...any) {
	if p.notes.full() {
		return
	}
	p.notes.report(NoteProblem{NotePlace: st.place(offset), Message: fmt.Sprintf(format, args...), Hint: hint})
}

// tokensOf are the tokens of a part of a statement; nil after a problem.
func (p *noteParser) tokensOf(st *noteStatement, from, to int) ([]noteToken, bool) {
	tokens, message, at := st.tokens(from, to)
	if message != "" {
		p.problemIn(st, at, "", "%s", message)
		return nil, false
	}
	return tokens, true
}

// skipBlank is the first byte from there on that is not white space.
func (st *noteStatement) skipBlank(from int) int {
	return from + len(st.text[from:]) - len(strings.TrimLeft(st.text[from:], " \t"))
}

// oneLine folds white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
