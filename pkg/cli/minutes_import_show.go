package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/render"
)

// numbersFlag is a flag that takes numbers, "1,3-5", or all.
type numbersFlag struct {
	list []int
	all  bool
}

func (n *numbersFlag) given() bool { return n.all || len(n.list) > 0 }

// Set reads the numbers.
func (n *numbersFlag) Set(text string) error {
	const most = 10_000
	for _, part := range strings.Split(text, ",") {
		part = strings.TrimSpace(part)
		if strings.EqualFold(part, "all") {
			n.all = true
			continue
		}
		first, last, isRange := strings.Cut(part, "-")
		from, err := strconv.Atoi(first)
		to := from
		if err == nil && isRange {
			to, err = strconv.Atoi(last)
		}
		if err != nil || from < 1 || to < from || to > most {
			return fmt.Errorf("%q is no number of an edit: write 1,3-5, or all", part)
		}
		for ; from <= to; from++ {
			n.list = append(n.list, from)
		}
	}
	return nil
}

// String is the numbers.
func (n *numbersFlag) String() string {
	var parts []string
	for _, one := range n.list {
		parts = append(parts, strconv.Itoa(one))
	}
	if n.all {
		parts = append(parts, "all")
	}
	return strings.Join(parts, ",")
}

// Type is what help calls the value.
func (n *numbersFlag) Type() string { return "numbers" }

// showEdits shows the edits of a document that came back.
func (a *app) showEdits(b *cameBack, o minutesImport) error {
	if o.flags.json {
		objects := make([]doc.Object, len(b.edits))
		for i := range b.edits {
			objects[i] = b.edits[i].object()
		}
		return a.printJSON(doc.Object{
			{Name: "version", Value: 1}, {Name: "meeting", Value: b.meeting}, {Name: "commit", Value: b.commit},
			{Name: "language", Value: b.lang}, {Name: "edition", Value: b.edition}, {Name: "edits", Value: objects},
		})
	}
	if len(b.edits) == 0 {
		a.note("nothing was edited in %s: it says what the minutes of %s said at %s", b.file, b.meeting, short(b.commit))
		return nil
	}
	if a.form("") != "table" {
		rows := make([][]string, len(b.edits))
		for i := range b.edits {
			e := &b.edits[i]
			rows[i] = []string{strconv.Itoa(e.number), e.Place, e.what(), e.said(), e.signed(), e.Old, e.New, e.Hint}
		}
		if err := a.printRows("", []string{"no", "where", "what", "state", "by", "before", "after", "by hand"}, rows); err != nil {
			return err
		}
	} else if err := a.printEdits(b); err != nil {
		return err
	}
	return a.afterEdits(b)
}

// printEdits shows them to a person.
func (a *app) printEdits(b *cameBack) error {
	var out strings.Builder
	for i := range b.edits {
		out.WriteString(b.edits[i].lines())
	}
	_, err := io.WriteString(a.env.Out, out.String())
	return err
}

// afterEdits says what can be done with them.
func (a *app) afterEdits(b *cameBack) error {
	switch n := b.open(); {
	case n == 0:
		a.note("something became of every edit already")
	case b.final:
		a.note("the minutes are approved: where an edit is right, correct them with `unmn minutes correct %s TEXT --reason REASON`", b.meeting)
	case !b.acceptable():
		a.note("what is left is done by hand, or recorded as a comment with --refuse or --keep")
	default:
		a.note("take over what is right with `unmn minutes import %s --from PARTY --accept all`, or by number; --refuse and --keep for the rest", b.file)
	}
	return nil
}

// acceptable reports that some edit can be taken over.
func (b *cameBack) acceptable() bool {
	return slices.ContainsFunc(b.edits, func(e cameEdit) bool { return e.is(editNew) || e.is(editConflict) })
}

