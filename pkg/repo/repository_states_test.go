package repo

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/repository-states.md, and test nothing else")

// An answer is what unmn does in a state of the repository.
type answer int

const (
	right   answer = iota // a change is made as git would make it
	refused               // before anything is written, with the next step
)

// A state is one row of docs/repository-states.md, and a test.
type state struct {
	name  string // what it is
	how   string // the commands that make it, for sh in the folder of a register
	at    string // the folder the register is in then, seen from where it was
	does  answer
	says  string   // what the refusal says
	next  []string // the commands of its hint as patterns; after any one of them the change works
	where string   // the folder in which the hint is to be typed, seen from where the register is
	then  string   // the folder the hint leads to
	rest  string   // what has to be typed after the hint, which the next refusal says
	blind bool     // it cannot be read either
	kind  Kind     // of the refusal
	file  bool     // it is seen only by a change of the very file
	shows bool     // the hint shows what is wrong and mends nothing: that takes a person
	stops bool     // the command stops at a conflict, which is resolved
	after string   // and then
	needs string   // a command without which it cannot be tried, of git or another program
	env   []string // pairs of variables and values
	note  string   // what the page says beside
}

// touched are the files the change of the test touches.
const (
	touchedFirst  = "records/members/fresh.yaml"
	touchedSecond = "records/members/iom.yaml"
)

func theChange() Plan {
	return put("change", touchedSecond, "name: changed\n", touchedFirst, "fresh\n")
}

// TestRepositoryStates makes every state with git. Where unmn does right, the change
// is judged by git; where it refuses, not a byte may change, and every command of
// the hint must lead to where it does right.
func TestRepositoryStates(t *testing.T) {
	for _, group := range stateGroups() {
		for _, s := range group.states {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				if s.does == right {
					s.world(t).judged()
					return
				}
				s.refuses(t)
			})
		}
	}
}

// world is a register in the state.
func (s state) world(t *testing.T) *world {
	w := started(t)
	if s.needs != "" && w.shell(s.needs) != nil {
		t.Skipf("%s does not work here", s.needs)
	}
	if s.stops {
		must(t, w.shell("git checkout -q -b topic; echo 'name: theirs' >records/members/undp.yaml; git commit -q -a -m theirs; git checkout -q main;"+
			"echo 'name: ours' >records/members/undp.yaml; git commit -q -a -m ours"))
	}
	err := w.shell(s.how)
	if s.stops {
		if err == nil {
			t.Fatalf("%s did not stop", s.how)
		}
		err = w.shell("echo 'name: both' >records/members/undp.yaml; git add records/members/undp.yaml; " + s.after)
	}
	must(t, err)
	w.dir = filepath.Join(w.dir, s.at)
	for i := 0; i < len(s.env); i += 2 {
		w.env[s.env[i]] = strings.ReplaceAll(s.env[i+1], "$PWD", w.dir)
	}
	return w
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// shell runs what a person types; editors are left as they open.
func (w *world) shell(script string) error {
	c := w.command()
	c.Path, c.Args = "/bin/sh", []string{"sh", "-e", "-c", script}
	c.Env = append(c.Env, "GIT_EDITOR=true")
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", script, err, out)
	}
	return nil
}

// judged makes the change, and lets git judge.
func (w *world) judged() {
	w.t.Helper()
	before := w.git("status", "--porcelain")
	if d := Diagnose(context.Background(), w.Env()); len(d.Problems) > 0 || d.Identity != "Ana Officer <ana@example.org>" {
		w.t.Errorf("the diagnosis is %+v", d)
	}
	r := w.open()
	w.dir = r.Root()
	w.commit(r, theChange())
	snap, err := r.At(context.Background(), "HEAD")
	must(w.t, err)
	for name, want := range map[string]string{touchedFirst: "fresh\n", touchedSecond: "name: changed\n"} {
		if got, err := snap.ReadFile(name); string(got) != want || err != nil {
			w.t.Errorf("%s reads %q, %v", name, got, err)
		}
		if got := w.read(name); got != want {
			w.t.Errorf("%s holds %q", name, got)
		}
		if got := w.git("cat-file", "blob", "HEAD:"+name); got+"\n" != want {
			w.t.Errorf("git reads %q from %s", got, name)
		}
	}
	if got := w.git("status", "--porcelain"); got != before {
		w.t.Errorf("git status was\n%s\nand is\n%s", before, got)
	}
	if got := w.git("log", "-1", "--format=%s"); got != "change" {
		w.t.Errorf("git log: %s", got)
	}
	if got := w.git("show", "--stat=200", "--format=", "HEAD"); !regexp.MustCompile("^ " + touchedFirst + " .*\n " + touchedSecond + " .*\n 2 files changed.*$").MatchString(got) {
		w.t.Errorf("git show --stat:\n%s", got)
	}
	if got := w.git("fsck", "--strict", "--no-dangling", "--no-progress"); got != "" {
		w.t.Errorf("git fsck: %s", got)
	}
	for _, dir := range []string{r.git, r.common} {
		if left, _ := filesIn(dir, "", ".lock"); left != nil {
			w.t.Errorf("locks are left: %v", left)
		}
	}
	if left, _ := filesIn(filepath.Join(r.git, ownDir), "", ""); len(left) != 1 {
		w.t.Errorf("files are left: %v", left)
	}
}

