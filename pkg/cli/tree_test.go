package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/templates"
)

// TestEveryCommandIsDocumented walks the whole tree: a sentence, an example and
// explicit arguments for every command, a description for every flag.
func TestEveryCommandIsDocumented(t *testing.T) {
	root := newRootCommand(newApp(Env{Types: network.Types(), Templates: templates.FS}))
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Name() == "help" || c.Name() == "completion" || c.Parent() != nil && c.Parent().Name() == "completion" {
			return
		}
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: Short is %q", c.CommandPath(), c.Short)
		}
		if c.Runnable() && c.Example == "" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		if c.Runnable() && c.Args == nil {
			t.Errorf("%s does not say which arguments it takes", c.CommandPath())
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s --%s has no description", c.CommandPath(), f.Name)
			}
		})
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
}

// TestEveryReaderHasItsView: a command that writes nothing looks at the register of
// an earlier commit, or at another day, by the flags that all readers share.
func TestEveryReaderHasItsView(t *testing.T) {
	without := map[string]string{ // commands that do not show records, and why
		"unmn": "the desk of today", "unmn help": "help", "unmn exit-codes": "help", "unmn states": "help", "unmn preferences": "help", "unmn version": "the program", "unmn schema": "the program",
		"unmn explain": "rules", "unmn init": "makes a register", "unmn demo": "makes a register", "unmn fmt": "the files of the folder", "unmn status": "the files of the folder",
		"unmn doctor": "the repository", "unmn template new": "the program", "unmn template check": "a file of the user",
		"unmn verify": "files of the user, each of which names its commit",
	}
	root := newRootCommand(newApp(Env{Types: network.Types(), Templates: templates.FS}))
	readers := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			walk(sub)
		}
		_, except := without[c.CommandPath()]
		if except || len(c.Commands()) > 0 || c.Flags().Lookup("dry-run") != nil || strings.HasPrefix(c.CommandPath(), "unmn completion") {
			return
		}
		readers++
		for _, name := range []string{"as-recorded", "on"} {
			if c.Flags().Lookup(name) == nil && (name != "on" || !noDay(c)) {
				t.Errorf("%s reads the register and has no --%s", c.CommandPath(), name)
			}
		}
	}
	walk(root)
	if readers < 2*len(network.Types()) {
		t.Errorf("only %d readers found", readers)
	}
}

// noDay reports a reader that cannot be asked for a day: rules know none, a history
// has all of them, and what was sent is of the commit that it names.
func noDay(c *cobra.Command) bool {
	return c.CommandPath() == "unmn check" || c.Name() == "log" || c.Name() == "reproduce"
}

// toy is a record type as a newcomer would add it: one struct, one Kind, one word
// in the list of types.
type toy struct {
	Name  doc.Text          `yaml:"name" must:"yes" doc:"what the toy is called"`
	Size  int               `yaml:"size" range:"0-99" doc:"how big it is"`
	Owner network.MemberRef `yaml:"owner" doc:"whose it is"`
}

var toys = &record.Kind[toy]{Name: "toy", Folder: "toys", Layout: record.Flat, Doc: "a thing to play with"}

func toyType() record.Type {
	return record.Of(toys, []record.Check[toy]{{
		Rule: "toys-are-small", Why: "Big toys do not fit.", Severity: diag.Error,
		Run: func(e *record.Entry[toy], _ *record.Set, report record.Reporter) {
			if e.Rec.Size > 50 {
				report.At("size").Problem("the toy is too big: %d", e.Rec.Size)
			}
		},
	}}, []record.Column[toy]{{
		Name: "name", Doc: "its name", Value: func(e *record.Entry[toy], _ *record.Set) string { return e.Rec.Name.OneLine() },
	}})
}

// bench is a register in a folder of the test, and the program to run in it.
type bench struct {
	*testing.T
	dir string
	env Env
}

