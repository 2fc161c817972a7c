package markdown

// A Document is Markdown that was read. The types below are all there is in it;
// a writer that has a case for each has written everything.
type Document struct {
	Blocks []Block
}

// A Block is one of [Heading], [Paragraph], [List], [Table], [Quote],
// [CodeBlock] and [Rule].
type Block interface{ block() }

// A Heading is a line that names what follows it. Level is from 1 to 6. ID is
// unique in the document and made of the text alone, so a [Link] with the Href
// "#" + ID finds it in every format.
type Heading struct {
	Level int
	ID    string
	Text  []Inline
}

// A Paragraph is running text; it is never empty.
type Paragraph struct {
	Text []Inline
}

// A List is a sequence of items. Start is the number of the first item of an
// ordered list, 0 in others. In a Tight list the paragraphs of an item stand
// without space between the items.
type List struct {
	Ordered bool
	Start   int
	Tight   bool
	Items   []Item
}

// An Item is one entry of a list. It may be empty.
type Item struct {
	Blocks []Block
}

// A Table has one alignment, one head cell and in each row one cell per column. A
// table whose head is empty has no head: see [Table.HasHead].
type Table struct {
	Columns []Align
	Head    []Cell
	Rows    [][]Cell
}

// HasHead reports whether any head cell has text. Markdown cannot write a table
// without a head line; an empty one stands for a table that lays text side by side.
func (t Table) HasHead() bool {
	for _, c := range t.Head {
		if len(c) > 0 {
			return true
		}
	}
	return false
}

// A Cell is the text of one cell of a table. It may be empty.
type Cell []Inline

// Align is how the text of a table column is aligned.
type Align int

// The alignments; the zero value leaves it to the format.
const (
	AlignDefault Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// A Quote is text set off from the rest.
type Quote struct {
	Blocks []Block
}

// A CodeBlock is text whose spaces and line ends count; Text has no line end at
// its end. Language is the first word after the fence, often empty.
type CodeBlock struct {
	Language string
	Text     string
}

// A Rule is a line across the page.
type Rule struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Quote) block()     {}
func (CodeBlock) block() {}
func (Rule) block()      {}

// An Inline is one of [Text], [Strong], [Emphasis], [Strike], [Code], [Link] and
// [Break].
type Inline interface{ inline() }

// Text is literal text on one line, white space folded to single spaces. Two Text
// never stand side by side.
type Text string

// Strong is text of great weight.
type Strong []Inline

// Emphasis is text that is stressed.
type Emphasis []Inline

// Strike is text that was struck out.
type Strike []Inline

// Code is literal text as a machine reads it, on one line.
type Code string

// A Link is text that leads somewhere. Href has passed [SafeLink]. Title is often
// empty. There is no Link inside a Link.
type Link struct {
	Href  string
	Title string
	Text  []Inline
}

// A Break ends the line inside a paragraph.
type Break struct{}

func (Text) inline()     {}
func (Strong) inline()   {}
func (Emphasis) inline() {}
func (Strike) inline()   {}
func (Code) inline()     {}
func (Link) inline()     {}
func (Break) inline()    {}
