package render

import (
	"strings"
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

// maxCompared bounds what is compared passage by passage: beyond it passages are
// compared in their order.
const maxCompared = 4_000_000

// Differences are the passages that are not the same, in their order.
func Differences(found, made []Passage) []Difference {
	begin := 0
	for begin < len(found) && begin < len(made) && found[begin].Text == made[begin].Text {
		begin++
	}
	endFound, endMade := len(found), len(made)
	for endFound > begin && endMade > begin && found[endFound-1].Text == made[endMade-1].Text {
		endFound, endMade = endFound-1, endMade-1
	}
	var out []Difference
	at, from := begin, begin
	for _, next := range append(common(found[begin:endFound], made[begin:endMade]), [2]int{endFound - begin, endMade - begin}) {
		for at < begin+next[0] || from < begin+next[1] {
			d := Difference{At: at + 1, Under: headingOf(found, at)}
			if at < begin+next[0] {
				d.Found = found[at].Text
				at++
			}
			if from < begin+next[1] {
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

// common are the places of the passages that two lists have in common, in the order of
// both and as many as there can be.
func common(a, b []Passage) [][2]int {
	if len(a) == 0 || len(b) == 0 || len(a) > maxCompared/len(b) {
		return nil
	}
	// length[i*w+j] is how many a[i:] and b[j:] have in common.
	w := len(b) + 1
	length := make([]int32, (len(a)+1)*w)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].Text == b[j].Text {
				length[i*w+j] = length[(i+1)*w+j+1] + 1
			} else {
				length[i*w+j] = max(length[(i+1)*w+j], length[i*w+j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Text == b[j].Text:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case length[(i+1)*w+j] >= length[i*w+j+1]:
			i++
		default:
			j++
		}
	}
	return out
}
