package pdf

import (
	"strconv"
	"strings"

	"unmn/pkg/markdown"
)

// A composer lays out a document: it keeps where the next line goes.
type composer struct {
	file      *file
	page      Page
	fonts     [weights]*font
	sheets    []*sheet
	tree      *element // the root of the structure
	document  *element // all of the document
	y         float64  // below which the next line stands, from the top
	gap       float64  // space that the next line leaves, unless it is the first
	left      float64
	width     float64
	tight     bool    // in a list without space between its items
	titled    bool    // the title has been set
	labels    []label // of list items whose first line is not drawn yet
	anchors   map[string]place
	bookmarks []bookmark
}

// A label is the number or the bullet of a list item.
type label struct {
	owner *element
	line  line
	x     float64
}

// The sizes of text, and the height of its lines.
const (
	bodySize   = 10.5
	bodyHeight = 14.5
	indent     = 20 // of lists and quotes
	narrowest  = 90 // what indents leave at least
)

// compose lays out a document.
func compose(doc *markdown.Document, page Page) (*composer, error) {
	fonts, err := loadFonts()
	if err != nil {
		return nil, err
	}
	f, err := newFile()
	if err != nil {
		return nil, err
	}
	c := &composer{file: f, page: page, fonts: fonts, left: leftMargin, width: textWidth, anchors: map[string]place{}}
	c.tree = &element{ref: f.reserve()}
	c.document = c.tree.child(f, "Document", "")
	c.newSheet()
	if doc != nil {
		c.findAnchors(doc.Blocks)
		c.blocks(c.document, doc.Blocks)
	}
	c.flushLabels(c.document)
	return c, nil
}

// findAnchors notes the headings that links may lead to, before there are links.
func (c *composer) findAnchors(blocks []markdown.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case markdown.Heading:
			c.anchors[b.ID] = place{}
		case markdown.Quote:
			c.findAnchors(b.Blocks)
		case markdown.List:
			for _, item := range b.Items {
				c.findAnchors(item.Blocks)
			}
		}
	}
}

func (c *composer) blocks(owner *element, blocks []markdown.Block) {
	for _, b := range blocks {
		c.block(owner, b)
	}
}

func (c *composer) block(owner *element, b markdown.Block) {
	switch b := b.(type) {
	case markdown.Heading:
		c.heading(owner, b)
	case markdown.Paragraph:
		c.paragraph(owner, b)
	case markdown.List:
		c.list(owner, b)
	case markdown.Table:
		c.table(owner, b)
	case markdown.Quote:
		c.quote(owner, b)
	case markdown.CodeBlock:
		c.code(owner, b)
	case markdown.Rule:
		c.leave(10)
		c.need(bodyHeight)
		c.sheet().box(c.left, c.y, c.width, hairline, line1)
		c.y += hairline
		c.leave(10)
	}
}

// leave asks for space before the next line.
func (c *composer) leave(space float64) { c.gap = max(c.gap, space) }

// need makes room for something that stands together: the space before it, or a new
// page.
func (c *composer) need(height float64) {
	if c.y > topMargin {
		c.y += c.gap
	}
	c.gap = 0
	if c.y+height > textBottom && c.y > topMargin {
		c.newSheet()
	}
}

// heading sets a heading with room for what follows it. A second title begins a page:
// what it heads is sent back by itself.
func (c *composer) heading(owner *element, h markdown.Heading) {
	level := min(max(h.Level, 1), 6)
	if level == 1 && c.titled && c.y > topMargin {
		c.newSheet()
	}
	c.titled = c.titled || level == 1
	size := [...]float64{15, 13, 11.5, 10.5, 10.5, 10.5}[level-1]
	height := size * 1.25
	st := style{font: c.fonts[sansBold], size: size, colour: navy}
	lines := fold(c.inlines(nil, h.Text, st), c.width)
	c.leave([...]float64{20, 18, 14, 12, 12, 12}[level-1])
	c.need(float64(len(lines))*height + 3*bodyHeight)
	at := place{c.sheet(), c.y}
	if h.ID != "" {
		c.anchors[h.ID] = at
	}
	c.bookmarks = append(c.bookmarks, bookmark{level, plain(markdown.InlineText(h.Text)), at})
	c.lines(owner.child(c.file, "H"+strconv.Itoa(level), ""), lines, height, markdown.AlignLeft)
	if level == 2 {
		c.y += 2
		c.sheet().box(c.left, c.y, c.width, hairline, line2)
	}
	c.leave([...]float64{10, 6, 4, 3, 3, 3}[level-1])
}

func (c *composer) body() style { return style{font: c.fonts[serif], size: bodySize, colour: black} }

