package cli

import (
	"bytes"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// writeTable writes an aligned table with a header, no wider than width cells when
// width is not 0: the widest columns are shortened. Cells are on one line and free
// of control characters. It writes once, so that a failing writer is an error.
func writeTable(w io.Writer, width int, header []string, rows [][]string) error {
	if len(rows) == 0 {
		return nil
	}
	head := make([]string, len(header))
	for i, h := range header {
		head[i] = strings.ToUpper(h)
	}
	fit(width, head, rows)
	var b bytes.Buffer
	table := tablewriter.NewTable(&b,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders:  tw.BorderNone,
			Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.LinesNone},
		})),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAlignment(tw.AlignLeft),
		tablewriter.WithRowAlignment(tw.AlignLeft),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithPadding(tw.Padding{Left: "", Right: "  ", Overwrite: true}),
	)
	table.Header(head)
	if err := table.Bulk(rows); err != nil {
		return err
	}
	if err := table.Render(); err != nil {
		return err
	}
	var out bytes.Buffer
	for line := range strings.Lines(b.String()) {
		out.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	_, err := w.Write(out.Bytes())
	return err
}

// fit shortens the widest columns until the table is no wider than width.
func fit(width int, header []string, rows [][]string) {
	if width <= 0 {
		return
	}
	widths := make([]int, len(header))
	for _, row := range append([][]string{header}, rows...) {
		for i, v := range row {
			widths[i] = max(widths[i], len([]rune(v)))
		}
	}
	total := 2 * len(widths)
	for _, n := range widths {
		total += n
	}
	for total > width {
		widest := 0
		for i, n := range widths {
			if i > 0 && n > widths[widest] || widest == 0 && i > 0 {
				widest = i
			}
		}
		if widths[widest] <= 8 {
			break
		}
		widths[widest]--
		total--
	}
	for _, row := range append([][]string{header}, rows...) {
		for i, v := range row {
			if r := []rune(v); len(r) > widths[i] {
				row[i] = string(r[:widths[i]-1]) + "…"
			}
		}
	}
}
