package word

import (
	"strings"
	"unicode"

	"unmn/pkg/diag"
	"unmn/pkg/markdown"
)

// A Document is what a template is filled with.
type Document struct {
	Lang       string                           // language tag: "en", "sr-Cyrl", "sr-Latn"
	Title      string                           // for the properties of the file
	Author     string                           // for the properties: an organisation, never a person
	Date       string                           // for the properties: "2026-12-03"; may be empty
	Body       *markdown.Document               // what {{body}} stands for
	Fields     Fields                           // what {{NAME}} stands for
	Known      Names                            // every field that some document has; one that this document lacks is empty
	Word       func(key string) (string, error) // what {{word KEY}} stands for
	Properties []Property                       // of the file, to be seen in Word under File, Info
}

// A Property is a property of the file.
type Property struct{ Name, Value string }

// Fields are values by the keys that [Key] makes of their names.
type Fields map[string]Value

// A Value is what a field says: one of text, prose and a list. The zero Value says
// nothing, and {{if}} leaves out what depends on it.
type Value struct {
	Text  string   // one line
	Prose string   // Markdown
	List  []Fields // entries, for {{each}}
}

// empty reports that the value says nothing.
func (v Value) empty() bool { return v.Text == "" && v.Prose == "" && len(v.List) == 0 }

// Names are the fields that there may be, as people write them.
type Names []Name

// A Name is one field. Of a list, List has the fields of its entries; of any other it
// is nil.
type Name struct {
	Name string
	List Names
}

// Key is the key of a name: neither case nor spaces, dashes and underscores matter.
func Key(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// find is the field of that name. A dot leads into the first entry of a list.
func (n Names) find(name string) (Name, bool) {
	first, rest, dotted := strings.Cut(name, ".")
	key := Key(first)
	for _, one := range n {
		if Key(one.Name) != key {
			continue
		}
		if dotted {
			return one.List.find(rest)
		}
		return one, true
	}
	return Name{}, false
}

// nearest is the name that was probably meant, "" when none is near.
func (n Names) nearest(name string) string {
	var all []string
	for _, one := range n {
		all = append(all, one.Name)
	}
	return diag.Nearest(strings.ToLower(name), all)
}

// A scope is the fields that a mark can name: those of the entry it stands in, then
// those around.
type scope struct {
	fields Fields
	outer  *scope
}

// find is the value of a name, the zero Value when this document has none.
func (s *scope) find(name string) Value {
	first, rest, dotted := strings.Cut(name, ".")
	for ; s != nil; s = s.outer {
		v, ok := s.fields[Key(first)]
		switch {
		case !ok:
			continue
		case !dotted:
			return v
		case len(v.List) == 0:
			return Value{}
		}
		return (&scope{fields: v.List[0]}).find(rest)
	}
	return Value{}
}

// sample is a value for every name there is, for trying a template.
func (n Names) sample() Fields {
	out := Fields{}
	for _, one := range n {
		out[Key(one.Name)] = Value{Text: one.Name}
		if one.List != nil {
			out[Key(one.Name)] = Value{List: []Fields{one.List.sample()}}
		}
	}
	return out
}
