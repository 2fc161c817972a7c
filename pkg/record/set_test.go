package record_test

import (
	"errors"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"

	"unmn/pkg/diag"
	"unmn/pkg/record"
)

func TestTheToyHasNoProblems(t *testing.T) {
	if list := load(t, base()).Check(); len(list) > 0 {
		t.Fatal(lines(list))
	}
}

func TestARecordIsReadWhenAskedForAndOnce(t *testing.T) {
	fsys := count(base())
	s := load(t, fsys)
	if got := fsys.opened(t); got != nil {
		t.Fatalf("Load read %v", got)
	}
	for range 3 {
		if e, ok := singers.Get(s, "ana"); !ok || e.Rec.Name != "Ana" {
			t.Fatal(e, ok)
		}
	}
	if got := fsys.opened(t); !slices.Equal(got, []string{"records/singers/ana.yaml"}) {
		t.Errorf("one Get read %v", got)
	}
	if ids := concerts.IDs(s); !slices.Equal(ids, []record.ID{"2025-q4", "2026-05-14-may", "2026-q1"}) {
		t.Errorf("ids %v", ids)
	}
	if got := fsys.opened(t); len(got) != 1 {
		t.Errorf("a list of ids read %v", got)
	}
	for c := range concerts.WithPrefix(s, "2026-0") {
		if c.ID != "2026-05-14-may" {
			t.Error(c.ID)
		}
	}
	if got := fsys.opened(t); len(got) != 2 {
		t.Errorf("a prefix read %v", got)
	}
	s.Check()
	s.Check()
	if got := fsys.opened(t); len(got) != len(base()) {
		t.Errorf("Check read %d of %d files", len(got), len(base()))
	}
}

func TestASetIsReadByManyAtOnce(t *testing.T) {
	fsys := count(base())
	s := load(t, fsys)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for e := range singers.All(s) {
				_ = e.Rec.Name
			}
			s.Check()
		})
	}
	wait.Wait()
	fsys.opened(t)
}

// Rules may scan what they must; without them Apply reads the record, what it
// names and the single records, in a register of any size.
func TestApplyReadsOnlyWhatTheChangeCanBreak(t *testing.T) {
	plain := []record.Type{record.Of(choirs, nil, nil), record.Of(singers, nil, nil), record.Of(guests, nil, nil), record.Of(concerts, nil, nil)}
	fsys := count(base())
	s, err := record.Load(fsys, plain...)
	if err != nil {
		t.Fatal(err)
	}
	d := s.Draft()
	if err := guests.Edit(d, "dora", func(g *guest) error { g.Name = "Dora B."; return nil }); err != nil {
		t.Fatal(err)
	}
	c, err := d.Change("guest dora: correct the name")
	if err != nil {
		t.Fatal(err)
	}
	if _, list := s.Apply(c); list != nil {
		t.Fatal(lines(list))
	}
	want := []string{"records/choir.yaml", "records/guests/dora.yaml", "records/singers/ana.yaml"}
	if got := fsys.opened(t); !slices.Equal(got, want) {
		t.Errorf("Apply read %v", got)
	}
}

