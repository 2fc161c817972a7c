package pdf

import (
	"fmt"
	"strings"
)

// An element is a node of the structure tree: what a part of the document is, for
// those who have it read out.
type element struct {
	ref    ref
	role   string // H1, P, LI, TD and so on
	extra  string // further entries of its dictionary
	parent *element
	kids   []kid
}

// A kid is one thing in an element: another element, marked content on a sheet, or
// the annotation of a link.
type kid struct {
	element *element
	sheet   *sheet
	mark    int // the number of the content on the sheet, where annot is 0
	annot   ref
}

// child makes an element within another.
func (e *element) child(f *file, role, extra string) *element {
	c := &element{ref: f.reserve(), role: role, extra: extra, parent: e}
	e.kids = append(e.kids, kid{element: c})
	return c
}

// dictionary is the object of an element.
func (e *element) dictionary() string {
	var kids strings.Builder
	for i, k := range e.kids {
		if i > 0 {
			kids.WriteByte(' ')
		}
		switch {
		case k.element != nil:
			kids.WriteString(k.element.ref.String())
		case k.annot != 0:
			fmt.Fprintf(&kids, "<</Type/OBJR/Obj %s/Pg %s>>", k.annot, k.sheet.ref)
		default:
			fmt.Fprintf(&kids, "<</Type/MCR/Pg %s/MCID %d>>", k.sheet.ref, k.mark)
		}
	}
	return fmt.Sprintf("<</Type/StructElem/S/%s/P %s%s/K[%s]>>", e.role, e.parent.ref, e.extra, kids.String())
}

// putTree writes the structure tree below a root, and the table that leads from the
// content of a sheet, and from links, back into it.
func (c *composer) putTree() {
	var put func(e *element)
	put = func(e *element) {
		c.file.put(e.ref, e.dictionary())
		for _, k := range e.kids {
			if k.element != nil {
				put(k.element)
			}
		}
	}
	put(c.document)
	var back strings.Builder
	for i, s := range c.sheets {
		fmt.Fprintf(&back, "%d[", i)
		for _, owner := range s.marks {
			back.WriteString(owner.ref.String() + " ")
		}
		back.WriteString("]")
	}
	next := len(c.sheets)
	for _, s := range c.sheets {
		for _, a := range s.annots {
			fmt.Fprintf(&back, "%d %s ", next, a.owner.ref)
			next++
		}
	}
	parents := c.file.add(fmt.Sprintf("<</Nums[%s]>>", strings.TrimSpace(back.String())))
	c.file.put(c.tree.ref, fmt.Sprintf("<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>", c.document.ref, parents, next))
}
