package markdown_test

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"unmn/pkg/markdown"
)

// All texts are read by the same parsers, also at the same time: none may leave anything
// behind for another, neither a limit that it met nor what it used of one.
func TestTextsDoNotCountForEachOther(t *testing.T) {
	table := "| " + strings.Repeat("a|", 20) + "\n|" + strings.Repeat("-|", 20) + "\n" + strings.Repeat("|b|\n", markdown.MaxCells/40)
	good := "# Title\n\n- a\n  > *b* ~~c~~ <https://example.org>\n\n| a |\n|---|\n| `b` |\n"
	deep := strings.Repeat("> ", markdown.MaxDepth+1) + "too deep"
	want, err := markdown.Parse(good)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := markdown.Parse(table); err != nil {
				t.Errorf("half the cells that a text may have are too many: %v", err)
			}
			if _, err := markdown.Parse(deep); !errors.Is(err, markdown.ErrLimit) {
				t.Errorf("quotes that are too deep give %v", err)
			}
			if got, err := markdown.Parse(good); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("the text is read otherwise beside others, or not: %v", err)
			}
		})
	}
	wg.Wait()
}
