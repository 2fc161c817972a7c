package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/markdown"
	"unmn/pkg/word"
)

// A Document is a finished document. Its properties are not in its text, where a
// minister would read them: Markdown has them in a comment at its end, HTML in its
// head.
type Document struct {
	Title      string
	Lang       string
	Footer     string // its reference, version and date, for the foot of each page
	PageCount  string // "page {1} of {2}" in its language
	Date       doc.Date
	Tree       *markdown.Document
	Properties []Property
	// WordTemplate takes the place of the register's template for documents in Word.
	WordTemplate *word.Template

	text      string
	view      any               // what the template saw, for templates of other formats
	about     map[string]string // what every document says of itself, for the same
	words     *words
	templates Templates
}

// document finishes a text that a template made of a view.
func (b *builder) document(f form, view any, text string) (*Document, error) {
	text = b.notes.below(text, f.name == ConsultationLetter && strings.Count("\n"+text, "\n# ") > 1)
	tree, err := markdown.Parse(text)
	if errors.Is(err, markdown.ErrLimit) {
		return nil, diag.List{{File: templatesDir + f.file(), Rule: RuleTemplate, Message: err.Error()}}
	}
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(text))
	d := &Document{Title: b.title, Lang: string(b.Lang), Footer: b.footer(), PageCount: b.words.texts["page"], Date: b.Date, Tree: tree, text: text, view: view, about: b.about(f), words: b.words, templates: b.Templates}
	d.Properties = b.properties(f, hex.EncodeToString(sum[:]))
	return d, nil
}

// footer is what the foot of each page says: which document this is of which day.
func (b *builder) footer() string {
	parts := []string{cmp.Or(b.reference, b.words.say("draft"))}
	if issue := b.issue(); issue != "" {
		parts = append(parts, issue)
	}
	return strings.Join(parts, " · ")
}

// issue is which version this is of which day, empty when no day is known.
func (b *builder) issue() string {
	switch {
	case b.issued != "":
		return string(b.date(b.issued))
	case b.Version > 0 && b.Date != "":
		return b.words.say("version") + " " + b.words.say("version.of", strconv.Itoa(b.Version), string(b.date(b.Date)))
	case b.Date != "":
		return string(b.date(b.Date))
	}
	return ""
}

// Property is the property of that name, "" when there is none.
func (d *Document) Property(name string) string {
	for _, p := range d.Properties {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
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

// Body is the document as Markdown without its properties, for the text of a mail.
func (d *Document) Body() string { return d.text }

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
