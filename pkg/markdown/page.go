package markdown

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"regexp"
	"sync"
)

// A Page is what an HTML file says about the document in it.
type Page struct {
	Lang  string // language tag: "sr-Cyrl", "sr-Latn", "en"; required
	Title string // empty: the words of the first heading
	Meta  []Meta // in the order they are written
}

// A Meta is one property of the document: who made it, from which records.
type Meta struct {
	Name    string
	Content string
}

// languageTag is the shape of a tag of BCP 47, as far as a page needs it.
var languageTag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$`) })

// HTML writes a document as one file that needs no other: no script, no picture,
// one style sheet that also says how it is printed, and a policy that allows a
// browser nothing else. Same document and page, same bytes. The error is the
// writer's, or says that Lang is not a language tag.
func HTML(w io.Writer, doc *Document, page Page) error {
	if !languageTag().MatchString(page.Lang) {
		return fmt.Errorf("%q is not a language tag", page.Lang)
	}
	out := htmlWriter{bufio.NewWriter(w)}
	out.head(page, title(doc, page))
	out.raw("<body>\n<main>\n")
	out.blocks(doc.Blocks)
	out.raw("</main>\n</body>\n</html>\n")
	return out.Flush()
}

func (w htmlWriter) head(page Page, title string) {
	w.raw("<!DOCTYPE html>\n<html lang=\"" + page.Lang + "\">\n<head>\n<meta charset=\"utf-8\">\n")
	w.raw(`<meta http-equiv="Content-Security-Policy" content="` + policy() + "\">\n")
	w.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n")
	for _, m := range page.Meta {
		w.raw(`<meta name="`)
		w.text(m.Name)
		w.raw(`" content="`)
		w.text(m.Content)
		w.raw("\">\n")
	}
	w.raw("<title>")
	w.text(fold(title))
	w.raw("</title>\n<style>" + stylesheet + "</style>\n</head>\n")
}

// policy names the style sheet by its hash, so not even a style attribute that
// found its way in would apply.
func policy() string {
	sum := sha256.Sum256([]byte(stylesheet))
	hash := base64.StdEncoding.EncodeToString(sum[:])
	return "default-src 'none'; style-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'"
}

// title is never empty: a page without a title is not valid, and a tab without one
// cannot be found.
func title(doc *Document, page Page) string {
	if page.Title != "" {
		return page.Title
	}
	for _, b := range doc.Blocks {
		if h, ok := b.(Heading); ok {
			return InlineText(h.Text)
		}
	}
	return "Document"
}

// stylesheet is plain and official: a serif text on a measure that can be read,
// tables with thin lines, A4 with numbered pages in print.
const stylesheet = `
:root { color-scheme: light; }
html { font: 100%/1.5 "Liberation Serif", "Times New Roman", Times, serif; color: #1a1a1a; background: #fff; }
body { margin: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { font-family: "Liberation Sans", Arial, Helvetica, sans-serif; line-height: 1.25; margin: 1.6em 0 .5em; color: #123a63; }
h1 { font-size: 1.6rem; margin-top: 0; }
h2 { font-size: 1.25rem; border-bottom: 1px solid #b8c4d0; padding-bottom: .15em; }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, table, blockquote, pre { margin: 0 0 .8em; }
ul, ol { padding-left: 1.8em; }
li > ul, li > ol { margin-bottom: 0; }
a { color: #0b4f8a; }
blockquote { margin-left: 0; padding-left: 1em; border-left: 3px solid #b8c4d0; }
hr { border: 0; border-top: 1px solid #8a97a5; margin: 1.6em 0; }
table { border-collapse: collapse; width: 100%; font-size: .95em; line-height: 1.35; }
th, td { border: 1px solid #8a97a5; padding: .35em .55em; text-align: left; vertical-align: top; }
th { background: #eef2f6; font-family: "Liberation Sans", Arial, Helvetica, sans-serif; font-size: .9em; }
.left { text-align: left; }
.center { text-align: center; }
.right { text-align: right; }
code { font: .9em "Liberation Mono", Consolas, monospace; }
pre { white-space: pre-wrap; border: 1px solid #b8c4d0; padding: .6em .8em; }
@page { size: A4; margin: 25mm 20mm 22mm 25mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt "Liberation Sans", Arial, sans-serif; } }
@media print {
  html { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; color: #000; }
  thead { display: table-header-group; }
  tr, blockquote, pre { break-inside: avoid; }
  p, li { orphans: 3; widows: 3; }
  a { color: inherit; }
}
`
