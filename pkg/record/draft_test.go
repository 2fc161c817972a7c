package record_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/record"
)

func TestAChangeHoldsWhatDiffers(t *testing.T) {
	s := load(t, base())
	d := s.Draft()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(singers.Create(d, "eva", singer{voice: voice{Name: "Eva", Post: "nothing"}, After: "ana"}))
	must(singers.Edit(d, "eva", func(e *singer) error { e.Tags = []string{"no"}; return nil }))
	must(singers.Edit(d, "ana", func(e *singer) error { e.Name = "Ana"; return nil })) // says what it said
	must(concerts.Edit(d, "2025-q4", func(c *concert) error { c.Closed = true; return nil }))
	d.WriteFile(".gitattributes", []byte("records/** text eol=lf\n"))
	d.WriteFile("records/choir.yaml", base()["records/choir.yaml"].Data) // the same bytes
	d.WriteFile("absent", nil)
	d.Serve("b", "a", "b")
	d.Source("e-mail\nUnmn-Forged: 2026-03-04")
	d.Reason("  Eva begins.  ")
	c, err := d.Change("singer eva: join")
	must(err)
	var paths []string
	for _, f := range c.Files {
		paths = append(paths, f.Path)
	}
	if want := []string{".gitattributes", "records/concerts/2025/2025-q4.yaml", "records/singers/eva.yaml"}; !slices.Equal(paths, want) {
		t.Errorf("files %v", paths)
	}
	if got, want := string(c.Files[2].New), "# yaml-language-server: $schema=../schema/singer.json\nname: Eva\npost: nothing\ntags: [\"no\"]\nafter: ana\n"; got != want || c.Files[2].Old != nil {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := string(c.Files[1].New), "title: Autumn\nleader: ana\npieces: [{id: hymn}]\nclosed: true\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !slices.Equal(c.Rules, []string{"a", "b"}) {
		t.Error(c.Rules)
	}
	want := "singer eva: join\n\nEva begins.\n\nUnmn-Record: concert/2025-q4\nUnmn-Record: singer/eva\nUnmn-Source: e-mail Unmn-Forged: 2026-03-04\n"
	if got := c.Message(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	eva, _ := s.Type("singer")
	if !c.Touches(eva, "eva") || c.Touches(eva, "ana") {
		t.Error("Touches")
	}
	if ids := singers.IDs(d); !slices.Equal(ids, []record.ID{"ana", "boris", "ceca", "eva"}) {
		t.Errorf("the draft lists %v", ids)
	}
	if ids := singers.IDs(s); len(ids) != 3 {
		t.Errorf("the set lists %v", ids)
	}
}

func TestADraftThatChangesNothing(t *testing.T) {
	d := load(t, base()).Draft()
	if err := concerts.Edit(d, "2026-q1", func(c *concert) error { c.Voices = append([]record.Shared[voice]{}, c.Voices...); return nil }); err != nil {
		t.Fatal(err)
	}
	c, err := d.Change("x")
	if err != nil || c.Files != nil || c.Trailers != nil {
		t.Error(c, err)
	}
}

func TestCreateRefusesIds(t *testing.T) {
	d := load(t, base()).Draft()
	if err := singers.Create(d, "eva", singer{voice: voice{Name: "Eva"}}); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		err  error
		want error
	}{
		{"taken", singers.Create(d, "ana", singer{}), record.ErrExists},
		{"taken in the draft", singers.Create(d, "eva", singer{}), record.ErrExists},
		{"out of the folder", singers.Create(d, "../choir", singer{}), record.ErrID},
		{"upper case", singers.Create(d, "Eva", singer{}), record.ErrID},
		{"empty", singers.Create(d, "", singer{}), record.ErrID},
		{"without year", concerts.Create(d, "gala", concert{}), record.ErrID},
		{"second of a single kind", choirs.Create(d, "other", choir{}), record.ErrID},
		{"the single one", choirs.Create(d, "choir", choir{}), record.ErrExists},
	} {
		if !errors.Is(tt.err, tt.want) {
			t.Errorf("%s: %v", tt.name, tt.err)
		}
	}
	if err := singers.Edit(d, "nobody", func(*singer) error { return nil }); !errors.Is(err, record.ErrNotFound) {
		t.Error(err)
	}
}

// What the reader would refuse or read otherwise is not written.
func TestAValueThatCannotBeReadBackIsNotWritten(t *testing.T) {
	for _, tt := range []struct {
		name string
		rec  singer
		want string
	}{
		{"control character", singer{voice: voice{Name: "a\x1b[2J"}}, "U+001B"},
		{"reversed writing", singer{voice: voice{Name: "a\u202eb"}}, "U+202E"},
		{"a mandatory field is empty", singer{voice: voice{Post: "alto"}}, `lacks the field "name"`},
		{"a malformed reference", singer{voice: voice{Name: "x"}, After: "No Such"}, "is not an id"},
		{"a value twice", singer{voice: voice{Name: "x", Tags: []string{"a", "a"}}}, "twice"},
		{"an empty value", singer{voice: voice{Name: "x", Tags: []string{""}}}, "empty"},
	} {
		d := load(t, base()).Draft()
		if err := singers.Create(d, "eva", tt.rec); err != nil {
			t.Fatal(err)
		}
		var list diag.List
		c, err := d.Change("x")
		if !errors.As(err, &list) || !strings.Contains(list.Error(), tt.want) || c != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestAnEditKeepsTheRestOfTheFile(t *testing.T) {
	const text = "# About Ana.\n\nname:   Ana   # short\npost: alto\n"
	s := load(t, with("records/singers/ana.yaml", text))
	d := s.Draft()
	if err := singers.Edit(d, "ana", func(e *singer) error { e.Post = "bass"; return nil }); err != nil {
		t.Fatal(err)
	}
	c, err := d.Change("x")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(c.Files[0].New), strings.Replace(text, "alto", "bass", 1); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
