package markdown

import (
	"bufio"
	"bytes"
	"html"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// lineBreak is the one piece of HTML that is read.
var lineBreak = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^<[bB][rR][ \t]*/?>$`) })

// line translates the text of a paragraph, heading or cell.
func (t *translator) line(n ast.Node) []Inline {
	l := &line{}
	t.children(l, n)
	return l.tidy()
}

// within translates the text inside a style or link.
func (t *translator) within(n ast.Node) []Inline {
	if t.styles == MaxDepth {
		t.guard.refuse("styles are more than %d deep", MaxDepth)
		return nil
	}
	t.styles++
	defer func() { t.styles-- }()
	l := &line{}
	t.children(l, n)
	return l.all()
}

func (t *translator) children(l *line, parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		t.inline(l, n)
	}
}

// inline translates one node. What has no meaning here is written as its text.
func (t *translator) inline(l *line, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		t.text(l, n)
	case *ast.String:
		l.text(string(n.Value))
	case *ast.Emphasis:
		if content := t.within(n); n.Level == 2 {
			l.add(Strong(content))
		} else {
			l.add(Emphasis(content))
		}
	case *tables.Strikethrough:
		l.add(Strike(t.within(n)))
	case *ast.CodeSpan:
		t.codeSpan(l, n)
	case *ast.Link:
		t.link(l, n, n.Destination, n.Title)
	case *ast.Image:
		t.image(l, n)
	case *ast.AutoLink:
		t.autoLink(l, n)
	case *ast.RawHTML:
		t.rawHTML(l, n)
	default:
		t.children(l, n)
	}
}

func (t *translator) text(l *line, n *ast.Text) {
	value := n.Segment.Value(t.source)
	if n.IsRaw() {
		l.text(string(value))
	} else {
		l.text(unescape(value))
	}
	switch {
	case n.HardLineBreak():
		l.add(Break{})
	case n.SoftLineBreak():
		l.text(" ")
	}
}

func (t *translator) codeSpan(l *line, n *ast.CodeSpan) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if piece, ok := c.(*ast.Text); ok {
			b.Write(piece.Segment.Value(t.source))
		}
	}
	s := fold(b.String())
	if t.inCell {
		// The one place where a backslash means something in code.
		s = strings.ReplaceAll(s, `\|`, "|")
	}
	if s != "" {
		l.add(Code(s))
	}
}

func (t *translator) rawHTML(l *line, n *ast.RawHTML) {
	var b strings.Builder
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		b.Write(segment.Value(t.source))
	}
	if lineBreak().MatchString(b.String()) {
		l.add(Break{})
		return
	}
	l.text(b.String())
}

// unescape resolves backslashes and entities. goldmark decides what is one and
// writes it as HTML; what it then has escaped is taken back.
func unescape(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	var b strings.Builder
	w := bufio.NewWriter(&b)
	gmhtml.DefaultWriter.Write(w, raw)
	_ = w.Flush() // a strings.Builder does not fail
	return html.UnescapeString(b.String())
}

// A line collects the inlines of one line of text; words wait until the next
// inline that is none, so that two Text never stand side by side.
type line struct {
	list  []Inline
	words strings.Builder
}

func (l *line) text(s string) { l.words.WriteString(s) }

func (l *line) add(i Inline) {
	l.flush()
	l.list = append(l.list, i)
}

func (l *line) flush() {
	if l.words.Len() > 0 {
		l.list = append(l.list, Text(clean(fold(l.words.String()), "")))
		l.words.Reset()
	}
}

// all is the line as it is, for the inside of a style.
func (l *line) all() []Inline {
	l.flush()
	return l.list
}

// tidy takes the white space away that stands at either end of a line, and then
// the breaks at its ends, which part nothing.
func (l *line) tidy() []Inline {
	var out []Inline
	all := l.all()
	for i, in := range all {
		if s, ok := in.(Text); ok {
			if len(out) == 0 || isBreak(out[len(out)-1]) {
				s = Text(strings.TrimLeft(string(s), " "))
			}
			if i == len(all)-1 || isBreak(all[i+1]) {
				s = Text(strings.TrimRight(string(s), " "))
			}
			if s == "" {
				continue
			}
			in = s
		}
		if isBreak(in) && len(out) == 0 {
			continue
		}
		out = append(out, in)
	}
	for len(out) > 0 && isBreak(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	return out
}

func isBreak(i Inline) bool {
	_, ok := i.(Break)
	return ok
}

// destination is a link's target as it goes into Href.
func destination(raw []byte) string {
	return string(util.URLEscape(raw, true))
}
