package word

import (
	"path"
	"strings"

	"github.com/beevik/etree"
)

// An output is a document that is being made: the parts of the template, with those
// that were filled in their place.
type output struct {
	template *Template
	parts    []part
}

// put sets a part.
func (o *output) put(name string, doc *document) error {
	data, err := doc.WriteToBytes()
	if err != nil {
		return err
	}
	for i := range o.parts {
		if o.parts[i].name == name {
			o.parts[i].data = data
			return nil
		}
	}
	o.parts = append(o.parts, part{name, data})
	return nil
}

// get reads a part as it is by now; none gives what make makes.
func (o *output) get(name string, make func() *document) (*document, error) {
	for _, p := range o.parts {
		if p.name == name {
			return parse(p.data)
		}
	}
	return make(), nil
}

// beside is the name of a new part in the folder of the text.
func (o *output) beside(name string) string {
	dir := path.Dir(o.template.main())
	for o.template.part(path.Join(dir, name)) != nil {
		name = "unmn-" + name
	}
	return path.Join(dir, name)
}

// relate says of a new part beside the text what it is, and leads to it.
func (o *output) relate(kind, name, content string) error {
	return o.join(o.template.main(), kind, name, content)
}

// join leads from a part, "" being the file, to a new one.
func (o *output) join(from, kind, name, content string) error {
	rels := relationsPart(from)
	doc, err := o.get(rels, newRelations)
	if err != nil {
		return err
	}
	addRelation(doc, kind, "/"+name, false)
	if err := o.put(rels, doc); err != nil {
		return err
	}
	types, err := o.get(contentTypes, declared)
	if err != nil {
		return err
	}
	addContentType(types, name, content)
	return o.put(contentTypes, types)
}

// finish puts into the file what the blocks of the text need beside it.
func (w *writer) finish(out *output) error {
	if err := w.links.finish(out); err != nil {
		return err
	}
	return w.numbering.finish(out)
}

// links are the relations of the text, with the links that are added. A link that
// comes again is one relation.
type links struct {
	doc   *document
	name  string
	known map[string]string // ids by where they lead
}

func newLinks(t *Template) (*links, error) {
	l := &links{name: relationsPart(t.main()), known: map[string]string{}}
	l.doc = newRelations()
	if data := t.part(l.name); data != nil {
		doc, err := parse(data)
		if err != nil {
			return nil, err
		}
		l.doc = doc
	}
	return l, nil
}

func (l *links) add(href string) string {
	id, known := l.known[href]
	if !known {
		id = addRelation(l.doc, officeRels+relHyperlink, href, true)
		l.known[href] = id
	}
	return id
}

func (l *links) finish(out *output) error {
	if len(l.known) == 0 {
		return nil
	}
	return out.put(l.name, l.doc)
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
func (o *output) properties(d Document) error {
	if err := o.core(d); err != nil {
		return err
	}
	return o.custom(d)
}

func (o *output) core(d Document) error {
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
		if err := o.join("", packageRels+relCore, name, coreType); err != nil {
			return err
		}
	}
	return o.put(name, doc)
}

func (o *output) custom(d Document) error {
	if len(d.Properties) == 0 {
		return nil
	}
	name := o.template.related("", relCustom)
	doc := declared()
	if name == "" {
		name = "docProps/custom.xml"
		if err := o.join("", officeRels+relCustom, name, customType); err != nil {
			return err
		}
		root := doc.CreateElement("Properties")
		set(root, "xmlns", customSpace)
		set(root, "xmlns:vt", valueTypes)
	} else {
		old, err := parse(o.template.part(name))
		if err != nil {
			return err
		}
		doc = old
	}
	addProperties(doc.Root(), d.Properties)
	return o.put(name, doc)
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
