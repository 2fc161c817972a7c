package script

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// latinOf is the official correspondence of the 30 letters, lower case. Every
// other letter, Russian and Macedonian ones too, has no agreed Serbian Latin form.
var latinOf = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'ђ': "đ", 'е': "e", 'ж': "ž",
	'з': "z", 'и': "i", 'ј': "j", 'к': "k", 'л': "l", 'љ': "lj", 'м': "m", 'н': "n",
	'њ': "nj", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'ћ': "ć", 'у': "u",
	'ф': "f", 'х': "h", 'ц': "c", 'ч': "č", 'џ': "dž", 'ш': "š",
}

// Latin writes Serbian Cyrillic in Serbian Latin, letter by letter; the source is
// the table of the orthography. Everything else stays as it is, byte for byte:
// Latin, digits, punctuation, Markdown, addresses, letters of other Cyrillic
// alphabets. None of the 30 letters has a decomposed form, so no normalization is
// needed; a letter followed by a mark that makes it another letter (и with a
// breve is й) stays Cyrillic as well.
//
// A capital digraph is written as its neighbours ask: Љубљана is Ljubljana,
// ЉУБЉАНА is LJUBLJANA, КОЊ is KONJ. A one-letter word has no neighbours and is
// written as an initial: Љ. Петровић is Lj. Petrović.
func Latin(s string) string {
	first := strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
	if first < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:first])
	before := lastLetter(s[:first]) // the letter just before, 0 when there is none
	for i := first; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		rest := s[i+size:]
		if l, ok := latinLetter(r, rest, before); ok {
			b.WriteString(l)
		} else {
			b.WriteString(s[i : i+size])
		}
		switch {
		case unicode.IsLetter(r):
			before = r
		case !unicode.Is(unicode.Mn, r):
			before = 0
		}
		i += size
	}
	return b.String()
}

// latinLetter is the Latin form of one Cyrillic letter between the letter before
// and the text after it; false when it has none.
func latinLetter(r rune, after string, before rune) (string, bool) {
	small := unicode.ToLower(r)
	l, ok := latinOf[small]
	if !ok || makesOther(small, after) {
		return "", false
	}
	if small == r {
		return l, true
	}
	if capitalsAround(before, firstLetter(after)) {
		return strings.ToUpper(l), true
	}
	// Only the first letter of a digraph; of the others there is no second.
	head, size := utf8.DecodeRuneInString(l)
	return string(unicode.ToUpper(head)) + l[size:], true
}

// makesOther reports whether the mark at the head of after turns the letter into
// one that is not Serbian, so that composed and decomposed text fare alike.
func makesOther(small rune, after string) bool {
	mark, _ := utf8.DecodeRuneInString(after)
	switch mark {
	case '\u0300':
		return small == 'е' || small == 'и'
	case '\u0301':
		return small == 'г' || small == 'к'
	case '\u0304':
		return small == 'и' || small == 'у'
	case '\u0306':
		return strings.ContainsRune("аежиу", small)
	case '\u0308':
		return strings.ContainsRune("аежзиоуч", small)
	case '\u030b':
		return small == 'у'
	}
	return false
}

// capitalsAround decides the case of a digraph by the letter after it, and at the
// end of a word by the letter before it.
func capitalsAround(before, after rune) bool {
	if after != 0 {
		return unicode.IsUpper(after)
	}
	return unicode.IsUpper(before)
}

// firstLetter is the letter s begins with, over any accents; 0 when it begins
// with anything else.
func firstLetter(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return r
		}
		if !unicode.Is(unicode.Mn, r) {
			return 0
		}
	}
	return 0
}

// lastLetter is the letter s ends with, as firstLetter.
func lastLetter(s string) rune {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if unicode.IsLetter(r) {
			return r
		}
		if !unicode.Is(unicode.Mn, r) {
			return 0
		}
		s = s[:len(s)-size]
	}
	return 0
}
