package markdown

import (
	"bytes"
	"errors"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestLimits(t *testing.T) {
	refused := map[string]string{
		"source":        strings.Repeat("a\n\n", MaxSource/3+1),
		"line":          strings.Repeat("a", MaxParagraph+1),
		"paragraph":     strings.Repeat("aaa\n", MaxParagraph/4+1),
		"in item":       "- a\n" + strings.Repeat("  aaa\n", MaxParagraph/4+1),
		"quotes":        strings.Repeat(">", MaxDepth+1) + " a",
		"lists":         strings.Repeat("- ", MaxDepth+1) + "a",
		"numbered":      strings.Repeat("1. ", MaxDepth+1) + "a",
		"quotes, lists": strings.Repeat("> - ", MaxDepth/2) + "> a",
		"styles":        strings.Repeat("*a ", 1000) + strings.Repeat("b*", 1000),
		"wide table":    wide(MaxParagraph/2-2, 20),
		"tables":        strings.Repeat(wide(400, 30)+"\n", 8),
	}
	for name, src := range refused {
		if doc, err := Parse(src); !errors.Is(err, ErrLimit) || doc != nil {
			t.Errorf("%s: error %v", name, err)
		}
	}
	taken := map[string]string{
		"paragraph":  strings.Repeat("a\n", MaxParagraph/2),
		"line":       strings.Repeat("a", MaxParagraph),
		"quotes":     strings.Repeat(">", MaxDepth) + " a > b - c",
		"lists":      strings.Repeat("- ", MaxDepth) + "a",
		"long table": "|a|b|\n|-|-|\n" + strings.Repeat("|some text|and more|\n", 20000),
		"long code":  "```\n" + strings.Repeat("some text\n", 50000) + "```",
	}
	for name, src := range taken {
		if _, err := Parse(src); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// wide is a table that asks for very many cells in few bytes.
func wide(columns, rows int) string {
	return strings.Repeat("|", columns) + "\n" + strings.Repeat("-|", columns) + "\n" + strings.Repeat("a\n", rows)
}

// patience is some twenty times what the slowest pattern takes, and less than any
// takes that grows with the square of a document.
const patience = 2 * time.Second

// Patterns that make parsers slow, each as long as one paragraph may be, then
// repeated to the size of the largest document.
func TestSlowPatterns(t *testing.T) {
	patterns := []string{
		"[", "![", "[]", "[a](", "[a](<b", "[a](b \"", "[a](b (", "[a](b '", "]", "[a][", "[a](b)", "*a ", "*a **a ", "*_", "a**b", "a**b c* ",
		"~a ", "~~a ", "`", "`a ``b ", "<", "<a ", "<!--", "<a x=\"", "<?", "<![CDATA[", "<!A ", "www.a.b/(", "http://", " http://a.b/;", "a@", "a.b@c.",
		" a@b.c", "&", "&#", "\\", "#", "- ", "> ", "* ", "1. ", "|", "|`\\|", "    ", "\t", "a  ", "`` ` ",
	}
	for _, pattern := range patterns {
		for _, part := range []string{pattern, pattern + "\n"} {
			src := strings.Repeat(part, MaxParagraph/len(part)) + "\n\n"
			src = strings.Repeat(src, 2)
			took := quickest(func() {
				if doc, err := Parse(src); err == nil {
					_ = doc.Text()
				} else if !errors.Is(err, ErrLimit) {
					t.Errorf("%q: %v", part, err)
				}
			})
			if took > patience {
				t.Errorf("%q: %d bytes took %v", part, len(src), took)
			}
		}
	}
}

// quickest is how long something takes when nothing else is at work: where it took too
// long, the shortest of several times.
func quickest(run func()) time.Duration {
	best := time.Duration(math.MaxInt64)
	for range 8 {
		start := time.Now()
		run()
		if best = min(best, time.Since(start)); best <= patience {
			break
		}
	}
	return best
}

// Tables are not paragraphs: what is slow there is slow over all the rows.
func TestSlowTables(t *testing.T) {
	for _, row := range []string{"|`\\|`", "|a", "|", "a", "|[a](", "|a|b|c"} {
		src := "|a|b|\n|-|-|\n" + strings.Repeat(row+"\n", MaxCells/2-2)
		took := quickest(func() {
			if _, err := Parse(src); err != nil {
				t.Errorf("%q: %v", row, err)
			}
		})
		if took > patience {
			t.Errorf("%q: %d bytes took %v", row, len(src), took)
		}
	}
}

// tags are all the tags that a page may hold, to the last attribute.
var tags = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`!DOCTYPE html`, `html lang="[A-Za-z0-9-]+"`, `meta charset="utf-8"`, `meta http-equiv="Content-Security-Policy" content="[^"<>]*"`,
	`meta name="[^"<>]*" content="[^"<>]*"`, `/?(?:html|head|body|main|title|style)`,
	`h[1-6](?: id="[^"<>\s]+")?`, `/h[1-6]`, `/?(?:p|blockquote|pre|code|strong|em|del|table|thead|tbody|tr|ul|li|td)`, `hr`, `br`,
	`ol(?: start="[0-9]+")?`, `/ol`, `(?:td|th scope="col")(?: class="(?:left|center|right)")?`, `/th`,
	`a href="(?:https?://|mailto:|#)[^"<>]+"(?: title="[^"<>]*")?`, `/a`,
}, "|") + `)$`)

