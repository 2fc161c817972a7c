//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A bench measures on one register.
type bench struct {
	options
	size   int
	dir    string // for copies
	home   string // the register
	unmn   string // the program
	self   string // this one
	report *report
}

// A work is something to be done by unmn (a) and by another (b). i is the number of
// the pair.
type work struct {
	name, other string
	a, b        func(i int) (sample, error)
	skip        string // why it cannot be measured here
}

// all measures every work that was asked for.
func (b *bench) all() error {
	works := b.reading()
	if strings.HasPrefix("change of one record", b.only) {
		changes, clean, err := b.changes()
		if err != nil {
			return err
		}
		defer clean()
		works = append(changes, works...)
	}
	for _, w := range works {
		if !strings.HasPrefix(w.name, b.only) {
			continue
		}
		if err := b.measure(w); err != nil {
			return err
		}
	}
	return nil
}

// enough is how long a work is measured: where that is over, three pairs will do.
const enough = 2 * time.Minute

// measure runs the pairs of a work. The first pair warms the caches.
func (b *bench) measure(w work) error {
	if w.skip != "" {
		return b.report.skipped(b.size, w)
	}
	var as, bs []sample
	begin := time.Now()
	for i := range b.pairs + 1 {
		if len(as) >= 3 && time.Since(begin) > enough {
			break
		}
		x, err := w.a(i)
		if err != nil {
			return err
		}
		y, err := w.b(i)
		if err != nil {
			return err
		}
		if i > 0 {
			as, bs = append(as, x), append(bs, y)
		}
	}
	return b.report.add(b.size, w, as, bs)
}

// changes are a new action, against a file written and committed by git, each in a
// copy of the register: by git as it comes, which flushes the branch alone, and by git
// told to flush all it writes, as unmn does. clean removes the copies.
func (b *bench) changes() (works []work, clean func(), err error) {
	ours, theirs := filepath.Join(b.dir, "ours"), filepath.Join(b.dir, "theirs")
	clean = func() { _, _ = os.RemoveAll(ours), os.RemoveAll(theirs) }
	for _, to := range []string{ours, theirs} {
		if err := copyOf(b.home, to); err != nil {
			clean()
			return nil, nil, err
		}
	}
	source := "meeting/" + string(meetingID(b.size/2))
	for _, git := range []struct {
		name     string
		settings []string
	}{
		{"git add and git commit", nil},
		{"git with core.fsync=all", []string{"-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync"}},
	} {
		first := len(works) * (b.pairs + 1) // every change is another file
		works = append(works, work{
			name: "change of one record", other: git.name,
			a: func(i int) (sample, error) {
				return timed(ours, b.unmn, "action", "new", fmt.Sprintf("Measure number %d", first+i), "--owner", "iom", "--due", "2027-01-31", "--source", source)
			},
			b: func(i int) (sample, error) { return gitChange(theirs, first+i, git.settings) },
		})
	}
	return works, clean, nil
}

// gitChange commits one new file of about the size of an action, with settings given
// to both commands.
func gitChange(dir string, i int, settings []string) (sample, error) {
	name := fmt.Sprintf("records/actions/2026/2026-measure-number-%d.yaml", i)
	text := fmt.Sprintf("title: Measure number %d\nstatus: open\nowner: iom\ndue: \"2027-01-31\"\nsource: meeting/x\n", i)
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return sample{}, err
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		return sample{}, err
	}
	git := func(args ...string) (sample, error) {
		return timed(dir, "git", append(slices.Clone(settings), args...)...)
	}
	add, err := git("add", name)
	if err != nil {
		return sample{}, err
	}
	commit, err := git("commit", "-qm", "action: new")
	return add.and(commit), err
}

// reading are the works that leave the register as it is.
func (b *bench) reading() []work {
	unmn := func(args ...string) func(int) (sample, error) {
		return func(int) (sample, error) { return timed(b.home, b.unmn, args...) }
	}
	git := func(args ...string) func(int) (sample, error) {
		return func(int) (sample, error) { return timed(b.home, "git", args...) }
	}
	bytes := func(int) (sample, error) {
		return timed(b.home, b.self, "-bytes", filepath.Join(b.home, "records"))
	}
	id := string(meetingID(b.size / 2))
	works := []work{
		{name: "check", other: "the bytes", a: unmn("check"), b: bytes},
		b.validator("ajv-cli", "ajv", "validate", "-s", "records/schema/meeting.json", "-d", "records/meetings/**/*.yaml"),
		b.validator("python jsonschema", "python3", "-c", pythonCheck),
		{name: "list with a filter", other: "the bytes", a: unmn("meeting", "list", "--type", "annual"), b: bytes},
		{name: "desk", other: "git status", a: unmn(), b: git("status", "--short")},
		{name: "due", other: "the bytes", a: unmn("due"), b: bytes},
		{name: "show", other: "git show", a: unmn("meeting", "show", id), b: git("show", "HEAD:"+meetingPath(b.size/2))},
		{name: "log of a record", other: "git log -p", a: unmn("meeting", "log", id), b: git("log", "-p", "--", meetingPath(b.size/2))},
		{name: "render as PDF", other: "render as HTML", a: unmn("minutes", "render", id, "--format", "pdf"), b: unmn("minutes", "render", id, "--format", "html")},
		{name: "list as a spreadsheet", other: "list as CSV", a: unmn("meeting", "list", "--format", "xlsx"), b: unmn("meeting", "list", "--format", "csv")},
		b.document(),
		{name: "version", other: "git --version", a: unmn("version"), b: git("--version")},
		{name: "help", other: "git --version", a: unmn("--help"), b: git("--version")},
	}
	for i := range works {
		if w := &works[i]; w.name == "log of a record" && command(b.home, b.unmn, "meeting", "log", id) != nil {
			w.skip = "there is no such command yet"
		}
	}
	return works
}

// mostValidated is the largest register given to other validators: they take
// minutes for more.
const mostValidated = 1000

// validator is check against another program that validates the meetings alone.
func (b *bench) validator(other, program string, args ...string) work {
	w := work{name: "check", other: other}
	w.a = func(int) (sample, error) { return timed(b.home, b.unmn, "check") }
	w.b = func(int) (sample, error) { return timed(b.home, program, args...) }
	if _, err := exec.LookPath(program); err != nil || program == "python3" && command("", program, "-c", "import yaml, jsonschema") != nil {
		w.skip = "not installed"
	} else if b.size > mostValidated {
		w.skip = fmt.Sprintf("measured up to %d meetings", mostValidated)
	}
	return w
}

// pythonCheck reads every meeting with the fastest YAML parser Python has and
// validates it.
const pythonCheck = `
import glob, json, yaml, jsonschema
loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
schema = json.load(open("records/schema/meeting.json"))
validator = jsonschema.validators.validator_for(schema)(schema)
for name in glob.glob("records/meetings/*/*.yaml"):
    with open(name, encoding="utf-8") as f:
        validator.validate(yaml.load(f, Loader=loader))
`
