package render

import (
	"slices"
	"strings"

	"unmn/pkg/markdown"
	"unmn/pkg/record"
	"unmn/pkg/word"
)

// EditKind is what somebody did to a document.
type EditKind string

// The kinds of edits.
const (
	WordsChanged EditKind = "changed"
	WordsAdded   EditKind = "added"
	WordsDeleted EditKind = "deleted"
	FormChanged  EditKind = "form"   // the same words in another form, such as bold
	Remark       EditKind = "remark" // a comment of Word, which changes nothing
)

// An Edit is one thing that somebody did to a document: to one paragraph, one row of a
// table, or words beside the text.
type Edit struct {
	Kind     EditKind
	Old, New string // the words before and after; of a remark what it is about, and what it says
	By       string // who, as Word has it; empty where nobody knows
	Tracked  bool   // Word tracked it, so that By did it; else By saved the file last
	Day      string // when it was done, in the clock of whoever did; often empty
	Item     int    // the number of the item of the agenda it is in; 0 for none
	Place    string // where it belongs, in words: "item 3, summary"
	Origin   Origin // the field; its Record is empty where no field is known
	Why      string // why it cannot be taken over; empty when it can
	Hint     string // the command that does it by hand; often empty

	itemID record.ID
	old    []markdown.Inline // the line before
	fresh  []leaf            // the lines after: of what is added maybe several
	anchor []markdown.Inline // what is added stands behind this line; none: at the beginning
	newer  []markdown.Inline // or, once that was added as well, behind this one
	last   bool              // what is added stands at the end of the field
}

// ItemID is the id of the item of the agenda it is in; empty for none.
func (e *Edit) ItemID() record.ID { return e.itemID }

// A leaf is a line of prose: a paragraph, a heading, the line of an item.
type leaf struct {
	text []markdown.Inline
	item bool
}

// Edits says what was done to a document since it was made: edited is what came back of
// the traced one. The order is that of the text; what stands beside it comes last. What
// nobody can place is among them, with the reason.
func (t *Traced) Edits(edited *word.Edited) []Edit {
	c := &comparer{base: t, edited: edited, places: t.places()}
	c.pairs = alignBlocks(t.File.Blocks, edited.Blocks)
	for i := 0; i < len(c.pairs); i++ {
		p := c.pairs[i]
		switch {
		case p[0] < 0:
			i += c.added(i)
		case p[1] < 0:
			c.deleted(p[0])
		default:
			c.changed(p[0], p[1])
		}
	}
	c.remarks()
	c.beside()
	return c.out
}

// A comparer finds the edits.
type comparer struct {
	base   *Traced
	edited *word.Edited
	places []standing // of the blocks of base
	pairs  [][2]int
	out    []Edit
}

// add adds an edit, with the place in words.
func (c *comparer) add(e Edit) {
	if e.Place == "" {
		e.Place = e.Origin.words(e.Item)
	}
	c.out = append(c.out, e)
}

// changed compares a block with what became of it.
func (c *comparer) changed(i, j int) {
	was, is := &c.base.File.Blocks[i], &c.edited.Blocks[j]
	if was.Kind == word.EditedRow && len(was.Cells) == len(is.Cells) {
		c.cells(i, is)
		return
	}
	old, fresh := c.base.plain(was.Text), c.base.plain(is.Text)
	e := c.begin(WordsChanged, i, is.Changes)
	e.Old, e.New = wordsOf(old), wordsOf(fresh)
	whole, isProse := c.base.whole(i)
	if e.Old == e.New {
		if !isProse || writeLine(old, "\\\n") == writeLine(fresh, "\\\n") {
			return
		}
		e.Kind, e.Old, e.New = FormChanged, writeLine(old, " "), writeLine(fresh, " ")
	}
	if isProse {
		e.Origin, e.old, e.fresh = whole, old, []leaf{{text: fresh}}
		c.add(c.ruled(e))
		return
	}
	c.add(c.inLine(e, i))
}

