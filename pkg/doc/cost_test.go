package doc

import (
	"fmt"
	"runtime"
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

// eachHostile calls visit with every hostile text at its full size.
func eachHostile(visit func(name string, text []byte)) {
	for name, unit := range hostile {
		for _, prefix := range prefixes {
			visit(fmt.Sprintf("%s after %q", name, prefix), []byte(prefix+strings.Repeat(unit, (MaxSize-len(prefix))/len(unit))))
		}
	}
}

// mostMemory is what reading one file may allocate, in bytes.
const mostMemory = 16 << 20

// One file of a hostile repository must not hold up the reader. What it costs is
// counted, so that a busy machine does not decide.
func TestNoTextIsDear(t *testing.T) {
	worst, of := uint64(0), ""
	eachHostile(func(name string, text []byte) {
		var s sample
		if n := allocated(func() { Decode("x.yaml", text, sampleShape, &s) }); n > worst {
			worst, of = n, name
		}
	})
	if worst > mostMemory {
		t.Errorf("%s: %d bytes", of, worst)
	}
}

// allocated is how many bytes a function allocates, freed or not.
func allocated(run func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// With UNMN_FUZZ set the time is measured as well: 50 ms at the most.
func TestNoTextIsSlow(t *testing.T) {
	if runs(0) == 0 {
		t.Skip("set UNMN_FUZZ")
	}
	limit := 50 * time.Millisecond
	eachHostile(func(name string, text []byte) {
		took := time.Hour
		for range 10 { // the machine may have been busy
			began := time.Now()
			var s sample
			Decode("x.yaml", text, sampleShape, &s)
			if took = min(took, time.Since(began)); took < limit {
				return
			}
		}
		t.Errorf("%s: %v", name, took)
	})
}
