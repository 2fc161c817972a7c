package render_test

import (
	"io/fs"
	"strings"
	"testing"

	md "unmn/pkg/markdown"
	"unmn/pkg/render"
	"unmn/templates"
)

func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := fs.ReadFile(templates.FS, "words/"+lang+".json")
	if err != nil {
		t.Fatal(err)
	}
	texts, err := render.ParseCatalogue(data)
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func TestProseIsWrittenAsItWas(t *testing.T) {
	for source, want := range map[string]string{
		"# One\n\n## Two":                      "#### One\n\n##### Two",
		"a **b** *c* ~~d~~ `e` [f](https://g)": "a **b** *c* ~~d~~ `e` [f](<https://g>)",
		"1. a\n2. b\n   - c":                   "1. a\n2. b\n   - c",
		"- a\n\n- b":                           "- a\n\n- b",
		"> a\n>\n> b":                          "> a\n>\n> b",
		"a\\\nb":                               "a\\\nb",
		"| a | b |\n|:--|--:|\n| c | d |":      "| a | b |\n|:--|--:|\n| c | d |",
		"```go\nx\n```":                        "```go\nx\n```",
		"(see article 4): yes - no":            "\\(see article 4): yes - no",
		"**Note**: see (4)":                    "**Note**: see (4)",
		"https://example.org/a_b and more":     "<https://example.org/a_b> and more",
	} {
		got, err := render.Rewrite(source)
		if err != nil || string(got) != want {
			t.Errorf("%q became %q, want %q (%v)", source, got, want, err)
		}
	}
}

// FuzzProse looks for Markdown whose words are lost when it is written anew.
func FuzzProse(f *testing.F) {
	for _, s := range []string{"", "# a\n- b\n- c\n\n1. d\n2) e", "***a** b*", "a*b*c **d**e", "`` a`b ``", "> - a\n>   > b", "|a|b|\n|-|-|\n|c|d|e|",
		"- \n- a", "[a*b](<https://x y> \"t\")", "~~a~~b", "```\n```` \n```", "a  \nb", "<br>", "- a\n  b\n\n  c", "1. a\n1. b", "10. x\n\n    y", "* * *\n- - -", "a\\", "!\\[a](https://b)", "\u00a0a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		tree, err := md.Parse(source)
		if err != nil {
			t.Skip()
		}
		got, err := render.Rewrite(source)
		if err != nil {
			t.Fatal(err)
		}
		back, err := md.Parse(string(got))
		if err != nil {
			t.Fatalf("%q cannot be read: %v", got, err)
		}
		if was, is := words(tree), words(back); was != is {
			t.Errorf("the words %q became %q in %q", was, is, got)
		}
	})
}

// words are the words of a document whatever stands between them.
func words(d *md.Document) string { return strings.Join(strings.Fields(d.Text()), " ") }