// cells compares the cells of a row.
func (c *comparer) cells(i int, is *word.EditedBlock) {
	begin := 0
	for k, old := range c.base.File.Blocks[i].Cells {
		end := begin + len(old)
		e := c.begin(WordsChanged, i, is.Changes)
		e.Old, e.New = c.base.builder.notes.unmark(old), c.base.builder.notes.unmark(is.Cells[k])
		for at, s := range c.base.spans[i] {
			if inside := s.begin >= begin && s.end <= end; inside || at == 0 {
				e.Origin = s.origin
				if !inside {
					e.Origin.Field = ""
				}
			}
		}
		if begin = end + len(word.EditedBar); e.Old == e.New {
			continue
		}
		if e.Origin.Record == "" {
			e.Place = "the row “" + is.Cells[0] + "”"
		}
		c.add(c.byHand(e, "it stands in a table that the template makes"))
	}
}

// begin begins an edit on a block of the base.
func (c *comparer) begin(kind EditKind, i int, changes []word.Tracked) Edit {
	e := Edit{Kind: kind}
	if i >= 0 {
		e.Item, e.itemID = c.places[i].number, c.places[i].item
	}
	c.sign(&e, changes)
	return e
}

// sign says who made an edit, and when.
func (c *comparer) sign(e *Edit, changes []word.Tracked) {
	var names []string
	for _, t := range changes {
		if t.Author != "" && !slices.Contains(names, t.Author) {
			names = append(names, t.Author)
		}
		e.Day = max(e.Day, t.Day)
	}
	e.By, e.Tracked = strings.Join(names, ", "), len(changes) > 0
	if !e.Tracked {
		e.By = c.edited.SavedBy
	}
}

// inLine places a change in a line that the template makes of words and fields: exactly
// one field must be another.
func (c *comparer) inLine(e Edit, i int) Edit {
	words := c.base.File.Blocks[i].Words()
	fresh := c.base.builder.notes.unmark(e.New)
	for _, s := range c.base.spans[i] {
		before, after := c.base.builder.notes.unmark(words[:s.begin]), c.base.builder.notes.unmark(words[s.end:])
		middle, ok := strings.CutPrefix(fresh, strings.TrimLeft(before, " "))
		if !ok {
			continue
		}
		if middle, ok = strings.CutSuffix(middle, strings.TrimRight(after, " ")); !ok {
			continue
		}
		e.Origin = s.origin
		e.Old, e.New = c.base.builder.notes.unmark(words[s.begin:s.end]), strings.TrimSpace(middle)
		e.old, e.fresh = []markdown.Inline{markdown.Text(e.Old)}, []leaf{{text: []markdown.Inline{markdown.Text(e.New)}}}
		return c.ruled(e)
	}
	if len(c.base.spans[i]) > 0 {
		e.Origin = c.base.spans[i][0].origin
	}
	return c.byHand(e, "it changes words that the template makes")
}

// deleted is a block that is not there any more.
func (c *comparer) deleted(i int) {
	was := &c.base.File.Blocks[i]
	var changes []word.Tracked
	for _, b := range c.edited.Blocks {
		if b.Gone && b.Was == was.Words() {
			changes = b.Changes
		}
	}
	e := c.begin(WordsDeleted, i, changes)
	e.old = c.base.plain(was.Text)
	e.Old = wordsOf(e.old)
	whole, isProse := c.base.whole(i)
	if isProse {
		e.Origin = whole
		c.add(c.ruled(e))
		return
	}
	if len(c.base.spans[i]) > 0 {
		e.Origin = c.base.spans[i][0].origin
	}
	c.add(c.byHand(e, "it is no text of its own in the record"))
}

