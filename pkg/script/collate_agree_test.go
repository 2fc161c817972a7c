package script

import (
	"cmp"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// pieces are what names of the field are made of: both alphabets with their digraphs,
// English, digits, the signs of addresses and titles, letters of the neighbours.
var pieces = strings.Fields("a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž dŽ lJ ǆ ǉ ǌ Dž Lj Nj DŽ LJ NJ ǅ Ǉ ss " +
	"A B C Č Ć D Đ E F G H I J K L M N O P Q R S Š T U V W X Y Z Ž é ü ö á É ñ ã ç ê ø ł Ø Ł c\u030c z\u030c " +
	"а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш А Б В Г Д Ђ Е Ж З И Ј К Л Љ М Н Њ О П Р С Т Ћ У Ф Х Ц Ч Џ Ш й ё щ ы я " +
	"0 1 2 3 4 5 6 7 8 9 - – — , ; : ! ? . ' ’ „ “ ” ( ) / & # % + @ _ § « » $ €")

// text is a few pieces, some parted by spaces.
func text(r *rand.Rand) []string {
	out := make([]string, r.IntN(9))
	for i := range out {
		out[i] = pieces[r.IntN(len(pieces))]
		if r.IntN(7) == 0 {
			out[i] = " "
		}
	}
	return out
}

// neighbour is another text that differs in a place or two: what differs in everything
// is told apart by its first letter alone.
func neighbour(r *rand.Rand, parts []string) string {
	var b strings.Builder
	for _, p := range parts {
		switch r.IntN(8) {
		case 0:
			p = pieces[r.IntN(len(pieces))]
		case 1:
			p = strings.ToUpper(p)
		case 2:
			p = ""
		}
		b.WriteString(p)
	}
	return b.String()
}

// The order is that of the Croatian collation of x/text, which knows both scripts: an
// implementation that shares nothing with this one.
func TestOrderIsThatOfTheCroatianCollation(t *testing.T) {
	table := collate.New(language.Croatian)
	r := rand.New(rand.NewPCG(30, 27))
	for range 60_000 {
		parts := text(r)
		a, b := strings.Join(parts, ""), neighbour(r, parts)
		want := cmp.Or(table.CompareString(a, b), strings.Compare(a, b))
		if got := Compare(a, b); got != want {
			t.Fatalf("Compare(%q, %q) = %d, x/text says %d", a, b, got, want)
		}
	}
}

// What the alphabet does not have stands with its base letter, or behind everything.
func TestLettersOfOthers(t *testing.T) {
	for _, list := range [][]string{
		{"sr", "ss", "ß", "st"}, {"ad", "ae", "æ", "Æ", "af"}, {"fh", "fi", "ﬁ", "fj"},
		{"z", "ž", "а", "ш", "я", "α", "Α", "β", "中"}, {"1", "²", "3", "a"}, {"a\u00adb", "ac"}, {"a\x01b", "ac"},
	} {
		for i := range len(list) - 1 {
			if Compare(list[i], list[i+1]) >= 0 {
				t.Errorf("%q does not come before %q", list[i], list[i+1])
			}
		}
	}
}

// Sorting needs more than that two texts agree on which is first: three do too.
func FuzzOrderIsTotal(f *testing.F) {
	f.Add("dž", "dŽ", "d\u030c")
	f.Add("\xff", "\ufffd", "ž\u0327\u030c")
	f.Add("ǆ", "a\x00", "a")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		ab, bc, ac := Compare(a, b), Compare(b, c), Compare(a, c)
		if ab <= 0 && bc <= 0 && ac > 0 || ab >= 0 && bc >= 0 && ac < 0 {
			t.Errorf("Compare is %d for %q, %q; %d for %q, %q; but %d for the first and the last", ab, a, b, bc, b, c, ac)
		}
		if ab != -Compare(b, a) || (ab == 0) != (a == b) {
			t.Errorf("Compare(%q, %q) = %d, the other way %d", a, b, ab, Compare(b, a))
		}
	})
}
