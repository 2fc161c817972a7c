package word

import (
	"strings"
	"unicode/utf8"

	"unmn/pkg/markdown"
)

// table writes a table as wide as the text. Every column has its width, by what is in
// it: Word and its readers agree on no other.
func (w *writer) table(t markdown.Table, at place) *node {
	facts := !t.HasHead() && len(t.Columns) == 2
	widths := columnWidths(t, w.width-at.left, facts)
	grid := el("tblGrid")
	for _, n := range widths {
		grid.Child = append(grid.Child, with(el("gridCol"), "w", number(n)))
	}
	tbl := el("tbl", w.tableProperties(t, at, facts), grid)
	if t.HasHead() {
		tbl.Child = append(tbl.Child, w.row(t, t.Head, widths, func(int) bool { return true }, true))
	}
	for _, row := range t.Rows {
		tbl.Child = append(tbl.Child, w.row(t, row, widths, func(i int) bool { return facts && i == 0 }, false))
	}
	if len(t.Rows) == 0 && !t.HasHead() {
		tbl.Child = append(tbl.Child, w.row(t, make([]markdown.Cell, len(t.Columns)), widths, func(int) bool { return false }, false))
	}
	return tbl
}

func (w *writer) tableProperties(t markdown.Table, at place, facts bool) *node {
	p := el("tblPr")
	names := []string{styleTable, styleGrid}
	if facts {
		names = append([]string{styleFacts}, names...)
	}
	style := w.styles.id("table", names...)
	if style != "" {
		p.Child = append(p.Child, val("tblStyle", style))
	}
	p.Child = append(p.Child, with(el("tblW"), "w", number(w.width-at.left), "type", "dxa"))
	if at.left > 0 {
		p.Child = append(p.Child, with(el("tblInd"), "w", number(at.left), "type", "dxa"))
	}
	if style == "" {
		borders := el("tblBorders")
		for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			borders.Child = append(borders.Child, with(el(side), "val", "single", "sz", "4", "space", "0", "color", "8A97A5"))
		}
		p.Child = append(p.Child, borders)
	}
	first := "0"
	if t.HasHead() {
		first = "1"
	}
	p.Child = append(p.Child, with(el("tblLayout"), "type", "fixed"), with(el("tblLook"), "val", "0"+first+"20", "firstRow", first, "lastRow", "0", "firstColumn", "0", "lastColumn", "0", "noHBand", "1", "noVBand", "1"))
	return p
}

// row writes a row that stays on one page; that of the head is repeated on each.
func (w *writer) row(t markdown.Table, cells []markdown.Cell, widths []int, head func(column int) bool, repeated bool) *node {
	properties := el("trPr", el("cantSplit"))
	if repeated {
		properties.Child = append(properties.Child, el("tblHeader"))
	}
	row := el("tr", properties)
	for i, cell := range cells {
		row.Child = append(row.Child, w.cell(cell, t.Columns[i], widths[i], head(i)))
	}
	w.made += 2 + 4*len(cells)
	return row
}

func (w *writer) cell(c markdown.Cell, align markdown.Align, width int, head bool) *node {
	l, f := layout{style: w.styles.id("paragraph", styleCell)}, form{}
	if l.style == "" {
		l.close = true
	}
	if head {
		if id := w.styles.id("paragraph", styleHead); id != "" {
			l.style = id
		} else {
			f.bold = true
		}
	}
	l.align = map[markdown.Align]string{markdown.AlignCenter: "center", markdown.AlignRight: "right"}[align]
	return el("tc", el("tcPr", with(el("tcW"), "w", number(width), "type", "dxa")), w.paragraph(l, w.inlines(c, f)))
}

// Widths, in twentieths of a point.
const (
	letter  = 104 // of an average letter in a table
	padding = 232 // beside the text of a cell
)

// The lengths of text in letters by which columns get their widths.
const (
	shortLine = 18 // a line that is not broken where there is room, such as a date
	longLine  = 60 // a line that wants no more room
	longWord  = 30 // a word that may be broken
)

// columnWidths parts the width among the columns: each has room for its longest word
// and for short lines, where there is any, and what is left goes by the length of the
// text.
func columnWidths(t markdown.Table, width int, facts bool) []int {
	words, short, wish := needs(t)
	if facts && words[0] < width*3/10 {
		return []int{width * 3 / 10, width - width*3/10}
	}
	least := short
	if sum(short) > width {
		least = words
	}
	rest, wishes := width-sum(least), 0
	for i := range least {
		wish[i] = max(wish[i]-least[i], 0)
		wishes += wish[i]
	}
	out := make([]int, len(least))
	for i := range out {
		switch {
		case rest < 0:
			out[i] = least[i] * width / sum(least)
		case wishes == 0:
			out[i] = least[i] + rest/len(out)
		default:
			out[i] = least[i] + rest*wish[i]/wishes
		}
		out[i] = max(out[i], 1)
	}
	last := len(out) - 1
	out[last] = max(out[last]+width-sum(out), 1)
	return out
}

// needs are the widths that each column needs for its longest word, for that and its
// short lines, and for its longest line.
func needs(t markdown.Table) (words, short, lines []int) {
	n := len(t.Columns)
	words, short, lines = make([]int, n), make([]int, n), make([]int, n)
	for _, row := range append([][]markdown.Cell{t.Head}, t.Rows...) {
		for i, cell := range row {
			for line := range strings.SplitSeq(markdown.InlineText(cell), "\n") {
				size := utf8.RuneCountInString(line)
				lines[i] = max(lines[i], min(size, longLine))
				if size <= shortLine {
					short[i] = max(short[i], size)
				}
				for word := range strings.FieldsSeq(line) {
					words[i] = max(words[i], min(utf8.RuneCountInString(word), longWord))
				}
			}
		}
	}
	for i := range n {
		short[i] = max(short[i], words[i])
		words[i], short[i], lines[i] = words[i]*letter+padding, short[i]*letter+padding, lines[i]*letter+padding
	}
	return words, short, lines
}

func sum(list []int) int {
	total := 0
	for _, n := range list {
		total += n
	}
	return total
}
