package word_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"unmn/pkg/word"
)

// reader finds a program that reads Word files and is not ours. Where it is not on the
// machine the test is left out, unless UNMN_READERS asks for all of them, as CI does.
func reader(t *testing.T, name string) func(dir string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("UNMN_READERS") != "" {
		t.Fatalf("%s is not on this machine", name)
	}
	if err != nil {
		t.Skipf("%s is not on this machine", name)
	}
	return func(dir string, args ...string) string {
		t.Helper()
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, path, args...)
		var out, problems bytes.Buffer
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &problems
		if err := cmd.Run(); err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, problems.String())
		}
		return out.String()
	}
}

// samples writes a document of two pages in the three languages into a folder.
func samples(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, lang := range []string{"en", "sr-Cyrl", "sr-Latn"} {
		d := document(t, everything+strings.Repeat("\n\nThe paragraph that fills. Општине треба обавестити пре почетка, čćđšž ЉЊЂЏ, о\u0301 и\u0306.", 40)+"\n\nThe very last words.\n")
		d.Lang = lang
		for _, name := range []string{"document", "reference", "issue"} {
			d.Fields[name] = word.Value{Text: name + " of " + lang}
		}
		var out bytes.Buffer
		if err := own(t).Fill(&out, d); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, lang+".docx"), out.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestPandocReadsIt(t *testing.T) {
	pandoc := reader(t, "pandoc")
	dir := samples(t)
	for _, lang := range []string{"en", "sr-Cyrl", "sr-Latn"} {
		html := pandoc(dir, "-f", "docx", "-t", "html", "--wrap=none", lang+".docx")
		has(t, html, "UN Network", "<h1", "Minutes:", "<em>quarterly</em>", "<strong>meeting</strong>", "<table", "Reference", "UNMN-RS/2026/1",
			"<h2", "Proceedings", `<a href="#`, "the list", `href="https://example.org/?a=1&amp;b=2"`, "<del>not</del>", "<br />", "Second line.",
			"<h3", "A list", `<ol start="3"`, "third", "fourth", "<ul>", "nested", "Општине", "more of it", "<ul>", "bullet", "<ol", "anew",
			"<blockquote>", "quoted", "<thead>", "No.", "What", "<tbody>", "a<br />", "kept", "Општине треба обавестити пре почетка, čćđšž ЉЊЂЏ", "The very last words.")
		if strings.Count(html, "<ol") != 2 || strings.Count(html, "<thead>") != 1 || strings.Contains(html, "{{") {
			t.Errorf("%s: %s", lang, html)
		}
	}
}

func TestLibreOfficeReadsIt(t *testing.T) {
	if os.Getenv("UNMN_READERS") == "" {
		t.Skip("it takes its time; set UNMN_READERS=all")
	}
	soffice, pdftotext := reader(t, "soffice"), reader(t, "pdftotext")
	dir, home := samples(t), t.TempDir()
	languages := map[string][]string{
		"en": {`fo:language="en"`, `fo:country="GB"`}, "sr-Cyrl": {`fo:language="sr"`, `fo:country="RS"`}, "sr-Latn": {`fo:language="sr"`, `fo:script="Latn"`},
	}
	for _, format := range []string{"fodt", "pdf"} {
		args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(home), "--headless", "--convert-to", format}
		for lang := range languages {
			args = append(args, lang+".docx")
		}
		soffice(dir, args...)
	}
	for lang, tags := range languages {
		data, err := os.ReadFile(filepath.Join(dir, lang+".fodt"))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		for _, want := range append(tags, `text:outline-level="1"`, `text:outline-level="3"`, "<table:table-header-rows>", "<style:header>", "<text:page-number", "<text:page-count", `xlink:href="https://example.org/?a=1&amp;b=2"`, "<dc:title>Записник</dc:title>", `meta:name="unmn-records"`) {
			if !strings.Contains(text, want) {
				t.Errorf("%s: LibreOffice did not read %s", lang, want)
			}
		}
		pages := strings.Split(pdftotext(dir, "-layout", lang+".pdf", "-"), "\f")
		if len(pages) < 3 {
			t.Fatalf("%s: %d pages", lang, len(pages)-1)
		}
		has(t, strings.Join(strings.Fields(pages[0]), " "), "Minutes: quarterly meeting", "Reference UNMN-RS/2026/1", "3. third", "4. fourth", "nested", "Општине", "bullet", "1. anew", "quoted", "kept as it is",
			"reference of "+lang+" · issue of "+lang, "Страна 1 Страна 2")
		last := strings.Join(strings.Fields(pages[1]), " ")
		has(t, last, "UN Network document of "+lang, "The very last words.", "Страна 2 Страна 2")
		if got := strings.Count(strings.Join(strings.Fields(strings.Join(pages, " ")), " "), "Општине треба обавестити пре почетка, čćđšž ЉЊЂЏ"); got != 40 {
			t.Errorf("%s: %d of 40 paragraphs", lang, got)
		}
	}
}
