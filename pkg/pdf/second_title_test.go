package pdf

import "testing"

// TestSecondTitleBeginsAPage: a reply slip is sent back by itself.
func TestSecondTitleBeginsAPage(t *testing.T) {
	for src, want := range map[string]int{
		"The Network\n\n# A letter\n\n## A part\n\ntext\n\n## Another\n": 1,
		"The Network\n\n# A letter\n\ntext\n\n# Reply slip\n\ntext\n":    2,
		"# Alone\n": 1,
	} {
		c, err := compose(parsed(t, src), page())
		if err != nil {
			t.Fatal(err)
		}
		if len(c.sheets) != want {
			t.Errorf("%q is on %d pages, want %d", src, len(c.sheets), want)
		}
	}
}
