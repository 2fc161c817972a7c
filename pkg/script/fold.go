package script

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainOf gives the base letters of what is a letter of its own and does not
// come apart under normalization, lower case. Beside the 30 Serbian letters there
// are those of the neighbours, so that a name written in another Cyrillic
// alphabet is still found and still makes an id.
var plainOf = map[rune]string{
	// Latin letters with a stroke, ligatures, and letters without a mark to drop.
	'đ': "dj", 'ð': "d", 'ß': "ss", 'ø': "o", 'ł': "l", 'æ': "ae", 'œ': "oe", 'þ': "th",
	'ı': "i", 'ȷ': "j", 'ħ': "h", 'ŋ': "ng", 'ŧ': "t", 'ĸ': "k", 'ə': "e", 'ƶ': "z", 'ɖ': "d",
	'ƀ': "b", 'ɨ': "i", 'ŀ': "l", 'ƒ': "f",

	// Serbian Cyrillic.
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'ђ': "dj", 'е': "e", 'ж': "z",
	'з': "z", 'и': "i", 'ј': "j", 'к': "k", 'л': "l", 'љ': "lj", 'м': "m", 'н': "n",
	'њ': "nj", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'ћ': "c", 'у': "u",
	'ф': "f", 'х': "h", 'ц': "c", 'ч': "c", 'џ': "dz", 'ш': "s",

	// Other Cyrillic; й, ё, ї, ў, ѓ, ќ come apart and need no line.
	'щ': "sc", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "ju", 'я': "ja", 'і': "i",
	'є': "je", 'ґ': "g", 'ѕ': "dz",
}

// Fold is the key under which two spellings of one text meet: for search boxes,
// pickers and the comparison of names. It is blind to script, diacritics and case;
// invisible formatting characters are dropped, everything else stays.
//
//	Љубичић, Ljubičić, LJUBICIC  ->  ljubicic
//
// The letter ђ is written đ, dj and d in Latin. So all of đ, dj and d fold to d:
// ђорђе, đorđe, djordje and dorde meet. The price is that a d before a real j
// loses it (odjek is odek), on both sides of every comparison alike.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	afterD := false
	for _, r := range plain(s) {
		if afterD && r == 'j' {
			continue
		}
		afterD = r == 'd'
		b.WriteRune(r)
	}
	return b.String()
}

// plain takes a text to lower-case letters without marks, Cyrillic by way of the
// table. It is what Fold and Slug have in common; đ is still dj here.
func plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	// The normalizer skips letters after a byte that is not UTF-8.
	s = strings.ToValidUTF8(s, string(unicode.ReplacementChar))
	for _, r := range norm.NFKD.String(s) {
		if unicode.In(r, unicode.Mn, unicode.Cf) {
			continue
		}
		r = unicode.ToLower(r)
		if l, ok := plainOf[r]; ok {
			b.WriteString(l)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
