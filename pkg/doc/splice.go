package doc

import (
	"bytes"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A splicer puts the text of a file after an edit together: the lines of the old
// text where nothing changed, byte for byte, and new lines for the values that did,
// however deep they stand.
type splicer struct {
	*source          // the old text; its lines are a copy
	old     comments // of the old text
	new     comments // the same by the names that values have after the edit
	ending  string   // "\r" where the lines of the old text end in CR LF
}

// A part is a field, an item or a language with the lines it takes: from the
// comments above it to what comes next. Lines count from 0; to is the first after it.
type part struct {
	name     string // its key, or as an item its name among comments
	node     *node
	from, to int
}

// splice is the text of a file after an edit, false where the old text is not laid
// out in lines.
func splice(s *source, shape *Shape, before, after reflect.Value, old, now comments) ([]byte, bool) {
	sp := &splicer{source: &source{file: s.file, data: s.data, root: s.root, lines: slices.Clone(s.lines)}, old: old, new: now}
	if n := bytes.Count(s.data, []byte("\n")); n > 0 && n == bytes.Count(s.data, []byte("\r\n")) {
		sp.ending = "\r"
	}
	to := len(sp.lines)
	if sp.lines[to-1] == "" {
		to--
	}
	lines, ok := sp.inside(part{node: s.root, to: to}, Field{Shape: shape}, before, after, "", "")
	if !ok {
		return nil, false
	}
	return []byte(strings.Join(lines, "\n") + "\n"), true
}

// inside is the lines of a part whose value goes over several lines, each with
// values of its own: what stands before the first, those, what stands after the last.
func (s *splicer) inside(p part, f Field, before, after reflect.Value, was, is string) ([]string, bool) {
	parts, ok := s.parts(p, f.Shape, was)
	if !ok {
		return nil, false
	}
	last := &parts[len(parts)-1]
	if at, ok := s.old.belowAt[was]; ok && at-1 > last.from {
		last.to = min(last.to, at-1)
	}
	if was == "" && s.old.endAt > 0 {
		last.to = min(last.to, s.old.endAt-1)
	}
	for last.to > last.from+1 && blank(s.lines[last.to-1]) {
		last.to--
	}
	out, tail := slices.Clone(s.lines[p.from:parts[0].from]), slices.Clone(s.lines[last.to:p.to])
	var body []string
	switch f.Shape.Kind {
	case ListShape:
		body = s.items(parts, f, before, after, was, is)
	case TextShape:
		body = s.languages(parts, before, after, is)
	default:
		body = s.fields(parts, f.Shape, before, after, was, is)
	}
	return append(append(out, body...), tail...), len(body) > 0
}

var dash = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^ *- +$`) })

// parts cuts the lines of p into the values that stand in it, false where they are
// not laid out one below the other.
func (s *splicer) parts(p part, shape *Shape, was string) ([]part, bool) {
	n := p.node
	isList := shape.Kind == ListShape
	if n.flow || len(n.items) == 0 || n.kind == scalarNode || isList != (n.kind == listNode) {
		return nil, false
	}
	parts := make([]part, len(n.items))
	for i, item := range n.items {
		begins := item
		if isList {
			parts[i].name = itemName(item, shape.Elem, i)
		} else {
			begins = n.keys[i]
			parts[i].name = begins.value
		}
		before := s.lines[begins.line-1]
		before = before[:min(len(before), begins.col-1)]
		if isList && !dash().MatchString(before) || !isList && !blank(before) {
			return nil, false
		}
		parts[i].node, parts[i].from = item, begins.line-1
		if at, ok := s.old.aboveAt[under(was, parts[i].name)]; ok {
			parts[i].from = at - 1
		}
		if i > 0 {
			parts[i-1].to = parts[i].from
			if parts[i].from <= parts[i-1].from {
				return nil, false
			}
		}
	}
	parts[len(parts)-1].to = p.to
	return parts, parts[0].from >= p.from
}

// under is the name of a value among comments.
func under(name, step string) string { return strings.TrimPrefix(name+separator+step, separator) }

// fields are the lines of a mapping: its fields in the order they have, new ones
// where they stand in the order of the record.
func (s *splicer) fields(parts []part, shape *Shape, before, after reflect.Value, was, is string) []string {
	var out []string
	have := map[string]part{}
	for _, p := range parts {
		have[p.name] = p
	}
	indent := s.column(parts[0])
	next := 0 // of the fields of the shape
	add := func(upTo string) {
		for ; next < len(shape.Fields) && shape.Fields[next].Name != upTo; next++ {
			f := shape.Fields[next]
			w := &writer{comments: s.new}
			if _, old := have[f.Name]; !old && w.present(f, f.In(after), under(is, f.Name)) {
				w.field(f, f.In(after), under(is, f.Name), indent)
				out = append(out, s.fresh(w)...)
			}
		}
	}
	most := -1 // the field of the shape that stands latest so far
	for i, p := range parts {
		if at := slices.Index(shape.Names(), p.name); at > most {
			most = at
			add(p.name)
		}
		f, _ := shape.Field(p.name)
		lines := s.field(p, f, f.In(before), f.In(after), under(was, p.name), under(is, p.name), indent)
		if lines == nil && i == len(parts)-1 {
			out = unspaced(out)
		}
		out = append(out, lines...)
	}
	add("")
	return out
}

// field is the lines of one field, none when it has gone.
func (s *splicer) field(p part, f Field, before, after reflect.Value, was, is string, indent int) []string {
	old := s.lines[p.from:p.to]
	w := &writer{comments: s.new}
	switch {
	case equalValue(f.Shape, before, after):
		return old
	case !w.present(f, after, is):
		return nil
	}
	if !f.Pointer || !before.IsNil() {
		if lines, ok := s.inside(p, f, reflect.Indirect(before), reflect.Indirect(after), was, is); ok {
			return lines
		}
	}
	w.field(f, after, is, indent)
	return append(s.fresh(w), old[len(unspaced(old)):]...)
}

// languages are the lines of a text by language.
func (s *splicer) languages(parts []part, before, after reflect.Value, is string) []string {
	was, now := before.Interface().(Text), after.Interface().(Text)
	if _, plain := now[""]; plain {
		return nil
	}
	var out []string
	indent := s.column(parts[0])
	write := func(lang string) []string {
		w := &writer{comments: s.new}
		w.languages(Text{lang: now[lang]}, is, indent)
		return s.fresh(w)
	}
	for _, p := range parts {
		old := s.lines[p.from:p.to]
		if text, kept := now[p.name]; !kept {
			continue
		} else if text == was[p.name] {
			out = append(out, old...)
		} else {
			out = append(append(out, write(p.name)...), old[len(unspaced(old)):]...)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(now)) {
		if _, old := was[lang]; !old {
			out = append(out, write(lang)...)
		}
	}
	return out
}

// items are the lines of a list in its new order, each with its comments, set
// apart by as many blank lines as before.
func (s *splicer) items(parts []part, f Field, before, after reflect.Value, was, is string) []string {
	var out []string
	elem := f.Shape.Elem
	gap := func(p part) []string {
		old := s.lines[p.from:p.to]
		return old[len(unspaced(old)):]
	}
	indent := strings.IndexByte(s.lines[parts[0].node.line-1], '-')
	for j, i := range formerly(elem, before, after) {
		item, now := after.Index(j), under(is, valueName(elem, after.Index(j), j))
		between := gap(parts[0])
		if len(parts) == 1 {
			between = nil
		}
		var lines []string
		if i >= 0 {
			p := parts[i]
			if i < len(parts)-1 {
				between = gap(p)
			}
			p.to -= len(gap(p))
			lines = s.item(p, f, before.Index(i), item, under(was, p.name), now)
		}
		if lines == nil {
			w := &writer{comments: s.new}
			w.item(f, elem, item, now, indent)
			lines = s.fresh(w)
		}
		if out = append(out, lines...); j < after.Len()-1 {
			out = append(out, between...)
		}
	}
	return out
}

// item is the lines of an item that was there before, nil where it is to be
// written anew.
func (s *splicer) item(p part, f Field, before, after reflect.Value, was, is string) []string {
	elem := f.Shape.Elem
	if equalValue(elem, before, after) {
		return slices.Clone(s.lines[p.from:p.to])
	}
	if p.node.kind != mapNode || p.node.flow {
		return nil
	}
	at := p.node.line - 1
	line := s.lines[at]
	lead := line[:p.node.col-1] // the dash; the fields are laid out as if it were not there
	s.lines[at] = strings.Repeat(" ", len(lead)) + line[len(lead):]
	f.Shape = elem
	lines, ok := s.inside(p, f, before, after, was, is)
	s.lines[at] = line
	if !ok {
		return nil
	}
	for k, l := range lines {
		if body := strings.TrimLeft(l, " "); !blank(l) && body[0] != '#' {
			if len(l)-len(body) < len(lead) {
				return nil
			}
			lines[k] = lead + l[len(lead):]
			return lines
		}
	}
	return nil
}

// column is how far a part is indented.
func (s *splicer) column(p part) int {
	for _, line := range s.lines[p.from:p.to] {
		if body := strings.TrimLeft(line, " "); !blank(line) && body[0] != '#' {
			return len(line) - len(body)
		}
	}
	return 0
}

// fresh is what w has written, in lines that end as those of the old text do.
func (s *splicer) fresh(w *writer) []string {
	lines := strings.Split(strings.TrimSuffix(w.b.String(), "\n"), "\n")
	for i := range lines {
		lines[i] += s.ending
	}
	return lines
}

// unspaced is lines without the blank ones at their end.
func unspaced(lines []string) []string {
	n := len(lines)
	for n > 0 && blank(lines[n-1]) {
		n--
	}
	return lines[:n]
}

func blank(line string) bool { return strings.TrimSpace(line) == "" }
