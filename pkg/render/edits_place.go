package render

import (
	"fmt"
	"slices"
	"strings"

	"unmn/pkg/markdown"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/word"
)

// A standing is where a block stands in the minutes.
type standing struct {
	number int       // of the item of the agenda; 0 for none
	item   record.ID // its id
	near   Origin    // a field that is near; its Record may be empty
}

// places are those of the blocks.
func (t *Traced) places() []standing {
	out := make([]standing, len(t.File.Blocks))
	now, level := standing{}, 0
	for i, b := range t.File.Blocks {
		title := slices.IndexFunc(t.spans[i], func(s originSpan) bool { return s.origin.Field == "title" && s.origin.Item != "" })
		switch {
		case title >= 0:
			now, level = t.placeOf(t.spans[i][title].origin.Item), b.Level
		case b.Kind == word.EditedHeading && (level == 0 || b.Level <= level):
			now, level = standing{}, 0
		}
		for _, s := range t.spans[i] {
			if s.origin.Prose {
				now.near = s.origin
			}
		}
		out[i] = now
	}
	return out
}

// placeOf is the beginning of an item of the agenda.
func (t *Traced) placeOf(item record.ID) standing {
	at := slices.IndexFunc(t.meeting.Agenda, func(it network.AgendaItem) bool { return it.ID == item })
	if at < 0 {
		return standing{}
	}
	return standing{number: at + 1, item: item, near: t.summaryOf(at)}
}

// summaryOf is the summary of an item of the agenda, which may have none yet.
func (t *Traced) summaryOf(at int) Origin {
	o := t.builder.ofMeeting(t.meeting, at, "summary")
	o.Prose = true
	return t.builder.tracing(o, t.meeting.Agenda[at].Summary)
}

// whole is the prose that a block is a line of, where it is nothing else.
func (t *Traced) whole(i int) (Origin, bool) {
	spans := t.spans[i]
	if len(spans) == 0 || !spans[0].origin.Prose {
		return Origin{}, false
	}
	for _, s := range spans {
		if s.origin != spans[0].origin {
			return Origin{}, false
		}
	}
	return spans[0].origin, t.File.Blocks[i].Kind != word.EditedRow
}

// plain is a line without the marks of footnotes.
func (t *Traced) plain(line []markdown.Inline) []markdown.Inline {
	return mapper{keep: true, change: t.builder.notes.unmark}.inlines(line)
}

// unmark takes away the marks of the terms that have footnotes.
func (n notes) unmark(s string) string {
	for _, f := range n {
		if f.term != "" {
			s = strings.ReplaceAll(s, f.term+f.mark, f.term)
		}
	}
	return s
}

// wordsOf is a line as text.
func wordsOf(line []markdown.Inline) string {
	return strings.Join(strings.Fields(markdown.InlineText(line)), " ")
}

// ruled says whether the edit of a field can be taken over.
func (c *comparer) ruled(e Edit) Edit {
	kind, _, _ := e.Origin.Record.Split()
	switch {
	case kind != network.Meetings.Name:
		return c.byHand(e, "it is what another record says")
	case e.Origin.Derived:
		return c.byHand(e, "the words are made of those in Serbian Cyrillic, which the record has")
	case !slices.Contains([]string{"opening", "title", "summary", "conclusions", "no_decision_reason", "positions"}, e.Origin.Field):
		return c.byHand(e, "it is no text of the minutes")
	case e.Origin.Field == "title" && e.New == "":
		return c.byHand(e, "an item of the agenda has a title")
	}
	return e
}

// byHand says why an edit cannot be taken over, and what does it by hand.
func (c *comparer) byHand(e Edit, why string) Edit {
	e.Why = why
	kind, id, _ := e.Origin.Record.Split()
	meeting := string(c.base.builder.Subject)
	switch {
	case kind == network.Actions.Name && e.Origin.Field == "title" && e.Kind == WordsChanged && e.New != "":
		e.Hint = fmt.Sprintf("unmn action set %s title=%q", id, e.New)
	case kind == network.Actions.Name || kind == network.Decisions.Name:
		e.Hint = fmt.Sprintf("unmn %s edit %s", kind, id)
	case e.Origin.Party != "" && e.Origin.Item == "":
		e.Hint = fmt.Sprintf("unmn meeting attend %s %s=STATUS", meeting, e.Origin.Party)
	case kind == network.Meetings.Name && e.Item == 0 && e.Origin.Field != "opening":
		e.Hint = "unmn meeting edit " + meeting
	case e.Item > 0 || e.Origin.Field == "opening":
		e.Hint = "unmn minutes take " + meeting
	}
	return e
}

// settle finds the field that new lines belong to, between two blocks of the base.
func (c *comparer) settle(e Edit, kind word.EditedKind, before, after int) Edit {
	switch {
	case kind == word.EditedRow:
		e.Place = "a table"
		return c.byHand(e, "no field of the record has rows")
	case before < 0:
		return c.byHand(e, "it stands before the text of the minutes")
	}
	if from, prose := c.base.whole(before); prose && (from.Field != "conclusions" || kind == word.EditedItem) {
		e.Origin, e.anchor = from, c.base.plain(c.base.File.Blocks[before].Text)
		if from.Field == "conclusions" {
			e.Place = fmt.Sprintf("item %d, after conclusion %d", e.Item, from.Number+1)
		}
		return c.ruled(e)
	}
	if after >= 0 {
		if next, prose := c.base.whole(after); prose && (next.Field == "conclusions") == (kind == word.EditedItem) {
			e.Origin = next
			if next.Field == "conclusions" {
				e.Place = fmt.Sprintf("item %d, before conclusion 1", e.Item)
			}
			return c.ruled(e)
		}
	}
	at := c.places[before]
	if at.number == 0 || kind == word.EditedItem {
		e.Origin = at.near
		return c.byHand(e, "no field of the record is where it was put in")
	}
	e.Origin, e.last = c.base.summaryOf(at.number-1), true
	e.Place = e.Origin.words(e.Item) + ", at its end"
	return c.ruled(e)
}

// words are a place in words.
func (o Origin) words(item int) string {
	kind, id, _ := o.Record.Split()
	other := kind != "" && kind != network.Meetings.Name
	var parts []string
	switch {
	case item > 0:
		parts = append(parts, fmt.Sprintf("item %d", item))
		if other {
			parts = append(parts, kind)
		}
	case other:
		parts = append(parts, kind+" "+string(id))
	}
	if field := o.fieldWords(); field != "" {
		parts = append(parts, field)
	}
	if len(parts) == 0 {
		return "the words of the template"
	}
	return strings.Join(parts, ", ")
}

// fieldWords are the field in words.
func (o Origin) fieldWords() string {
	switch {
	case o.Field == "conclusions":
		return fmt.Sprintf("conclusion %d", o.Number+1)
	case o.Field == "positions":
		return "position of " + string(o.Party)
	case o.Field == "no_decision_reason":
		return "why no decision was taken"
	case o.Party != "":
		return "attendance of " + string(o.Party)
	}
	return o.Field
}
