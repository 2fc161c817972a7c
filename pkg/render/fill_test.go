package render

import (
	"errors"
	"strings"
	"testing"
)

func TestFill(t *testing.T) {
	data := []any{
		map[string]any{"id": "a", "with": []any{"x", "y"}, "name": "A\x1b[31m"},
		map[string]any{"id": "b"},
	}
	for source, want := range map[string]string{
		`{{range .}}{{.id}}:{{join "+" .with}} {{end}}`:                "a:x+y b: ",
		`{{range .}}{{if eq .id "a"}}{{.name}}{{end}}{{end}}`:          "A\uFFFD[31m",
		`{{range .}}{{.missing}}{{end}}`:                               "",
		`{{len .}}	{{index . 1 "id"}}`:                                 "2	b",
		`{{range $i, $r := .}}{{with $r.id}}{{print .}}{{end}}{{end}}`: "ab",
	} {
		if got, err := Fill(source, data); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", source, got, err, want)
		}
	}
	loop := strings.Repeat(`{{range $x}}`, 24) + "x" + strings.Repeat(`{{end}}`, 24)
	for source, want := range map[string]string{
		`{{printf "%999999999d" 1}}`:             `there is no function "printf"; there are join, and, or`,
		`{{range 1000000000}}{{end}}`:            "goes round a number",
		`{{define "x"}}{{template "x"}}{{end}}`:  "defines a template of its own",
		`{{template "x"}}`:                       `calls a template "x"`,
		`{{block "x" .}}{{end}}`:                 "defines a template of its own",
		`{{range .}}{{.id`:                       "unclosed action",
		`{{countStep 1}}`:                        `no function "countStep"`,
		`{{if call .}}{{end}}`:                   `no function "call"`,
		`{{with html .}}{{else}}{{js .}}{{end}}`: `no function "html"`,
		`{{range .}}{{.id.deeper}}{{end}}`:       "deeper",
		`{{range .}}{{join .id ","}}{{end}}`:     "join takes a separator and a list",
		`{{$x := .}}` + loop:                     "grows beyond all bounds",
	} {
		if _, err := Fill(source, data); !errors.Is(err, ErrFill) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, want %q", source, err, want)
		}
	}
}
