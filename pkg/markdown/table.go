package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
)

// table translates a table; goldmark gives every row as many cells as the head.
func (t *translator) table(n *tables.Table) Block {
	table := Table{}
	for _, a := range n.Alignments {
		table.Columns = append(table.Columns, alignOf(a))
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		cells := t.row(row)
		if row.Kind() == tables.KindTableHeader {
			table.Head = cells
		} else {
			table.Rows = append(table.Rows, cells)
		}
	}
	return table
}

func alignOf(a tables.Alignment) Align {
	switch a {
	case tables.AlignLeft:
		return AlignLeft
	case tables.AlignCenter:
		return AlignCenter
	case tables.AlignRight:
		return AlignRight
	default:
		return AlignDefault
	}
}

func (t *translator) row(n ast.Node) []Cell {
	t.inCell = true
	defer func() { t.inCell = false }()
	var cells []Cell
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		cells = append(cells, t.line(cell))
	}
	if rest := t.surplus(n.LastChild()); rest != "" {
		last := &line{}
		t.children(last, n.LastChild())
		last.text(" | " + rest)
		cells[len(cells)-1] = last.tidy()
	}
	return cells
}

// surplus is what a row has beyond its last column. goldmark drops it; a reader
// would not know that something is missing.
func (t *translator) surplus(last ast.Node) string {
	if last == nil || last.Lines() == nil || last.Lines().Len() == 0 {
		return ""
	}
	rest := t.source[last.Lines().At(0).Stop:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	s := strings.TrimPrefix(strings.TrimSpace(string(rest)), "|")
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "|"))
}
