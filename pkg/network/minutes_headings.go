package network

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"unmn/pkg/diag"
	"unmn/pkg/script"
)

// What a heading names where it names no item of the agenda.
const (
	unknownItem = -1
	newItem     = -2
)

// headings are the titles of an agenda, to be compared with those of notes.
type headings struct {
	keys   [][]string // of each item: its titles and its id
	titles []string   // as shown, for near misses
}

func newHeadings(agenda []AgendaItem) headings {
	var h headings
	for _, item := range agenda {
		keys := []string{titleKey(string(item.ID))}
		for _, title := range item.Title {
			keys = append(keys, titleKey(title))
		}
		h.keys = append(h.keys, keys)
		h.titles = append(h.titles, item.Title.OneLine())
	}
	return h
}

// titleKey is a title as headings are compared: without script, case, marks and
// punctuation.
func titleKey(title string) string {
	folded := script.Fold(title)
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return oneLine(folded)
	}
	return strings.Join(words, " ")
}

// named are the items with that title.
func (h headings) named(title string) []int {
	key := titleKey(title)
	if key == "" {
		return nil
	}
	var out []int
	for i, keys := range h.keys {
		if slices.Contains(keys, key) {
			out = append(out, i)
		}
	}
	return out
}

// itemOf is the position in the agenda of the item a heading names, newItem, or,
// with a problem told, unknownItem.
func (t *taking) itemOf(note *NoteItem, h headings) int {
	if note.Heading == "" {
		return unknownItem // told when it was read
	}
	number, title := splitHeading(note.Heading)
	numbered := number >= 1 && number <= len(h.keys)
	whole, titled := h.named(note.Heading), h.named(title)
	if note.New { // the title itself may end so
		whole, titled = append(whole, h.named(note.Heading+" new")...), append(titled, h.named(title+" new")...)
	}
	switch {
	case numbered && title == "":
		return t.byNumber(note, h, number)
	case numbered && slices.Contains(titled, number-1):
		return number - 1
	case len(whole) == 1:
		return whole[0]
	case len(whole) > 1:
		t.problem(note.NotePlace, fmt.Sprintf("write the number as well, such as `## %d %s`", whole[0]+1, note.Heading),
			"%q names items %d and %d", note.Heading, whole[0]+1, whole[1]+1)
	case number > 0 && len(titled) == 1:
		return t.byTitle(note, number, title, titled[0])
	case note.New && !numbered:
		return newItem
	default:
		t.noItem(note, h, number, title)
	}
	return unknownItem
}

// byNumber is the item of a heading that is a number alone. Such a number means
// another item once the notes have been taken and have added one.
func (t *taking) byNumber(note *NoteItem, h headings, number int) int {
	if t.notes.adds() {
		t.problem(note.NotePlace, fmt.Sprintf("write `## %d %s`", number, h.titles[number-1]), "numbers move when an item is added: the heading needs the title as well")
		return unknownItem
	}
	return number - 1
}

// byTitle is the item of a heading whose number is not that of its title: a slip,
// unless the notes themselves have moved the numbers when they were taken before.
func (t *taking) byTitle(note *NoteItem, number int, title string, at int) int {
	if !t.notes.adds() {
		t.problem(note.NotePlace, fmt.Sprintf("write `## %d %s`", at+1, title), "%q is item %d, not %d", title, at+1, number)
		return unknownItem
	}
	return at
}

// noItem reports a heading that names nothing.
func (t *taking) noItem(note *NoteItem, h headings, number int, title string) {
	if number > 0 && title == "" {
		t.problem(note.NotePlace, "see them with `unmn meeting show "+string(t.options.Meeting)+"`", "the agenda has no item %d, it has %d", number, len(h.keys))
		return
	}
	message := fmt.Sprintf("the agenda has no item %q", note.Heading)
	if number > 0 && number <= len(h.keys) {
		message = fmt.Sprintf("item %d is %q, not %q", number, h.titles[number-1], title)
	} else if near := diag.Nearest(note.Heading, h.titles); near != "" {
		message += fmt.Sprintf("; did you mean %q", near)
	}
	hint := "if it was not on the agenda, write `## " + title + " (new)`"
	if t.result.First {
		hint += fmt.Sprintf(" or `unmn meeting agenda add %s %q`", t.options.Meeting, title)
	}
	t.problem(note.NotePlace, hint, "%s", message)
}

// splitHeading parts "3. Joint data protocol"; the number is 0 where there is none.
func splitHeading(heading string) (number int, title string) {
	first, rest, _ := strings.Cut(heading, " ")
	n, err := strconv.Atoi(strings.TrimRight(first, ".):"))
	if err != nil || n < 1 {
		return 0, heading
	}
	return n, strings.TrimLeft(strings.TrimSpace(rest), "-–—. ")
}
