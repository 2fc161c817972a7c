package markdown

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestEscape(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"  plain\n text\t", "plain text"},
		{"14. maj 2026.", `14\. maj 2026.`},
		{"1) x", `1\) x`},
		{"- x", `\- x`},
		{"+381 11 123", "+381 11 123"},
		{"+ x", `\+ x`},
		{"# x #", `\# x \#`},
		{"C# and F", "C# and F"},
		{"=== ", `\===`},
		{"> x > y", `\> x > y`},
		{"a | b", `a \| b`},
		{`a\b`, `a\\b`},
		{`C:\`, `C:&#92;`},
		{"R&D & &lt;", `R\&D & \&lt;`},
		{"<script>", `\<script>`},
		{"*a* _b_ ~c~ `d`", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`"},
		{"![a](b)", `!\[a\](b)`},
		{"(b)", `\(b)`},
		{"Hi!", `Hi\!`},
		{"www.iom.int, https://iom.int", `www\.iom.int, https\://iom.int`},
		{"a@b.rs", `a\@b.rs`},
		{"12:30", "12:30"},
		{"a\u202eb\x00\xff", "a\ufffdb\ufffd\ufffd"},
	}
	for _, tt := range tests {
		if got := Escape(tt.in); got != tt.want {
			t.Errorf("Escape(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestEscapeLines(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"\n a\r\n- b\rc \n\n", "a\\\n\\- b\\\nc"},
		{"a\n\nb", "a\\\n\\\nb"},
	}
	for _, tt := range tests {
		if got := EscapeLines(tt.in); got != tt.want {
			t.Errorf("EscapeLines(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	if got, want := EscapeCell("a\\\n|b"), `a&#92;<br>\|b`; got != want {
		t.Errorf("EscapeCell = %q, want %q", got, want)
	}
}

// One value in every place of a template where inline text may stand.
func TestEscapeInPlace(t *testing.T) {
	for _, s := range awkward {
		escapeLaws(t, s)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { escapeLaws(t, s) })
}

var awkward = []string{
	"", "a", "a\\\n\n\n<b\\\n*c*", "a\\<\\\\\n>", "1. x", "1) x", "123456789. x", "- x", "* x", "+ x", "+", "-", "---", "- - -", "***", "===", "= =",
	"# x", "####### x", "x #", "#", "> x", "~~~", "```", "`a`", "``", "\\", "a\\", "\\\\", "|", "a|b", "|a|", "a\\|b", "\\|", ":-:", "|-|",
	"&amp;", "&#35;", "&#x41;", "&", "a&", "&copy", "<b>", "<br>", "<!-- x -->", "<https://a.rs>", "<a@b.rs>", "<?php ?>",
	"www.a.rs", "WWW.a.rs", "(www.a.rs)", "http://a.rs", "https://a.rs/x?y=1&z=2#w", "a@b.rs", "x a.b-c@d.e.rs.", "mailto:a@b.rs", "ftp://a.rs",
	"[a](http://b.rs)", "![a](http://b.rs)", "[a]: http://b.rs", "[a][b]", "[ ] x", "!", "(x)", "(", ")", "_a_", "a_b_c", "__a__", "~a~", "*",
	"    x", "\tx", "a  \nb", "a\nb", "a\n- b", "a\n\nb", "a\r\nb", "\u00a0x\u00a0", "\u2003x", "x\u3000", "\u202eabc", "\x00", "\xff", "é\u0301",
	"Љ. Петровић", "12.5.2026.", "12:30", "a://b", "://", "\\<", "a\u2028b", "{#id}", "$x$", "1.", "1.x", "http\\://a.rs",
}

func escapeLaws(t *testing.T, s string) {
	t.Helper()
	want := Text(strings.Trim(fold(clean(s, "\t\n\v\f\r")), " "))
	text := []Inline{want}
	if want == "" {
		if e := Escape(s); e != "" {
			t.Errorf("Escape(%q) = %q, want nothing", s, e)
		}
		return
	}
	e, cell := Escape(s), EscapeCell(strings.NewReplacer("\n", " ", "\r", " ").Replace(s))
	table := func(cells ...Inline) Block {
		b := Table{Columns: make([]Align, 2), Rows: [][]Cell{{{cells[2]}, {cells[3]}}}}
		b.Head = []Cell{{cells[0]}, {cells[1]}}
		return b
	}
	places := []struct {
		source string
		want   Block
	}{
		{e, Paragraph{Text: text}},
		{e + "\n" + e, Paragraph{Text: []Inline{want + " " + want}}},
		{"x\n" + e, Paragraph{Text: []Inline{"x " + want}}},
		{"a: " + e + ".", Paragraph{Text: []Inline{"a: " + want + "."}}},
		{"> " + e, Quote{Blocks: []Block{Paragraph{Text: text}}}},
		{"- " + e, List{Tight: true, Items: []Item{{[]Block{Paragraph{Text: text}}}}}},
		{"[" + e + "](https://a.rs)", Paragraph{Text: []Inline{Link{Href: "https://a.rs", Text: text}}}},
		{"# " + e, Heading{Level: 1, ID: anchor(string(want)), Text: text}},
		{"| " + e + " | b |\n|---|---|\n| c | " + e + " |", table(want, Text("b"), Text("c"), want)},
		{"|" + cell + "|b|\n|-|-|\n|" + cell + "|" + cell + "|", table(want, Text("b"), want, want)},
		{cell + " | b\n-|-\n" + cell + " | c", table(want, Text("b"), want, Text("c"))},
	}
	for _, p := range places {
		doc, err := Parse(p.source)
		if errors.Is(err, ErrLimit) {
			continue
		}
		if want := []Block{p.want}; !reflect.DeepEqual(doc.Blocks, want) {
			t.Errorf("%q stands for\n%#v, want\n%#v", p.source, doc.Blocks, want)
		}
	}
	linesLaw(t, s)
}

// The lines of a text are kept, in a paragraph and in a cell.
func linesLaw(t *testing.T, s string) {
	t.Helper()
	var lines []string
	for line := range strings.SplitSeq(newlines(s), "\n") {
		lines = append(lines, strings.Trim(fold(clean(line, "\t\v\f")), " "))
	}
	want := strings.Trim(strings.Join(lines, "\n"), "\n")
	for _, source := range []string{EscapeLines(s), "|" + EscapeCell(s) + "|\n|-|", "- " + EscapeLines(s)} {
		doc, err := Parse(source)
		if errors.Is(err, ErrLimit) {
			continue
		}
		got := doc.Text()
		if strings.HasPrefix(source, "|") {
			got = InlineText(doc.Blocks[0].(Table).Head[0])
		}
		if got != want || len(doc.Blocks) != 1 {
			t.Errorf("%q reads %q, want %q", source, got, want)
		}
	}
}
