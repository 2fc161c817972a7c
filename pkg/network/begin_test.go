package network_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

var update = flag.Bool("update", false, "write what the program makes over the golden files")

const starters = "../../templates/starter"

func TestStartersAreCanonical(t *testing.T) {
	for _, name := range []string{"RS", "generic"} {
		eachFile(t, filepath.Join(starters, name), func(file string, data []byte) {
			typ, _, ok := record.Empty(network.Types()...).Locate(path.Join(record.Root, file))
			if !ok {
				t.Errorf("%s/%s is no record", name, file)
				return
			}
			shape := typ.Shape()
			if typ.Name() == network.Networks.Name {
				shape = network.StarterShape(typ)
			}
			text, problems := doc.Format(file, data, shape, "")
			if problems != nil {
				report(t, problems)
				return
			}
			golden(t, filepath.Join(starters, name, file), text)
		})
	}
}

// serbia is how the register of this repository began.
func serbia() network.Beginning {
	return network.Beginning{
		Name: "UN Network on Migration in Serbia", Country: "RS", Timezone: "Europe/Belgrade", Reference: "UNMN-RS",
		Starter: os.DirFS(filepath.Join(starters, "RS")),
	}
}

func TestBeginWithEveryStarter(t *testing.T) {
	other := network.Beginning{
		Name: "UN Network on Migration", Country: "XK", Timezone: "UTC", Reference: "UNMN-XK",
		Languages: []string{"en", "fr"}, Members: []string{"unhcr=UNHCR", "unesco"},
		Starter: os.DirFS(filepath.Join(starters, "generic")),
	}
	for name, b := range map[string]network.Beginning{"RS": serbia(), "generic": other} {
		t.Run(name, func(t *testing.T) {
			c := begin(t, b)
			s := load(t, c)
			if list := s.Check(); list.Errors()+list.Warnings() > 0 {
				report(t, list)
			}
			if c.Subject != "register: begin the "+b.Name {
				t.Error(c.Subject)
			}
			n := network.Networks.One(s)
			if n.Name.String() != b.Name || string(n.Country) != b.Country || string(n.Timezone) != b.Timezone || string(n.Reference) != b.Reference {
				t.Errorf("%+v", n)
			}
			for _, m := range n.FoundingMembers {
				if e, ok := network.Members.Get(s, m.ID()); !ok || e.Rec.Status != network.Active {
					t.Errorf("founding member %s is not active", m)
				}
			}
			if !strings.Contains(c.Message(), "Unmn-Record: member/iom\n") || strings.Count(c.Message(), "member/iom\n") != 1 {
				t.Error(c.Message())
			}
			for _, typ := range network.Types() {
				if _, ok := s.File(record.SchemaPath(typ)); !ok {
					t.Errorf("no schema of %s", typ.Name())
				}
			}
		})
	}
}

func TestBeginRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(b *network.Beginning)
		says   []string
		usage  bool
	}{
		{"unreadable words, all at once", func(b *network.Beginning) {
			b.Country, b.Timezone, b.Reference = "Serbia", "Belgrade", "unmn rs"
			b.Languages, b.Members = []string{"srpski"}, []string{"UNESCO=UNESCO", "who ="}
		}, []string{`"Serbia" is no country`, `"Belgrade" is no time zone`, `"unmn rs" cannot begin references`, `"srpski" is no language`, `"UNESCO" is not an id`, `"who =" names no member`}, true},
		{"a member that the starter has", func(b *network.Beginning) { b.Members = []string{"who=WHO"} }, []string{`with the member "who" already`}, true},
		{"a starter with a misspelt field", func(b *network.Beginning) {
			b.Starter = with(b.Starter, "members/iom.yaml", "name: IOM\nshrot: IOM\nclass: un-entity\nstatus: active\nbasis: terms\n")
		}, []string{`members/iom.yaml:2:1: the record has no field "shrot"; did you mean "short"`}, false},
		{"a starter with a file that is no record", func(b *network.Beginning) {
			b.Starter = with(b.Starter, "members/README.md", "hello")
		}, []string{"members/README.md: a register does not begin with this"}, false},
		{"a starter that breaks a rule", func(b *network.Beginning) {
			b.Starter = with(b.Starter, "members/iom.yaml", "name: IOM\nshort: IOM\nclass: ngo\nstatus: active\nbasis: terms\n")
		}, []string{"records/members/iom.yaml:", "[members-are-un-entities]"}, false},
		{"a starter without a network", func(b *network.Beginning) {
			b.Starter = fstest.MapFS{"members/iom.yaml": {Data: []byte("name: IOM\nshort: IOM\nclass: un-entity\nstatus: active\n")}}
		}, []string{"network.yaml: the starter has no such file"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := serbia()
			c.change(&b)
			_, err := network.Begin(network.Types(), b)
			if err == nil {
				t.Fatal("not refused")
			}
			var list diag.List
			text := err.Error()
			if errors.As(err, &list) {
				var out bytes.Buffer
				diag.Print(&out, list)
				text = out.String()
			}
			for _, word := range c.says {
				if !strings.Contains(text, word) {
					t.Errorf("does not say %q:\n%s", word, text)
				}
			}
			if errors.Is(err, network.ErrUsage) != c.usage {
				t.Errorf("usage: %v", !c.usage)
			}
		})
	}
}

