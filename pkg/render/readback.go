package render

import (
	"strings"

	"unmn/pkg/doc"
)

// A Passage is a line or a paragraph of a document that is compared with another.
type Passage struct {
	Text    string
	Heading bool
}

// A Difference is a passage that is not the same in a document that was found and in the
// one that the records make.
type Difference struct {
	At    int    // of the document that was found, from 1 on: the passage, or that before which one is missing
	Under string // the heading it stands under; "" before the first
	Found string // "" where there is nothing
	Made  string // "" where there is nothing
}

// ReadMarkdown takes a document in Markdown apart: its text, with line ends as they are
// written here, and its properties. What stands among and behind the properties is text:
// a reader of HTML may end a comment where nobody here would.
func ReadMarkdown(data string) (text string, list []Property) {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(data, "\ufeff"))
	begin := strings.LastIndex(text, "<!-- "+prefix)
	if begin < 0 {
		return text, nil
	}
	comment, behind, closed := strings.Cut(text[begin:], "-->")
	if !closed {
		return text, nil
	}
	for _, word := range strings.Fields(strings.TrimPrefix(comment, "<!--")) {
		name, value, ok := strings.Cut(word, "=")
		if !ok || !strings.HasPrefix(name, prefix) || strings.ContainsAny(word, "<>") {
			behind = word + " " + behind
			continue
		}
		list = append(list, Property{name, value})
	}
	text = strings.TrimSuffix(text[:begin], "\n")
	if strings.TrimSpace(behind) != "" {
		text += strings.TrimLeft(behind, "\n")
	}
	return text, list
}

// Passages are the lines of a text in Markdown, without empty ones at the end.
func Passages(text string) []Passage {
	var out []Passage
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\n")
		out = append(out, Passage{line, strings.HasPrefix(line, "#")})
	}
	for len(out) > 0 && out[len(out)-1].Text == "" {
		out = out[:len(out)-1]
	}
	return out
}

// Differences are the passages that are not the same, in their order; where there is too
// much to compare, passage by passage.
func Differences(found, made []Passage) []Difference {
	var out []Difference
	at, from := 0, 0
	same := func(i, j int) bool { return found[i].Text == made[j].Text }
	for _, next := range append(doc.Common(len(found), len(made), same), [2]int{len(found), len(made)}) {
		for at < next[0] || from < next[1] {
			d := Difference{At: at + 1, Under: headingOf(found, at)}
			if at < next[0] {
				d.Found = found[at].Text
				at++
			}
			if from < next[1] {
				d.Made = made[from].Text
				from++
			}
			out = append(out, d)
		}
		at, from = at+1, from+1
	}
	return out
}

// headingOf is the heading that a passage stands under.
func headingOf(list []Passage, at int) string {
	for i := min(at, len(list)) - 1; i >= 0; i-- {
		if list[i].Heading {
			return strings.TrimLeft(list[i].Text, "# ")
		}
	}
	return ""
}
