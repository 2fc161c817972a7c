package word

import (
	"strconv"
	"strings"

	"unmn/pkg/markdown"
)

// An editReader reads the blocks of a document in their order.
type editReader struct {
	template *Template
	styles   map[string]paragraphStyle
	out      Edited
	about    map[string]*Balloon // the comments by their ids in the file
	order    []string            // the ids of the comments in the order of the text
	open     map[string]bool     // the comments whose words are being read
	held     *paragraphReader    // a paragraph whose end was deleted: the next one continues it
	row      *rowReader          // the row of a table that is being read
	field    fieldReader
}

// A rowReader collects the cells of a row.
type rowReader struct {
	cells   []string
	was     []string
	changes []Tracked
	filled  bool // the cell has a paragraph already
	gone    bool
}

// paragraphStyle is what a style says of a paragraph.
type paragraphStyle struct {
	heading int  // its level; 0 when it is none
	item    bool // paragraphs of it are items of a list
}

// paragraphStyles reads the styles by their ids.
func paragraphStyles(doc *document) map[string]paragraphStyle {
	out := map[string]paragraphStyle{}
	if doc == nil {
		return out
	}
	for _, s := range doc.Root().ChildElements() {
		name := child(s, "name")
		if !is(s, "style") || name == nil {
			continue
		}
		style := paragraphStyle{}
		if level, ok := strings.CutPrefix(strings.ToLower(attr(name, "val")), "heading "); ok {
			style.heading, _ = strconv.Atoi(level)
		}
		if p := child(s, "pPr"); p != nil {
			style.item = numbered(p)
		}
		out[attr(s, "styleId")] = style
	}
	return out
}

// numbered reports properties of a paragraph that make it an item of a list.
func numbered(properties *node) bool {
	n := child(properties, "numPr")
	if n == nil {
		return false
	}
	id := child(n, "numId")
	return id != nil && attr(id, "val") != "0"
}

// blocks reads what stands in an element that holds blocks.
func (r *editReader) blocks(e *node) {
	for _, c := range e.ChildElements() {
		if c.Space != "w" {
			if part := alternative(c); part != nil {
				r.blocks(part)
			}
			continue
		}
		switch c.Tag {
		case "p":
			r.paragraph(c)
		case "tbl":
			r.table(c)
		case "pPr", "tcPr", "trPr", "tblPr", "sdtPr", "sdtEndPr", "sectPr", "tblGrid":
		case "commentRangeStart", "commentRangeEnd":
			r.mark(c)
		default: // what wraps blocks: content controls, insertions
			r.blocks(c)
		}
	}
}

// alternative is the one of several forms of a content that is read: the first.
func alternative(e *node) *node {
	if e.Tag != "AlternateContent" {
		return nil
	}
	for _, c := range e.ChildElements() {
		if c.Tag == "Choice" {
			return c
		}
	}
	return nil
}

// table reads the rows of a table. One in a cell of another belongs to that cell.
func (r *editReader) table(e *node) {
	r.flush()
	for _, c := range e.ChildElements() {
		switch {
		case is(c, "tr") && r.row != nil:
			r.blocks(c)
		case is(c, "tr"):
			r.tableRow(c)
		case is(c, "sdt"), is(c, "sdtContent"), is(c, "customXml"), is(c, "ins"):
			r.table(c)
		}
	}
}

func (r *editReader) tableRow(e *node) {
	row := &rowReader{}
	r.row = row
	if p := child(e, "trPr"); p != nil {
		if ins := child(p, "ins"); ins != nil {
			row.changes = append(row.changes, tracked(ins, false, ""))
		}
		if del := child(p, "del"); del != nil {
			row.gone = true
			row.changes = append(row.changes, tracked(del, true, ""))
		}
	}
	r.cells(e)
	r.row = nil
	block := EditedBlock{Kind: EditedRow, Cells: row.cells, Gone: row.gone, Was: strings.Join(row.was, EditedBar), Changes: row.changes}
	if !row.gone {
		block.Text = []markdown.Inline{markdown.Text(strings.Join(row.cells, EditedBar))}
	}
	r.out.Blocks = append(r.out.Blocks, block)
}

// EditedBar parts the cells of a row.
const EditedBar = " | "

func (r *editReader) cells(e *node) {
	for _, c := range e.ChildElements() {
		switch {
		case is(c, "tc"):
			r.row.cells, r.row.was, r.row.filled = append(r.row.cells, ""), append(r.row.was, ""), false
			r.blocks(c)
			r.flush()
		case is(c, "sdt"), is(c, "sdtContent"), is(c, "customXml"):
			r.cells(c)
		}
	}
}

// add ends a block of the text, or adds a paragraph to a cell.
func (r *editReader) add(b EditedBlock) {
	if r.row == nil {
		r.out.Blocks = append(r.out.Blocks, b)
		return
	}
	r.row.changes = append(r.row.changes, b.Changes...)
	if last := len(r.row.cells) - 1; last >= 0 {
		r.row.cells[last] = joinWords(r.row.cells[last], readWords(b.Words()))
		r.row.was[last] = joinWords(r.row.was[last], b.Was)
	}
}

func joinWords(a, b string) string { return strings.TrimSpace(a + " " + b) }

// flush ends a paragraph whose end was deleted and that nothing continues.
func (r *editReader) flush() {
	if r.held != nil {
		p := r.held
		r.held = nil
		r.add(p.block())
	}
}

// close puts the comments in order, and drops blocks without a word: what has none
// says nothing, and Word and others add and drop such paragraphs freely.
func (r *editReader) close() {
	moved := make([]int, len(r.out.Blocks))
	kept := r.out.Blocks[:0]
	for i, b := range r.out.Blocks {
		moved[i] = len(kept)
		if b.Words() == "" && b.Was != "" {
			b.Gone = true
		}
		if b.Words() != "" || b.Gone && b.Was != "" {
			kept = append(kept, b)
		}
	}
	r.out.Blocks = kept
	place := func(block int) int {
		if block < 0 || block >= len(moved) || len(kept) == 0 {
			return -1
		}
		return min(moved[block], len(kept)-1)
	}
	for _, id := range r.order {
		b := r.about[id]
		b.Block, b.About = place(b.Block), readWords(b.About)
		r.out.Comments = append(r.out.Comments, *b)
	}
	for i := range r.out.Beside {
		r.out.Beside[i].Block = place(r.out.Beside[i].Block)
	}
}
