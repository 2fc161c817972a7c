package markdown_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"unmn/pkg/markdown"
)

func TestAPageIsReadBack(t *testing.T) {
	doc, err := markdown.Parse("# Minutes & *more*\n\nFirst\u00a0 line\\\nsecond\n\n| A | B |\n|---|---|\n| 1 < 2 | Љ |\n\n- one\n- two\n\n```\ncode <x>\n```\n")
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	meta := []markdown.Meta{{Name: "unmn-document", Content: `a "b" <c> & 'd'`}, {Name: "unmn-records", Content: "0123"}}
	if err := markdown.HTML(&page, doc, markdown.Page{Lang: "en", Meta: meta}); err != nil {
		t.Fatal(err)
	}
	got, lines := markdown.ReadBack(page.String())
	for _, m := range meta {
		if !slices.Contains(got, m) {
			t.Errorf("%+v is not in %+v", m, got)
		}
	}
	want := []markdown.Line{{Text: "Minutes & more", Heading: true}, {Text: "First\u00a0 line"}, {Text: "second"}, {Text: "A\tB"}, {Text: "1 < 2\tЉ"}, {Text: "one"}, {Text: "two"}, {Text: "code <x>"}}
	if !slices.Equal(lines, want) {
		t.Errorf("%+v", lines)
	}
	// As other programs write it.
	got, lines = markdown.ReadBack("<HTML><!-- saved --><META content=x NAME='unmn-a' /><title>no</title><script>no <p>no</script><H2 class=a>yes</H2>")
	if !slices.Equal(got, []markdown.Meta{{Name: "unmn-a", Content: "x"}}) || !slices.Equal(lines, []markdown.Line{{Text: "yes", Heading: true}}) {
		t.Errorf("%+v, %+v", got, lines)
	}
}

// Whatever a page is, it is read in time that grows with its length alone, and no word
// comes out that did not go in.
func FuzzReadBack(f *testing.F) {
	f.Add("<!DOCTYPE html><meta name=\"unmn-a\" content='b'><p>x<br>y</p><!-- z --><style>a")
	f.Add("<<a =\"'></style<script")
	f.Fuzz(func(t *testing.T, page string) {
		began := time.Now()
		_, lines := markdown.ReadBack(page)
		for _, l := range lines {
			if strings.TrimSpace(l.Text) == "" || strings.Contains(l.Text, "\n") {
				t.Errorf("%q is no line", l.Text)
			}
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("took %v", took)
		}
	})
}
