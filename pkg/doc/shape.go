package doc

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// ShapeKind is the form a value has in a file.
type ShapeKind int

// The forms.
const (
	StringShape ShapeKind = iota // text in one language, free
	ScalarShape                  // text that a type parses: dates, ids, references
	EnumShape                    // one of a list of words
	IntShape
	BoolShape
	TextShape // prose in one or several languages
	ListShape
	StructShape
)

// A Shape says how a Go type is written in a file. It is made once from the type
// and never changes.
type Shape struct {
	Kind    ShapeKind
	Type    reflect.Type // without pointer
	Enum    []string     // of an EnumShape
	Pattern string       // of a ScalarShape whose type names one
	Format  string       // of a ScalarShape: a format name of JSON Schema
	Elem    *Shape       // of a ListShape
	Fields  []Field      // of a StructShape, in the order of the file
	Key     []string     // of a StructShape: the fields that identify it in a list

	MaxLength int // of a ScalarShape, in characters; 0 means no bound
}

// A Field is one field of a record or of a part of it.
type Field struct {
	Name     string
	Doc      string
	Must     bool
	Flow     bool
	Min, Max int // of an IntShape; both 0 means no bounds
	Shape    *Shape
	Pointer  bool // the Go field is a pointer: its zero is told from absence
	Tag      reflect.StructTag
	index    []int
}

// In is the field's value in a struct of the Shape's type.
func (f Field) In(v reflect.Value) reflect.Value { return v.FieldByIndex(f.index) }

// Field is the field of that name.
func (s *Shape) Field(name string) (Field, bool) {
	for _, f := range s.Fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// Names are the names of the fields in order.
func (s *Shape) Names() []string {
	out := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		out[i] = f.Name
	}
	return out
}

// Enumerated is a string type with a closed list of words.
type Enumerated interface{ Values() []string }

var (
	textType      = reflect.TypeFor[Text]()
	marshalerType = reflect.TypeFor[encoding.TextMarshaler]()
	parserType    = reflect.TypeFor[encoding.TextUnmarshaler]()
	enumType      = reflect.TypeFor[Enumerated]()
)

// ShapeOf reads the shape of a struct type. It panics on a type or tag that
// records cannot have: that is a mistake in the program, found by its first test.
func ShapeOf(t reflect.Type) *Shape {
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("doc: %v is not a struct", t))
	}
	return shapeOf(t)
}

func shapeOf(t reflect.Type) *Shape {
	switch {
	case t == textType:
		return &Shape{Kind: TextShape, Type: t}
	case t.Implements(enumType):
		return &Shape{Kind: EnumShape, Type: t, Enum: reflect.Zero(t).Interface().(Enumerated).Values()}
	case t.Implements(marshalerType) && reflect.PointerTo(t).Implements(parserType):
		return scalarShape(t)
	}
	switch t.Kind() {
	case reflect.String:
		return &Shape{Kind: StringShape, Type: t}
	case reflect.Int:
		return &Shape{Kind: IntShape, Type: t}
	case reflect.Bool:
		return &Shape{Kind: BoolShape, Type: t}
	case reflect.Slice:
		return &Shape{Kind: ListShape, Type: t, Elem: shapeOf(t.Elem())}
	case reflect.Struct:
		return structShape(t)
	}
	panic(fmt.Sprintf("doc: a record cannot hold a %v", t))
}

// scalarShape asks the type for the pattern, format and length that JSON Schema
// shows.
func scalarShape(t reflect.Type) *Shape {
	s := &Shape{Kind: ScalarShape, Type: t}
	zero := reflect.Zero(t).Interface()
	if p, ok := zero.(interface{ Pattern() string }); ok {
		s.Pattern = p.Pattern()
	}
	if f, ok := zero.(interface{ Format() string }); ok {
		s.Format = f.Format()
	}
	if m, ok := zero.(interface{ MaxLength() int }); ok {
		s.MaxLength = m.MaxLength()
	}
	return s
}

func structShape(t reflect.Type) *Shape {
	s := &Shape{Kind: StructShape, Type: t}
	s.addFields(t, nil)
	for _, f := range s.Fields {
		if f.Tag.Get("key") == "yes" {
			s.Key = append(s.Key, f.Name)
		}
	}
	return s
}

func (s *Shape) addFields(t reflect.Type, prefix []int) {
	for i := range t.NumField() {
		sf := t.Field(i)
		index := append(prefix[:len(prefix):len(prefix)], i)
		name, option, _ := strings.Cut(sf.Tag.Get("yaml"), ",")
		if option == "inline" {
			s.addFields(sf.Type, index)
			continue
		}
		if name == "" || sf.Tag.Get("doc") == "" {
			panic(fmt.Sprintf("doc: field %s of %v lacks a yaml or doc tag", sf.Name, t))
		}
		if Ambiguous(name) {
			panic(fmt.Sprintf("doc: %q of %v is a name that YAML readers misread", name, t))
		}
		f := Field{
			Name: name, Doc: sf.Tag.Get("doc"), Must: sf.Tag.Get("must") == "yes",
			Flow: sf.Tag.Get("flow") == "yes", Tag: sf.Tag, index: index,
		}
		ft := sf.Type
		if ft.Kind() == reflect.Pointer {
			f.Pointer, ft = true, ft.Elem()
		}
		f.Shape = shapeOf(ft)
		f.Min, f.Max = bounds(sf)
		s.Fields = append(s.Fields, f)
	}
}

func bounds(sf reflect.StructField) (low, high int) {
	tag := sf.Tag.Get("range")
	if tag == "" {
		return 0, 0
	}
	a, b, _ := strings.Cut(tag, "-")
	low, errLow := strconv.Atoi(a)
	high, errHigh := strconv.Atoi(b)
	if errLow != nil || errHigh != nil || low > high {
		panic(fmt.Sprintf("doc: field %s has the range %q", sf.Name, tag))
	}
	return low, high
}

// Items are the keys of the items in a top-level list of a record (a pointer to
// the struct the field belongs to); only those equal to key unless key is "".
func Items(f Field, record any, key string) []string {
	v := f.In(reflect.ValueOf(record).Elem())
	if f.Shape.Kind != ListShape {
		return nil
	}
	var out []string
	for i := range v.Len() {
		if k := keyOf(f.Shape.Elem, v.Index(i)); k != "" && (key == "" || k == key) {
			out = append(out, k)
		}
	}
	return out
}
