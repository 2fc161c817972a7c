package doc

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// awkward are pieces of which strings are made that writers of YAML get wrong.
var awkward = append([]string{
	" ", "  ", "\n", "\n\n", "\t", ":", ": ", " #", "#", "-", "- ", "? ", ",", "[", "]", "{", "}", "'", "''", "\"", "\\", "\\n", "%", "@", "`", "!", "&", "*", "|", ">", "~", "=",
	"<<", "a", "Ђ", "é", "e\u0301", "\u00a0", "\u3000", "\u2003", "🙂", "\ufffd", "---", "...", "0", "1", "9", "_", ".", "+", "e", "x", "T", "2026-05-14", "10:30", "null", "yes", "no", "on", "\U0001f1f7\U0001f1f8",
}, texts...)

// awkwardString is a string of such pieces, not empty.
func awkwardString(r *rand.Rand) string {
	for {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			b.WriteString(awkward[r.IntN(len(awkward))])
		}
		if b.Len() > 0 {
			return b.String()
		}
	}
}

func awkwardRecord(r *rand.Rand) sample {
	text := func() Text {
		if r.IntN(2) == 0 {
			return Plain(awkwardString(r))
		}
		return Text{"en": awkwardString(r), "no": awkwardString(r)}
	}
	s := sample{Title: text(), Word: awkwardString(r), Notes: text(), Place: &place{Name: awkwardString(r), Room: awkwardString(r)}}
	s.Tags = []string{"1" + awkwardString(r), "2" + awkwardString(r)}
	s.Lines = []Text{text(), text()}
	s.People = []person{{Name: awkwardString(r), Since: "2026-05-14"}}
	s.Steps = []step{{ID: awkwardString(r), Text: text(), Who: []person{{Name: awkwardString(r)}}}}
	return s
}

// Whatever stands in a record is read back as it was, and written again the same.
func TestAwkwardStringsSurvive(t *testing.T) {
	each(t, runs(2000), func(r *rand.Rand) {
		in := awkwardRecord(r)
		out := Encode(sampleShape, &in, "")
		var back sample
		if list := Decode("x.yaml", out, sampleShape, &back); list != nil || !reflect.DeepEqual(in, back) {
			t.Errorf("changed: %v\n%#v\n%#v\n%s", list, in, back, out)
			return
		}
		if again := Encode(sampleShape, &back, ""); !bytes.Equal(out, again) {
			t.Errorf("not a fixed point:\n%s\n--\n%s", out, again)
		}
	})
}

// each runs a test n times, on every processor, with random numbers that are the
// same in every run; it stops at the first failure.
func each(t *testing.T, n int, try func(r *rand.Rand)) {
	var all sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		all.Go(func() {
			r := rand.New(rand.NewPCG(5, uint64(w)))
			for range (n + workers - 1) / workers {
				if try(r); t.Failed() {
					return
				}
			}
		})
	}
	all.Wait()
}
