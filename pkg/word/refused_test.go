package word_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/word"
)

func TestMistakesOfATemplate(t *testing.T) {
	header := func(text string) file {
		f := branded(bodyMark)
		f["word/header1.xml"] = `<w:hdr ` + namespaces + `>` + paragraph(text) + `</w:hdr>`
		return f
	}
	for name, tt := range map[string]struct {
		file file
		want []string
	}{
		"no body":             {branded(paragraph("text")), []string{"the template has no {{body}}"}},
		"two bodies":          {branded(bodyMark + bodyMark), []string{"has {{body}} 2 times"}},
		"the body in a line":  {branded(paragraph("a {{body}}")), []string{"{{body}} in the text does not stand alone"}},
		"the body in a head":  {header("{{body}}"), []string{"{{body}} in a header does not stand alone"}},
		"the body in a loop":  {branded(paragraph("{{each attendance}}") + bodyMark + paragraph("{{end}}")), []string{"outside of loops"}},
		"an unknown field":    {header("{{titel}}"), []string{`{{titel}} in a header: there is no field "titel"; did you mean "title"`}},
		"unknown in a list":   {branded(bodyMark + paragraph("{{each attendance}}{{nmae}}{{end}}")), []string{`did you mean "name"`}},
		"out of its list":     {branded(bodyMark + paragraph("{{organization}}")), []string{`there is no field "organization"`}},
		"no name":             {branded(bodyMark + paragraph("{{ }}")), []string{"names no field"}},
		"an unknown word":     {branded(bodyMark + paragraph("{{word pgae}}")), []string{`there is no word "pgae"`}},
		"a list as a field":   {branded(bodyMark + paragraph("{{attendance}}")), []string{"is a list; write {{each attendance}} … {{end}}"}},
		"a field as a list":   {branded(bodyMark + paragraph("{{each title}}{{end}}")), []string{"is no list; write {{if title}}"}},
		"no end":              {branded(bodyMark + paragraph("{{if title}}")), []string{"{{if title}} in the text has no {{end}}"}},
		"no beginning":        {branded(bodyMark + paragraph("{{end}}")), []string{"{{end}} in the text ends nothing"}},
		"crossing":            {branded(bodyMark + paragraph("{{if title}}") + "<w:tbl><w:tr><w:tc>" + paragraph("{{end}}{{if title}}") + "</w:tc></w:tr></w:tbl>" + paragraph("{{end}}")), []string{"do not stand in the same text, table or cell"}},
		"crossing behind not": {branded(bodyMark + paragraph("{{if not title}}") + paragraph("{{if title}}") + "<w:tbl><w:tr><w:tc>" + paragraph("{{end}}{{if title}}") + "</w:tc></w:tr></w:tbl>" + paragraph("{{end}}") + paragraph("{{end}}")), []string{"do not stand in the same"}},
		"braces":              {branded(bodyMark + paragraph("a {{title} b")), []string{"braces that do not close: \"a {{title} b\""}},
		"all at once":         {branded(paragraph("{{titel}} {{netwrok}}")), []string{`"titel"`, `"netwrok"`, "no {{body}}"}},
	} {
		t.Run(name, func(t *testing.T) {
			told(t, check(t, tt.file.zipped(t)), tt.want)
		})
	}
}

// told reports what a list of problems lacks.
func told(t *testing.T, list diag.List, wants []string) {
	t.Helper()
	if list.Err() == nil {
		t.Fatalf("nothing is wrong: %v", list)
	}
	var all strings.Builder
	for _, p := range list {
		all.WriteString(p.String() + "\n")
		if p.File != "t.docx" || p.Rule != word.Rule {
			t.Errorf("a problem of %q, rule %q", p.File, p.Rule)
		}
	}
	for _, want := range wants {
		if !strings.Contains(all.String(), want) {
			t.Errorf("%q is not told:\n%s", want, all.String())
		}
	}
}

