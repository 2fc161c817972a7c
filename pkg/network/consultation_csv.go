package network

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// ConsultationRow is one row of a table of who was asked or what was answered, as a
// secretariat keeps it in a spreadsheet.
type ConsultationRow struct {
	Line           int // of the file, from 1
	Party          string
	Reply          Reply // its position, or NoReply
	Date           doc.Date
	Channel        Channel
	OurReference   string
	TheirReference string
	GivenBy        string
	Source         string
	Summary        string
	Disposition    Disposition
	Explanation    string
	NotAsked       string
}

// MaxConsultationRows is how many rows a table has at most.
const MaxConsultationRows = 1000

// consultationColumns are the columns a table may have, by the names of the fields.
func consultationColumns() []string {
	return []string{
		"party", "position", "date", "channel", "our_reference", "their_reference",
		"given_by", "source", "summary", "disposition", "explanation", "not_asked",
	}
}

// ParseConsultation reads a table as spreadsheets save it: comma-separated values
// with a first row that names the columns, in any order; semicolons and tabs separate
// as well, a byte-order mark and the case of the names do not matter. Columns are
// party, which every row has, and position, date, channel, our_reference,
// their_reference, given_by, source, summary, disposition, explanation, not_asked.
//
// The error wraps ErrUsage and tells everything that cannot be read, with its line.
func ParseConsultation(text string) ([]ConsultationRow, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	in := csv.NewReader(strings.NewReader(text))
	in.Comma = separatorOf(text)
	in.FieldsPerRecord = -1
	in.TrimLeadingSpace = true
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, usage("the table is empty: its first row names the columns, such as party,position")
	}
	if err != nil {
		return nil, usage("%v", err)
	}
	columns, err := columnsOf(header)
	if err != nil {
		return nil, err
	}
	var rows []ConsultationRow
	var wrong []error
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, usage("%v", err)
		}
		line, _ := in.FieldPos(0)
		row, err := consultationRow(columns, cells)
		row.Line = line
		switch {
		case err != nil:
			wrong = append(wrong, usage("line %d: %v", line, err))
		case row.Party != "":
			rows = append(rows, row)
		}
		if len(rows)+len(wrong) > MaxConsultationRows {
			return nil, usage("the table has more than %d rows", MaxConsultationRows)
		}
	}
	return rows, errors.Join(wrong...)
}

// separatorOf is what separates the cells of the first row.
func separatorOf(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	for _, r := range []rune{';', '\t'} {
		if strings.ContainsRune(first, r) {
			return r
		}
	}
	return ','
}

// columnsOf are the names of the columns as fields have them.
func columnsOf(header []string) ([]string, error) {
	var out []string
	var wrong []error
	known := consultationColumns()
	for _, cell := range header {
		name := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(cell)))
		switch {
		case name != "" && slices.Contains(out, name):
			wrong = append(wrong, usage("line 1: the column %q is there twice", name))
		case name == "" || slices.Contains(known, name):
		case diag.Nearest(name, known) != "":
			wrong = append(wrong, usage("line 1: there is no column %q; did you mean %q", name, diag.Nearest(name, known)))
		default:
			wrong = append(wrong, usage("line 1: there is no column %q; they are %s", name, strings.Join(known, ", ")))
		}
		out = append(out, name)
	}
	if wrong == nil && !slices.Contains(out, "party") {
		wrong = append(wrong, usage("line 1: no column is called party"))
	}
	return out, errors.Join(wrong...)
}

// consultationRow reads the cells of one row. A row without anything is an empty one.
func consultationRow(columns, cells []string) (ConsultationRow, error) {
	var row ConsultationRow
	var wrong []string
	anything := false
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		anything = true
		if i >= len(columns) || columns[i] == "" {
			wrong = append(wrong, fmt.Sprintf("%q stands in a column without a name", cell))
			continue
		}
		if err := row.set(columns[i], cell); err != nil {
			wrong = append(wrong, err.Error())
		}
	}
	if anything && row.Party == "" && wrong == nil {
		wrong = append(wrong, "it does not say which party it is about")
	}
	if wrong != nil {
		return row, errors.New(strings.Join(wrong, "; "))
	}
	return row, nil
}

// set reads one cell.
func (r *ConsultationRow) set(column, cell string) (err error) {
	switch column {
	case "party":
		r.Party = cell
	case "position":
		r.Reply, err = ParseReply(cell)
	case "date":
		r.Date, err = doc.ParseDate(cell)
	case "channel":
		r.Channel, err = wordOfCell[Channel]("channel", cell)
	case "our_reference":
		r.OurReference = cell
	case "their_reference":
		r.TheirReference = cell
	case "given_by":
		r.GivenBy = cell
	case "source":
		r.Source = cell
	case "summary":
		r.Summary = cell
	case "disposition":
		r.Disposition, err = wordOfCell[Disposition]("disposition", cell)
	case "explanation":
		r.Explanation = cell
	case "not_asked":
		r.NotAsked = cell
	}
	return err
}

// ParseReply reads a position, or that there was no reply, in any case and with a
// space for the dash.
func ParseReply(text string) (Reply, error) {
	if strings.EqualFold(text, "no-reply") || strings.EqualFold(text, "no reply") {
		return NoReply, nil
	}
	return wordOfCell[Reply]("position", text)
}

// wordOfCell reads a word of a vocabulary.
func wordOfCell[T interface {
	~string
	Values() []string
}](what, text string) (T, error) {
	if word, ok := vocabularyWord[T](text); ok {
		return word, nil
	}
	words := T("").Values()
	if near := diag.Nearest(strings.ToLower(text), words); near != "" {
		return "", usage("the %s cannot be %q; did you mean %q", what, text, near)
	}
	return "", usage("the %s cannot be %q; it is one of %s", what, text, strings.Join(words, ", "))
}