// refuses checks one state that is refused, and each next step.
func (s state) refuses(t *testing.T) {
	w := s.world(t)
	e := s.refusal(t, w)
	if !strings.Contains(e.Message, s.says) {
		t.Errorf("the message is %q", e.Message)
	}
	if strings.HasSuffix(e.Message, ".") || e.Message[:1] != strings.ToLower(e.Message[:1]) && !strings.HasPrefix(e.Message, "HEAD") {
		t.Errorf("the message is %q", e.Message)
	}
	s.reads(t, w)
	s.diagnosed(t, w, e)
	steps := hintSteps(e.Hint)
	if len(steps) != len(s.next) {
		t.Fatalf("the hint %q has %d ways on, should have %d", e.Hint, len(steps), len(s.next))
	}
	for i, step := range steps {
		if ok, err := path.Match(strings.ReplaceAll(s.next[i], "/", "\x01"), strings.ReplaceAll(step, "/", "\x01")); !ok || err != nil {
			t.Errorf("the hint says `%s`, should say `%s`", step, s.next[i])
		}
		if s.shows {
			if err := w.shell(step + " 2>&1 | grep -q ."); err != nil {
				t.Error(err)
			}
			continue
		}
		w := s.world(t)
		hint, dir := s.refusal(t, w).Hint, w.dir
		w.dir = filepath.Join(dir, s.where)
		w.follow(hint, i)
		w.dir = filepath.Join(dir, s.then)
		must(t, w.shell(s.rest))
		w.judged()
	}
}

// refusal makes the change, which must be refused without a byte changed.
func (s state) refusal(t *testing.T, w *world) *Error {
	t.Helper()
	before := w.bytes()
	r, err := Open(context.Background(), w.Env())
	if err == nil {
		_, err = r.Commit(context.Background(), theChange(), ana)
		r.Close()
	}
	if after := w.bytes(); after != before {
		t.Errorf("something changed:\nbefore\n%s\nafter\n%s", before, after)
	}
	var e *Error
	if !errors.As(err, &e) || e.Kind != s.kind {
		t.Fatalf("got %v (kind %d), should be refused with kind %d", err, KindOf(err), s.kind)
	}
	return e
}

// diagnosed checks that a diagnosis tells the same next step, and changes nothing.
func (s state) diagnosed(t *testing.T, w *world, e *Error) {
	t.Helper()
	before := w.bytes()
	d := Diagnose(context.Background(), w.Env())
	if w.bytes() != before {
		t.Error("the diagnosis changed something")
	}
	told := slices.ContainsFunc(d.Problems, func(p *Error) bool { return p.Hint == e.Hint && strings.Contains(p.Message, s.says) })
	if told == s.file {
		t.Errorf("the diagnosis tells it: %v", told)
	}
}

// reads checks whether what is recorded can be read all the same.
func (s state) reads(t *testing.T, w *world) {
	t.Helper()
	r, err := Open(context.Background(), w.Env())
	if err == nil {
		defer r.Close()
		_, err = r.At(context.Background(), "HEAD")
	}
	if s.blind != (err != nil) {
		t.Errorf("reading: %v", err)
	}
}

