package render

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
)

// CheckTemplates reads all templates as documents would, with the words of English
// and of every catalogue the repository has, and returns what is wrong with them.
func CheckTemplates(t Templates) diag.List {
	var list diag.List
	add := func(err error) {
		var some diag.List
		switch {
		case errors.As(err, &some):
			list = append(list, some...)
		case err != nil:
			list = append(list, diag.Problem{File: strings.TrimSuffix(templatesDir, "/"), Rule: RuleTemplate, Message: err.Error()})
		}
	}
	for _, lang := range t.languages() {
		w, err := t.words(lang)
		add(err)
		if err != nil {
			continue
		}
		for _, f := range forms() {
			_, err := t.load(f, w)
			add(err)
		}
	}
	return append(list, t.checkWord()...).Sort()
}

// languages are English and those that the repository has words for.
func (t Templates) languages() []network.Language {
	out := []network.Language{english}
	if t.Own == nil {
		return out
	}
	files, err := fs.ReadDir(t.Own, "words")
	if err != nil {
		return out // there is no such folder, or it cannot be read: then no document can either
	}
	for _, f := range files {
		lang, isCatalogue := strings.CutSuffix(f.Name(), ".json")
		if isCatalogue && doc.IsLanguage(lang) && lang != string(english) {
			out = append(out, network.Language(lang))
		}
	}
	return out
}

// A checker reads a template against the Go type of its view before it runs, every
// branch of it: fields that are not there, functions that are not allowed, loops
// over what is no list, templates that call themselves.
type checker struct {
	set      *template.Template
	words    *words
	stack    []string        // the templates being called, the outermost first
	seen     map[string]bool // templates by name and type that were checked
	problems diag.List
}

// scope is what dot and the variables are. A nil type is one the checker cannot
// tell; it is not looked into.
type scope struct {
	tree *parse.Tree
	dot  reflect.Type
	vars map[string]reflect.Type
}

func (s scope) with(dot reflect.Type) scope {
	inner := scope{s.tree, dot, map[string]reflect.Type{}}
	for name, t := range s.vars {
		inner.vars[name] = t
	}
	return inner
}

