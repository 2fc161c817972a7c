package markdown

import (
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Parse reads Markdown into a tree. Every text is Markdown, so the only error is
// one that wraps [ErrLimit]. An empty source is a document without blocks.
func Parse(src string) (*Document, error) {
	if err := checkSource(src); err != nil {
		return nil, err
	}
	source := []byte(clean(newlines(src), "\n\t"))
	g := &guard{}
	md := grammar()
	pc := parser.NewContext()
	pc.Set(parser.ContextKey(md.post), g)
	root := md.Parse(text.NewReader(source), parser.WithContext(pc))
	if g.err != nil {
		return nil, g.err
	}
	t := &translator{source: source, guard: g, ids: anchors{}}
	doc := &Document{Blocks: t.blocks(root)}
	if g.err != nil {
		return nil, g.err
	}
	return doc, nil
}

// A language is a parser, and where the guard of each text stands.
type language struct {
	post
	parser.Parser
}

// grammar lists the parts of goldmark that make the language. Left out are the
// underlined heading, the HTML block and the link definition; doc.go says why. Left
// out is also what goldmark does for bars in the code of cells, which takes the
// square of their number; codeSpan does it. It is made once:
// its parsers remember nothing, and a short text takes less time than making them.
var grammar = sync.OnceValue(func() language {
	at := post(parser.NewContextKey())
	return language{at, parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser(), at}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser(), at}, 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(extension.NewLinkifyParser(
				extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
			), 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(roomy{extension.NewTableParagraphTransformer(), at}, 200),
			util.Prioritized(brief{at}, 300),
		),
	)}
})

// A translator makes our tree of goldmark's.
type translator struct {
	source []byte
	guard  *guard
	ids    anchors
	styles int  // how many styles are around the text at hand
	inLink bool // a link is around it
	inCell bool // it is in a table
}

// blocks translates the children of a container.
func (t *translator) blocks(parent ast.Node) []Block {
	var list []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if b := t.block(n); b != nil {
			list = append(list, b)
		}
	}
	return list
}

// block translates one block; nil when nothing of it can be seen.
func (t *translator) block(n ast.Node) Block {
	switch n := n.(type) {
	case *ast.Heading:
		if line := t.line(n); len(line) > 0 {
			return Heading{Level: n.Level, ID: t.ids.add(InlineText(line)), Text: line}
		}
	case *ast.Paragraph, *ast.TextBlock:
		if line := t.line(n); len(line) > 0 {
			return Paragraph{Text: line}
		}
	case *ast.List:
		return t.list(n)
	case *ast.Blockquote:
		return Quote{Blocks: t.blocks(n)}
	case *ast.CodeBlock:
		return CodeBlock{Text: t.code(n)}
	case *ast.FencedCodeBlock:
		return CodeBlock{Language: clean(unescape(n.Language(t.source)), ""), Text: t.code(n)}
	case *ast.ThematicBreak:
		return Rule{}
	case *tables.Table:
		return t.table(n)
	}
	return nil
}

func (t *translator) list(n *ast.List) Block {
	l := List{Ordered: n.IsOrdered(), Tight: n.IsTight}
	if l.Ordered {
		l.Start = n.Start
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		l.Items = append(l.Items, Item{Blocks: t.blocks(item)})
	}
	return l
}

func (t *translator) code(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(t.source))
	}
	return strings.TrimRight(b.String(), "\n")
}
