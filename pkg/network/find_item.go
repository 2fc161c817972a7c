package network

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
	"unmn/pkg/script"
)

// longestItemID bounds the ids that are made for items of a record: they stand in
// references, behind the id of the record.
const longestItemID = 40

// listed is a keyed list of a record as a person names its items.
type listed struct {
	one, many string // what an item and several are called
	kind      string // of the record
	id        record.ID
	ids       []string   // of the items
	names     [][]string // what each may be called, folded
}

// find is the position, from 0, of the item a person means: by its number from 1, by
// what it may be called, or by the beginning of that when only one fits.
func (l listed) find(text string) (int, error) {
	see := fmt.Sprintf("see its %s with `unmn %s show %s`", l.many, l.kind, l.id)
	if n, err := strconv.Atoi(text); err == nil {
		if n < 1 || n > len(l.ids) {
			return -1, record.Missing(l.one, text, see, nil)
		}
		return n - 1, nil
	}
	folded := script.Fold(text)
	var exact, begun []int
	for i, names := range l.names {
		switch {
		case slices.Contains(names, folded):
			exact = append(exact, i)
		case folded != "" && slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, folded) }):
			begun = append(begun, i)
		}
	}
	for _, found := range [][]int{exact, begun} {
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return -1, fmt.Errorf("%w: %q names %s %d and %d of %s %s", record.ErrAmbiguous, text, l.many, found[0]+1, found[1]+1, l.kind, l.id)
		}
	}
	return -1, record.Missing(l.one, text, see, l.ids)
}

// foldedNames are the folded forms of what a person may call an item: its id, and its
// title in every language.
func foldedNames(id record.ID, title doc.Text) []string {
	names := []string{script.Fold(string(id))}
	for _, words := range title {
		names = append(names, script.Fold(words))
	}
	return names
}