// added is what is new from a pair on. What follows it, is new too and of the same hand
// belongs to it; the count of that comes back.
func (c *comparer) added(at int) int {
	first := &c.edited.Blocks[c.pairs[at][1]]
	before, after := c.around(at)
	e := c.begin(WordsAdded, before, nil)
	if at > 0 && c.pairs[at-1][0] < 0 {
		e.newer = c.base.plain(c.edited.Blocks[c.pairs[at-1][1]].Text)
	}
	var changes []word.Tracked
	n := 0
	for ; at+n < len(c.pairs) && c.pairs[at+n][0] < 0; n++ {
		b := &c.edited.Blocks[c.pairs[at+n][1]]
		if b.Kind != first.Kind || n > 0 && (b.Kind == word.EditedRow || hands(b) != hands(first)) {
			break
		}
		changes = append(changes, b.Changes...)
		e.fresh = append(e.fresh, leaf{c.base.plain(b.Text), b.Kind == word.EditedItem})
	}
	c.sign(&e, changes)
	var lines []string
	for _, l := range e.fresh {
		lines = append(lines, wordsOf(l.text))
	}
	e.New = strings.Join(lines, "\n")
	c.add(c.settle(e, first.Kind, before, after))
	return n - 1
}

// hands are those who changed a block.
func hands(b *word.EditedBlock) string {
	e := Edit{}
	(&comparer{edited: &word.Edited{}}).sign(&e, b.Changes)
	return e.By
}

// around are the blocks of the base before and behind what is new at a pair, of those
// that are still there; -1 for none.
func (c *comparer) around(at int) (before, after int) {
	before, after = -1, -1
	stays := func(p [2]int) bool { return p[0] >= 0 && p[1] >= 0 }
	for i := at; i >= 0 && before < 0; i-- {
		if stays(c.pairs[i]) {
			before = c.pairs[i][0]
		}
	}
	for i := at; i < len(c.pairs) && after < 0; i++ {
		if stays(c.pairs[i]) {
			after = c.pairs[i][0]
		}
	}
	return before, after
}

// remarks are the comments of Word.
func (c *comparer) remarks() {
	for _, b := range c.edited.Comments {
		if slices.ContainsFunc(c.base.File.Comments, func(o word.Balloon) bool { return o.Text == b.Text && o.Author == b.Author }) {
			continue // the template has it
		}
		i := -1
		for at, p := range c.pairs {
			if p[1] == b.Block && b.Block >= 0 {
				if i = p[0]; i < 0 {
					i, _ = c.around(at)
				}
			}
		}
		e := c.begin(Remark, i, nil)
		e.By, e.Day, e.Tracked, e.Old, e.New = b.Author, b.Day, true, c.base.builder.notes.unmark(b.About), b.Text
		if i >= 0 {
			e.Origin = c.places[i].near
			if whole, ok := c.base.whole(i); ok {
				e.Origin = whole
			}
		}
		c.add(e)
	}
}

// beside compares what stands beside the text. The template makes it, or Word.
func (c *comparer) beside() {
	lost, found := besides(c.base.File.Beside, c.edited.Beside), besides(c.edited.Beside, c.base.File.Beside)
	for _, b := range found {
		e := Edit{Kind: WordsAdded, New: b.Text, By: b.Author, Tracked: b.Author != "", Place: b.Where}
		if !e.Tracked {
			e.By = c.edited.SavedBy
		}
		if at := slices.IndexFunc(lost, func(o word.Beside) bool { return o.Where == b.Where }); at >= 0 {
			e.Kind, e.Old = WordsChanged, lost[at].Text
			lost = slices.Delete(lost, at, at+1)
		}
		e.Why = "it stands in " + b.Where + ", not in the text of the minutes"
		c.add(e)
	}
	for _, b := range lost {
		c.add(Edit{Kind: WordsDeleted, Old: b.Text, By: c.edited.SavedBy, Place: b.Where, Why: "it stood in " + b.Where + ", not in the text of the minutes"})
	}
}

// besides are those of a list that another does not have.
func besides(list, other []word.Beside) []word.Beside {
	var out []word.Beside
	same := func(a word.Beside) func(word.Beside) bool {
		return func(b word.Beside) bool { return a.Where == b.Where && a.Text == b.Text }
	}
	for _, b := range list {
		if !slices.ContainsFunc(other, same(b)) && !slices.ContainsFunc(out, same(b)) {
			out = append(out, b)
		}
	}
	return out
}
