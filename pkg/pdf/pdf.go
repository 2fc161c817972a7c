package pdf

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"

	"unmn/pkg/markdown"
)

// A Page is what the file says about the document in it, and what every page of it
// bears.
type Page struct {
	Lang       string     // language tag: "sr-Cyrl", "sr-Latn", "en"
	Title      string     // shown by readers, and at the head of every page but the first
	Footer     string     // at the foot of every page: reference, version, date
	Count      string     // "page {1} of {2}"; without {1} there are no numbers
	Date       time.Time  // of the document; the file has no date where it is zero
	Properties []Property // in the order they are written
}

// A Property is one property of the document: from which records it was made.
type Property struct{ Name, Value string }

// Write writes a document as a PDF. The error is the writer's; nothing in a tree or a
// Page is refused.
func Write(w io.Writer, doc *markdown.Document, page Page) error {
	page.Title, page.Footer = plain(page.Title), plain(page.Footer)
	c, err := compose(doc, page)
	if err != nil {
		return err
	}
	pages := c.putSheets()
	c.putTree()
	fonts, err := c.putFonts()
	if err != nil {
		return err
	}
	if err := c.putContent(pages, fonts); err != nil {
		return err
	}
	meta := c.file.reserve()
	c.file.stream(meta, "/Type/Metadata/Subtype/XML", []byte(metadata(page)))
	catalog := "<</Type/Catalog/Pages " + pages.String() + "/StructTreeRoot " + c.tree.ref.String() +
		"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Metadata " + meta.String() +
		"/Lang" + textString(plain(page.Lang))
	if outlines := c.putBookmarks(); outlines != 0 {
		catalog += "/Outlines " + outlines.String()
	}
	return c.file.finish(w, c.file.add(catalog+">>"), c.file.add(info(page)))
}

// plain is text on one line, without what paints or hides.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) || r == unicode.ReplacementChar {
			return ' '
		}
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)), " ")
}

// info is the dictionary of properties.
func info(page Page) string {
	var b strings.Builder
	b.WriteString("<</Title" + textString(page.Title) + "/Producer(unmn)")
	if !page.Date.IsZero() {
		b.WriteString("/CreationDate(D:" + page.Date.UTC().Format("20060102150405") + "Z)")
	}
	for _, p := range page.Properties {
		b.WriteString(nameOf(p.Name) + textString(plain(p.Value)))
	}
	return b.String() + ">>"
}

// metadata is the same for readers of XMP, with the claim that the file is accessible.
func metadata(page Page) string {
	x := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
	date := ""
	if !page.Date.IsZero() {
		date = "<xmp:CreateDate>" + page.Date.UTC().Format(time.RFC3339) + "</xmp:CreateDate>"
	}
	return "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + x.Replace(page.Title) + `</rdf:li></rdf:Alt></dc:title>` +
		`<dc:language><rdf:Bag><rdf:li>` + x.Replace(plain(page.Lang)) + `</rdf:li></rdf:Bag></dc:language>` + date +
		`<pdf:Producer>unmn</pdf:Producer><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>` +
		"\n<?xpacket end=\"r\"?>"
}

// numbered is the words for "page 2 of 5".
func numbered(format string, page, of int) string {
	if !strings.Contains(format, "{1}") {
		return ""
	}
	return strings.NewReplacer("{1}", strconv.Itoa(page), "{2}", strconv.Itoa(of)).Replace(format)
}

// A bookmark leads to a heading.
type bookmark struct {
	level int
	title string
	at    place
}

// A place is where something stands.
type place struct {
	sheet *sheet
	y     float64 // from the top
}

// destination is how a PDF says a place.
func (p place) destination() string {
	return fmt.Sprintf("[%s/XYZ null %s null]", p.sheet.ref, number(min(pageHeight-p.y+12, pageHeight)))
}

// putBookmarks writes the outline of the document; 0 where it has no heading.
func (c *composer) putBookmarks() ref {
	if len(c.bookmarks) == 0 {
		return 0
	}
	root := c.file.reserve()
	first, last, count := c.putOutline(root, c.bookmarks)
	c.file.put(root, fmt.Sprintf("<</Type/Outlines/First %s/Last %s/Count %d>>", first, last, count))
	return root
}

// putOutline writes the bookmarks of one level, and those below each.
func (c *composer) putOutline(parent ref, marks []bookmark) (first, last ref, count int) {
	var starts []int
	for i, m := range marks {
		if i == 0 || m.level <= marks[starts[len(starts)-1]].level {
			starts = append(starts, i)
		}
	}
	refs := make([]ref, len(starts))
	for i := range starts {
		refs[i] = c.file.reserve()
	}
	count = len(starts)
	for i, start := range starts {
		end := len(marks)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		entries := fmt.Sprintf("/Title%s/Parent %s/Dest%s", textString(marks[start].title), parent, marks[start].at.destination())
		if below := marks[start+1 : end]; len(below) > 0 {
			head, tail, n := c.putOutline(refs[i], below)
			entries += fmt.Sprintf("/First %s/Last %s/Count %d", head, tail, n)
			count += n
		}
		if i > 0 {
			entries += "/Prev " + refs[i-1].String()
		}
		if i+1 < len(refs) {
			entries += "/Next " + refs[i+1].String()
		}
		c.file.put(refs[i], "<<"+entries+">>")
	}
	return refs[0], refs[len(refs)-1], count
}
