package record_test

import (
	"path"
	"strings"
	"testing"

	"unmn/pkg/record"
)

// FuzzLocate: a path is of a record when that record's own path is the same, byte
// for byte; every other one is of none.
func FuzzLocate(f *testing.F) {
	for _, s := range []string{
		"records/singers/ana.yaml", "records/concerts/2026/2026-q1.yaml", "records/choir.yaml", "records/concerts/2025/2026-q1.yaml", "records/singers/../choir.yaml", "records//choir.yaml",
		"records/singers/con.yaml", "records/singers/Ana.yaml", "records/singers/ana.yml", "/records/choir.yaml", "records\\choir.yaml", "records/singers/.yaml", "records/singers/a/b.yaml", "records/choir.yaml\x00",
	} {
		f.Add(s)
	}
	s := load(f, base())
	f.Fuzz(func(t *testing.T, name string) {
		kind, id, ok := s.Locate(name)
		if !ok {
			return
		}
		if again, err := record.ParseID(string(id)); err != nil || again != id || kind.PathOf(id) != name || path.Clean(name) != name || !strings.HasPrefix(name, record.Root+"/") {
			t.Fatalf("%q is %s/%s", name, kind.Name(), id)
		}
	})
}
