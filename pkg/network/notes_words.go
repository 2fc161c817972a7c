package network

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"unmn/pkg/diag"
	"unmn/pkg/script"
)

// A noteKey is what a line of notes is about.
type noteKey int

const (
	noKey noteKey = iota
	keyChairs
	keySecretary
	keyPresent
	keyRepresented
	keyRegrets
	keyAbsent
	keyArrived
	keyLeft
	keyGuests
	keyApproved
	keyPosition
	keyConclusion
	keyDecision
	keyAction
	keyNoDecision
)

// noteTerm is one thing the notation has words for. The first word is the one that
// notes are written with; Serbian stands in Cyrillic and is read in both scripts,
// because all comparison is by script.Fold. A decision is закључак in the documents
// of the Network, so that word begins a decision here and never a conclusion.
type noteTerm struct {
	key   noteKey
	words []string
}

// headTerms begin the lines before the first heading, with a colon after them.
func headTerms() []noteTerm {
	return []noteTerm{
		{keyChairs, []string{"Chairs", "Chair", "Председавају", "Председава", "Председавајући"}},
		{keySecretary, []string{"Secretary", "Записничар"}},
		{keyPresent, []string{"Present", "Присутни"}},
		{keyRepresented, []string{"Represented", "Заступљени"}},
		{keyRegrets, []string{"Regrets", "Apologies", "Оправдано одсутни"}},
		{keyAbsent, []string{"Absent", "Одсутни"}},
		{keyArrived, []string{"Arrived", "Дошли"}},
		{keyLeft, []string{"Left", "Отишли"}},
		{keyGuests, []string{"Guests", "Гости"}},
	}
}

// itemTerms begin the lines of an item, in capitals.
func itemTerms() []noteTerm {
	return []noteTerm{
		{keyApproved, []string{"APPROVED", "УСВОЈЕНО"}},
		{keyPosition, []string{"POSITION", "СТАВ"}},
		{keyConclusion, []string{"CONCLUSION", "КОНСТАТАЦИЈА"}},
		{keyDecision, []string{"DECISION", "ЗАКЉУЧАК"}},
		{keyAction, []string{"ACTION", "ЗАДАТАК"}},
		{keyNoDecision, []string{"NO DECISION", "БЕЗ ЗАКЉУЧКА"}},
	}
}

// Small words inside a line, in both languages.
func isBy(word string) bool    { return saysOneOf(word, "by", "preko") }
func isUntil(word string) bool { return saysOneOf(word, "by", "do") }
func isFor(word string) bool   { return saysOneOf(word, "for", "umesto") }
func isWith(word string) bool  { return saysOneOf(word, "with", "sa", "s") }
func isNamed(word string) bool { return saysOneOf(word, "named", "poimenicno") }
func isNew(word string) bool   { return saysOneOf(word, "new", "novo") }

// isAdopted is understood beside the results that records know.
func isAdopted(word string) bool { return saysOneOf(word, "usvojen") }

// saysOneOf reports whether a word is one of some folded words.
func saysOneOf(word string, folded ...string) bool {
	return len(word) <= longestTerm && slices.Contains(folded, script.Fold(word))
}

// noteMode is the way of taking part that a word in parentheses names.
func noteMode(word string) (Mode, bool) {
	switch {
	case saysOneOf(word, "onlajn"):
		return "online", true
	case saysOneOf(word, "uzivo"):
		return "in-person", true
	}
	return vocabularyWord[Mode](word)
}

// vocabularyWord is a word of one of the vocabularies, whatever its case, blanks
// for dashes.
func vocabularyWord[T interface {
	~string
	Values() []string
}](word string) (T, bool) {
	folded := strings.Join(strings.Fields(strings.ToLower(word)), "-")
	var zero T
	if slices.Contains(zero.Values(), folded) {
		return T(folded), true
	}
	return "", false
}

// nearestIn is the word of a vocabulary that was probably meant.
func nearestIn(word string, values []string) string {
	return diag.Nearest(strings.Join(strings.Fields(strings.ToLower(word)), "-"), values)
}

// word is the first word of the term that notes are written with.
func (k noteKey) word() string {
	for _, t := range append(headTerms(), itemTerms()...) {
		if t.key == k {
			return t.words[0]
		}
	}
	return ""
}

// A noteLexicon finds terms by their folded words.
type noteLexicon struct {
	head, item map[string]noteKey
	headWords  []string // folded, for near misses
	itemWords  []string
	shown      map[string]string // folded words as they are written
}

// noteTerms is the one lexicon, made when notes are first read or written and never
// changed.
var noteTerms = sync.OnceValue(newNoteLexicon)

func newNoteLexicon() *noteLexicon {
	x := &noteLexicon{head: map[string]noteKey{}, item: map[string]noteKey{}, shown: map[string]string{}}
	add := func(terms []noteTerm, keys map[string]noteKey, words *[]string) {
		for _, t := range terms {
			for _, w := range t.words {
				folded := script.Fold(w)
				keys[folded], x.shown[folded] = t.key, w
				*words = append(*words, folded)
			}
		}
	}
	add(headTerms(), x.head, &x.headWords)
	add(itemTerms(), x.item, &x.itemWords)
	return x
}

