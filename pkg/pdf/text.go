package pdf

import (
	"bytes"
	"strings"
	"unicode"

	"unmn/pkg/markdown"
)

// A style is how text looks, and where it leads.
type style struct {
	font   *font
	size   float64
	colour string
	strike bool
	link   *link
}

// A link is one link of the text; it may go over several lines.
type link struct {
	href, words string
	element     *element // made when the first line is drawn
}

// A piece is text in one style in which no line ends, a space, or the end of a line.
type piece struct {
	text  string
	style style
	width float64
	kind  pieceKind
	glued bool // no line ends before it
	alien bool // the fonts do not have it
}

type pieceKind int

const (
	word pieceKind = iota
	space
	newline
)

// A line is what stands side by side.
type line struct {
	pieces []piece
	width  float64
}

func (l *line) add(pieces ...piece) {
	l.pieces = append(l.pieces, pieces...)
	l.width += width(pieces)
}

// seen is how wide a line is without the space at its end.
func (l line) seen() float64 {
	if n := len(l.pieces); n > 0 && l.pieces[n-1].kind == space {
		return l.width - l.pieces[n-1].width
	}
	return l.width
}

func width(pieces []piece) float64 {
	sum := 0.0
	for _, p := range pieces {
		sum += p.width
	}
	return sum
}

// words are the pieces of text in one style.
func (c *composer) words(text string, st style) []piece { return c.text(nil, text, st) }

// inlines are the pieces of text as the tree has it.
func (c *composer) inlines(pieces []piece, list []markdown.Inline, st style) []piece {
	for _, in := range list {
		inner := st
		switch in := in.(type) {
		case markdown.Text:
			pieces = c.text(pieces, string(in), st)
		case markdown.Code:
			inner.font, inner.size = c.fonts[sans], st.size*0.93
			pieces = c.text(pieces, string(in), inner)
		case markdown.Strong:
			inner.font = c.fonts[bolder(st.font.weight)]
			pieces = c.inlines(pieces, in, inner)
		case markdown.Emphasis:
			inner.font = c.fonts[stressed(st.font.weight, markdown.InlineText(in))]
			pieces = c.inlines(pieces, in, inner)
		case markdown.Strike:
			inner.strike = true
			pieces = c.inlines(pieces, in, inner)
		case markdown.Link:
			if href, ok := c.linkable(in); ok {
				inner.link, inner.colour = &link{href: href, words: plain(markdown.InlineText(in.Text))}, blue
			}
			pieces = c.inlines(pieces, in.Text, inner)
		case markdown.Break:
			pieces = append(pieces, piece{kind: newline, style: st})
		}
	}
	return pieces
}

func bolder(w weight) weight {
	if w == sans || w == sansBold {
		return sansBold
	}
	return serifBold
}

// stressed is the face of stressed text. Italics are for the serif in Latin alone.
func stressed(w weight, text string) weight {
	cyrillic := strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0
	if w == serif && !cyrillic {
		return serifItalic
	}
	return bolder(w)
}

// text adds text in one style to the pieces.
func (c *composer) text(pieces []piece, text string, st style) []piece {
	font := st.font
	glued := len(pieces) > 0 && pieces[len(pieces)-1].kind == word && !breaks(pieces[len(pieces)-1].text)
	start := 0
	runes := strings.ReplaceAll(text, "\u00ad", "")
	flush := func(end int, alien bool) {
		if start < end {
			t := runes[start:end]
			pieces = append(pieces, piece{text: t, style: st, width: font.width(t, st.size), glued: glued, alien: alien})
			glued = !breaks(t)
		}
		start = end
	}
	alien := false
	for i, r := range runes {
		_, known := font.glyph(r)
		switch {
		case r == ' ' || r == '\n' || r == '\t':
			flush(i, alien)
			pieces = append(pieces, piece{text: " ", style: st, width: font.width(" ", st.size), kind: space})
			start, glued, alien = i+1, false, false
			continue
		case known == alien:
			flush(i, alien)
			alien = !known
		case i > start && breaks(runes[start:i]) && unicode.IsLetter(r):
			flush(i, alien)
		}
	}
	flush(len(runes), alien)
	return pieces
}

// breaks reports that a line may end after a word.
func breaks(word string) bool {
	for _, mark := range []string{"-", "–", "—", "/"} {
		if rest, ok := strings.CutSuffix(word, mark); ok && rest != "" {
			return true
		}
	}
	return false
}

