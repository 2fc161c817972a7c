package cli

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"unmn/pkg/diag"
	"unmn/pkg/markdown"
	"unmn/pkg/pdf"
	"unmn/pkg/render"
	"unmn/pkg/word"
)

// maxText is how many bytes a document that is text may have; a long one has some 200 KB.
const maxText = 8 << 20

// A copyRead is what can be read out of a document, whoever wrote it.
type copyRead struct {
	format     string // one of documentFormats
	properties []render.Property
	passages   []render.Passage // its words; none of a PDF
	text       string           // of Markdown, without its properties; of HTML, all but its properties
	unit       string           // what a passage is called
	program    string           // what saved it last; "" when it does not say
}

// errNoDocument is a file that is none of the formats of documents.
type errNoDocument struct{ message string }

func (e *errNoDocument) Error() string { return e.message }

// readCopy reads a file by what is in it, not by its name.
func readCopy(name string, data []byte) (copyRead, error) {
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 1024)], []byte("\ufeff")), " \t\r\n")
	begins := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return len(head) >= len(w) && strings.EqualFold(string(head[:len(w)]), w) })
	}
	switch {
	case len(data) == 0:
		return copyRead{}, &errNoDocument{"it is empty"}
	case begins("%PDF-"):
		return readPDF(data)
	case begins("PK\x03\x04"):
		return readWord(name, data)
	case begins("\xd0\xcf\x11\xe0"):
		return copyRead{}, &errNoDocument{"it is a file of Office before 2007, or one with a password; documents of unmn in Word are .docx"}
	case begins("BEGIN:VCALENDAR"):
		return copyRead{}, &errNoDocument{"it is a calendar, which is no document; `unmn calendar` makes it anew"}
	case isMail(head):
		return copyRead{}, &errNoDocument{"it is a mail, which is no document; verify the files that are enclosed in it"}
	case begins("BEGIN:VCARD"):
		return copyRead{}, &errNoDocument{"it holds cards for an address book, which are no document; `unmn member list --out members.vcf` makes them anew"}
	case len(data) > maxText:
		return copyRead{}, &errNoDocument{fmt.Sprintf("it has more than %d MB, which no document of unmn has", maxText>>20)}
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		return copyRead{}, &errNoDocument{"it is none of " + orList(documentFormatNames())}
	case begins("<!doctype html", "<html"):
		return readHTML(string(data)), nil
	}
	c := copyRead{format: "md", unit: "line"}
	c.text, c.properties = render.ReadMarkdown(string(data))
	c.passages = render.Passages(c.text)
	return c, nil
}

// isMail reports that a file begins as a mail does: with the fields of its head.
func isMail(head []byte) bool {
	first, _, _ := bytes.Cut(head, []byte(":"))
	return slices.Contains([]string{"from", "to", "subject", "date", "received", "return-path", "message-id", "mime-version"}, string(bytes.ToLower(first))) &&
		bytes.Contains(bytes.ToLower(head), []byte("\nmime-version:"))
}

// propertyLine is a line of a page that says a property and nothing else.
var propertyLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^<meta name="unmn-[a-z0-9]+" content="[^"<>]*">$`) })

// readHTML reads a page.
func readHTML(page string) copyRead {
	c := copyRead{format: "html", unit: "line of text"}
	meta, lines := markdown.ReadBack(page)
	for _, m := range meta {
		c.properties = append(c.properties, render.Property{Name: m.Name, Value: m.Content})
	}
	for _, l := range lines {
		c.passages = append(c.passages, render.Passage(l))
	}
	// What is no property counts to the last sign: a script would show other words.
	var b strings.Builder
	for line := range strings.Lines(strings.TrimPrefix(page, "\ufeff")) {
		line = strings.TrimRight(line, "\r\n")
		if !propertyLine().MatchString(line) {
			b.WriteString(line + "\n")
		}
	}
	c.text = b.String()
	return c
}

// readPDF reads the properties of a PDF: the words on its pages are not compared.
func readPDF(data []byte) (copyRead, error) {
	c := copyRead{format: "pdf"}
	list, producer, err := pdf.Properties(data, "unmn-document")
	if err != nil && !errors.Is(err, pdf.ErrNoProperties) {
		return c, err
	}
	for _, p := range list {
		c.properties = append(c.properties, render.Property(p))
	}
	if producer != "unmn" {
		c.program = diag.Defuse(producer)
	}
	return c, nil
}

// What stands in a document in Word beside its text, under these headings.
const (
	aroundText = "headers, footers, notes and comments"
	linksOf    = "links"
	activeOf   = "macros and embedded files"
)

// readWord reads a document in Word, or says what else is in the package.
func readWord(name string, data []byte) (copyRead, error) {
	c := copyRead{format: wordFormat, unit: "paragraph"}
	m, err := word.ReadBack(name, data)
	switch {
	case err != nil && bytes.Contains(data, []byte("xl/workbook")):
		return c, &errNoDocument{"it is a spreadsheet, which is no document; `list --out FILE.xlsx` makes it anew"}
	case err != nil && bytes.Contains(data, []byte("vnd.oasis.opendocument")):
		return c, &errNoDocument{"it was saved as OpenDocument; documents of unmn in Word are .docx"}
	case err != nil:
		var list diag.List
		if errors.As(err, &list) && len(list) > 0 {
			err = errors.New(list[0].Message)
		}
		return c, err
	}
	for _, p := range m.Properties {
		c.properties = append(c.properties, render.Property(p))
	}
	for _, p := range m.Text {
		c.passages = append(c.passages, render.Passage(p))
	}
	for _, more := range []struct {
		heading string
		list    []string
	}{{aroundText, m.Around}, {linksOf, m.Links}, {activeOf, m.Active}} {
		c.passages = append(c.passages, render.Passage{Text: more.heading, Heading: true})
		for _, text := range more.list {
			c.passages = append(c.passages, render.Passage{Text: text})
		}
	}
	c.program, _, _ = strings.Cut(m.Program, "$") // LibreOffice tells all of itself
	return c, nil
}
