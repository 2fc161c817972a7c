package exchange

import (
	"io"
	"strings"
)

// A Card is a person in a body, or a body itself. It has work data only: there is no
// place in it for anything else.
type Card struct {
	UID   string
	Name  string // of the person, or of the body
	Body  string // the organisation; the name of the body itself where it is one
	Title string // in the organisation
	Role  string // in the Network
	Email string
	URL   string
	Notes []string // words to find it by
}

// Cards writes cards one after the other, in the version that every program reads. The
// error is the writer's.
func Cards(w io.Writer, cards []Card) error {
	l := &lines{}
	for _, c := range cards {
		l.add("BEGIN", "VCARD")
		l.add("VERSION", "3.0")
		l.text("UID", c.UID)
		l.add("FN", escape(c.Name))
		// The register has names as people write them, not in parts.
		l.add("N", escape(c.Name)+";;;;")
		l.text("ORG", c.Body)
		l.text("TITLE", c.Title)
		l.text("ROLE", c.Role)
		if _, ok := mailTo(c.Email); ok {
			l.add("EMAIL", escape(c.Email), param{"TYPE", "INTERNET"})
		}
		if isURI(c.URL) {
			l.add("URL", c.URL)
		}
		var words []string
		for _, n := range c.Notes {
			if n != "" {
				words = append(words, escape(n))
			}
		}
		if len(words) > 0 {
			l.add("CATEGORIES", strings.Join(words, ","))
		}
		l.add("END", "VCARD")
	}
	_, err := l.out.WriteTo(w)
	return err
}
