package record

import (
	"bytes"
	"path"
	"reflect"
	"slices"
	"strings"
)

// Years are the years of which a ByYear kind has a folder or a record, sorted. It
// opens no year's folder: a rule that looks for one id in each year can do so in a
// register of any size.
func (s *Set) Years(kind string) []string {
	t, ok := s.named[kind]
	if !ok || t.Layout() != ByYear {
		return nil
	}
	var years []string
	if s.parent != nil {
		years = slices.Clone(s.parent.Years(kind))
	} else {
		years = slices.Clone(s.folders(t))
	}
	for name := range s.over {
		if id, ok := s.idOf(t, name); ok {
			years = append(years, id.Year())
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// folders are the years of which a kind has a folder, read once.
func (s *Set) folders(t Type) []string {
	s.mu.Lock()
	years, have := s.years[t.Name()]
	s.mu.Unlock()
	if have {
		return years
	}
	for _, d := range s.readDir(path.Join(Root, t.Folder())) {
		if d.IsDir() && ID(d.Name()).Year() == d.Name() {
			years = append(years, d.Name())
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.years == nil {
		s.years = map[string][]string{}
	}
	s.years[t.Name()] = years
	return years
}

// Having are the ids of the records of a year whose top-level field, a string,
// holds exactly the value. The year's files are read once for all questions about
// the field, and decoded only where the text does not show the field by itself.
func (s *Set) Having(kind, year, field, value string) []ID {
	t, ok := s.named[kind]
	if !ok || t.Layout() != ByYear || value == "" {
		return nil
	}
	if s.parent == nil {
		return s.indexed(t, year, field)[value]
	}
	var ids []ID
	for _, id := range s.parent.Having(kind, year, field, value) {
		if _, changed := s.over[t.PathOf(id)]; !changed {
			ids = append(ids, id)
		}
	}
	for name := range s.over {
		if id, ok := s.idOf(t, name); ok && id.Year() == year && s.fieldOf(t, id, field) == value {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// indexed is which ids of a year have which value of a field: made once, in the set
// that was loaded. Sets made by Apply look at it through their own changes.
func (s *Set) indexed(t Type, year, field string) map[string][]ID {
	key := t.Name() + "/" + year + "?" + field
	s.mu.Lock()
	index, have := s.indexes[key]
	s.mu.Unlock()
	if have {
		return index
	}
	index = map[string][]ID{}
	for _, id := range s.idsIn(t, path.Join(Root, t.Folder(), year)) {
		if v := s.fieldOf(t, id, field); v != "" {
			index[v] = append(index[v], id)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.indexes == nil {
		s.indexes = map[string]map[string][]ID{}
	}
	s.indexes[key] = index
	return index
}

// fieldOf is the value of a top-level string field of a record, "" when there is
// none. Text as the formatter writes it shows it without being decoded.
func (s *Set) fieldOf(t Type, id ID, field string) string {
	name := t.PathOf(id)
	data, ok := s.File(name)
	if !ok {
		return ""
	}
	if !bytes.Contains(data, []byte(field)) {
		return ""
	}
	if _, rest, found := bytes.Cut(data, []byte("\n"+field+": ")); found {
		line, _, _ := bytes.Cut(rest, []byte("\n"))
		if v := strings.TrimSpace(string(line)); v != "" && !strings.ContainsAny(v, "\"'#|>&*!{[") {
			return v
		}
	}
	e, ok := s.entry(t.Name(), id)
	f, has := t.Shape().Field(field)
	if !ok || !has {
		return ""
	}
	v := f.In(reflect.ValueOf(t.value(e)).Elem())
	if v.Kind() != reflect.String {
		return ""
	}
	return v.String()
}
