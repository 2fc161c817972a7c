package render

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"
	"unicode"

	"unmn/pkg/diag"
)

// partsFile holds what the templates share; any of its definitions can be called by
// each of them.
const partsFile = "parts.md.tmpl"

// The bounds of a template at work.
const (
	maxOutput = 1 << 20 // bytes of a document
	maxSteps  = 1 << 18 // parts of a template that are gone through
)

var errBounds = errors.New("the document grows beyond all bounds")

// execute fills the template of a document from its view.
func execute(t Templates, f form, w *words, view any) (string, error) {
	set, err := t.set(f, w)
	if err != nil {
		return "", err
	}
	out := &bounded{}
	steps := 0
	set.Funcs(template.FuncMap{
		"word": w.word, "join": join, "indent": indent,
		tick: func(n int) (string, error) {
			if steps += n; steps > maxSteps {
				return "", errBounds
			}
			return "", nil
		},
	})
	if err := set.Execute(out, view); err != nil {
		return "", problemOf(err)
	}
	return squeeze(defuse(out.String())), nil
}

// defuse replaces what would paint a terminal or hide in a text: a template or a
// catalogue of the repository may hold it, records may not.
func defuse(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && diag.Unsafe(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// load parses the template of a document with the parts it may call, checks it
// against the view and puts the counting in.
func (t Templates) load(f form, w *words) (*template.Template, error) {
	set := template.New(f.file()).Funcs(template.FuncMap{"word": w.word, "join": join, "indent": indent, tick: func(int) string { return "" }})
	for _, name := range []string{partsFile, f.file()} {
		source, err := t.source(name)
		if err != nil {
			return nil, err
		}
		if _, err := set.New(name).Parse(source); err != nil {
			return nil, problemOf(err)
		}
	}
	c := checker{set: set, words: w, seen: map[string]bool{}}
	c.template(f.file(), reflect.TypeOf(f.view))
	if c.problems != nil {
		return nil, c.problems.Sort()
	}
	for _, one := range set.Templates() {
		instrument(one.Tree)
	}
	return set.Lookup(f.file()), nil // the one that has the text: a clone of the first would be empty
}

// source is the text of a template: the repository's own, else the program's.
func (t Templates) source(name string) (string, error) {
	data, err := readFile(t.Own, name)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = readFile(t.Base, name)
	}
	if err != nil {
		return "", err
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n"), nil
}

// tick is the function that counts the steps of a template. No source can call it:
// the checker refuses functions it does not know.
const tick = "countStep"

// instrument puts the counting at the head of the template and of every loop: each
// round costs as many steps as there are parts in it.
func instrument(tree *parse.Tree) {
	if tree == nil || tree.Root == nil {
		return
	}
	count(tree, tree.Root)
}

// count instruments a list and returns the number of its parts.
func count(tree *parse.Tree, list *parse.ListNode) int {
	if list == nil {
		return 0
	}
	parts := 1
	branch := func(b *parse.BranchNode) { parts += count(tree, b.List) + count(tree, b.ElseList) }
	for _, node := range list.Nodes {
		parts++
		switch node := node.(type) {
		case *parse.IfNode:
			branch(&node.BranchNode)
		case *parse.WithNode:
			branch(&node.BranchNode)
		case *parse.RangeNode:
			inner := count(tree, node.List)
			node.List.Nodes = append([]parse.Node{step(tree, node.Pos, inner)}, node.List.Nodes...)
			parts += count(tree, node.ElseList)
		}
	}
	if list == tree.Root {
		list.Nodes = append([]parse.Node{step(tree, list.Pos, parts)}, list.Nodes...)
	}
	return parts
}

// step is {{countStep n}}.
func step(tree *parse.Tree, pos parse.Pos, n int) parse.Node {
	number := &parse.NumberNode{NodeType: parse.NodeNumber, Pos: pos, IsInt: true, Int64: int64(n), Text: strconv.Itoa(n)}
	call := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: pos, Args: []parse.Node{parse.NewIdentifier(tick).SetPos(pos).SetTree(tree), number}}
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: pos, Pipe: &parse.PipeNode{NodeType: parse.NodePipe, Pos: pos, Cmds: []*parse.CommandNode{call}}}
}

// bounded is a buffer that refuses more than a document may hold.
type bounded struct{ strings.Builder }

// Write keeps p unless the document would be too long.
func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxOutput {
		return 0, errBounds
	}
	return b.Builder.Write(p)
}

// place is how package text/template begins its messages.
var place = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^template: ([^:]+):([0-9]+)(?::([0-9]+))?: (?:executing "[^"]*" at <.*>: )?`)
})

// problemOf makes the error of a template a problem with its place.
func problemOf(err error) error {
	message := err.Error()
	at := place().FindStringSubmatch(message)
	p := diag.Problem{File: templatesDir, Rule: RuleTemplate, Message: message}
	if at != nil {
		p.File += at[1]
		p.Line, _ = strconv.Atoi(at[2])
		p.Message = strings.TrimPrefix(message, at[0])
	}
	if errors.Is(err, errBounds) {
		p.Message = errBounds.Error()
		p.Hint = fmt.Sprintf("a document has at most %d bytes and its template takes at most %d steps", maxOutput, maxSteps)
	}
	return diag.List{p}
}

// rowNumber is a number at the head of a cell, escaped as if a list began there. In
// a row of a table none can, and dates are easier to read without.
var rowNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\| [0-9]+)\\([.)])`) })

// squeeze makes every run of empty lines one, so that templates may be laid out for
// their readers; code between fences stays as it is. The text ends in one line feed.
func squeeze(text string) string {
	var b strings.Builder
	fence, empty := "", true
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\n")
		mark := strings.TrimLeft(line, " >")
		switch {
		case fence != "":
			if strings.Trim(mark, "`") == "" && strings.HasPrefix(mark, fence) {
				fence = ""
			}
		case strings.HasPrefix(mark, "```"):
			fence = mark[:len(mark)-len(strings.TrimLeft(mark, "`"))]
		case line == "":
			if empty {
				continue
			}
		}
		empty = line == ""
		if fence == "" && strings.HasPrefix(line, "|") {
			line = rowNumber().ReplaceAllString(line, "$1$2")
		}
		b.WriteString(line + "\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
