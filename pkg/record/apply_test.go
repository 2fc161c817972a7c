package record_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/record"
)

// Over 1 000 random changes the problems that Apply finds are those that a full
// check of the new files finds and one of the old files did not.
func TestApplyFindsWhatAFullCheckWouldFind(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 7))
		fsys := base()
		s := load(t, fsys)
		full := s.Check()
		found := 0
		for step := range 250 {
			c := randomChange(r, s, fsys)
			next, list := s.Apply(c)
			fsys = applied(fsys, c)
			fresh := load(t, fsys)
			after := fresh.Check()
			if got, want := lines(list), lines(after.Without(full)); !slices.Equal(got, want) {
				t.Fatalf("seed %d, step %d, %s\nApply:\n%s\nfull checks:\n%s\nbefore:\n%s", seed, step, describe(c),
					strings.Join(got, "\n"), strings.Join(want, "\n"), strings.Join(lines(full), "\n"))
			}
			if got, want := lines(next.Check()), lines(after); !slices.Equal(got, want) {
				t.Fatalf("seed %d, step %d, %s\nthe set Apply made:\n%s\nthe set read afresh:\n%s", seed, step, describe(c),
					strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			found += len(list)
			s, full = next, after
			if step%50 == 49 || len(fsys) < 4 { // begin again from what is there, and mend it
				fsys, s = base(), load(t, base())
				full = s.Check()
			}
		}
		if found < 50 {
			t.Errorf("seed %d: only %d problems came up; the changes are too tame", seed, found)
		}
	}
}

// applied is the files after a change; the old ones stay as they are.
func applied(fsys fstest.MapFS, c *record.Change) fstest.MapFS {
	out := maps.Clone(fsys)
	for _, f := range c.Files {
		if f.New == nil {
			delete(out, f.Path)
		} else {
			out[f.Path] = &fstest.MapFile{Data: f.New}
		}
	}
	return out
}

func describe(c *record.Change) string {
	var b strings.Builder
	for _, f := range c.Files {
		fmt.Fprintf(&b, "\n%s\n--- from\n%s--- to\n%s", f.Path, f.Old, f.New)
	}
	return b.String()
}

// names are ids that singers and guests are given; some are always missing.
var names = []string{"ana", "boris", "ceca", "dora", "eva", "filip", "ana-b"}

var years = []string{"2025-q4", "2026-q1", "2026-05-14-may", "2026-q2", "2027"}

func pick(r *rand.Rand, of ...string) string { return of[r.IntN(len(of))] }

// randomChange makes one to three edits of files: records created, edited, removed,
// broken and mended, items of lists that others name, single records, strays.
func randomChange(r *rand.Rand, s *record.Set, fsys fstest.MapFS) *record.Change {
	text := map[string]string{} // "" removes
	for range 1 + r.IntN(3) {
		switch r.IntN(12) {
		case 0, 1:
			text["records/singers/"+pick(r, names...)+".yaml"] = randomSinger(r)
		case 2:
			text["records/guests/"+pick(r, names...)+".yaml"] = randomGuest(r)
		case 3, 4, 5:
			id := pick(r, years...)
			text["records/concerts/"+id[:4]+"/"+id+".yaml"] = randomConcert(r)
		case 6, 7, 8:
			existing := slices.Sorted(maps.Keys(fsys))
			text[pick(r, existing...)] = ""
		case 9:
			text["records/choir.yaml"] = pick(r, "name: C\nposts: [{id: alto}, {id: bass}]\nmost: 1\n", "name: C\nposts: [{id: alto}]\n", "name: C\n", "nam: C\n", "")
		case 10:
			existing := slices.Sorted(maps.Keys(fsys))
			text[pick(r, existing...)] = pick(r, "x: [", "name: x\ntitle: x\n", "title: Only\n", "name: \"\\u0041\"\n")
		case 11:
			text[pick(r, "records/stray.txt", "records/singers/Eva.yaml", "records/concerts/2026/2025.yaml", "other.txt", "records/schema/x.json")] = pick(r, "x", "")
		}
	}
	c := &record.Change{Subject: "random"}
	for _, name := range slices.Sorted(maps.Keys(text)) {
		old, have := s.File(name)
		f := record.File{Path: name, Old: old, New: []byte(text[name])}
		if text[name] == "" {
			f.New = nil
		}
		if have || f.New != nil {
			c.Files = append(c.Files, f)
		}
	}
	return c
}

