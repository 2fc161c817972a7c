package render_test

import (
	"bytes"
	"sync"
	"testing"
	"testing/fstest"

	"unmn/pkg/network"
	"unmn/pkg/render"
	"unmn/templates"
)

// What is kept of templates makes no difference to a document, whichever comes first, in
// whichever language, and at the same time.
func TestKeptTemplatesMakeTheSameDocuments(t *testing.T) {
	kept := render.Templates{Base: templates.FS}.Kept()
	set := register(t, nil)
	var wg sync.WaitGroup
	for range 2 {
		for _, lang := range []network.Language{"en", "sr-Cyrl", "sr-Latn"} {
			for _, name := range []render.Name{render.Minutes, render.Agenda} {
				wg.Go(func() {
					r := request(set, name, "2026-q4", lang)
					want, err := wordOf(r)
					r.Templates = kept
					got, again := wordOf(r)
					if err != nil || again != nil || !bytes.Equal(got, want) {
						t.Errorf("%s in %s differs when templates are kept: %v, %v", name, lang, err, again)
					}
				})
			}
		}
	}
	wg.Wait()
}

// wordOf is a document as a Word file.
func wordOf(r render.Request) ([]byte, error) {
	d, err := render.Render(r)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	err = d.Word(&file)
	return file.Bytes(), err
}

// A template that is wrong is read again: it may have been mended.
func TestWhatIsWrongIsNotKept(t *testing.T) {
	files := fstest.MapFS{"agenda.md.tmpl": {Data: []byte("{{.Nothing}}")}}
	r := request(register(t, nil), render.Agenda, "2026-q4", "en")
	r.Templates = render.Templates{Base: templates.FS, Own: files}.Kept()
	if _, err := render.Render(r); err == nil {
		t.Fatal("a field that is not there is no problem")
	}
	files["agenda.md.tmpl"] = &fstest.MapFile{Data: []byte("# {{.Title}}")}
	if _, err := render.Render(r); err != nil {
		t.Error(err)
	}
}
