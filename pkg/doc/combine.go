package doc

import (
	"bytes"
	"reflect"
	"strings"
)

// commentsField stands, among the fields that both sides changed, for the comments
// at the top of a record.
const commentsField = "the comments at the top"

// Combine puts two edits of a record together, mine and theirs, each made on base:
// a top-level field, with its comments, comes from the side that changed it. Fields
// that both sides changed, each in its own way, are named in both, and the text has
// mine there. The texts are canonical; it is false when one cannot be read.
func Combine(file string, shape *Shape, base, mine, theirs []byte) (text []byte, both []string, ok bool) {
	var sides [3]map[string][]byte
	for i, data := range [][]byte{base, mine, theirs} {
		s, list := parse(file, data)
		if list != nil || s.root.kind != mapNode || len(s.root.keys) == 0 {
			return nil, nil, false
		}
		head, fields := segments(s)
		fields[commentsField] = head
		sides[i] = fields
	}
	var out bytes.Buffer
	for _, name := range append([]string{commentsField}, shape.Names()...) {
		was, ours, others := trimmed(sides[0][name]), trimmed(sides[1][name]), trimmed(sides[2][name])
		part := ours
		switch {
		case bytes.Equal(ours, was):
			part = others
		case !bytes.Equal(others, was) && !bytes.Equal(others, ours):
			both = append(both, name)
		}
		if len(part) > 0 {
			out.Write(part)
			out.WriteByte('\n')
		}
	}
	return out.Bytes(), both, true
}

// trimmed is a segment without the blank lines behind it.
func trimmed(segment []byte) []byte { return bytes.TrimRight(segment, "\n") }

// ChangedFields are the top-level fields in which two records (pointers to the Shape's
// type) differ, in the order of the Shape.
func ChangedFields(shape *Shape, a, b any) []string {
	var out []string
	va, vb := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for _, f := range shape.Fields {
		if !equalValue(f.Shape, f.In(va), f.In(vb)) {
			out = append(out, f.Name)
		}
	}
	return out
}

// FieldText is the lines of a top-level field of a file, with its comments; nil
// when there is no such field or the file cannot be read.
func FieldText(file string, data []byte, field string) []byte {
	s, list := parse(file, data)
	if list != nil || len(s.root.keys) == 0 {
		return nil
	}
	_, fields := segments(s)
	return trimmed(fields[field])
}

// segments cuts a text into its head and the lines of each top-level field, the
// full-line comments directly above a field included.
func segments(s *source) (head []byte, fields map[string][]byte) {
	fields = map[string][]byte{}
	starts := make([]int, len(s.root.keys)+1)
	for i, k := range s.root.keys {
		at := k.line - 1
		for at > 0 && strings.HasPrefix(s.lines[at-1], "#") && !strings.HasPrefix(s.lines[at-1], schemaComment) {
			at--
		}
		starts[i] = at
	}
	starts[len(s.root.keys)] = len(s.lines)
	cut := func(from, to int) []byte {
		text := strings.Join(s.lines[from:to], "\n")
		if to < len(s.lines) || text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		return []byte(text)
	}
	if starts[0] > 0 {
		head = cut(0, starts[0])
	}
	for i, k := range s.root.keys {
		fields[k.value] = cut(starts[i], starts[i+1])
	}
	return head, fields
}
