package render

import (
	"fmt"
	"strings"

	"unmn/pkg/markdown"
)

// Text is a line of plain text in a view. Printed by a template it stands for
// exactly its characters, whatever they are; compared, it is what the record says.
type Text string

// String is the text as Markdown.
func (t Text) String() string { return markdown.Escape(string(t)) }

// Link is an address in a view: of the web, or of a mailbox. What is neither is
// printed as text, so a view may say Link of whatever a record holds.
type Link string

// String is the link as Markdown.
func (l Link) String() string {
	address, target := string(l), string(l)
	if strings.Contains(address, "@") && !strings.Contains(address, ":") {
		target = "mailto:" + address
	}
	if _, ok := markdown.SafeLink(target); !ok || strings.HasPrefix(address, "#") || strings.ContainsAny(address, " <>\"\\|`\t\r\n") {
		return markdown.Escape(address)
	}
	written := "<" + address + ">"
	if tree, err := markdown.Parse(written); err != nil || !isLink(tree) {
		return markdown.Escape(address)
	}
	return written
}

// isLink reports whether a document is one link and nothing else.
func isLink(tree *markdown.Document) bool {
	if len(tree.Blocks) != 1 {
		return false
	}
	p, ok := tree.Blocks[0].(markdown.Paragraph)
	if !ok || len(p.Text) != 1 {
		return false
	}
	_, ok = p.Text[0].(markdown.Link)
	return ok
}

// Prose is Markdown of a record in a view: whole blocks, to stand on lines of their
// own with empty lines around. It was read and written anew, so that nothing in it
// is left open and its headings are below those of the document.
type Prose string

// String is the prose as it was written anew.
func (p Prose) String() string { return string(p) }

// Functions are the functions of templates beside and, or, not, eq, ne, lt, le, gt,
// ge, len and index:
//
//   - word "key" ARG... is the word or sentence of that key in the language of the
//     document, with the arguments in place of {1}, {2}
//   - join LIST is the texts of a list with commas between
//   - indent N PROSE is the prose moved N spaces to the right, to stand in a list
func Functions() []string { return []string{"word", "join", "indent"} }

// longestValue bounds what a function of a template returns, so that no template
// doubles a text until memory ends.
const longestValue = 1 << 16

// join is the function of that name.
func join(list []Text) (Text, error) {
	words := make([]string, len(list))
	size := 0
	for i, t := range list {
		words[i] = string(t)
		size += len(t) + 2
	}
	if size > longestValue {
		return "", fmt.Errorf("a list is longer than %d bytes", longestValue)
	}
	return Text(strings.Join(words, ", ")), nil
}

// indent is the function of that name. The first line stays: it stands behind the
// mark of the list item.
func indent(n int, p Prose) (Prose, error) {
	if n < 0 || n > 16 {
		return "", fmt.Errorf("prose moves by 0 to 16 spaces, not by %d", n)
	}
	lines := strings.Split(string(p), "\n")
	for i := 1; i < len(lines); i++ {
		if lines[i] != "" {
			lines[i] = strings.Repeat(" ", n) + lines[i]
		}
	}
	out := strings.Join(lines, "\n")
	if len(out) > longestValue {
		return "", fmt.Errorf("a text is longer than %d bytes", longestValue)
	}
	return Prose(out), nil
}
