package cli

import (
	"io"
	"strings"

	"unmn/pkg/pdf"
	"unmn/pkg/render"
)

// writePDF writes a document as a PDF of the day of its version.
func writePDF(w io.Writer, d *render.Document) error {
	page := pdf.Page{Lang: d.Lang, Title: d.Title, Footer: d.Footer, Count: d.PageCount}
	if d.Date != "" {
		page.Date = d.Date.Time()
	}
	for _, p := range d.Properties {
		page.Properties = append(page.Properties, pdf.Property{Name: p.Name, Value: p.Value})
	}
	return pdf.Write(w, d.Tree, page)
}

// showable refuses to paint a terminal with a file that is not text.
func (a *app) showable(format string, binary bool, out string) error {
	if binary && out == "" && a.env.OutIsTerm {
		return usagef("add --out FILE."+format, "a terminal cannot show %s", strings.ToUpper(format))
	}
	return nil
}

// orList is a list of words with "or" before the last.
func orList(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
