package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"unmn/pkg/markdown"
)

var (
	references = regexp.MustCompile(`(\d+) 0 R\b`)
	shown      = regexp.MustCompile(`/F(\d) .* Td \[(.*)\] TJ`)
	glyphs     = regexp.MustCompile(`<([0-9A-F]*)>`)
)

func page() Page {
	return Page{
		Lang: "sr-Cyrl", Title: "Записник (нацрт)", Footer: "UNMN/2026/minutes-2 · Верзија 3, 5. јануара 2027.", Count: "страна {1} од {2}",
		Date: time.Date(2027, 1, 5, 0, 0, 0, 0, time.UTC), Properties: []Property{{"unmn-records", "0123"}, {"unmn-reference", "a(b)\\c"}},
	}
}

func parsed(t testing.TB, src string) *markdown.Document {
	t.Helper()
	doc, err := markdown.Parse(src)
	if err != nil {
		t.Skip(err)
	}
	return doc
}

func written(t testing.TB, src string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, parsed(t, src), page()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// samples are documents as people are sent, and what nobody should be.
func samples(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{
		"empty":       "",
		"long title":  "# " + strings.Repeat("Наслов који не престаје ", 17) + "\n\n" + strings.Repeat("речи ", 40),
		"long word":   strings.Repeat("нереч", 1500) + "\n\n- " + strings.Repeat("x", 3000),
		"long text":   strings.Repeat("A paragraph that goes over more than one page. ", 340),
		"marks":       "а̑ е̏ Љу̑бица, c̈ d̂ A̋, š ž ǆ",
		"right":       "שלום, مرحبا and 日本語 **שלום** end",
		"wide":        "|" + strings.Repeat(" column with words |", 60) + "\n|" + strings.Repeat("---|", 60) + "\n|" + strings.Repeat(" Београд-Нишава |", 60),
		"tall cell":   "| a | b |\n|---|--:|\n| " + strings.Repeat("a cell that goes over more than one page<br>", 300) + " | 1 |\n| x | y |",
		"tall head":   "| " + strings.Repeat("a head that fills pages ", 500) + " | b |\n|---|---|\n| 1 | 2 |",
		"long table":  "| Nr | Name |\n|--:|---|\n" + strings.Repeat("| 7 | [a link](https://example.org) in a row |\n", 200),
		"deep":        "> > - one\n> >   1. two\n> >      - three\n> >        > four\n> >\n> >          | a | b |\n> >          |---|---|\n> >          | c | d |\n",
		"empty items": "-\n-\n\n1.\n2. x\n\n```\ncode   with\n\n  spaces\n```\n\n---\n",
		"links":       "# One\n\n## Two (b)\n\n[back](#one), [nowhere](#none), <https://example.org/ж?a=1&b=(2)>, [~~struck~~ **b**](mailto:office@example.org) *курзив* *italics*",
	}
	files, err := filepath.Glob("../render/testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no sample documents", err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text, _, _ := strings.Cut(string(src), "<!--")
		out[filepath.Base(f)] = text
	}
	return out
}

func TestSamplesAreWhole(t *testing.T) {
	for name, src := range samples(t) {
		t.Run(name, func(t *testing.T) {
			first := written(t, src)
			whole(t, first)
			if !bytes.Equal(first, written(t, src)) {
				t.Error("the same document gave other bytes")
			}
			nothingLost(t, parsed(t, src))
		})
	}
}

// FuzzWrite: whatever the source, the file holds together and no character is lost.
func FuzzWrite(f *testing.F) {
	for _, src := range samples(f) {
		if len(src) < 400 {
			f.Add(src)
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 4000 {
			t.Skip("larger inputs are among the samples")
		}
		whole(t, written(t, src))
		nothingLost(t, parsed(t, src))
	})
}

// whole checks that each object is where the table says, and that each reference leads
// to one.
func whole(t *testing.T, data []byte) {
	t.Helper()
	tail := data[bytes.LastIndex(data, []byte("startxref\n"))+len("startxref\n"):]
	start, err := strconv.Atoi(string(tail[:bytes.IndexByte(tail, '\n')]))
	if err != nil || !bytes.HasPrefix(data[start:], []byte("xref\n0 ")) {
		t.Fatalf("the table is not at %q", tail)
	}
	rows := strings.Split(string(data[start:]), "\n")
	n, err := strconv.Atoi(strings.Fields(rows[1])[1])
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 1; i < n; i++ {
		at, err := strconv.Atoi(rows[2+i][:10])
		if err != nil || !strings.HasPrefix(text[at:], fmt.Sprintf("%d 0 obj\n", i)) {
			t.Fatalf("object %d is not at %q", i, rows[2+i])
		}
		body, _, _ := strings.Cut(text[at:], "endobj")
		body, _, _ = strings.Cut(body, "\nstream\n")
		for _, to := range references.FindAllStringSubmatch(body, -1) {
			if number, err := strconv.Atoi(to[1]); err != nil || number < 1 || number >= n {
				t.Fatalf("object %d leads to %s, which is none", i, to[0])
			}
		}
	}
}

// nothingLost compares what is read out, in the order of the structure tree, with the
// words of the tree.
func nothingLost(t *testing.T, doc *markdown.Document) {
	t.Helper()
	c, err := compose(doc, page())
	if err != nil {
		t.Fatal(err)
	}
	said := map[*sheet][]string{}
	for _, s := range c.sheets {
		said[s] = spoken(t, c, s)
	}
	var got strings.Builder
	var read func(e *element)
	read = func(e *element) {
		if e.role == "Lbl" {
			return
		}
		for _, k := range e.kids {
			switch {
			case k.element != nil:
				read(k.element)
			case k.annot == 0:
				got.WriteString(said[k.sheet][k.mark])
			}
		}
	}
	read(c.document)
	if want, have := packed(doc.Text()), packed(got.String()); have != want {
		t.Errorf("read out: %q\nwritten:  %q", have, want)
	}
}

// packed is text without spaces, as glyphs have it.
func packed(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u00ad':
			return -1
		case r == '\u2011':
			return '-'
		}
		return r
	}, s)
}

