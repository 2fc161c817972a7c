package pkg

import (
	"cmp"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	said := map[string]string{}
	for _, src := range sources(t) {
		if !src.test {
			said[src.dir] += src.file.Doc.Text()
		}
	}
	for dir, text := range said {
		name := dir[strings.LastIndex(dir, "/")+1:]
		if !strings.HasPrefix(text, "Package "+name+" ") && !strings.HasPrefix(text, "Command "+name+" ") {
			t.Errorf("%s has no package comment that begins %q", dir, "Package "+name+" ...")
			continue
		}
		if words := len(strings.Fields(text)); words < 25 && dir != "templates" && !strings.HasPrefix(dir, "cmd/") {
			t.Errorf("the package comment of %s has %d words; it says what the package is for, when not to use it and what it promises", dir, words)
		}
	}
}

func TestNothingHappensBeforeMain(t *testing.T) {
	for _, src := range sources(t) {
		for _, d := range src.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s: there is an init(); what must happen is called by name", src.at(f))
			}
		}
	}
}

// A package-level variable is set once, where it is declared. What could change it
// is an assignment, a deletion, its address taken, or a type made to be changed.
func TestNoPackageHasMutableState(t *testing.T) {
	for dir, files := range packages(t) {
		for _, found := range mutable(dir, files) {
			t.Errorf("%s; a value like this is made by whoever needs it and handed on", found)
		}
	}
}

func TestMutableStateIsFound(t *testing.T) {
	const text = `package x
import "sync"
var table = map[string]int{}
var count int
var one struct{ n []int }
var lock sync.Mutex
var queue = make(chan int)
var lazy = sync.OnceValue(func() int { return 1 })
func f() {
	table["a"] = 1
	count++
	one.n[0] = 2
	delete(table, "a")
	g(&count)
	table := map[string]int{}
	table["mine"] = 1
	for i := range 3 { _ = i }
}
func g(count *int) { *count = 3 }
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, found := range mutable("x", []source{{path: "x.go", dir: "x", file: file, fset: fset}}) {
		where, _, _ := strings.Cut(found, ": ")
		lines = append(lines, strings.TrimPrefix(where, "x.go:"))
	}
	if got := strings.Join(lines, " "); got != "6 7 10 11 12 13 14" {
		t.Errorf("found in the lines %s", got)
	}
}

// mutable tells, place first, what may change a package-level variable.
func mutable(dir string, files []source) []string {
	info := resolve(dir, files)
	var out []string
	for _, src := range files {
		report := func(at ast.Node, e ast.Expr, what string) {
			if v := packageVariable(info, e); v != nil {
				out = append(out, src.at(at)+": the package variable "+v.Name()+" is "+what)
			}
		}
		ast.Inspect(src.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, left := range n.Lhs {
					report(n, left, "assigned")
				}
			case *ast.IncDecStmt:
				report(n, n.X, "assigned")
			case *ast.RangeStmt:
				report(n, n.Key, "assigned")
				report(n, n.Value, "assigned")
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					report(n, n.X, "handed out by its address")
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && slices.Contains([]string{"delete", "clear", "copy"}, f.Name) {
					report(n, n.Args[0], "changed")
				}
			}
			return true
		})
		for _, d := range src.file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				out = append(out, madeToChange(src, g)...)
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a[:strings.Index(a, ": ")]), len(b[:strings.Index(b, ": ")])), cmp.Compare(a, b))
	})
	return out
}

// madeToChange tells of package-level variables whose types exist to be changed.
// The functions that package sync makes of others, such as OnceValue, do not.
func madeToChange(src source, d *ast.GenDecl) []string {
	var out []string
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ChanType:
			out = append(out, src.at(n)+": a package variable holds a channel")
		case *ast.SelectorExpr:
			x, ok := n.X.(*ast.Ident)
			if ok && (x.Name == "sync" || x.Name == "atomic") && (n.Sel.Name == "Once" || !strings.HasPrefix(n.Sel.Name, "Once")) {
				out = append(out, src.at(n)+": a package variable holds a "+x.Name+"."+n.Sel.Name)
			}
		}
		return true
	})
	return out
}

// packageVariable is the variable of package level that an expression changes when
// it is changed: x, x[i], x.field, *x. nil when there is none.
func packageVariable(info *types.Info, e ast.Expr) *types.Var {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return packageVariable(info, e.X)
	case *ast.IndexExpr:
		return packageVariable(info, e.X)
	case *ast.SelectorExpr:
		return packageVariable(info, e.X)
	case *ast.StarExpr:
		return packageVariable(info, e.X)
	case *ast.Ident:
		if v, ok := info.Uses[e].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
			return v
		}
	}
	return nil
}

// An interface with one implementation hides it from the reader and gains nothing.
// The sealed record.Type is the exception: it gives generic kinds one name.
func TestNoInterfaceHasASingleImplementation(t *testing.T) {
	exceptions := []string{"pkg/record.Type"}
	methods := map[string]map[string]bool{} // of each concrete type of the project
	interfaces := map[string][]string{}
	place := map[string]string{}
	for _, src := range sources(t) {
		if src.test {
			continue
		}
		for _, d := range src.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
				name := src.dir + "." + receiver(f.Recv.List[0].Type)
				if methods[name] == nil {
					methods[name] = map[string]bool{}
				}
				methods[name][f.Name.Name] = true
			}
		}
		ast.Inspect(src.file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok {
				if i, ok := spec.Type.(*ast.InterfaceType); ok {
					name := src.dir + "." + spec.Name.Name
					interfaces[name], place[name] = methodNames(i), src.at(spec)
				}
			}
			return true
		})
	}
	for _, name := range slices.Sorted(maps.Keys(interfaces)) {
		if len(interfaces[name]) == 0 || slices.Contains(exceptions, name) {
			continue
		}
		n := 0
		for _, has := range methods {
			if !slices.ContainsFunc(interfaces[name], func(m string) bool { return !has[m] }) {
				n++
			}
		}
		if n < 2 {
			t.Errorf("%s: the interface %s has %d implementations in the project; use the type itself, or a func, an io.Writer, an fs.FS", place[name], name, n)
		}
	}
}

// methodNames are the methods of an interface; none when it embeds another one or
// is a constraint, which this test does not follow.
func methodNames(i *ast.InterfaceType) []string {
	var out []string
	for _, m := range i.Methods.List {
		if len(m.Names) == 0 {
			return nil
		}
		out = append(out, m.Names[0].Name)
	}
	return out
}

// receiver is the name of the type a method belongs to.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// packages are the files of each package, without its tests.
func packages(t *testing.T) map[string][]source {
	t.Helper()
	out := map[string][]source{}
	for _, src := range sources(t) {
		if !src.test {
			out[src.dir] = append(out[src.dir], src)
		}
	}
	return out
}

// resolve tells what each name of a package means. Imports are not followed, so
// their names and types stay unknown; the names of the package itself do not.
func resolve(dir string, files []source) *types.Info {
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: noImports{}, Error: func(error) {}}
	var parsed []*ast.File
	for _, src := range files {
		parsed = append(parsed, src.file)
	}
	_, _ = config.Check(dir, files[0].fset, parsed, info) // its errors are those of the imports left out
	return info
}

type noImports struct{}

func (noImports) Import(string) (*types.Package, error) { return nil, errors.New("not followed") }
