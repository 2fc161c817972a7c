package repo

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The calls of the system that are made to fail, and how. Those that open and read
// are there because not knowing is not no.
var injections = []struct{ call, fault string }{
	{"fsync", "error=EIO"}, {"write", "error=ENOSPC"}, {"write", "error=EIO"}, {"renameat", "error=EIO"}, {"renameat", "error=EROFS"},
	{"linkat", "error=EIO"}, {"unlinkat", "error=EIO"}, {"mkdirat", "error=ENOSPC"}, {"ftruncate", "error=EIO"},
	{"openat", "error=EMFILE"}, {"openat", "error=EIO"}, {"read", "error=EIO"}, {"pread64", "error=EIO"}, {"newfstatat", "error=EIO"},
	{"fsync", "signal=KILL"}, {"write", "signal=KILL"}, {"renameat", "signal=KILL"}, {"linkat", "signal=KILL"},
	{"unlinkat", "signal=KILL"}, {"mkdirat", "signal=KILL"}, {"openat", "signal=KILL"}, {"close", "signal=KILL"},
}

// TestSystemCalls lets real system calls fail or kill the process, as seen from
// outside. It needs strace; without it TestFailingDisk and TestKilled stand alone.
func TestSystemCalls(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	t.Parallel()
	s := crashScenario("many")
	tp := s.template(t)
	if out, err := tp.world(t).straced(strace, "-e", "trace=fsync").CombinedOutput(); err != nil {
		t.Skipf("strace does not work here: %v\n%s", err, out)
	}
	number := 0
	counts := map[string]int{}
	for _, in := range injections {
		if counts[in.call] == 0 {
			counts[in.call] = tp.world(t).countCalls(strace, in.call)
		}
		n := counts[in.call]
		t.Logf("%s: %d calls", in.call, n)
		for at := 1; at <= n; at++ {
			for _, when := range []string{fmt.Sprint(at), fmt.Sprintf("%d+", at)} {
				if number++; !everything() && number%61 != 0 {
					continue
				}
				t.Run(in.call+" "+in.fault+" "+when, func(t *testing.T) {
					w := tp.world(t)
					c := w.straced(strace, "-e", "trace="+in.call, "-e", "inject="+in.call+":"+in.fault+":when="+when)
					var out, said bytes.Buffer
					c.Stdout, c.Stderr = &out, &said
					var failure error
					if err := c.Run(); err != nil && said.Len() > 0 && !strings.Contains(said.String(), "goroutine ") {
						failure = errors.New(strings.TrimSpace(said.String()))
					}
					s.afterCrash(w, strings.TrimSpace(out.String()), failure, number%2 == 0)
				})
			}
		}
	}
}

// straced is the change of the scenario in a process that strace watches; strace's
// own lines go to a file.
func (w *world) straced(strace string, args ...string) *exec.Cmd {
	c := w.helper("crash", "UNMN_AT=0", "UNMN_SCENARIO=many")
	argv := append([]string{"-f", "-qq", "-o", filepath.Join(w.home, "trace")}, args...)
	argv = append(argv, c.Args...)
	s := exec.Command(strace, argv...)
	s.Dir, s.Env = c.Dir, c.Env
	return s
}

// countCalls is how often the busiest thread makes a call.
func (w *world) countCalls(strace, call string) int {
	w.t.Helper()
	if err := w.straced(strace, "-e", "trace="+call).Run(); err != nil {
		w.t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(w.home, "trace"))
	if err != nil {
		w.t.Fatal(err)
	}
	most, count := 0, map[string]int{}
	for line := range strings.Lines(string(text)) {
		if thread, rest, ok := strings.Cut(line, " "); ok && strings.HasPrefix(strings.TrimSpace(rest), call+"(") {
			count[thread]++
			most = max(most, count[thread])
		}
	}
	return most
}
