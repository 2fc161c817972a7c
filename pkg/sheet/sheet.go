// Package sheet writes a table as a spreadsheet in the format of Excel (XLSX).
//
// [Write] is all there is. Use it for lists that people sort, filter and count in a
// spreadsheet; for programs there is CSV and JSON. Do not use it for documents, nor for
// anything with formulas, several sheets or a look of its own.
//
// It promises: a date is a date and a number a number; every other cell is text, stays
// text when it is edited, and is never a formula, whatever it begins with; the head
// stays in sight and has filters; same table, same bytes; no clock, no disk. A cell that is
// longer than the format allows ends with three dots.
//
// The usual library for the format adds six megabytes to the program and 5.6 ms to each
// start; these are five small files of XML in an archive.
package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// A Table is what a sheet shows.
type Table struct {
	Name string // of the sheet
	Head []string
	Rows [][]Cell
}

// A Cell is one value. A Time makes it a date, or a time of day on a date where Clock is
// set; Number makes a number of the Text.
type Cell struct {
	Text   string
	Time   time.Time
	Clock  bool
	Number bool
}

// The limits of the format.
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
	maxCell    = 32767 // units of UTF-16
	maxName    = 31
)

// ErrLimit is wrapped by the error for a table that no spreadsheet can hold.
var ErrLimit = errors.New("too large for a spreadsheet")

// Write writes a table as a file of Excel. The error is the writer's, or wraps ErrLimit.
func Write(w io.Writer, t Table) error {
	if len(t.Rows)+1 > maxRows || len(t.Head) > maxColumns {
		return fmt.Errorf("%w: %d rows of %d columns; it holds %d of %d", ErrLimit, len(t.Rows), len(t.Head), maxRows-1, maxColumns)
	}
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageLinks},
		{"xl/workbook.xml", workbook(t)},
		{"xl/_rels/workbook.xml.rels", workbookLinks},
		{"xl/styles.xml", styles},
		{"xl/worksheets/sheet1.xml", worksheet(t)},
	} {
		// Archives know no year before 1980; the day says nothing.
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return err
		}
	}
	return z.Close()
}

const (
	declaration  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	contentTypes = declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	packageLinks = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	workbookLinks = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`

	// The looks of cells, by their numbers: plain, the head, text, a date, a time on a
	// date, a number. Format 49 is text: what is typed into such a cell stays text.
	styles = declaration + `<styleSheet ` + mainSpace + `><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts>` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
		`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
		`<fill><patternFill patternType="solid"><fgColor rgb="FFEEF2F6"/><bgColor indexed="64"/></patternFill></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>` +
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
		`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>` +
		`<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>` +
		`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
)

// workbook names the sheet, and the cells that its filters are over.
func workbook(t Table) string {
	name := strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, t.Name))
	if r := []rune(name); len(r) > maxName {
		name = string(r[:maxName])
	}
	if name == "" {
		name = "Sheet1"
	}
	filter := ""
	if len(t.Head) > 0 {
		filter = fmt.Sprintf(`<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'%s'!$A$1:$%s$%d</definedName></definedNames>`,
			escaped(name), letters(len(t.Head)-1), len(t.Rows)+1)
	}
	return declaration + `<workbook ` + mainSpace + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="` +
		escaped(name) + `" sheetId="1" r:id="rId1"/></sheets>` + filter + `</workbook>`
}

// worksheet is the sheet: its head kept in sight, widths, cells, filters.
func worksheet(t Table) string {
	var b strings.Builder
	b.WriteString(declaration + `<worksheet ` + mainSpace + `><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>`)
	if len(t.Head) > 0 {
		b.WriteString("<cols>")
		for i, w := range widths(t) {
			fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, w)
		}
		b.WriteString("</cols>")
	}
	b.WriteString("<sheetData>")
	head := make([]Cell, len(t.Head))
	for i, h := range t.Head {
		head[i].Text = h
	}
	row(&b, 1, head, 1)
	for i, cells := range t.Rows {
		row(&b, i+2, cells, 2)
	}
	b.WriteString("</sheetData>")
	if len(t.Head) > 0 {
		fmt.Fprintf(&b, `<autoFilter ref="A1:%s%d"/>`, letters(len(t.Head)-1), len(t.Rows)+1)
	}
	b.WriteString("</worksheet>")
	return b.String()
}

// row writes one row, its text in a look.
func row(b *strings.Builder, number int, cells []Cell, look int) {
	fmt.Fprintf(b, `<row r="%d">`, number)
	for i, c := range cells {
		at := letters(i) + strconv.Itoa(number)
		switch serial, ok := c.serial(); {
		case ok && c.Clock:
			fmt.Fprintf(b, `<c r="%s" s="4"><v>%s</v></c>`, at, serial)
		case ok:
			fmt.Fprintf(b, `<c r="%s" s="3"><v>%s</v></c>`, at, serial)
		case c.Number && isNumber(c.Text):
			fmt.Fprintf(b, `<c r="%s" s="5"><v>%s</v></c>`, at, c.Text)
		case c.Text != "":
			fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, look, escaped(limited(c.Text)))
		}
	}
	b.WriteString("</row>")
}

// serial is a date as spreadsheets count: days since the end of 1899. They take 1900 for
// a leap year, so what is before March 1900 stays text.
func (c Cell) serial() (string, bool) {
	first := time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)
	at := time.Date(c.Time.Year(), c.Time.Month(), c.Time.Day(), c.Time.Hour(), c.Time.Minute(), 0, 0, time.UTC) // by the clock on the wall
	if c.Time.IsZero() || at.Before(first) || at.Year() > 9999 {
		return "", false
	}
	if !c.Clock {
		at = at.Truncate(24 * time.Hour)
	}
	days := at.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
	return strconv.FormatFloat(days, 'f', -1, 64), true
}

// isNumber reports a whole number that a spreadsheet keeps exactly.
func isNumber(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	return digits != "" && len(digits) <= 15 && strings.Trim(digits, "0123456789") == "" && (digits == "0" || digits[0] != '0')
}

// letters is the name of a column, counted from 0: A, B, Z, AA.
func letters(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// widths are wide enough for what most cells hold, in characters.
func widths(t Table) []int {
	out := make([]int, len(t.Head))
	for i, h := range t.Head {
		out[i] = utf8.RuneCountInString(h) + 4 // the button of the filter
	}
	for _, cells := range t.Rows {
		for i, c := range cells {
			if i < len(out) {
				out[i] = max(out[i], utf8.RuneCountInString(c.Text)+2)
			}
		}
	}
	for i, w := range out {
		out[i] = min(max(w, 8), 60)
	}
	return out
}

// limited is text no longer than a cell may be.
func limited(s string) string {
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	units, end := 0, 0 // of what leaves room for the dots
	for i, r := range s {
		units += utf16.RuneLen(r)
		if units <= maxCell-1 {
			end = i + utf8.RuneLen(r)
		}
	}
	if units <= maxCell {
		return s
	}
	return s[:end] + "…"
}

// escaped is text in XML. What looks like the escape of a character in this format is
// escaped itself; what XML cannot hold is replaced.
func escaped(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\r':
			b.WriteString("\n")
		case r == '_' && isEscape(s[i:]):
			b.WriteString("_x005F_")
		case r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isEscape reports that text begins as the format writes a character: _x000D_.
func isEscape(s string) bool {
	return len(s) >= 7 && s[1] == 'x' && s[6] == '_' && strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}
