package record

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// Errors a caller can ask for.
var (
	ErrExists    = errors.New("already there")
	ErrNotFound  = errors.New("not found")
	ErrUnread    = errors.New("cannot be read")
	ErrAmbiguous = errors.New("more than one fits")
)

// A Set is every record at one moment. It reads lazily from the fs.FS it was
// loaded from and is safe for concurrent use. Nothing modifies it: Apply makes
// another one, which shares what did not change.
type Set struct {
	fsys  fs.FS
	types []Type
	named map[string]Type
	aims  *aims

	mu     sync.Mutex
	lists  map[string][]ID          // by kind, read when first asked for
	dirs   map[string][]fs.DirEntry // by folder, read when first asked for
	slots  map[string]*slot         // by path
	over   map[string][]byte        // files that differ from fsys; nil removes
	err    error                    // the first failure to read; see Err
	parent *Set                     // the set this one was made of by Apply; shares decoded records

	years   map[string][]string        // of the kinds by year; see Years
	indexes map[string]map[string][]ID // see Having

	last AnyRef // see Recall
}

// slot is one file: read once, and decoded once when more is asked than whether it
// is there.
type slot struct {
	read, decode sync.Once
	data         []byte
	absent       bool
	entry        any
	problems     diag.List
}

// Load makes the set of the records below fsys's folder records/. It reads
// nothing yet; what goes wrong later is told by Err. It is an error when there is
// no such folder.
func Load(fsys fs.FS, types ...Type) (*Set, error) {
	info, err := fs.Stat(fsys, Root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no folder %s/: %w", Root, ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", Root)
	}
	return newSet(fsys, types), nil
}

// Empty is the set without records, from which a register begins.
func Empty(types ...Type) *Set { return newSet(nothing{}, types) }

// nothing is a file system without files.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func newSet(fsys fs.FS, types []Type) *Set {
	s := &Set{fsys: fsys, types: types, named: map[string]Type{}, aims: &aims{known: map[*doc.Shape]*aim{}}, lists: map[string][]ID{}, dirs: map[string][]fs.DirEntry{}, slots: map[string]*slot{}}
	for _, t := range types {
		s.named[t.Name()] = t
	}
	return s
}

// Types are the kinds of record the set knows, in their order.
func (s *Set) Types() []Type { return s.types }

// Type is the kind of that name.
func (s *Set) Type(kind string) (Type, bool) {
	t, ok := s.named[kind]
	return t, ok
}

func (s *Set) mustType(kind string) (Type, error) {
	if t, ok := s.named[kind]; ok {
		return t, nil
	}
	return nil, fmt.Errorf("this set holds no records of the kind %q", kind)
}

