package word

import (
	"archive/zip"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// An output is a document that is being made: the parts that take the place of those of
// the template, or are new.
type output struct {
	template *Template
	docs     map[string]*document
}

// get is a part as it is by now, to be changed; none gives what make makes.
func (o *output) get(name string, make func() *document) *document {
	if o.docs[name] == nil {
		if doc := o.template.read[name]; doc != nil {
			o.docs[name] = doc.Copy()
		} else {
			o.docs[name] = make()
		}
	}
	return o.docs[name]
}

// write packs the document: the parts in the order of the template, then the new ones.
func (o *output) write(w io.Writer) error {
	unchanged, err := o.template.packed()
	if err != nil {
		return err
	}
	out := zip.NewWriter(w)
	names := slices.Sorted(maps.Keys(o.docs))
	for _, p := range o.template.parts {
		switch still, ok := unchanged[p.name]; {
		case o.docs[p.name] != nil:
			err = o.writePart(out, p.name)
		case ok:
			err = still.write(out)
		default:
			err = p.write(out)
		}
		if err != nil {
			return err
		}
		names = slices.DeleteFunc(names, func(name string) bool { return name == p.name })
	}
	for _, name := range names {
		if err := o.writePart(out, name); err != nil {
			return err
		}
	}
	return out.Close()
}

// writePart packs a part that the document changed or added.
func (o *output) writePart(out *zip.Writer, name string) error {
	data, err := o.docs[name].WriteToBytes()
	if err != nil {
		return err
	}
	return part{name, data}.write(out)
}

// beside is the name of a new part in the folder of the text.
func (o *output) beside(name string) string {
	dir := path.Dir(o.template.main)
	for o.template.part(path.Join(dir, name)) != nil {
		name = "unmn-" + name
	}
	return path.Join(dir, name)
}

// join leads from a part, "" being the file, to a new one, and says what that is.
func (o *output) join(from, kind, name, content string) {
	addRelation(o.get(relationsPart(from), newRelations), kind, "/"+name, false)
	addContentType(o.get(contentTypes, declared), name, content)
}

// finish puts into the file what the blocks of the text need beside it.
func (w *writer) finish(out *output) {
	w.links.finish(out)
	w.numbering.finish(out)
}

// links are the relations of the text, with the links that are added. A link that
// comes again is one relation.
type links struct {
	doc   *document
	name  string
	known map[string]string // ids by where they lead
}

func newLinks(t *Template) *links {
	l := &links{name: relationsPart(t.main), known: map[string]string{}}
	if doc := t.read[l.name]; doc != nil {
		l.doc = doc.Copy()
	} else {
		l.doc = newRelations()
	}
	return l
}

func (l *links) add(href string) string {
	id, known := l.known[href]
	if !known {
		id = addRelation(l.doc, officeRels+relHyperlink, href, true)
		l.known[href] = id
	}
	return id
}

func (l *links) finish(out *output) {
	if len(l.known) > 0 {
		out.docs[l.name] = l.doc
	}
}

// The parts with the properties of a file, and what they are.
const (
	coreType    = "application/vnd.openxmlformats-package.core-properties+xml"
	customType  = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
	customSpace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
	customForm  = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
	valueTypes  = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
)

// properties writes the properties of the file: its own in place of those of the
// template, which tell who made that and when.
func (o *output) properties(d Document) {
	o.core(d)
	o.custom(d)
}

func (o *output) core(d Document) {
	doc := declared()
	root := doc.CreateElement("cp:coreProperties")
	set(root, "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
	set(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	set(root, "xmlns:dcterms", "http://purl.org/dc/terms/")
	set(root, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	add := func(tag, text string) {
		if text != "" {
			root.CreateElement(tag).SetText(text)
		}
	}
	add("dc:title", d.Title)
	add("dc:creator", d.Author)
	add("dc:language", languageOf(d.Lang))
	if d.Date != "" {
		for _, tag := range []string{"dcterms:created", "dcterms:modified"} {
			add(tag, d.Date+"T00:00:00Z")
			set(root.SelectElement(tag), "xsi:type", "dcterms:W3CDTF")
		}
	}
	name := o.template.related("", relCore)
	if name == "" {
		name = "docProps/core.xml"
		o.join("", packageRels+relCore, name, coreType)
	}
	o.docs[name] = doc
}

func (o *output) custom(d Document) {
	if len(d.Properties) == 0 {
		return
	}
	name := o.template.related("", relCustom)
	if name == "" {
		name = "docProps/custom.xml"
		o.join("", officeRels+relCustom, name, customType)
	}
	doc := o.get(name, func() *document {
		doc := declared()
		root := doc.CreateElement("Properties")
		set(root, "xmlns", customSpace)
		set(root, "xmlns:vt", valueTypes)
		return doc
	})
	addProperties(doc.Root(), d.Properties)
}

// addProperties puts properties in place of those of the same name, and numbers all.
func addProperties(root *node, list []Property) {
	fresh := map[string]bool{}
	for _, p := range list {
		fresh[strings.ToLower(p.Name)] = true
	}
	var kept []etree.Token
	for _, e := range root.ChildElements() {
		if !fresh[strings.ToLower(e.SelectAttrValue("name", ""))] {
			kept = append(kept, e)
		}
	}
	for _, p := range list {
		e := etree.NewElement("property")
		set(e, "fmtid", customForm)
		set(e, "pid", "")
		set(e, "name", p.Name)
		v := &node{Space: "vt", Tag: "lpwstr", Attr: []etree.Attr{{Space: "xmlns", Key: "vt", Value: valueTypes}}}
		v.SetText(p.Value)
		e.Child = append(e.Child, v)
		kept = append(kept, e)
	}
	for i, token := range kept {
		token.(*node).CreateAttr("pid", number(i+2)) // the first two are the format's own
	}
	root.Child = kept
}
