package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/thedatashed/xlsxreader"
)

// hostile are texts that try to be a formula, markup, or more than a cell holds.
var hostile = []string{
	"plain", "=1+1", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "1e5", "007", "2026-12-03", "TRUE", "<b>&\"'</b>", "]]>", "_x000D_", "_x005F_x0041_",
	"Љубица", "а̑ c̈", "שלום مرحبا", "😀", "  both ends  ", "a\nb", "",
}

func sample() Table {
	t := Table{Name: "members: [a]'s / list that is longer than a name may be", Head: []string{"id", "name", "since", "begins", "number"}}
	at := time.Date(2026, 12, 3, 10, 30, 0, 0, time.UTC)
	for _, text := range hostile {
		t.Rows = append(t.Rows, []Cell{{Text: text}, {Text: text}, {Text: "2026-12-03", Time: at}, {Text: "2026-12-03 10:30", Time: at, Clock: true}, {Text: "42", Number: true}})
	}
	return t
}

func written(t testing.TB, table Table) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, table); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryCellIsWhatItWas(t *testing.T) {
	table := sample()
	data := written(t, table)
	if !bytes.Equal(data, written(t, table)) {
		t.Error("the same table gave other bytes")
	}
	back, err := xlsxreader.NewReader(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Sheets) != 1 || back.Sheets[0] != "members   a  s   list that is l" {
		t.Errorf("the sheets are %q", back.Sheets)
	}
	rows := 0
	for row := range back.ReadRows(back.Sheets[0]) {
		if row.Error != nil {
			t.Fatal(row.Error)
		}
		rows++
		if row.Index == 1 {
			continue
		}
		want := table.Rows[row.Index-2]
		got := map[string]xlsxreader.Cell{}
		for _, c := range row.Cells {
			got[c.Column] = c
		}
		// The reader leaves the escapes of the format as they are.
		text := strings.ReplaceAll(got["B"].Value, "_x005F_", "_")
		if text != want[1].Text || want[1].Text != "" && got["B"].Type != xlsxreader.TypeString {
			t.Errorf("%q came back as %q of type %s", want[1].Text, got["B"].Value, got["B"].Type)
		}
		if got["C"].Value != "2026-12-03" || got["C"].Type != xlsxreader.TypeDateTime || got["D"].Value != "2026-12-03T10:30:00Z" {
			t.Errorf("the dates are %v and %v", got["C"], got["D"])
		}
		if got["E"].Value != "42" || got["E"].Type != xlsxreader.TypeNumerical {
			t.Errorf("the number is %v", got["E"])
		}
	}
	if rows != len(table.Rows)+1 {
		t.Errorf("there are %d rows", rows)
	}
}

// Python's library for the format reads the same, escapes included. Where it is missing
// the test is skipped, unless UNMN_READERS=all asks for every reader.
func TestOpenpyxlReadsTheSame(t *testing.T) {
	python := ""
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import openpyxl").Run() == nil {
			python = name
			break
		}
	}
	if python == "" && os.Getenv("UNMN_READERS") == "all" {
		t.Fatal("there is no Python with openpyxl")
	} else if python == "" {
		t.Skip("there is no Python with openpyxl")
	}
	file := filepath.Join(t.TempDir(), "list.xlsx")
	if err := os.WriteFile(file, written(t, sample()), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, "-c", `
import json, sys, openpyxl
ws = openpyxl.load_workbook(sys.argv[1]).active
assert ws.freeze_panes == "A2" and ws.auto_filter.ref == "A1:E%d" % ws.max_row, (ws.freeze_panes, ws.auto_filter.ref)
rows = []
for row in ws.iter_rows(min_row=2):
    assert all(c.data_type != "f" for c in row)
    assert row[2].is_date and row[2].value.isoformat() == "2026-12-03T00:00:00", row[2].value
    assert row[3].is_date and row[3].value.isoformat() == "2026-12-03T10:30:00", row[3].value
    assert row[4].value == 42 and (row[1].value is None or row[1].number_format == "@")
    rows.append(row[1].value or "")
print(json.dumps(rows))
`, file).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("%s", exit.Stderr)
		}
		t.Fatal(err)
	}
	var got []string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	for i, want := range hostile {
		if got[i] != want && !strings.Contains(want, "_x00") {
			t.Errorf("%q came back as %q", want, got[i])
		}
	}
}

func TestWhatDoesNotFit(t *testing.T) {
	if err := Write(&bytes.Buffer{}, Table{Rows: make([][]Cell, maxRows)}); !errors.Is(err, ErrLimit) {
		t.Errorf("a table of %d rows: %v", maxRows, err)
	}
	for n, want := range map[int]int{maxCell: maxCell, maxCell + 1: maxCell} {
		if got := limited(strings.Repeat("x", n)); len([]rune(got)) != want || n > maxCell != strings.HasSuffix(got, "…") {
			t.Errorf("%d characters became %d", n, len([]rune(got)))
		}
	}
	if got := limited(strings.Repeat("😀", maxCell)); len([]rune(got)) != maxCell/2+1 {
		t.Errorf("pairs became %d characters", len([]rune(got)))
	}
	for day, want := range map[string]string{"1900-02-28": "", "1900-03-01": "61", "2026-12-03": "46359", "10000-01-01": ""} {
		at, err := time.Parse("2006-01-02", day)
		if err == nil {
			if got, _ := (Cell{Time: at}).serial(); got != want {
				t.Errorf("%s is day %s, want %s", day, got, want)
			}
		}
	}
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA"} {
		if got := letters(i); got != want {
			t.Errorf("column %d is %s, want %s", i, got, want)
		}
	}
}

func FuzzWrite(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		data := written(t, Table{Name: name, Head: []string{text}, Rows: [][]Cell{{{Text: text + "x"}}, {{Text: text, Number: true}}}})
		back, err := xlsxreader.NewReader(data)
		if err != nil {
			t.Fatal(err)
		}
		for row := range back.ReadRows(back.Sheets[0]) {
			if row.Error != nil || len(row.Cells) > 1 {
				t.Fatalf("%v, %v", row.Cells, row.Error)
			}
		}
	})
}
