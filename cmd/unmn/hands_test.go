package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Many hands at once: several people's unmn, each killed again and again, and one
// who works with plain git beside them, with an edit of his own lying about.

// hands is one such afternoon.
type hands struct {
	*register
	t                      *testing.T
	program                string
	writers, changes       int // each writer makes so many changes
	kills                  int // at least so many processes are killed
	killed, refused, beats atomic.Int64
	mu                     sync.Mutex
	told                   []string // hashes that were printed with status 0
	random                 *rand.Rand
}

// TestManyHands is small by default; UNMN_CRASH=all makes it 8 writers with 500
// changes each and 1 000 kills.
func TestManyHands(t *testing.T) {
	program, err := exec.LookPath("unmn") // this test as the program, see TestMain
	if err != nil {
		t.Fatal(err)
	}
	h := &hands{register: sampleRegister(t), t: t, program: program, writers: 3, changes: 6, kills: 12, random: rand.New(rand.NewPCG(1, 2))}
	if everything() {
		h.writers, h.changes, h.kills = 8, 500, 1000
	}
	h.lay(t, "mine.txt", "mine, edited and never staged\n")
	start := h.must(t, "rev-parse", "HEAD")
	done := make(chan struct{})
	var writers, git sync.WaitGroup
	for who := range h.writers {
		writers.Go(func() { h.write(who) })
	}
	git.Go(func() { h.plainGit(done) })
	writers.Wait()
	close(done)
	git.Wait()
	if out, err := h.process(program, "member", "confirm", "rco").CombinedOutput(); err != nil {
		t.Errorf("the last command: %v: %s", err, out)
	}
	h.judge(start)
	t.Logf("%d confirmed, %d processes killed, %d times busy, %d commits of plain git", len(h.told), h.killed.Load(), h.refused.Load(), h.beats.Load())
}

// write makes the changes of one writer. A process that is killed or refused is
// followed by another one for the same change, as a person tries again; the first
// attempts of a change are killed while there are kills to spend.
func (h *hands) write(who int) {
	spend := (h.kills + h.writers*h.changes - 1) / (h.writers * h.changes)
	for i := range h.changes {
		title := fmt.Sprintf("Writer %d change %d", who, i)
		for attempt := 0; ; attempt++ {
			if attempt > 300 {
				h.t.Errorf("%s never got its turn", title)
				return
			}
			if h.change(title, attempt < spend) {
				break
			}
		}
	}
}

// change runs one command, and kills it at a random moment if it is to die. It
// reports that the change was confirmed.
func (h *hands) change(title string, dies bool) bool {
	c := h.process(h.program, "action", "new", title, "--owner", "iom", "--due", "2027-02-28", "--source", "meeting/2026-q4")
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Start(); err != nil {
		h.t.Error(err)
		return false
	}
	if dies {
		h.mu.Lock()
		after := time.Duration(h.random.IntN(120)) * time.Millisecond
		h.mu.Unlock()
		death := time.AfterFunc(after, func() { _ = c.Process.Kill() })
		defer death.Stop()
	}
	err := c.Wait()
	switch code := c.ProcessState.ExitCode(); {
	case err == nil:
		hash, _, _ := strings.Cut(out.String(), " ")
		h.mu.Lock()
		h.told = append(h.told, hash)
		h.mu.Unlock()
		return true
	case code < 0:
		h.killed.Add(1)
	case code == 4:
		h.refused.Add(1)
	default:
		h.t.Errorf("%s: %v: %s", title, err, said.String())
	}
	return false
}

// plainGit adds and commits files of its own until the others are done.
func (h *hands) plainGit(done chan struct{}) {
	for i := 0; ; i++ {
		select {
		case <-done:
			return
		default:
		}
		name := fmt.Sprintf("notes/%d.txt", i)
		h.lay(h.t, name, "plain git\n")
		for {
			out, err := h.git("add", name)
			if err == nil {
				out, err = h.git("commit", "-qm", "plain git "+name, "--", name)
			}
			if err == nil {
				h.beats.Add(1)
				break
			}
			// git reads the index before it locks it, and may have lost its own entry.
			if text := out; !strings.Contains(text, "lock") && !strings.Contains(text, "did not match") {
				h.t.Errorf("git: %v", err)
				return
			}
			select {
			case <-done: // a lock of a process that was killed stays until the next unmn
				if err := os.Remove(filepath.Join(h.dir, filepath.FromSlash(name))); err != nil {
					h.t.Error(err)
				}
				_, _ = h.git("rm", "-q", "--cached", "--ignore-unmatch", name)
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// judge looks at what is left: nothing confirmed is lost, the history is a line,
// and nobody's files are in another's commit.
func (h *hands) judge(start string) {
	t := h.t
	line := strings.Fields(h.must(t, "rev-list", "--first-parent", start+"..HEAD"))
	if all := strings.Fields(h.must(t, "rev-list", start+"..HEAD")); !slices.Equal(all, line) {
		t.Error("the history is no line")
	}
	known := map[string]bool{}
	for _, hash := range line {
		known[hash[:8]] = true
	}
	for _, hash := range h.told {
		if !known[hash] {
			t.Errorf("%s was confirmed and is lost", hash)
		}
	}
	h.judgeCommits(start)
	records := h.must(t, "ls-tree", "-r", "--name-only", "HEAD", "records/actions")
	for who := range h.writers {
		for i := range h.changes {
			if id := fmt.Sprintf("2026-q4-writer-%d-change-%d.yaml", who, i); !strings.Contains(records, id) {
				t.Errorf("HEAD has no %s", id)
			}
		}
	}
	if _, text, err := h.file("mine.txt"); err != nil || !strings.HasSuffix(text, "mine, edited and never staged\n") {
		t.Errorf("mine.txt holds %q, %v", text, err)
	}
	if names := h.leftovers(); len(names) > 0 {
		t.Errorf("%q are left", names)
	}
	if out, err := h.git("fsck", "--strict", "--no-dangling"); err != nil || out != "" {
		t.Errorf("fsck: %v %s", err, out)
	}
}

// judgeCommits looks into every commit.
func (h *hands) judgeCommits(start string) {
	log := h.must(h.t, "log", "--format=%x01%s", "--name-only", start+"..HEAD")
	for _, entry := range strings.Split(log, "\x01")[1:] {
		subject, files, _ := strings.Cut(entry, "\n")
		names := strings.Fields(files)
		switch name, plain := strings.CutPrefix(subject, "plain git "); {
		case plain && !slices.Equal(names, []string{name}):
			h.t.Errorf("a commit of plain git holds %q", names)
		case !plain && (len(names) != 1 || !strings.HasPrefix(names[0], "records/")):
			h.t.Errorf("the commit %q holds %q", subject, names)
		}
	}
}
