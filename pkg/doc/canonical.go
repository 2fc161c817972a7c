package doc

import (
	"reflect"
	"strings"
	"unicode/utf8"

	"unmn/pkg/diag"
)

// Nearly every file a register holds was written by this program, in one way. Such
// a text is read here straight into the record, without the YAML parser, which
// costs ten times as much. The reader knows nothing but the canonical forms and
// gives up at the first byte that is another: a comment, a field out of its order,
// a value that would be a problem. The YAML parser then reads the file from the
// start and tells what is wrong and where. So the two must agree on one thing only:
// what is read here, the parser reads as the same record without a problem.

// readCanonical reads a text into a record, a zero value of the Shape's type. It is
// false when it gave up; the record is then not to be used.
func readCanonical(data []byte, shape *Shape, into reflect.Value) bool {
	if !canonicalBytes(data) {
		return false
	}
	c := &canonicalReader{text: string(data), nodes: 1}
	c.advance()
	for !c.end && (c.line == "" || c.line[0] == '#') && c.indent == 0 {
		c.advance()
	}
	return c.fields(shape, into, 0, 1) && c.end && !c.failed && c.nodes <= MaxNodes
}

// canonicalBytes reports whether a text has the size and the characters of one that
// the formatter writes. It refuses all that the first pass refuses.
func canonicalBytes(data []byte) bool {
	if len(data) == 0 || len(data) > MaxSize || data[len(data)-1] != '\n' {
		return false
	}
	marks := 0
	for i := 0; i < len(data); {
		c := data[i]
		if c >= 0x80 {
			r, size := utf8.DecodeRune(data[i:])
			if unprintable(r) || diag.Unsafe(r) {
				return false
			}
			i += size
			continue
		}
		if c < ' ' && c != '\n' || c == 0x7f {
			return false
		}
		if c == '\n' || c == ',' || c == '[' || c == '{' {
			marks++
		}
		i++
	}
	return marks <= MaxMarks
}

// A canonicalReader stands at one line of the text.
type canonicalReader struct {
	text   string
	next   int    // where the line after this one begins
	indent int    // blanks before the line
	line   string // without them
	raw    string // with them
	end    bool   // there is no line any more
	failed bool   // a line ends in a blank
	nodes  int    // as the converter counts them
}

// advance goes on to the line at next.
func (c *canonicalReader) advance() {
	if c.next == len(c.text) {
		c.end, c.line, c.indent = true, "", -1
		return
	}
	line := c.text[c.next:]
	line = line[:strings.IndexByte(line, '\n')]
	c.next += len(line) + 1
	c.failed = c.failed || strings.HasSuffix(line, " ")
	c.indent = 0
	for c.indent < len(line) && line[c.indent] == ' ' {
		c.indent++
	}
	c.line, c.raw = line[c.indent:], line
}

// blank reports an empty line, which canonical text has between top-level fields.
func (c *canonicalReader) blank() bool { return !c.end && c.line == "" }

// fields reads the fields of a struct, one or more, in their order, from lines with
// an indentation. depth is that of the mapping.
func (c *canonicalReader) fields(s *Shape, into reflect.Value, indent, depth int) bool {
	at := 0
	for first := true; ; first = false {
		for indent == 0 && c.blank() {
			c.advance()
		}
		if c.end || c.indent < indent || c.blank() {
			return !first && !lacks(s.Fields[at:])
		}
		i := fieldAt(s.Fields[at:], c.line)
		if c.indent != indent || i < 0 || lacks(s.Fields[at:at+i]) {
			return false
		}
		f := &s.Fields[at+i]
		at += i + 1
		c.nodes++
		if !c.value(c.line[len(f.Name)+1:], f, f.Shape, target(f, into), indent, depth+1) {
			return false
		}
	}
}

// fieldAt finds the field whose name and colon a line begins with, -1 when none.
func fieldAt(fields []Field, line string) int {
	for i := range fields {
		if n := len(fields[i].Name); len(line) > n && line[n] == ':' && line[:n] == fields[i].Name {
			return i
		}
	}
	return -1
}

// lacks reports fields that were passed over and are mandatory.
func lacks(fields []Field) bool {
	for i := range fields {
		if fields[i].Must {
			return true
		}
	}
	return false
}

// target is where the value of a field goes; behind a pointer, a new value.
func target(f *Field, into reflect.Value) reflect.Value {
	v := f.In(into)
	if f.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	return v
}

