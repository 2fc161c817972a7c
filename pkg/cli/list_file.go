package cli

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/sheet"
)

// A fileFormat is a form of a list that only another program can show.
type fileFormat struct {
	name  string
	write func(io.Writer, *record.Set, record.Type, []record.Item) error
}

// fileFormats are those of a kind: a spreadsheet, and cards of those who have addresses.
func fileFormats(t record.Type) []fileFormat {
	formats := []fileFormat{{"xlsx", writeSheet}}
	if name := t.Name(); name == network.Members.Name || name == network.Partners.Name {
		formats = append(formats, fileFormat{"vcf", writeCards})
	}
	return formats
}

// file is the format asked for where it is one of a file, else nil.
func (r *readFlags) file() *fileFormat {
	at := slices.IndexFunc(r.files, func(f fileFormat) bool { return f.name == r.format })
	if at < 0 {
		return nil
	}
	return &r.files[at]
}

// check reads --format, which the name of --out may say as well.
func (l *listFlags) check() error {
	if l.out != "" && l.format == "" && !l.structured() {
		format := strings.TrimPrefix(strings.ToLower(filepath.Ext(l.out)), ".")
		if format == "" || !slices.Contains(l.formats(), format) {
			return usagef("say it with --format, or name the file as in --out list.xlsx", "--out %q does not say in which format; there are %s", l.out, strings.Join(l.formats(), ", "))
		}
		l.format = format
	}
	return l.readFlags.check()
}

// into runs what writes to standard output with its output going into a file, where one
// is named. A file that cannot be made whole is not begun.
func (a *app) into(out, title string, write func() error) error {
	if out == "" {
		return write()
	}
	var b bytes.Buffer
	screen, terminal := a.env.Out, a.env.OutIsTerm
	a.env.Out, a.env.OutIsTerm = &b, false
	err := write()
	a.env.Out, a.env.OutIsTerm = screen, terminal
	if err != nil {
		return err
	}
	return a.deliver(out, title, b.Bytes())
}

// writeSheet writes records as a spreadsheet with the columns of their list.
func writeSheet(w io.Writer, _ *record.Set, t record.Type, items []record.Item) error {
	table := sheet.Table{Name: t.Folder(), Head: columnsOf(t)}
	if table.Name == "" {
		table.Name = t.Name()
	}
	forms := make([]*doc.Shape, len(table.Head))
	for i, name := range table.Head {
		if f, known := t.ColumnField(name); known {
			forms[i] = f.Shape
		}
	}
	for _, row := range rowsOf(t, items) {
		cells := make([]sheet.Cell, len(row))
		for i, value := range row {
			cells[i] = cellOf(forms[i], cell(value))
		}
		table.Rows = append(table.Rows, cells)
	}
	return sheet.Write(w, table)
}

// cellOf is a value as what it is: a day, a time, a number, text.
func cellOf(form *doc.Shape, value string) sheet.Cell {
	c := sheet.Cell{Text: value}
	if form == nil {
		return c
	}
	if form.Kind == doc.IntShape {
		c.Number = true
	}
	if isDay(doc.Field{Shape: form}) {
		if d, err := doc.ParseDate(value); err == nil {
			c.Time = d.Time()
		} else if t, err := doc.ParseLocalTime(value); err == nil {
			c.Time, c.Clock = t.In(time.UTC), true
		}
	}
	return c
}
