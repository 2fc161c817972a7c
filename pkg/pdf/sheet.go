package pdf

import (
	"bytes"
	"fmt"
	"strings"

	"unmn/pkg/markdown"
)

// A4 and its margins, in points.
const (
	pageWidth    = 595.28
	pageHeight   = 841.89
	leftMargin   = 70.87
	rightMargin  = 56.69
	topMargin    = 70.87
	bottomMargin = 65
	textWidth    = pageWidth - leftMargin - rightMargin
	textBottom   = pageHeight - bottomMargin
)

// The colours, as a PDF says them.
const (
	black = "0.1 0.1 0.1"
	navy  = "0.07 0.227 0.388"
	blue  = "0.043 0.31 0.541"
	grey  = "0.35 0.38 0.42"
	line1 = "0.54 0.59 0.65" // the lines of tables
	line2 = "0.78 0.82 0.86" // lighter ones
	tint  = "0.933 0.949 0.965"
)

// A sheet is one page while it is filled.
type sheet struct {
	ref     ref
	content bytes.Buffer
	marks   []*element // whose the marked content is, by its number
	annots  []annotation
}

// An annotation makes a part of a sheet a link.
type annotation struct {
	ref   ref
	owner *element
	rect  [4]float64 // from the bottom left, as in the file
	href  string
	words string // what it says, for those who do not see it
}

// begin opens marked content of an element, or of nobody: then it is an artifact, which
// is not read out.
func (s *sheet) begin(owner *element) {
	if owner == nil {
		s.content.WriteString("/Artifact BMC\n")
		return
	}
	fmt.Fprintf(&s.content, "/%s<</MCID %d>>BDC\n", owner.role, len(s.marks))
	owner.kids = append(owner.kids, kid{sheet: s, mark: len(s.marks)})
	s.marks = append(s.marks, owner)
}

func (s *sheet) end() { s.content.WriteString("EMC\n") }

// box fills a rectangle, measured from the top left, as an artifact.
func (s *sheet) box(x, y, width, height float64, colour string) {
	s.begin(nil)
	s.content.Write(append(appendNumbers(append(s.content.AvailableBuffer(), colour+" rg "...), x, pageHeight-y-height, width, height), "re f\n"...))
	s.end()
}

// hairline is how thick the lines of tables are.
const hairline = 0.5

// newSheet begins a page.
func (c *composer) newSheet() {
	c.sheets = append(c.sheets, &sheet{ref: c.file.reserve()})
	c.y, c.gap = topMargin, 0
}

// sheet is the page that is being filled.
func (c *composer) sheet() *sheet { return c.sheets[len(c.sheets)-1] }

// putSheets writes the pages that the content hangs on, and the head and foot of each
// now that it is known how many there are.
func (c *composer) putSheets() (pages ref) {
	pages = c.file.reserve()
	var kids strings.Builder
	for i, s := range c.sheets {
		kids.WriteString(s.ref.String() + " ")
		c.foot(s, i)
	}
	c.file.put(pages, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.TrimSpace(kids.String()), len(c.sheets)))
	return pages
}

// foot writes what every page bears.
func (c *composer) foot(s *sheet, i int) {
	small := style{font: c.fonts[sans], size: 8, colour: grey}
	count := c.words(numbered(c.page.Count, i+1, len(c.sheets)), small)
	room := textWidth - width(count) - 12
	y := float64(pageHeight - 36)
	s.box(leftMargin, y-12, textWidth, hairline, line2)
	c.draw(s, nil, clipped(c.words(c.page.Footer, small), room), leftMargin, y)
	c.draw(s, nil, line{pieces: count}, leftMargin+textWidth-width(count), y)
	if i > 0 {
		c.draw(s, nil, clipped(c.words(c.page.Title, small), textWidth), leftMargin, 44)
		s.box(leftMargin, 50, textWidth, hairline, line2)
	}
}

// clipped is the first line of text that may be longer, with three dots then.
func clipped(pieces []piece, width float64) line {
	lines := fold(pieces, width)
	if len(lines) == 0 {
		return line{}
	}
	first := lines[0]
	if len(lines) > 1 {
		last := &first.pieces[len(first.pieces)-1]
		last.text = strings.TrimRight(last.text, " ") + "…"
	}
	return first
}

// putContent writes the pages themselves.
func (c *composer) putContent(pages ref, fonts string) error {
	next := len(c.sheets)
	for i, s := range c.sheets {
		body := c.file.reserve()
		if err := c.file.deflated(body, "", s.content.Bytes()); err != nil {
			return err
		}
		var annots strings.Builder
		for _, a := range s.annots {
			annots.WriteString(a.ref.String() + " ")
			c.file.put(a.ref, c.link(a, next))
			next++
		}
		entries := ""
		if len(s.annots) > 0 {
			entries = "/Annots[" + strings.TrimSpace(annots.String()) + "]"
		}
		c.file.put(s.ref, fmt.Sprintf("<</Type/Page/Parent %s/MediaBox[0 0 %s %s]/Resources<</Font<<%s>>>>/Contents %s/StructParents %d/Tabs/S%s>>",
			pages, number(pageWidth), number(pageHeight), fonts, body, i, entries))
	}
	return nil
}

// link is the object of an annotation; at is where the structure tree knows it.
func (c *composer) link(a annotation, at int) string {
	action := ""
	if name, inside := strings.CutPrefix(a.href, "#"); inside {
		action = "/Dest" + c.anchors[name].destination()
	} else {
		action = "/A<</S/URI/URI" + byteString(asciiURI(a.href)) + ">>"
	}
	return fmt.Sprintf("<</Type/Annot/Subtype/Link/Rect[%s %s %s %s]/Border[0 0 0]/F 4/StructParent %d/Contents%s%s>>",
		number(a.rect[0]), number(a.rect[1]), number(a.rect[2]), number(a.rect[3]), at, textString(a.words), action)
}

// asciiURI escapes what an address may hold in a browser and not in a PDF.
func asciiURI(href string) string {
	var b strings.Builder
	for i := range len(href) {
		if c := href[i]; c > ' ' && c <= '~' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// linkable is the address a link leads to; none where it may not or leads nowhere.
func (c *composer) linkable(l markdown.Link) (string, bool) {
	href, ok := markdown.SafeLink(l.Href)
	if name, inside := strings.CutPrefix(href, "#"); ok && inside {
		_, ok = c.anchors[name]
	}
	return href, ok
}
