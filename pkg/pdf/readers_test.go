package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// reader is a program that reads PDFs and is not ours. Where it is missing the test is
// skipped, unless UNMN_READERS=all asks for every one.
func reader(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("UNMN_READERS") == "all" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip(err)
	}
	return path
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s %q: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// saved are the samples as files.
func saved(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	dir := t.TempDir()
	for name, src := range samples(t) {
		out[name] = filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".pdf")
		if err := os.WriteFile(out[name], written(t, src), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestQpdfFindsNothingWrong(t *testing.T) {
	qpdf := reader(t, "qpdf")
	for name, file := range saved(t) {
		if out := run(t, qpdf, "--check", file); strings.Contains(out, "WARNING") || !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// Poppler sees the title, the tags and the structure, and gives the text back in all
// scripts.
func TestPopplerReadsWhatWasWritten(t *testing.T) {
	pdfinfo, pdftotext := reader(t, "pdfinfo"), reader(t, "pdftotext")
	files := saved(t)
	minutes := files["minutes-2026-q4.sr-Cyrl.md"]
	for _, want := range []string{"Title: Записник (нацрт)", "Tagged: yes", "Pages: 3", "JavaScript: no", "(A4)"} {
		if info := strings.Join(strings.Fields(run(t, pdfinfo, minutes)), " "); !strings.Contains(info, want) {
			t.Errorf("there is no %q in what pdfinfo says:\n%s", want, info)
		}
	}
	if custom := run(t, pdfinfo, "-custom", minutes); !strings.Contains(custom, `unmn-reference:  a(b)\c`) {
		t.Errorf("the properties are %s", custom)
	}
	tree := run(t, pdfinfo, "-struct-text", minutes)
	for _, want := range []string{"\n  H1 (block)\n    \"Записник: Квартални", "/Scope /Column\n          \"Организација\"", "LBody", "Link (inline)"} {
		if !strings.Contains(tree, want) {
			t.Errorf("there is no %q in the structure:\n%s", want, tree)
		}
	}
	for name, words := range map[string][]string{
		"minutes-2026-q4.sr-Latn.md": {"Zapisnik: Kvartalni sastanak", "Opštine", "страна 1 од 3"},
		"right":                      {"日本語", "end"},
		"marks":                      {"бица", "ǆ"},
		"links":                      {"курзив", "italics"},
	} {
		text := run(t, pdftotext, files[name], "-")
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("%s: there is no %q in\n%s", name, word, text)
			}
		}
	}
	if complaints := run(t, pdfinfo, "-struct", files["deep"]); strings.Contains(complaints, "Error") {
		t.Error(complaints)
	}
}