func TestBeginFromARegister(t *testing.T) {
	first := load(t, begin(t, serbia()))
	files := fstest.MapFS{".git/config": {Data: []byte("[core]")}}
	for _, f := range begin(t, serbia()).Files {
		files[f.Path] = &fstest.MapFile{Data: f.New}
	}
	b := network.Beginning{Starter: files, Name: "Another Network", Reference: "UNMN-XX"}
	again := network.Networks.One(load(t, begin(t, b)))
	was := *network.Networks.One(first)
	if again.Name.String() != "Another Network" || again.Reference != "UNMN-XX" {
		t.Error("the words of the beginning do not win")
	}
	if again.Country != was.Country || again.Timezone != was.Timezone || len(again.Topics) != len(was.Topics) {
		t.Error("the starter's own are not kept")
	}
}

// with is a file system with one file more, or another in its place.
func with(fsys fs.FS, name, data string) fs.FS {
	files := fstest.MapFS{}
	fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b, _ := fs.ReadFile(fsys, p)
			files[p] = &fstest.MapFile{Data: b}
		}
		return err
	})
	files[name] = &fstest.MapFile{Data: []byte(data)}
	return files
}

func begin(t *testing.T, b network.Beginning) *record.Change {
	t.Helper()
	c, err := network.Begin(network.Types(), b)
	if err != nil {
		var list diag.List
		if errors.As(err, &list) {
			report(t, list)
		}
		t.Fatal(err)
	}
	return c
}

// load is the set that the files of a change make by themselves.
func load(t *testing.T, c *record.Change) *record.Set {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range c.Files {
		files[f.Path] = &fstest.MapFile{Data: f.New}
	}
	s, err := record.Load(files, network.Types()...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func report(t *testing.T, list diag.List) {
	t.Helper()
	var out bytes.Buffer
	diag.Print(&out, list)
	t.Error("\n" + out.String())
}

// golden compares a file with what the program makes, or writes it.
func golden(t *testing.T, file string, want []byte) {
	t.Helper()
	have, err := os.ReadFile(file)
	if *update {
		if bytes.Equal(have, want) {
			return
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err != nil || !bytes.Equal(have, want) {
		t.Errorf("%s differs from what the program makes (go test ./pkg/network -update), which has\n%s", file, firstChange(have, want))
	}
}

// firstChange is the first line that one text has and another has not.
func firstChange(have, want []byte) string {
	old := strings.Split(string(have), "\n")
	for i, line := range strings.Split(string(want), "\n") {
		if i >= len(old) || old[i] != line {
			return fmt.Sprintf("%5d | %s", i+1, line)
		}
	}
	return "nothing where it goes on"
}

// eachFile calls visit for every file below a folder, with its slash-separated
// path in it.
func eachFile(t *testing.T, dir string, visit func(file string, data []byte)) {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		visit(name, data)
	}
}
