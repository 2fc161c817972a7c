package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/markdown"
)

// A Document is a finished document. Its properties are not in its text, where a
// minister would read them: Markdown has them in a comment at its end, HTML in its
// head.
type Document struct {
	Title      string
	Lang       string
	Tree       *markdown.Document
	Properties []Property
	text       string
}

// A Property says of a document what it was made of: unmn-document, unmn-subject,
// unmn-edition, unmn-records (the commit), unmn-reference, unmn-version, unmn-date
// and unmn-sha256, the hash of the text in Markdown.
type Property struct{ Name, Value string }

// document finishes a text that a template made.
func (b *builder) document(f form, text string) (*Document, error) {
	text += b.notes.foot(text)
	tree, err := markdown.Parse(text)
	if errors.Is(err, markdown.ErrLimit) {
		return nil, diag.List{{File: templatesDir + f.file(), Rule: RuleTemplate, Message: err.Error()}}
	}
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(text))
	d := &Document{Title: b.title, Lang: string(b.Lang), Tree: tree, text: text}
	add := func(name, value string) {
		if value != "" {
			d.Properties = append(d.Properties, Property{"unmn-" + name, value})
		}
	}
	add("document", string(f.name))
	add("subject", string(b.Subject))
	add("reference", b.reference)
	if b.Version > 0 {
		add("version", fmt.Sprint(b.Version))
	}
	add("date", string(b.Date))
	if b.On != b.Date {
		add("on", string(b.On))
	}
	add("language", string(b.Lang))
	add("edition", string(b.For))
	add("records", b.Commit)
	add("sha256", hex.EncodeToString(sum[:]))
	return d, nil
}

// Markdown is the document as Markdown, with the properties in a comment at the end.
func (d *Document) Markdown() string {
	var b strings.Builder
	b.WriteString(d.text + "\n<!--")
	for _, p := range d.Properties {
		// Neither "--" nor a line end may stand in a comment.
		value := strings.ReplaceAll(strings.Join(strings.Fields(p.Value), "_"), "--", "-")
		b.WriteString(" " + p.Name + "=" + strings.Trim(strings.ReplaceAll(value, ">", ""), "-"))
	}
	return b.String() + " -->\n"
}

// HTML writes the document as one page that needs no other file.
func (d *Document) HTML(w io.Writer) error {
	page := markdown.Page{Lang: d.Lang, Title: d.Title}
	for _, p := range d.Properties {
		page.Meta = append(page.Meta, markdown.Meta{Name: p.Name, Content: p.Value})
	}
	return markdown.HTML(w, d.Tree, page)
}

// Formats are the formats that Write knows, the usual one first.
func Formats() []string { return []string{"md", "html"} }

// Write is the document in one of the Formats.
func (d *Document) Write(w io.Writer, format string) error {
	switch format {
	case "md":
		_, err := io.WriteString(w, d.Markdown())
		return err
	case "html":
		// A page that cannot be written whole is not begun.
		var page bytes.Buffer
		if err := d.HTML(&page); err != nil {
			return err
		}
		_, err := page.WriteTo(w)
		return err
	}
	return fmt.Errorf("there is no format %q; there are %s", format, strings.Join(Formats(), ", "))
}

// dateOf is the first date that is there.
func dateOf(dates ...doc.Date) doc.Date {
	for _, d := range dates {
		if d != "" {
			return d
		}
	}
	return ""
}
