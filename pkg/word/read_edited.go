package word

import (
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/markdown"
)

// Edited is a document that somebody may have changed in Word: what it says once
// every tracked change is accepted, who changed what, and what stands beside the text.
type Edited struct {
	Properties []Property // of the file, as [Document] has them
	SavedBy    string     // who saved it last, as Word has it; often empty
	Blocks     []EditedBlock
	Comments   []Balloon // comments in Word, in the order of the text
	Beside     []Beside  // what stands outside of the text, in the order of the parts
}

// Property is the property of that name, "" when the file has none.
func (e *Edited) Property(name string) string {
	for _, p := range e.Properties {
		if strings.EqualFold(p.Name, name) {
			return p.Value
		}
	}
	return ""
}

// EditedKind is what a block of a document is.
type EditedKind int

// The kinds. A row is a row of a table: its text is that of the cells, parted by bars.
const (
	EditedParagraph EditedKind = iota
	EditedHeading
	EditedItem
	EditedRow
)

// An EditedBlock is a paragraph, or a row of a table. The form of its words is kept as
// far as Markdown knows it; of headings and rows only the words are.
type EditedBlock struct {
	Kind    EditedKind
	Level   int               // of a heading from 1, of an item from 0
	Text    []markdown.Inline // empty for a block that is gone
	Cells   []string          // the words of each cell of a row
	Gone    bool              // with the changes accepted there is no such block
	Was     string            // its words before the tracked changes
	Changes []Tracked         // in their order
}

// Words are the words of the block.
func (b *EditedBlock) Words() string { return strings.TrimSpace(markdown.InlineText(b.Text)) }

// A Tracked is one change that Word tracked.
type Tracked struct {
	Author  string
	Day     string // "2026-12-10"; empty where Word does not say
	Deleted bool   // else it was put in
	Text    string
}

// A Balloon is one comment of Word.
type Balloon struct {
	Author string
	Day    string
	Text   string
	About  string // the words it is about; may be empty
	Block  int    // the place of its block in Blocks; -1 when it is about none
}

// A Beside is text that is not in the flow of the document.
type Beside struct {
	Where  string // "a header", "a footer", "a footnote", "an endnote", "a text box", "a picture", "an equation"
	Text   string
	Author string // who put it in, where that was tracked
	Block  int    // the block it hangs on; -1 for none
}

// ReadEdited reads a document that somebody may have changed. It is bounded as [Read]
// is; what is of no use for the words is not even unpacked: pictures, embedded files.
// Links to other files are not followed. A file with macros is refused. The error is a
// diag.List of all that makes the file unfit to be read; name is what its problems
// call the file.
func ReadEdited(name string, data []byte) (*Edited, error) {
	r := &reader{file: name}
	t := &Template{name: name, parts: r.unzip(data, func(part string) bool {
		r.macros(part)
		return isXML(part)
	})}
	if len(r.list) == 0 {
		t.parseAll(r)
	}
	if len(r.list) == 0 {
		r.readable(t)
	}
	for i := range r.list {
		r.list[i].Rule = "" // it is no template
	}
	if err := r.list.Sort().Err(); err != nil {
		return nil, err
	}
	e := &editReader{template: t, styles: paragraphStyles(t.read[t.related(t.main, relStyles)]), about: map[string]*Balloon{}}
	e.balloons()
	e.blocks(t.read[t.main].Root())
	e.flush()
	e.others()
	e.close()
	e.out.Properties = customProperties(t.read[t.related("", relCustom)])
	e.out.SavedBy = savedBy(t.read[t.related("", relCore)])
	return &e.out, nil
}

// macros refuses a part that is run.
func (r *reader) macros(name string) {
	if base := strings.ToLower(name[strings.LastIndexByte(name, '/')+1:]); strings.HasPrefix(base, "vbaproject") || strings.HasPrefix(base, "vbadata") {
		r.report(saveAs+", which leaves macros out", "the file has macros: %q", name)
	}
}

// readable refuses what is no document of Word in the language that is read.
func (r *reader) readable(t *Template) {
	main, types := t.read[t.main], t.read[contentTypes]
	if main == nil || types == nil {
		r.report(saveAs, "this is no Word document: it has no text")
		return
	}
	if slices.ContainsFunc(types.Root().ChildElements(), func(e *node) bool {
		kind := e.SelectAttrValue("ContentType", "")
		return strings.Contains(kind, "macroEnabled") || strings.Contains(kind, "vbaProject")
	}) {
		r.report(saveAs+", which leaves macros out", "the file has macros")
	}
	if root := main.Root(); !is(root, "document") || root.SelectAttrValue("xmlns:w", "") != wordNamespace {
		r.report(saveAs+", not as Strict Open XML", "its text is in another language than that of Word")
	}
}

// customProperties are the properties that programs give a file, each on one line.
func customProperties(doc *document) []Property {
	out := customOf(doc)
	for i := range out {
		out[i].Value = readWords(out[i].Value)
	}
	return out
}

// savedBy is who saved a file last.
func savedBy(doc *document) string {
	if doc == nil {
		return ""
	}
	if e := doc.Root().SelectElement("lastModifiedBy"); e != nil {
		return readWords(e.Text())
	}
	return ""
}

// readWords is text on one line, without what hides or turns text.
func readWords(s string) string { return strings.TrimSpace(readText(s)) }

// readText makes all white space single spaces and takes out what cannot be seen.
func readText(s string) string {
	space := false
	return strings.Map(func(r rune) rune {
		blank := r == ' ' || r >= '\t' && r <= '\r' || r == 0x2028 || r == 0x2029
		switch {
		case blank && space, !blank && diag.Unsafe(r):
			return -1
		case blank:
			space = true
			return ' '
		}
		space = false
		return r
	}, s)
}

// readDay is the day of a moment as Word writes it, in the clock of whoever wrote it.
func readDay(moment string) string {
	if len(moment) < 10 || strings.Trim(moment[:10], "0123456789-") != "" {
		return ""
	}
	return moment[:10]
}

// volatile are the fields whose value Word makes anew by itself.
func volatile() []string {
	return []string{"page", "numpages", "section", "sectionpages", "date", "time", "savedate", "printdate", "createdate",
		"edittime", "filename", "filesize", "numwords", "numchars", "toc", "index", "lastsavedby", "username", "revnum"}
}

// fieldName is the name of a field by its instruction.
func fieldName(instruction string) string {
	words := strings.Fields(instruction)
	if len(words) == 0 {
		return ""
	}
	return strings.ToLower(words[0])
}
