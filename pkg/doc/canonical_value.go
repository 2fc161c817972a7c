package doc

import (
	"encoding"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Values on one line, as canonical text has them.

// inlineScalar reads a scalar in double quotation marks, or a plain one up to one of
// the bytes in stop or the end. Whether it may be plain is for the caller to say.
func inlineScalar(s, stop string) (text string, quoted bool, rest string, ok bool) {
	if s == "" {
		return "", false, "", false
	}
	if s[0] == '"' {
		text, rest, ok = quotedScalar(s[1:])
		return text, true, rest, ok
	}
	end := len(s)
	if stop != "" {
		if i := strings.IndexAny(s, stop); i >= 0 {
			end = i
		}
	}
	return s[:end], false, s[end:], true
}

// isPlain reports whether the formatter leaves a text without quotation marks.
func isPlain(s string) bool { return plainWord(s) || plainSafe(s) }

// quotedScalar reads up to the closing quotation mark. Of the escapes it knows
// those of ordinary text.
func quotedScalar(s string) (text, rest string, ok bool) {
	i := strings.IndexAny(s, `"\`)
	if i < 0 {
		return "", "", false
	}
	if s[i] == '"' {
		return s[:i], s[i+1:], true
	}
	var b strings.Builder
	for i = 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"':
			return b.String(), s[i+1:], true
		case '\\':
			i++
			if i == len(s) {
				return "", "", false
			}
			at := strings.IndexByte(`"\nt`, s[i])
			if at < 0 {
				return "", "", false
			}
			b.WriteByte("\"\\\n\t"[at])
		default:
			b.WriteByte(c)
		}
	}
	return "", "", false
}

// plainWord is a quick yes of plainSafe for most words: a letter, then letters,
// digits, blanks and harmless signs.
func plainWord(s string) bool {
	if s == "" || len(s) > 1<<12 || s[len(s)-1] == ' ' {
		return false
	}
	if c := s[0] | 0x20; c < 'a' || c > 'z' || strings.IndexByte("exotz", c) >= 0 {
		return false
	}
	for i := 1; i < len(s); i++ {
		if !harmless(s[i]) {
			return false
		}
	}
	return !Ambiguous(s)
}

// harmless bytes mean nothing to YAML wherever they stand behind a letter.
func harmless(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(" -./()_;'", c) >= 0
}

// flow reads a list or a struct in brackets and gives what stands behind it.
func (c *canonicalReader) flow(s string, f *Field, shape *Shape, v reflect.Value, depth int) (string, bool) {
	if depth > MaxDepth {
		return "", false
	}
	switch {
	case s[0] == '[' && shape.Kind == ListShape:
		return c.flowList(s[1:], f, shape, v)
	case s[0] == '{' && shape.Kind == StructShape:
		return c.flowStruct(s[1:], shape, v, depth)
	}
	return "", false
}

// flowList reads the scalars of a list, from behind its bracket.
func (c *canonicalReader) flowList(s string, f *Field, shape *Shape, v reflect.Value) (string, bool) {
	if shape.Elem.Kind >= TextShape {
		return "", false
	}
	for n := 0; ; n++ {
		text, quoted, rest, ok := inlineScalar(s, ",]")
		v.Grow(1)
		v.SetLen(n + 1)
		c.nodes++
		if !ok || rest == "" || !c.set(f, shape.Elem, v.Index(n), text, quoted) {
			return "", false
		}
		if rest[0] == ']' {
			return rest[1:], distinct(shape, v)
		}
		if !strings.HasPrefix(rest, ", ") {
			return "", false
		}
		s = rest[2:]
	}
}

// flowStruct reads the fields of a struct, from behind its bracket.
func (c *canonicalReader) flowStruct(s string, shape *Shape, v reflect.Value, depth int) (string, bool) {
	for at := 0; ; {
		i := fieldAt(shape.Fields[at:], s)
		if i < 0 || lacks(shape.Fields[at:at+i]) {
			return "", false
		}
		f := &shape.Fields[at+i]
		at += i + 1
		c.nodes += 2
		s = s[len(f.Name)+1:]
		if len(s) < 2 || s[0] != ' ' {
			return "", false
		}
		rest, ok := c.flowValue(s[1:], f, target(f, v), depth+1)
		if !ok || rest == "" {
			return "", false
		}
		if rest[0] == '}' {
			return rest[1:], !lacks(shape.Fields[at:])
		}
		if !strings.HasPrefix(rest, ", ") {
			return "", false
		}
		s = rest[2:]
	}
}

func (c *canonicalReader) flowValue(s string, f *Field, v reflect.Value, depth int) (string, bool) {
	switch f.Shape.Kind {
	case StructShape:
		return "", false
	case ListShape:
		return c.flow(s, f, f.Shape, v, depth)
	}
	text, quoted, rest, ok := inlineScalar(s, ",}")
	return rest, ok && c.set(f, f.Shape, v, text, quoted)
}

// set gives a scalar of one line its place, if the decoder has nothing against it.
func (c *canonicalReader) set(f *Field, s *Shape, v reflect.Value, text string, quoted bool) bool {
	if text == "" {
		return false
	}
	switch s.Kind {
	case BoolShape:
		v.SetBool(text == "true")
		return !quoted && (text == "true" || text == "false")
	case IntShape:
		return !quoted && setNumber(f, v, text)
	}
	if !quoted && !isPlain(text) {
		return false
	}
	switch s.Kind {
	case EnumShape:
		i := slices.Index(s.Enum, text)
		if i >= 0 {
			v.SetString(s.Enum[i])
		}
		return i >= 0
	case ScalarShape:
		return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)) == nil
	}
	return setText(s, v, strings.Clone(text))
}

// setText gives a text its place.
func setText(s *Shape, v reflect.Value, text string) bool {
	switch s.Kind {
	case StringShape:
		v.SetString(text)
	case TextShape:
		v.Set(reflect.ValueOf(Text{"": text}))
	default:
		return false
	}
	return true
}

// setNumber is what the decoder does with a number.
func setNumber(f *Field, v reflect.Value, text string) bool {
	i, err := strconv.Atoi(text)
	low, high := f.Min, f.Max
	if low == 0 && high == 0 {
		high = maxInt
	}
	if err != nil || strconv.Itoa(i) != text || i < low || i > high {
		return false
	}
	v.SetInt(int64(i))
	return true
}

// distinct reports whether no two items of a list have one key, as far as values
// tell: a number 0 in a key is left to the decoder, which looks at the text.
func distinct(s *Shape, v reflect.Value) bool {
	if s.Elem.Kind == TextShape || v.Len() < 2 || s.Elem.Kind == StructShape && len(s.Elem.Key) == 0 {
		return true
	}
	seen := make(map[string]bool, v.Len())
	for i := range v.Len() {
		for _, name := range s.Elem.Key {
			f, _ := s.Elem.Field(name)
			if k := f.In(v.Index(i)); (k.Kind() == reflect.Int || k.Kind() == reflect.Bool) && k.IsZero() {
				return false
			}
		}
		key := keyOf(s.Elem, v.Index(i))
		if key != "" && seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}
