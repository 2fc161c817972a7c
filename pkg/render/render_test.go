package render_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/diag"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/templates"
)

var update = flag.Bool("update", false, "write the documents that the tests compare with")

// register is the sample register with files on top; empty contents remove a file.
func register(t testing.TB, over map[string]string) *record.Set {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS("testdata/register")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range over {
		files[name] = &fstest.MapFile{Data: []byte(text)}
		if text == "" {
			delete(files, name)
		}
	}
	set, err := record.Load(files, network.Types()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range set.Types() {
		for _, id := range set.Items(typ.Name()) {
			if _, err := set.Item(typ.Name(), id.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	return set
}

// edited is a file of the sample register with some words replaced.
func edited(t *testing.T, name string, pairs ...string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata/register", name))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("%s has no %q", name, pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return map[string]string{name: text}
}

func request(set *record.Set, document render.Name, subject record.ID, lang network.Language) render.Request {
	return render.Request{
		Set: set, Templates: render.Templates{Base: templates.FS}, Document: document, Subject: subject, Lang: lang,
		Commit: "0123456789abcdef0123456789abcdef01234567", Date: "2027-01-05", Version: 3,
	}
}

func markdown(t *testing.T, r render.Request) string {
	t.Helper()
	d, err := render.Render(r)
	if err != nil {
		t.Fatal(err)
	}
	return d.Markdown()
}

var languages = []network.Language{"en", "sr-Cyrl", "sr-Latn"}

func TestDocumentsAreAsReviewed(t *testing.T) {
	set := register(t, nil)
	for _, doc := range []struct {
		document render.Name
		subject  record.ID
		period   network.Period
		readers  network.Visibility
		partners bool
		within   int
	}{
		{document: render.Minutes, subject: "2026-q4"},
		{document: render.Agenda, subject: "2026-q4"},
		{document: render.Agenda, subject: "2027-q1"},
		{document: render.Invitation, subject: "2027-q1"},
		{document: render.MemberList, partners: true},
		{document: render.PartnerList},
		{document: render.DecisionPaper, subject: "2026-joint-data-protocol"},
		{document: render.Statement, subject: "2026-12-08-rights", readers: network.ForCoChairs}, // the edition that says who cleared it
		{document: render.Reminder, subject: "undp", within: 200},
		{document: render.Report, period: "2026", readers: network.ForCoChairs},
		{document: render.Report, period: "2026-Q4"},
		{document: render.AttendanceSheet, period: "2026"},
		{document: render.Handover},
		{document: render.WorkplanPaper, subject: "2027"},
		{document: render.UpdateDigest},
	} {
		for _, lang := range languages {
			r := request(set, doc.document, doc.subject, lang)
			r.Partners, r.Period, r.For, r.Within = doc.partners, doc.period, doc.readers, doc.within
			d, err := render.Render(r)
			if err != nil {
				t.Fatalf("%s %s: %v", doc.document, lang, err)
			}
			for _, format := range render.Formats() {
				var out bytes.Buffer
				if err := d.Write(&out, format); err != nil {
					t.Fatal(err)
				}
				name := string(doc.document)
				if doc.subject != "" {
					name += "-" + string(doc.subject)
				}
				if doc.period != "" {
					name += "-" + strings.ToLower(string(doc.period))
				}
				golden(t, filepath.Join("testdata", name+"."+string(lang)+"."+format), out.Bytes())
			}
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n")), got) {
		t.Errorf("%s differs from what was reviewed:\n%s", name, got)
	}
}

func TestSameRequestSameBytes(t *testing.T) {
	r := request(register(t, nil), render.Minutes, "2026-q4", "sr-Latn")
	first := markdown(t, r)
	r.Set = register(t, nil)
	if markdown(t, r) != first {
		t.Error("the same request gave other bytes")
	}
}

// problems are the problems of an error, nil when it is something else.
func problems(err error) diag.List {
	list, _ := err.(diag.List)
	return list
}

// The foot of a page names the document and its version; a draft has no reference yet.
func TestFooterNamesTheVersion(t *testing.T) {
	set := register(t, nil)
	for _, tt := range []struct {
		subject record.ID
		lang    network.Language
		footer  string
		page    string
	}{
		{"2026-q4", "en", "UNMN-SAMPLE/2026/minutes-2 · Version 3, 5 January 2027", "page {1} of {2}"},
		{"2026-q4", "sr-Cyrl", "UNMN-SAMPLE/2026/minutes-2 · Верзија 3, 5. јануара 2027. године", "страна {1} од {2}"},
		{"2026-q4", "sr-Latn", "UNMN-SAMPLE/2026/minutes-2 · Verzija 3, 5. januara 2027. godine", "strana {1} od {2}"},
	} {
		d, err := render.Render(request(set, render.Minutes, tt.subject, tt.lang))
		if err != nil {
			t.Fatal(err)
		}
		if d.Footer != tt.footer || d.PageCount != tt.page {
			t.Errorf("%s: %q, %q", tt.lang, d.Footer, d.PageCount)
		}
	}
	draft := request(set, render.Agenda, "2027-q1", "en")
	draft.Version = 0
	if d, err := render.Render(draft); err != nil || !strings.HasSuffix(d.Footer, " · 5 January 2027") {
		t.Errorf("%q, %v", d.Footer, err)
	}
}
