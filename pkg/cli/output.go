package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// readFlags are the flags of commands that show records.
type readFlags struct {
	json   string // "" no JSON; "*" all fields; else names
	format string
}

// jsonAll is what --json without names means.
const jsonAll = "*"

func (r *readFlags) add(a *app, cmd *cobra.Command) {
	a.addView(cmd)
	r.addForm(cmd)
}

// addForm adds the flags of the form alone.
func (r *readFlags) addForm(cmd *cobra.Command) {
	addJSONFlag(cmd.Flags(), &r.json)
	cmd.Flags().StringVar(&r.format, "format", "", "table, tsv, csv or md; a table on a terminal, tsv elsewhere")
}

// addShow is add for commands that show one record.
func (r *readFlags) addShow(a *app, cmd *cobra.Command) {
	a.addView(cmd)
	addJSONFlag(cmd.Flags(), &r.json)
}

func addJSONFlag(f *pflag.FlagSet, value *string) {
	f.StringVar(value, "json", "", "show JSON, of these fields only (--json=id,name)")
	f.Lookup("json").NoOptDefVal = jsonAll
}

// fields are the names given to --json; none means all.
func (r readFlags) fields() []string {
	if r.json == "" || r.json == jsonAll {
		return nil
	}
	return strings.Split(r.json, ",")
}

// printJSON writes a value as indented JSON.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.env.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// envelope is the form of every list of records in JSON.
func envelope(kind string, records []doc.Object) doc.Object {
	if records == nil {
		records = []doc.Object{}
	}
	return doc.Object{{Name: "version", Value: 1}, {Name: "kind", Value: kind}, {Name: "records", Value: records}}
}

// printRows writes rows in the form asked for: a table with a header on a terminal,
// tab-separated lines without one elsewhere.
func (a *app) printRows(format string, header []string, rows [][]string) error {
	format = a.form(format)
	for _, row := range rows {
		for i := range row {
			row[i] = cell(row[i])
		}
	}
	switch format {
	case "table":
		return writeTable(a.env.Out, a.env.Width, header, rows)
	case "tsv":
		return writeTSV(a.env.Out, rows)
	case "csv":
		return writeCSV(a.env.Out, header, rows)
	case "md":
		return writeMarkdown(a.env.Out, header, rows)
	}
	return usagef("", "--format cannot be %q; it is table, tsv, csv or md", format)
}

// form is the form of rows: the one asked for, the preferred one, or what suits where
// they go.
func (a *app) form(format string) string {
	switch {
	case format != "":
		return format
	case a.conf.Output != "":
		return a.conf.Output
	case a.env.OutIsTerm:
		return "table"
	}
	return "tsv"
}

// cell is a value on one line, harmless on a terminal.
func cell(s string) string { return diag.Defuse(strings.Join(strings.Fields(s), " ")) }

func writeTSV(w io.Writer, rows [][]string) error {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeCSV writes a byte-order mark, without which spreadsheets misread Cyrillic,
// and disarms cells that a spreadsheet would run.
func writeCSV(w io.Writer, header []string, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range append([][]string{header}, rows...) {
		safe := make([]string, len(row))
		for i, v := range row {
			safe[i] = disarm(v)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func disarm(s string) string {
	if s != "" && strings.ContainsRune("=+-@|%", rune(s[0])) {
		return "'" + s
	}
	return s
}

func writeMarkdown(w io.Writer, header []string, rows [][]string) error {
	var b strings.Builder
	line := func(row []string) {
		for _, v := range row {
			fmt.Fprintf(&b, "| %s ", strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;").Replace(v))
		}
		b.WriteString("|\n")
	}
	line(header)
	b.WriteString(strings.Repeat("| --- ", len(header)) + "|\n")
	for _, row := range rows {
		line(row)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
