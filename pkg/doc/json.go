package doc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"unicode/utf16"

	"unmn/pkg/diag"
)

// An Object is a JSON object whose members keep their order.
type Object []Member

// A Member is one name and value of an Object.
type Member struct {
	Name  string
	Value any
}

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{m.Name, m.Value} {
			if j > 0 {
				b.WriteByte(':')
			}
			text, err := marshal(v)
			if err != nil {
				return nil, err
			}
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshal is json.Marshal without the escapes meant for HTML.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// JSON is a record (a pointer to the Shape's type) as an ordered JSON value with
// the names of the file. Only the named fields, when any are named.
func JSON(shape *Shape, record any, fields ...string) Object {
	return jsonStruct(shape, reflect.ValueOf(record).Elem(), fields)
}

func jsonStruct(s *Shape, v reflect.Value, only []string) Object {
	probe := &writer{}
	out := Object{}
	for _, f := range s.Fields {
		if len(only) > 0 && !slices.Contains(only, f.Name) {
			continue
		}
		if fv := f.In(v); probe.present(f, fv, "") {
			out = append(out, Member{f.Name, jsonValue(f.Shape, reflect.Indirect(fv))})
		}
	}
	return out
}

func jsonValue(s *Shape, v reflect.Value) any {
	switch s.Kind {
	case StructShape:
		return jsonStruct(s, v, nil)
	case ListShape:
		out := make([]any, v.Len())
		for i := range out {
			out[i] = jsonValue(s.Elem, v.Index(i))
		}
		return out
	case TextShape:
		t := v.Interface().(Text)
		if plain, ok := t[""]; ok {
			return plain
		}
		return map[string]string(t)
	case BoolShape:
		return v.Bool()
	case IntShape:
		return v.Int()
	}
	return scalarText(s, v)
}

// EscapeJSON writes the characters of a JSON text that nobody can see, that turn text
// around or that paint a terminal as JSON escapes: the same value, harmless to look at.
func EscapeJSON(text []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(text) {
		switch {
		case r == '\n' || !diag.Unsafe(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, "\\u%04x\\u%04x", high, low)
		default:
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.Bytes()
}
