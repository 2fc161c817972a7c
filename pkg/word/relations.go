package word

import (
	"path"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// contentTypes is the part that says what each part is.
const contentTypes = "[Content_Types].xml"

// The ends of the types of relations; what stands before them differs between the two
// editions of the standard.
const (
	relDocument   = "/officeDocument"
	relStyles     = "/styles"
	relNumbering  = "/numbering"
	relHyperlink  = "/hyperlink"
	relCore       = "/metadata/core-properties"
	relCustom     = "/custom-properties"
	relComments   = "/comments"
	relApp        = "/extended-properties"
	officeRels    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageRels   = "http://schemas.openxmlformats.org/package/2006/relationships"
	wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
)

// A relation leads from one part to another, or out of the file.
type relation struct {
	id, kind, target string
	external         bool
}

// relationsPart is the name of the part with the relations of a part; "" is the file.
func relationsPart(of string) string {
	dir, base := path.Split(of)
	return dir + "_rels/" + base + ".rels"
}

// relations reads those of a part, in their order.
func relations(of string, doc *document) []relation {
	var out []relation
	for _, e := range doc.Root().ChildElements() {
		r := relation{e.SelectAttrValue("Id", ""), e.SelectAttrValue("Type", ""), e.SelectAttrValue("Target", ""), false}
		if r.external = e.SelectAttrValue("TargetMode", "") == "External"; !r.external {
			r.target = resolve(of, r.target)
		}
		out = append(out, r)
	}
	return out
}

// resolve is the name of the part that a target means, seen from a part.
func resolve(from, target string) string {
	if rooted, ok := strings.CutPrefix(target, "/"); ok {
		return path.Clean(rooted)
	}
	return path.Join(path.Dir(from), target)
}

// related is the name of the part that a part leads to by a kind of relation, "" when
// there is none.
func (t *Template) related(of, kind string) string {
	for _, r := range t.leads[of] {
		if !r.external && strings.HasSuffix(r.kind, kind) && t.part(r.target) != nil {
			return r.target
		}
	}
	return ""
}

// addRelation adds a relation and returns its id.
func addRelation(doc *document, kind, target string, external bool) string {
	root := doc.Root()
	used := map[string]bool{}
	for _, e := range root.ChildElements() {
		used[e.SelectAttrValue("Id", "")] = true
	}
	n := len(used) + 1
	for used["rId"+strconv.Itoa(n)] {
		n++
	}
	e := etree.NewElement("Relationship")
	id := "rId" + strconv.Itoa(n)
	set(e, "Id", id)
	set(e, "Type", kind)
	set(e, "Target", target)
	if external {
		set(e, "TargetMode", "External")
	}
	root.AddChild(e)
	return id
}

// newRelations is a part of relations without any.
func newRelations() *document {
	doc := declared()
	root := doc.CreateElement("Relationships")
	set(root, "xmlns", packageRels)
	return doc
}

// addContentType says what a new part is.
func addContentType(doc *document, name, kind string) {
	for _, e := range doc.Root().ChildElements() {
		if strings.EqualFold(e.SelectAttrValue("PartName", ""), "/"+name) {
			return
		}
	}
	e := doc.Root().CreateElement("Override")
	set(e, "PartName", "/"+name)
	set(e, "ContentType", kind)
}
