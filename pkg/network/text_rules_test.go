package network

import (
	"slices"
	"strings"
	"testing"
)

func TestMarkedTerms(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "",
		"Herzland* and others":               "Herzland",
		"on Herzland*.":                      "Herzland",
		"Херцланд* и остали":                 "Херцланд",
		"*all* of it, **very** much":         "",
		"*all of Herzland* is meant":         "",
		"*all* of Herzland* and Examplia*":   "Examplia,Herzland",
		"* one\n* two":                       "",
		"2 * 3 and a*b":                      "",
		"**Herzland** and Herzland*":         "Herzland",
		"the so-called Herz-Land* agreement": "Herz-Land",
		"**":                                 "",
	} {
		if got := strings.Join(markedTerms(text), ","); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

func TestPersonal(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "",
		"Call +381 11 123-4567":               "a telephone number",
		"(+381) 11/123.4567":                  "a telephone number",
		"+381111234567":                       "a telephone number",
		"growth of +12 % in 2026":             "",
		"between 2025 and 2026, 1 200 people": "",
		"0101990710009":                       "an identity number",
		"JMBG: 0101990710009.":                "an identity number",
		"01019907100090":                      "",
		"a0101990710009":                      "",
		"https://example.org/0101990710009":   "",
		"write to someone@gmail.com":          "a private address (gmail.com)",
		"<Someone@Hotmail.com>":               "a private address (hotmail.com)",
		"someone@iom.example":                 "",
		"A/RES/73/195, UNMN-RS/2026/minutes-1, 2026-05-14T10:00":           "",
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855": "",
	} {
		if got := personal(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

func FuzzTextRules(f *testing.F) {
	f.Add("*a* b* +381 11 123 4567 x@gmail.com")
	f.Fuzz(func(t *testing.T, text string) {
		for _, term := range markedTerms(text) {
			if !strings.Contains(text, term+"*") {
				t.Errorf("%q is not marked in %q", term, text)
			}
		}
		if a, b := personal(text), personal(text); a != b {
			t.Errorf("%q is %q and %q", text, a, b)
		}
	})
}

func TestQuotedList(t *testing.T) {
	for want, words := range map[string][]string{
		``: nil, `"a"`: {"a"}, `"a" and "b"`: {"a", "b"}, `"a", "b" and "c"`: {"a", "b", "c"},
	} {
		if got := quotedList(slices.Clone(words)); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}