// lines are the edit for a person.
func (e *cameEdit) lines() string {
	var b strings.Builder
	line := func(format string, args ...any) {
		b.WriteString(cell(fmt.Sprintf(format, args...)) + "\n")
	}
	fmt.Fprintf(&b, "%d  ", e.number)
	head := e.Place + ": " + e.what()
	if by := e.signed(); by != "" {
		head += ", " + by
	}
	line("%s", head)
	more := func(format string, args ...any) { b.WriteString("     "); line(format, args...) }
	was, is := shorter(e.Old, e.New)
	switch e.Kind {
	case render.Remark:
		if e.Old != "" {
			more("on: %s", e.Old)
		}
		more("%s", e.New)
	case render.WordsAdded:
		more("+ %s", strings.ReplaceAll(e.New, "\n", " / "))
	case render.WordsDeleted:
		more("- %s", e.Old)
	default:
		more("- %s", was)
		more("+ %s", is)
	}
	if said := e.said(); said != string(editNew) {
		more("%s", said)
	}
	if e.Hint != "" {
		more("-> %s", e.Hint)
	}
	return b.String()
}

// what is the kind of the edit in words.
func (e *cameEdit) what() string {
	switch e.Kind {
	case render.Remark:
		return "comment"
	case render.FormChanged:
		return "form changed"
	}
	return string(e.Kind)
}

// said is where the edit stands, in words.
func (e *cameEdit) said() string {
	var parts []string
	switch {
	case e.comment != nil && e.comment.Disposition == "":
		parts = append(parts, fmt.Sprintf("comment %d of %s, nothing was done with it yet", e.comment.Number, e.comment.Party))
	case e.comment != nil:
		parts = append(parts, fmt.Sprintf("comment %d of %s, %s", e.comment.Number, e.comment.Party, e.comment.Disposition))
	case e.is(editConflict):
		parts = append(parts, "conflict: the register says by now: "+e.now)
	case e.is(editRemark):
		parts = append(parts, "to be kept")
	case !e.is(editByHand):
		parts = append(parts, string(e.state))
	}
	if e.Why != "" {
		parts = append(parts, "cannot be taken over: "+e.Why)
	}
	return strings.Join(parts, "; ")
}

// signed says who made the edit and when.
func (e *cameEdit) signed() string {
	var parts []string
	switch {
	case e.By != "" && e.Tracked:
		parts = append(parts, e.By)
	case e.By != "":
		parts = append(parts, "not tracked, saved by "+e.By)
	case !e.Tracked:
		parts = append(parts, "not tracked")
	}
	if e.Day != "" {
		parts = append(parts, e.Day)
	}
	return strings.Join(parts, ", ")
}

// object is the edit as JSON.
func (e *cameEdit) object() doc.Object {
	o := doc.Object{
		{Name: "number", Value: e.number}, {Name: "kind", Value: string(e.Kind)}, {Name: "state", Value: string(e.state)}, {Name: "where", Value: e.Place},
		{Name: "record", Value: e.Origin.Record}, {Name: "item", Value: e.ItemID()}, {Name: "field", Value: e.Origin.Field}, {Name: "language", Value: e.Origin.Lang},
		{Name: "old", Value: e.Old}, {Name: "new", Value: e.New}, {Name: "by", Value: e.By}, {Name: "tracked", Value: e.Tracked}, {Name: "day", Value: e.Day},
		{Name: "now", Value: e.now}, {Name: "why", Value: e.Why}, {Name: "hint", Value: e.Hint},
	}
	if e.comment != nil {
		o = append(o, doc.Member{Name: "comment", Value: e.comment.Number}, doc.Member{Name: "disposition", Value: string(e.comment.Disposition)})
	}
	return o
}

// shorter are two texts without most of what they begin and end with alike.
func shorter(a, b string) (was, is string) {
	const around = 4 // words that say where it is
	x, y := strings.Fields(a), strings.Fields(b)
	head, tail := 0, 0
	for head < min(len(x), len(y)) && x[head] == y[head] {
		head++
	}
	for tail < min(len(x), len(y))-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	cut := func(words []string) string {
		from, to := max(head-around, 0), min(len(words)-tail+around, len(words))
		out := strings.Join(words[from:to], " ")
		if from > 0 {
			out = "… " + out
		}
		if to < len(words) {
			out += " …"
		}
		return out
	}
	return cut(x), cut(y)
}
