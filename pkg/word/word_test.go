package word_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/markdown"
	"unmn/pkg/word"
	"unmn/templates"
)

// file is a Word file by its parts.
type file map[string]string

// namespaces are those that a part of Word declares.
const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// branded is a template as somebody makes one in Word: localised ids of styles, a logo,
// a header of its own.
func branded(body string) file {
	return file{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         fmt.Sprintf(relations, `<Relationship Id="rId1" Type="`+office+`officeDocument" Target="/word/document.xml"/>`),
		"word/_rels/document.xml.rels": fmt.Sprintf(relations, `<Relationship Id="rId1" Type="`+office+`styles" Target="styles.xml"/>
			<Relationship Id="rId7" Type="`+office+`header" Target="header1.xml"/><Relationship Id="rId8" Type="`+office+`image" Target="media/logo.png"/>`),
		"word/document.xml":   `<w:document ` + namespaces + `><w:body>` + body + `<w:sectPr><w:headerReference w:type="default" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
		"word/styles.xml":     `<w:styles ` + namespaces + `><w:style w:type="paragraph" w:styleId="Naslov1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Naslov2"><w:name w:val="heading 2"/></w:style></w:styles>`,
		"word/header1.xml":    `<w:hdr ` + namespaces + `><w:p><w:r><w:t>The  organisation's own &amp; unchanged</w:t></w:r></w:p></w:hdr>`,
		"word/media/logo.png": "\x89PNG not really",
	}
}

const bodyMark = `<w:p><w:r><w:t>{{body}}</w:t></w:r></w:p>`

// paragraph is one of plain text.
func paragraph(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

// zipped packs the parts of a file.
func (f file) zipped(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	var names []string
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, f[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parts reads a file back.
func parts(t testing.TB, data []byte) file {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := file{}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
		if f.Modified.Year() != 1979 && f.Modified.Year() != 1980 {
			t.Errorf("%s has the time %v", f.Name, f.Modified)
		}
	}
	return out
}

// known are the fields of the documents of these tests.
var known = word.Names{
	{Name: "title"}, {Name: "document"}, {Name: "reference"}, {Name: "issue"}, {Name: "reason"}, {Name: "network"}, {Name: "members-present"},
	{Name: "attendance", List: word.Names{{Name: "organization"}, {Name: "name"}, {Name: "guests", List: word.Names{{Name: "class"}}}}},
}

func words(key string) (string, error) {
	if key == "page" || strings.HasPrefix(key, "footer.") {
		return "Страна", nil
	}
	return "", fmt.Errorf("there is no word %q", key)
}

// document is one with everything that Markdown knows.
func document(t testing.TB, source string) word.Document {
	t.Helper()
	tree, err := markdown.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	return word.Document{
		Lang: "sr-Cyrl", Title: "Записник", Author: "UN Network on Migration", Date: "2026-12-03", Body: tree, Known: known, Word: words,
		Fields: word.Fields{
			"title": {Text: "Ђурђевдан & <б>"}, "network": {Text: "UN Network"}, "reason": {Prose: "First.\n\n- one\n- two"}, "memberspresent": {Text: "5"},
			"attendance": {List: []word.Fields{
				{"organization": {Text: "IOM"}, "name": {Text: "Focal point, IOM"}, "guests": {List: []word.Fields{{"class": {Text: "NGO"}}, {"class": {Text: "media"}}}}},
				{"organization": {Text: "UNHCR"}},
			}},
		},
		Properties: []word.Property{{Name: "unmn-records", Value: "0123456789abcdef"}},
	}
}

const everything = `UN Network

# Minutes: *quarterly* **meeting**

| | |
|---|---|
| Reference | UNMN-RS/2026/1 |

## Proceedings

See [the list](#a-list) and <https://example.org/?a=1&b=2>, or ~~not~~ ` + "`code`" + `.<br>Second line.

### A list

3. third
4. fourth
   - nested
   - *Општине*

     more of it

- bullet

1. anew

> quoted

| No. | What |
|--:|---|
| 1 | a<br>b |

` + "```\nkept  as it is\n\tindented\n```\n\n---\n"

// fill fills a template and reads it back; every part must be well-formed.
func fill(t testing.TB, f file, d word.Document) file {
	t.Helper()
	template, err := word.Read("t.docx", f.zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	return filled(t, template, d)
}

func filled(t testing.TB, template *word.Template, d word.Document) file {
	t.Helper()
	var out, again bytes.Buffer
	if err := template.Fill(&out, d); err != nil {
		t.Fatal(err)
	}
	if err := template.Fill(&again, d); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("the same template and document gave other bytes (%v)", err)
	}
	got := parts(t, out.Bytes())
	for name, text := range got {
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			wellFormed(t, name, text)
		}
	}
	return got
}

func wellFormed(t testing.TB, name, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s is not well-formed: %v\n%s", name, err, text)
		}
	}
}

