package record

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// A Check is one rule about the records of one kind: named, sourced, pure.
//
// It is stated so that [Set.Apply] sees a break without checking everything. It may
// look at its own record, at the records that refer to it, and at Single records.
// Of the records it refers to itself it may ask that they are there, of the right
// kind; a rule about their content stands with them. (A rule that breaks because a
// record of a certain kind is there, such as "marked as external, being a partner",
// is seen from the record that refers. Where that reference led nowhere before, the
// record that fills the gap shows the break to the next full check only.) Its
// message is made of what it looked at, nothing else.
type Check[T any] struct {
	Rule     string        // its name, the argument of "unmn explain"
	Why      string        // why it exists, with its source, in a sentence or two
	Severity diag.Severity // Error unless said otherwise
	Run      func(e *Entry[T], s *Set, report Reporter)

	// Sees are the only kinds whose records Run looks at, besides its own kind and
	// the Single ones; nil means any. [Set.Apply] leaves the check out where nothing
	// it sees was changed, so it pays for one that searches through many records.
	Sees []string
}

// A Column is one value of a record that lists show and filter by.
type Column[T any] struct {
	Name  string // as header and as flag: "status"
	Doc   string // what the flag selects by
	Field string // the top-level field it shows, where that is not its name with underscores
	Value func(e *Entry[T], s *Set) string
}

// A Type is a Kind with its rules and columns, free of its Go type: what a list of
// kinds holds. Only [Of] makes one.
type Type interface {
	Name() string
	Folder() string
	Doc() string
	Layout() Layout
	Shape() *doc.Shape
	States() States
	Rules() []Rule
	Columns() []string
	ColumnDoc(name string) string
	ColumnField(name string) (doc.Field, bool) // the top-level field that a column shows
	PathOf(id ID) string
	New() any // a pointer to an empty record of the Go type

	enter(id ID, rec any) any
	decode(file string, data []byte, id ID) (any, diag.List)
	encode(entry any, old []byte) []byte
	value(entry any) any
	same(a, b any) bool
	check(entry any, s *Set, in *inspection, touched map[string]bool)
	column(entry any, s *Set, name string) string
	goType() reflect.Type
	embeds(t reflect.Type) bool
}

// A Rule is what is told of a check.
type Rule struct {
	Name, Why string
	Severity  diag.Severity
	Kind      string // the kind it is about
}

// Of makes the type of a kind with its rules and columns. The Go type's Shape is
// read once, when it is first asked for: most commands need those of a few kinds.
func Of[T any](k *Kind[T], checks []Check[T], columns []Column[T]) Type {
	return &typ[T]{kind: k, checks: checks, columns: columns,
		shape: sync.OnceValue(func() *doc.Shape { return doc.ShapeOf(reflect.TypeFor[T]()) })}
}

// typ is the only implementation of Type: it gives each kind's Go type back to the
// functions that were written for it.
type typ[T any] struct {
	kind    *Kind[T]
	checks  []Check[T]
	columns []Column[T]
	shape   func() *doc.Shape
}

func (t *typ[T]) Name() string        { return t.kind.Name }
func (t *typ[T]) Folder() string      { return t.kind.Folder }
func (t *typ[T]) Doc() string         { return t.kind.Doc }
func (t *typ[T]) Layout() Layout      { return t.kind.Layout }
func (t *typ[T]) Shape() *doc.Shape   { return t.shape() }
func (t *typ[T]) States() States      { return t.kind.States }
func (t *typ[T]) PathOf(id ID) string { return t.kind.PathOf(id) }

func (t *typ[T]) Rules() []Rule {
	out := make([]Rule, len(t.checks))
	for i, c := range t.checks {
		out[i] = Rule{c.Rule, c.Why, c.Severity, t.kind.Name}
	}
	return out
}

func (t *typ[T]) Columns() []string {
	out := make([]string, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.Name
	}
	return out
}

func (t *typ[T]) ColumnDoc(name string) string {
	for _, c := range t.columns {
		if c.Name == name {
			return c.Doc
		}
	}
	return ""
}

func (t *typ[T]) ColumnField(name string) (doc.Field, bool) {
	field := strings.ReplaceAll(name, "-", "_")
	for _, c := range t.columns {
		if c.Name == name && c.Field != "" {
			field = c.Field
		}
	}
	return t.shape().Field(field)
}

func (t *typ[T]) New() any { return new(T) }

func (t *typ[T]) enter(id ID, rec any) any { return &Entry[T]{ID: id, Rec: rec.(*T)} }

func (t *typ[T]) decode(file string, data []byte, id ID) (any, diag.List) {
	rec := new(T)
	if list := doc.Decode(file, data, t.shape(), rec); list != nil {
		return nil, list
	}
	return &Entry[T]{ID: id, Rec: rec}, nil
}

// header is the first line of every record of a type: where its schema is, seen
// from the record's own folder.
func header(t Type) string {
	up := strings.Repeat("../", strings.Count(t.PathOf("0000"), "/")-1)
	return doc.SchemaLine(up + "schema/" + t.Name() + ".json")
}

func (t *typ[T]) encode(entry any, old []byte) []byte {
	rec := entry.(*Entry[T]).Rec
	if old == nil {
		return doc.Encode(t.shape(), rec, header(t))
	}
	return doc.Update(t.kind.Name, old, t.shape(), rec, header(t))
}

func (t *typ[T]) value(entry any) any { return entry.(*Entry[T]).Rec }

func (t *typ[T]) same(a, b any) bool { return doc.Equal(t.shape(), t.value(a), t.value(b)) }

// check runs the checks of a record: all of them, or where only records of some
// kinds were touched, those that can see one.
func (t *typ[T]) check(entry any, s *Set, in *inspection, touched map[string]bool) {
	e := entry.(*Entry[T])
	for _, c := range t.checks {
		if touched != nil && c.Sees != nil && !touched[t.kind.Name] && !slices.ContainsFunc(c.Sees, func(kind string) bool { return touched[kind] }) {
			continue
		}
		c.Run(e, s, Reporter{in: in, rule: c.Rule, severity: c.Severity})
	}
}

func (t *typ[T]) column(entry any, s *Set, name string) string {
	for _, c := range t.columns {
		if c.Name == name {
			return c.Value(entry.(*Entry[T]), s)
		}
	}
	return ""
}

func (t *typ[T]) goType() reflect.Type { return reflect.TypeFor[T]() }

func (t *typ[T]) embeds(e reflect.Type) bool {
	for i := range t.goType().NumField() {
		if f := t.goType().Field(i); f.Anonymous && f.Type == e {
			return true
		}
	}
	return false
}

// Format is the canonical text of a record of the type, given the text of its
// file; or the problems that keep it from being formatted.
func Format(t Type, file string, data []byte) ([]byte, diag.List) {
	return doc.Format(file, data, t.Shape(), header(t))
}

// SchemaPath is where the JSON Schema of a type is kept in the repository.
func SchemaPath(t Type) string { return SchemaDir + "/" + t.Name() + ".json" }

// Schema is the JSON Schema of a type. A schema sees one moment of one file; how
// its state moves is told in words.
func Schema(t Type) ([]byte, error) {
	about := t.Doc()
	if lines := t.States().Lines(); t.States().Field != "" {
		about += ". Its " + t.States().Field + " " + strings.Join(lines, "; ")
	}
	return doc.Schema(t.Shape(), t.Name(), about)
}