func TestStylesThatAreMissing(t *testing.T) {
	list := check(t, branded(bodyMark).zipped(t))
	if err := list.Err(); err != nil || list.Warnings() < 3 {
		t.Fatalf("%v, %d warnings", err, list.Warnings())
	}
	if !slices.ContainsFunc(list, func(p diag.Problem) bool { return strings.Contains(p.Message, `the style "Quote" is not in the file`) }) {
		t.Error(list)
	}
	// Without any style headings still are headings, and tables have lines.
	f := branded(bodyMark)
	f["word/styles.xml"] = `<w:styles ` + namespaces + `/>`
	has(t, fill(t, f, document(t, everything))["word/document.xml"], `<w:keepNext/><w:outlineLvl w:val="0"/>`, "<w:tblBorders>", `<w:color w:val="0B4F8A"/>`, `<w:ind w:left="425"/>`)
}

func TestFilesThatAreRefused(t *testing.T) {
	with := func(name, text string) file {
		f := branded(bodyMark)
		f[name] = text
		return f
	}
	relation := func(kind, target string) file {
		f := branded(bodyMark)
		f["word/_rels/settings.xml.rels"] = fmt.Sprintf(relations, `<Relationship Id="rId1" Type="`+office+kind+`" Target="`+target+`" TargetMode="External"/>`)
		return f
	}
	field := func(code string) file {
		return branded(bodyMark + `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + code[:3] + `</w:instrText></w:r><w:r><w:instrText>` + code[3:] + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
	}
	types := func(kind string) file {
		f := branded(bodyMark)
		f["[Content_Types].xml"] = strings.Replace(f["[Content_Types].xml"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind, 1)
		return f
	}
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"no zip":               {[]byte("hello"), "this is no Word document"},
		"an empty file":        {nil, "this is no Word document"},
		"another zip":          {file{"a.txt": "a"}.zipped(t), "it has no text"},
		"macros":               {with("word/vbaProject.bin", "x").zipped(t), "the file has macros"},
		"a macro document":     {types("application/vnd.ms-word.document.macroEnabled.main+xml").zipped(t), "the file has macros"},
		"a Word template":      {types("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml").zipped(t), "not a Word document"},
		"a program":            {with("word/activeX/activeX1.bin", "x").zipped(t), "a program in it"},
		"an embedded file":     {with("word/embeddings/oleObject1.bin", "x").zipped(t), "another file is embedded"},
		"a ribbon":             {with("customUI/customUI.xml", "<a/>").zipped(t), "changes the menus"},
		"another template":     {relation("attachedTemplate", "https://example.org/t.dotm").zipped(t), "tied to another template"},
		"a picture from afar":  {relation("image", "https://example.org/track.png").zipped(t), "fetches"},
		"a link to a file":     {relation("hyperlink", "file:///etc/passwd").zipped(t), "links lead to http"},
		"a link to a program":  {relation("hyperlink", "javascript:alert(1)").zipped(t), "links lead to http"},
		"a field":              {field(`DDEAUTO c:\\windows\\system32\\cmd.exe`).zipped(t), "DDEAUTO"},
		"a field that reads":   {field(`INCLUDETEXT "c:\\secret.docx"`).zipped(t), "INCLUDETEXT"},
		"a simple field":       {branded(bodyMark + `<w:p><w:fldSimple w:instr=" includepicture &quot;http://example.org/a.png&quot;"/></w:p>`).zipped(t), "INCLUDEPICTURE"},
		"another file":         {branded(bodyMark + `<w:altChunk r:id="rId1"/>`).zipped(t), "takes in another file"},
		"strict XML":           {with("word/document.xml", `<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>`).zipped(t), "in another language"},
		"a document type":      {with("word/settings.xml", `<!DOCTYPE a [<!ENTITY b "c">]><a/>`).zipped(t), "declares a document type"},
		"broken XML":           {with("word/settings.xml", `<a><b></a>`).zipped(t), "this is no XML"},
		"deep XML":             {with("word/settings.xml", strings.Repeat("<a>", 5000)+strings.Repeat("</a>", 5000)).zipped(t), "settings.xml"},
		"much XML":             {with("word/settings.xml", "<a>"+elements(500_000)+"</a>").zipped(t), "more than 200000 elements"},
		"another encoding":     {with("word/settings.xml", `<?xml version="1.0" encoding="UTF-16"?><a/>`).zipped(t), "not in UTF-8"},
		"a bomb":               {with("word/settings.xml", "<a>"+strings.Repeat(" ", 40<<20)+"</a>").zipped(t), "unpacks to more than"},
		"a picture bomb":       {with("word/media/logo.png", strings.Repeat("\x00", 40<<20)).zipped(t), "has more than 4.0 MB"},
		"a picture of 40 MB":   {stored(t, branded(bodyMark), "word/media/photo.png", 40<<20), `the picture "word/media/photo.png" has more than 4.0 MB`},
		"many parts":           {many(t), "parts, the most is 500"},
		"a way out":            {with("../../etc/passwd", "x").zipped(t), "leads out of the file"},
		"a way out on Windows": {with(`word\..\..\x`, "x").zipped(t), "leads out of the file"},
		"a part twice":         {with("WORD/document.xml", "<a/>").zipped(t), "is there twice"},
	} {
		t.Run(name, func(t *testing.T) { told(t, check(t, tt.data), []string{tt.want}) })
	}
}

// stored is a file with a part of noise, which does not pack.
func stored(t *testing.T, f file, name string, size int) []byte {
	t.Helper()
	noise := make([]byte, size)
	r := rand.New(rand.NewPCG(1, 2))
	for i := 0; i+8 <= len(noise); i += 8 {
		n := r.Uint64()
		for j := range 8 {
			noise[i+j] = byte(n >> (8 * j))
		}
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for part, text := range f {
		in, err := w.Create(part)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(in, text); err != nil {
			t.Fatal(err)
		}
	}
	in, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := in.Write(noise); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// elements are so many, which do not pack well.
func elements(n int) string {
	var b strings.Builder
	r := rand.New(rand.NewPCG(3, 4))
	for range n {
		b.WriteString("<" + string(rune('a'+r.IntN(26))) + "/>")
	}
	return b.String()
}

func many(t *testing.T) []byte {
	t.Helper()
	f := branded(bodyMark)
	for i := range 600 {
		f[fmt.Sprintf("word/media/%d.png", i)] = "x"
	}
	return f.zipped(t)
}

// A loop in a loop in a loop does not grow without end.
func TestGrowthIsBounded(t *testing.T) {
	inner := strings.Repeat("{{each attendance}}", 18) + "x" + strings.Repeat("{{end}}", 18)
	template, err := word.Read("t.docx", branded(bodyMark+paragraph("a "+inner)).zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	err = template.Fill(io.Discard, document(t, ""))
	var list diag.List
	if !errors.As(err, &list) || !strings.Contains(err.Error(), "grows beyond all bounds") {
		t.Errorf("%v", err)
	}
}

// hostile are values that records may hold, or that somebody hopes they may.
var hostile = []string{
	strings.Repeat("Дуга реч ", 45), "CR\r\nLF\nname", "<w:p/>&amp;]]><!--", "{{body}} {{title}} {{each attendance}}", "Ljubic\u030Ci\u0301 Љубичи\u0301ћ и\u0306", "\x00\x07\ufffe\u202e", "a\u00a0b\ttab", "=cmd|' /C calc'!A0",
}

func TestHostileValues(t *testing.T) {
	template := own(t)
	brand, err := word.Read("t.docx", branded(bodyMark+paragraph("{{title}}")+paragraph("{{reason}}")+paragraph("{{each attendance}}{{organization}}{{end}}")).zipped(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range hostile {
		d := document(t, "# "+strings.ReplaceAll(value, "\n", " ")+"\n\n"+value)
		d.Title, d.Author, d.Properties[0].Value = value, value, value
		d.Fields["title"], d.Fields["network"], d.Fields["reason"] = word.Value{Text: value}, word.Value{Text: value}, word.Value{Prose: value}
		d.Fields["attendance"].List[0]["organization"] = word.Value{Text: value}
		filled(t, template, d)
		got := filled(t, brand, d)
		for want := range strings.FieldsSeq(strings.Map(printable, value)) {
			if text := plain(t, got["word/document.xml"]); strings.Count(text, want) < 2 {
				t.Errorf("%q was lost in %q", want, text)
			}
		}
	}
}

func printable(r rune) rune {
	if r < ' ' || r == '\ufffe' || r == '\u202e' {
		return ' '
	}
	return r
}