func randomSinger(r *rand.Rand) string {
	return "name: Nn\n" + pick(r, "", "post: alto\n", "post: bass\n", "post: nothing\n", "post: tenor\n") + pick(r, "", "after: "+pick(r, names...)+"\n")
}

func randomGuest(r *rand.Rand) string {
	// The second spells its reference with escapes: no search for the id finds it.
	return "name: Nn\n" + pick(r, "", "by: "+pick(r, names...)+"\n", "by: \"\\x61na\"\n", "post: alto\n")
}

func randomConcert(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("title: T\n")
	b.WriteString(pick(r, "", "leader: "+pick(r, names...)+"\n"))
	b.WriteString(pick(r, "", "voices: ["+pick(r, names[:3]...)+", "+pick(r, names[3:]...)+"]\n"))
	b.WriteString(pick(r, "", "pieces: [{id: hymn}]\n", "pieces: [{id: song}]\n", "pieces: [{id: hymn, solo: "+pick(r, names...)+"}, {id: song}]\n"))
	b.WriteString(pick(r, "", "", "encore: "+pick(r, "hymn", "song")+"\n"))
	b.WriteString(pick(r, "", "see: ["+pick(r, "concert/", "concert/", "guest/")+pick(r, years...)+pick(r, "", "#hymn", "#song")+", singer/"+pick(r, names...)+"]\n"))
	b.WriteString(pick(r, "", "closed: true\n"))
	return b.String()
}

func TestApplyTellsOnlyWhatIsNew(t *testing.T) {
	// Ana's post is wrong before and after; Boris becomes wrong, above him a line
	// is added.
	s := load(t, with("records/singers/ana.yaml", "name: Ana\npost: tenor\n"))
	c := &record.Change{Files: []record.File{
		{Path: "records/singers/ana.yaml", New: []byte("# a comment\nname: Ana\npost: tenor\n")},
		{Path: "records/singers/boris.yaml", New: []byte("name: Boris\npost: soprano\n")},
	}}
	_, list := s.Apply(c)
	if got := lines(list); len(got) != 1 || !strings.Contains(got[0], `there is no post in the choir "soprano"`) {
		t.Errorf("%q", got)
	}
}

func TestApplySeesWhatARemovalBreaks(t *testing.T) {
	s := load(t, base())
	next, list := s.Apply(&record.Change{Files: []record.File{{Path: "records/singers/ana.yaml", New: nil}}})
	want := []string{
		`records/concerts/2025/2025-q4.yaml:2:9: "ana" is no singer [leader-is-singer]`,
		`records/concerts/2025/2025-q4.yaml:2:9: there is no singer or guest "ana" [reference]`,
		`records/concerts/2026/2026-q1.yaml:2:9: "ana" is no singer [leader-is-singer]`,
		`records/concerts/2026/2026-q1.yaml:2:9: there is no singer or guest "ana" [reference]`,
		`records/guests/dora.yaml:2:5: there is no singer "ana" [reference]`,
		`records/singers/boris.yaml:3:8: there is no singer "ana" [reference]`,
	}
	if got := lines(list); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if _, ok := singers.Get(next, "ana"); ok || slices.Contains(singers.IDs(next), "ana") {
		t.Error("Ana is still there")
	}
	if _, ok := singers.Get(s, "ana"); !ok {
		t.Error("Ana is gone from the set before")
	}
	// Of the shared space, a guest of the name will do where a party is meant.
	_, list = s.Apply(&record.Change{Files: []record.File{
		{Path: "records/singers/ana.yaml", New: nil}, {Path: "records/guests/ana.yaml", New: []byte("name: Ana\n")},
	}})
	if got := lines(list); len(got) != 4 || !strings.Contains(got[0], `"ana" is no singer [leader-is-singer]`) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// Many changes one after the other keep one decoded copy of what none of them
// touched.
func TestAChainOfChangesReadsEachFileOnce(t *testing.T) {
	fsys := count(base())
	s := load(t, fsys)
	s.Check()
	for i := range 20 {
		d := s.Draft()
		if err := singers.Edit(d, "ana", func(e *singer) error { e.Name = fmt.Sprint("Ana ", i); return nil }); err != nil {
			t.Fatal(err)
		}
		c, err := d.Change("x")
		if err != nil {
			t.Fatal(err)
		}
		next, list := s.Apply(c)
		if list != nil {
			t.Fatal(lines(list))
		}
		s = next
	}
	if e, _ := singers.Get(s, "ana"); e.Rec.Name != "Ana 19" {
		t.Error(e.Rec.Name)
	}
	fsys.opened(t)
}
