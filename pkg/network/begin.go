package network

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// Beginning is what a register begins with: the fields of the network that no
// starter can know, and the starter that holds the rest.
type Beginning struct {
	Name      string   // the full name of the Network
	Country   string   // ISO 3166-1 alpha-2
	Timezone  string   // an IANA time zone
	Reference string   // the beginning of official references, "UNMN-RS"
	Languages []string // of documents; those of the starter when empty
	Members   []string // further UN entities that the terms name: "unesco=UNESCO"
	// Starter holds network.yaml (without the fields above), terms.yaml, members/,
	// partners/ and records of any other kind; or a folder records/ with them. The
	// network in it may set the fields above; a Beginning that sets them too wins.
	Starter fs.FS
}

// Begin plans the first commit of a register: the records of the starter with the
// network's own fields filled in, the JSON Schema of every type, and what git is
// told about the repository.
//
// Values that cannot be read are errors of ErrUsage. A starter that is not right
// gives its problems as a diag.List: those of a file name the file of the starter,
// those between records the file in the register.
func Begin(types []record.Type, b Beginning) (*record.Change, error) {
	base := record.Empty(types...)
	p := &beginning{d: base.Draft(), wants: b, places: map[string]bool{}}
	if err := p.read(); err != nil {
		return nil, err
	}
	if err := p.starter(); err != nil {
		return nil, err
	}
	if err := p.schemas(types); err != nil {
		return nil, err
	}
	p.d.WriteFile(".gitattributes", []byte("records/** text eol=lf\n"))
	p.d.WriteFile(".gitignore", []byte("documents/\n"))
	c, err := p.d.Change(beginSubject(p.name))
	if err != nil {
		return nil, err
	}
	for _, f := range c.Files {
		if t, id, ok := base.Locate(f.Path); ok && p.places[f.Path] {
			c.Trailers = append(c.Trailers, record.Trailer{Key: "Unmn-Record", Value: t.Name() + "/" + string(id)})
		}
	}
	slices.SortFunc(c.Trailers, func(a, b record.Trailer) int { return strings.Compare(a.Value, b.Value) })
	_, problems := base.Apply(c)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return c, nil
}

// beginSubject is the subject of the first commit.
func beginSubject(name string) string {
	if rest, ok := strings.CutPrefix(name, "the "); ok {
		name = rest
	}
	return "register: begin the " + name
}

// beginning is the work of Begin.
type beginning struct {
	d      *record.Draft
	wants  Beginning
	places map[string]bool // the files taken from the starter

	name      string
	country   Country
	zone      Zone
	reference ReferencePrefix
	languages []Language
	members   []newMember
}

// newMember is one --members of a Beginning.
type newMember struct {
	id    record.ID
	short string
}

// read reads the words of the Beginning; every one that cannot be read is told.
func (p *beginning) read() error {
	var unread []error
	parse := func(text string, into interface{ UnmarshalText([]byte) error }) {
		if text == "" {
			return
		}
		if err := into.UnmarshalText([]byte(text)); err != nil {
			unread = append(unread, usage("%v", err))
		}
	}
	p.name = strings.Join(strings.Fields(p.wants.Name), " ")
	parse(p.wants.Country, &p.country)
	parse(p.wants.Timezone, &p.zone)
	parse(p.wants.Reference, &p.reference)
	for _, text := range p.wants.Languages {
		var l Language
		parse(text, &l)
		p.languages = append(p.languages, l)
	}
	for _, text := range p.wants.Members {
		m, err := parseNewMember(text)
		if err != nil {
			unread = append(unread, err)
		}
		p.members = append(p.members, m)
	}
	return errors.Join(unread...)
}

// parseNewMember reads "unesco=UNESCO", or "unesco" where the abbreviation is the
// id in capitals.
func parseNewMember(text string) (newMember, error) {
	name, short, named := strings.Cut(text, "=")
	id, err := record.ParseID(strings.TrimSpace(name))
	if err != nil {
		return newMember{}, usage("%v", err)
	}
	short = strings.TrimSpace(short)
	if !named {
		short = strings.ToUpper(string(id))
	}
	if short == "" {
		return newMember{}, usage("%q names no member: write it as unesco=UNESCO", text)
	}
	return newMember{id, short}, nil
}

