package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// pack makes a Word file of the parts in a folder: pack letter.docx DIR.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: pack FILE.docx DIR")
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	ts.Check(w.AddFS(os.DirFS(ts.MkAbs(args[1]))))
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o666))
}

// unpack lays the parts of a Word file into a folder: unpack letter.docx DIR.
func unpack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unpack FILE.docx DIR")
	}
	archive, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer archive.Close() //nolint:errcheck // it was read
	for _, f := range archive.File {
		name := filepath.Join(ts.MkAbs(args[1]), filepath.FromSlash(f.Name))
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
		in, err := f.Open()
		ts.Check(err)
		data, err := io.ReadAll(in)
		ts.Check(err)
		ts.Check(os.WriteFile(name, data, 0o666))
	}
}

// retouch edits a Word file as somebody does in Word: retouch from.docx to.docx EDITS.
func retouch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: retouch FROM.docx TO.docx EDITS")
	}
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	data, err = retouched(data, ts.ReadFile(args[2]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o666))
}

// retouched is a Word file with edits: a line that begins with - and one that begins
// with + are XML and what takes its place, first in the text, and after a line that
// begins with = in that part of the file. A + alone is a new part as a whole.
func retouched(data []byte, edits string) ([]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var names []string
	parts := map[string]string{}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		names = append(names, f.Name)
		parts[f.Name] = string(text)
	}
	part, old := "word/document.xml", ""
	for line := range strings.Lines(edits) {
		mark, text := line[:1], strings.TrimSuffix(strings.TrimPrefix(line[1:], " "), "\n")
		switch {
		case mark == "=":
			if part = text; parts[part] == "" {
				names = append(names, part)
			}
		case mark == "-":
			old = text
		case mark == "+" && !strings.Contains(parts[part], old):
			return nil, fmt.Errorf("%s has no %q", part, old)
		case mark == "+":
			parts[part] = strings.Replace(parts[part], old, text, 1)
			old = ""
		}
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		p, err := w.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(p, parts[name]); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}