// fold makes lines no wider than width. A word that is wider is cut.
func fold(pieces []piece, width float64) []line {
	pieces = append([]piece(nil), pieces...) // words are cut in it
	var lines []line
	var l line
	words := false // there is one in the line
	end := func() {
		lines, l, words = append(lines, l), line{}, false
	}
	for len(pieces) > 0 {
		switch pieces[0].kind {
		case newline:
			end()
			pieces = pieces[1:]
			continue
		case space:
			if words && l.pieces[len(l.pieces)-1].kind != space {
				l.add(pieces[0])
			}
			pieces = pieces[1:]
			continue
		}
		n, w := unit(pieces, width)
		switch {
		case l.width+w <= width:
			l.add(pieces[:n]...)
			pieces, words = pieces[n:], true
		case words:
			end()
		default:
			head, used := cut(pieces, width)
			l.add(head...)
			pieces = pieces[used:]
			end()
		}
	}
	if len(l.pieces) > 0 {
		end()
	}
	return lines
}

// unit is how many pieces stand together, and how wide they are; it stops where they
// are too wide.
func unit(pieces []piece, limit float64) (n int, sum float64) {
	for n < len(pieces) && pieces[n].kind == word && (n == 0 || pieces[n].glued) && sum <= limit {
		sum += pieces[n].width
		n++
	}
	return n, sum
}

// cut takes from the front as many characters as fit, at least one with its marks. What
// is left of a piece stays in its place; used is how many pieces are gone.
func cut(pieces []piece, limit float64) (head []piece, used int) {
	sum := 0.0
	for used < len(pieces) && pieces[used].kind == word {
		p := pieces[used]
		if sum+p.width <= limit {
			head, sum, used = append(head, p), sum+p.width, used+1
			continue
		}
		at, w := fitting(p, limit-sum, len(head) == 0)
		if at > 0 {
			first := p
			first.text, first.width = p.text[:at], w
			head = append(head, first)
		}
		if at == len(p.text) {
			return head, used + 1
		}
		pieces[used].text, pieces[used].width, pieces[used].glued = p.text[at:], p.width-w, false
		return head, used
	}
	return head, used
}

// fitting is how many bytes of a piece fit into the room, and how wide they are.
func fitting(p piece, room float64, atLeastOne bool) (at int, w float64) {
	font := p.style.font
	for i, r := range p.text {
		if isMark(r) && i > 0 {
			at = i + len(string(r))
			continue
		}
		step := font.width(string(r), p.style.size)
		if w+step > room && (!atLeastOne || i > 0) {
			return i, w
		}
		w += step
		at = i + len(string(r))
	}
	return at, w
}

// draw draws a line whose baseline is y below the top. owner is whose it is, nil for an
// artifact.
func (c *composer) draw(s *sheet, owner *element, l line, x, y float64) {
	for i := 0; i < len(l.pieces); {
		n := i + 1
		for n < len(l.pieces) && l.pieces[n].style.link == l.pieces[i].style.link {
			n++
		}
		run := l.pieces[i:n]
		of := owner
		if to := run[0].style.link; to != nil && owner != nil {
			if to.element == nil {
				to.element = owner.child(c.file, "Link", "")
			}
			of = to.element
			a := annotation{ref: c.file.reserve(), owner: of, href: to.href, words: to.words}
			a.rect = [4]float64{x, pageHeight - y - 2.5, x + width(run), pageHeight - y + run[0].style.size*0.8}
			s.annots = append(s.annots, a)
			of.kids = append(of.kids, kid{sheet: s, annot: a.ref})
		}
		s.begin(of)
		x = c.show(&s.content, run, x, y)
		s.end()
		i = n
	}
}

// show writes pieces side by side, and returns where the next would stand.
func (c *composer) show(b *bytes.Buffer, run []piece, x, y float64) float64 {
	for _, p := range run {
		if p.alien {
			b.WriteString("/Span<</ActualText" + textString(p.text) + ">>BDC\n")
		}
		head := append(b.AvailableBuffer(), "BT /F"...)
		head = append(head, '0'+byte(p.style.font.weight), ' ')
		head = append(appendNumbers(head, p.style.size), "Tf "...)
		head = append(append(head, p.style.colour...), " rg "...)
		head = append(appendNumbers(head, x, pageHeight-y), "Td "...)
		b.Write(head)
		p.style.font.encode(b, p.text)
		b.WriteString(" ET\n")
		if p.alien {
			b.WriteString("EMC\n")
		}
		if p.style.strike {
			bar := append(append(b.AvailableBuffer(), p.style.colour...), " rg "...)
			b.Write(append(appendNumbers(bar, x, pageHeight-y+p.style.size*0.24, p.width, 0.6), "re f\n"...))
		}
		x += p.width
	}
	return x
}
