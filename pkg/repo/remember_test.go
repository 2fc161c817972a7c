package repo

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A line is remembered whole or none is, and a disk that says no is no obstacle.
func TestRemember(t *testing.T) {
	w := started(t)
	r := w.open()
	if got := r.Remembered(); got != "" {
		t.Error(got)
	}
	for _, line := range []string{"member/iom", "meeting/2026-q4", "meeting/2026-q4"} {
		if r.Remember(line); w.open().Remembered() != line {
			t.Errorf("%q is remembered as %q", line, r.Remembered())
		}
	}
	for at := 1; at <= 4; at++ {
		f := &faulter{at: at, err: syscall.EROFS}
		r.disk.fault = f.fault
		r.Remember("decision/2026-x")
		if got := r.Remembered(); got != "" && got != "meeting/2026-q4" && got != "decision/2026-x" {
			t.Errorf("after a fault at %d: %q", at, got)
		}
		r.disk.fault = nil
		r.Remember("meeting/2026-q4")
	}
	r.Remember(strings.Repeat("x", mostRemembered))
	if got := r.Remembered(); got != "meeting/2026-q4" {
		t.Error(got)
	}
	name := filepath.Join(w.dir, ".git", filepath.FromSlash(remembered))
	for _, garbled := range []string{"member/iom", "a\nb\n", strings.Repeat("x", 9000)} {
		w.file(name, garbled)
		if got := r.Remembered(); got != "" {
			t.Errorf("%q is read as %q", garbled, got)
		}
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(name, 0o777); err != nil {
		t.Fatal(err)
	}
	if got := r.Remembered(); got != "" {
		t.Error("a folder was read")
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if r.Remember("member/iom"); r.Remembered() != "member/iom" {
		t.Error(r.Remembered())
	}
	w.git("status")
}