// value reads what follows a key's colon or an item's dash, on this line and, if it
// takes several, on those below. indent is the column of the key or the dash.
func (c *canonicalReader) value(rest string, f *Field, s *Shape, v reflect.Value, indent, depth int) bool {
	c.nodes++
	if depth > MaxDepth {
		return false
	}
	if rest == "" {
		c.advance()
		switch s.Kind {
		case StructShape:
			return c.fields(s, v, indent+2, depth)
		case ListShape:
			return c.items(f, s, v, indent+2, depth)
		case TextShape:
			return c.languages(v, indent+2)
		}
		return false
	}
	if len(rest) < 2 || rest[0] != ' ' {
		return false
	}
	rest = rest[1:]
	switch {
	case rest == "|" || rest == "|-":
		text, ok := c.block(rest, indent+2)
		return ok && setText(s, v, text)
	case s.Kind == StructShape, s.Kind == ListShape:
		rest, ok := c.flow(rest, f, s, v, depth)
		c.advance()
		return ok && rest == ""
	}
	text, quoted, rest, ok := inlineScalar(rest, "")
	c.advance()
	return ok && rest == "" && c.set(f, s, v, text, quoted)
}

// items reads a list with each item on lines of its own.
func (c *canonicalReader) items(f *Field, s *Shape, v reflect.Value, indent, depth int) bool {
	n := 0
	for ; !c.end && c.indent == indent && strings.HasPrefix(c.line, "- "); n++ {
		v.Grow(1)
		v.SetLen(n + 1)
		item, rest := v.Index(n), c.line[2:]
		var ok bool
		switch {
		case rest == "" || s.Elem.Kind == ListShape:
			return false
		case s.Elem.Kind == StructShape && rest[0] != '{':
			c.nodes++
			c.indent, c.line = indent+2, rest
			ok = depth < MaxDepth && c.fields(s.Elem, item, indent+2, depth+1)
		case s.Elem.Kind == TextShape && languageAt(rest) != "":
			c.nodes++
			c.indent, c.line = indent+2, rest
			ok = c.languages(item, indent+2)
		default:
			ok = c.value(c.line[1:], f, s.Elem, item, indent, depth+1)
		}
		if !ok {
			return false
		}
	}
	return n > 0 && distinct(s, v)
}

// languages reads a text language by language, in the order of their tags.
func (c *canonicalReader) languages(v reflect.Value, indent int) bool {
	t, last := Text{}, ""
	for !c.end && c.indent == indent && c.line != "" {
		lang := languageAt(c.line)
		if lang <= last {
			return false
		}
		last = lang
		c.nodes += 2
		text, ok := c.translation(c.line[len(lang)+1:], indent)
		if !ok {
			return false
		}
		t[strings.Clone(lang)] = text
	}
	v.Set(reflect.ValueOf(t))
	return len(t) > 0
}

// translation reads the text behind the colon of a language.
func (c *canonicalReader) translation(rest string, indent int) (string, bool) {
	if len(rest) < 2 || rest[0] != ' ' {
		return "", false
	}
	if rest = rest[1:]; rest == "|" || rest == "|-" {
		return c.block(rest, indent+2)
	}
	text, quoted, rest, ok := inlineScalar(rest, "")
	c.advance()
	return strings.Clone(text), ok && rest == "" && text != "" && (quoted || isPlain(text))
}

// languageAt is the language tag that a line begins with, a colon behind it, ""
// when there is none or a reader could take it for something else.
func languageAt(line string) string {
	tag, _, found := strings.Cut(line, ":")
	switch {
	case found && (tag == "en" || tag == "sr-Cyrl" || tag == "sr-Latn"):
		return tag
	case !found || len(tag) > 12 || !IsLanguage(tag) || Ambiguous(tag):
		return ""
	}
	return tag
}

// block reads a literal block below the line of its mark.
func (c *canonicalReader) block(mark string, indent int) (string, bool) {
	c.advance()
	var b strings.Builder
	empty := 0 // lines, which count when others follow
	for ; !c.end; c.advance() {
		if c.line == "" {
			empty++
			continue
		}
		if c.indent < indent {
			break
		}
		if b.Len() == 0 && (empty > 0 || c.indent > indent) {
			return "", false
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		for ; empty > 0; empty-- {
			b.WriteByte('\n')
		}
		b.WriteString(c.raw[indent:])
	}
	if b.Len() == 0 {
		return "", false
	}
	if mark == "|" {
		b.WriteByte('\n')
	}
	return b.String(), true
}