func TestWhatASetHandsOutDoesNotChange(t *testing.T) {
	s := load(t, base())
	before, _ := concerts.Get(s, "2026-q1")
	want := *before.Rec
	d := s.Draft()
	err := concerts.Edit(d, "2026-q1", func(c *concert) error {
		c.Pieces[0].ID = "other"
		c.Voices[0] = "ceca"
		c.See = append(c.See[:1], "singer/ceca")
		c.Title = "changed"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	fresh, _ := concerts.Get(load(t, base()), "2026-q1")
	if !reflect.DeepEqual(*before.Rec, want) || !reflect.DeepEqual(before.Rec, fresh.Rec) {
		t.Errorf("the set's record changed with the draft: %+v", before.Rec)
	}
	edited, _ := concerts.Get(d, "2026-q1")
	if edited.Rec.Pieces[0].ID != "other" {
		t.Error("the draft does not show its edit")
	}
	// A second edit that fails leaves the first as it was.
	boom := errors.New("boom")
	if err := concerts.Edit(d, "2026-q1", func(c *concert) error { c.Pieces[0].ID = "third"; return boom }); !errors.Is(err, boom) {
		t.Error(err)
	}
	if again, _ := concerts.Get(d, "2026-q1"); again.Rec.Pieces[0].ID != "other" {
		t.Error("an edit that failed shows")
	}
	c, err := d.Change("x")
	if err != nil {
		t.Fatal(err)
	}
	next, _ := s.Apply(c)
	if e, _ := concerts.Get(s, "2026-q1"); !reflect.DeepEqual(e.Rec, fresh.Rec) {
		t.Error("Apply changed the set it was called on")
	}
	if e, _ := concerts.Get(next, "2026-q1"); e.Rec.Title != "changed" || e.Rec.Voices[0] != "ceca" {
		t.Errorf("%+v", e.Rec)
	}
}

func TestTheDraftKeepsACopyOfWhatIsCreated(t *testing.T) {
	d := load(t, base()).Draft()
	pieces := []piece{{ID: "hymn"}}
	if err := concerts.Create(d, "2027-q1", concert{Title: "New", Pieces: pieces}); err != nil {
		t.Fatal(err)
	}
	pieces[0].ID = "other"
	if e, _ := concerts.Get(d, "2027-q1"); e.Rec.Pieces[0].ID != "hymn" {
		t.Error("the caller's slice is the draft's")
	}
}

func TestASetWithoutRecords(t *testing.T) {
	if _, err := record.Load(fstest.MapFS{}, types()...); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("no folder: %v", err)
	}
	if _, err := record.Load(files(map[string]string{"records": "a file"}), types()...); err == nil {
		t.Error("a file called records is loaded")
	}
	s := record.Empty(types()...)
	if list := s.Check(); list != nil || s.Err() != nil {
		t.Error(list, s.Err())
	}
	if got := choirs.One(s); got.Name != "" {
		t.Error(got)
	}
	d := s.Draft()
	if err := choirs.Create(d, "choir", choir{Name: "Choir"}); err != nil {
		t.Fatal(err)
	}
	c, err := d.Change("begin")
	if err != nil || len(c.Files) != 1 || c.Files[0].Path != "records/choir.yaml" || c.Files[0].Old != nil {
		t.Fatal(c, err)
	}
	next, list := s.Apply(c)
	if list != nil || choirs.One(next).Name != "Choir" {
		t.Error(list, choirs.One(next))
	}
}

// What cannot be read is told, and never taken for something that is not there.
func TestAReadErrorIsNotAbsence(t *testing.T) {
	const ana = "records/singers/ana.yaml"
	for _, tt := range []struct {
		name, broken string
		ask          func(s *record.Set)
	}{
		{"a record", ana, func(s *record.Set) { singers.Get(s, "ana") }},
		{"a folder", "records/singers", func(s *record.Set) { singers.IDs(s) }},
		{"a year", "records/concerts/2026", func(s *record.Set) { concerts.IDs(s) }},
		{"a single record's listing", "records/choir.yaml", func(s *record.Set) { choirs.IDs(s) }},
		{"a reference to it", ana, func(s *record.Set) { i, _ := s.Item("guest", "dora"); s.References(i) }},
		{"check", "records/guests", func(s *record.Set) { s.Check() }},
		{"check of strays", "records", func(s *record.Set) { s.Check() }},
		{"find", ana, func(s *record.Set) { s.Find("singer", "ana") }},
		{"find any", ana, func(s *record.Set) { s.FindAny("ana") }},
		{"create over it", ana, func(s *record.Set) { singers.Create(s.Draft(), "ana", singer{}) }},
	} {
		for _, fault := range []error{syscall.EIO, syscall.EMFILE, fs.ErrPermission} {
			t.Run(tt.name+" "+fault.Error(), func(t *testing.T) {
				fsys := count(base())
				s := load(t, fsys)
				fsys.fail[tt.broken] = fault
				tt.ask(s)
				if err := s.Err(); !errors.Is(err, record.ErrUnread) || !errors.Is(err, fault) || !strings.Contains(err.Error(), tt.broken) {
					t.Fatalf("Err is %v", err)
				}
				d := s.Draft()
				_ = guests.Create(d, "new", guest{voice: voice{Name: "New"}})
				if _, err := d.Change("x"); !errors.Is(err, fault) {
					t.Errorf("a change was made on a set that could not be read: %v", err)
				}
			})
		}
	}
	fsys := count(base())
	s := load(t, fsys)
	fsys.fail[ana] = syscall.EIO
	if _, err := s.Find("singer", "ana"); errors.Is(err, record.ErrNotFound) || err == nil {
		t.Errorf("Find says %v", err)
	}
	if _, err := s.Item("singer", "ana"); errors.Is(err, record.ErrNotFound) || err == nil {
		t.Errorf("Item says %v", err)
	}
	if err := singers.Edit(s.Draft(), "ana", func(*singer) error { return nil }); errors.Is(err, record.ErrNotFound) || err == nil {
		t.Errorf("Edit says %v", err)
	}
	if next, _ := s.Apply(&record.Change{}); next.Err() == nil {
		t.Error("the set made of one that could not be read has no error")
	}
}

func TestARecordThatDoesNotDecode(t *testing.T) {
	s := load(t, with("records/singers/ana.yaml", "nam: Ana\npost: alto\n"))
	if _, ok := singers.Get(s, "ana"); ok {
		t.Error("Get hands out a record that does not decode")
	}
	if !s.Has("singer", "ana") {
		t.Error("Has does not see the file")
	}
	var list diag.List
	if _, err := s.Item("singer", "ana"); !errors.As(err, &list) {
		t.Errorf("Item: %v", err)
	}
	if err := singers.Edit(s.Draft(), "ana", func(*singer) error { return nil }); !errors.As(err, &list) {
		t.Errorf("Edit: %v", err)
	}
	if err := singers.Create(s.Draft(), "ana", singer{}); !errors.Is(err, record.ErrExists) {
		t.Errorf("Create: %v", err)
	}
	// References to it lead somewhere: one mistake is told once.
	want := []string{
		`records/singers/ana.yaml:1:1: the record has no field "nam"; did you mean "name" [field]`,
		`records/singers/ana.yaml:1:1: the record lacks the field "name" (name) [field]`,
	}
	if got := lines(s.Check()); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestFilesThatAreNoRecords(t *testing.T) {
	s := load(t, with("records/notes.txt", "x", "records/singers/Eva.yaml", "name: Eva\n", "records/singers/eva.yml", "name: Eva\n",
		"records/singers/sub/eva.yaml", "name: Eva\n", "records/concerts/2026/2025-q1.yaml", "title: x\n", "records/concerts/2026/gala.yaml", "title: x\n",
		"records/concerts/2026-q2.yaml", "title: x\n", "records/schema/anything.json", "{}", "records/singers/con.yaml", "name: x\n"))
	want := []string{
		`records/concerts/2026-q2.yaml: the concert "2026-q2" belongs in records/concerts/2026/2026-q2.yaml [id]`,
		`records/concerts/2026/2025-q1.yaml: the concert "2025-q1" belongs in records/concerts/2025/2025-q1.yaml [id]`,
		`records/concerts/2026/gala.yaml: the id of a concert begins with its year [id]`,
		`records/notes.txt: no kind of record has its files here [stray]`,
		`records/singers/Eva.yaml: "Eva" is not an id: ids are lower-case letters, digits and single dashes, such as 2026-q4 or un-women [id]`,
		`records/singers/con.yaml: "con" is not an id: Windows cannot store a file of that name [id]`,
		`records/singers/eva.yml: the files of records end in .yaml [id]`,
		`records/singers/sub/eva.yaml: the singer "eva" belongs in records/singers/eva.yaml [id]`,
	}
	if got := lines(s.Check()); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	link := base()
	link["records/singers/eva.yaml"] = &fstest.MapFile{Data: []byte("/etc/passwd"), Mode: fs.ModeSymlink | 0o777}
	s = load(t, link)
	if got := lines(s.Check()); len(got) != 1 || !strings.Contains(got[0], "ordinary files") {
		t.Errorf("a link: %q", got)
	}
	if ids := singers.IDs(s); slices.Contains(ids, "eva") {
		t.Error("a link is listed as a record")
	}
}

func TestItemsAndColumns(t *testing.T) {
	s := load(t, base())
	var names []string
	for _, i := range s.Items("singer") {
		names = append(names, i.Column("name")+" "+i.Path()+i.Column("none"))
	}
	if want := []string{"Ana records/singers/ana.yaml", "Boris records/singers/boris.yaml", "Ceca records/singers/ceca.yaml"}; !slices.Equal(names, want) {
		t.Error(names)
	}
	if i, err := s.Item("choir", "choir"); err != nil || i.Rec().(*choir).Most != 2 {
		t.Error(i, err)
	}
	if _, err := s.Item("orchestra", "x"); err == nil {
		t.Error("a kind that is not there")
	}
	single, _ := s.Type("choir")
	if _, ok := choirs.Get(s, "other"); ok || s.Has("choir", "other") {
		t.Errorf("the one %s answers to any id", single.Name())
	}
}
