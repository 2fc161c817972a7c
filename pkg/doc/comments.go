package doc

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// comments are the comments of one file, by the value they belong to. A value is
// named by its place: field names, and for items of lists their key (or value, or
// position), so that a comment moves with its item.
type comments struct {
	above map[string][]string // full-line comments before the value
	after map[string]string   // the comment behind the value on its line
	below map[string][]string // full-line comments that end the value's block
	top   []string            // before everything, set off by a blank line or naming the schema
	end   []string            // after everything
}

// comment is one comment of the text, from "#" to the end of its line.
type comment struct {
	line, col int
	text      string
	alone     bool // nothing stands before it on its line
}

// entry is a value with the place where it begins: its key, or its dash's item.
type entry struct {
	name      string
	line, col int
}

// readComments finds the comments of a parsed file and whom they belong to.
func readComments(s *source, shape *Shape) comments {
	found := scanComments(s)
	c := comments{above: map[string][]string{}, after: map[string]string{}, below: map[string][]string{}}
	if len(found) == 0 {
		return c
	}
	var entries []entry
	listEntries(s.root, shape, "", &entries)
	for _, cm := range found {
		c.place(cm, entries)
	}
	c.splitTop(s, found)
	return c
}

// place gives one comment to a value.
func (c *comments) place(cm comment, entries []entry) {
	next := slices.IndexFunc(entries, func(e entry) bool { return e.line > cm.line })
	if !cm.alone {
		last := len(entries) - 1
		if next >= 0 {
			last = next - 1
		}
		if last >= 0 && c.after[entries[last].name] == "" {
			c.after[entries[last].name] = cm.text
			return
		}
	}
	if next >= 0 && (entries[next].col >= cm.col || next == 0) {
		name := entries[next].name
		c.above[name] = append(c.above[name], cm.text)
		return
	}
	if next < 0 {
		next = len(entries)
	}
	for i := next - 1; i >= 0; i-- { // the deepest value that ends here and is not deeper than the comment
		if entries[i].col <= cm.col && entries[i].col > 1 {
			c.below[entries[i].name] = append(c.below[entries[i].name], cm.text)
			return
		}
	}
	if next < len(entries) {
		name := entries[next].name
		c.above[name] = append(c.above[name], cm.text)
		return
	}
	c.end = append(c.end, cm.text)
}

// splitTop sets apart the head of the file: comments that a blank line parts from
// the first field, and the line that names the schema for editors.
func (c *comments) splitTop(s *source, found []comment) {
	if len(s.root.keys) == 0 {
		return
	}
	first := s.root.keys[0].value
	above := c.above[first]
	n := 0
	for i := range above {
		line := found[i].line // the comments above the first field are the first comments
		blank := line < len(s.lines) && len(bytes.TrimSpace(s.lines[line])) == 0
		if blank || strings.HasPrefix(above[i], schemaComment) {
			n = i + 1
		}
	}
	c.top, c.above[first] = above[:n:n], above[n:]
}

// listEntries names every value in the order of the text. What stands in brackets
// on one line is one value: a comment behind it is about all of it.
func listEntries(n *node, s *Shape, name string, out *[]entry) {
	if n.flow && n.lastLine() == n.line {
		return
	}
	for i, item := range n.items {
		var child string
		var childShape *Shape
		line, col := item.line, item.col
		if n.kind == mapNode {
			key := n.keys[i]
			line, col = key.line, key.col
			child = name + "/" + key.value
			if s != nil && s.Kind == StructShape {
				if f, ok := s.Field(key.value); ok {
					childShape = f.Shape
				}
			}
		} else {
			if s != nil {
				childShape = s.Elem
			}
			if !n.flow {
				col -= len("- ")
			}
			child = name + "/" + itemName(item, childShape, i)
		}
		*out = append(*out, entry{strings.TrimPrefix(child, "/"), line, col})
		listEntries(item, childShape, child, out)
	}
}

// lastLine is the line in which the last value inside n begins.
func (n *node) lastLine() int {
	if len(n.items) == 0 {
		return n.line
	}
	return n.items[len(n.items)-1].lastLine()
}

// itemName names an item of a list for comments.
func itemName(item *node, s *Shape, i int) string {
	if s != nil {
		if key := itemKey(item, s); key != "" {
			return "=" + key
		}
	}
	return "#" + string(rune('0'+i))
}

// scanComments finds every comment. It walks the text once; it needs to know only
// quotes and literal blocks, because the file has been parsed before.
func scanComments(s *source) []comment {
	var out []comment
	block := -1 // indentation of the line that opened a literal block
	var quote byte
	for i, line := range s.lines {
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		if block >= 0 {
			if len(bytes.TrimSpace(line)) == 0 || indent > block {
				continue
			}
			block = -1
		}
		at := scanLine(line, &quote)
		if at < 0 {
			if quote == 0 && opensBlock(line) {
				block = blockIndent(line)
			}
			continue
		}
		before := line[:at]
		if opensBlock(before) {
			block = blockIndent(before)
		}
		out = append(out, comment{
			line: i + 1, col: utf8.RuneCount(before) + 1,
			text:  string(bytes.TrimRight(line[at:], " \t\r")),
			alone: len(bytes.TrimSpace(before)) == 0,
		})
	}
	return out
}

// scanLine is where the comment of a line begins, -1 for none. quote is the open
// quotation mark, carried from line to line.
func scanLine(line []byte, quote *byte) int {
	for i := 0; i < len(line); i++ {
		ch := line[i]
		switch {
		case *quote == '"' && ch == '\\':
			i++
		case *quote != 0:
			if ch == *quote {
				*quote = 0
			}
		case ch == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			return i
		case (ch == '"' || ch == '\'') && startsValue(line[:i]):
			*quote = ch
		}
	}
	return -1
}

// startsValue reports whether a quotation mark after this text opens a quoted
// value; inside a plain value it is a letter like any other.
func startsValue(before []byte) bool {
	t := bytes.TrimRight(before, " \t")
	if len(t) == 0 {
		return true
	}
	last := t[len(t)-1]
	return last == '[' || last == '{' || last == ',' || (last == ':' || last == '-' || last == '?') && len(t) < len(before) || last == ':' && t[0] == '"'
}

// opensBlock reports whether a line (without its comment) ends by opening a
// literal or folded block.
func opensBlock(line []byte) bool {
	t := bytes.TrimRight(line, " \t\r")
	t = bytes.TrimRight(t, "+-0123456789")
	if len(t) == 0 || t[len(t)-1] != '|' && t[len(t)-1] != '>' {
		return false
	}
	rest := bytes.TrimRight(t[:len(t)-1], " ")
	return len(rest) < len(t)-1 && len(rest) > 0 && (rest[len(rest)-1] == ':' || rest[len(rest)-1] == '-')
}

// blockIndent is the indentation that the lines of the block exceed: the column
// of the key, or of the dash where the block is an item itself.
func blockIndent(line []byte) int {
	n := 0
	for n < len(line) {
		if line[n] == ' ' {
			n++
			continue
		}
		if line[n] == '-' && n+1 < len(line) && line[n+1] == ' ' {
			rest := bytes.TrimLeft(line[n+1:], " ")
			if len(rest) > 0 && (rest[0] == '|' || rest[0] == '>') {
				return n
			}
			n++
			continue
		}
		break
	}
	return n
}
