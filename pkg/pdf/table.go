package pdf

import "unmn/pkg/markdown"

// A grid is a table while it is laid out.
type grid struct {
	composer *composer
	columns  []markdown.Align
	head     bool
	size     float64
	height   float64 // of a line
	pad      float64 // between a line of the table and text
	widths   []float64
	rows     []gridRow // the head first, where there is one
}

// A gridRow is one row: what stands in its cells, and whose it is.
type gridRow struct {
	pieces [][]piece
	cells  [][]line
	owners []*element
}

// table sets a table. Where its columns do not fit it is set smaller; where they still
// do not, words are cut. Rows go over pages, and the head is repeated on each.
func (c *composer) table(owner *element, t markdown.Table) {
	c.flushLabels(owner)
	g := &grid{composer: c, columns: t.Columns, head: t.HasHead()}
	g.measure(t)
	g.tag(owner.child(c.file, "Table", ""))
	for i := range g.rows {
		row := &g.rows[i]
		for j, pieces := range row.pieces {
			row.cells = append(row.cells, fold(pieces, g.room(j)))
		}
	}
	for i := range g.rows {
		if i > 0 || len(g.rows) == 1 || !g.repeats() {
			g.row(i)
		}
	}
	c.after()
	c.leave(10)
}

// measure reads the cells in the largest size in which no word has to be cut.
func (g *grid) measure(t markdown.Table) {
	for _, size := range []float64{9.5, 8.5, 7.5, 6.5} {
		g.size, g.height, g.rows = size, size*1.3, nil
		g.pad = min(5, g.composer.width/float64(max(len(t.Columns), 1))/6)
		if g.head {
			g.read(t.Head, true)
		}
		for _, row := range t.Rows {
			g.read(row, false)
		}
		if g.divide() {
			return
		}
	}
}

// read adds a row.
func (g *grid) read(cells []markdown.Cell, head bool) {
	c := g.composer
	row := gridRow{}
	for i := range g.columns {
		st := style{font: c.fonts[serif], size: g.size, colour: black}
		switch {
		case head:
			st.font, st.size = c.fonts[sansBold], g.size*0.93
		case g.names(i):
			st.font, st.size, st.colour = c.fonts[sans], g.size*0.93, grey
		}
		var pieces []piece
		if i < len(cells) {
			pieces = c.inlines(nil, cells[i], st)
		}
		row.pieces = append(row.pieces, pieces)
	}
	g.rows = append(g.rows, row)
}

// names reports a column that names what stands beside it: the first of two in a table
// without a head.
func (g *grid) names(column int) bool { return !g.head && column == 0 && len(g.columns) == 2 }

// room is how wide text in a column may be.
func (g *grid) room(column int) float64 { return g.widths[column] - 2*g.pad }

// divide gives the columns their widths, as browsers do: what their longest words need,
// and of the rest more where there is more text. False where some words do not fit.
func (g *grid) divide() bool {
	n := len(g.columns)
	total := g.composer.width
	least, most := g.extents(short)
	needed, wanted := sum(least), sum(most)
	if needed > total {
		least, _ = g.extents(0)
		needed = sum(least)
	}
	g.widths = make([]float64, n)
	switch {
	case n == 2 && g.names(0) && needed <= total:
		g.widths[0] = max(least[0], min(most[0], 0.3*total))
		g.widths[1] = total - g.widths[0]
		return g.widths[1] >= least[1]
	case wanted <= total:
		for j := range n {
			g.widths[j] = most[j] + (total-wanted)*most[j]/max(wanted, 1)
		}
	case needed <= total:
		for j := range n {
			g.widths[j] = least[j] + (total-needed)*(most[j]-least[j])/max(wanted-needed, 1)
		}
	default:
		for j := range n {
			g.widths[j] = (total/2)/float64(n) + (total/2)*least[j]/needed
		}
		return false
	}
	return true
}

// short is how wide text is that is better not broken, such as a date.
const short = 75

// extents are how wide each column has to be and how wide it would be. Lines that are
// no wider than whole are not to be broken.
func (g *grid) extents(whole float64) (least, most []float64) {
	least, most = make([]float64, len(g.columns)), make([]float64, len(g.columns))
	for _, row := range g.rows {
		for j, pieces := range row.pieces {
			word, all := extent(pieces)
			if all <= whole {
				word = all
			}
			// What is added keeps a sum of widths from being wider than itself.
			least[j], most[j] = max(least[j], word+2*g.pad+0.01), max(most[j], all+2*g.pad+0.01)
		}
	}
	return least, most
}

func sum(list []float64) float64 {
	total := 0.0
	for _, v := range list {
		total += v
	}
	return total
}

