package render

import (
	"strings"

	"unmn/pkg/markdown"
)

// A token is one word of a line, or what stands in it as a whole: a link, code, a break.
type token struct {
	in    markdown.Inline
	space bool // a space stands before it
}

// tokens are those of a line.
func tokens(list []markdown.Inline) []token {
	var out []token
	space := false
	for _, in := range list {
		text, ok := in.(markdown.Text)
		if !ok {
			out = append(out, token{in, space})
			space = false
			continue
		}
		for i, word := range strings.Split(string(text), " ") {
			space = space || i > 0
			if word != "" {
				out = append(out, token{markdown.Text(word), space})
				space = false
			}
		}
	}
	return out
}

// diffInlines is a line with its changes from another marked word by word.
func diffInlines(old, now []markdown.Inline) []markdown.Inline {
	a, b := tokens(old), tokens(now)
	plain := func(list []token) []markdown.Inline {
		out := make([]markdown.Inline, len(list))
		for i, t := range list {
			out[i] = t.in
		}
		return out
	}
	var l markedLine
	for _, s := range pairings(plain(a), plain(b)) {
		switch {
		case s.b < 0:
			l.add(a[s.a], gone)
		case s.a < 0:
			l.add(b[s.b], fresh)
		default:
			l.add(b[s.b], stays)
		}
	}
	return l.end()
}

// markLine is a line with the mark of its fate on all of it.
func markLine(list []markdown.Inline, f fate) []markdown.Inline {
	var l markedLine
	for _, t := range tokens(list) {
		l.add(t, f)
	}
	return l.end()
}

// A markedLine is a line in the making: words with one mark stand under one.
type markedLine struct {
	out   []markdown.Inline
	run   []markdown.Inline
	fate  fate // of the run
	space bool
}

// add puts a word behind the others. A break bears no mark.
func (l *markedLine) add(t token, f fate) {
	if _, isBreak := t.in.(markdown.Break); isBreak {
		if f == gone {
			return // what is gone breaks no line
		}
		l.flush()
		l.out, l.space = append(l.out, t.in), false
		return
	}
	switch {
	case len(l.run) > 0 && l.fate != f:
		l.flush()
		l.space = true // marks do not stand against each other
	case len(l.run) > 0 && t.space:
		l.run = appended(l.run, markdown.Text(" "))
	case len(l.run) == 0 && t.space && len(l.out) > 0:
		l.space = true
	}
	l.fate = f
	l.run = appended(l.run, t.in)
}

// flush ends the words under one mark.
func (l *markedLine) flush() {
	if len(l.run) == 0 {
		return
	}
	if n := len(l.out); l.space && n > 0 {
		if _, isBreak := l.out[n-1].(markdown.Break); !isBreak {
			l.out = appended(l.out, markdown.Text(" "))
		}
	}
	for _, in := range l.fate.mark(l.run) {
		l.out = appended(l.out, in)
	}
	l.run, l.space = nil, false
}

// end is the whole line.
func (l *markedLine) end() []markdown.Inline {
	l.flush()
	return l.out
}

// appended puts something at the end of a line: two texts are one.
func appended(list []markdown.Inline, in markdown.Inline) []markdown.Inline {
	n := len(list)
	if text, ok := in.(markdown.Text); ok && n > 0 {
		if before, ok := list[n-1].(markdown.Text); ok {
			list[n-1] = before + text
			return list
		}
	}
	return append(list, in)
}