// bytes is every file around the register but those in our own folder.
func (w *world) bytes() string {
	w.t.Helper()
	var b strings.Builder
	must(w.t, filepath.WalkDir(filepath.Dir(w.home), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		fi, err := d.Info()
		if err != nil {
			return err
		}
		data, to := []byte(nil), ""
		switch {
		case d.IsDir() && d.Name() == ownDir:
			return fs.SkipDir
		case d.Type().IsRegular():
			data, _ = os.ReadFile(name)
		case d.Type()&fs.ModeSymlink != 0:
			to, _ = os.Readlink(name)
		}
		when := fi.ModTime().String()
		if d.IsDir() {
			when = "" // our own folder may have been made in it
		}
		fmt.Fprintf(&b, "%s %v %v %s %s\n", name, fi.Mode(), when, to, blobHash(data))
		return nil
	}))
	return b.String()
}

var (
	singleStar   = regexp.MustCompile(`(^|[^*])\*([^*]|$)`)
	alternatives = regexp.MustCompile("[,;]? or |, and not ")
	commands     = regexp.MustCompile("`[^`]+`(?: to \\S+)?")
)

// hintSteps are the ways on that a hint names, each as commands to type.
func hintSteps(hint string) []string {
	var ways []string
	for _, way := range alternatives.Split(hint, -1) {
		var typed []string
		for _, c := range commands.FindAllString(way, -1) {
			if line, file, ok := strings.Cut(c, "` to "); ok {
				c = "echo '" + line[1:] + "' >>" + file
			}
			typed = append(typed, strings.Trim(c, "`"))
		}
		if typed != nil {
			ways = append(ways, strings.Join(typed, " && "))
		}
	}
	return ways
}

// follow types one way of a hint.
func (w *world) follow(hint string, way int) {
	w.t.Helper()
	step := hintSteps(hint)[way]
	if name, ok := strings.CutPrefix(step, "unset "); ok {
		delete(w.env, name)
		return
	}
	must(w.t, w.shell(step))
}

// TestPageOfRepositoryStates holds the page to the table; -update writes it.
func TestPageOfRepositoryStates(t *testing.T) {
	const name = "../../docs/repository-states.md"
	page := statesPage()
	if *update {
		must(t, os.MkdirAll(filepath.Dir(name), 0o777))
		must(t, os.WriteFile(name, []byte(page), 0o666))
	}
	if old, err := os.ReadFile(name); err != nil || string(old) != page {
		t.Errorf("%s is not current (%v); write it with go test ./pkg/repo -update", name, err)
	}
}

// statesPage is the table as people read it.
func statesPage() string {
	var b strings.Builder
	b.WriteString("# States of a repository\n\n" + statesIntroduction)
	code := func(s string) string {
		return "`" + strings.NewReplacer("|", `\|`, "\n", " ").Replace(s) + "`"
	}
	for _, g := range stateGroups() {
		fmt.Fprintf(&b, "\n## %s\n\n| state | how it comes about | a change |\n| --- | --- | --- |\n", g.name)
		for _, s := range g.states {
			how := []string{}
			if s.how != "" {
				how = append(how, code(s.how))
			}
			if s.after != "" {
				how = append(how, "which stops at a conflict, "+code(s.after))
			} else if s.stops {
				how = append(how, "which stops at a conflict")
			}
			if s.at != "" {
				how = append(how, "in "+code(path.Base(path.Clean(s.at))))
			}
			for i := 0; i < len(s.env); i += 2 {
				how = append(how, code(s.env[i]+"="+s.env[i+1]))
			}
			does := "is right"
			if s.does == refused {
				does = "is refused: … " + s.says + " …"
				for i, n := range s.next {
					does += []string{"; next ", " or "}[min(i, 1)] + code(singleStar.ReplaceAllString(n, "$1…$2"))
				}
				if s.shows {
					does = strings.Replace(does, "; next ", "; see it with ", 1)
				}
				if s.rest != "" {
					does += ", then " + code(s.rest)
				}
				if s.blind {
					does += "; it cannot be read either"
				}
			}
			if s.note != "" {
				does += "; " + s.note
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", s.name, strings.Join(how, ", "), does)
		}
	}
	return b.String()
}

const statesIntroduction = `Where a register lies, what its HEAD stands on, how git keeps it: what ` + "`unmn`" + ` does in each
state. A change is either **right**, so that ` + "`git status`, `git fsck --strict`, `git log` and `git show`" + `
see what plain git would have made, or **refused** before anything is written, with the next step
to take. Reading works in both cases, unless it says otherwise. ` + "`unmn doctor`" + ` tells which of these a
repository is in.

This page is written by a test that makes every state, makes a change in it, and types every
next step: ` + "`go test ./pkg/repo -run RepositoryStates`" + `.
`
