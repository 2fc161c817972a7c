package record

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"unmn/pkg/doc"
)

// A Hit is a record in which every word was found.
type Hit struct {
	Item    Item
	Field   string // the path of the field that has most of the words; "id" is the id
	Excerpt string // what stands there, around the first of them, on one line
}

// Search is every record that has all of the words, each in some field or in its id:
// those first that have them as words of their own and in what the record is called.
// Two spellings meet when fold makes them the same text. A word may hold blanks; it
// is then found as a whole. Empty words are found nowhere. Each record is looked at as
// seen gives it, or passed over where that is false; nil looks at all as they are.
func (s *Set) Search(words []string, fold func(string) string, seen func(Item) (Item, bool), kinds ...string) []Hit {
	q := query{fold: fold}
	for _, w := range words {
		q.words = append(q.words, fold(oneLine(w)))
	}
	var found []scored
	for _, t := range s.types {
		if len(kinds) > 0 && !slices.Contains(kinds, t.Name()) {
			continue
		}
		items := s.Items(t.Name())
		if t.Layout() == ByYear {
			slices.Reverse(items)
		}
		for _, item := range items {
			there := true
			if seen != nil {
				item, there = seen(item)
			}
			if !there {
				continue
			}
			if hit, ok := q.in(item); ok {
				found = append(found, hit)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	out := make([]Hit, len(found))
	for i, f := range found {
		out[i] = f.Hit
	}
	return out
}

type scored struct {
	Hit
	score int
}

type query struct {
	words []string // folded
	fold  func(string) string
}

// titles are the fields in which records say what they are called.
func titles() []string { return []string{"id", "title", "name", "short"} }

// How much the place of a word and the way it stands there count. A better place
// outweighs every way.
const (
	inTitle = 30
	onTop   = 20 // in a field of the record itself
	inside  = 10 // in a part or an item of it

	wholeWord = 3
	wordStart = 2
	wordPart  = 1
)

// in looks for the words in one record.
func (q query) in(item Item) (scored, bool) {
	best := make([]int, len(q.words))
	var at struct {
		field, text     string
		words, weighing int
	}
	look := func(path, text string) {
		folded := q.fold(oneLine(text))
		words, place := 0, placeOf(path)
		for i, w := range q.words {
			if n := standing(folded, w); n > 0 {
				best[i] = max(best[i], place+n)
				words++
			}
		}
		if words > at.words || words == at.words && words > 0 && place > at.weighing {
			at.field, at.text, at.words, at.weighing = path, text, words, place
		}
	}
	look("id", string(item.ID))
	item.Type.Shape().Leaves(item.Rec(), func(path string, _ doc.Field, text string) { look(path, text) })
	hit := scored{Hit: Hit{Item: item, Field: at.field}}
	for _, n := range best {
		if hit.score += n; n == 0 {
			return scored{}, false
		}
	}
	if len(best) == 0 {
		return scored{}, false
	}
	hit.Excerpt = q.excerpt(at.text)
	return hit, true
}

// placeOf is how much a field counts. An id is made of a title, which says it better.
func placeOf(path string) int {
	first, _, nested := strings.Cut(path, ".")
	place := onTop
	switch {
	case slices.Contains(titles(), first):
		place = inTitle
	case nested:
		place = inside
	}
	if path == "id" || strings.HasSuffix(path, ".id") {
		place--
	}
	return place
}

// standing is how a word stands in a text, 0 when it does not.
func standing(text, word string) int {
	if word == "" {
		return 0
	}
	best := 0
	for from := 0; best < wholeWord; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			break
		}
		start, end := from+i, from+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		switch {
		case letter(before) && start > 0:
			best = max(best, wordPart)
		case letter(after) && end < len(text):
			best = max(best, wordStart)
		default:
			best = wholeWord
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
	return best
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// excerpt is a piece of a text around the first place where one of the words stands.
func (q query) excerpt(text string) string {
	const before, most = 4, 90 // words ahead of it, and characters in all
	tokens := strings.Fields(text)
	from := max(0, q.first(tokens)-before)
	if utf8.RuneCountInString(strings.Join(tokens, " ")) <= most {
		from = 0
	}
	out := ""
	if from > 0 {
		out = "… "
	}
	for i, token := range tokens[from:] {
		if i > before && utf8.RuneCountInString(out+token) > most {
			return out + "…"
		}
		out += token
		if from+i < len(tokens)-1 {
			out += " "
		}
	}
	return out
}

// first is the position of the token at which one of the words begins.
func (q query) first(tokens []string) int {
	for i := range tokens {
		for _, w := range q.words {
			n := max(1, len(strings.Fields(w)))
			if i+n <= len(tokens) && strings.Contains(q.fold(strings.Join(tokens[i:i+n], " ")), w) {
				return i
			}
		}
	}
	return 0
}