// has reports what a text lacks, in order.
func has(t testing.TB, text string, wants ...string) {
	t.Helper()
	rest := text
	for _, want := range wants {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Errorf("%q is not there, or not in its place, in\n%s", want, text)
			return
		}
		rest = after
	}
}

// own is the template of the program.
func own(t testing.TB) *word.Template {
	t.Helper()
	folder, err := fs.Sub(templates.FS, "word")
	if err != nil {
		t.Fatal(err)
	}
	template, err := word.ReadFolder("document.docx", folder)
	if err != nil {
		t.Fatal(err)
	}
	return template
}

func TestBody(t *testing.T) {
	got := fill(t, branded(paragraph("before")+bodyMark+paragraph("after")), document(t, everything))
	text := got["word/document.xml"]
	has(t, text, "before", `<w:pStyle w:val="Naslov1"/>`, "Minutes: ", `<w:i/>`, "quarterly", `<w:b/>`, "meeting",
		"<w:tbl>", `<w:gridCol w:w="`, "Reference", `<w:pStyle w:val="Naslov2"/>`,
		`<w:hyperlink w:anchor="_unmn1">`, `<w:hyperlink r:id="rId4">`, "https://example.org/?a=1&amp;b=2", `<w:strike/>`, "Consolas", "<w:br/>", "Second line.",
		`<w:bookmarkStart w:id="1" w:name="_unmn1"/>`, "A list", "third", "nested", "Општине", "more of it", "bullet", "anew", "quoted",
		"<w:tblHeader/>", `<w:jc w:val="right"/>`, "kept  as it is", "<w:tab/>", "<w:pBdr><w:bottom", "after", "<w:sectPr>")
	has(t, text, `<w:ilvl w:val="0"/><w:numId w:val="2"/>`, `<w:ilvl w:val="1"/><w:numId w:val="1"/>`, `<w:ilvl w:val="0"/><w:numId w:val="1"/>`, `<w:ilvl w:val="0"/><w:numId w:val="3"/>`)
	if runs, tags := strings.Count(text, "<w:t>")+strings.Count(text, "<w:t "), strings.Count(text, `<w:lang w:val="sr-Cyrl-RS"/>`); tags < runs-2 {
		t.Errorf("%d runs, of which %d say their language", runs, tags)
	}
	has(t, got["word/numbering.xml"], `<w:abstractNum w:abstractNumId="1">`, `<w:abstractNum w:abstractNumId="2">`, `<w:num w:numId="1">`,
		`<w:num w:numId="2"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>`, `<w:num w:numId="3">`, `<w:startOverride w:val="1"/>`)
	has(t, got["word/_rels/document.xml.rels"], `Target="https://example.org/?a=1&amp;b=2" TargetMode="External"`, `Target="/word/numbering.xml"`)
	has(t, got["[Content_Types].xml"], `PartName="/word/numbering.xml"`, `PartName="/docProps/core.xml"`, `PartName="/docProps/custom.xml"`)
	has(t, got["docProps/core.xml"], "<dc:title>Записник</dc:title>", "<dc:language>sr-Cyrl-RS</dc:language>", "2026-12-03T00:00:00Z")
	has(t, got["docProps/custom.xml"], `pid="2" name="unmn-records"`, "0123456789abcdef")
	for name, part := range branded("") {
		switch name {
		case "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels":
		default:
			if got[name] != part {
				t.Errorf("%s is not as it was", name)
			}
		}
	}
}