func newBench(t *testing.T, types ...record.Type) *bench {
	t.Helper()
	home := t.TempDir()
	b := &bench{T: t, dir: filepath.Join(home, "reg")}
	vars := map[string]string{
		"HOME": home, "GIT_AUTHOR_NAME": "Secretariat", "GIT_AUTHOR_EMAIL": "secretariat@example.org",
		"GIT_COMMITTER_NAME": "Secretariat", "GIT_COMMITTER_EMAIL": "secretariat@example.org", "GIT_CONFIG_NOSYSTEM": "1",
	}
	b.env = Env{
		Dir: home, Now: func() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) },
		Getenv: func(name string) string { return vars[name] }, Templates: templates.FS, Types: types, Version: "test",
	}
	b.run(0, "init", "reg", "--name", "Sample", "--country", "RS", "--timezone", "Europe/Belgrade", "--reference", "UNMN-RS")
	b.env.Dir = b.dir
	return b
}

// run runs one command line, compares the exit status and returns both streams.
func (b *bench) run(status int, args ...string) (out, problems string) {
	b.Helper()
	var o, e bytes.Buffer
	env := b.env
	env.Args, env.In, env.Out, env.Err = args, strings.NewReader(""), &o, &e
	if got := Main(context.Background(), env); got != status {
		b.Fatalf("unmn %s: status %d, want %d\n%s%s", strings.Join(args, " "), got, status, o.String(), e.String())
	}
	return o.String(), e.String()
}

func wants(t *testing.T, what, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%s lacks %q:\n%s", what, w, text)
		}
	}
}

// TestNewRecordType: one file and one word in the list of types give a kind its
// folder, its commands, its schema, its checks, its help and its completion.
func TestNewRecordType(t *testing.T) {
	b := newBench(t, append(network.Types(), toyType())...)
	out, _ := b.run(0, "toy", "new", "bear", "--name", "Bear", "--size", "7", "--owner", "iom")
	wants(t, "new", out, "toy bear: new")
	out, _ = b.run(0, "toy", "list")
	wants(t, "list", out, "bear\tBear")
	out, _ = b.run(0, "toy", "list", "--name", "nothing")
	if out != "" {
		t.Errorf("the filter let through %q", out)
	}
	out, _ = b.run(0, "toy", "show", "be", "--json")
	wants(t, "show", out, `"kind": "toy"`, `"size": 7`, `"owner": "iom"`)
	out, _ = b.run(0, "toy", "set", "bear", "size=8", "owner=und")
	wants(t, "set", out, "toy bear: set size, owner")
	b.run(2, "toy", "edit", "bear") // there is no editor here
	out, _ = b.run(0, "toy", "set", "--help")
	wants(t, "set", out, "owner", "whose it is")
	out, _ = b.run(0, "schema", "toy")
	wants(t, "schema", out, `"what the toy is called"`, `"maximum": 99`)
	if _, err := os.Stat(filepath.Join(b.dir, "records/schema/toy.json")); err != nil {
		t.Error(err)
	}
	_, problems := b.run(3, "toy", "new", "whale", "--name", "Whale", "--size", "60", "--owner", "iomm")
	wants(t, "refusal", problems, "the toy is too big: 60 [toys-are-small]", `there is no member "iomm" [reference]`, `did you mean "iom"?`, "records/toys/whale.yaml:3:")
	_, problems = b.run(2, "toy", "new", "ant", "--size", "many")
	wants(t, "usage", problems, `--size: "many" is not a whole number`)
	out, _ = b.run(0, "explain", "toys-are-small")
	wants(t, "explain", out, "Big toys do not fit.")
	out, _ = b.run(0, "toy", "new", "--help")
	wants(t, "help", out, "--owner", "whose it is")
	out, _ = b.run(0, "__complete", "toy", "show", "")
	wants(t, "completion", out, "bear\tBear")
	out, _ = b.run(0, "check")
	wants(t, "check", out, "nothing is wrong")
	if err := os.WriteFile(filepath.Join(b.dir, "records/toys/bear.yaml"), []byte("nmae: Bear\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, problems = b.run(3, "check")
	wants(t, "check", problems, `records/toys/bear.yaml:1:1: the record has no field "nmae"; did you mean "name"`)
}