// contextPlace is the place in an error context, "minutes.md.tmpl:12:4".
var contextPlace = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(.*?):([0-9]+):([0-9]+)$`) })

func (c *checker) report(s scope, n parse.Node, hint, format string, args ...any) {
	location, _ := s.tree.ErrorContext(n)
	p := diag.Problem{File: templatesDir + s.tree.ParseName, Rule: RuleTemplate, Message: fmt.Sprintf(format, args...), Hint: hint}
	if at := contextPlace().FindStringSubmatch(location); at != nil {
		p.File = templatesDir + at[1]
		p.Line, _ = strconv.Atoi(at[2])
	}
	c.problems = append(c.problems, p)
}

// template checks a template called with a value of a type.
func (c *checker) template(name string, dot reflect.Type) {
	key := fmt.Sprintf("%s %v", name, dot)
	one := c.set.Lookup(name)
	if one == nil || one.Tree == nil || c.seen[key] {
		return
	}
	c.seen[key] = true
	c.stack = append(c.stack, name)
	c.list(scope{one.Tree, dot, map[string]reflect.Type{"$": dot}}, one.Root)
	c.stack = c.stack[:len(c.stack)-1]
}

func (c *checker) list(s scope, list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		c.node(s, n)
	}
}

func (c *checker) node(s scope, n parse.Node) {
	switch n := n.(type) {
	case *parse.ActionNode:
		c.pipe(s, n.Pipe)
	case *parse.IfNode:
		inner := s.with(s.dot)
		c.pipe(inner, n.Pipe)
		c.list(inner, n.List)
		c.list(inner, n.ElseList)
	case *parse.WithNode:
		inner := s.with(s.dot)
		inner.dot = c.pipe(inner, n.Pipe)
		c.list(inner, n.List)
		c.list(s.with(s.dot), n.ElseList)
	case *parse.RangeNode:
		c.loop(s, n)
	case *parse.TemplateNode:
		c.call(s, n)
	}
}

// loop checks a range: over a list of the view, which is never long.
func (c *checker) loop(s scope, n *parse.RangeNode) {
	inner := s.with(s.dot)
	over := c.value(inner, n.Pipe)
	var elem reflect.Type
	switch {
	case over != nil && over.Kind() == reflect.Slice:
		elem = over.Elem()
	default:
		c.report(s, n, "", "%s is no list to go through", n.Pipe)
	}
	for i, v := range n.Pipe.Decl {
		inner.vars[v.Ident[0]] = elem
		if i == 0 && len(n.Pipe.Decl) == 2 {
			inner.vars[v.Ident[0]] = reflect.TypeFor[int]()
		}
	}
	inner.dot = elem
	c.list(inner, n.List)
	c.list(s.with(s.dot), n.ElseList)
}

// call checks the call of another template.
func (c *checker) call(s scope, n *parse.TemplateNode) {
	var dot reflect.Type
	if n.Pipe != nil {
		dot = c.pipe(s, n.Pipe)
	}
	switch {
	case c.set.Lookup(n.Name) == nil:
		c.report(s, n, "", "there is no template %q", n.Name)
	case slices.Contains(c.stack, n.Name):
		c.report(s, n, "", "the template %q calls itself", n.Name)
	default:
		c.template(n.Name, dot)
	}
}

// pipe is the type of a pipeline; its variables are declared or set in the scope.
func (c *checker) pipe(s scope, p *parse.PipeNode) reflect.Type {
	t := c.value(s, p)
	for _, v := range p.Decl {
		s.vars[v.Ident[0]] = t
	}
	return t
}

// value is pipe without the variables.
func (c *checker) value(s scope, p *parse.PipeNode) reflect.Type {
	var t reflect.Type
	for i, cmd := range p.Cmds {
		t = c.command(s, cmd, i > 0)
	}
	return t
}

func (c *checker) command(s scope, cmd *parse.CommandNode, piped bool) reflect.Type {
	var types []reflect.Type
	for _, arg := range cmd.Args[1:] {
		types = append(types, c.operand(s, arg))
	}
	if f, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return c.function(s, f, cmd, types, piped)
	}
	if len(types) > 0 || piped {
		c.report(s, cmd, "", "%s is no function", cmd.Args[0])
	}
	return c.operand(s, cmd.Args[0])
}

func (c *checker) operand(s scope, n parse.Node) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return c.fields(s, n, s.dot, n.Ident)
	case *parse.VariableNode:
		return c.fields(s, n, s.vars[n.Ident[0]], n.Ident[1:])
	case *parse.ChainNode:
		return c.fields(s, n, c.operand(s, n.Node), n.Field)
	case *parse.PipeNode:
		return c.pipe(s, n)
	case *parse.NumberNode:
		return reflect.TypeFor[int]()
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.BoolNode:
		return reflect.TypeFor[bool]()
	case *parse.IdentifierNode:
		return c.function(s, n, nil, nil, false)
	}
	return nil
}

// fields follows a chain of fields.
func (c *checker) fields(s scope, n parse.Node, t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t != nil && t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t == nil {
			return nil
		}
		if t.Kind() != reflect.Struct {
			c.report(s, n, "", "%s has no fields, so no %q", nameOf(t), name)
			return nil
		}
		f, ok := t.FieldByName(name)
		if !ok || !f.IsExported() {
			have := fieldsOf(t)
			message := fmt.Sprintf("%s has no field %q", nameOf(t), name)
			if near := diag.Nearest(name, have); near != "" {
				message += fmt.Sprintf("; did you mean %q", near)
			}
			c.report(s, n, "the fields here are "+strings.Join(have, ", "), "%s", message)
			return nil
		}
		t = f.Type
	}
	return t
}

// fieldsOf are the names of the fields that a template can ask for.
func fieldsOf(t reflect.Type) []string {
	var out []string
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && !f.Anonymous {
			out = append(out, f.Name)
		}
	}
	return out
}

// nameOf is what messages call a type of the view.
func nameOf(t reflect.Type) string {
	name := t.Name()
	switch {
	case strings.HasSuffix(name, "View"):
		return "the document"
	case t.Kind() == reflect.Slice:
		return "a list"
	case t.Kind() == reflect.Struct:
		return "this " + strings.ToLower(name)
	}
	return "a " + strings.ToLower(name)
}

// function is the result type of an allowed function.
func (c *checker) function(s scope, f *parse.IdentifierNode, cmd *parse.CommandNode, args []reflect.Type, piped bool) reflect.Type {
	switch f.Ident {
	case "and", "or":
		if len(args) > 0 && allSame(args) && !piped {
			return args[0]
		}
		return nil
	case "not", "eq", "ne", "lt", "le", "gt", "ge":
		return reflect.TypeFor[bool]()
	case "len":
		return reflect.TypeFor[int]()
	case "index":
		if len(args) > 0 && args[0] != nil && args[0].Kind() == reflect.Slice {
			return args[0].Elem()
		}
		return nil
	case "join":
		return reflect.TypeFor[Text]()
	case "indent":
		return reflect.TypeFor[Prose]()
	case "word":
		c.word(s, f, cmd)
		return reflect.TypeFor[Text]()
	}
	allowed := append([]string{"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index"}, Functions()...)
	c.report(s, f, "the functions are "+strings.Join(allowed, ", "), "templates have no function %q", f.Ident)
	return nil
}

func allSame(types []reflect.Type) bool {
	return !slices.ContainsFunc(types, func(t reflect.Type) bool { return t != types[0] })
}

// word checks that the key of a word is written out and there.
func (c *checker) word(s scope, f *parse.IdentifierNode, cmd *parse.CommandNode) {
	if cmd == nil || len(cmd.Args) < 2 {
		c.report(s, f, "", "word needs the key of a word")
		return
	}
	key, ok := cmd.Args[1].(*parse.StringNode)
	switch {
	case !ok:
		c.report(s, cmd, "", "the key of a word is written between quotes, not computed")
	case !c.words.has(key.Text):
		var keys []string
		for k := range c.words.texts {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		c.report(s, cmd, "", "%s", missing("word", key.Text, keys))
	}
}
