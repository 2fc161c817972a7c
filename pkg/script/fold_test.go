package script

import (
	"strings"
	"testing"
	"unicode"
)

func TestFold(t *testing.T) {
	tests := []struct {
		name, want string
		in         []string
	}{
		{"digraphs and carons", "ljubicic", []string{"Љубичић", "Ljubičić", "ljubicic", "LJUBIČIĆ", "ǈubičić", "Ljubic\u030cic\u0301"}},
		{"every way to write ђ", "dorde", []string{"Ђорђе", "Đorđe", "Djordje", "ĐORĐE", "DORDE", "ђорђе"}},
		{"dj of its own", "odek", []string{"одјек", "odjek"}},
		{"dž", "dzep", []string{"џеп", "Džep", "ǆep", "dzep"}},
		{"Europe", "strasse oresund lodz ae oe th i", []string{"Straße Øresund Łódź Æ Œ Þ ı", "STRASSE ØRESUND ŁÓDŹ æ œ þ İ"}},
		{"Russian", "sergej juscenko", []string{"Сергеј Јусценко", "Сергеј Jущенко"}},
		{"decomposed й", "moi", []string{"мой", "мои\u0306", "moí"}},
		{"width and ligature", "office 3", []string{"oﬃce 3", "ＯＦＦＩＣＥ ３"}},
		{"soft hyphen and joiner", "sastanak", []string{"sas\u00adta\u200dnak"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, in := range tt.in {
				if got := Fold(in); got != tt.want {
					t.Errorf("Fold(%q) = %q, want %q", in, got, tt.want)
				}
			}
		})
	}
}

// The laws hold for every character there is, not only for those the fuzzer meets.
func TestFoldEveryRune(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		foldLaws(t, string(r))
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Ђорђе", "ddjj", "dјђj", "и\u0306", "\xff", "d\u0335j", "ꙋ", strings.Repeat("0", 56) + "\xf6ķ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { foldLaws(t, s) })
}

func foldLaws(t *testing.T, s string) {
	t.Helper()
	folded := Fold(s)
	if again := Fold(folded); again != folded {
		t.Errorf("Fold(%q) = %q, again %q", s, folded, again)
	}
	if latin := Fold(Latin(s)); latin != folded {
		t.Errorf("Fold(Latin(%q)) = %q, Fold = %q", s, latin, folded)
	}
}