// longestTerm is how many bytes the longest term may have in a line; no line is
// looked at further for one.
const longestTerm = 64

// A noteWordFound is the term that a line begins with.
type noteWordFound struct {
	key   noteKey
	end   int    // of the word in the line
	meant string // the word that was meant, where it is only nearly what was typed
}

// headTerm is the term that a line before the first heading begins with, its colon
// included.
func (x *noteLexicon) headTerm(line string) noteWordFound {
	colon := strings.IndexByte(line[:min(len(line), longestTerm)], ':')
	if colon <= 0 || !isLetters(line[:colon]) {
		return noteWordFound{}
	}
	word := fold2(line[:colon])
	if key, ok := x.head[word]; ok {
		return noteWordFound{key: key, end: colon + 1}
	}
	if len([]rune(word)) < 4 {
		return noteWordFound{}
	}
	if meant := diag.Nearest(word, x.headWords); meant != "" {
		return noteWordFound{x.head[meant], colon + 1, x.as(meant, line[:colon])}
	}
	return noteWordFound{}
}

// itemTerm is the keyword that a line begins with: the word itself, or one that is
// nearly it in a line that has the form of a keyword line.
func (x *noteLexicon) itemTerm(line string) noteWordFound {
	one, two := capitals(line)
	if two > 0 {
		if key, ok := x.item[fold2(line[:two])]; ok {
			return noteWordFound{key: key, end: two}
		}
	}
	if one == 0 {
		return noteWordFound{}
	}
	if key, ok := x.item[script.Fold(line[:one])]; ok {
		return noteWordFound{key: key, end: one}
	}
	for _, end := range []int{two, one} {
		if end == 0 || len([]rune(line[:end])) < 5 {
			continue
		}
		meant := diag.Nearest(fold2(line[:end]), x.itemWords)
		if meant == "" || strings.Contains(meant, " ") != (end == two) {
			continue
		}
		if key := x.item[meant]; hasKeywordForm(key, line[end:]) {
			return noteWordFound{key, end, x.as(meant, line[:end])}
		}
	}
	return noteWordFound{}
}

// as is a word as it is written in the script of what was typed.
func (x *noteLexicon) as(folded, typed string) string {
	shown := x.shown[folded]
	if strings.IndexFunc(typed, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) < 0 {
		return script.Latin(shown)
	}
	return shown
}

// hasKeywordForm reports whether what follows a word could follow the keyword.
func hasKeywordForm(key noteKey, rest string) bool {
	if key == keyApproved {
		return len(strings.Fields(rest)) == 1 && strings.ContainsAny(rest, "0123456789")
	}
	return strings.Contains(rest, ":")
}

// meansKeyword is the keyword that a line of prose was perhaps meant to begin with:
// written small, indented, or behind the mark of a list.
func (x *noteLexicon) meansKeyword(line string) noteKey {
	text := unmarked(line[:min(len(line), longestTerm)])
	if len(text) == 0 {
		return noKey
	}
	upper := strings.ToUpper(text)
	found := x.itemTerm(upper)
	key, end := found.key, found.end
	if key == noKey || found.meant != "" {
		return noKey
	}
	colon := strings.IndexByte(upper[end:], ':')
	form := key == keyApproved && hasKeywordForm(key, upper[end:])
	switch key {
	case keyConclusion, keyNoDecision:
		form = colon == 0
	case keyPosition:
		form = colon > 0 && len(strings.Fields(upper[end:end+colon])) > 0
	case keyAction, keyDecision:
		form = colon >= 0
	}
	if !form {
		return noKey
	}
	return key
}

// unmarked is a line without the marks of a list, a quotation or emphasis at its
// beginning.
func unmarked(line string) string { return strings.TrimLeft(line, " \t-*+•>_") }

// fold2 is script.Fold of a text with its blanks as one.
func fold2(s string) string { return script.Fold(strings.Join(strings.Fields(s), " ")) }

// capitals are the ends of the first word and of the first two words of a line,
// where these are in capitals and something that can follow a keyword follows.
func capitals(line string) (one, two int) {
	line = line[:min(len(line), longestTerm)]
	end := capitalWord(line)
	if end == 0 {
		return 0, 0
	}
	if endsKeyword(line[end:]) {
		one = end
	}
	blanks := len(line[end:]) - len(strings.TrimLeft(line[end:], " "))
	if next := capitalWord(line[end+blanks:]); blanks > 0 && next > 0 && endsKeyword(line[end+blanks+next:]) {
		two = end + blanks + next
	}
	return one, two
}

// endsKeyword reports whether a keyword can end before rest.
func endsKeyword(rest string) bool {
	return rest == "" || rest[0] == ' ' || rest[0] == '\t' || rest[0] == ':'
}

// capitalWord is the length of the word in capitals that s begins with.
func capitalWord(s string) int {
	for i, r := range s {
		if unicode.IsUpper(r) || unicode.Is(unicode.Mn, r) {
			continue
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return 0
		}
		return i
	}
	return len(s)
}

// isLetters reports whether s is words of letters.
func isLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != ' '
	}) < 0
}
