package network_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// asked gives the terms of a register a clause that names a rule, unless they have one.
func asked(files map[string][]byte, rule string) {
	terms := string(files["records/terms.yaml"])
	if !strings.Contains(terms, rule+"]") && !strings.Contains(terms, rule+",") {
		terms += "  - {id: Z1, part: sample, summary: Sample, bound: [network], when: always, rule: sample, severity: due, rules: [" + rule + "]}\n"
	}
	files["records/terms.yaml"] = []byte(terms)
}

// Each file of testdata/obligations is a register and a day on which the obligation it
// is called after is not met: records that take the place of those of the base
// register, and what the obligation then finds. With -update the reports are written.
func TestObligations(t *testing.T) {
	base := baseFiles(t)
	for _, o := range network.Obligations() {
		t.Run(o.Rule, func(t *testing.T) {
			file := filepath.Join("testdata", "obligations", o.Rule+".txtar")
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			files := maps.Clone(base)
			for _, f := range archive.Files {
				if f.Name != "report" {
					files[f.Name] = f.Data
				}
			}
			asked(files, o.Rule)
			s := loadFiles(t, files)
			for name := range files {
				if typ, id, ok := s.Locate(name); !ok {
					t.Errorf("%s is no record", name)
				} else if _, err := s.Item(typ.Name(), id); err != nil {
					t.Errorf("%s cannot be read: %v", name, err)
				}
			}
			text, _, _ := strings.Cut(strings.TrimPrefix(string(archive.Comment), "on "), ":")
			day, err := doc.ParseDate(text)
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			missed := false
			for _, f := range network.NewWatch(s, day, "", day.AddDays(60)).Findings() {
				if f.Rule == o.Rule {
					missed = missed || f.Standing != network.Met && f.Standing != network.MetLate && f.Standing != network.Waived
					fmt.Fprintf(&out, "%s (due %s) %s; for %s; by %v; %v\n", f.Standing, f.Due, f.Sentence(), f.For, f.Who, f.Evidence)
					if f.Command != "" {
						fmt.Fprintf(&out, "  %s\n", f.Command)
					}
				}
			}
			if !missed {
				t.Errorf("it is met in %s:\n%s", file, &out)
			}
			reported(t, file, archive, out.String())
		})
	}
	files, err := filepath.Glob("testdata/obligations/*.txtar")
	if err != nil || len(files) != len(network.Obligations()) {
		t.Errorf("%d files for %d obligations (%v)", len(files), len(network.Obligations()), err)
	}
}

// reported compares a report with that of the archive, or writes it.
func reported(t *testing.T, file string, archive *txtar.Archive, have string) {
	t.Helper()
	at := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "report" })
	if *update {
		archive.Files[at].Data = []byte(have)
		golden(t, file, txtar.Format(archive))
	} else if string(archive.Files[at].Data) != have {
		t.Errorf("it finds\n%s", have)
	}
}

// An obligation has a name of its own, a reason, kinds that there are, and parameters
// that there are.
func TestObligationsAreNamed(t *testing.T) {
	params := map[string]bool{}
	for _, p := range network.Parameters() {
		params[p[0]] = true
	}
	s := record.Empty(network.Types()...)
	seen := map[string]bool{}
	for _, o := range network.Obligations() {
		if seen[o.Rule] || o.Rule == "" || !strings.HasSuffix(o.Why, ".") || len(o.Kinds) == 0 {
			t.Errorf("%q stands twice, or lacks its reason or its kinds", o.Rule)
		}
		seen[o.Rule] = true
		for _, kind := range o.Kinds {
			if _, ok := s.Type(kind); !ok {
				t.Errorf("%s: there is no kind %q", o.Rule, kind)
			}
		}
		for _, p := range o.Params {
			if !params[p] {
				t.Errorf("%s: there is no parameter %q", o.Rule, p)
			}
		}
	}
}

// Every clause of the register of this repository, of both starters and so of the
// sample network is looked after by checks or obligations that there are, or says why
// no program can tell.
func TestEveryClauseIsLookedAfter(t *testing.T) {
	for _, file := range []string{"../../records/terms.yaml", "../../templates/starter/RS/terms.yaml", "../../templates/starter/generic/terms.yaml"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		files := baseFiles(t)
		files["records/terms.yaml"] = text
		s := loadFiles(t, files)
		for _, p := range s.Check() {
			if p.Rule == "clause-rules" {
				t.Errorf("%s: %v", file, p)
			}
		}
		states := network.AssessTerms(s, "2026-12-20", 2026)
		if len(states) < 30 {
			t.Errorf("%s has %d clauses", file, len(states))
		}
		for _, c := range states {
			if len(c.Clause.Rules) == 0 && len(c.Clause.NotForMachine) == 0 || c.Why == "" {
				t.Errorf("%s: clause %s is %s and says nothing", file, c.Clause.ID, c.Standing)
			}
		}
	}
}

// What a day and a set find, they find always; the order of the records and the day
// before do not matter, and the set stays as it is.
func TestObligationsArePure(t *testing.T) {
	s := loadFiles(t, baseFiles(t))
	first := fmt.Sprint(network.AssessTerms(s, "2026-12-20", 2026))
	network.AssessTerms(s, "2027-12-20", 2027)
	if again := fmt.Sprint(network.AssessTerms(s, "2026-12-20", 2026)); again != first {
		t.Errorf("%s\nand then\n%s", first, again)
	}
}
