package record_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"unmn/pkg/record"
)

// letter is a kind by year with a field to look for.
type letter struct {
	Number string `yaml:"number" doc:"its number"`
	Body   string `yaml:"body" doc:"what it says"`
}

func letters() record.Type {
	return record.Of(&record.Kind[letter]{Name: "letter", Folder: "letters", Layout: record.ByYear, Doc: "a letter"}, nil, nil)
}

func TestYearsAndHaving(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	s, err := record.Load(fstest.MapFS{
		"records/letters/2025/2025-a.yaml": file("number: X/1\n"),
		"records/letters/2026/2026-a.yaml": file("body: |-\n  number: X/1\nnumber: X/2\n"),
		"records/letters/2026/2026-b.yaml": file("body: the number is X/2\n"),
		"records/letters/2026/2026-c.yaml": file("number: \"X/2\"  # again\n"),
		"records/letters/2026/2026-d.yaml": file("{number: X/2}\n"),
		"records/letters/2026/notes.txt":   file("number: X/2\n"),
		"records/letters/old/2026-e.yaml":  file("number: X/2\n"),
	}, letters())
	if err != nil {
		t.Fatal(err)
	}
	expect := func(s *record.Set, years []string, year, value string, want ...record.ID) {
		t.Helper()
		if got := s.Years("letter"); !slices.Equal(got, years) {
			t.Errorf("years %v, not %v", got, years)
		}
		if got := s.Having("letter", year, "number", value); !slices.Equal(got, want) {
			t.Errorf("%s of %s: %v, not %v", value, year, got, want)
		}
	}
	expect(s, []string{"2025", "2026"}, "2025", "X/1", "2025-a")
	expect(s, []string{"2025", "2026"}, "2026", "X/1")
	expect(s, []string{"2025", "2026"}, "2026", "X/2", "2026-a", "2026-c", "2026-d")
	expect(s, []string{"2025", "2026"}, "2024", "X/1")
	expect(s, []string{"2025", "2026"}, "2026", "")

	next, _ := s.Apply(&record.Change{Files: []record.File{
		{Path: "records/letters/2026/2026-a.yaml", New: []byte("number: X/9\n")},
		{Path: "records/letters/2026/2026-b.yaml", New: []byte("number: X/2\n")},
		{Path: "records/letters/2026/2026-c.yaml"},
		{Path: "records/letters/2027/2027-a.yaml", New: []byte("number: X/2\n")},
	}})
	expect(next, []string{"2025", "2026", "2027"}, "2026", "X/2", "2026-b", "2026-d")
	expect(next, []string{"2025", "2026", "2027"}, "2027", "X/2", "2027-a")
	if got := s.Years("no such kind"); got != nil {
		t.Error(got)
	}
}
