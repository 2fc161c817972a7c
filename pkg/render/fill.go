package render

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
)

// ErrFill is what every mistake of a template typed on a command line wraps.
var ErrFill = errors.New("template")

// fillFunctions are the functions such a template may call, beside join.
var fillFunctions = []string{"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "print"}

// Fill fills a template that a user typed with data from records: maps, lists,
// text, numbers. It is bounded as the templates of documents are, in what it writes
// and in the steps it takes, and harmless on a terminal. A value that is not there
// is empty.
func Fill(source string, data any) (string, error) {
	steps := 0
	set, err := template.New("template").Funcs(template.FuncMap{
		"join": joinAny,
		tick: func(n int) (string, error) {
			if steps += n; steps > maxSteps {
				return "", errBounds
			}
			return "", nil
		},
	}).Parse(source)
	if err == nil && len(set.Templates()) > 1 {
		err = errors.New("it defines a template of its own")
	}
	if err == nil && set.Tree != nil {
		err = lint(set.Root)
	}
	if err != nil {
		return "", fillError(err)
	}
	instrument(set.Tree)
	out := &bounded{}
	if err := set.Execute(out, data); err != nil {
		return "", fillError(err)
	}
	return defuse(strings.ReplaceAll(out.String(), "<no value>", "")), nil
}

// fillError says a mistake in the words of package text/template, without the name
// of the template.
func fillError(err error) error {
	if errors.Is(err, errBounds) {
		return fmt.Errorf("%w: the text grows beyond all bounds", ErrFill)
	}
	message := place().ReplaceAllString(err.Error(), "")
	return fmt.Errorf("%w: %s", ErrFill, message)
}

// lint refuses what a template needs no more than a document does: functions that
// are not allowed, loops over a number, templates that call others.
func lint(node parse.Node) error {
	switch node := node.(type) {
	case *parse.ListNode:
		if node == nil {
			return nil
		}
		return lintEach(node.Nodes)
	case *parse.IfNode:
		return lintBranch(&node.BranchNode)
	case *parse.WithNode:
		return lintBranch(&node.BranchNode)
	case *parse.RangeNode:
		if slices.ContainsFunc(node.Pipe.Cmds, isNumber) {
			return errors.New("it goes round a number; records are gone through with {{range .}}")
		}
		return lintBranch(&node.BranchNode)
	case *parse.ActionNode:
		return lint(node.Pipe)
	case *parse.PipeNode:
		for _, cmd := range node.Cmds {
			if err := lintEach(cmd.Args); err != nil {
				return err
			}
		}
	case *parse.TemplateNode:
		return fmt.Errorf("it calls a template %q; there is none", node.Name)
	case *parse.IdentifierNode:
		if node.Ident != "join" && !slices.Contains(fillFunctions, node.Ident) {
			return fmt.Errorf("there is no function %q; there are join, %s", node.Ident, strings.Join(fillFunctions, ", "))
		}
	}
	return nil
}

func lintBranch(b *parse.BranchNode) error {
	return lintEach([]parse.Node{b.Pipe, b.List, b.ElseList})
}

// isNumber reports a command that is nothing but a number.
func isNumber(c *parse.CommandNode) bool {
	_, number := c.Args[0].(*parse.NumberNode)
	return number
}

func lintEach(nodes []parse.Node) error {
	for _, node := range nodes {
		if err := lint(node); err != nil {
			return err
		}
	}
	return nil
}

// joinAny puts a separator between the values of a list.
func joinAny(separator string, list any) (string, error) {
	values, ok := list.([]any)
	if !ok {
		if list == nil || list == "" {
			return "", nil
		}
		return "", errors.New("join takes a separator and a list")
	}
	words := make([]string, len(values))
	size := 0
	for i, v := range values {
		words[i] = fmt.Sprint(v)
		if size += len(words[i]) + len(separator); size > maxOutput {
			return "", errBounds
		}
	}
	return strings.Join(words, separator), nil
}
