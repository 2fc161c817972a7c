package render

import (
	"reflect"
	"slices"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/markdown"
)

// Changes of a text are marked in the text itself: what is gone is struck out, what is
// new is strong. Both are what Markdown has and every format can write; its own styles
// would be mistaken for marks, so the text has none. Strong stands for what is new in
// every script, because italics come out wrong in Serbian Cyrillic.

// markChanges is the text that stands after a change, with what the change did to the
// text before; its words are passed through change. It is false where the two cannot be
// written as one in Markdown.
func markChanges(before, after string, change func(string) string) (Prose, bool) {
	old, err := markdown.Parse(before)
	if err != nil {
		return "", false
	}
	now, err := markdown.Parse(after)
	if err != nil {
		return "", false
	}
	m := mapper{change: change, plain: true}
	blocks := diffBlocks(m.blocks(old.Blocks), m.blocks(now.Blocks))
	out := writeMarkdown(blocks)
	return Prose(out), readsAs(out, blocks)
}

// A pairing is one step from one list to another: what both have, at a and b, or what only
// one has; the other is -1.
type pairing struct{ a, b int }

// pairings are the steps from a list to another, with as much in common as there is; what is
// gone comes before what is new. Where there is too much to compare, what differs is shown
// as gone and as new, which is true as well.
func pairings[T any](a, b []T) []pairing {
	var out []pairing
	i, j := 0, 0
	upTo := func(iEnd, jEnd int) {
		for ; i < iEnd; i++ {
			out = append(out, pairing{i, -1})
		}
		for ; j < jEnd; j++ {
			out = append(out, pairing{-1, j})
		}
	}
	for _, p := range doc.Common(len(a), len(b), func(i, j int) bool { return reflect.DeepEqual(a[i], b[j]) }) {
		upTo(p[0], p[1])
		out = append(out, pairing{p[0], p[1]})
		i, j = p[0]+1, p[1]+1
	}
	upTo(len(a), len(b))
	return out
}

// diffBlocks is new with its changes from old marked. Between what both have, blocks of
// one form are taken for each other and compared word by word.
func diffBlocks(old, now []markdown.Block) []markdown.Block {
	var out []markdown.Block
	var olds, news []markdown.Block
	flush := func() {
		for len(olds) > 0 && len(news) > 0 {
			both, ok := diffBlock(olds[0], news[0])
			if !ok {
				break
			}
			out = append(out, both...)
			olds, news = olds[1:], news[1:]
		}
		out = append(append(out, marked(olds, gone)...), marked(news, fresh)...)
		olds, news = nil, nil
	}
	for _, s := range pairings(old, now) {
		switch {
		case s.b < 0:
			olds = append(olds, old[s.a])
		case s.a < 0:
			news = append(news, now[s.b])
		default:
			flush()
			out = append(out, now[s.b])
		}
	}
	flush()
	return out
}

// diffBlock compares two blocks of one form; false where they are of two.
func diffBlock(old, now markdown.Block) ([]markdown.Block, bool) {
	switch now := now.(type) {
	case markdown.Paragraph:
		old, ok := old.(markdown.Paragraph)
		return []markdown.Block{markdown.Paragraph{Text: diffInlines(old.Text, now.Text)}}, ok
	case markdown.Heading:
		old, ok := old.(markdown.Heading)
		return []markdown.Block{markdown.Heading{Level: now.Level, Text: diffInlines(old.Text, now.Text)}}, ok
	case markdown.Quote:
		old, ok := old.(markdown.Quote)
		return []markdown.Block{markdown.Quote{Blocks: diffBlocks(old.Blocks, now.Blocks)}}, ok
	case markdown.List:
		old, ok := old.(markdown.List)
		return diffList(old, now), ok && old.Ordered == now.Ordered
	}
	return nil, false
}

// diffList compares two lists item by item. An item that is gone stands below the one
// before it, so that the numbers of the others are those of the new text.
func diffList(old, now markdown.List) []markdown.Block {
	list := markdown.List{Ordered: now.Ordered, Start: now.Start, Tight: now.Tight}
	var before []markdown.Block
	var olds, news []markdown.Item
	flush := func() {
		for i, item := range news {
			if i < len(olds) {
				item.Blocks = diffBlocks(olds[i].Blocks, item.Blocks)
			} else {
				item.Blocks = marked(item.Blocks, fresh)
			}
			list.Items = append(list.Items, item)
		}
		for _, item := range olds[min(len(news), len(olds)):] {
			blocks := marked(item.Blocks, gone)
			if n := len(list.Items); n > 0 {
				list.Items[n-1].Blocks, list.Tight = append(slices.Clip(list.Items[n-1].Blocks), blocks...), false
			} else {
				before = append(before, blocks...)
			}
		}
		olds, news = nil, nil
	}
	for _, s := range pairings(old.Items, now.Items) {
		switch {
		case s.b < 0:
			olds = append(olds, old.Items[s.a])
		case s.a < 0:
			news = append(news, now.Items[s.b])
		default:
			flush()
			list.Items = append(list.Items, now.Items[s.b])
		}
	}
	flush()
	if len(list.Items) == 0 {
		return before
	}
	return append(before, list)
}

// A fate is what became of words.
type fate int

const (
	gone fate = iota - 1
	stays
	fresh
)

// mark puts the mark of their fate on words.
func (f fate) mark(list []markdown.Inline) []markdown.Inline {
	switch f {
	case gone:
		return []markdown.Inline{markdown.Strike(list)}
	case fresh:
		return []markdown.Inline{markdown.Strong(list)}
	}
	return list
}

// marked is blocks with the mark of their fate on all words. Code that is gone is struck
// out as words; a rule bears no mark.
func marked(blocks []markdown.Block, f fate) []markdown.Block {
	line := func(list []markdown.Inline) []markdown.Inline { return markLine(list, f) }
	var out []markdown.Block
	for _, b := range blocks {
		switch block := b.(type) {
		case markdown.Paragraph:
			b = markdown.Paragraph{Text: line(block.Text)}
		case markdown.Heading:
			b = markdown.Heading{Level: block.Level, Text: line(block.Text)}
		case markdown.Quote:
			b = markdown.Quote{Blocks: marked(block.Blocks, f)}
		case markdown.List:
			list := markdown.List{Ordered: block.Ordered, Start: block.Start, Tight: block.Tight}
			for _, item := range block.Items {
				list.Items = append(list.Items, markdown.Item{Blocks: marked(item.Blocks, f)})
			}
			b = list
		case markdown.Table:
			b = markTable(block, line)
		case markdown.CodeBlock:
			if words := strings.Join(strings.Fields(block.Text), " "); f == gone {
				b = markdown.Paragraph{Text: line([]markdown.Inline{markdown.Text(words)})}
			}
		}
		if p, ok := b.(markdown.Paragraph); ok && len(p.Text) == 0 || f == gone && b == (markdown.Rule{}) {
			continue
		}
		out = append(out, b)
	}
	return out
}

// markTable is a table with a mark on its words.
func markTable(t markdown.Table, line func([]markdown.Inline) []markdown.Inline) markdown.Table {
	cells := func(row []markdown.Cell) []markdown.Cell {
		var out []markdown.Cell
		for _, c := range row {
			out = append(out, line(c))
		}
		return out
	}
	out := markdown.Table{Columns: t.Columns, Head: cells(t.Head)}
	for _, row := range t.Rows {
		out.Rows = append(out.Rows, cells(row))
	}
	return out
}
