package word_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"unmn/pkg/diag"
	"unmn/pkg/markdown"
	"unmn/pkg/word"
)

const (
	byAna   = ` w:id="1" w:author="Desk officer" w:date="2026-12-07T23:10:00Z"`
	comment = `<w:comments ` + namespaces + `><w:comment w:id="0" w:author="Legal adviser" w:date="2026-12-08T09:00:00Z">%s</w:comment></w:comments>`
)

// run is a run of text with properties.
func run(text, properties string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// commented is a file with a comment.
func commented(body string) file {
	f := branded(body)
	f["word/comments.xml"] = fmt.Sprintf(comment, paragraph("Which one?")+paragraph("Say so."))
	f["word/_rels/document.xml.rels"] = strings.Replace(f["word/_rels/document.xml.rels"], "</Relationships>",
		`<Relationship Id="rId9" Type="`+office+`comments" Target="comments.xml"/><Relationship Id="rId10" Type="`+office+`hyperlink" Target="https://example.org/a" TargetMode="External"/></Relationships>`, 1)
	return f
}

// told is a document as these tests write it, a line for each thing in it.
func toldOf(t testing.TB, f file) string {
	t.Helper()
	e, err := word.ReadEdited("t.docx", f.zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i := range e.Blocks {
		one := &e.Blocks[i]
		fmt.Fprintf(&b, "%s%s", []string{"", "# ", "- ", "| "}[one.Kind], formOf(one.Text))
		if one.Gone {
			fmt.Fprintf(&b, "gone: %s", one.Was)
		}
		for _, c := range one.Changes {
			fmt.Fprintf(&b, " <%s %s %s%s>", c.Author, c.Day, map[bool]string{true: "-", false: "+"}[c.Deleted], c.Text)
		}
		b.WriteString("\n")
	}
	for _, c := range e.Comments {
		fmt.Fprintf(&b, "! %s %s on %d %q: %s\n", c.Author, c.Day, c.Block, c.About, c.Text)
	}
	for _, c := range e.Beside {
		fmt.Fprintf(&b, "~ %s: %s\n", c.Where, c.Text)
	}
	return b.String()
}

// formOf is a line with its form as Markdown has it.
func formOf(line []markdown.Inline) string {
	var b strings.Builder
	for _, in := range line {
		switch in := in.(type) {
		case markdown.Strong:
			b.WriteString("**" + formOf(in) + "**")
		case markdown.Emphasis:
			b.WriteString("*" + formOf(in) + "*")
		case markdown.Strike:
			b.WriteString("~~" + formOf(in) + "~~")
		case markdown.Code:
			b.WriteString("`" + string(in) + "`")
		case markdown.Link:
			b.WriteString("[" + formOf(in.Text) + "](" + in.Href + ")")
		case markdown.Break:
			b.WriteString("/")
		case markdown.Text:
			b.WriteString(string(in))
		}
	}
	return b.String()
}

func TestWhatWasEditedIsRead(t *testing.T) {
	const header = "~ a header: The organisation's own & unchanged\n"
	ended := func(change string) string { return `<w:pPr><w:rPr><w:` + change + byAna + `/></w:rPr></w:pPr>` }
	ins, del := func(s string) string { return `<w:ins` + byAna + `>` + s + `</w:ins>` }, func(s string) string {
		return `<w:del` + byAna + `><w:r><w:delText xml:space="preserve">` + s + `</w:delText></w:r></w:del>`
	}
	for _, tt := range []struct{ name, body, want string }{
		{"runs that Word cut", "<w:p>" + run("One", "") + `<w:proofErr w:type="spellStart"/>` + run(" and ", "") + run(" two ", "") + "</w:p>", "One and two\n"},
		{"forms", "<w:p>" + run("a ", "<w:b/>") + run("b", "<w:b/><w:i/>") + run(" c", `<w:b w:val="0"/>`) + run(" d", "<w:strike/>") + "</w:p>", "**a *b*** c ~~d~~\n"},
		{"tracked words", "<w:p>" + run("The figure is ", "") + del("340") + ins(run("350", "")) + run(".", "") + "</w:p>",
			"The figure is 350. <Desk officer 2026-12-07 -340> <Desk officer 2026-12-07 +350>\n"},
		{"moved words", "<w:p><w:moveFrom" + byAna + ">" + run("gone", "") + "</w:moveFrom>" + run("stays ", "") + "<w:moveTo" + byAna + ">" + run("here", "") + "</w:moveTo></w:p>",
			"stays here <Desk officer 2026-12-07 -gone> <Desk officer 2026-12-07 +here>\n"},
		{"a paragraph that is gone", paragraph("First.") + "<w:p>" + ended("del") + del("Second.") + "</w:p>" + paragraph("Third."),
			"First.\ngone: Second. <Desk officer 2026-12-07 -Second.> <Desk officer 2026-12-07 ->\nThird.\n"},
		{"words that are gone, not their paragraph", paragraph("First.") + "<w:p>" + del("Second.") + "</w:p>", "First.\ngone: Second. <Desk officer 2026-12-07 -Second.>\n"},
		{"paragraphs that became one", "<w:p>" + ended("del") + run("One ", "") + "</w:p>" + paragraph("and two."), "One and two. <Desk officer 2026-12-07 ->\n"},
		{"a new paragraph", "<w:p>" + ended("ins") + ins(run("New.", "")) + "</w:p>", "New. <Desk officer 2026-12-07 +New.> <Desk officer 2026-12-07 +>\n"},
		{"headings and lists", `<w:p><w:pPr><w:pStyle w:val="Naslov2"/></w:pPr>` + run("Items", "<w:b/>") + `</w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>` + run("one", "") + "</w:p>", "# Items\n- one\n"},
		{"a table", "<w:tbl><w:tr><w:tc>" + paragraph("a") + paragraph("b") + "</w:tc><w:tc>" + paragraph("c") + "</w:tc></w:tr><w:tr><w:trPr><w:del" + byAna + "/></w:trPr><w:tc>" + paragraph("x") + "</w:tc></w:tr></w:tbl>",
			"| a b | c\n| gone: x <Desk officer 2026-12-07 ->\n"},
		{"a content control", "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("inside") + "</w:sdtContent></w:sdt>", "inside\n"},
		{"links and breaks", `<w:p><w:hyperlink r:id="rId10">` + run("there", "") + `</w:hyperlink><w:r><w:br/><w:t>next</w:t><w:noBreakHyphen/><w:sym w:char="2014"/></w:r></w:p>`, "[there](https://example.org/a)/next\u2011\u2014\n"},
		{"fields", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("7", "") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` +
			run("see ", "") + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/b"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("it", "") + `<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE">` + run("today", "") + `</w:fldSimple></w:p>`,
			"see [it](https://example.org/b)\n"},
		{"comments", paragraph("Before.") + `<w:p>` + run("On ", "") + `<w:commentRangeStart w:id="0"/>` + run("these words", "") + `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`,
			"Before.\nOn these words\n! Legal adviser 2026-12-08 on 1 \"these words\": Which one? Say so.\n"},
		{"a comment on no words", `<w:p>` + run("Here", "") + `<w:r><w:commentReference w:id="0"/></w:r></w:p>`, "Here\n! Legal adviser 2026-12-08 on 0 \"\": Which one? Say so.\n"},
		{"text boxes, pictures, equations", `<w:p xmlns:m="m" xmlns:v="v" xmlns:mc="mc" xmlns:wp="wp">` + run("Text", "") + `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>` + paragraph("boxed") + `</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + paragraph("boxed") + `</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>` +
			`<w:r><w:drawing><wp:docPr descr="A chart"/></w:drawing></w:r><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>`,
			"Text\n~ a text box: boxed\n~ a picture: A chart\n~ an equation: a=b\n"},
		{"what hides", "<w:p>" + run("a\u200bb\u202ec\u00add", "") + "</w:p>", "abcd\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want + header
			if at := strings.Index(tt.want, "~ "); at > 0 { // what hangs on the text comes before the parts
				want = tt.want[:at] + tt.want[at:] + header
			}
			f := commented(tt.body)
			if !strings.Contains(tt.want, "! ") {
				delete(f, "word/comments.xml")
			}
			if got := toldOf(t, f); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// What the program writes it reads back with the same words, and with its properties.
func TestItsOwnDocumentsAreRead(t *testing.T) {
	f := filled(t, own(t), document(t, everything))
	e, err := word.ReadEdited("t.docx", f.zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	var words strings.Builder
	for i := range e.Blocks {
		words.WriteString(e.Blocks[i].Words() + "\n")
	}
	has(t, words.String(), "UN Network", "Minutes: quarterly meeting", "Reference | UNMN-RS/2026/1", "third", "nested", "Општине")
	if e.Property("unmn-records") != "0123456789abcdef" || e.Property("unmn-other") != "" {
		t.Errorf("properties: %v", e.Properties)
	}
}

func TestEditedFilesThatAreRefused(t *testing.T) {
	macros := branded(paragraph("x"))
	macros["word/vbaProject.bin"] = "x"
	enabled := branded(paragraph("x"))
	enabled["[Content_Types].xml"] = strings.Replace(enabled["[Content_Types].xml"], "openxmlformats-officedocument.wordprocessingml.document.main+xml", "ms-word.document.macroEnabled.main+xml", 1)
	strict := branded(paragraph("x"))
	strict["word/document.xml"] = strings.Replace(strict["word/document.xml"], "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", 1)
	doctype := branded(paragraph("x"))
	doctype["word/document.xml"] = `<!DOCTYPE w [<!ENTITY a "b">]>` + doctype["word/document.xml"]
	empty := branded("")
	delete(empty, "word/document.xml")
	bomb := branded(paragraph(strings.Repeat("x", 5<<20)))
	for _, tt := range []struct {
		name, want string
		data       []byte
	}{
		{"no file of Word", "this is no Word document", []byte("PK no")},
		{"macros", "the file has macros", macros.zipped(t)},
		{"macros under another name", "the file has macros", enabled.zipped(t)},
		{"another language", "another language than that of Word", strict.zipped(t)},
		{"a document type", "it declares a document type", doctype.zipped(t)},
		{"no text", "it has no text", empty.zipped(t)},
		{"a bomb", "unpacks to more than", bomb.zipped(t)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := word.ReadEdited("t.docx", tt.data)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v", err)
			}
		})
	}
	odd := branded(paragraph("x")) // a picture that a template may not have, an embedded file, a link elsewhere
	odd["word/media/big.png"], odd["word/embeddings/a.xlsx"] = strings.Repeat("x", 5<<20), "x"
	odd["word/_rels/document.xml.rels"] = strings.Replace(odd["word/_rels/document.xml.rels"], "</Relationships>", `<Relationship Id="rId20" Type="`+office+`attachedTemplate" Target="file:///elsewhere" TargetMode="External"/></Relationships>`, 1)
	if _, err := word.ReadEdited("t.docx", odd.zipped(t)); err != nil {
		t.Errorf("what is not looked at is refused: %v", err)
	}
}

// FuzzReadEdited: whatever the text of a file is, it is read or refused in bounded time,
// and no word that Word would show is lost.
func FuzzReadEdited(f *testing.F) {
	f.Add(paragraph("a") + "<w:tbl><w:tr><w:tc>" + paragraph("b") + "</w:tc></w:tr></w:tbl>")
	f.Add(`<w:p><w:pPr><w:rPr><w:del w:author="x"/></w:rPr></w:pPr><w:ins><w:r><w:t> a </w:t></w:r></w:ins></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t><w:br/></w:r></w:p>`)
	f.Add(`<w:p><w:commentRangeStart w:id="0"/><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>1</w:t></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		began := time.Now()
		e, err := word.ReadEdited("t.docx", commented(body).zipped(t))
		if err != nil {
			if list, ok := err.(diag.List); !ok || list.Err() == nil {
				t.Errorf("refused without a problem: %v", err)
			}
			return
		}
		for i := range e.Blocks {
			if b := &e.Blocks[i]; b.Gone != (b.Words() == "") {
				t.Errorf("block %d: gone %t with the words %q", i, b.Gone, b.Words())
			}
		}
		for _, c := range e.Comments {
			if c.Block < -1 || c.Block >= len(e.Blocks) {
				t.Errorf("a comment on block %d of %d", c.Block, len(e.Blocks))
			}
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
	})
}
