package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// A logLine is one line about the record: a field, a line of a longer text, or the
// record as a whole.
type logLine struct{ change, field, old, fresh string }

// print shows the steps: on a terminal a heading for each commit and its lines below
// it, elsewhere rows that say everything.
func (h *history) print(steps []toldStep) error {
	if h.app.form(h.flags.format) == "table" {
		var b strings.Builder
		for i, s := range steps {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(h.heading(s) + h.paragraph(h.lines(s)))
		}
		_, err := io.WriteString(h.app.env.Out, b.String())
		return err
	}
	var rows [][]string
	for _, s := range steps {
		for _, l := range h.lines(s) {
			rows = append(rows, []string{s.day(), s.who, l.change, l.field, l.old, l.fresh, s.why(), short(s.hash)})
		}
	}
	return h.app.printRows(h.flags.format, []string{"when", "who", "change", "field", "old", "new", "why", "commit"}, rows)
}

func (h *history) lines(s toldStep) []logLine {
	whole := logLine{change: string(s.Kind)}
	switch s.Kind {
	case record.Unreadable:
		whole.fresh = s.Problems.Sort().Error()
		return []logLine{whole}
	case record.Rewritten:
		whole.fresh = "comments or layout only"
		return []logLine{whole}
	case record.Created, record.Deleted:
		if s.cut {
			whole.change, whole.fresh = "oldest", "what was before is not in this clone"
		}
		if h.field == "" {
			return []logLine{whole}
		}
	}
	var out []logLine
	for _, d := range s.Fields {
		if d.Kind != doc.Changed { // a whole value: there is nothing to tell its lines from
			out = append(out, logLine{string(d.Kind), d.Path, d.Old.Text, d.New.Text})
			continue
		}
		for _, c := range doc.Lines(d.Old.Text, d.New.Text) {
			out = append(out, logLine{string(d.Kind), d.Path, c.Old, c.New})
		}
	}
	return out
}

// heading is when, who and why, for the lines below it.
func (h *history) heading(s toldStep) string {
	head := h.cut(fmt.Sprintf("%s  %s  %s  %s", s.day(), cell(s.who), short(s.hash), cell(s.subject)), 0) + "\n"
	if why := s.why(); why != s.subject {
		head += h.cut("  why: "+cell(why), 0) + "\n"
	}
	return head
}

// paragraph is the lines of one commit, one below the other: what was done, to which
// field, and the values.
func (h *history) paragraph(lines []logLine) string {
	const widest = 48 // of the names of fields; a longer one pushes its values aside
	change, field := 0, 0
	for _, l := range lines {
		change = max(change, len(l.change))
		if n := utf8.RuneCountInString(l.field); n <= widest {
			field = max(field, n)
		}
	}
	var b strings.Builder
	for _, l := range lines {
		lead := fmt.Sprintf("  %-*s  %-*s  ", change, l.change, field, cell(l.field))
		if field == 0 {
			lead = fmt.Sprintf("  %-*s  ", change, l.change)
		}
		b.WriteString(strings.TrimRight(lead+h.values(l, utf8.RuneCountInString(lead)), " ") + "\n")
	}
	return b.String()
}

// values are the old and the new value in the room that is left on a line.
func (h *history) values(l logLine, lead int) string {
	const arrow = " -> "
	old, fresh := cell(l.old), cell(l.fresh)
	switch {
	case l.change != string(doc.Changed) && l.change != string(doc.Moved):
		return h.cut(old+fresh, lead)
	case old == "":
		return h.cut("added line: "+fresh, lead)
	case fresh == "":
		return h.cut("removed line: "+old, lead)
	}
	if room := h.app.env.Width - lead; h.app.env.Width > 0 && utf8.RuneCountInString(old+arrow+fresh) > room {
		old, fresh = around(old, fresh)
		half := max(8, (room-len(arrow))/2)
		spare := max(0, half-utf8.RuneCountInString(old))
		old, fresh = shorten(old, half), shorten(fresh, half+spare)
	}
	return old + arrow + fresh
}

// cut shortens a text to what is left of the terminal's width behind a lead.
func (h *history) cut(text string, lead int) string {
	if h.app.env.Width <= 0 {
		return text
	}
	return shorten(text, max(8, h.app.env.Width-lead))
}

// shorten cuts a text to so many characters.
func shorten(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// around cuts what two texts begin and end with alike, save a few words: what differs
// is to be seen.
func around(old, fresh string) (string, string) {
	const kept = 12
	a, b := []rune(old), []rune(fresh)
	head, tail := 0, 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	from, to := max(0, head-kept), max(0, tail-kept)
	cut := func(r []rune) string {
		s := string(r[from : len(r)-to])
		if from > 0 {
			s = "…" + s
		}
		if to > 0 {
			s += "…"
		}
		return s
	}
	return cut(a), cut(b)
}
