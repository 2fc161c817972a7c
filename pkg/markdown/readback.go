package markdown

import (
	"html"
	"slices"
	"strings"
)

// A Line is one of a page: its words, and whether it is a heading.
type Line struct {
	Text    string
	Heading bool
}

// ReadBack reads a page that [HTML] may have written: what it says of itself, and its
// words, a block a line and cells parted by tabs. It is no browser: of a page that came
// from elsewhere it reads no more than stands between tags. Its cost is that of
// looking through the page once.
func ReadBack(page string) (meta []Meta, lines []Line) {
	s := &pageScanner{rest: newlines(page)}
	for s.rest != "" {
		s.step()
	}
	s.end()
	return s.meta, s.lines
}

// A pageScanner goes through a page.
type pageScanner struct {
	rest    string
	line    strings.Builder
	heading bool
	meta    []Meta
	lines   []Line
}

// step takes text, a comment or a tag.
func (s *pageScanner) step() {
	text, rest, isTag := strings.Cut(s.rest, "<")
	s.line.WriteString(html.UnescapeString(text))
	if s.rest = rest; !isTag {
		return
	}
	if comment, ok := strings.CutPrefix(rest, "!--"); ok {
		_, s.rest, _ = strings.Cut(comment, "-->")
		return
	}
	tag := s.tag()
	name := strings.ToLower(strings.TrimPrefix(tag.name, "/"))
	switch {
	case name == "meta":
		s.meta = append(s.meta, Meta{tag.value("name"), tag.value("content")})
	case slices.Contains([]string{"style", "script", "title"}, tag.name):
		i := strings.Index(s.rest, "</"+tag.name)
		if i < 0 {
			i = len(s.rest)
		}
		s.rest = s.rest[i:]
	case name == "td" || name == "th":
		s.line.WriteString("\t")
	case !slices.Contains([]string{"a", "strong", "em", "del", "code", "span", "b", "i"}, name):
		s.end()
		s.heading = len(tag.name) == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6'
	}
}

// end ends a line.
func (s *pageScanner) end() {
	var cells []string
	for _, cell := range strings.Split(s.line.String(), "\t") {
		if cell = strings.TrimSpace(fold(cell)); cell != "" {
			cells = append(cells, cell)
		}
	}
	if len(cells) > 0 {
		s.lines = append(s.lines, Line{strings.Join(cells, "\t"), s.heading})
	}
	s.line.Reset()
}

// A scannedTag is a tag with what it says.
type scannedTag struct {
	name  string
	attrs []Meta
}

func (t scannedTag) value(name string) string {
	for _, a := range t.attrs {
		if a.Name == name {
			return a.Content
		}
	}
	return ""
}

// tag takes a tag, of which the first character is gone.
func (s *pageScanner) tag() scannedTag {
	i := strings.IndexAny(s.rest, " \t\n\f>")
	if i < 0 {
		i = len(s.rest)
	}
	t := scannedTag{name: strings.ToLower(s.rest[:i])}
	s.rest = s.rest[i:]
	for {
		s.rest = strings.TrimLeft(s.rest, " \t\n\f/")
		if s.rest == "" {
			return t
		}
		if s.rest[0] == '>' {
			s.rest = s.rest[1:]
			return t
		}
		t.attrs = append(t.attrs, s.attribute())
	}
}

// attribute takes an attribute.
func (s *pageScanner) attribute() Meta {
	i := strings.IndexAny(s.rest[1:], " \t\n\f/>=") + 1
	if i == 0 {
		i = len(s.rest)
	}
	a := Meta{Name: strings.ToLower(s.rest[:i])}
	s.rest = strings.TrimLeft(s.rest[i:], " \t\n\f")
	if !strings.HasPrefix(s.rest, "=") {
		return a
	}
	s.rest = strings.TrimLeft(s.rest[1:], " \t\n\f")
	ends, skip := " \t\n\f>", 0
	if s.rest != "" && (s.rest[0] == '"' || s.rest[0] == '\'') {
		ends, skip = s.rest[:1], 1
		s.rest = s.rest[1:]
	}
	i = strings.IndexAny(s.rest, ends)
	if i < 0 {
		i, skip = len(s.rest), 0
	}
	a.Content = html.UnescapeString(s.rest[:i])
	s.rest = s.rest[i+skip:]
	return a
}
