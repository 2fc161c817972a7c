package doc

import (
	"strconv"
	"strings"
)

// A Path leads from the top of a record to a value: field names, and the
// positions of list items from 0 in decimal.
type Path []string

// P makes a path of strings and ints: P("agenda", 2, "title").
func P(steps ...any) Path {
	p := make(Path, 0, len(steps))
	for _, s := range steps {
		switch s := s.(type) {
		case string:
			p = append(p, s)
		case int:
			p = append(p, strconv.Itoa(s))
		default:
			panic("doc.P takes strings and ints")
		}
	}
	return p
}

// String is the path as commands write it, "agenda.2.title"; items count from 0
// in the path and from 1 in what people read.
func (p Path) String() string {
	out := make([]string, len(p))
	for i, step := range p {
		out[i] = step
		if n, err := strconv.Atoi(step); err == nil {
			out[i] = strconv.Itoa(n + 1)
		}
	}
	return strings.Join(out, ".")
}

// With is the path one step longer; p itself is not touched.
func (p Path) With(step string) Path {
	return append(p[:len(p):len(p)], step)
}

// WithIndex is With for the item i of a list, counted from 0.
func (p Path) WithIndex(i int) Path { return p.With(strconv.Itoa(i)) }
