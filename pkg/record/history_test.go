package record_test

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"unmn/pkg/record"
)

// version is a concert as a set has it that holds this text; none is "".
func version(t *testing.T, kinds []record.Type, text string) record.Version {
	t.Helper()
	files := fstest.MapFS{"records/choir.yaml": {Data: []byte("name: C\n")}}
	if text != "" {
		files["records/concerts/2026/2026-x.yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	set, err := record.Load(files, kinds...)
	if err != nil {
		t.Fatal(err)
	}
	v, err := set.Version(kinds[3], "2026-x")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestCompare(t *testing.T) {
	kinds := types()
	for name, tt := range map[string]struct{ before, after, want string }{
		"created":          {"", "title: A\n", "created title"},
		"never there":      {"", "", "unchanged"},
		"changed":          {"title: A\n", "title: B\npieces: [{id: x}]\n", "changed title pieces.x"},
		"deleted":          {"title: A\n", "", "deleted title"},
		"comment":          {"title: A\n", "# why\ntitle: A\n", "rewritten"},
		"unreadable":       {"title: A\n", "titel: A\n", "unreadable records/concerts/2026/2026-x.yaml:1:1"},
		"readable again":   {"titel: A\n", "title: A\n", "changed title"},
		"still unreadable": {"titel: A\n", "titel: B\n", "unreadable records/concerts/2026/2026-x.yaml:1:1"},
		"merged":           {"title: A\nencore: x\n|title: B\n", "title: B\nencore: x\n", "unchanged"},
		"settled":          {"title: A\n|title: B\n", "title: C\nclosed: true\n", "changed title closed"},
		"merged, new here": {"|title: B\n", "title: C\n", "changed title"},
	} {
		var before []record.Version
		for _, text := range strings.Split(tt.before, "|") {
			before = append(before, version(t, kinds, text))
		}
		s := record.Compare(kinds[3], before, version(t, kinds, tt.after))
		got := string(s.Kind)
		for _, d := range s.Fields {
			got += " " + d.Path
		}
		for _, p := range s.Problems[:min(1, len(s.Problems))] {
			got += fmt.Sprintf(" %s:%d:%d", p.File, p.Line, p.Column)
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// What cannot be read at all is no version, and not taken for an absent one.
func TestVersionThatCannotBeReadAtAll(t *testing.T) {
	fsys := count(base())
	s := load(t, fsys)
	fsys.fail["records/singers/ana.yaml"] = syscall.EIO
	singer, _ := s.Type("singer")
	if v, err := s.Version(singer, "ana"); !errors.Is(err, syscall.EIO) {
		t.Errorf("%+v, %v", v, err)
	}
}
