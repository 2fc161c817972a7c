package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// The crash tests: every command that writes is cut off at every change of the disk
// in turn, in every way a disk has of saying no, and the real git judges what is
// left. Here the disk is made to fail from inside; crash_traced_test.go lets the
// system calls of a process fail.

// A fault is one way of being cut off at the n-th change of the disk.
type fault struct {
	at   int
	on   bool  // every change from then on fails, not only this one
	err  error // what the disk says; nil: the process is killed
	name string
}

func (f fault) String() string {
	how := "once"
	if f.on {
		how = "from then on"
	}
	return fmt.Sprintf("%s %s at change %d of the disk", f.name, how, f.at)
}

var errKilled = errors.New("killed")

// disk is a disk that fails so; count is how many changes were asked for.
func (f fault) disk(count *int) func(op, path string) error {
	var mu sync.Mutex
	return func(string, string) error {
		mu.Lock()
		defer mu.Unlock()
		*count++
		switch {
		case f.at == 0 || *count < f.at || *count > f.at && !f.on:
			return nil
		case f.err == nil:
			return errKilled // nothing reaches the disk any more, as after a kill
		}
		return f.err
	}
}

// faultsAt are the ways of being cut off at a change.
func faultsAt(at int) []fault {
	out := []fault{{at, true, nil, "kill"}}
	for _, e := range []struct {
		name string
		err  error
	}{{"EIO", syscall.EIO}, {"ENOSPC", syscall.ENOSPC}, {"EROFS", syscall.EROFS}, {"EMFILE", syscall.EMFILE}} {
		out = append(out, fault{at, false, e.err, e.name}, fault{at, true, e.err, e.name})
	}
	return out
}

// An ending is what a register is like when all is done.
type ending struct {
	status int
	head   string
	git    string            // what git status says
	files  map[string]string // of the folder
}

// A proof is a write with all it may end in: what is found after a fault must be
// one of them.
type proof struct {
	write
	start   *register
	mine    []string          // the user's own paths
	before  map[string]string // what a refusal leaves as it is
	old     ending            // before
	done    ending            // after the write
	next    map[then]func() (ending, error)
	changes int // of the disk, when nothing fails
}

// another is a write that has nothing to do with any line of the table.
const another = `member confirm unfpa`

