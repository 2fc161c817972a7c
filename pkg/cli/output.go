package cli

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/markdown"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/pkg/repo"
)

// readFlags are the flags of commands that show records.
type readFlags struct {
	json     string // "" no JSON; "*" all fields; else names
	format   string
	template string
	files    []fileFormat // what the command can write beside the forms of rows
}

// jsonAll is what --json without names means.
const jsonAll = "*"

func (r *readFlags) add(a *app, cmd *cobra.Command) {
	a.addView(cmd)
	r.addForm(cmd)
}

// addForm adds the flags of the form alone.
func (r *readFlags) addForm(cmd *cobra.Command) {
	f := cmd.Flags()
	addJSONFlag(f, &r.json)
	f.StringVar(&r.format, "format", "", orList(r.formats())+"; a table on a terminal, tsv elsewhere")
	f.StringVar(&r.template, "template", "", "text made of what is shown, such as '{{range .}}{{.id}}{{end}}'")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(r.formats(), cobra.ShellCompDirectiveNoFileComp))
}

func addJSONFlag(f *pflag.FlagSet, value *string) {
	f.StringVar(value, "json", "", "show JSON, of these fields only (--json=id,name)")
	f.Lookup("json").NoOptDefVal = jsonAll
}

// formats are the forms that rows are shown in.
func formats() []string { return []string{"table", "tsv", "csv", "md", "json"} }

// formats are what --format takes.
func (r *readFlags) formats() []string {
	names := formats()
	for _, f := range r.files {
		names = append(names, f.name)
	}
	return names
}

// check reads --format, and refuses two forms at once.
func (r *readFlags) check() error {
	if r.json != "" && r.format != "" || r.template != "" && r.json+r.format != "" {
		return usagef("", "--json, --format and --template each say how to show the records; give one of them")
	}
	if r.format == "" {
		return nil
	}
	format, err := pick(r.format, r.formats())
	if err != nil {
		return usagef("", "--format: %v", err)
	}
	if r.format = format; format == "json" {
		r.json = jsonAll
	}
	return nil
}

// checkLimit refuses a --limit that makes no sense.
func checkLimit(n int) error {
	if n < 0 {
		return usagef("", "--limit cannot be %d; 0 means all", n)
	}
	return nil
}

// printRecords shows records as JSON or by a template, where that was asked for; it
// is false where it was not.
func (a *app) printRecords(r readFlags, t record.Type, items []record.Item) (bool, error) {
	switch {
	case r.json != "":
		if err := knownFields(t, r.fields()); err != nil {
			return true, err
		}
		return true, a.printJSON(envelope(t.Name(), objects(items, r.fields())))
	case r.template != "":
		return true, a.printTemplate(r.template, objects(items, nil), t.Shape().Names())
	}
	return false, nil
}

// structured reports that JSON or a template was asked for.
func (r *readFlags) structured() bool { return r.json != "" || r.template != "" }

// printObjects shows objects with the members that are known as JSON, below head
// and under a name, or by a template.
func (a *app) printObjects(r readFlags, head doc.Object, name string, objects []doc.Object, known ...string) error {
	if r.template != "" {
		return a.printTemplate(r.template, objects, known)
	}
	objects, err := r.only(objects, known...)
	if err != nil {
		return err
	}
	return a.printJSON(append(head, doc.Member{Name: name, Value: objects}))
}

// printTemplate fills a template with objects as JSON has them; a field that one
// does not have is empty.
func (a *app) printTemplate(source string, records []doc.Object, names []string) error {
	text, err := json.Marshal(records)
	if err != nil {
		return err
	}
	var data []any
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&data); err != nil {
		return err
	}
	for _, one := range data {
		for _, name := range names {
			if fields := one.(map[string]any); fields[name] == nil {
				fields[name] = ""
			}
		}
	}
	out, err := render.Fill(source, data)
	if err != nil {
		return usagef("what is shown is gone through with `{{range .}}{{.NAME}}{{end}}`, NAME as in --json", "--%v", err)
	}
	_, err = io.WriteString(a.env.Out, out)
	return err
}

// fields are the names given to --json; none means all.
func (r readFlags) fields() []string {
	if r.json == "" || r.json == jsonAll {
		return nil
	}
	return strings.Split(r.json, ",")
}

// reading checks how a command shows what it reads, and gives it the records of HEAD as
// head does.
func (a *app) reading(ctx context.Context, flags *readFlags) (*record.Set, *repo.Snapshot, error) {
	if err := flags.check(); err != nil {
		return nil, nil, err
	}
	if err := a.configure(ctx); err != nil {
		return nil, nil, err
	}
	return a.head(ctx)
}

// fieldNames are the names of the fields of an object in JSON.
func fieldNames(o doc.Object) []string {
	var names []string
	for _, m := range o {
		names = append(names, m.Name)
	}
	return names
}

// printJSON writes a value as indented JSON, harmless on a terminal.
func (a *app) printJSON(v any) error {
	text, err := jsonText(v)
	if err != nil {
		return err
	}
	_, err = a.env.Out.Write(text)
	return err
}

// jsonText is a value as indented JSON, harmless on a terminal.
func jsonText(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return doc.EscapeJSON(b.Bytes()), nil
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
	if format = a.form(format); format == "table" {
		return writeTable(a.env.Out, a.env.Width, header, cells(rows))
	}
	return writeRows(a.env.Out, format, header, rows)
}

// writeRows writes rows in a form that is not for a terminal.
func writeRows(w io.Writer, format string, header []string, rows [][]string) error {
	switch rows = cells(rows); format {
	case "tsv":
		return writeTSV(w, rows)
	case "csv":
		return writeCSV(w, header, rows)
	case "md":
		return writeMarkdown(w, header, rows)
	}
	return usagef("", "the preference output cannot be %q; it is table, tsv, csv or md", format)
}

// cells makes every value a cell, in place.
func cells(rows [][]string) [][]string {
	for _, row := range rows {
		for i := range row {
			row[i] = cell(row[i])
		}
	}
	return rows
}

// printCommanded writes a table in which what can be typed stands whole, below its row:
// a command that is shortened is none. last is the command of each row; it may be empty.
func (a *app) printCommanded(header []string, rows [][]string, last []string) error {
	below := make([][]string, len(rows))
	for i, command := range last {
		if command != "" {
			below[i] = []string{"-> " + command}
		}
	}
	return a.printBelow(header, rows, below)
}

// printBelow writes a table with whole lines below its rows.
func (a *app) printBelow(header []string, rows, below [][]string) error {
	var table bytes.Buffer
	if err := writeTable(&table, a.env.Width, header, cells(rows)); err != nil {
		return err
	}
	var b strings.Builder
	for i, line := range strings.SplitAfter(table.String(), "\n") {
		b.WriteString(line)
		if i > 0 && i <= len(below) {
			for _, text := range below[i-1] {
				fmt.Fprintf(&b, "    %s\n", cell(text))
			}
		}
	}
	_, err := io.WriteString(a.env.Out, b.String())
	return err
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

// disarm makes text of a cell that a spreadsheet would run; some take the wide forms of
// the signs for the signs.
func disarm(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	if s != "" && strings.ContainsRune("=+-@|%\uff1d\uff0b\uff0d\uff20", first) {
		return "'" + s
	}
	return s
}

func writeMarkdown(w io.Writer, header []string, rows [][]string) error {
	var b strings.Builder
	line := func(row []string) {
		for _, v := range row {
			fmt.Fprintf(&b, "| %s ", markdown.EscapeCell(v))
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
