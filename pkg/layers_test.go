// Package pkg holds no code; its tests hold the rules that no package can see for
// itself: who may import whom, and what no file of the project may contain.
package pkg

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A layer is what one package may import.
type layer struct {
	may       []string          // packages of this module
	libraries []string          // libraries, with everything below their path
	only      map[string]string // the one file that may import a library
	pure      bool              // knows no disk, process, network or clock
}

// layers is the import table of the architecture. A package that is not in it, and
// an import that is not in its row, fail. A library stands in one row.
var layers = map[string]layer{
	"pkg/diag": {pure: true},
	"pkg/doc": {pure: true,
		may: []string{"pkg/diag"}, libraries: []string{"gopkg.in/yaml.v3"}},
	"pkg/record": {pure: true,
		may: []string{"pkg/diag", "pkg/doc"}},
	"pkg/script": {pure: true,
		libraries: []string{"golang.org/x/text/unicode/norm"}},
	"pkg/network": {pure: true,
		may: []string{"pkg/diag", "pkg/doc", "pkg/record", "pkg/script"}},
	"pkg/merge": {pure: true,
		may: []string{"pkg/diag", "pkg/doc", "pkg/record"}},
	"pkg/markdown": {pure: true,
		may:       []string{"pkg/diag"},
		libraries: []string{"github.com/yuin/goldmark"}},
	"pkg/render": {pure: true,
		may:       []string{"pkg/diag", "pkg/doc", "pkg/markdown", "pkg/network", "pkg/record", "pkg/script", "pkg/word"},
		libraries: []string{"github.com/go-playground/locales"}},
	"pkg/pdf": {pure: true,
		may: []string{"pkg/markdown"}},
	"pkg/sheet": {pure: true},
	"pkg/word": {pure: true,
		may:       []string{"pkg/diag", "pkg/markdown"},
		libraries: []string{"github.com/beevik/etree"}},
	"pkg/office": {pure: true,
		may: []string{"pkg/markdown"}},
	"pkg/exchange": {pure: true,
		may: []string{"pkg/diag"}},
	"pkg/mail": {}, // reaches mail servers
	"pkg/site": {pure: true,
		may: []string{"pkg/markdown", "pkg/network", "pkg/record", "pkg/render", "pkg/script"}},
	"pkg/repo": {
		may:       []string{"pkg/diag", "pkg/merge", "pkg/record"},
		libraries: []string{"github.com/go-git/go-git/v5", "github.com/go-git/go-billy/v5", "golang.org/x/sys"}},
	"templates": {pure: true},
	"pkg/cli": {
		may: []string{"templates", "pkg/diag", "pkg/doc", "pkg/exchange", "pkg/mail", "pkg/markdown", "pkg/network",
			"pkg/office", "pkg/pdf", "pkg/record", "pkg/render", "pkg/repo", "pkg/script", "pkg/sheet", "pkg/site", "pkg/word"},
		libraries: []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/spf13/viper",
			"github.com/olekukonko/tablewriter", "github.com/rogpeppe/go-internal/diff"},
		only: map[string]string{"github.com/spf13/viper": "config.go", "github.com/olekukonko/tablewriter": "table.go"}},
	"cmd/unmn": { // the process: its streams, whether they are terminals, the embedded templates
		may: []string{"pkg/cli", "templates"}, libraries: []string{"golang.org/x/term"}},
	"bench": { // a program of its own, which measures the other
		may: []string{"pkg/doc", "pkg/network", "pkg/record", "pkg/render", "templates"}},
	"pkg": {}, // this one: tests only
}

// testLibraries may be imported by any test, and by nothing else.
var testLibraries = []string{"github.com/rogpeppe/go-internal/testscript", "github.com/rogpeppe/go-internal/txtar",
	"github.com/santhosh-tekuri/jsonschema/v6", "github.com/go-fonts/liberation", // the rest reads back what the program writes
	"github.com/emersion/go-ical", "github.com/emersion/go-vcard", "github.com/emersion/go-smtp", "github.com/emersion/go-sasl", "github.com/thedatashed/xlsxreader",
	"golang.org/x/text/collate", "golang.org/x/text/language"}

// impure are the packages of the standard library that reach outside the process
// or keep state for all of it. A pure package takes an fs.FS, a writer, a day.
var impure = []string{"os", "syscall", "net", "net/http", "net/smtp", "net/rpc", "log", "log/slog",
	"math/rand", "math/rand/v2", "plugin", "unsafe", "expvar", "database/sql", "path/filepath", "io/ioutil"}

// nowhere may be imported by no package at all: a logger for the whole process,
// and what has been replaced.
var nowhere = []string{"log", "io/ioutil", "math/rand", "plugin", "unsafe"}

func TestEveryImportIsInTheTable(t *testing.T) {
	for _, src := range sources(t) {
		row, known := layers[src.dir]
		if !known {
			t.Errorf("%s: the package %s is not in the table of layers_test.go; say there what it may import", src.path, src.dir)
			continue
		}
		for _, spec := range src.file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if why := refused(src, row, name); why != "" {
				t.Errorf("%s: %s", src.at(spec), why)
			}
		}
	}
}

