package cli

import (
	"os"
	"path/filepath"
	"testing"
)

func TestNewTemplateIsWholeOrNotThere(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.docx")
	if err := newFile(name, []byte("whole")); err != nil {
		t.Fatal(err)
	}
	if err := newFile(name, []byte("another")); err == nil {
		t.Error("a file that is there was written over")
	}
	if err := newFile(filepath.Join(dir, "missing", "b.docx"), []byte("x")); err == nil {
		t.Error("a file was written where there is no folder")
	}
	data, err := os.ReadFile(name)
	if err != nil || string(data) != "whole" {
		t.Errorf("%q, %v", data, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%v was left behind, %v", left, err)
	}
}
