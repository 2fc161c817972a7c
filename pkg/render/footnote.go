package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"unmn/pkg/markdown"
	"unmn/pkg/network"
	"unmn/pkg/script"
)

// notes are the footnotes that the network prints wherever a term occurs: each
// occurrence gets a mark of stars, and the document ends with the notes whose marks
// are in it. No template has to think of them, so none can forget them.
type notes []note

type note struct{ term, mark, text string }

// footnotes reads the footnotes of the network. Terms with the same note (the cases
// of a Serbian noun, say) have the same mark.
func footnotes(n *network.Network, lang network.Language) notes {
	var out notes
	marks := map[string]string{}
	for _, f := range n.Footnotes {
		text, toLatin := chosen(f.Text, lang)
		term := f.Term
		if lang == latin {
			term = script.Latin(term)
		}
		if toLatin {
			text = script.Latin(text)
		}
		if marks[text] == "" {
			marks[text] = strings.Repeat("*", len(marks)+1)
		}
		out = append(out, note{term, marks[text], text})
	}
	return out
}

// mark puts the marks behind the terms that stand as whole words. A term that has a
// star behind it already keeps what it has.
func (n notes) mark(s string) string {
	for _, f := range n {
		s = f.markIn(s)
	}
	return s
}

func (f note) markIn(s string) string {
	var b strings.Builder
	for f.term != "" {
		at := strings.Index(s, f.term)
		if at < 0 {
			break
		}
		before, _ := utf8.DecodeLastRuneInString(b.String() + s[:at])
		after, _ := utf8.DecodeRuneInString(s[at+len(f.term):])
		b.WriteString(s[:at+len(f.term)])
		s = s[at+len(f.term):]
		if !isWord(before) && !isWord(after) && after != '*' {
			b.WriteString(f.mark)
		}
	}
	return b.String() + s
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// below is a document with the notes at its end. A letter has them above the title of its
// reply slip, which is torn off.
func (n notes) below(text string, hasSlip bool) string {
	foot := n.foot(text)
	if at := strings.LastIndex(text, "\n# "); hasSlip && at >= 0 {
		return text[:at] + foot + text[at:]
	}
	return text + foot
}

// foot is the end of a document: the notes whose marked terms are in it.
func (n notes) foot(text string) string {
	var b strings.Builder
	done := map[string]bool{}
	for _, f := range n {
		if done[f.mark] || !strings.Contains(text, markdown.Escape(f.term+f.mark)) {
			continue
		}
		done[f.mark] = true
		b.WriteString("\n" + markdown.Escape(f.mark) + " " + markdown.Escape(f.text) + "\n")
	}
	if b.Len() == 0 {
		return ""
	}
	return "\n---\n" + b.String()
}
