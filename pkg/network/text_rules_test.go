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

func FuzzTextRules(f *testing.F) {
	f.Add("*a* b* and Herzland*")
	f.Fuzz(func(t *testing.T, text string) {
		for _, term := range markedTerms(text) {
			if !strings.Contains(text, term+"*") {
				t.Errorf("%q is not marked in %q", term, text)
			}
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
