package cli

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
)

// painting are characters that paint a terminal, hide text or turn it around.
const painting = "a\x00\x07\x1b[2J\x1b]0;x\x07\r\b\x7f\u0085\u009b2J\u00ad\u061c\u200b\u200f\u202e\u2028\u2029\u2066\ufeff\ufff9\U000e0041z"

// Records that could be read hold none of these. What writes them does not rely on it:
// every text of every kind, in every form in which records are shown, is harmless.
func TestNoRecordPaintsTheTerminal(t *testing.T) {
	for _, kind := range network.Types() {
		rec := kind.New()
		paint(kind.Shape(), reflect.ValueOf(rec).Elem())
		var out, notes bytes.Buffer
		a := &app{env: Env{Out: &out, Err: &notes, Width: 80}, conf: &config{}}
		harmless := func(form string, err error) {
			t.Helper()
			if err != nil {
				t.Errorf("%s as %s: %v", kind.Name(), form, err)
			}
			if text := strings.ReplaceAll(strings.TrimPrefix(out.String(), "\ufeff"), "\r\n", "\n"); !strings.Contains(text, "z") || strings.IndexFunc(text, paints) >= 0 {
				t.Errorf("%s as %s: %q", kind.Name(), form, text)
			}
			out.Reset()
		}
		out.Write(doc.Encode(kind.Shape(), rec, ""))
		harmless("the text of its file", nil)
		harmless("JSON", a.printJSON(doc.JSON(kind.Shape(), rec)))
		for _, form := range []string{"table", "tsv", "csv", "md"} {
			harmless(form, a.printRows(form, []string{"id", "name"}, [][]string{{painting, "=" + painting}}))
		}
	}
}

func TestNoProblemPaintsTheTerminal(t *testing.T) {
	var out bytes.Buffer
	a := &app{env: Env{Err: &out}}
	a.note("note: %s", painting)
	if err := diag.Print(&out, diag.List{{File: painting, Line: 1, Column: 2, Rule: "value", Message: painting, Hint: painting, Excerpt: painting}}); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); strings.Count(text, "z") < 5 || strings.IndexFunc(text, paints) >= 0 {
		t.Errorf("%q", text)
	}
}

// paints reports what no line on a terminal may hold but tabs between its cells.
func paints(r rune) bool { return r != '\n' && r != '\t' && diag.Unsafe(r) }

// paint puts the characters into every text of a record.
func paint(s *doc.Shape, v reflect.Value) {
	switch s.Kind {
	case doc.StructShape:
		for _, f := range s.Fields {
			fv := f.In(v)
			if f.Pointer {
				fv.Set(reflect.New(fv.Type().Elem()))
				fv = fv.Elem()
			}
			paint(f.Shape, fv)
		}
	case doc.ListShape:
		v.Set(reflect.MakeSlice(s.Type, 2, 2))
		paint(s.Elem, v.Index(0))
		paint(s.Elem, v.Index(1))
	case doc.TextShape:
		v.Set(reflect.ValueOf(doc.Text{"en": painting, "sr-Cyrl": painting + "\n" + painting}))
	case doc.IntShape:
		v.SetInt(1)
	case doc.BoolShape:
		v.SetBool(true)
	default:
		if v.Kind() == reflect.String {
			v.SetString(painting)
		}
	}
}