// The words of a document are all in it, whatever the template.
func TestNothingIsLost(t *testing.T) {
	d := document(t, everything)
	for _, template := range []*word.Template{own(t), must(word.Read("t", branded(bodyMark).zipped(t)))} {
		text := plain(t, filled(t, template, d)["word/document.xml"])
		for want := range strings.FieldsSeq(d.Body.Text()) {
			if !strings.Contains(text, want) {
				t.Errorf("%q was lost: %s", want, text)
			}
		}
	}
}

func must(t *word.Template, err error) *word.Template {
	if err != nil {
		panic(err)
	}
	return t
}

// plain is the text of a part, paragraphs on lines.
func plain(t testing.TB, text string) string {
	t.Helper()
	var out strings.Builder
	d := xml.NewDecoder(strings.NewReader(text))
	in := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			in = token.Name.Local == "t"
			if token.Name.Local == "br" || token.Name.Local == "tab" {
				out.WriteString(" ")
			}
		case xml.EndElement:
			in = false
			if token.Name.Local == "p" {
				out.WriteString("\n")
			}
		case xml.CharData:
			if in {
				out.Write(token)
			}
		}
	}
}

func TestMarks(t *testing.T) {
	cell := func(text string) string { return "<w:tc>" + paragraph(text) + "</w:tc>" }
	for name, tt := range map[string]struct{ template, want string }{
		"a field":                   {paragraph("Re: {{title}}."), "Re: Ђурђевдан & <б>.\n"},
		"however it is written":     {paragraph("{{Members present}} {{ MEMBERS_PRESENT }} {{members-present}}"), "5 5 5\n"},
		"a word":                    {paragraph("{{word page}} 1"), "Страна 1\n"},
		"split over runs":           {`<w:p><w:r><w:t>a{</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>{ti</w:t></w:r><w:r><w:t>tle}</w:t><w:t>}</w:t></w:r><w:r><w:t>z</w:t></w:r></w:p>`, "aЂурђевдан & <б>z\n"},
		"a field that is not there": {paragraph("a{{if not reason}}no{{end}}{{attendance.guests.class}}"), "aNGO\n"},
		"a condition":               {paragraph("{{if title}}yes{{end}}{{if not title}}no{{end}}"), "yes\n"},
		"a paragraph that vanishes": {paragraph("a") + paragraph("{{if not title}}no{{end}}") + paragraph("b"), "a\nb\n"},
		"words of a paragraph":      {paragraph("In: {{each attendance}}{{organization}}; {{end}}."), "In: IOM; UNHCR; .\n"},
		"a paragraph":               {paragraph("{{each attendance}}{{organization}}: {{name}}{{end}}"), "IOM: Focal point, IOM\nUNHCR: \n"},
		"paragraphs":                {paragraph("{{each attendance}}") + paragraph("{{organization}}") + paragraph("of {{network}}") + paragraph("{{end}}"), "IOM\nof UN Network\nUNHCR\nof UN Network\n"},
		"a row":                     {"<w:tbl><w:tr>" + cell("who") + cell("name") + "</w:tr><w:tr>" + cell("{{each attendance}}{{organization}}") + cell("{{name}}{{end}}") + "</w:tr></w:tbl>", "who\nname\nIOM\nFocal point, IOM\nUNHCR\n\n"},
		"rows":                      {"<w:tbl><w:tr>" + cell("{{each attendance}}") + "</w:tr><w:tr>" + cell("{{organization}}") + "</w:tr><w:tr>" + cell("{{each guests}}{{class}} {{end}}") + "</w:tr><w:tr>" + cell("{{end}}") + "</w:tr></w:tbl>", "IOM\nNGO \nmedia \nUNHCR\n\n"},
		"a table without rows":      {"<w:tbl><w:tr>" + cell("{{if not title}}a") + cell("{{end}}") + "</w:tr></w:tbl>" + paragraph("b"), "b\n"},
		"prose":                     {paragraph("{{reason}}"), "First.\none\ntwo\n"},
		"prose in a line":           {paragraph("Reason: {{reason}}"), "Reason: First. one two\n"},
		"a text box":                {`<w:p><w:r><w:pict><w:txbxContent>` + paragraph("{{network}}") + `</w:txbxContent></w:pict></w:r></w:p>`, "UN Network\n\n"},
		"deleted text":              {`<w:p><w:del><w:r><w:delText>{{nothing}}</w:delText></w:r></w:del></w:p>`, "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			f := branded(tt.template + bodyMark)
			f["word/header1.xml"] = `<w:hdr ` + namespaces + `><w:p><w:r><w:t>{{title}}</w:t></w:r></w:p></w:hdr>`
			got := fill(t, f, document(t, ""))
			if text := plain(t, got["word/document.xml"]); text != tt.want {
				t.Errorf("%q, want %q", text, tt.want)
			}
			has(t, got["word/header1.xml"], `<w:lang w:val="sr-Cyrl-RS"/>`, "Ђурђевдан &amp; &lt;б&gt;")
		})
	}
}

