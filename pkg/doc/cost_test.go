package doc

import (
	"strings"
	"testing"
	"time"
)

// hostile are texts that make readers slow: repeated up to the largest size.
var hostile = map[string]string{
	"lists in lists":       "[",
	"mappings in mappings": "{",
	"{a: ":                 "{a: ",
	"- ":                   "- ",
	"? ":                   "? ",
	"a: ":                  "a: ",
	"blanks":               " ",
	"tabs":                 "\t",
	"quotes":               "\"",
	"single quotes":        "'",
	"comments":             "#\n",
	"comments indented":    "  # c\n",
	"comment signs":        " #",
	"line feeds":           "\n",
	"documents":            "---\n",
	"ends":                 "...\n",
	"anchors":              "&a ",
	"aliases":              "*a ",
	"tags":                 "!!str ",
	"directives":           "%TAG ! x\n",
	"percent":              "%",
	"keys":                 "a: b\n",
	"items":                "- a\n",
	"items with comment":   "- a # c\n",
	"pairs":                "a:\n  b: c\n",
	"blocks":               "- |\n  a\n",
	"question":             "?\n",
	"colons":               ":",
	"commas":               ",",
	"bars":                 "|\n",
	"folds":                ">\n",
	"backslashes":          "\\",
	"words":                "word ",
	"plain lines":          "word\n",
	"escape":               "\\x41",
	"not utf-8":            "\xff",
	"bidi":                 "\u202e",
	"CRLF":                 "\r\n",
	"merge":                "<<: ",
	"[]":                   "[],",
	"[a,":                  "[a,",
	"{}":                   "{},",
	"a: [":                 "a: [",
	"!":                    "!",
	"&":                    "&",
	"@":                    "@",
	"dash":                 "-",
	"unknown":              "titel: x\n",
}

// prefixes put the repetition where it is read differently.
var prefixes = []string{"", "title: ", "title: \"", "title: '", "title: |\n  ", "title: T\ntags: [", "title: T\nsteps:\n  - id: a\n", "x", "title: T\nplace: {", "title: T # ", "title: T\ntags:\n"}

// One file of a hostile repository must not hold up the reader.
func TestNoTextIsSlow(t *testing.T) {
	limit := 500 * time.Millisecond // on a quiet machine none takes a tenth of it; a text that costs more than its length takes seconds
	for name, unit := range hostile {
		for _, prefix := range prefixes {
			text := prefix + strings.Repeat(unit, (MaxSize-len(prefix))/len(unit))
			took := time.Hour
			for range 3 { // the machine may have been busy
				began := time.Now()
				var s sample
				Decode("x.yaml", []byte(text), sampleShape, &s)
				if took = min(took, time.Since(began)); took < limit {
					break
				}
			}
			if took > limit {
				t.Errorf("%s after %q: %v", name, prefix, took)
			}
		}
	}
}
