package doc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"unmn/pkg/diag"
)

// nodeKind says what a node is.
type nodeKind int

const (
	scalarNode nodeKind = iota
	listNode
	mapNode
)

// A node is one value of a file with its place, free of what this package
// refuses (aliases, tags, merge keys).
type node struct {
	kind      nodeKind
	value     string // of a scalar
	mark      byte   // how the scalar begins: a quotation mark, | for a block, 0 when it is plain
	flow      bool   // the list or mapping stands in brackets
	line, col int    // from 1; columns in runes
	items     []*node
	keys      []*node // of a mapping, beside items
}

// plain reports a scalar without quotation marks.
func (n *node) plain() bool { return n.mark == 0 }

// get is the value under a key of a mapping and the key itself, nil if absent.
func (n *node) get(key string) (k, v *node) {
	for i, k := range n.keys {
		if k.value == key {
			return k, n.items[i]
		}
	}
	return nil, nil
}

// source is a parsed file.
type source struct {
	file  string
	data  []byte
	lines []string
	root  *node
}

// problem is a problem at a place of the file.
func (s *source) problem(line, col int, rule, format string, args ...any) diag.Problem {
	p := diag.Problem{File: s.file, Line: line, Column: col, Rule: rule, Message: fmt.Sprintf(format, args...)}
	if line >= 1 && line <= len(s.lines) {
		p.Excerpt = strings.TrimSuffix(s.lines[line-1], "\r")
	}
	return p
}

// parse reads a file into nodes. When it returns problems the source is nil.
func parse(file string, data []byte) (*source, diag.List) {
	list, doubt := look(file, data)
	if list != nil {
		return nil, list
	}
	s := &source{file: file, data: data, lines: strings.Split(string(data), "\n")}
	root, list := s.unmarshal()
	if list != nil && doubt != nil {
		doubt.Hint = list[0].Hint
		return nil, diag.List{*doubt}
	}
	if list != nil {
		return nil, list
	}
	c := converter{source: s}
	s.root = c.convert(root, 1)
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	return s, nil
}

// unmarshal runs the YAML parser: one document, no more.
func (s *source) unmarshal() (root *yaml.Node, list diag.List) {
	defer func() {
		if r := recover(); r != nil { // the parser panics on some broken input
			root, list = nil, diag.List{{File: s.file, Rule: RuleSyntax, Message: fmt.Sprintf("this is not YAML: %v", r)}}
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(s.data))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		return nil, diag.List{s.syntax(err)}
	}
	var second yaml.Node
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, diag.List{s.syntax(err)}
		}
		return nil, diag.List{s.problem(second.Line, 1, RuleSyntax, "a second document begins here; a file holds one record")}
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) != 1 {
		return nil, diag.List{{File: s.file, Rule: RuleSyntax, Message: "the file holds no record"}}
	}
	return doc.Content[0], nil
}

var yamlLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^yaml: line (\d+): `) })

// syntax turns the parser's error into a problem. Its line numbers are one early
// for some errors; the excerpt shows the reader where to look.
func (s *source) syntax(err error) diag.Problem {
	msg, line := err.Error(), 0
	if m := yamlLine().FindStringSubmatch(msg); m != nil {
		line, _ = strconv.Atoi(m[1])
		msg = msg[len(m[0]):]
	}
	p := s.problem(line, 0, RuleSyntax, "this is not YAML: %s", strings.TrimPrefix(msg, "yaml: "))
	p.Hint = "check the indentation, and put text that holds \": \" or begins with a sign in quotation marks"
	return p
}

// converter copies the parser's tree and refuses what records do not use: most of
// it once more, so that a word the first pass takes for another cannot hide.
type converter struct {
	*source
	nodes    int
	problems diag.List
}

func (c *converter) refuse(y *yaml.Node, rule, format string, args ...any) {
	if len(c.problems) < 50 {
		c.problems = append(c.problems, c.problem(y.Line, y.Column, rule, format, args...))
	}
}

func (c *converter) convert(y *yaml.Node, depth int) *node {
	n := &node{line: y.Line, col: y.Column, flow: y.Style&yaml.FlowStyle != 0}
	if c.nodes++; c.nodes > MaxNodes {
		if c.nodes == MaxNodes+1 {
			c.refuse(y, RuleSyntax, "the file has more than %d values", MaxNodes)
		}
		return n
	}
	if depth > MaxDepth {
		c.refuse(y, RuleSyntax, "lists and mappings are nested more than %d deep", MaxDepth)
		return n
	}
	if y.Anchor != "" {
		c.refuse(y, RuleSyntax, "anchors (&%s) are not used in records", y.Anchor)
	}
	if y.Style&yaml.TaggedStyle != 0 {
		c.refuse(y, RuleSyntax, "tags (%s) are not used in records", y.Tag)
	}
	switch y.Kind {
	case yaml.ScalarNode:
		c.scalar(n, y)
	case yaml.SequenceNode:
		n.kind = listNode
		for _, item := range y.Content {
			n.items = append(n.items, c.convert(item, depth+1))
		}
	case yaml.MappingNode:
		n.kind = mapNode
		c.mapping(n, y, depth)
	default:
		c.refuse(y, RuleSyntax, "aliases (*%s) are not used in records", y.Value)
	}
	return n
}

func (c *converter) scalar(n *node, y *yaml.Node) {
	n.value = y.Value
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		n.mark = '"'
	case y.Style&yaml.SingleQuotedStyle != 0:
		n.mark = '\''
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		n.mark = '|'
	}
	for _, r := range y.Value {
		if r != '\n' && r != '\t' && diag.Unsafe(r) {
			c.refuse(y, RuleCharacter, "the character U+%04X, written here as an escape, has no place in a record", r)
			return
		}
	}
}

func (c *converter) mapping(n *node, y *yaml.Node, depth int) {
	seen := make(seenKeys, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		if key.Kind != yaml.ScalarNode {
			c.refuse(key, RuleSyntax, "a field name is one word")
			continue
		}
		if rule, message := seen.refuse(key.Value, key.Tag == "!!merge", key.Line); message != "" {
			c.refuse(key, rule, "%s", message)
			continue
		}
		n.keys = append(n.keys, c.convert(key, depth))
		n.items = append(n.items, c.convert(y.Content[i+1], depth+1))
	}
}

// at is the node a path leads to, or the deepest one on the way that exists.
func (s *source) at(path Path) *node {
	n := s.root
	for _, step := range path {
		var next *node
		switch n.kind {
		case mapNode:
			_, next = n.get(step)
		case listNode:
			if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.items) {
				next = n.items[i]
			}
		}
		if next == nil {
			break
		}
		n = next
	}
	return n
}

// Locate fills in line, column and excerpt of a problem about the value that path
// leads to in the file's text. A path that leads nowhere gives the nearest value
// on the way; text that cannot be parsed gives no position.
func Locate(p diag.Problem, data []byte, path Path) diag.Problem {
	s, list := parse(p.File, data)
	if list != nil {
		return p
	}
	n := s.at(path)
	at := s.problem(n.line, n.col, p.Rule, "")
	p.Line, p.Column, p.Excerpt = at.Line, at.Column, at.Excerpt
	return p
}
