package record_test

import (
	"errors"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/record"
)

// TestRewrite: a text typed over an earlier text goes together with what others
// changed, or tells that it cannot.
func TestRewrite(t *testing.T) {
	const was = "name: Dora\npost: nothing\ntags: [a]\n"
	typ := func(s *record.Set) record.Type { g, _ := s.Type("guest"); return g }
	for _, tt := range []struct{ now, typed, want, fields, both string }{
		{was, was, "", "", ""},
		{was, strings.Replace(was, "Dora", "Eva", 1), "name: Eva", "name", ""},
		{was, "# new\n" + was, "# new", "", ""},
		{strings.Replace(was, "[a]", "[b]", 1), strings.Replace(was, "Dora", "Eva", 1), "tags: [b]", "name", ""},
		{strings.Replace(was, "Dora", "Eva", 1), strings.Replace(was, "Dora", "Eva", 1), "", "", ""},
		{strings.Replace(was, "Dora", "Ida", 1), strings.Replace(was, "Dora", "Eva", 1), "", "", "name"},
		{"nmae: broken\n", was, "name: Dora", "", ""},
	} {
		s := load(t, with("records/guests/dora.yaml", tt.now))
		// The canonical text has a first line that names the schema.
		begun, _ := load(t, with("records/guests/dora.yaml", was)).Canonical(typ(s), "dora")
		d := s.Draft()
		out, err := d.Rewrite(record.Retyping{Type: typ(s), ID: "dora", Was: begun, Typed: []byte(tt.typed)})
		var overtaken *record.Overtaken
		if errors.As(err, &overtaken) {
			if strings.Join(overtaken.Fields, ",") != tt.both || !strings.Contains(string(overtaken.Text), "Eva") || !strings.Contains(string(overtaken.Now), "Ida") {
				t.Errorf("%q: %v", tt.typed, overtaken)
			}
			continue
		}
		if err != nil || tt.both != "" || strings.Join(out.Fields, ",") != tt.fields {
			t.Errorf("%q on %q: %v %v", tt.typed, tt.now, out.Fields, err)
			continue
		}
		c, err := d.Change("s")
		if err != nil {
			t.Fatal(err)
		}
		if (len(c.Files) == 1) != (tt.want != "") || tt.want != "" && (!strings.Contains(string(c.Files[0].New), tt.want) || string(c.Files[0].Old) != tt.now || len(c.Trailers) != 1) {
			t.Errorf("%q on %q: %v", tt.typed, tt.now, c.Files)
		}
	}
	s := load(t, base())
	var list diag.List
	if _, err := s.Draft().Rewrite(record.Retyping{Type: typ(s), ID: "dora", Typed: []byte("name: [\n")}); !errors.As(err, &list) {
		t.Errorf("what is no YAML: %v", err)
	}
	if _, err := s.Draft().Rewrite(record.Retyping{Type: typ(s), ID: "nobody", Typed: []byte("name: N\n")}); !errors.Is(err, record.ErrNotFound) {
		t.Errorf("what is not there: %v", err)
	}
}

func TestComplete(t *testing.T) {
	s := load(t, base())
	typ, _ := s.Type("concert")
	for field, words := range map[string]map[string]string{
		"leader": {"bor": "boris", "singer/bor": "boris", "nobody": "nobody", "": ""},
		"see":    {"concert/2026-q": "concert/2026-q1", "singer/bor": "singer/boris", "concert/2026-q#x": "concert/2026-q1#x", "orchestra/x": "orchestra/x"},
		"title":  {"bor": "bor"},
	} {
		f, _ := typ.Shape().Field(field)
		form := f.Shape
		if form.Elem != nil {
			form = form.Elem
		}
		for text, want := range words {
			if got, err := s.Complete(typ, typ.New(), f, form, text); err != nil || got != want {
				t.Errorf("%s %q: %q, %v, want %q", field, text, got, err, want)
			}
		}
	}
	if !record.Leads(s.Types(), typ.Shape(), "singer") || record.Leads(s.Types(), typ.Shape(), "choir") {
		t.Error("where a concert leads")
	}
}
