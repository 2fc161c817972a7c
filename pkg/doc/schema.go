package doc

import (
	"bytes"
	"encoding/json"
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
	text, err := marshal(append(o, schemaStruct(shape)...))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
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
		return Object{{"type", "array"}, {"minItems", 1}, {"uniqueItems", true}, {"items", schemaField(item)}}
	}
	switch f.Shape.Kind {
	case StructShape:
		return schemaStruct(f.Shape)
	case TextShape:
		return Object{{"oneOf", []any{
			schemaString(),
			Object{
				{"type", "object"}, {"minProperties", 1}, {"additionalProperties", false},
				{"patternProperties", Object{{languagePattern, schemaString()}}},
			},
		}}}
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
	o := schemaString()
	if f.Shape.Pattern != "" {
		o = append(o, Member{"pattern", f.Shape.Pattern})
	}
	if f.Shape.Format != "" {
		o = append(o, Member{"format", f.Shape.Format})
	}
	return o
}

func schemaString() Object { return Object{{"type", "string"}, {"minLength", 1}} }