// extent is how wide the longest word and the longest line of a text are.
func extent(pieces []piece) (word, all float64) {
	unitWidth, lineWidth := 0.0, 0.0
	for _, p := range pieces {
		switch p.kind {
		case space:
			unitWidth = 0
			lineWidth += p.width
		case newline:
			unitWidth, lineWidth = 0, 0
		default:
			if !p.glued {
				unitWidth = 0
			}
			unitWidth += p.width
			lineWidth += p.width
		}
		word, all = max(word, unitWidth), max(all, lineWidth)
	}
	return word, all
}

// tag makes the elements of the table, in the order in which it is read.
func (g *grid) tag(table *element) {
	f := g.composer.file
	body := table
	for i := range g.rows {
		row := &g.rows[i]
		isHead := g.head && i == 0
		within := body
		if isHead {
			within = table.child(f, "THead", "")
		} else if body == table {
			body = table.child(f, "TBody", "")
			within = body
		}
		tr := within.child(f, "TR", "")
		for j := range g.columns {
			switch {
			case isHead:
				row.owners = append(row.owners, tr.child(f, "TH", "/A<</O/Table/Scope/Column>>"))
			case g.names(j):
				row.owners = append(row.owners, tr.child(f, "TH", "/A<</O/Table/Scope/Row>>"))
			default:
				row.owners = append(row.owners, tr.child(f, "TD", ""))
			}
		}
	}
}

// lineCount is how many lines the longest cell of a row has, at least one.
func (r *gridRow) lineCount() int {
	n := 1
	for _, lines := range r.cells {
		n = max(n, len(lines))
	}
	return n
}

// tall is the height of a row of so many lines.
func (g *grid) tall(lines int) float64 { return float64(lines)*g.height + 2*g.vertical() }

func (g *grid) vertical() float64 { return min(3, g.pad) }

// repeats reports whether there is a head above every page's rows. One that takes a
// third of the page, or has nothing below it, is set as a row.
func (g *grid) repeats() bool {
	return g.head && len(g.rows) > 1 && g.tall(g.rows[0].lineCount()) < (textBottom-topMargin)/3
}

// above is the height of what stands above the rows of each page.
func (g *grid) above() float64 {
	if !g.repeats() {
		return 0
	}
	return g.tall(g.rows[0].lineCount())
}

// start sets the head above the rows; owners is nil where it is repeated.
func (g *grid) start(owners []*element) {
	if g.repeats() {
		g.part(&g.rows[0], owners, 0, g.rows[0].lineCount(), true)
	}
}

// row sets one row, on a new page where it does not fit, or over several.
func (g *grid) row(i int) {
	c := g.composer
	row := &g.rows[i]
	total := row.lineCount()
	first := i == 0 || i == 1 && g.repeats()
	head := 0.0
	if first {
		head = g.above()
	}
	c.need(min(head+g.tall(min(total, 3)), (textBottom-topMargin)/2))
	page := textBottom - topMargin - g.above()
	if c.y > topMargin && g.tall(total) <= page && c.y+head+g.tall(total) > textBottom {
		c.newSheet()
	}
	switch {
	case first && i == 1:
		g.start(g.rows[0].owners)
	case !first && c.y == topMargin:
		g.start(nil)
	}
	for from := 0; from < total; {
		n := min(total-from, int((textBottom-c.y-2*g.vertical())/g.height))
		if n < 1 {
			c.newSheet()
			g.start(nil)
			n = 1
		}
		g.part(row, row.owners, from, from+n, i == 0 && g.head)
		from += n
	}
}

// part sets some lines of a row, with the lines around its cells.
func (g *grid) part(row *gridRow, owners []*element, from, to int, head bool) {
	c := g.composer
	s := c.sheet()
	height := g.tall(to - from)
	if head {
		s.box(c.left, c.y, c.width, height, tint)
	}
	x := c.left
	for j, lines := range row.cells {
		var owner *element
		if owners != nil {
			owner = owners[j]
		}
		for k := from; k < min(to, len(lines)); k++ {
			y := c.y + g.vertical() + float64(k-from)*g.height + g.height/2 + g.size*0.33
			c.draw(s, owner, lines[k], x+g.pad+shift(lines[k], g.room(j), g.columns[j]), y)
		}
		if g.head && j > 0 {
			s.box(x, c.y, hairline, height, line2)
		}
		x += g.widths[j]
	}
	if g.head {
		s.box(c.left, c.y, c.width, hairline, line1)
	}
	c.y += height
	s.box(c.left, c.y, c.width, hairline, line2)
}
