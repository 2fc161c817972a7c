package network_test

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// Each file of testdata/rules is a counterexample of the rule it is called after:
// records that take the place of those of the base register, and the report that a
// check of the whole then gives. With -update the reports are written.

func TestEveryRuleHasACounterexample(t *testing.T) {
	want := map[string]bool{}
	for _, typ := range network.Types() {
		for _, r := range typ.Rules() {
			want[r.Name] = true
		}
	}
	for _, whys := range []map[string]string{doc.Why(), record.Why()} {
		for name := range whys {
			want[name] = true
		}
	}
	// The formatter's guard against losing a comment: no text is known that trips it,
	// and package doc searches for one by fuzzing.
	delete(want, doc.RuleFormat)
	for name := range want {
		if _, err := os.Stat(filepath.Join("testdata", "rules", name+".txtar")); err != nil {
			t.Errorf("the rule %q has no counterexample", name)
		}
	}
	files, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		if !want[name] {
			t.Errorf("%s is called after no rule", file)
		}
	}
}

func TestRules(t *testing.T) {
	base := baseFiles(t)
	before := loadFiles(t, base)
	if list := problemsOf(before); list != nil {
		report(t, list)
	}
	files, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			overlay := map[string][]byte{}
			for _, f := range archive.Files {
				if f.Name != "report" {
					overlay[f.Name] = f.Data
				}
			}
			all := maps.Clone(base)
			maps.Copy(all, overlay)
			after := loadFiles(t, all)
			list := problemsOf(after)
			if name == record.RuleState { // it is about the step from the base register to this one
				list = append(list, before.Jumps(after, changeOf(before, overlay))...).Sort()
			}
			if !slices.ContainsFunc(list, func(p diag.Problem) bool { return p.Rule == name }) {
				t.Errorf("this is no counterexample of %s", name)
			}
			checkReport(t, file, archive, list)
			appliedSeesAll(t, before, overlay, after)
		})
	}
}

// checkReport compares the problems with the report of the archive, or writes it.
func checkReport(t *testing.T, file string, archive *txtar.Archive, list diag.List) {
	t.Helper()
	var out bytes.Buffer
	if err := diag.Print(&out, list); err != nil {
		t.Fatal(err)
	}
	var want []byte
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool {
		if f.Name == "report" {
			want = f.Data
		}
		return f.Name == "report"
	})
	if *update {
		archive.Files = append(archive.Files, txtar.File{Name: "report", Data: out.Bytes()})
		golden(t, file, txtar.Format(archive))
		return
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Errorf("the report is\n%s", &out)
	}
}

// appliedSeesAll makes the counterexample a change of the base register: what a
// full check finds must be seen by the check of the change alone.
func appliedSeesAll(t *testing.T, before *record.Set, overlay map[string][]byte, after *record.Set) {
	t.Helper()
	_, fresh := before.Apply(changeOf(before, overlay))
	if unseen := after.Check().Without(fresh); len(unseen) > 0 {
		t.Error("the check of the change alone does not see")
		report(t, unseen)
	}
	if invented := fresh.Without(after.Check()); len(invented) > 0 {
		t.Error("the check of the change alone sees what is not there")
		report(t, invented)
	}
}

// changeOf is the change that puts files over those of a set.
func changeOf(before *record.Set, overlay map[string][]byte) *record.Change {
	change := &record.Change{Subject: "try"}
	for name, data := range overlay {
		old, _ := before.File(name)
		change.Files = append(change.Files, record.File{Path: name, Old: old, New: data})
	}
	slices.SortFunc(change.Files, func(a, b record.File) int { return strings.Compare(a.Path, b.Path) })
	return change
}

// problemsOf is a full check, with the clauses of the base register's terms.
func problemsOf(s *record.Set) diag.List { return network.Join(s, s.Check()) }

// baseFiles are the records of the base register.
func baseFiles(t *testing.T) map[string][]byte {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/rules-base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range archive.Files {
		files[f.Name] = f.Data
	}
	return files
}

func loadFiles(t *testing.T, files map[string][]byte) *record.Set {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	s, err := record.Load(fsys, network.Types()...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A change to any records, in any state of the register whose references lead
// somewhere, is told exactly the problems that a full check would find and did not
// find before.
func TestAppliedChangesSeeWhatAFullCheckSees(t *testing.T) {
	pool := map[string][][]byte{}
	for name, data := range baseFiles(t) {
		pool[name] = [][]byte{data, data, nil}
	}
	archives, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archives {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if f.Name != "report" {
				pool[f.Name] = append(pool[f.Name], f.Data, nil)
			}
		}
	}
	names := slices.Sorted(maps.Keys(pool))
	random := rand.New(rand.NewPCG(1, 2))
	files := baseFiles(t)
	before := loadFiles(t, files)
	known := before.Check()
	for round := range 1000 {
		change := &record.Change{Subject: "try"}
		for range 1 + random.IntN(3) {
			name := names[random.IntN(len(names))]
			data := pool[name][random.IntN(len(pool[name]))]
			if bytes.Equal(files[name], data) || slices.ContainsFunc(change.Files, func(f record.File) bool { return f.Path == name }) {
				continue
			}
			change.Files = append(change.Files, record.File{Path: name, Old: files[name], New: data})
		}
		_, fresh := before.Apply(change)
		for _, f := range change.Files {
			files[f.Path] = f.New
			if f.New == nil {
				delete(files, f.Path)
			}
		}
		after := loadFiles(t, files)
		found := after.Check()
		want := found.Without(known)
		if unseen, invented := want.Without(fresh), fresh.Without(want); len(unseen)+len(invented) > 0 {
			for _, f := range change.Files {
				t.Logf("%s\n%s\n->\n%s", f.Path, f.Old, f.New)
			}
			t.Errorf("round %d: unseen", round)
			report(t, unseen)
			t.Error("invented")
			report(t, invented)
			return
		}
		before, known = after, found
		if slices.ContainsFunc(found, func(p diag.Problem) bool { return p.Rule == record.RuleReference }) {
			files = baseFiles(t)
			before = loadFiles(t, files)
			known = before.Check()
		}
	}
}