// newProof prepares the register of a write and finds out what it may end in.
func newProof(t testing.TB, sample *register, w write) *proof {
	t.Helper()
	p := &proof{write: w, next: map[then]func() (ending, error){}}
	if w.empty {
		p.start = newHome(t)
		if err := os.Mkdir(filepath.Join(p.start.home, "reg"), 0o777); err != nil {
			t.Fatal(err)
		}
	} else {
		start, err := sample.copyTo(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		p.start = start
		p.start.prepare(t, w)
		p.disturb(t)
	}
	p.old = p.must(p.ending(p.start, 0))(t)
	var err error
	if p.before, err = p.snapshot(p.start); err != nil {
		t.Fatal(err)
	}
	r := p.copy(t)
	_, said, status := p.play(r, "same", fault{}.disk(&p.changes))
	if status != 0 {
		t.Fatalf("unmn %s: status %d: %s", p.line, status, said)
	}
	p.done = p.must(p.ending(r, 0))(t)
	if (p.done.head == p.old.head) != (w.only != "") {
		t.Fatalf("unmn %s: the head was %q and is %q", w.line, p.old.head, p.done.head)
	}
	for _, recorded := range []bool{false, true} {
		for _, what := range []string{"same", "another"} {
			p.next[then{recorded, what}] = sync.OnceValues(func() (ending, error) { return p.after(t, recorded, what) })
		}
	}
	return p
}

// after is how it ends when what comes next, with the write recorded or not.
func (p *proof) after(t testing.TB, recorded bool, what string) (ending, error) {
	r, err := p.start.copyTo(t.TempDir())
	if err != nil {
		return ending{}, err
	}
	if recorded {
		p.play(r, "same", nil)
	}
	_, said, status := p.play(r, what, nil)
	if !recorded && status != 0 {
		return ending{}, fmt.Errorf("unmn %s: status %d: %s", p.lineOf(what), status, said)
	}
	return p.ending(r, status)
}

// then is what comes after a fault: the same command again or another one, with
// the write recorded or not.
type then struct {
	recorded bool
	what     string
}

// disturb gives the user edits and a staged file.
func (p *proof) disturb(t testing.TB) {
	p.start.lay(t, "mine.txt", "mine, edited\n")
	p.start.lay(t, "records/partners/ministry-interior.yaml", "name: by hand\n")
	p.start.lay(t, "staged.txt", "staged by me\n")
	p.start.must(t, "add", "staged.txt")
	p.mine = []string{"mine.txt", "records/partners/ministry-interior.yaml", "staged.txt"}
}

func (p *proof) copy(t testing.TB) *register {
	t.Helper()
	r, err := p.start.copyTo(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (p *proof) lineOf(what string) string {
	switch {
	case what == "same":
		return p.line
	case p.empty:
		return "-C reg member confirm undp"
	}
	return another
}

// play runs the write, or another one.
func (p *proof) play(r *register, what string, disk func(op, path string) error) (out, said string, status int) {
	c := run{line: p.lineOf(what)}
	if c.line == p.line {
		var err error
		if c, err = r.of(p.write); err != nil {
			return "", err.Error(), -1
		}
	}
	c.fault = disk
	if p.empty {
		return r.in(r.home).unmn(c)
	}
	return r.unmn(c)
}

func (p *proof) ending(r *register, status int) (ending, error) {
	e := ending{status: status}
	var err error
	if e.head, err = r.head(); err != nil {
		return e, err
	}
	if e.files, err = r.files(); err != nil || e.head == "" {
		return e, err
	}
	e.git, err = r.git("--no-optional-locks", "status", "--porcelain", "-uall")
	return e, err
}

func (p *proof) must(e ending, err error) func(t testing.TB) ending {
	return func(t testing.TB) ending {
		t.Helper()
		if err != nil {
			t.Fatalf("unmn %s: %v", p.line, err)
		}
		return e
	}
}

// A verdict is what is wrong after a fault.
type verdict struct {
	kind string // a column of the report: lost, half applied, ...
	what string
}

func wrong(kind, format string, args ...any) *verdict {
	return &verdict{kind, fmt.Sprintf(format, args...)}
}

// The kinds of verdicts.
const (
	lost     = "lost"         // confirmed and not there
	half     = "half applied" // neither as before nor as after
	untrue   = "untrue"       // the message says otherwise
	swept    = "swept up"     // something of the user's changed
	unhealed = "unhealed"     // the next command does not put it right
	damaged  = "fsck"         // git finds the repository damaged
)

// try cuts the write off and judges; nil is well.
func (p *proof) try(r *register, f fault) *verdict {
	before, err := p.owned(r)
	if err != nil {
		return wrong(swept, "%v", err)
	}
	count := 0
	_, said, status := p.play(r, "same", f.disk(&count))
	return p.judge(r, before, said, status, f.err == nil && count >= f.at, f.at%2 == 0)
}

// judge looks at what a fault left, lets the next command heal it, and looks again.
func (p *proof) judge(r *register, before map[string]string, said string, status int, killed, again bool) *verdict {
	head, err := r.head()
	if err != nil {
		return wrong(half, "HEAD cannot be read: %v", err)
	}
	recorded := head == p.done.head && head != p.old.head
	if p.only != "" {
		now, _ := r.files() // what cannot be read is seen by what comes next
		recorded = now[p.only] == p.done.files[p.only]
	}
	if head != p.old.head && head != p.done.head {
		return wrong(half, "HEAD is %s", head)
	}
	if !killed {
		if v := p.truth(r, said, status, head); v != nil {
			return v
		}
	}
	if after, err := p.owned(r); err != nil || len(differing(before, after)) > 0 {
		return wrong(swept, "%q of the user's were touched, %v", differing(before, after), err)
	}
	what := "another"
	if again && !(p.empty && recorded) || p.empty && !recorded {
		what = "same"
	}
	if v := p.heals(r, recorded, what); v != nil {
		return v
	}
	if out, err := r.git("fsck", "--strict", "--no-dangling"); err != nil || out != "" {
		return wrong(damaged, "%v%s", err, out)
	}
	return nil
}

// owned are the user's own paths, with their times.
func (p *proof) owned(r *register) (map[string]string, error) {
	out := map[string]string{}
	for _, name := range p.mine {
		when, text, err := r.file(name)
		if err != nil {
			return nil, err
		}
		out[name] = when.String() + " " + text
	}
	return out, nil
}

// snapshot is what a refusal must not change: the folder, the index and the branch.
func (p *proof) snapshot(r *register) (map[string]string, error) {
	out, err := r.files()
	if err != nil {
		return nil, err
	}
	index, err := os.ReadFile(filepath.Join(r.dir, ".git", "index"))
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	out[".git/index"] = string(index)
	out["HEAD"], err = r.head()
	return out, err
}

// A message of the program, as opposed to one that was lost or one of the system
// that could not even start it.
var spoke = regexp.MustCompile(`(?m)^unmn: `)

var keptIn = regexp.MustCompile(`what was typed is kept in ([^;\n]+)`)

// truth compares what was said with what was done.
func (p *proof) truth(r *register, said string, status int, head string) *verdict {
	moved := head != p.old.head
	switch {
	case strings.Contains(said, "goroutine "):
		return wrong(untrue, "it panicked: %s", said)
	case status != 0 && !spoke.MatchString(said):
		return p.untouched(r, moved) // its words were lost with the rest
	case status == 0 && !moved && p.only == "":
		return wrong(lost, "status 0, and HEAD is the old one: %s", said)
	case status != 0 && moved && !strings.Contains(said, "recorded"):
		return wrong(untrue, "recorded, but it says %q", said)
	case status == 0 || moved || p.only != "":
		return nil
	case p.empty && strings.Contains(said, "no register was made"):
		return nil
	case !strings.Contains(said, "nothing was changed"):
		return wrong(untrue, "nothing was changed, but it says %q", said)
	}
	if p.input != "" || p.edits() {
		if v := p.kept(r, said); v != nil {
			return v
		}
	}
	return p.untouched(r, moved)
}

// untouched compares with what was there before, unless the write is recorded.
func (p *proof) untouched(r *register, moved bool) *verdict {
	if moved || p.only != "" {
		return nil
	}
	after, err := p.snapshot(r)
	if err != nil {
		return wrong(half, "%v", err)
	}
	if names := differing(p.before, after); len(names) > 0 {
		return wrong(half, "nothing was changed, it says, but %q are not as before", names)
	}
	return nil
}

// kept finds what was typed and could not be recorded.
func (p *proof) kept(r *register, said string) *verdict {
	if p.input != "" && (strings.Contains(said, "what was typed could not be kept") || strings.Contains(said, "cannot read standard input")) {
		return nil // whoever wrote it into the pipe has it
	}
	found := keptIn.FindStringSubmatch(said)
	if found == nil {
		return wrong(lost, "what was typed is nowhere: %s", said)
	}
	name := found[1]
	if !filepath.IsAbs(name) {
		name = filepath.Join(r.dir, name)
	}
	if text, err := os.ReadFile(name); err != nil || !strings.HasSuffix(string(text), p.input+p.typed+p.adds) {
		return wrong(lost, "what was typed is not in %s: %q, %v", name, text, err)
	}
	return nil
}

// heals runs the next command and compares what the register is like then.
func (p *proof) heals(r *register, recorded bool, what string) *verdict {
	want, err := p.next[then{recorded, what}]()
	if err != nil {
		return wrong(unhealed, "%v", err)
	}
	_, said, status := p.play(r, what, nil)
	if p.only != "" && what == "another" {
		want.files, want.git = nil, ""
	}
	e, err := p.ending(r, status)
	switch {
	case err != nil:
		return wrong(unhealed, "after `unmn %s`: %v", p.lineOf(what), err)
	case status != want.status:
		return wrong(unhealed, "`unmn %s` ended with status %d, should be %d: %s", p.lineOf(what), status, want.status, said)
	case e.head != want.head:
		return wrong(unhealed, "after `unmn %s` HEAD is %s, should be %s: %s", p.lineOf(what), e.head, want.head, said)
	}
	if names := r.leftovers(); len(names) > 0 {
		return wrong(unhealed, "after `unmn %s` %q are left", p.lineOf(what), names)
	}
	if want.files == nil {
		return p.either(e)
	}
	if names := differing(want.files, e.files); len(names) > 0 {
		return wrong(unhealed, "after `unmn %s` %q are not as they should be", p.lineOf(what), names)
	}
	if e.git != want.git {
		return wrong(unhealed, "git status says\n%s\nshould be\n%s", e.git, want.git)
	}
	return nil
}

// either: a file that is only rewritten is as before or as after.
func (p *proof) either(e ending) *verdict {
	if now := e.files[p.only]; now != p.old.files[p.only] && now != p.done.files[p.only] {
		return wrong(half, "%s is %s", p.only, now)
	}
	return nil
}

// everything reports whether the whole matrix is asked for.
func everything() bool { return os.Getenv("UNMN_CRASH") == "all" }

// sampled is how many faults are tried of each command, 0 for all: UNMN_CRASH says
// so, "all" or a number.
func sampled(few int) int {
	switch text := os.Getenv("UNMN_CRASH"); text {
	case "":
		return few
	case "all":
		return 0
	default:
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			panic("UNMN_CRASH=" + text + " is neither all nor a number")
		}
		return n
	}
}

// TestCrash cuts off every command that writes at every change of the disk. By
// default it takes a sample; see docs/reliability.md for the whole.
func TestCrash(t *testing.T) {
	sample := sampleRegister(t)
	for i, w := range sampledWrites() {
		t.Run(strings.ReplaceAll(w.name(), " ", "-"), func(t *testing.T) {
			p := newProof(t, sample, w)
			y := tally{places: p.changes, wrong: map[string]int{}}
			t.Run("disk", func(t *testing.T) { p.failingDisk(t, &y) })
			// A system call of every command is too dear for every "go test".
			if i%8 == 0 || os.Getenv("UNMN_CRASH") != "" {
				t.Run("system-calls", func(t *testing.T) { p.brokenCalls(t, &y) })
			}
			y.report(t, w.name())
		})
	}
}

func (p *proof) failingDisk(t *testing.T, y *tally) {
	var faults []fault
	for at := 1; at <= p.changes; at++ {
		faults = append(faults, faultsAt(at)...)
	}
	if n := sampled(1); n > 0 {
		faults = pick(faults, n, 61*len(p.line)) // a single one is anywhere, not near the beginning
	}
	y.disk = tryAll(t, p, faults, y.wrong, p.try)
	t.Logf("%d changes of the disk, %d runs, %v", p.changes, y.disk, y.wrong)
}

// name is the command with what tells several lines of it apart.
func (w write) name() string {
	switch {
	case w.input != "":
		return w.words + " from standard input"
	case w.typed != "":
		return w.words + " from the editor"
	}
	return w.words
}

// pick takes n of the faults, spread evenly; seed shifts where it begins.
func pick[T any](all []T, n, seed int) []T {
	step := max(1, len(all)/n)
	var out []T
	for i := seed % step; i < len(all); i += step {
		out = append(out, all[i])
	}
	return out
}

// tryAll tries faults, each in a copy of the register, on all processors, counts
// the verdicts, and says how many it tried.
func tryAll[F fmt.Stringer](t *testing.T, p *proof, faults []F, counts map[string]int, try func(r *register, f F) *verdict) int {
	t.Helper()
	base := t.TempDir()
	var next atomic.Int64
	var workers sync.WaitGroup
	var mu sync.Mutex
	hands := runtime.GOMAXPROCS(0)
	if p.edits() {
		hands = 1 // an editor is started in the middle of the command, see unmn
	}
	for range hands {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(faults) {
					return
				}
				home := filepath.Join(base, strconv.Itoa(i))
				r, err := p.start.copyTo(home)
				if err != nil {
					t.Error(err)
					return
				}
				if v := try(r, faults[i]); v != nil {
					mu.Lock()
					counts[v.kind]++
					mu.Unlock()
					t.Errorf("unmn %s: %v: %s: %s", p.line, faults[i], v.kind, v.what)
				}
				if err := os.RemoveAll(home); err != nil {
					t.Error(err)
				}
			}
		})
	}
	workers.Wait()
	return len(faults)
}
