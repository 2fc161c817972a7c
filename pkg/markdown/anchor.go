package markdown

import (
	"strconv"
	"strings"
	"unicode"
)

// anchors gives each heading of a document an id of its own: by id, how often it
// was asked for.
type anchors map[string]int

// longestID keeps an id readable in the address of a page.
const longestID = 64

// add makes the id of a heading from its text: letters and digits of any script in
// lower case, dashes between them. A text that comes again gets a number.
func (a anchors) add(title string) string {
	base := anchor(title)
	id := base
	for a[id] > 0 {
		a[base]++
		id = base + "-" + strconv.Itoa(a[base])
	}
	a[id]++
	return id
}

func anchor(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range title {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if b.Len() >= longestID {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}
