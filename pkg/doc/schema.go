package doc

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// Schema is the JSON Schema (draft 2020-12) of a Shape, indented, for editors and
// other programs. It accepts what Decode accepts of one file taken by itself;
// that files agree with each other is for `unmn check`.
func Schema(shape *Shape, title, description string) ([]byte, error) {
	o := Object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", title},
		{"description", description},
	}
	o = append(o, schemaStruct(shape)...)
	text, err := marshal(append(o, Member{"$defs", Object{{"text", schemaText()}, {"prose", schemaProse()}}}))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return EscapeJSON(b.Bytes()), nil
}

// schemaText is text in a record: not empty, and without the characters that have
// no place in one. Those beyond U+FFFF are left to Decode: programs disagree on how
// a pattern names them.
func schemaText() Object {
	var refused strings.Builder
	refused.WriteString("^[^")
	for first := rune(0); first <= 0xffff; first++ {
		last := first
		for last <= 0xffff && refusedInText(last) {
			last++
		}
		if last == first {
			continue
		}
		refused.WriteRune(first)
		if last > first+1 {
			refused.WriteByte('-')
			refused.WriteRune(last - 1)
		}
		first = last
	}
	refused.WriteString("]*$")
	return Object{{"type", "string"}, {"minLength", 1}, {"pattern", refused.String()}}
}

// schemaProse is text, or text by language.
func schemaProse() Object {
	text := Object{{"$ref", "#/$defs/text"}}
	byLanguage := Object{
		{"type", "object"}, {"minProperties", 1}, {"additionalProperties", false},
		{"patternProperties", Object{{LanguagePattern, text}}},
	}
	return Object{{"oneOf", []any{text, byLanguage}}}
}

// refusedInText leaves out line feed and tab, which text may have, and what is no
// character at all.
func refusedInText(r rune) bool {
	return r != '\n' && r != '\t' && diag.Unsafe(r) && utf8.ValidRune(r)
}

func schemaStruct(s *Shape) Object {
	required := []string{}
	properties := Object{}
	for _, f := range s.Fields {
		if f.Must {
			required = append(required, f.Name)
		}
		o := Object{{"description", f.Doc}}
		properties = append(properties, Member{f.Name, append(o, schemaField(f)...)})
	}
	o := Object{{"type", "object"}, {"additionalProperties", false}, {"minProperties", 1}}
	if len(required) > 0 {
		o = append(o, Member{"required", required})
	}
	return append(o, Member{"properties", properties})
}

func schemaField(f Field) Object {
	if f.Shape.Kind == ListShape {
		item := f
		item.Shape = f.Shape.Elem
		return Object{{"type", "array"}, {"minItems", 1}, {"uniqueItems", f.Shape.Elem.distinct()}, {"items", schemaField(item)}}
	}
	switch f.Shape.Kind {
	case StructShape:
		return schemaStruct(f.Shape)
	case TextShape:
		return Object{{"$ref", "#/$defs/prose"}}
	case BoolShape:
		return Object{{"type", "boolean"}}
	case IntShape:
		high := f.Max
		if f.Min == 0 && f.Max == 0 {
			high = maxInt
		}
		return Object{{"type", "integer"}, {"minimum", f.Min}, {"maximum", high}}
	case EnumShape:
		return Object{{"enum", f.Shape.Enum}}
	}
	if f.Shape.Pattern == "" && f.Shape.Format == "" {
		return Object{{"$ref", "#/$defs/text"}}
	}
	o := Object{{"type", "string"}, {"minLength", 1}}
	if f.Shape.MaxLength > 0 {
		o = append(o, Member{"maxLength", f.Shape.MaxLength})
	}
	if f.Shape.Pattern != "" {
		o = append(o, Member{"pattern", f.Shape.Pattern})
	}
	if f.Shape.Format != "" {
		o = append(o, Member{"format", f.Shape.Format})
	}
	return o
}

// distinct reports whether no two items of a list may be equal: values, and structs
// that always have their key.
func (s *Shape) distinct() bool {
	switch s.Kind {
	case TextShape, ListShape:
		return false
	case StructShape:
		if len(s.Key) == 0 {
			return false
		}
		f, _ := s.Field(s.Key[0])
		return f.Must
	}
	return true
}
