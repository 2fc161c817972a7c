package repo

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCleaningBeside lets git clean up, hard, beside writers: nothing that was
// acknowledged is lost, and nothing that is about to be referred to is pruned.
func TestCleaningBeside(t *testing.T) {
	w := started(t)
	w.git("checkout", "-q", "-b", "topic/one") // a folder that packing references removes
	done := make(chan []string)
	go func() { done <- w.writers(3, 25) }()
	cleaned := 0
	for {
		select {
		case told := <-done:
			have := w.git("rev-list", "HEAD")
			for _, h := range told {
				if !strings.Contains(have, h) {
					t.Errorf("%s was acknowledged and is lost", h)
				}
			}
			if len(told) != 75 || cleaned == 0 {
				t.Errorf("%d commits were acknowledged, %d times cleaned", len(told), cleaned)
			}
			t.Logf("cleaned %d times", cleaned)
			w.clean()
			w.sound()
			return
		default:
		}
		for _, args := range [][]string{{"gc", "-q", "--prune=now"}, {"repack", "-q", "-a", "-d"}, {"pack-refs", "--all", "--prune"}} {
			out, err := w.command(args...).CombinedOutput()
			if _, exit := err.(*exec.ExitError); err != nil && !exit {
				t.Fatal(err)
			}
			if err == nil {
				cleaned++
			} else if text := string(out); !strings.Contains(text, "lock") && !strings.Contains(text, "gc is already running") {
				t.Logf("git %s: %s", args[0], out)
			}
		}
	}
}

// A gc that runs is waited for; one that died is not.
func TestCleaningIsWaitedFor(t *testing.T) {
	w := started(t)
	host, err := os.Hostname()
	must(t, err)
	const nobody = 1 << 30 // more than any system counts to
	w.file(".git/gc.pid", fmt.Sprint(nobody, " ", host))
	w.judged()
	if _, err := os.Lstat(filepath.Join(w.dir, ".git/gc.pid")); !os.IsNotExist(err) {
		t.Errorf("gc.pid is left: %v", err)
	}
	w.file(".git/gc.pid", fmt.Sprint(os.Getppid(), " ", host))
	ctx, stop := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer stop()
	before := w.bytes()
	if _, err := w.open().Commit(ctx, put("x", "records/x.yaml", "x\n"), ana); err == nil || err.Error() != "interrupted; "+unchanged {
		t.Errorf("got %v", err)
	}
	if w.bytes() != before {
		t.Error("something changed")
	}
	w.file(".git/gc.pid", "1 elsewhere")
	must(t, os.Chtimes(filepath.Join(w.dir, ".git/gc.pid"), time.Now(), time.Now().Add(-13*time.Hour)))
	w.commit(w.open(), put("x", "records/x.yaml", "x\n"))
	r := w.open()
	release, err := r.holdCleaning(context.Background())
	must(t, err)
	if out, err := w.command("gc", "--prune=now").CombinedOutput(); err == nil {
		t.Errorf("git cleans up while a change is written: %s", out)
	}
	release()
	w.git("gc", "-q", "--prune=now")
}
