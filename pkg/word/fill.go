package word

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"unmn/pkg/diag"
	"unmn/pkg/markdown"
)

type document = etree.Document

// maxMade is how many elements a filled part may have.
const maxMade = 400_000

// errBounds is a document that grows beyond the bounds.
var errBounds = errors.New("the document grows beyond all bounds")

// Fill writes the document that the template makes of d. The error is a diag.List
// when the template is wrong; nothing of a document is written then.
func (t *Template) Fill(w io.Writer, d Document) error {
	if err := slices.Concat(t.wrong, t.lint(d)).Sort().Err(); err != nil {
		return err
	}
	out := &output{template: t, docs: map[string]*document{}}
	for _, o := range t.filled {
		if err := t.fillPart(o, d, out); err != nil {
			return err
		}
	}
	out.properties(d)
	return out.write(w)
}

// fillPart fills a copy of a part.
func (t *Template) fillPart(o opened, d Document, out *output) error {
	doc := o.doc.Copy()
	root := doc.Root()
	f := &filler{doc: d}
	if o.main {
		f.body = newWriter(t, d, root)
	}
	root.Child = f.sequence(root.Child, &scope{fields: d.Fields})
	if f.err != nil {
		return diag.List{{File: t.name, Rule: Rule, Message: fmt.Sprintf("%s: %v", o.where, f.err)}}
	}
	ensureParagraph(root)
	out.docs[o.name] = doc
	if o.main {
		f.body.finish(out)
	}
	return nil
}

// A filler fills the elements of a part.
type filler struct {
	doc  Document
	body *writer // nil where there can be no blocks: in headers and notes
	made int
	err  error // the first thing that cannot be done
}

func (f *filler) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// balance counts the ends in an element that belong to marks before it, and the marks
// that end after it.
func balance(token etree.Token) (ends, opens int) {
	if m, ok := markOf(token); ok {
		switch {
		case m.opens():
			return 0, 1
		case m.kind == markEnd:
			return 1, 0
		}
		return 0, 0
	}
	e, ok := token.(*node)
	if !ok {
		return 0, 0
	}
	for _, c := range e.Child {
		e, o := balance(c)
		ends += max(e-opens, 0)
		opens = max(opens-e, 0) + o
	}
	return ends, opens
}

// sequence fills elements that stand one after another: the blocks of a text or a
// cell, the rows of a table, the runs of a paragraph. What stands between a mark and
// its end is filled as often as the mark says.
func (f *filler) sequence(list []etree.Token, s *scope) []etree.Token {
	var out []etree.Token
	for i := 0; i < len(list) && f.err == nil; i++ {
		ends, opens := balance(list[i])
		switch {
		case ends > 0 || opens > 1:
			f.fail(crossed(list[i]))
		case opens == 1:
			j := closing(list, i)
			if j < 0 {
				f.fail(crossed(list[i]))
				return nil
			}
			out = append(out, f.loop(list[i:j+1], s)...)
			i = j
		case isLoop(list[i]):
			out = append(out, f.loop(list[i:i+1], s)...)
		default:
			out = append(out, f.token(list[i], s)...)
		}
	}
	return out
}

// crossed says that a mark and its end stand where nothing can be repeated.
func crossed(token etree.Token) error {
	text := ""
	if marks := marksIn([]etree.Token{token}); len(marks) > 0 {
		text = " " + marks[0].Attr[0].Value
	}
	return fmt.Errorf("a mark and its {{end}} do not stand in the same text, table or cell, near%s", text)
}

// closing is the place of the element where the mark ends that is open in list[i]; -1
// when none is.
func closing(list []etree.Token, i int) int {
	_, depth := balance(list[i])
	for j := i + 1; j < len(list); j++ {
		ends, opens := balance(list[j])
		if depth -= ends; depth <= 0 {
			if depth < 0 || opens > 0 {
				return -1
			}
			return j
		}
		depth += opens
	}
	return -1
}

// isLoop reports an element that is repeated as a whole: a row where a mark and its
// end are in different cells, a paragraph that begins with a mark and ends with the end
// of it.
func isLoop(token etree.Token) bool {
	switch {
	case is(token, "tr"):
		return slices.ContainsFunc(token.(*node).Child, func(c etree.Token) bool { _, opens := balance(c); return opens > 0 })
	case is(token, "p"):
		seen := visible(token.(*node))
		if len(seen) < 2 {
			return false
		}
		first, ok := markOf(seen[0])
		if !ok || !first.opens() {
			return false
		}
		depth := 0
		for i, token := range seen {
			ends, opens := balance(token)
			if depth += opens - ends; depth == 0 {
				return i == len(seen)-1
			}
		}
	}
	return false
}

