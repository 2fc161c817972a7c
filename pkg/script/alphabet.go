package script

import (
	"strings"
	"sync"
	"unicode"
)

// The signs, in the order of a sorted list. Signs and digits come before letters, Latin
// before Cyrillic. Among the Cyrillic letters stand those of the neighbours that are
// letters of their own there. Upper case has the place of lower case.
const (
	signsInOrder    = "\t\n\r _-‐–—,;:!¡?¿.…·'‘’‚‹›“”„«»()[]{}§¶@*/\\&#%‰†•`´^¯¨°©®+±÷×<=>¬|¦~¤¢$£¥€0123456789"
	latinInOrder    = "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž"
	cyrillicInOrder = "абвгдђѓеєжзѕиіїйјклљмнњопрстћќуўфхцчџшщъыьэюя"

	// marksInOrder are the marks that letters carry, for those that are not letters of
	// the alphabet with it: é after e. The stroke of ø is the last of them.
	marksInOrder = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304\u0335"
)

// A letter is what has a place in the alphabet: a sign, a letter, or two that are one.
type letter struct {
	place int // 1 and up; 0 is none
	upper byte
}

// How a letter is written: where nothing else differs, in this order. The letters that
// are two in one sign (ǆ) are as the two are, but behind.
const (
	lower byte = 1 + iota
	lowerLigature
	title
	titleLigature
	upper
	upperLigature
)

// An alphabet is the order of signs. It is never changed once it is made.
type alphabet struct {
	runes    map[rune]letter
	digraphs map[string]letter // dž, Dž, DŽ; not dŽ, which is two letters
	marks    map[rune]byte
}

// order is the alphabet of this package.
var order = sync.OnceValue(func() *alphabet {
	a := &alphabet{runes: map[rune]letter{}, digraphs: map[string]letter{}, marks: map[rune]byte{}}
	place := 0
	for _, r := range signsInOrder {
		place++
		a.add(r, place)
	}
	for name := range strings.FieldsSeq(latinInOrder) {
		place++
		if two := []rune(name); len(two) == 2 {
			a.addDigraph(name, two, place)
			continue
		}
		for _, r := range name {
			a.add(r, place)
		}
	}
	for _, r := range cyrillicInOrder {
		place++
		a.add(r, place)
	}
	for _, r := range marksInOrder {
		a.marks[r] = byte(len(a.marks)) + 2 // 1 is no mark
	}
	return a
})

// add gives a sign its place, in lower case and in upper.
func (a *alphabet) add(r rune, place int) {
	a.runes[r] = letter{place, lower}
	if big := unicode.ToUpper(r); big != r {
		a.runes[big] = letter{place, upper}
	}
}

// addDigraph gives two letters that are one its place, in the three ways of writing it,
// and the signs that stand for the two.
func (a *alphabet) addDigraph(name string, two []rune, place int) {
	a.digraphs[name] = letter{place, lower}
	a.digraphs[string([]rune{unicode.ToUpper(two[0]), two[1]})] = letter{place, title}
	a.digraphs[strings.ToUpper(name)] = letter{place, upper}
	one := map[string]rune{"dž": 'ǆ', "lj": 'ǉ', "nj": 'ǌ'}[name]
	a.runes[one] = letter{place, lowerLigature}
	a.runes[unicode.ToTitle(one)] = letter{place, titleLigature}
	a.runes[unicode.ToUpper(one)] = letter{place, upperLigature}
}