func (c *composer) paragraph(owner *element, p markdown.Paragraph) {
	if len(p.Text) == 0 {
		return
	}
	lines := fold(c.inlines(nil, p.Text, c.body()), c.width)
	if _, strong := p.Text[0].(markdown.Strong); strong && len(p.Text) == 1 && len(lines) < 3 {
		c.need(float64(len(lines)+1)*bodyHeight + 7) // it names what follows
	}
	c.lines(owner.child(c.file, "P", ""), lines, bodyHeight, markdown.AlignLeft)
	c.after()
}

// after is the space behind a block, less in a tight list.
func (c *composer) after() {
	if c.tight {
		c.leave(1.5)
		return
	}
	c.leave(7)
}

// lines sets lines, with neither the first nor the last alone on a page.
func (c *composer) lines(owner *element, lines []line, height float64, align markdown.Align) {
	for i := range lines {
		together := 1
		switch left := len(lines) - i; {
		case i == 0:
			together = min(left, 2)
		case left == 2:
			together = 2
		}
		if i == 0 && len(lines) == 3 {
			together = 3
		}
		c.need(float64(together) * height)
		c.line(owner, lines[i], height, align)
	}
}

// line sets one line where there is room.
func (c *composer) line(owner *element, l line, height float64, align markdown.Align) {
	size := bodySize
	if len(l.pieces) > 0 {
		size = l.pieces[0].style.size
	}
	baseline := c.y + height/2 + size*0.33
	for _, lab := range c.labels {
		c.draw(c.sheet(), lab.owner, lab.line, lab.x, baseline)
	}
	c.labels = nil
	c.draw(c.sheet(), owner, l, c.left+shift(l, c.width, align), baseline)
	c.y += height
}

// shift is how far a line is moved to the right.
func shift(l line, room float64, align markdown.Align) float64 {
	switch align {
	case markdown.AlignRight:
		return max(room-l.seen(), 0)
	case markdown.AlignCenter:
		return max(room-l.seen(), 0) / 2
	default:
		return 0
	}
}

// indented runs with everything moved to the right, as long as there is room.
func (c *composer) indented(by float64, run func()) {
	if c.width-by < narrowest {
		by = 0
	}
	c.left, c.width = c.left+by, c.width-by
	run()
	c.left, c.width = c.left-by, c.width+by
}

func (c *composer) list(owner *element, l markdown.List) {
	numbering := "/A<</O/List/ListNumbering/Disc>>"
	if l.Ordered {
		numbering = "/A<</O/List/ListNumbering/Decimal>>"
	}
	list := owner.child(c.file, "L", numbering)
	outer := c.tight
	c.tight = l.Tight
	for i, item := range l.Items {
		text := "•"
		if l.Ordered {
			text = strconv.Itoa(l.Start+i) + "."
		}
		mark := line{pieces: c.words(text, c.body())}
		li := list.child(c.file, "LI", "")
		by := max(indent, width(mark.pieces)+6)
		x := c.left + by - 6 - width(mark.pieces)
		if !l.Ordered {
			x = c.left + 8
		}
		c.labels = append(c.labels, label{li.child(c.file, "Lbl", ""), mark, x})
		c.indented(by, func() {
			body := li.child(c.file, "LBody", "")
			c.blocks(body, item.Blocks)
			c.flushLabels(body)
		})
		c.after()
	}
	c.tight = outer
	c.after()
}

// flushLabels sets the labels of an item that has no line of its own.
func (c *composer) flushLabels(owner *element) {
	if len(c.labels) > 0 {
		c.need(bodyHeight)
		c.line(owner, line{}, bodyHeight, markdown.AlignLeft)
	}
}

// quote sets blocks beside a bar that goes along with them over the pages.
func (c *composer) quote(owner *element, q markdown.Quote) {
	c.need(bodyHeight)
	first, top := len(c.sheets)-1, c.y
	c.indented(indent, func() { c.blocks(owner.child(c.file, "BlockQuote", ""), q.Blocks) })
	for i := first; i < len(c.sheets); i++ {
		bottom := float64(textBottom)
		if i == len(c.sheets)-1 {
			bottom = c.y
		}
		if bottom > top {
			c.sheets[i].box(c.left+4, top, 2, bottom-top, line2)
		}
		top = topMargin
	}
	c.after()
}

// code sets text whose spaces and line ends count.
func (c *composer) code(owner *element, b markdown.CodeBlock) {
	st := style{font: c.fonts[sans], size: 9, colour: black}
	block := owner.child(c.file, "Code", "")
	for _, text := range strings.Split(b.Text, "\n") {
		lines := fold(c.words(text, st), c.width)
		if len(lines) == 0 {
			lines = []line{{}}
		}
		c.lines(block, lines, 12, markdown.AlignLeft)
	}
	c.after()
}
