package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// The same proof with a process whose real system calls fail or kill it. It sees
// what the disk of crash_test.go does not: what is read, what is printed, and any
// change that would pass that disk by.

// A breach is a system call of a process that goes wrong.
type breach struct {
	call, how, when string
}

func (b breach) String() string { return b.call + " " + b.how + " when=" + b.when }

func (b breach) kills() bool { return strings.HasPrefix(b.how, "signal") }

// breaches are the ways of a call to go wrong; those of calls that only read are
// there because not knowing is not no.
func breaches() map[string][]string {
	const kill = "signal=KILL"
	return map[string][]string{
		"write":      {kill, "error=ENOSPC", "error=EIO"},
		"fsync":      {kill, "error=EIO"},
		"renameat":   {kill, "error=EIO", "error=EROFS"},
		"linkat":     {kill, "error=EIO"},
		"unlinkat":   {kill, "error=EIO"},
		"mkdirat":    {kill, "error=ENOSPC"},
		"ftruncate":  {kill, "error=EIO"},
		"fchmod":     {kill, "error=EROFS"},
		"openat":     {kill, "error=EMFILE", "error=EIO"},
		"read":       {"error=EIO"},
		"pread64":    {"error=EIO"},
		"newfstatat": {"error=EIO"},
	}
}

// brokenCalls needs strace; without it failingDisk stands alone.
func (p *proof) brokenCalls(t *testing.T, y *tally) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	if out, err := exec.Command(strace, "-f", "-qq", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace does not work here: %v\n%s", err, out)
	}
	if p.edits() {
		t.Skip("the editor needs a terminal")
	}
	program, err := exec.LookPath("unmn") // this test as the program, see TestMain
	if err != nil {
		t.Fatal(err)
	}
	tr := tracer{p, strace, program}
	all := tr.breaches(t)
	tried := pick(all, max(1, sampled(1)), 7*len(p.line))
	if everything() { // those of calls that may only read are many and alike
		changing, reading := apart(all)
		tried = append(changing, pick(reading, 200, 7*len(p.line))...)
	}
	y.calls = tryAll(t, p, tried, y.wrong, tr.try)
	t.Logf("%d breaches of system calls, %d runs, %v", len(all), y.calls, y.wrong)
}

// apart tells the breaches of calls that change something from those of calls that
// mostly read.
func apart(all []breach) (changing, reading []breach) {
	for _, b := range all {
		switch b.call {
		case "openat", "read", "pread64", "newfstatat":
			reading = append(reading, b)
		default:
			changing = append(changing, b)
		}
	}
	return changing, reading
}

// A tracer runs the write of a proof in a process that strace watches.
type tracer struct {
	*proof
	strace, program string
}

// run gives the trace as well, and whether the process was killed.
func (tr tracer) run(r *register, trace io.Writer, args ...string) (said string, status int, killed bool, err error) {
	argv := append([]string{"-f", "-qq", "--seccomp-bpf", "-o", "/dev/fd/3"}, args...)
	argv = append(argv, tr.program)
	c := r.process(tr.strace, append(argv, words(tr.line)...)...)
	if tr.empty {
		c.Dir = r.home
	}
	c.Env = append(c.Env, "UNMN_TRACED=1")
	c.Stdin = strings.NewReader(tr.input)
	var problems bytes.Buffer
	c.Stderr = &problems
	read, write, err := os.Pipe()
	if err != nil {
		return "", 0, false, err
	}
	defer read.Close()
	c.ExtraFiles = []*os.File{write}
	err = c.Start()
	write.Close()
	if err != nil {
		return "", 0, false, err
	}
	if _, err := io.Copy(trace, read); err != nil {
		return "", 0, false, err
	}
	var exit *exec.ExitError
	if err = c.Wait(); errors.As(err, &exit) {
		err = nil
	}
	status = c.ProcessState.ExitCode()
	return problems.String(), status, status < 0, err
}

// breaches finds out how often each call is made, and gives every way for one of
// them to go wrong, once and from then on.
func (tr tracer) breaches(t *testing.T) []breach {
	t.Helper()
	ways := breaches()
	var trace bytes.Buffer
	if said, status, _, err := tr.run(tr.copy(t), &trace); err != nil || status != 0 {
		t.Fatalf("unmn %s: status %d, %v: %s", tr.line, status, err, said)
	}
	busiest, count := map[string]int{}, map[string]int{}
	for line := range strings.Lines(trace.String()) {
		thread, rest, _ := strings.Cut(line, " ")
		call, _, ok := strings.Cut(strings.TrimSpace(rest), "(")
		if ok && ways[call] != nil {
			count[thread+call]++
			busiest[call] = max(busiest[call], count[thread+call])
		}
	}
	if busiest["write"] == 0 || busiest["fsync"] == 0 || busiest["renameat"] == 0 {
		t.Fatalf("strace saw %v", busiest)
	}
	var out []breach
	for _, call := range slices.Sorted(maps.Keys(ways)) {
		for at := 1; at <= busiest[call]; at++ {
			for i, how := range ways[call] {
				b := breach{call, how, fmt.Sprint(at)}
				out = append(out, b)
				if !b.kills() && (at+i)%2 == 0 {
					b.when += "+"
					out = append(out, b)
				}
			}
		}
	}
	return out
}

func (tr tracer) try(r *register, b breach) *verdict {
	before, err := tr.owned(r)
	if err != nil {
		return wrong(swept, "%v", err)
	}
	said, status, killed, err := tr.run(r, io.Discard, "-e", "trace="+b.call, "-e", "inject="+b.call+":"+b.how+":when="+b.when)
	if err != nil {
		return wrong(half, "strace: %v", err)
	}
	// A runtime that gets no thread or no memory ends as a killed process does.
	killed = killed || status == 2 && strings.Contains(said, "goroutine ")
	return tr.judge(r, before, said, status, killed, len(b.when)%2 == 0)
}

// lockThread keeps the program on one thread when it is traced: the counters of a
// tracer are those of a thread.
func lockThread() {
	if os.Getenv("UNMN_TRACED") != "" {
		runtime.LockOSThread()
	}
}
