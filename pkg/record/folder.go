package record

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
)

// Which records there are is told by the names in folders; of a kind by year, the
// folder of one year where no more is asked.

// readDir is the content of a folder, sorted by name and read once; a folder that
// does not exist is empty.
func (s *Set) readDir(name string) []fs.DirEntry {
	s.mu.Lock()
	entries, have := s.dirs[name]
	s.mu.Unlock()
	if have {
		return entries
	}
	entries, err := fs.ReadDir(s.fsys, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.fail(name, err)
	}
	s.mu.Lock()
	s.dirs[name] = entries
	s.mu.Unlock()
	return entries
}

// listYear is every id of a ByYear kind in one year, sorted. It reads the folder of
// that year alone.
func (s *Set) listYear(kind, year string) []ID {
	t, ok := s.named[kind]
	if !ok || t.Layout() != ByYear {
		return nil
	}
	if s.parent != nil {
		return s.patched(t, s.parent.listYear(kind, year), year)
	}
	ids := s.idsIn(t, path.Join(Root, t.Folder(), year))
	slices.Sort(ids)
	return ids
}

// idsIn are the ids of the records of a type in a folder, as the folder lists them.
func (s *Set) idsIn(t Type, folder string) []ID {
	var ids []ID
	for _, d := range s.readDir(folder) {
		if id, ok := s.idOf(t, path.Join(folder, d.Name())); ok && d.Type().IsRegular() {
			ids = append(ids, id)
		}
	}
	return ids
}

// patched is a list with the records that Apply added or removed; of one year
// where one is given.
func (s *Set) patched(t Type, ids []ID, year string) []ID {
	for name, data := range s.over {
		id, ok := s.idOf(t, name)
		if !ok || year != "" && id.Year() != year {
			continue
		}
		at, have := slices.BinarySearch(ids, id)
		switch {
		case data == nil && have:
			ids = slices.Delete(slices.Clone(ids), at, at+1)
		case data != nil && !have:
			ids = slices.Insert(slices.Clone(ids), at, id)
		}
	}
	return ids
}

// beginning are the ids of a list, which is sorted, that begin with a prefix.
func beginning(ids []ID, prefix string) []ID {
	from := sort.Search(len(ids), func(i int) bool { return string(ids[i]) >= prefix })
	to := from
	for to < len(ids) && strings.HasPrefix(string(ids[to]), prefix) {
		to++
	}
	return ids[from:to]
}
