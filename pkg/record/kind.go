package record

import (
	"iter"
	"path"

	"unmn/pkg/doc"
)

// A Layout says where the files of a kind are.
type Layout int

// The layouts. A record of a Flat kind is records/<folder>/<id>.yaml; ByYear puts a
// folder with the first four characters of the id, the year, between; a Single
// kind has one record, records/<name>.yaml, whose id is the kind's name.
const (
	Flat Layout = iota
	ByYear
	Single
)

// A Kind says what one type of record is. It is the typed lens on the untyped Set;
// it holds no function, so that the checks of two kinds may name each other.
type Kind[T any] struct {
	Name   string // singular, as commands and references say it: "meeting"
	Folder string // plural: "meetings"; empty for a Single kind
	Doc    string // one sentence: what it is
	Layout Layout
	States States // how its records move from state to state; none for the zero value
}

// An Entry is one record in a set. Its Rec is shared by everybody who asks and is
// never modified; edits go through a Draft, which hands out a copy.
type Entry[T any] struct {
	ID  ID
	Rec *T
}

// A Reader is where records are read from: a *Set, or a *Draft with the edits
// made so far.
type Reader interface {
	// entry is an *Entry of the kind's type; false when there is none that can be read.
	entry(kind string, id ID) (any, bool)
	// list is every id of the kind, sorted.
	list(kind string) []ID
	// listYear is every id of a year of a kind by year, sorted.
	listYear(kind, year string) []ID
}

// Get is the record with that id. It is false when there is none, and when there
// is one that cannot be decoded: its problems are told by Check.
func (k *Kind[T]) Get(r Reader, id ID) (*Entry[T], bool) {
	e, ok := r.entry(k.Name, id)
	if !ok {
		return nil, false
	}
	return e.(*Entry[T]), true
}

// All yields every record of the kind that can be decoded, by id.
func (k *Kind[T]) All(r Reader) iter.Seq[*Entry[T]] {
	return func(yield func(*Entry[T]) bool) {
		for _, id := range r.list(k.Name) {
			if e, ok := k.Get(r, id); ok && !yield(e) {
				return
			}
		}
	}
}

// IDs are the ids of all records of the kind, sorted; nothing is decoded.
func (k *Kind[T]) IDs(r Reader) []ID { return r.list(k.Name) }

// WithPrefix yields the records whose ids begin with prefix, by id. A year or a
// period as prefix keeps a rule from reading the whole register, even its names.
func (k *Kind[T]) WithPrefix(r Reader, prefix string) iter.Seq[*Entry[T]] {
	return func(yield func(*Entry[T]) bool) {
		var ids []ID
		if year := ID(prefix[:min(4, len(prefix))]).Year(); k.Layout == ByYear && year != "" {
			ids = r.listYear(k.Name, year)
		} else {
			ids = r.list(k.Name)
		}
		for _, id := range beginning(ids, prefix) {
			if e, ok := k.Get(r, id); ok && !yield(e) {
				return
			}
		}
	}
}

// One is the record of a Single kind, its zero value if it cannot be read: rules
// about other records still run when the network record is broken.
func (k *Kind[T]) One(r Reader) *T {
	if e, ok := k.Get(r, ID(k.Name)); ok {
		return e.Rec
	}
	return new(T)
}

// Create adds a copy of a record to the draft. It is an error when the id is taken
// (ErrExists) or has the wrong form for the layout (ErrID).
func (k *Kind[T]) Create(d *Draft, id ID, rec T) error {
	t, err := d.set.mustType(k.Name)
	if err != nil {
		return err
	}
	return d.Create(t, id, &rec)
}

// Edit changes a record in the draft: edit gets a deep copy. It is an error when
// the record does not exist or cannot be read, and when edit returns one.
func (k *Kind[T]) Edit(d *Draft, id ID, edit func(*T) error) error {
	t, err := d.set.mustType(k.Name)
	if err != nil {
		return err
	}
	e, ok := k.Get(d, id)
	if !ok {
		return d.set.missing(t, id)
	}
	rec := doc.Clone(t.Shape(), e.Rec).(*T)
	if err := edit(rec); err != nil {
		return err
	}
	d.put(t, id, &Entry[T]{ID: id, Rec: rec})
	return nil
}

// PathOf is where the file of a record is, slash-separated, relative to the
// repository.
func (k *Kind[T]) PathOf(id ID) string { return pathOf(k.Name, k.Folder, k.Layout, id) }

func pathOf(name, folder string, layout Layout, id ID) string {
	switch layout {
	case Single:
		return path.Join(Root, name+".yaml")
	case ByYear:
		return path.Join(Root, folder, string(id)[:min(4, len(id))], string(id)+".yaml")
	default:
		return path.Join(Root, folder, string(id)+".yaml")
	}
}
