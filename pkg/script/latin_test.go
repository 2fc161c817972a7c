package script

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestLatin(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"azbuka", "абвгдђежзијклљмнњопрстћуфхцчџш", "abvgdđežzijklljmnnjoprstćufhcčdžš"},
		{"capital azbuka", "АБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ", "ABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ"},
		{"title case", "Љубљана, Његош, Џеп", "Ljubljana, Njegoš, Džep"},
		{"all capitals", "ЉУБЉАНА ЊЕГОШ ЏЕП", "LJUBLJANA NJEGOŠ DŽEP"},
		{"capital digraph at the end", "КОЊ, КРАЉ И БЕЏ.", "KONJ, KRALJ I BEDŽ."},
		{"digraphs side by side", "ЉЉ Љљ љЉ", "LJLJ Ljlj ljLj"},
		{"one letter", "Љ", "Lj"},
		{"initial", "Љ. Петровић", "Lj. Petrović"},
		{"hyphenated initial", "Љ.-Њ. ИЛИЋ", "Lj.-Nj. ILIĆ"},
		{"digit after", "КОЊ2 Њ2", "KONJ2 Nj2"},
		{"neighbour in Latin", "ЉUBLJANA Љubljana", "LJUBLJANA Ljubljana"},
		{"capital Đ needs no neighbour", "Ђорђе ЂОРЂЕ", "Đorđe ĐORĐE"},
		{"accent between", "ЊА\u0311 Ља\u0301", "NJA\u0311 Lja\u0301"},
		{"accent before the end", "КРА\u0301Љ", "KRA\u0301LJ"},
		{"Latin stays", "Ljubičić, naïve façade", "Ljubičić, naïve façade"},
		{"decomposed Latin stays", "c\u030c", "c\u030c"},
		{"address", "види https://iom.int/čлан?q=1#x_y", "vidi https://iom.int/član?q=1#x_y"},
		{"Markdown", "# **Наслов**\n- [веза](https://a.rs)\n`код`", "# **Naslov**\n- [veza](https://a.rs)\n`kod`"},
		{"Russian letters stay", "щйыё", "щйыё"},
		{"decomposed Russian stays", "и\u0306", "и\u0306"},
		{"Macedonian stays", "ѓќѕ", "ѓќѕ"},
		{"not UTF-8", "а\xffб\xc3", "a\xffb\xc3"},
		{"marks first", "\u0301ж", "\u0301ž"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Latin(tt.in); got != tt.want {
				t.Errorf("Latin(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func FuzzLatin(f *testing.F) {
	for _, s := range []string{"", "Љубљана", "ЉУБ\xffЉ", "и\u0306 ж\u030c", "Њ. КОЊ", "е\u0327\u0306"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Latin(s)
		if twice := Latin(once); twice != once {
			t.Errorf("Latin(%q) = %q, again %q", s, once, twice)
		}
		if utf8.ValidString(s) && !utf8.ValidString(once) {
			t.Errorf("Latin(%q) is not UTF-8", s)
		}
	})
}

// A letter fares alike in its composed and its decomposed form.
func TestLatinForms(t *testing.T) {
	for r := rune(0x400); r < 0x530; r++ {
		composed := norm.NFC.String(string(r))
		parts := norm.NFD.String(composed)
		if got, want := norm.NFC.String(Latin(parts)), norm.NFC.String(Latin(composed)); got != want {
			t.Errorf("%q: decomposed gives %q, composed %q", composed, got, want)
		}
	}
}
