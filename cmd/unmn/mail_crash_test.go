package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Whenever the sending of a circulation is cut off, nobody gets its mail twice: after the
// commands that the program itself names everybody has it, or the program says of whom it
// cannot know.
func TestNobodyGetsAMailTwice(t *testing.T) {
	start := newHome(t)
	for _, line := range []string{
		"init reg --name Network --country RS --timezone Europe/Belgrade --reference UNMN-RS",
	} {
		if _, said, status := start.in(start.home).unmn(run{line: line}); status != 0 {
			t.Fatal(said)
		}
	}
	to := []string{"undp", "unicef", "who"}
	for _, party := range to {
		if _, said, status := start.unmn(run{line: "member set " + party + " mailbox=" + party + "@example.org"}); status != 0 {
			t.Fatal(said)
		}
	}
	changes := cutOff(t, start, to, fault{})
	step := max(1, changes/12)
	if everything() {
		step = 1
	}
	for at := 1; at <= changes; at += step {
		for _, f := range faultsAt(at)[:2] { // a kill, and a disk that says no once
			cutOff(t, start, to, f)
		}
	}
	t.Logf("%d changes of the disk, every %d. of them", changes, step)
}

// cutOff sends a circulation with a fault, goes on without it, and counts the mails. It
// returns how many changes of the disk there were.
func cutOff(t *testing.T, start *register, to []string, f fault) int {
	t.Helper()
	home := t.TempDir()
	r, err := start.copyTo(filepath.Join(home, strconv.Itoa(f.at)))
	if err != nil {
		t.Fatal(err)
	}
	b := &mailbox{dir: filepath.Join(home, "server")}
	if err := os.Mkdir(b.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	env, stop, err := b.serve()
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	count := 0
	send := run{line: "circulation new member-list --cleared-by co-chair-iom --lang en --format md --send --to " + strings.Join(to, ","), set: env}
	first := send
	first.fault = f.disk(&count)
	_, said, status := r.unmn(first)
	for range 3 { // as the program proposes
		if status == 0 {
			break
		}
		again := run{line: "circulation send 2026-12-10-member-list --resume", set: env}
		if out, _, _ := r.unmn(run{line: "circulation list"}); out == "" {
			again = send
		}
		_, said, status = r.unmn(again)
	}
	for _, party := range to {
		got, err := filepath.Glob(filepath.Join(b.dir, party+"@example.org-*.eml"))
		unknown := strings.Contains(said, "it is not known whether "+party+" got it")
		if err != nil || len(got) > 1 || len(got) == 0 && !unknown {
			t.Errorf("%v: %s has %d mails, %v: %s", f, party, len(got), err, said)
		}
	}
	out, _, _ := r.unmn(run{line: "circulation show 2026-12-10-member-list --json=reached"})
	if status == 0 && strings.Count(out, `"party"`) != len(to) {
		t.Errorf("%v: the record has not all who were reached: %s", f, out)
	}
	return count
}