// spoken is the text of the marked content of a sheet, by its number.
func spoken(t *testing.T, c *composer, s *sheet) []string {
	t.Helper()
	back := [weights]map[uint16]rune{}
	for w, f := range c.fonts {
		back[w] = f.used
	}
	out := make([]string, len(s.marks))
	mark, depth, actual := -1, 0, false
	for row := range strings.Lines(s.content.String()) {
		switch {
		case strings.HasPrefix(row, "/Artifact"):
			mark, depth = -1, depth+1
		case strings.HasPrefix(row, "/Span<</ActualText"):
			depth++
			actual = true
			if mark >= 0 {
				out[mark] += decoded(t, row[len("/Span<</ActualText"):])
			}
		case strings.HasSuffix(row, "BDC\n"):
			if _, err := fmt.Sscanf(row[strings.Index(row, "<<"):], "<</MCID %d>>", &mark); err != nil {
				t.Fatal(row, err)
			}
			depth++
		case row == "EMC\n":
			depth--
			actual = false
		}
		if m := shown.FindStringSubmatch(row); m != nil && mark >= 0 && !actual {
			for _, hex := range glyphs.FindAllStringSubmatch(m[2], -1) {
				for i := 0; i < len(hex[1]); i += 4 {
					g, err := strconv.ParseUint(hex[1][i:i+4], 16, 16)
					if err != nil {
						t.Fatal(err)
					}
					out[mark] += string(back[m[1][0]-'0'][uint16(g)])
				}
			}
		}
		if depth < 0 || depth > 2 {
			t.Fatalf("marked content is not balanced at %q", row)
		}
	}
	return out
}

// decoded is a string as a PDF writes it.
func decoded(t *testing.T, s string) string {
	hex, ok := strings.CutPrefix(s, "<FEFF")
	if !ok {
		t.Fatalf("%q is not in UTF-16", s)
	}
	hex, _, _ = strings.Cut(hex, ">")
	var units []uint16
	for i := 0; i < len(hex); i += 4 {
		u, err := strconv.ParseUint(hex[i:i+4], 16, 16)
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, uint16(u))
	}
	return string(utf16.Decode(units))
}

// A title, a reference and a property that try to be something else stay text.
func TestPropertiesAreText(t *testing.T) {
	p := page()
	p.Title = "a) /JS (x\r\n<</Launch>> \u202eb"
	p.Properties = []Property{{"a b(/x", ")>>\nendobj"}}
	var b bytes.Buffer
	if err := Write(&b, parsed(t, "# x"), p); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`/Title(a\) /JS \(x <</Launch>> b)`, `/a#20b#28#2Fx(\)>> endobj)`} {
		if !bytes.Contains(b.Bytes(), []byte(want)) {
			t.Errorf("there is no %s in the file", want)
		}
	}
	whole(t, b.Bytes())
}

// Where a head is repeated on another page it is an artifact, and rows keep their order.
func TestHeadsAreRepeatedAndReadOnce(t *testing.T) {
	c, err := compose(parsed(t, samples(t)["long table"]), page())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.sheets) < 3 {
		t.Fatalf("the table is on %d pages", len(c.sheets))
	}
	for i, s := range c.sheets {
		heads := 0
		for _, e := range s.marks {
			if e.role == "TH" {
				heads++
			}
		}
		if want := map[bool]int{true: 2, false: 0}[i == 0]; heads != want {
			t.Errorf("page %d has %d heads that are read out, want %d", i+1, heads, want)
		}
		if painted := strings.Count(s.content.String(), tint+" rg"); painted != 1 {
			t.Errorf("page %d shows %d heads", i+1, painted)
		}
	}
}

func TestNoItalicsInCyrillic(t *testing.T) {
	for text, want := range map[string]weight{"italics": serifItalic, "курзив": serifBold, "mixed и": serifBold} {
		if got := stressed(serif, text); got != want {
			t.Errorf("%s is set in face %d, want %d", text, got, want)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	src := samples(b)["minutes-2026-q4.sr-Cyrl.md"]
	doc := parsed(b, src)
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(&bytes.Buffer{}, doc, page()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadFaces is what the first document of a process costs beside.
func BenchmarkReadFaces(b *testing.B) {
	for b.Loop() {
		for w := range weights {
			if _, err := readFace(w); err != nil {
				b.Fatal(err)
			}
		}
	}
}
