package script

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Compare puts texts in the order of a Serbian reader: Latin with č, ć, dž, đ, lj, nj, š,
// ž in their places, Cyrillic in the order of the azbuka, Latin before Cyrillic, signs and
// digits before both, other letters behind. A letter with a mark that is no letter of the
// alphabet (é) stands with the letter. Lower case comes before upper where nothing else
// differs. As every collation does, it takes each nj, lj and dž for one letter, also in
// the few words where it is two (injekcija).
//
// It is negative when a comes before b, positive when after, and 0 only when they are the
// same bytes: texts the collation cannot tell apart go by bytes, so that a sorted list
// has one order. To sort use [Sort], which looks at each text once.
//
// The collations of x/text order the same (a test holds them together); they bring the
// tables of all languages along, more than a megabyte.
func Compare(a, b string) int { return strings.Compare(sortKey(a), sortKey(b)) }

// Sort puts items in order of the text that key gives for each, as [Compare] does; items
// with the same text stay as they were.
func Sort[T any](items []T, key func(T) string) {
	keys := make([]string, len(items))
	for i, item := range items {
		keys[i] = sortKey(key(item))
	}
	sorted := make([]T, 0, len(items))
	for _, i := range sortedPlaces(keys) {
		sorted = append(sorted, items[i])
	}
	copy(items, sorted)
}

// sortedPlaces are the indexes of keys in the order of the keys. It sorts numbers, so
// that sorting is not compiled anew for each type that [Sort] is used with.
func sortedPlaces(keys []string) []int {
	places := make([]int, len(keys))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return strings.Compare(keys[a], keys[b]) })
	return places
}

// A weigher gathers what a text weighs: its letters, then their marks, then their case.
// What comes later counts only where all before is the same.
type weigher struct {
	alphabet              *alphabet
	letters, marks, cases []byte
}

// sortKey is a string whose order by bytes is that of the text in a sorted list. It is
// another for every text: the text itself stands at its end.
func sortKey(s string) string {
	// The normalizer skips letters after a byte that is not UTF-8.
	text := norm.NFC.String(strings.ToValidUTF8(s, string(unicode.ReplacementChar)))
	w := weigher{alphabet: order(), letters: make([]byte, 0, 6*len(text)+len(s)+3)}
	for len(text) > 0 {
		text = text[w.next(text):]
	}
	key := append(w.letters, 0)
	key = append(append(key, w.marks...), 0)
	key = append(append(key, w.cases...), 0)
	return string(append(key, s...))
}

// next weighs what the text begins with and returns how many bytes it is.
func (w *weigher) next(text string) int {
	first, size := utf8.DecodeRuneInString(text)
	_, second := utf8.DecodeRuneInString(text[size:])
	if two, ok := w.alphabet.digraphs[text[:size+second]]; ok {
		w.letter(two.place, two.upper)
		return size + second
	}
	w.rune(first)
	return size
}

// rune weighs one sign. What the alphabet does not have is taken apart as far as it goes.
func (w *weigher) rune(r rune) {
	if l, ok := w.alphabet.runes[r]; ok {
		w.letter(l.place, l.upper)
		return
	}
	if apart := norm.NFKD.String(string(r)); apart != string(r) {
		for _, part := range apart {
			w.rune(part)
		}
		return
	}
	w.rest(r)
}

// rest weighs what does not come apart: a mark, a letter with a stroke, a ligature, a
// sign of another script. What nobody sees weighs nothing.
func (w *weigher) rest(r rune) {
	small := unicode.ToLower(r)
	plain, latin := plainOf[small]
	switch mark := w.alphabet.marks[r]; {
	case unicode.In(r, unicode.Cc, unicode.Cf):
	case mark != 0:
		w.marks = append(w.marks, mark)
	case unicode.Is(unicode.Mn, r):
		w.marks = append(w.marks, 0xff)
	case latin && unicode.Is(unicode.Latin, r):
		for _, l := range plain {
			w.letter(w.alphabet.runes[l].place, caseOf(r))
		}
		w.marks = append(w.marks, w.alphabet.marks['\u0335'])
	default:
		w.letter(0x10000+int(small), caseOf(r)) // behind all places of the alphabet
	}
}

// letter notes a letter. Its place is written in three bytes, none of which ends the
// letters: the first is never 0.
func (w *weigher) letter(place int, written byte) {
	place += 0x10000
	w.letters = append(w.letters, byte(place>>16), byte(place>>8), byte(place))
	w.marks = append(w.marks, 1)
	w.cases = append(w.cases, written)
}

// caseOf is how a sign that the alphabet does not have is written.
func caseOf(r rune) byte {
	if unicode.IsUpper(r) {
		return upper
	}
	return lower
}
