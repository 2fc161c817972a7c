package word_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"unmn/pkg/diag"
	"unmn/pkg/word"
)

// read reads a file back that can be read.
func read(t testing.TB, data []byte) *word.Made {
	t.Helper()
	m, err := word.ReadBack("m.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// text is what a document of one text says.
func text(t testing.TB, body string) string {
	t.Helper()
	var list []string
	for _, p := range read(t, branded(body).zipped(t)).Text {
		list = append(list, p.Text)
	}
	return strings.Join(list, "|")
}

func TestADocumentIsReadBack(t *testing.T) {
	var out bytes.Buffer
	if err := own(t).Fill(&out, document(t, everything)); err != nil {
		t.Fatal(err)
	}
	m := read(t, out.Bytes())
	if !slices.Contains(m.Properties, word.Property{Name: "unmn-records", Value: "0123456789abcdef"}) {
		t.Errorf("the properties are %q", m.Properties)
	}
	for _, want := range []word.Paragraph{{Text: "Minutes: quarterly meeting", Heading: true}, {Text: "Proceedings", Heading: true}, {Text: "UNMN-RS/2026/1"}} {
		if !slices.Contains(m.Text, want) {
			t.Errorf("%+v is not in %+v", want, m.Text)
		}
	}
	if !slices.Equal(m.Links, []string{"https://example.org/?a=1&b=2"}) || len(m.Active) > 0 || len(m.Around) == 0 {
		t.Errorf("%q, %q, %q", m.Links, m.Active, m.Around)
	}
}

// What Word shows is read, however it is wrapped; what is shown otherwise than as plain
// words is told apart.
func TestWordsAreReadAsTheyAreShown(t *testing.T) {
	run := func(inner string) string { return "<w:r>" + inner + "</w:r>" }
	for _, tt := range []struct{ body, want string }{
		{paragraph("a") + paragraph("") + paragraph(" b "), "a|b"},
		{"<w:p>" + run("<w:t>a</w:t>") + run("<w:t>b</w:t><w:tab/><w:t>c</w:t>") + "</w:p>", "ab c"},
		{"<w:p>" + run("<w:rPr><w:strike/></w:rPr><w:t>not</w:t>") + run("<w:rPr><w:dstrike/></w:rPr><w:t>ed</w:t>") + run("<w:t> x</w:t>") + "</w:p>", "[struck out: noted] x"},
		{"<w:p>" + run(`<w:rPr><w:strike w:val="0"/></w:rPr><w:t>a</w:t>`) + run("<w:rPr><w:vanish/></w:rPr><w:t>b</w:t>") + "</w:p>", "a[hidden: b]"},
		{"<w:p><w:del>" + run("<w:delText>old</w:delText>") + "</w:del><w:ins>" + run("<w:t>new</w:t>") + "</w:ins></w:p>", "oldnew"},
		{"<w:p>" + run("<w:drawing/>") + run("<w:t>a</w:t>") + "</w:p>", "\ufffca"},
		{"<w:p>" + run("<w:pict><v:box xmlns:v='v'><w:txbxContent>"+paragraph("in a box")+"</w:txbxContent></v:box></w:pict>") + run("<w:t>a</w:t>") + "</w:p>", "\ufffca|in a box"},
		{"<w:p>" + run("<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent>") + "</w:p>", "a"},
		{"<w:p>" + run("<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>b</w:t></mc:Fallback></mc:AlternateContent>") + "</w:p>", "ab"},
		{"<w:p><m:oMath xmlns:m='m'><m:r><m:t>x</m:t></m:r></m:oMath></w:p>", "x"},
		{"<w:p>" + run(`<w:fldChar w:fldCharType="begin"/>`) + run("<w:instrText> PAGE </w:instrText>") + run(`<w:fldChar w:fldCharType="separate"/>`) + run("<w:t>7</w:t>") + run(`<w:fldChar w:fldCharType="end"/>`) + run("<w:t>of</w:t>") + "</w:p>", "of"},
		{"<w:p>" + run(`<w:fldChar w:fldCharType="begin"/>`) + run("<w:instrText> TITLE </w:instrText>") + run(`<w:fldChar w:fldCharType="separate"/>`) + run("<w:t>shown</w:t>") + run(`<w:fldChar w:fldCharType="end"/>`) + "</w:p>", "shown"},
		{`<w:p><w:fldSimple w:instr="NUMPAGES">` + run("<w:t>9</w:t>") + "</w:fldSimple></w:p>", ""},
		{"<w:tbl><w:tr><w:tc>" + paragraph("a") + "</w:tc><w:tc>" + paragraph("b") + "</w:tc></w:tr></w:tbl>", "a|b"},
		{"<w:sdt><w:sdtContent>" + paragraph("a") + "</w:sdtContent></w:sdt>", "a"},
	} {
		if got := text(t, tt.body); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.body, got, tt.want)
		}
	}
}

