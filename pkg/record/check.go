package record

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// A Reporter is what a check tells its findings to.
type Reporter struct {
	in       *inspection
	rule     string
	severity diag.Severity
	path     doc.Path
	hint     string
	file     string // of another record; see In
}

// In points the report at another record, whose own check reports the same: a
// break between two records is told once, at one place, whichever was changed.
func (r Reporter) In(file string) Reporter {
	r.file = file
	return r
}

// At points the report at a value of the record: field names and item positions
// from 0, as in At("agenda", 2, "decision").
func (r Reporter) At(steps ...any) Reporter {
	r.path = doc.P(steps...)
	return r
}

// Hint adds what can be typed to mend the problem, commands between back quotes.
func (r Reporter) Hint(format string, args ...any) Reporter {
	r.hint = fmt.Sprintf(format, args...)
	return r
}

// Problem reports: lower case, no full stop, the user's text quoted.
func (r Reporter) Problem(format string, args ...any) {
	r.in.found = append(r.in.found, finding{
		problem: diag.Problem{File: r.file, Rule: r.rule, Severity: r.severity, Message: fmt.Sprintf(format, args...), Hint: r.hint},
		path:    r.path,
	})
}

// inspection collects what the checks of one record find.
type inspection struct{ found []finding }

type finding struct {
	problem diag.Problem
	path    doc.Path
}

// checkOne is every problem of one record: of its text, its references, its rules.
// Where touched names kinds, the rules that see none of them are left out.
func (s *Set) checkOne(t Type, id ID, touched map[string]bool) diag.List {
	sl := s.slotOf(t, id)
	if sl.absent {
		return nil
	}
	if sl.entry == nil {
		return sl.problems
	}
	in := &inspection{}
	s.checkReferences(t, id, sl.entry, in)
	s.checkShared(t, id, in)
	t.check(sl.entry, s, in, touched)
	if len(in.found) == 0 {
		return nil
	}
	list := make(diag.List, len(in.found))
	for i, f := range in.found {
		text := sl.data
		if f.problem.File == "" {
			f.problem.File = t.PathOf(id)
		} else {
			text, _ = s.File(f.problem.File)
		}
		list[i] = doc.Locate(f.problem, text, f.path)
	}
	return list
}

func (s *Set) checkReferences(t Type, id ID, entry any, in *inspection) {
	for _, r := range s.references(t, id, entry) {
		if r.OK() {
			continue
		}
		message, hint := r.says(t, entry, s)
		in.found = append(in.found, finding{diag.Problem{Rule: RuleReference, Message: message, Hint: hint}, r.Path})
	}
}

// checkShared finds the id in a kind that shares its ids with the record's.
func (s *Set) checkShared(t Type, id ID, in *inspection) {
	for _, other := range s.aims.sharing(t, s.types) {
		if s.exists(other.Name(), id) {
			in.found = append(in.found, finding{diag.Problem{
				Rule: RuleShared, Message: fmt.Sprintf("%q is the id of a %s as well (%s)", id, other.Name(), other.PathOf(id)),
			}, nil})
		}
	}
}

// Check is every problem of the set, sorted. It reads every record, on all
// processors.
func (s *Set) Check() diag.List {
	var list diag.List
	for _, t := range s.types {
		list = append(list, s.checkAll(t)...)
	}
	return append(list, s.strays()...).Sort()
}

// checkAll is every problem of the records of a type, in their order.
func (s *Set) checkAll(t Type) diag.List {
	ids := s.list(t.Name())
	found := make([]diag.List, len(ids))
	spread(len(ids), func(i int) { found[i] = s.checkOne(t, ids[i], nil) })
	return slices.Concat(found...)
}

// spread does n things on all processors, in any order.
func spread(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), 8, n/16+1)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < n; i += workers {
				do(i)
			}
		})
	}
	wait.Wait()
}

