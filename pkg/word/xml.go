package word

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/beevik/etree"
)

// parse reads a part that is XML. What it may cost is bounded; a document type, with
// which XML could name other files or grow, is refused.
func parse(data []byte) (*document, error) {
	if n := bytes.Count(data, []byte("<")); n > 2*maxNodes {
		return nil, fmt.Errorf("it has more than %d elements", maxNodes)
	}
	doc := etree.NewDocument()
	doc.ReadSettings.MaxDepth = maxDepth
	doc.ReadSettings.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "us-ascii") {
			return in, nil
		}
		return nil, fmt.Errorf("it is in %s, not in UTF-8", charset)
	}
	if err := doc.ReadFromBytes(data); err != nil {
		return nil, fmt.Errorf("this is no XML: %w", err)
	}
	for _, token := range doc.Child {
		if _, ok := token.(*etree.Directive); ok {
			return nil, errors.New("it declares a document type")
		}
	}
	if doc.Root() == nil {
		return nil, errors.New("it is empty")
	}
	return doc, nil
}

// declared is a new document of XML.
func declared() *document {
	doc := etree.NewDocument()
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8" standalone="yes"`)
	return doc
}

// el makes an element of the language of Word with children.
func el(tag string, children ...etree.Token) *etree.Element {
	return &etree.Element{Space: "w", Tag: tag, Child: children}
}

// val makes an element that says one value.
func val(tag, value string) *etree.Element { return with(el(tag), "val", value) }

// with sets attributes of the language of Word: name, value, name, value.
func with(e *etree.Element, pairs ...string) *etree.Element {
	for i := 0; i < len(pairs); i += 2 {
		e.Attr = append(e.Attr, etree.Attr{Space: "w", Key: pairs[i], Value: pairs[i+1]})
	}
	return e
}

// set sets an attribute without a namespace.
func set(e *etree.Element, name, value string) {
	e.Attr = append(e.Attr, etree.Attr{Key: name, Value: value})
}

// attr is an attribute of the language of Word, "" when it is not there.
func attr(e *etree.Element, name string) string { return e.SelectAttrValue("w:"+name, "") }

// is reports an element of the language of Word.
func is(token etree.Token, tag string) bool {
	e, ok := token.(*etree.Element)
	return ok && e.Space == "w" && e.Tag == tag
}

// textOf makes the element that holds text of a run.
func textOf(s string) *etree.Element {
	t := el("t", etree.NewText(s))
	if strings.HasPrefix(s, " ") || strings.HasSuffix(s, " ") || strings.Contains(s, "  ") {
		t.Attr = append(t.Attr, etree.Attr{Space: "xml", Key: "space", Value: "preserve"})
	}
	return t
}

// child is the first child of that tag, nil when there is none.
func child(e *etree.Element, tag string) *etree.Element {
	for _, c := range e.Child {
		if is(c, tag) {
			return c.(*etree.Element)
		}
	}
	return nil
}

// walk calls visit for an element and everything in it; visit says whether to go in.
func walk(e *etree.Element, visit func(*etree.Element) bool) {
	if !visit(e) {
		return
	}
	for _, c := range e.Child {
		if c, ok := c.(*etree.Element); ok {
			walk(c, visit)
		}
	}
}
