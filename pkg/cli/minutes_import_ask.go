package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"unmn/pkg/doc"
)

// askEdits asks what becomes of each edit that is open. It is false where nothing is to
// be recorded: the user left, or passed over them all.
func (a *app) askEdits(b *cameBack, o *minutesImport) (bool, error) {
	in := bufio.NewReader(io.LimitReader(a.env.In, 1<<20))
	for i := range b.edits {
		e := &b.edits[i]
		if _, err := io.WriteString(a.env.Out, e.lines()); err != nil {
			return false, err
		}
		if e.settled() {
			continue
		}
		switch a.ask(in, e.choices(), "s") {
		case "a":
			o.accept.list = append(o.accept.list, e.number)
		case "o":
			o.over = true
			o.accept.list = append(o.accept.list, e.number)
		case "r":
			o.refuse.list = append(o.refuse.list, e.number)
		case "k":
			o.keep.list = append(o.keep.list, e.number)
		case "q":
			a.note("nothing was recorded")
			return false, nil
		}
	}
	if !o.accept.given() && !o.refuse.given() && !o.keep.given() {
		a.note("nothing was recorded")
		return false, nil
	}
	if o.refuse.given() && len(o.reason.Text) == 0 {
		o.reason.Text = doc.Plain(a.line(in, "why are they refused? (may be empty) "))
	}
	if o.from == "" {
		o.from = a.line(in, "whose file is it? (a member or partner, such as unicef) ")
	}
	return true, nil
}

// choices are what can become of the edit.
func (e *cameEdit) choices() string {
	switch {
	case e.is(editNew):
		return "accept, refuse, keep, skip or quit? [a/r/k/S/q] "
	case e.is(editConflict):
		return "accept over what is there, refuse, keep, skip or quit? [o/r/k/S/q] "
	}
	return "refuse, keep, skip or quit? [r/k/S/q] "
}

// ask asks until one of the letters in the brackets is typed. An empty line means the
// usual one; where nothing more comes, the user left.
func (a *app) ask(in *bufio.Reader, question, usual string) string {
	_, letters, _ := strings.Cut(strings.ToLower(question), "[")
	for {
		text, ok := a.lineOf(in, question)
		switch text = strings.ToLower(text); {
		case !ok:
			return "q"
		case text == "":
			return usual
		case len(text) == 1 && strings.Contains(letters, text) && text != "/":
			return text
		}
	}
}

// line asks for a line of text.
func (a *app) line(in *bufio.Reader, question string) string {
	text, _ := a.lineOf(in, question)
	return text
}

// lineOf is line, and whether there was one.
func (a *app) lineOf(in *bufio.Reader, question string) (string, bool) {
	fmt.Fprint(a.env.Err, question)
	text, err := in.ReadString('\n')
	return strings.TrimSpace(text), err == nil || text != ""
}
