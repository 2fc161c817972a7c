package script

import (
	"regexp"
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	tests := []struct {
		name, in string
		max      int
		want     string
	}{
		{"plain", "Trafficking in persons", 80, "trafficking-in-persons"},
		{"Cyrillic", "Ђорђе Љубичић", 80, "djordje-ljubicic"},
		{"Latin", "Đorđe Ljubičić", 80, "djordje-ljubicic"},
		{"signs", "  --A & B: (2026/27), §4! ", 80, "a-b-2026-27-4"},
		{"apostrophes", "Women's and girls’ rights", 80, "womens-and-girls-rights"},
		{"Europe", "Großbritannien Øster Łódź Ærø Œuvre Þór ılık", 80, "grossbritannien-oster-lodz-aero-oeuvre-thor-ilik"},
		{"cut at a dash", "one two three", 9, "one-two"},
		{"cut exactly before a dash", "one two three", 7, "one-two"},
		{"one long word", "abcdefgh", 5, "abcde"},
		{"nothing left", "移民 ، هجرة", 80, ""},
		{"no room", "abc", 0, ""},
		{"negative room", "abc", -1, ""},
		{"device", "CON", 80, "con-x"},
		{"device in Cyrillic", "нул", 80, "nul-x"},
		{"device with a superscript", "COM¹", 80, "com1-x"},
		{"device after the cut", "con verylongword", 8, "con-x"},
		{"device without room", "consul", 3, "co"},
		{"not a device", "control com10 lpt", 80, "control-com10-lpt"},
		{"longest", strings.Repeat("a-", 60), MaxSlug, strings.TrimSuffix(strings.Repeat("a-", 40), "-")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Slug(tt.in, tt.max); got != tt.want {
				t.Errorf("Slug(%q, %d) = %q, want %q", tt.in, tt.max, got, tt.want)
			}
		})
	}
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"", "Con", "lpt9 x", "Ђ'ђ", "a--b", "ﬃ", "\xff\xff"} {
		f.Add(s, 80)
		f.Add(s, 3)
	}
	valid := regexp.MustCompile(`^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$`)
	f.Fuzz(func(t *testing.T, s string, max int) {
		slug := Slug(s, max)
		if !valid.MatchString(slug) || len(slug) > 0 && len(slug) > max || reserved().MatchString(slug) {
			t.Errorf("Slug(%q, %d) = %q is not an id", s, max, slug)
		}
		if again := Slug(slug, max); again != slug {
			t.Errorf("Slug(%q, %d) = %q, again %q", s, max, slug, again)
		}
		if other := Slug(Latin(s), max); other != slug {
			t.Errorf("Slug(%q, %d) = %q, by way of Latin %q", s, max, slug, other)
		}
	})
}