func TestDocumentsThatAreNotReadBack(t *testing.T) {
	const other = `<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:r><x:t>unseen</x:t></x:r></x:p>`
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"no package":         {[]byte("PK"), "this is no Word document"},
		"no text":            {file{"a.xml": "<a/>"}.zipped(t), "it has no text"},
		"another name for w": {branded(paragraph("a") + other).zipped(t), "its names mean something else"},
		"w for another":      {branded(`<w:p xmlns:w="other"/>`).zipped(t), "its names mean something else"},
		"many parts":         {many(t), "the most is 500"},
	} {
		_, err := word.ReadBack("m.docx", tt.data)
		if list, ok := err.(diag.List); !ok || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v (%d), want %q", name, err, len(list), tt.want)
		}
	}
	bomb := branded(paragraph("a"))
	if _, err := word.ReadBack("m.docx", stored(t, bomb, "word/bomb.xml", word.MaxText+1)); err == nil {
		t.Error("a part without measure was read")
	}
	with := branded(paragraph("a"))
	with["word/vbaProject.bin"] = "x"
	with["word/_rels/document.xml.rels"] = strings.Replace(with["word/_rels/document.xml.rels"], "header1.xml", "header1.bin", 1)
	with["word/header1.bin"] = with["word/header1.xml"]
	if m := read(t, with.zipped(t)); !slices.Equal(m.Active, []string{"word/header1.bin", "word/vbaProject.bin"}) {
		t.Errorf("%q", m.Active)
	}
}

// LibreOffice writes a document anew, with other parts, styles and runs; the words and
// properties are the same.
func TestLibreOfficeKeepsTheWords(t *testing.T) {
	if os.Getenv("UNMN_READERS") == "" {
		t.Skip("it takes its time; set UNMN_READERS=all")
	}
	soffice := reader(t, "soffice")
	dir, home := samples(t), t.TempDir()
	again := filepath.Join(dir, "again")
	soffice(dir, "-env:UserInstallation=file://"+filepath.ToSlash(home), "--headless", "--convert-to", "docx", "--outdir", again, "en.docx", "sr-Cyrl.docx", "sr-Latn.docx")
	for _, name := range []string{"en.docx", "sr-Cyrl.docx", "sr-Latn.docx"} {
		var both [2]*word.Made
		for i, folder := range []string{dir, again} {
			data, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			both[i] = read(t, data)
		}
		if !slices.Equal(both[0].Text, both[1].Text) || !slices.Equal(both[0].Around, both[1].Around) || !slices.Equal(both[0].Links, both[1].Links) || !slices.Equal(both[0].Properties, both[1].Properties) {
			t.Errorf("%s:\n%+v\n%+v", name, both[0], both[1])
		}
		if !strings.HasPrefix(both[1].Program, "LibreOffice") {
			t.Errorf("saved by %q", both[1].Program)
		}
	}
}

// Whatever a file is, it is read back or refused in bounded time.
func FuzzReadBack(f *testing.F) {
	f.Add(branded(paragraph("a")).zipped(f), bodyMark)
	f.Add([]byte("PK\x03\x04"), `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, data []byte, body string) {
		began := time.Now()
		for _, d := range [][]byte{data, branded(body).zipped(t)} {
			m, err := word.ReadBack("m.docx", d)
			if list, ok := err.(diag.List); err != nil && (!ok || list.Err() == nil) {
				t.Errorf("refused without a problem: %v", err)
			}
			if err == nil && slices.ContainsFunc(m.Text, func(p word.Paragraph) bool { return p.Text == "" }) {
				t.Error("an empty paragraph")
			}
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
	})
}