// visible are the children of a paragraph that show something.
func visible(p *node) []etree.Token {
	var out []etree.Token
	for _, token := range p.Child {
		if !blank(token) {
			out = append(out, token)
		}
	}
	return out
}

// blank reports that there is nothing to see in an element: no text, mark, picture or
// break.
func blank(token etree.Token) bool {
	e, ok := token.(*node)
	if !ok {
		return true
	}
	if e.Tag == markTag {
		return false
	}
	if e.Space != "w" && e.Space != "" {
		return false // a drawing
	}
	switch e.Tag {
	case "t":
		return strings.TrimSpace(e.Text()) == ""
	case "pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak":
		return true
	case "r", "p", "tc", "tr", "tbl", "ins", "smartTag", "hyperlink", "sdt", "sdtContent", "sdtPr", "sdtEndPr":
		return !slices.ContainsFunc(e.Child, func(c etree.Token) bool { return !blank(c) })
	}
	return false
}

// onlyMark is the mark of a paragraph that shows nothing else.
func onlyMark(p *node) (mark, bool) {
	seen := visible(p)
	if len(seen) != 1 {
		return mark{}, false
	}
	return markOf(seen[0])
}

// token fills one element.
func (f *filler) token(token etree.Token, s *scope) []etree.Token {
	if m, ok := markOf(token); ok {
		return f.inline(m, token.(*node), s)
	}
	e, ok := token.(*node)
	if !ok {
		return []etree.Token{token}
	}
	if f.made++; f.made > maxMade {
		f.fail(errBounds)
		return nil
	}
	if is(e, "p") {
		if m, ok := onlyMark(e); ok {
			if blocks, ok := f.blocks(m, e, s); ok {
				return blocks
			}
		}
	}
	e.Child = f.sequence(e.Child, s)
	switch {
	case is(e, "tbl") && child(e, "tr") == nil:
		return nil
	case is(e, "tc"), is(e, "txbxContent"), is(e, "footnote"), is(e, "endnote"):
		ensureParagraph(e)
	}
	return []etree.Token{e}
}

// ensureParagraph ends what holds blocks with a paragraph, as Word wants it.
func ensureParagraph(e *node) {
	if !slices.Contains([]string{"tc", "hdr", "ftr", "txbxContent", "footnote", "endnote"}, e.Tag) {
		return
	}
	for i := len(e.Child) - 1; i >= 0; i-- {
		if last, ok := e.Child[i].(*node); ok {
			if is(last, "p") {
				return
			}
			break
		}
	}
	e.Child = append(e.Child, el("p"))
}

// blocks fills a paragraph that is nothing but a mark, where the mark stands for
// blocks.
func (f *filler) blocks(m mark, p *node, s *scope) ([]etree.Token, bool) {
	if f.body == nil {
		return nil, false
	}
	var list []markdown.Block
	switch m.kind {
	case markBody:
		list = f.doc.Body.Blocks
	case markField:
		v := s.find(m.name)
		if v.Prose == "" {
			return nil, false
		}
		list = f.prose(v)
	default:
		return nil, false
	}
	out := f.body.at(p).blocks(list)
	if f.made += f.body.made; f.made > maxMade {
		f.fail(errBounds)
	}
	if properties := child(p, "pPr"); properties != nil && child(properties, "sectPr") != nil {
		out = append(out, el("p", properties)) // a section ends here
	}
	return out, true
}

func (f *filler) prose(v Value) []markdown.Block {
	doc, err := markdown.Parse(v.Prose)
	if err != nil {
		f.fail(err)
		return nil
	}
	return doc.Blocks
}

// inline is what a mark inside a paragraph stands for.
func (f *filler) inline(m mark, e *node, s *scope) []etree.Token {
	text := ""
	switch m.kind {
	case markField:
		v := s.find(m.name)
		if text = v.Text; v.Prose != "" {
			text = (&markdown.Document{Blocks: f.prose(v)}).Text()
		}
	case markWord:
		word, err := f.doc.Word(m.name)
		if err != nil {
			f.fail(err)
		}
		text = word
	default:
		f.fail(fmt.Errorf("%s cannot stand here", m.text))
	}
	if text == "" {
		return nil
	}
	form := child(e, "rPr")
	if form == nil {
		form = el("rPr")
	}
	form.Child = slices.DeleteFunc(form.Child, func(c etree.Token) bool { return is(c, "lang") || is(c, "rPrChange") })
	form.Child = append(form.Child, val("lang", languageOf(f.doc.Lang)))
	return []etree.Token{el("r", append([]etree.Token{form}, lines(text)...)...)}
}

// lines are the parts of a run for text that may have line ends.
func lines(text string) []etree.Token {
	var out []etree.Token
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out = append(out, el("br"))
		}
		out = append(out, textOf(line))
	}
	return out
}
