package word

import (
	"slices"
	"strings"

	"unmn/pkg/markdown"
)

// A span is text of one look; a line end in it is one in the document.
type span struct {
	text string
	look look
}

// A look is how text looks, as far as Markdown knows it.
type look struct {
	href                       string
	bold, italic, strike, code bool
}

// inlinesOf makes the spans of a paragraph a line of text. White space is folded over
// all spans, and those that look alike are one: Word cuts text into runs as it likes,
// and nobody means that.
func inlinesOf(spans []span) []markdown.Inline {
	return nested(outside(folded(spans)), 0)
}

// folded makes white space single spaces, none at either end of a line.
func folded(spans []span) []span {
	var out []span
	space := true
	for _, s := range spans {
		text := readSpan(s.text, &space)
		if text == "" {
			continue
		}
		if strings.HasPrefix(text, "\n") { // no space before the end of a line
			out = trimmed(out)
		}
		if n := len(out); n > 0 && (out[n-1].look == s.look || text == " ") {
			out[n-1].text += text
		} else {
			out = append(out, span{text, s.look})
		}
	}
	for out = trimmed(out); len(out) > 0 && strings.HasSuffix(out[len(out)-1].text, "\n"); out = trimmed(out) {
		out[len(out)-1].text = strings.TrimRight(out[len(out)-1].text, "\n")
	}
	return out
}

// readSpan is readText for a span, with its line ends; space says whether the text
// before it ends with a space.
func readSpan(s string, space *bool) string {
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			text := strings.TrimRight(b.String(), " ")
			b.Reset()
			b.WriteString(text + "\n")
			*space = true
		}
		line = readText(line)
		if *space {
			line = strings.TrimPrefix(line, " ")
		}
		if line != "" {
			*space = strings.HasSuffix(line, " ")
		}
		b.WriteString(line)
	}
	return b.String()
}

// trimmed takes the space at the end away.
func trimmed(spans []span) []span {
	for n := len(spans); n > 0; n = len(spans) {
		if spans[n-1].text = strings.TrimRight(spans[n-1].text, " "); spans[n-1].text != "" {
			break
		}
		spans = spans[:n-1]
	}
	return spans
}

// outside puts the spaces and line ends at the ends of a span outside of its look, save
// what the next span shares of it: Markdown has no stressed space.
func outside(spans []span) []span {
	var out []span
	add := func(text string, l look) {
		if n := len(out); text != "" && n > 0 && out[n-1].look == l {
			out[n-1].text += text
		} else if text != "" {
			out = append(out, span{text, l})
		}
	}
	for i, s := range spans {
		before, after := look{}, look{}
		if i > 0 {
			before = s.look.shared(spans[i-1].look)
		}
		if i+1 < len(spans) {
			after = s.look.shared(spans[i+1].look)
		}
		inner := strings.Trim(s.text, " \n")
		if inner == "" {
			add(s.text, before.shared(after))
			continue
		}
		left, right, _ := strings.Cut(s.text, inner)
		add(left, before)
		add(inner, s.look)
		add(right, after)
	}
	return out
}

// shared is what two looks have in common.
func (l look) shared(o look) look {
	out := look{bold: l.bold && o.bold, italic: l.italic && o.italic, strike: l.strike && o.strike, code: l.code && o.code}
	if l.href == o.href {
		out.href = l.href
	}
	return out
}

// nested makes spans inlines: what several share is around them all. A link is around
// everything, code is inside.
func nested(spans []span, level int) []markdown.Inline {
	if level == 5 {
		return plainInlines(spans)
	}
	var out []markdown.Inline
	for len(spans) > 0 {
		key := layer(spans[0].look, level)
		n := slices.IndexFunc(spans, func(s span) bool { return layer(s.look, level) != key })
		if n < 0 {
			n = len(spans)
		}
		out = append(out, around(key, spans[:n], level)...)
		spans = spans[n:]
	}
	return out
}

// layer is what a look says at a level; "" is nothing.
func layer(l look, level int) string {
	flag := [...]bool{level == 0 && l.href != "", l.bold, l.italic, l.strike, l.code}[level]
	switch {
	case !flag:
		return ""
	case level == 0:
		return l.href
	}
	return "yes"
}

// around is what spans are that share what their look says at a level.
func around(key string, spans []span, level int) []markdown.Inline {
	if key == "" {
		return nested(spans, level+1)
	}
	switch level {
	case 0:
		return []markdown.Inline{markdown.Link{Href: key, Text: nested(spans, 1)}}
	case 1:
		return []markdown.Inline{markdown.Strong(nested(spans, 2))}
	case 2:
		return []markdown.Inline{markdown.Emphasis(nested(spans, 3))}
	case 3:
		return []markdown.Inline{markdown.Strike(nested(spans, 4))}
	}
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(strings.ReplaceAll(s.text, "\n", " "))
	}
	return []markdown.Inline{markdown.Code(b.String())}
}

// plainInlines are spans without any look.
func plainInlines(spans []span) []markdown.Inline {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	var out []markdown.Inline
	for i, line := range strings.Split(b.String(), "\n") {
		if i > 0 {
			out = append(out, markdown.Break{})
		}
		if line != "" {
			out = append(out, markdown.Text(line))
		}
	}
	return out
}
