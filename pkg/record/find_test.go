package record_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"unmn/pkg/record"
)

func TestFind(t *testing.T) {
	s := load(t, with("records/singers/anabel.yaml", "name: A\n", "records/singers/bo.yaml", "name: B\n", "records/singers/bob.yaml", "name: B\n"))
	for _, tt := range []struct {
		kind, text string
		id         record.ID
		err        error
		says       string
	}{
		{"singer", "boris", "boris", nil, ""},
		{"singer", "bor", "boris", nil, ""},
		{"singer", "singer/bor", "boris", nil, ""},
		{"singer", "ana", "ana", nil, ""}, // an id is not the beginning of another
		{"singer", "an", "", record.ErrAmbiguous, `"an" begins the ids ana, anabel`},
		{"singer", "borsi", "", record.ErrNotFound, `there is no singer "borsi"; did you mean "boris"`},
		{"singer", "zzzzzz", "", record.ErrNotFound, `there is no singer "zzzzzz"`},
		{"singer", "Boris", "", record.ErrID, "lower-case"},
		{"singer", "../choir", "", record.ErrID, ""},
		{"singer", "concert/2026-q1", "", record.ErrID, "it names a concert"},
		{"singer", "", "", record.ErrID, ""},
		{"concert", "2026", "", record.ErrAmbiguous, ""},
		{"concert", "2026-q", "2026-q1", nil, ""},
		{"concert", "q1", "", record.ErrNotFound, ""},
		{"choir", "choir", "choir", nil, ""},
		{"choir", "other", "", record.ErrNotFound, ""},
		{"choir", "ch", "choir", nil, ""},
	} {
		id, err := s.Find(tt.kind, tt.text)
		if id != tt.id || !errors.Is(err, tt.err) || err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s %q: %q, %v", tt.kind, tt.text, id, err)
		}
	}
	many := base()
	for _, c := range "abcdefgh" {
		many["records/singers/many-"+string(c)+".yaml"] = many["records/singers/ana.yaml"]
	}
	if _, err := load(t, many).Find("singer", "many"); err == nil || !strings.Contains(err.Error(), "many-e and 3 more") {
		t.Error(err)
	}
}

func TestFindAny(t *testing.T) {
	s := load(t, with("records/guests/ana.yaml", "name: A\n"))
	for _, tt := range []struct {
		text, kind string
		id         record.ID
		err        error
	}{
		{"boris", "singer", "boris", nil},
		{"dora", "guest", "dora", nil},
		{"choir", "choir", "choir", nil},
		{"concert/2026-q", "concert", "2026-q1", nil},
		{"2026-q1", "concert", "2026-q1", nil},
		{"ana", "", "", record.ErrAmbiguous},
		{"guest/ana", "guest", "ana", nil},
		{"bor", "singer", "boris", nil},
		{"2026", "", "", record.ErrAmbiguous},
		{"boriss", "", "", record.ErrNotFound},
		{"bor/is", "", "", record.ErrNotFound},
		{"nobody", "", "", record.ErrNotFound},
		{"orchestra/ana", "", "", record.ErrNotFound},
		{"singer/x/y", "", "", record.ErrID},
		{"No", "", "", record.ErrID},
	} {
		i, err := s.FindAny(tt.text)
		if !errors.Is(err, tt.err) || err == nil && (i.ID != tt.id || i.Type.Name() != tt.kind) {
			t.Errorf("%q: %v %v", tt.text, i.ID, err)
		}
	}
}

func TestParseID(t *testing.T) {
	for text, ok := range map[string]bool{
		"a": true, "un-women": true, "2026-q4": true, "0": true, strings.Repeat("a", 80): true, "com": true, "com10": true, "console": true, "lpt": true,
		"": false, "-": false, "a-": false, "-a": false, "a--b": false, "A": false, "a_b": false, "a.b": false, "a/b": false, "..": false, "a b": false,
		"é": false, "ж": false, "a\n": false, "\x00": false, strings.Repeat("a", 81): false,
		"con": false, "prn": false, "aux": false, "nul": false, "com1": false, "lpt9": false, "com0": false,
	} {
		id, err := record.ParseID(text)
		if (err == nil) != ok || ok && string(id) != text || !ok && !errors.Is(err, record.ErrID) {
			t.Errorf("%q: %q, %v", text, id, err)
		}
	}
	for text, year := range map[record.ID]string{
		"2026": "2026", "2026-q4": "2026", "1999-x": "1999", "20260514": "", "202-x": "", "q4-2026": "", "3000-x": "", "": "", "2026q": "",
	} {
		if text.Year() != year {
			t.Errorf("year of %q is %q", text, text.Year())
		}
	}
}

// FuzzParseID: an id is read back as it is and makes a path in its folder.
func FuzzParseID(f *testing.F) {
	for _, s := range []string{"2026-q4", "../x", "con", "a--b", "ж", "a\x00b", "CON.yaml", "a/b", "com1"} {
		f.Add(s)
	}
	form := regexp.MustCompile(record.ID("").Pattern())
	f.Fuzz(func(t *testing.T, s string) {
		id, err := record.ParseID(s)
		if err == nil && !form.MatchString(s) {
			t.Fatalf("%q is an id, and the schema says it is none", s)
		}
		if err != nil {
			if !errors.Is(err, record.ErrID) || id != "" {
				t.Fatalf("%q: %q %v", s, id, err)
			}
			return
		}
		if string(id) != s || len(s) > record.MaxID || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			t.Fatalf("%q is an id", s)
		}
		if p := singers.PathOf(id); p != "records/singers/"+s+".yaml" {
			t.Fatal(p)
		}
		if p := concerts.PathOf(id); strings.Count(p, "/") != 3 || !strings.HasPrefix(p, "records/concerts/") {
			t.Fatal(p)
		}
	})
}