// A mark keeps the form of its first letter; the text around it keeps its own.
func TestMarksKeepTheirForm(t *testing.T) {
	f := branded(`<w:p><w:r><w:rPr><w:b/><w:lang w:val="de-DE"/></w:rPr><w:t xml:space="preserve">bold {{net</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">work}} slanted</w:t></w:r></w:p>` + bodyMark)
	has(t, fill(t, f, document(t, ""))["word/document.xml"],
		`<w:rPr><w:b/><w:lang w:val="de-DE"/></w:rPr><w:t xml:space="preserve">bold </w:t>`,
		`<w:rPr><w:b/><w:lang w:val="sr-Cyrl-RS"/></w:rPr><w:t>UN Network</w:t>`,
		`<w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> slanted</w:t>`)
}

// A section that ends with the paragraph of the body goes on ending there.
func TestSectionsStay(t *testing.T) {
	f := branded(`<w:p><w:pPr><w:sectPr><w:pgSz w:w="5000" w:h="5000"/></w:sectPr></w:pPr><w:r><w:t>{{body}}</w:t></w:r></w:p>` + paragraph("behind"))
	has(t, fill(t, f, document(t, "text"))["word/document.xml"], "text", `<w:sectPr><w:pgSz w:w="5000"`, "behind", "<w:sectPr>")
}

// What the template has of numberings and properties goes on being there.
func TestPartsThatAreThere(t *testing.T) {
	f := branded(bodyMark)
	f["word/lists.xml"] = `<w:numbering ` + namespaces + `><w:abstractNum w:abstractNumId="7"/><w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num></w:numbering>`
	f["docProps/own.xml"] = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="x" pid="2" name="UNMN-records"><vt:lpwstr>old</vt:lpwstr></property><property fmtid="x" pid="3" name="Office"><vt:lpwstr>kept</vt:lpwstr></property></Properties>`
	f["docProps/core.xml"] = `<cp:coreProperties xmlns:cp="x"><cp:lastModifiedBy>whoever made the template</cp:lastModifiedBy></cp:coreProperties>`
	f["word/_rels/document.xml.rels"] = strings.Replace(f["word/_rels/document.xml.rels"], "</Relationships>", `<Relationship Id="rId9" Type="`+office+`numbering" Target="lists.xml"/></Relationships>`, 1)
	f["_rels/.rels"] = strings.Replace(f["_rels/.rels"], "</Relationships>", `<Relationship Id="rId2" Type="`+office+`custom-properties" Target="docProps/own.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`, 1)
	got := fill(t, f, document(t, "1. one"))
	has(t, got["word/lists.xml"], `w:abstractNumId="7"`, `w:abstractNumId="9"`, `<w:num w:numId="4">`, `<w:num w:numId="5">`)
	has(t, got["docProps/own.xml"], "kept", `pid="3" name="unmn-records"`)
	if strings.Contains(got["docProps/own.xml"]+got["docProps/core.xml"], "old") || strings.Contains(got["docProps/core.xml"], "whoever") {
		t.Errorf("what the template said of itself is still there: %s %s", got["docProps/own.xml"], got["docProps/core.xml"])
	}
}

// check is what Check says of a template, or Read.
func check(t testing.TB, data []byte) diag.List {
	t.Helper()
	template, err := word.Read("t.docx", data)
	var list diag.List
	if errors.As(err, &list) {
		return list
	}
	if err != nil {
		t.Fatal(err)
	}
	return template.Check(known, words)
}