// Err is the first failure to read a file or a folder, nil when there was none.
// Whoever writes asks before writing: what could not be read is not absent.
func (s *Set) Err() error {
	if s.parent != nil {
		if err := s.parent.Err(); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

func (s *Set) fail(name string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = fmt.Errorf("%s: %w: %w", name, ErrUnread, err)
	}
}

// File is the text of a file of the set, false when there is none.
func (s *Set) File(name string) ([]byte, bool) {
	if data, changed := s.over[name]; changed {
		return data, data != nil
	}
	data, err := fs.ReadFile(s.fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false
	}
	if err != nil {
		s.fail(name, err)
		return nil, false
	}
	return data, true
}

// slotOf is the slot of a record, decoded.
func (s *Set) slotOf(t Type, id ID) *slot {
	sl := s.fileOf(t, id)
	sl.decode.Do(func() {
		if !sl.absent {
			sl.entry, sl.problems = t.decode(t.PathOf(id), sl.data, id)
		}
	})
	return sl
}

// fileOf is the slot of a record, read but perhaps not decoded.
func (s *Set) fileOf(t Type, id ID) *slot {
	name := t.PathOf(id)
	if _, changed := s.over[name]; !changed && s.parent != nil {
		return s.parent.fileOf(t, id)
	}
	s.mu.Lock()
	sl := s.slots[name]
	if sl == nil {
		sl = &slot{}
		s.slots[name] = sl
	}
	s.mu.Unlock()
	sl.read.Do(func() {
		data, ok := s.File(name)
		sl.data, sl.absent = data, !ok
	})
	return sl
}

func (s *Set) entry(kind string, id ID) (any, bool) {
	t, ok := s.named[kind]
	if !ok || !suits(t, id) {
		return nil, false
	}
	sl := s.slotOf(t, id)
	return sl.entry, sl.entry != nil
}

// exists reports a file for the record, readable or not as a record. It is read,
// so that a failure to read it is told, and not decoded.
func (s *Set) exists(kind string, id ID) bool {
	t, ok := s.named[kind]
	return ok && suits(t, id) && !s.fileOf(t, id).absent
}

// suits reports whether a record of the type can have the id: a Single kind has
// one, an id by year begins with the year.
func suits(t Type, id ID) bool {
	switch t.Layout() {
	case Single:
		return id == ID(t.Name())
	case ByYear:
		return id.Year() != ""
	default:
		return id != ""
	}
}

// Has reports whether there is a record of that kind and id, even one that does
// not decode.
func (s *Set) Has(kind string, id ID) bool { return s.exists(kind, id) }

// list is every id of a kind, sorted. Files whose names are no ids are left out;
// Check tells of them.
func (s *Set) list(kind string) []ID {
	t, ok := s.named[kind]
	if !ok {
		return nil
	}
	s.mu.Lock()
	ids, have := s.lists[kind]
	s.mu.Unlock()
	if have {
		return ids
	}
	if s.parent != nil {
		ids = s.patched(t, s.parent.list(kind), "")
	} else {
		ids = s.readList(t)
	}
	s.mu.Lock()
	s.lists[kind] = ids
	s.mu.Unlock()
	return ids
}

// idOf is the id of a record of a type by the path of its file.
func (s *Set) idOf(t Type, name string) (ID, bool) {
	base, isYAML := strings.CutSuffix(path.Base(name), ".yaml")
	if !isYAML {
		return "", false
	}
	id, err := ParseID(base)
	if err != nil || t.PathOf(id) != name || t.Layout() == ByYear && id.Year() == "" {
		return "", false
	}
	return id, true
}

// Locate is the kind and id of the record a path is the file of; false for any
// other file.
func (s *Set) Locate(name string) (Type, ID, bool) {
	for _, t := range s.types {
		if id, ok := s.idOf(t, name); ok {
			return t, id, true
		}
	}
	return nil, "", false
}

func (s *Set) readList(t Type) []ID {
	if t.Layout() == Single {
		_, err := fs.Stat(s.fsys, t.PathOf(""))
		if err == nil {
			return []ID{ID(t.Name())}
		}
		if !errors.Is(err, fs.ErrNotExist) {
			s.fail(t.PathOf(""), err)
		}
		return nil
	}
	folders := []string{path.Join(Root, t.Folder())}
	if t.Layout() == ByYear {
		top := folders[0]
		folders = nil
		for _, d := range s.readDir(top) {
			if d.IsDir() {
				folders = append(folders, path.Join(top, d.Name()))
			}
		}
	}
	var ids []ID
	for _, folder := range folders {
		ids = append(ids, s.idsIn(t, folder)...)
	}
	slices.Sort(ids)
	return ids
}

// An Item is one record free of its Go type, for what treats all kinds alike.
type Item struct {
	Type  Type
	ID    ID
	set   *Set
	entry any
}

// Item is the record of that kind and id. The error wraps ErrNotFound when there
// is none, and is a diag.List when there is one that does not decode.
func (s *Set) Item(kind string, id ID) (Item, error) {
	t, err := s.mustType(kind)
	if err != nil {
		return Item{}, err
	}
	e, ok := s.entry(kind, id)
	if !ok {
		return Item{}, s.missing(t, id)
	}
	return Item{t, id, s, e}, nil
}

// Items yields every record of a kind that can be decoded.
func (s *Set) Items(kind string) []Item {
	var out []Item
	ids := s.list(kind)
	spread(len(ids), func(i int) { s.entry(kind, ids[i]) })
	for _, id := range ids {
		if e, ok := s.entry(kind, id); ok {
			out = append(out, Item{s.named[kind], id, s, e})
		}
	}
	return out
}

// Column is the value of a column for the record.
func (i Item) Column(name string) string { return i.Type.column(i.entry, i.set, name) }

// Path is the file of the record.
func (i Item) Path() string { return i.Type.PathOf(i.ID) }

// Rec is the record, a pointer to the kind's Go type, not to be modified.
func (i Item) Rec() any { return i.Type.value(i.entry) }

// With is the item with another record in its place, a pointer to the kind's Go
// type: the record seen in some way. The set is not touched.
func (i Item) With(rec any) Item {
	i.entry = i.Type.enter(i.ID, rec)
	return i
}

// missing says why a record cannot be had.
func (s *Set) missing(t Type, id ID) error {
	if sl := s.slotOf(t, id); !sl.absent && sl.problems != nil {
		return sl.problems
	}
	if err := s.Err(); err != nil {
		return err
	}
	return &NotFound{Kind: t.Name(), Text: string(id), message: fmt.Sprintf("there is no %s %q", t.Name(), id)}
}

// IDs are the ids of all records of a kind, sorted; nothing is decoded.
func (s *Set) IDs(kind string) []ID { return s.list(kind) }
