package markdown_test

import (
	"testing"

	"unmn/pkg/markdown"
)

func TestPlainIsWhatPeopleTypeInAMail(t *testing.T) {
	doc, err := markdown.Parse("Dear *colleagues*,\n\nsee <https://example.org/a> and [the list](https://example.org/b).\n\n- one\n- two\n  1. deep\n\n| a | b |\n|---|---|\n| c | d |\n\n> said\n")
	if err != nil {
		t.Fatal(err)
	}
	want := "Dear colleagues,\n\nsee https://example.org/a and the list <https://example.org/b>.\n\n- one\n- two\n\n  1. deep\n\na | b\nc | d\n\n> said\n"
	if got := doc.Plain(); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
