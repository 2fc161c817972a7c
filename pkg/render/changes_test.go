package render

import (
	"slices"
	"strings"
	"testing"

	"unmn/pkg/markdown"
)

func same(s string) string { return s }

func TestChangesAreMarkedInTheText(t *testing.T) {
	for _, tt := range []struct{ before, after, want string }{
		{"Article 1.", "Article 1, shorter.", "Article ~~1\\.~~ **1, shorter.**"},
		{"one two three", "one three four", "one ~~two~~ three **four**"},
		{"a\n\nb", "a\n\nb", "a\n\nb"},
		{"a\n\nold words\n\nz", "a\n\nz", "a\n\n~~old words~~\n\nz"},
		{"a", "a\n\nnew words", "a\n\n**new words**"},
		{"- a\n- b", "- a\n- c\n- d", "- a\n- ~~b~~ **c**\n- **d**"},
		{"1. a\n2. b\n3. c", "1. a\n2. c", "1. a\n\n   ~~b~~\n\n2. c"},
		{"1. a\n2. b", "1. b", "~~a~~\n\n1. b"},
		{"**bold** stays *plain*", "bold stays plain here", "bold stays plain **here**"},
		{"see [the law](https://a.rs) now", "see [the act](https://a.rs) now", "see ~~[the law](<https://a.rs>)~~ **[the act](<https://a.rs>)** now"},
		{"a paragraph", "# A heading", "~~a paragraph~~\n\n#### **A heading**"},
		{"", "new", "**new**"},
		{"old", "", "~~old~~"},
	} {
		got, ok := markChanges(tt.before, tt.after, same)
		if !ok || strings.TrimSpace(string(got)) != tt.want {
			t.Errorf("%q to %q is %q, %v; want %q", tt.before, tt.after, got, ok, tt.want)
		}
	}
}

// Without what is struck out the marked text is the new one, letter for letter.
func FuzzChanges(f *testing.F) {
	for _, s := range []string{
		"a b c", "- a\n- b\n", "1. x\n\n   y\n2. z", "> q\n\n| a | b |\n|---|---|\n| c | d |", "~~s~~ **b** `c` <https://a.rs>", "a  \nb", "#\n-\n", "```\ncode\n```", "a\n\n---\n\nb",
	} {
		f.Add(s, "a c d\n\n- b")
		f.Add("a c d\n\n- b", s)
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		marked, ok := markChanges(before, after, same)
		tree, err := markdown.Parse(after)
		if !ok || err != nil {
			return
		}
		back, err := markdown.Parse(string(marked))
		if err != nil {
			return
		}
		got, want := letters(back.Blocks, false), letters(tree.Blocks, true)
		if got != want {
			t.Errorf("%q to %q is %q: with the changes it says %q, want %q", before, after, marked, got, want)
		}
	})
}

// letters are those of blocks, with or without what is struck out.
func letters(blocks []markdown.Block, all bool) string {
	m := mapper{change: same, keep: true}
	text := (&markdown.Document{Blocks: m.blocks(blocks)}).Text()
	if !all {
		text = (&markdown.Document{Blocks: unstruck(m.blocks(blocks))}).Text()
	}
	return strings.Join(strings.Fields(text), "")
}

// unstruck is blocks without what is struck out.
func unstruck(list []markdown.Block) []markdown.Block {
	line := func(list []markdown.Inline) []markdown.Inline {
		return slices.DeleteFunc(list, func(in markdown.Inline) bool { _, gone := in.(markdown.Strike); return gone })
	}
	for i, b := range list {
		switch b := b.(type) {
		case markdown.Heading:
			b.Text = line(b.Text)
			list[i] = b
		case markdown.Paragraph:
			b.Text = line(b.Text)
			list[i] = b
		case markdown.Quote:
			unstruck(b.Blocks)
		case markdown.List:
			for _, item := range b.Items {
				unstruck(item.Blocks)
			}
		case markdown.Table:
			for _, row := range append(b.Rows, b.Head) {
				for j, c := range row {
					row[j] = line(c)
				}
			}
		}
	}
	return list
}
