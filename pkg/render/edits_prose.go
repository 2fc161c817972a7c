package render

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"unmn/pkg/markdown"
)

// prose is a text of a record that is edited line by line. Blocks that nobody touched
// stay as they are written.
type prose struct {
	source string
	top    []*knot
}

// A knot is a block that can be edited.
type knot struct {
	block  markdown.Block
	text   []markdown.Inline // of a paragraph or a heading
	items  [][]*knot         // what is in the items of a list; a quote has one
	source string            // what it is written as, while nobody touched it; may be empty
}

// readProse reads a text.
func readProse(source string) (*prose, error) {
	tree, err := markdown.Parse(source)
	if err != nil {
		return nil, err
	}
	p := &prose{source: source, top: knots(tree.Blocks)}
	var chunks []string
	for chunk := range strings.SplitSeq(strings.ReplaceAll(source, "\r\n", "\n"), "\n\n") {
		if chunk = strings.Trim(chunk, "\n"); strings.TrimSpace(chunk) != "" {
			chunks = append(chunks, chunk)
		}
	}
	if len(chunks) != len(p.top) {
		return p, nil // empty lines inside of a block: the blocks are written anew
	}
	for i, k := range p.top {
		if readsAs(chunks[i], []markdown.Block{k.block}) {
			k.source = chunks[i]
		}
	}
	return p, nil
}

// knots are blocks that can be edited.
func knots(blocks []markdown.Block) []*knot {
	out := make([]*knot, len(blocks))
	for i, b := range blocks {
		out[i] = &knot{block: b}
		switch b := b.(type) {
		case markdown.Heading:
			out[i].text = b.Text
		case markdown.Paragraph:
			out[i].text = b.Text
		case markdown.Quote:
			out[i].items = [][]*knot{knots(b.Blocks)}
		case markdown.List:
			for _, item := range b.Items {
				out[i].items = append(out[i].items, knots(item.Blocks))
			}
		}
	}
	return out
}

// made is the block as it is by now.
func (k *knot) made() markdown.Block {
	switch b := k.block.(type) {
	case markdown.Heading:
		return markdown.Heading{Level: b.Level, Text: k.text}
	case markdown.Paragraph:
		return markdown.Paragraph{Text: k.text}
	case markdown.Quote:
		return markdown.Quote{Blocks: madeOf(k.items[0])}
	case markdown.List:
		out := markdown.List{Ordered: b.Ordered, Start: b.Start, Tight: b.Tight}
		for _, item := range k.items {
			out.Items = append(out.Items, markdown.Item{Blocks: madeOf(item)})
		}
		return out
	}
	return k.block
}

func madeOf(list []*knot) []markdown.Block {
	var out []markdown.Block
	for _, k := range list {
		out = append(out, k.made())
	}
	return out
}

// lines are the knots that have text, in their order.
func (p *prose) lines() []*knot { return linesOf(p.top) }

func linesOf(list []*knot) []*knot {
	var out []*knot
	for _, k := range list {
		if k.text != nil {
			out = append(out, k)
		}
		for _, item := range k.items {
			out = append(out, linesOf(item)...)
		}
	}
	return out
}

// find is the line with these words; nil for none.
func (p *prose) find(words string) *knot {
	for _, k := range p.lines() {
		if wordsOf(k.text) == words {
			return k
		}
	}
	return nil
}

// likeliest is the line that a text has most in common with; nil where none has much.
func (p *prose) likeliest(words string) *knot {
	var best *knot
	most := likely
	for _, k := range p.lines() {
		if l := likeness(wordsOf(k.text), words); l > most {
			best, most = k, l
		}
	}
	return best
}

// set gives a line other words.
func (p *prose) set(k *knot, text []markdown.Inline) {
	k.text = text
	p.top[p.above(k)].source = ""
}

// above is the place of the block at the top that a knot is in.
func (p *prose) above(k *knot) int {
	return slices.IndexFunc(p.top, func(t *knot) bool { return slices.Contains(linesOf([]*knot{t}), k) })
}

// remove takes a line away, and the item or list that is empty without it.
func (p *prose) remove(k *knot) {
	p.top[p.above(k)].source = ""
	p.top = without(p.top, k)
}

func without(list []*knot, k *knot) []*knot {
	var out []*knot
	for _, one := range list {
		if one == k {
			continue
		}
		if one.items != nil {
			var kept [][]*knot
			for _, item := range one.items {
				if left := without(item, k); len(left) > 0 || len(item) == 0 {
					kept = append(kept, left)
				}
			}
			if one.items = kept; len(kept) == 0 {
				continue
			}
		}
		out = append(out, one)
	}
	return out
}

// insert puts blocks at a place at the top.
func (p *prose) insert(at int, blocks []markdown.Block) {
	p.top = slices.Insert(p.top, at, knots(blocks)...)
}

// behind puts blocks behind a line. Items behind one of a list become items of that list.
func (p *prose) behind(k *knot, blocks []markdown.Block) {
	at := p.above(k)
	fresh, ok := blocks[0].(markdown.List)
	list, inside := listOf(p.top[at:at+1], k)
	if !ok || len(blocks) > 1 || list == nil {
		p.insert(at+1, blocks)
		return
	}
	p.top[at].source = ""
	for i, item := range fresh.Items {
		list.items = slices.Insert(list.items, inside+1+i, knots(item.Blocks))
	}
}

// listOf is the innermost list that a line is in, and in which of its items; nil for
// none.
func listOf(list []*knot, k *knot) (*knot, int) {
	for _, one := range list {
		for i, item := range one.items {
			if inner, at := listOf(item, k); inner != nil {
				return inner, at
			}
			if _, ok := one.block.(markdown.List); ok && slices.Contains(linesOf(item), k) {
				return one, i
			}
		}
	}
	return nil, 0
}

var errProse = errors.New("what was written in Word cannot be written as a text of the record")

// write is the text with its edits. It reads as it was meant, or is refused.
func (p *prose) write() (string, error) {
	blocks := madeOf(p.top)
	if tree, err := markdown.Parse(p.source); err == nil && reflect.DeepEqual(madeOf(knots(tree.Blocks)), blocks) {
		return p.source, nil
	}
	parts := make([]string, len(p.top))
	for i, k := range p.top {
		if parts[i] = k.source; parts[i] == "" {
			parts[i] = writeBlock(blocks[i])
		}
	}
	for _, out := range []string{strings.Join(parts, "\n\n"), writeMarkdown(blocks)} {
		if readsAs(out, blocks) {
			return out, nil
		}
	}
	return "", errProse
}
