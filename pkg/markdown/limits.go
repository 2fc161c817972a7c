package markdown

import (
	"errors"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The limits of what is read. They are far above any document that a person reads
// and low enough that hostile input costs no more than a large honest one: what
// goldmark does in a paragraph can grow with the square of its length.
const (
	MaxSource    = 1 << 20  // bytes of a document
	MaxParagraph = 16 << 10 // bytes of a paragraph, and of any one line
	MaxDepth     = 16       // quotes and lists in one another; styles in one another too
	MaxCells     = 1 << 16  // table cells in a document
)

// ErrLimit is wrapped by every error of [Parse]: the source is beyond a limit. The
// text around it says which.
var ErrLimit = errors.New("markdown is too large")

// checkSource holds a source against the limits that can be seen without parsing.
func checkSource(src string) error {
	if len(src) > MaxSource {
		return fmt.Errorf("%w: %d bytes, the most is %d", ErrLimit, len(src), MaxSource)
	}
	number := 0
	for line := range strings.Lines(newlines(src)) {
		number++
		if size := len(strings.TrimSuffix(line, "\n")); size > MaxParagraph {
			return fmt.Errorf("%w: line %d has %d bytes, the most is %d", ErrLimit, number, size, MaxParagraph)
		}
	}
	return nil
}

// A guard stands in front of those goldmark parsers whose work grows faster than
// the source. goldmark cannot be stopped half-way; the guard keeps what is left of
// its work small and remembers the first limit that was met.
//
// It counts for one document, and travels in the context of its parsing: the parsers
// serve all documents.
type guard struct {
	cells int
	err   error
}

// post is where the guard of a document stands in the context of its parsing.
type post parser.ContextKey

// guard is the guard of the document that is being parsed.
func (p post) guard(pc parser.Context) *guard { return pc.Get(parser.ContextKey(p)).(*guard) }

// refuse remembers the first limit that was met.
func (g *guard) refuse(format string, args ...any) {
	if g.err == nil {
		g.err = fmt.Errorf("%w: %s", ErrLimit, fmt.Sprintf(format, args...))
	}
}

// A shallow block parser opens no block deeper than MaxDepth.
type shallow struct {
	parser.BlockParser
	post
}

// Open opens the block unless it would be too deep; then the line is left as it
// was, to be read as a paragraph.
func (p shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, position := reader.Position()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node == nil || containers(parent) < MaxDepth {
		return node, state
	}
	p.guard(pc).refuse("quotes and lists are more than %d deep", MaxDepth)
	reader.SetPosition(line, position)
	return nil, parser.NoChildren
}

// containers counts the quotes and lists around a node, itself included.
func containers(n ast.Node) int {
	depth := 0
	for ; n != nil; n = n.Parent() {
		switch n.Kind() {
		case ast.KindBlockquote, ast.KindList:
			depth++
		}
	}
	return depth
}

// A roomy table transformer makes no more than MaxCells cells in all. A row
// shorter than the head is filled up, so a few bytes can ask for very many.
type roomy struct {
	parser.ParagraphTransformer
	post
}

// Transform makes a table of the paragraph if it is one and there is room.
func (t roomy) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, columns := node.Lines(), 0
	for i := range lines.Len() {
		line := string(reader.Value(lines.At(i)))
		if strings.Trim(line, " \t\n:|-") == "" {
			columns = max(columns, strings.Count(strings.Trim(line, " \t\n|"), "|")+1)
		}
	}
	g := t.guard(pc)
	g.cells += columns * lines.Len()
	if g.cells > MaxCells {
		g.refuse("tables have more than %d cells", MaxCells)
		return
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// A brief paragraph transformer refuses a paragraph that is too long and takes its
// text away before it is searched for styles and links.
type brief struct{ post }

// Transform empties the paragraph when it is longer than MaxParagraph.
func (t brief) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, size := node.Lines(), 0
	for i := range lines.Len() {
		size += len(reader.Value(lines.At(i)))
	}
	size-- // the last line end
	if size > MaxParagraph {
		t.guard(pc).refuse("a paragraph has %d bytes, the most is %d", size, MaxParagraph)
		lines.SetSliced(0, 1)
	}
}
