package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/network"
	"unmn/templates"
)

// anotherVersion are the templates of the program with another word in one of them.
func anotherVersion(t *testing.T) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(templates.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates.FS, name)
		if name == "member-list.md.tmpl" {
			data = append(data, "\nAs another version says it.\n"...)
		}
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A new version of the program makes other bytes of old records. What was sent is proved by
// its hash in the record all the same; of what was not, nobody can tell whether it was
// altered, unless it does not even have the text that it states.
func TestDocumentsOfAnotherVersionOfTheProgram(t *testing.T) {
	b := newBench(t, network.Types()...)
	folder := t.TempDir()
	file := func(name string) string { return filepath.Join(folder, name) }
	b.run(0, "circulation", "new", "member-list", "--cleared-by", "co-chair-iom", "--lang", "en", "--format", "md,html,pdf,docx", "--out", folder)
	for _, format := range []string{"md", "html", "pdf", "docx"} {
		b.run(0, "member", "render", "--for", "government", "--out", file("own."+format))
	}
	own, err := os.ReadFile(file("own.md"))
	if err != nil {
		t.Fatal(err)
	}
	altered := strings.Replace(string(own), "# List", "# Old list", 1)
	if altered == string(own) {
		t.Fatal(altered)
	}
	if err := os.WriteFile(file("altered.md"), []byte(altered), 0o666); err != nil {
		t.Fatal(err)
	}
	b.env.Templates = anotherVersion(t)
	for _, format := range []string{"md", "html", "pdf", "docx"} {
		out, _ := b.run(0, "verify", file("member-list.en."+format))
		wants(t, format, out, "\tsent\tmember-list\t", "is as sent with circulation 2026-11-02-member-list on 2 November 2026")
		out, problems := b.run(5, "verify", file("own."+format))
		wants(t, format, out, "\tunknown\tmember-list\t", "was made by another version of this program or of its templates, or was altered together with its properties")
		wants(t, format, problems, "unmn: 1 of 1 file: unknown")
	}
	out, _ := b.run(3, "verify", file("altered.md"))
	wants(t, "altered", out, "\taltered\tmember-list\t", "was altered: ")
	b.env.Templates = templates.FS
	out, _ = b.run(0, "verify", file("own.md"), file("member-list.en.pdf"))
	wants(t, "the same version", out, "\tmatches\t", "\tolder\t")
}