// refused says why a file may not import a package, "" when it may.
func refused(src source, row layer, name string) string {
	inModule, local := strings.CutPrefix(name, "unmn/")
	first, _, _ := strings.Cut(name, "/")
	library := !local && strings.Contains(first, ".")
	switch {
	case local && !src.test && !slices.Contains(row.may, inModule):
		return src.dir + " may not import " + inModule
	case local && src.test && inModule != src.dir && !slices.Contains(row.may, inModule) && !layers[inModule].pure:
		return "a test of " + src.dir + " may not import " + inModule
	case library && src.test && within(name, testLibraries):
		return ""
	case library && !within(name, row.libraries):
		return src.dir + " may not import the library " + name
	case !local && !library && !src.test && slices.Contains(nowhere, name):
		return "no package imports " + name
	case !local && !library && !src.test && row.pure && (within(name, []string{"os"}) || slices.Contains(impure, name)):
		return src.dir + " is pure and may not import " + name
	}
	for lib, file := range row.only {
		if within(name, []string{lib}) && path.Base(src.path) != file {
			return "only " + path.Join(src.dir, file) + " imports " + lib
		}
	}
	return ""
}

// within reports whether a package is one of the roots or below one.
func within(name string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool {
		return name == root || strings.HasPrefix(name, root+"/")
	})
}

// The table must refuse what it is there to refuse.
func TestTheTableBites(t *testing.T) {
	for _, tt := range []struct {
		path, name string
		ok         bool
	}{
		{"pkg/record/set.go", "unmn/pkg/doc", true},
		{"pkg/record/set.go", "unmn/pkg/repo", false},
		{"pkg/record/set.go", "os", false},
		{"pkg/record/set.go", "os/exec", false},
		{"pkg/record/set.go", "gopkg.in/yaml.v3", false},
		{"pkg/doc/node.go", "gopkg.in/yaml.v3", true},
		{"pkg/repo/open.go", "os", true},
		{"pkg/repo/open.go", "log", false},
		{"pkg/repo/open.go", "unmn/pkg/network", false},
		{"pkg/cli/config.go", "github.com/spf13/viper", true},
		{"pkg/cli/meeting_new.go", "github.com/spf13/viper", false},
		{"pkg/cli/table.go", "github.com/olekukonko/tablewriter/tw", true},
		{"pkg/cli/list.go", "github.com/olekukonko/tablewriter/tw", false},
		{"pkg/cli/list.go", "github.com/stretchr/testify", false},
		{"pkg/doc/schema.go", "github.com/santhosh-tekuri/jsonschema/v6", false},
		{"pkg/doc/schema_test.go", "github.com/santhosh-tekuri/jsonschema/v6", true},
		{"pkg/doc/schema_test.go", "unmn/pkg/repo", false},
	} {
		src := source{path: tt.path, dir: path.Dir(tt.path), test: strings.HasSuffix(tt.path, "_test.go")}
		if why := refused(src, layers[src.dir], tt.name); (why == "") != tt.ok {
			t.Errorf("%s importing %s: %q", tt.path, tt.name, why)
		}
	}
}

func TestALibraryHasOnePackage(t *testing.T) {
	owner := map[string]string{}
	for _, dir := range slices.Sorted(maps.Keys(layers)) {
		for _, lib := range layers[dir].libraries {
			if first, taken := owner[lib]; taken {
				t.Errorf("%s and %s both import %s", first, dir, lib)
			}
			owner[lib] = dir
		}
	}
}

// A package must not come back to itself through its row, whether or not the
// packages exist already.
func TestTheTableHasNoCycle(t *testing.T) {
	var visit func(dir string, above []string)
	visit = func(dir string, above []string) {
		if slices.Contains(above, dir) {
			t.Fatalf("cycle: %s", strings.Join(append(above, dir), " -> "))
		}
		for _, next := range layers[dir].may {
			visit(next, append(slices.Clone(above), dir))
		}
	}
	for dir := range layers {
		visit(dir, nil)
	}
}

// The pure packages are pure in what they call as well: what day it is comes in as
// a parameter. Only the programs themselves know their streams and arguments.
func TestClockAndProcessComeIn(t *testing.T) {
	clock := []string{"time.Now", "time.Since", "time.Until", "time.Sleep", "time.After", "time.AfterFunc", "time.Tick", "time.NewTimer", "time.NewTicker", "time.Local"}
	process := []string{"os.Exit", "os.Stdin", "os.Stdout", "os.Stderr", "os.Args", "os.Getenv", "os.LookupEnv", "os.Environ", "os.Setenv", "os.Chdir", "os.Getwd"}
	for _, src := range sources(t) {
		if src.test || src.dir == "cmd/unmn" || src.dir == "bench" {
			continue
		}
		ast.Inspect(src.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if !ok || x.Obj != nil {
				return true
			}
			name := x.Name + "." + sel.Sel.Name
			if slices.Contains(process, name) || slices.Contains(clock, name) && (layers[src.dir].pure || src.dir == "pkg/cli") {
				t.Errorf("%s: %s belongs to cmd/unmn; take it as a parameter", src.at(n), name)
			}
			return true
		})
	}
}

// A source is one Go file of the project.
type source struct {
	path string // slash-separated, from the root of the module
	dir  string
	test bool
	file *ast.File
	fset *token.FileSet
}

// at is the place of a node, for messages.
func (s source) at(n ast.Node) string {
	return s.path + ":" + strconv.Itoa(s.fset.Position(n.Pos()).Line)
}

// sources parses every Go file of the module, for whatever system it is.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	fset := token.NewFileSet()
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if d.IsDir() {
			if name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "unmn-demo") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(base, ".go") {
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
		if err != nil {
			return err
		}
		out = append(out, source{name, path.Dir(name), strings.HasSuffix(base, "_test.go"), file, fset})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 10 {
		t.Fatalf("only %d Go files found; the walk has gone wrong", len(out))
	}
	return out
}
