package markdown

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

// Every testdata/*.md makes the page and the words beside it.
func TestGolden(t *testing.T) {
	sources, err := filepath.Glob(filepath.Join("testdata", "*.md"))
	if err != nil || len(sources) == 0 {
		t.Fatal("no sources", err)
	}
	for _, path := range sources {
		name := strings.TrimSuffix(path, ".md")
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			doc := parse(t, string(src))
			page := Page{Lang: "sr-Cyrl", Meta: []Meta{{"records-commit", `0123"<>`}}}
			golden(t, name+".html", render(t, doc, page))
			golden(t, name+".txt", doc.Text()+"\n")
			checkHTML(t, render(t, doc, page))
		})
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it):\n%s", path, got)
	}
}

func parse(t *testing.T, src string) *Document {
	t.Helper()
	doc, err := Parse(src)
	if err != nil {
		t.Fatalf("Parse(%.60q): %v", src, err)
	}
	return doc
}

func render(t *testing.T, doc *Document, page Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, doc, page); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	item := func(s Text) Item { return Item{[]Block{Paragraph{[]Inline{s}}}} }
	tests := []struct {
		name, src string
		want      []Block
	}{
		{"empty", " \n\n", nil},
		{"paragraph folds", "a  b\n  c\td", []Block{Paragraph{[]Inline{Text("a b c d")}}}},
		{"line ends", "a\r\nb\rc", []Block{Paragraph{[]Inline{Text("a b c")}}}},
		{"breaks", "a  \nb\\\nc<br>d<br>", []Block{Paragraph{[]Inline{Text("a"), Break{}, Text("b"), Break{}, Text("c"), Break{}, Text("d")}}}},
		{"styles", "**a** *b* ~~c~~ `d  e`", []Block{Paragraph{[]Inline{
			Strong{Text("a")}, Text(" "), Emphasis{Text("b")}, Text(" "), Strike{Text("c")}, Text(" "), Code("d e")}}}},
		{"headings", "# A b\n## A b\n# !\n#", []Block{
			Heading{1, "a-b", []Inline{Text("A b")}}, Heading{2, "a-b-2", []Inline{Text("A b")}}, Heading{1, "section", []Inline{Text("!")}}}},
		{"ordered list", "3. a\n4. b", []Block{List{Ordered: true, Start: 3, Tight: true, Items: []Item{item("a"), item("b")}}}},
		{"loose list", "- a\n\n- b", []Block{List{Items: []Item{item("a"), item("b")}}}},
		{"empty item", "- a\n-", []Block{List{Tight: true, Items: []Item{item("a"), {}}}}},
		{"no underlined heading", "a\n---", []Block{Paragraph{[]Inline{Text("a")}}, Rule{}}},
		{"no link definition", "[a]: http://b.rs", []Block{Paragraph{[]Inline{Text("[a]: "), Link{Href: "http://b.rs", Text: []Inline{Text("http://b.rs")}}}}}},
		{"code", "```go x\na\n\n```\n\n    b", []Block{CodeBlock{"go", "a"}, CodeBlock{"", "b"}}},
		{"surplus cell", "|a|\n|-|\n|b|c|d|", []Block{Table{[]Align{0}, []Cell{{Text("a")}}, [][]Cell{{{Text("b | c|d")}}}}}},
		{"bar in code", "|`a\\|b`|\n|-|\n\n`a\\|b`", []Block{Table{Columns: []Align{0}, Head: []Cell{{Code("a|b")}}}, Paragraph{[]Inline{Code(`a\|b`)}}}},
		{"missing cell", "|a|b|\n|-:|:-|\n|c|", []Block{Table{[]Align{AlignRight, AlignLeft},
			[]Cell{{Text("a")}, {Text("b")}}, [][]Cell{{{Text("c")}, nil}}}}},
		{"address", "see www.a.rs.", []Block{Paragraph{[]Inline{Text("see "), Link{Href: "http://www.a.rs", Text: []Inline{Text("www.a.rs")}}, Text(".")}}}},
		{"e-mail", "a@b.rs", []Block{Paragraph{[]Inline{Link{Href: "mailto:a@b.rs", Text: []Inline{Text("a@b.rs")}}}}}},
		{"link without text", "[](https://a.rs)", []Block{Paragraph{[]Inline{Link{Href: "https://a.rs", Text: []Inline{Text("https://a.rs")}}}}}},
		{"picture without a place", "![](x.png)", []Block{Paragraph{[]Inline{Text("x.png")}}}},
		{"entities", "&amp;lt; &copy &#65; \\&amp;", []Block{Paragraph{[]Inline{Text("&lt; &copy A &amp;")}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := parse(t, tt.src).Blocks; !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got\n%#v, want\n%#v", got, tt.want)
			}
		})
	}
}

func TestSafeLink(t *testing.T) {
	tests := []struct {
		in, want string
		ok       bool
	}{
		{"https://a.rs/б?x=1#y", "https://a.rs/%D0%B1?x=1#y", true},
		{"HTTP://a.rs", "http://a.rs", true},
		{"mailto:a@b.rs?subject=x", "mailto:a@b.rs?subject=x", true},
		{"#дневни-ред", "#дневни-ред", true},
		{"#%D0%B1", "#б", true},
		{in: ""}, {in: "#"}, {in: "#a b"}, {in: "#a%0ab"}, {in: "#%zz"}, {in: "#\u202e"}, {in: "a.html"}, {in: "//a.rs"},
		{in: "http:a.rs"}, {in: "http://"}, {in: "https://u@a.rs"}, {in: "javascript:alert(1)"}, {in: "data:,x"},
		{in: " javascript:x"}, {in: "java\nscript:x"}, {in: "mailto:"}, {in: "mailto:a@b.rs?x=%0aBcc:c"}, {in: "ftp://a.rs"},
	}
	for _, tt := range tests {
		got, ok := SafeLink(tt.in)
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("SafeLink(%q) = %q, %t, want %q, %t", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}

func TestHTMLRefusesLanguage(t *testing.T) {
	for _, lang := range []string{"", "sr_RS", `en" onload="x`, "e"} {
		if err := HTML(&bytes.Buffer{}, &Document{}, Page{Lang: lang}); err == nil {
			t.Errorf("language %q was taken", lang)
		}
	}
}

// A tree made by hand goes the same way as one that was read.
func TestHTMLByHand(t *testing.T) {
	doc := &Document{Blocks: []Block{
		Heading{Level: 9, ID: `"><b>`, Text: []Inline{Text("<i>\u202e")}},
		Paragraph{Text: []Inline{Link{Href: "javascript:alert(1)", Text: []Inline{Text("x")}}}},
		Table{Head: []Cell{{Text("a")}}, Rows: [][]Cell{{{Text("b")}, {Text("c")}}}},
	}}
	got := render(t, doc, Page{Lang: "en", Title: "</title><script>"})
	checkHTML(t, got)
	for _, want := range []string{`<h6 id="&#34;&gt;&lt;b&gt;">&lt;i&gt;` + "\ufffd</h6>", "<p>x</p>", "<title>&lt;/title&gt;&lt;script&gt;</title>"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

type brokenWriter struct{}

var errBroken = errors.New("broken")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestHTMLReportsTheWriter(t *testing.T) {
	doc := &Document{Blocks: []Block{Paragraph{Text: []Inline{Text("a")}}}}
	if err := HTML(brokenWriter{}, doc, Page{Lang: "en"}); !errors.Is(err, errBroken) {
		t.Errorf("HTML: %v", err)
	}
	if err := Body(brokenWriter{}, doc); !errors.Is(err, errBroken) {
		t.Errorf("Body: %v", err)
	}
}
