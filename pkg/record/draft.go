package record

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// A Draft is where a plan works: a set with edits on top. Get, All, Create and
// Edit on a draft see the edits made so far; the set below never changes.
type Draft struct {
	set     *Set
	entries map[draftKey]any // *Entry of the kind's type
	files   map[string][]byte
	texts   map[draftKey][]byte // of records whose text was typed; see Rewrite
	rules   []string
	source  string
	passed  map[string][]string
	reason  string
}

type draftKey struct {
	kind string
	id   ID
}

// Draft begins a plan on the set.
func (s *Set) Draft() *Draft {
	return &Draft{set: s, entries: map[draftKey]any{}, files: map[string][]byte{}, texts: map[draftKey][]byte{}}
}

// Set is the set the draft began from.
func (d *Draft) Set() *Set { return d.set }

func (d *Draft) lookup(kind string, id ID) (any, bool) {
	e, ok := d.entries[draftKey{kind, id}]
	return e, ok
}

func (d *Draft) put(t Type, id ID, entry any) { d.entries[draftKey{t.Name(), id}] = entry }

func (d *Draft) entry(kind string, id ID) (any, bool) {
	if e, ok := d.lookup(kind, id); ok {
		return e, true
	}
	return d.set.entry(kind, id)
}

func (d *Draft) list(kind string) []ID { return d.added(kind, d.set.list(kind), "") }

func (d *Draft) listYear(kind, year string) []ID {
	return d.added(kind, d.set.listYear(kind, year), year)
}

// added is a list with the records that the draft creates; of one year where one
// is given.
func (d *Draft) added(kind string, ids []ID, year string) []ID {
	for key := range d.entries {
		if key.kind != kind || year != "" && key.id.Year() != year {
			continue
		}
		if at, have := slices.BinarySearch(ids, key.id); !have {
			ids = slices.Insert(slices.Clone(ids), at, key.id)
		}
	}
	return ids
}

// WriteFile puts a file that is no record into the change: a schema, a template,
// .gitattributes. nil removes it.
func (d *Draft) WriteFile(name string, data []byte) { d.files[name] = data }

// Serve names rules that the change serves; the clauses joined to them become
// trailers of the commit.
func (d *Draft) Serve(rules ...string) { d.rules = append(d.rules, rules...) }

// Pass says that the record of a file passes states on its way to the one it ends in.
func (d *Draft) Pass(path string, states ...string) {
	if d.passed == nil {
		d.passed = map[string][]string{}
	}
	d.passed[path] = states
}

// Source says what the change rests on ("e-mail 2026-03-04"), for the trailer.
func (d *Draft) Source(source string) { d.source = source }

// Reason is the user's own sentence about the change.
func (d *Draft) Reason(reason string) { d.reason = reason }

// Change ends the plan. Records that say what they said before are left out; the
// change may have no files. It is an error when something could not be read, and a
// diag.List when a value cannot be written down so that it reads the same.
func (d *Draft) Change(subject string) (*Change, error) {
	c := &Change{Subject: subject, Reason: d.reason, Passed: d.passed, Rules: slices.Compact(slices.Sorted(slices.Values(d.rules)))}
	var problems diag.List
	keys := slices.SortedFunc(maps.Keys(d.entries), func(a, b draftKey) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id))
	})
	for _, key := range keys {
		f, list := d.file(key)
		problems = append(problems, list...)
		if f != nil {
			c.Files = append(c.Files, *f)
			c.Trailers = append(c.Trailers, Trailer{RecordTrailer, key.kind + "/" + string(key.id)})
		}
	}
	if d.source != "" {
		c.Trailers = append(c.Trailers, Trailer{SourceTrailer, d.source})
	}
	for name, data := range d.files {
		if old, have := d.set.File(name); !have && data != nil || have && !bytes.Equal(old, data) {
			c.Files = append(c.Files, File{Path: name, Old: old, New: data})
		}
	}
	slices.SortFunc(c.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	if err := d.set.Err(); err != nil {
		return nil, err
	}
	if problems != nil {
		return nil, problems.Sort()
	}
	return c, nil
}

// file is one record of the draft as a file, nil when it says what it said. The
// text is decoded again and compared: what cannot be read back is not written.
func (d *Draft) file(key draftKey) (*File, diag.List) {
	if f := d.typed(key); f != nil {
		return f, nil
	}
	t := d.set.named[key.kind]
	entry := d.entries[key]
	name := t.PathOf(key.id)
	before, had := d.set.entry(key.kind, key.id)
	var old []byte
	if had {
		if t.same(before, entry) {
			return nil, nil
		}
		old = d.set.slotOf(t, key.id).data
	}
	text := t.encode(entry, old)
	back, list := t.decode(name, text, key.id)
	if list != nil {
		return nil, list
	}
	if !t.same(back, entry) {
		return nil, diag.List{{File: name, Rule: RuleStray, Message: "this record would not read back as it was given; nothing is written"}}
	}
	return &File{Path: name, Old: old, New: text}, nil
}

// Create adds a copy of a record of any kind; rec is a pointer to the kind's Go
// type, as [Type.New] makes it. It is an error when the id is taken (ErrExists) or
// has the wrong form for the layout (ErrID).
func (d *Draft) Create(t Type, id ID, rec any) error {
	if _, err := ParseID(string(id)); err != nil {
		return err
	}
	switch {
	case t.Layout() == ByYear && !suits(t, id):
		return fmt.Errorf("%q is %w of a %s: it begins with the year", id, ErrID, t.Name())
	case !suits(t, id):
		return fmt.Errorf("%q is %w of a %s: there is one record of the kind, %q", id, ErrID, t.Name(), t.Name())
	}
	if _, taken := d.lookup(t.Name(), id); taken || d.set.exists(t.Name(), id) {
		return fmt.Errorf("%w: there is a %s %q already", ErrExists, t.Name(), id)
	}
	d.put(t, id, t.enter(id, doc.Clone(t.Shape(), rec)))
	return nil
}