// checkHTML is a reader that knows nothing of how the page was made: every < opens
// one of the known tags, they nest, and nothing unsafe stands between them.
func checkHTML(t *testing.T, page string) {
	t.Helper()
	var open []string
	for i, piece := range strings.Split(page, "<") {
		tag, rest, closed := strings.Cut(piece, ">")
		if i == 0 {
			continue
		}
		if !closed || !tags.MatchString(tag) {
			t.Fatalf("a page holds <%s", piece)
		}
		// A style sheet has > in it, as a combinator.
		if strings.Contains(rest, ">") && tag != "style" {
			t.Fatalf("a page holds a bare > in %q", rest)
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(tag, "/"), " ")
		switch {
		case strings.HasPrefix(tag, "!"), name == "meta", name == "br", name == "hr":
		case !strings.HasPrefix(tag, "/"):
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			t.Fatalf("</%s> closes %v", name, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Fatalf("not closed: %v", open)
	}
	if safe := clean(page, "\n\t"); safe != page {
		t.Fatalf("a page holds unsafe characters")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	for _, s := range []string{
		"# a\n\n- b\n  - c\n\n1. d\n", "|a|b|\n|:-|-:|\n|c|", "> a\n> - b", "```\na", "[a](http://b.rs \"t\")", "![a](b)", "<a@b.rs>", "**a _b_**", "&#x202e;",
		"a<br>b", "|a<br>|\n|-|", "* *\n*", "-\n\n  a", "1)\n2)", "|`a\\|b`|\n|-|", "[![a](http://b)](http://c)", "[**a\n](#%D0%B0)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		doc, err := Parse(src)
		if err != nil {
			if !errors.Is(err, ErrLimit) {
				t.Fatal(err)
			}
			return
		}
		page := render(t, doc, Page{Lang: "en"})
		checkHTML(t, page)
		if again := render(t, parse(t, src), Page{Lang: "en"}); again != page {
			t.Error("the same source gives other bytes")
		}
		var body bytes.Buffer
		if err := Body(&body, doc); err != nil || !strings.Contains(page, body.String()) {
			t.Error("the body is not that of the page", err)
		}
		nothingLost(t, src, doc)
	})
}

// letters are what a person would miss; those of entities, link targets and code
// fences are not looked for.
var letters = regexp.MustCompile(`[a-zA-Zа-яА-Я]+`)

func nothingLost(t *testing.T, src string, doc *Document) {
	t.Helper()
	if strings.ContainsAny(src, "&(`~<\\") {
		return
	}
	text := doc.Text()
	for _, word := range letters.FindAllString(src, -1) {
		if !strings.Contains(text, word) {
			t.Errorf("%q is not in the text %q of %q", word, text, src)
		}
	}
}