// starter puts the records of the starter and the further members into the draft.
func (p *beginning) starter() error {
	fsys := p.wants.Starter
	if info, err := fs.Stat(fsys, record.Root); err == nil && info.IsDir() {
		sub, err := fs.Sub(fsys, record.Root)
		if err != nil {
			return err
		}
		fsys = sub
	}
	var problems diag.List
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(name, ".") && name != ".", path.Join(record.Root, name) == record.SchemaDir:
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		list, err := p.file(fsys, name, d)
		problems = append(problems, list...)
		return err
	})
	if err != nil {
		return fmt.Errorf("the starter: %w", err)
	}
	for _, need := range []string{Networks.PathOf(""), TermsKind.PathOf("")} {
		if !p.places[need] && problems == nil {
			problems = diag.List{{File: path.Base(need), Rule: record.RuleReference, Message: "the starter has no such file, and no register is without it"}}
		}
	}
	if problems != nil {
		return problems.Sort()
	}
	return p.addMembers()
}

// file puts one file of the starter into the draft, in its canonical text.
func (p *beginning) file(fsys fs.FS, name string, d fs.DirEntry) (diag.List, error) {
	place := path.Join(record.Root, name)
	t, _, ok := p.d.Set().Locate(place)
	if !ok || !d.Type().IsRegular() {
		return diag.List{{
			File: name, Rule: record.RuleStray, Message: "a register does not begin with this: no kind of record has its files here",
			Hint: "a starter holds network.yaml, terms.yaml, members/ and partners/",
		}}, nil
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	if t.Name() == Networks.Name {
		whole, list := p.fill(t, name, data)
		if list != nil {
			return list, nil
		}
		data = whole
	}
	text, list := record.Format(t, name, data)
	p.d.WriteFile(place, text)
	p.places[place] = true
	return list, nil
}

// StarterShape is the shape of a starter's network.yaml: that of the network, with
// the fields a Beginning fills in left optional.
func StarterShape(t record.Type) *doc.Shape {
	filled := []string{"name", "country", "reference", "timezone", "languages"}
	s := *t.Shape()
	s.Fields = slices.Clone(s.Fields)
	for i := range s.Fields {
		if slices.Contains(filled, s.Fields[i].Name) {
			s.Fields[i].Must = false
		}
	}
	return &s
}

// fill is the text of a starter's network with the fields of the Beginning.
func (p *beginning) fill(t record.Type, name string, data []byte) ([]byte, diag.List) {
	shape := StarterShape(t)
	n := new(Network)
	if list := doc.Decode(name, data, shape, n); list != nil {
		return nil, list
	}
	if p.name == "" {
		p.name = n.Name.OneLine()
	} else {
		n.Name = doc.Plain(p.name)
	}
	n.Country = firstSet(p.country, n.Country)
	n.Timezone = firstSet(p.zone, n.Timezone)
	n.Reference = firstSet(p.reference, n.Reference)
	if p.languages != nil {
		n.Languages = p.languages
	}
	for _, m := range p.members {
		if !slices.Contains(n.FoundingMembers, MemberRef(m.id)) {
			n.FoundingMembers = append(n.FoundingMembers, MemberRef(m.id))
		}
	}
	return doc.Update(name, data, shape, n, ""), nil
}

// firstSet is the first value that is not empty.
func firstSet[T ~string](a, b T) T {
	if a != "" {
		return a
	}
	return b
}

// addMembers enters the further members the terms name. One that the starter has
// is an error.
func (p *beginning) addMembers() error {
	for _, m := range p.members {
		rec := Member{Party: Party{Name: doc.Plain(m.short), Short: m.short, Class: UNEntity, Status: Active, Basis: "terms"}}
		if p.places[Members.PathOf(m.id)] {
			return usage("the register begins with the member %q already", m.id)
		}
		if err := Members.Create(p.d, m.id, rec); err != nil {
			return err
		}
	}
	return nil
}

// schemas writes the JSON Schema of every type, for editors.
func (p *beginning) schemas(types []record.Type) error {
	for _, t := range types {
		text, err := record.Schema(t)
		if err != nil {
			return err
		}
		p.d.WriteFile(record.SchemaPath(t), text)
	}
	return nil
}
