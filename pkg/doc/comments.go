package doc

import (
	"sort"
	"strconv"
	"strings"
)

// comments are the comments of one file, by the value they belong to. A value is
// named by its place: field names, and for items of lists their key (or value, or
// position), so that a comment moves with its item.
type comments struct {
	above map[string][]string // full-line comments before the value
	after map[string]string   // the comment behind the value on its line
	below map[string][]string // full-line comments that end the value's block
	inner map[string]bool     // the values with a comment somewhere inside
	top   []string            // before everything, set off by a blank line or naming the schema
	end   []string            // after everything

	aboveAt map[string]int // the line of the first comment above the value
	belowAt map[string]int // the line of the first comment below it
	endAt   int            // the line of the first comment after everything, 0 for none
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
	c := comments{above: map[string][]string{}, after: map[string]string{}, below: map[string][]string{}, aboveAt: map[string]int{}, belowAt: map[string]int{}}
	if len(found) == 0 {
		return c
	}
	var entries []entry
	listEntries(s.root, shape, "", &entries)
	for _, cm := range found {
		c.place(cm, entries)
	}
	c.splitTop(s, found)
	c.findInner()
	return c
}

// none reports that a text has no comments.
func (c *comments) none() bool {
	return len(c.above)+len(c.after)+len(c.below)+len(c.top)+len(c.end) == 0
}

// separator stands between the steps of a name. It cannot stand in a value.
const separator = "\x1f"

// findInner notes of every comment whom it stands in.
func (c *comments) findInner() {
	c.inner = map[string]bool{}
	note := func(name string) {
		for at := strings.LastIndex(name, separator); at >= 0; at = strings.LastIndex(name, separator) {
			name = name[:at]
			c.inner[name] = true
		}
	}
	for name := range c.above {
		note(name)
	}
	for name := range c.below {
		note(name)
	}
	for name := range c.after {
		note(name)
	}
}

// place gives one comment to a value.
func (c *comments) place(cm comment, entries []entry) {
	next := sort.Search(len(entries), func(i int) bool { return entries[i].line > cm.line })
	if last := next - 1; !cm.alone && last >= 0 && c.after[entries[last].name] == "" {
		c.after[entries[last].name] = cm.text
		return
	}
	if next < len(entries) && (entries[next].col >= cm.col || next == 0) {
		c.over(entries[next].name, cm)
		return
	}
	for i := next - 1; i >= 0; i-- { // the deepest value that ends here and is not deeper than the comment
		if entries[i].col <= cm.col && entries[i].col > 1 {
			name := entries[i].name
			if len(c.below[name]) == 0 {
				c.belowAt[name] = cm.line
			}
			c.below[name] = append(c.below[name], cm.text)
			return
		}
	}
	if next < len(entries) {
		c.over(entries[next].name, cm)
		return
	}
	if c.end = append(c.end, cm.text); c.endAt == 0 {
		c.endAt = cm.line
	}
}

// over puts a comment above a value.
func (c *comments) over(name string, cm comment) {
	if len(c.above[name]) == 0 {
		c.aboveAt[name] = cm.line
	}
	c.above[name] = append(c.above[name], cm.text)
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
		blank := line < len(s.lines) && strings.TrimSpace(s.lines[line]) == ""
		if blank || strings.HasPrefix(above[i], schemaComment) {
			n = i + 1
		}
	}
	c.top, c.above[first] = above[:n:n], above[n:]
	if n < len(above) {
		c.aboveAt[first] = found[n].line
	} else {
		delete(c.aboveAt, first)
	}
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
			child = name + separator + key.value
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
			child = name + separator + itemName(item, childShape, i)
		}
		*out = append(*out, entry{strings.TrimPrefix(child, separator), line, col})
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
	if s != nil && s.Kind != TextShape {
		if key := itemKey(item, s); key != "" {
			return "=" + key
		}
	}
	return "#" + strconv.Itoa(i)
}

// scanComments finds every comment. The parsed file says where quoted text and
// blocks begin; everywhere else a sign after a blank begins a comment.
func scanComments(s *source) []comment {
	sc := scanner{starts: map[[2]int]byte{}, block: -1}
	sc.note(s.root)
	var out []comment
	for i, line := range s.lines {
		at, col := sc.scan(i+1, line)
		if at < 0 {
			continue
		}
		out = append(out, comment{
			line: i + 1, col: col,
			text:  strings.TrimRight(line[at:], " \t\r"),
			alone: strings.TrimSpace(line[:at]) == "",
		})
	}
	return out
}

// scanner walks the lines of a file that has been parsed.
type scanner struct {
	starts map[[2]int]byte // by line and column, the mark with which a scalar begins
	quote  byte            // the quotation mark that is open
	block  int             // the indentation that the lines of the open block exceed, or -1
}

// note collects where the scalars below n begin that are not plain.
func (sc *scanner) note(n *node) {
	if n.kind == scalarNode && n.mark != 0 {
		sc.starts[[2]int{n.line, n.col}] = n.mark
	}
	for _, k := range n.keys {
		sc.note(k)
	}
	for _, item := range n.items {
		sc.note(item)
	}
}

// scan is where the comment of a line begins, the byte and the column in runes; at
// is -1 for none.
func (sc *scanner) scan(number int, line string) (at, col int) {
	if sc.inBlock(line) {
		return -1, 0
	}
	blank, skip := true, false // the rune before is blank; this rune is spoken for
	for i, r := range line {
		col++
		switch {
		case skip:
			skip = false
		case sc.quote == '"' && r == '\\':
			skip = true
		case sc.quote == '\'' && strings.HasPrefix(line[i:], "''"):
			skip = true
		case sc.quote != 0:
			if r == rune(sc.quote) {
				sc.quote = 0
			}
		case r == '#' && blank:
			return i, col
		default:
			sc.open(number, col, line)
		}
		blank = r == ' ' || r == '\t'
	}
	return -1, 0
}

// inBlock reports whether a line belongs to the literal block that is open, and
// closes the block at the first line that does not.
func (sc *scanner) inBlock(line string) bool {
	if sc.block < 0 {
		return false
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	if strings.TrimSpace(line) == "" || indent > sc.block {
		return true
	}
	sc.block = -1
	return false
}

// open begins the scalar that the parser saw at this place, if it saw one.
func (sc *scanner) open(number, col int, line string) {
	switch mark := sc.starts[[2]int{number, col}]; mark {
	case '|':
		sc.block = blockIndent(line)
	default:
		sc.quote = mark
	}
}

// blockIndent is the indentation that the lines of the block exceed: the column
// of the key, or of the dash where the block is an item itself.
func blockIndent(line string) int {
	n := 0
	for n < len(line) {
		if line[n] == ' ' {
			n++
			continue
		}
		if line[n] == '-' && n+1 < len(line) && line[n+1] == ' ' {
			rest := strings.TrimLeft(line[n+1:], " ")
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