// strays are the files under records/ that no kind claims, those of a change
// included.
func (s *Set) strays() diag.List {
	var list diag.List
	for name, data := range s.over {
		if data != nil && strings.HasPrefix(name, Root+"/") && !strings.HasPrefix(name, SchemaDir+"/") {
			if p, bad := s.misplaced(name); bad {
				list = append(list, p)
			}
		}
	}
	err := fs.WalkDir(s.fsys, Root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			if name == Root && errors.Is(err, fs.ErrNotExist) {
				return fs.SkipAll
			}
			return err
		}
		if d.IsDir() {
			if name == SchemaDir {
				return fs.SkipDir
			}
			return nil
		}
		if p, bad := s.stray(name, d); bad {
			list = append(list, p)
		}
		return nil
	})
	if err != nil {
		s.fail(Root, err)
	}
	return list
}

// stray is what is wrong with a file of the fs.FS itself. Those that a change
// replaces or removes have been looked at.
func (s *Set) stray(name string, d fs.DirEntry) (diag.Problem, bool) {
	if _, changed := s.over[name]; changed {
		return diag.Problem{}, false
	}
	if !d.Type().IsRegular() {
		return diag.Problem{File: name, Rule: RuleStray, Message: "records are ordinary files; this is a link or something else"}, true
	}
	return s.misplaced(name)
}

// misplaced is what is wrong with the name of a file under records/.
func (s *Set) misplaced(name string) (diag.Problem, bool) {
	p := diag.Problem{File: name, Rule: RuleStray, Message: "no kind of record has its files here"}
	if _, _, ok := s.Locate(name); ok {
		return p, false
	}
	for _, t := range s.types {
		if t.Layout() == Single || !strings.HasPrefix(name, path.Join(Root, t.Folder())+"/") {
			continue
		}
		p.Rule = RuleID
		base := strings.TrimSuffix(path.Base(name), ".yaml")
		id, err := ParseID(base)
		switch {
		case path.Ext(name) != ".yaml":
			p.Message = "the files of records end in .yaml"
		case err != nil:
			p.Message = err.Error()
		case t.Layout() == ByYear && id.Year() == "":
			p.Message = fmt.Sprintf("the id of a %s begins with its year", t.Name())
		default:
			p.Message = fmt.Sprintf("the %s %q belongs in %s", t.Name(), id, t.PathOf(id))
			p.Hint = fmt.Sprintf("move it with `git mv %s %s`", name, t.PathOf(id))
		}
	}
	return p, true
}

// Apply is the set that a change leads to, and the problems that are new: those a
// full check of it would find and a full check of s did not.
//
// It checks the records the change touches, those they refer to and the Single
// records that can refer to others, before and after. Where the change takes something away that others may
// refer to, it also checks every record whose text mentions it; where it touches a
// Single record, whose parameters any rule may use, it checks everything. What a
// [Check] may look at follows from this.
func (s *Set) Apply(c *Change) (*Set, diag.List) {
	next := newSet(s.fsys, s.types)
	next.parent, next.aims, next.last, next.over = s, s.aims, s.last, map[string][]byte{}
	for name, data := range s.over {
		next.over[name] = data
	}
	for _, f := range c.Files {
		next.over[f.Path] = f.New
	}
	next.flatten()
	scope, all := s.scope(next, c)
	if all {
		return next, next.Check().Without(s.Check())
	}
	touched := map[string]bool{}
	for _, f := range c.Files {
		if t, _, ok := s.Locate(f.Path); ok {
			touched[t.Name()] = true
		}
	}
	var before, after diag.List
	for _, key := range scope {
		t := s.named[key.kind]
		before = append(before, s.checkOne(t, key.id, touched)...)
		after = append(after, next.checkOne(t, key.id, touched)...)
	}
	// What two records say of each other stands once in either list.
	return next, after.Sort().Without(before.Sort())
}

