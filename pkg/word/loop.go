package word

import (
	"github.com/beevik/etree"
)

// loop fills elements of which the first has a mark and the last its end: as often as
// the mark says, and without the two.
func (f *filler) loop(list []etree.Token, s *scope) []etree.Token {
	open, end := ends(list)
	if open == nil || end == nil {
		f.fail(crossed(list[0]))
		return nil
	}
	m, _ := markOf(open)
	v := s.find(m.name)
	var scopes []*scope
	switch m.kind {
	case markEach:
		for _, entry := range v.List {
			scopes = append(scopes, &scope{entry, s})
		}
	case markIf:
		if !v.empty() {
			scopes = append(scopes, s)
		}
	case markIfNot:
		if v.empty() {
			scopes = append(scopes, s)
		}
	}
	inside := without(list, open, end)
	var out []etree.Token
	for _, inner := range scopes {
		out = append(out, f.sequence(f.copied(inside), inner)...)
		if f.err != nil {
			return nil
		}
	}
	return out
}

// copied copies elements, deep; what is no element is never changed.
func (f *filler) copied(list []etree.Token) []etree.Token {
	out := make([]etree.Token, len(list))
	for i, token := range list {
		out[i] = token
		if e, ok := token.(*node); ok {
			walk(e, func(*node) bool { f.made++; return true })
			if f.made > maxMade {
				f.fail(errBounds)
				return nil
			}
			out[i] = e.Copy()
		}
	}
	return out
}

// marksIn are the marks in elements, in their order.
func marksIn(list []etree.Token) []*node {
	var out []*node
	for _, token := range list {
		if e, ok := token.(*node); ok {
			walk(e, func(e *node) bool {
				if e.Tag == markTag {
					out = append(out, e)
				}
				return true
			})
		}
	}
	return out
}

// ends are the mark that a loop begins with and the end of it.
func ends(list []etree.Token) (open, end *node) {
	first := list[:1]
	if len(list) == 1 && is(list[0], "tr") {
		first = nil
		for _, cell := range list[0].(*node).Child {
			if _, opens := balance(cell); opens > 0 {
				first = []etree.Token{cell}
				break
			}
		}
	}
	var stack []*node
	matching := map[*node]*node{}
	for _, m := range marksIn(list) {
		read, _ := markOf(m)
		switch {
		case read.opens():
			stack = append(stack, m)
		case read.kind == markEnd && len(stack) > 0:
			matching[stack[len(stack)-1]] = m
			stack = stack[:len(stack)-1]
		}
	}
	inside := map[*node]bool{}
	for _, m := range marksIn(first) {
		inside[m] = true
	}
	whole := len(list) == 1 && is(list[0], "p")
	for _, m := range marksIn(first) {
		// The mark whose end is beyond the first element, or in a paragraph that is
		// repeated as a whole simply the first.
		if end := matching[m]; end != nil && (whole || !inside[end]) {
			return m, end
		}
	}
	return nil, nil
}

// without is a list of elements without two marks. Paragraphs and rows that held
// nothing else go with them.
func without(list []etree.Token, open, end *node) []etree.Token {
	var out []etree.Token
	for _, token := range list {
		e, ok := token.(*node)
		if !ok {
			out = append(out, token)
			continue
		}
		if e == open || e == end {
			continue
		}
		if e.Tag != markTag && holds(e, open, end) {
			e.Child = without(e.Child, open, end)
			if (is(e, "p") || is(e, "tr")) && blank(e) {
				continue
			}
			ensureParagraph(e)
		}
		out = append(out, e)
	}
	return out
}

// holds reports whether one of two marks is in an element.
func holds(e, open, end *node) bool {
	found := false
	walk(e, func(e *node) bool {
		found = found || e == open || e == end
		return !found
	})
	return found
}
