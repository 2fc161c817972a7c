package repo

import (
	"os"
	"path/filepath"
	"testing"
)

// What a user typed is kept beside the register, each text once, until it is
// forgotten.
func TestKeep(t *testing.T) {
	w := started(t)
	r := w.open()
	if _, ok := r.Kept("notes.txt"); ok {
		t.Error("something was kept before anything was typed")
	}
	for _, want := range []struct{ text, file string }{
		{"one", ".git/unmn/kept/notes.txt"}, {"two", ".git/unmn/kept/notes-2.txt"}, {"one", ".git/unmn/kept/notes.txt"},
	} {
		file, err := r.Keep("notes.txt", []byte(want.text))
		if err != nil || file != want.file {
			t.Errorf("%q is kept in %q, %v", want.text, file, err)
		}
		if data, err := os.ReadFile(filepath.Join(r.Root(), filepath.FromSlash(file))); string(data) != want.text {
			t.Errorf("%s holds %q, %v", file, data, err)
		}
	}
	if text, ok := r.Kept("notes.txt"); !ok || string(text) != "two" {
		t.Errorf("the last text is %q", text)
	}
	for range 2 {
		if err := r.Forget("notes.txt"); err != nil {
			t.Error(err)
		}
	}
	if _, ok := r.Kept("notes.txt"); ok {
		t.Error("forgotten, and still kept")
	}
}