// flatten keeps chains of sets one step long: what an earlier Apply changed is in
// over, so the decoded records of the set below the chain are enough.
func (s *Set) flatten() {
	for s.parent != nil && s.parent.parent != nil {
		s.parent = s.parent.parent
	}
}

// scope is which records a change can bring problems to; all means every record.
func (s *Set) scope(next *Set, c *Change) (keys []draftKey, all bool) {
	seen := map[draftKey]bool{}
	add := func(key draftKey) {
		if !seen[key] {
			seen[key] = true
			keys = append(keys, key)
		}
	}
	referable := sync.OnceValue(func() map[string]bool { return referable(s.types) })
	for _, t := range s.types {
		if t.Layout() == Single && refers(t.Shape()) {
			add(draftKey{t.Name(), ID(t.Name())})
		}
	}
	for _, f := range c.Files {
		t, id, ok := s.Locate(f.Path)
		if !ok {
			if strings.HasPrefix(f.Path, Root+"/") && !strings.HasPrefix(f.Path, SchemaDir+"/") {
				return nil, true
			}
			continue
		}
		if t.Layout() == Single {
			return nil, true
		}
		add(draftKey{t.Name(), id})
		for _, key := range s.namesakes(next, t, id) {
			add(key)
		}
		for _, key := range append(s.neighbours(t, id), next.neighbours(t, id)...) {
			add(key)
		}
		if word := s.vanished(next, t, id, referable); word != "" {
			for _, key := range next.mentions(word) {
				add(key)
			}
		}
	}
	return keys, false
}

// namesakes are the records a change of t's record concerns because kinds share
// their ids: the one of the same id, and those that name it and may now mean the
// other.
func (s *Set) namesakes(next *Set, t Type, id ID) []draftKey {
	var out []draftKey
	for _, other := range s.aims.sharing(t, s.types) {
		if s.exists(other.Name(), id) || next.exists(other.Name(), id) {
			out = append(out, draftKey{other.Name(), id})
			out = append(out, next.mentions(string(id))...)
		}
	}
	return out
}

// neighbours are the records that a record names, also by a reference that names
// an item they do not have: their rules may see it all the same.
func (s *Set) neighbours(t Type, id ID) []draftKey {
	e, ok := s.entry(t.Name(), id)
	if !ok {
		return nil
	}
	var out []draftKey
	for _, r := range s.references(t, id, e) {
		kind, other := r.Kind, r.ID
		if !r.OK() {
			kind, other, _ = AnyRef(r.Text).Split()
		}
		if s.exists(kind, other) {
			out = append(out, draftKey{kind, other})
		}
	}
	return out
}

// vanished is what other records say when they refer to something that a record
// offered in s and offers no more in next: its id, or its id and "#" when an item
// of it went; "" when nothing did.
func (s *Set) vanished(next *Set, t Type, id ID, referable func() map[string]bool) string {
	before, had := s.entry(t.Name(), id)
	after, has := next.entry(t.Name(), id)
	if !has && s.exists(t.Name(), id) {
		return string(id)
	}
	if !had {
		return ""
	}
	for _, f := range t.Shape().Fields {
		if !referable()[t.Name()+"#"+f.Name] {
			continue
		}
		is := doc.Items(f, t.value(after), "")
		for _, key := range doc.Items(f, t.value(before), "") {
			if !slices.Contains(is, key) {
				return string(id) + "#"
			}
		}
	}
	return ""
}

// mentions are the records whose text holds a word, or a backslash, by which a
// text can spell a word otherwise. It reads every file but decodes none; changes
// that take something away are rare.
func (s *Set) mentions(word string) []draftKey {
	var out []draftKey
	for _, t := range s.types {
		for _, id := range s.list(t.Name()) {
			if data, ok := s.File(t.PathOf(id)); ok && (bytes.Contains(data, []byte(word)) || bytes.IndexByte(data, '\\') >= 0) {
				out = append(out, draftKey{t.Name(), id})
			}
		}
	}
	return out
}
