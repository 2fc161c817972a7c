package script

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// A Collator puts texts in the order of a Serbian reader: Latin with č, ć, dž, đ,
// lj, nj, š, ž in their places, Cyrillic in the order of the azbuka, Latin before
// Cyrillic. Lower case comes before upper where nothing else differs. It is not
// safe for use by several goroutines at once; make one each.
//
// The Serbian collations of x/text know no Latin digraphs, the Croatian one orders
// both scripts right. As every collation does, it takes each nj, lj and dž for one
// letter, also in the few words where it is two (injekcija).
type Collator struct{ table *collate.Collator }

// NewCollator makes a Collator; it takes a few microseconds.
func NewCollator() *Collator {
	return &Collator{table: collate.New(language.Croatian)}
}

// Compare is negative when a comes before b, positive when after, and 0 only when
// they are the same bytes: texts the collation cannot tell apart go by bytes, so
// that a sorted list has one order.
func (c *Collator) Compare(a, b string) int {
	if order := c.table.CompareString(a, b); order != 0 {
		return order
	}
	return strings.Compare(a, b)
}

// Compare is [Collator.Compare] for a pair now and then. It may be called from
// many goroutines; it makes a Collator each time, so sort with [Sort] instead.
func Compare(a, b string) int { return NewCollator().Compare(a, b) }

// Sort puts items in order of the text that key gives for each; items with the
// same text stay as they were. It may be called from many goroutines, on
// different slices.
func Sort[T any](items []T, key func(T) string) {
	c := NewCollator()
	slices.SortStableFunc(items, func(a, b T) int { return c.Compare(key(a), key(b)) })
}
