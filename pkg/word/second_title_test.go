package word_test

import (
	"strings"
	"testing"
)

// TestSecondTitleBeginsAPage: a reply slip is sent back by itself; what stands between the
// letterhead and the title, such as an address, is set as text.
func TestSecondTitleBeginsAPage(t *testing.T) {
	d := document(t, "The Network\n\n| | |\n|---|---|\n| Date | 1 |\n\nThe Commissioner\n\n# A letter\n\n## A part\n\ntext\n\n# Reply slip\n\n| | |\n|---|---|\n| Name | |\n")
	text := filled(t, own(t), d)["word/document.xml"]
	if n := strings.Count(text, "<w:pageBreakBefore/>"); n != 1 {
		t.Fatalf("%d pages are begun", n)
	}
	_, after, _ := strings.Cut(text, "<w:pageBreakBefore/>")
	if !strings.Contains(after, "Reply slip") || strings.Contains(after, "A part") {
		t.Errorf("it is not the reply slip that begins a page:\n%s", text)
	}
	before, _, _ := strings.Cut(text, "The Commissioner")
	if n := strings.Count(before, "NetworkLetterhead"); n != 1 {
		t.Errorf("%d paragraphs above the address are a letterhead", n)
	}
	address := before[strings.LastIndex(before, "<w:p>"):]
	if strings.Contains(address, "Letterhead") {
		t.Errorf("the address is set as a letterhead: %s", address)
	}
}
