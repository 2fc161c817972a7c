package doc

import (
	"reflect"
	"testing"
)

// Run these with -fuzzminimizetime=10x: left alone, the tool spends a minute on
// shrinking each input that is new to it and tries nothing meanwhile.

// FuzzString: any string that may stand in a record comes back as it was.
func FuzzString(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !allowed(s) || len(s) > 4096 {
			t.Skip()
		}
		checkSurvives(t, s)
	})
}

// allowed reports whether the reader accepts the characters of s at all.
func allowed(s string) bool {
	var back sample
	return Decode("x.yaml", []byte("title: "+quoted(s)+"x\n"), sampleShape, &back) == nil && back.Title[""] == s+"x"
}

// FuzzFormat: whatever decodes can be formatted; formatting is a fixed point and
// changes no value, and the problems it reports instead are problems.
func FuzzFormat(f *testing.F) {
	f.Add([]byte(canonical))
	f.Add([]byte("title: T # c\nsteps:\n- id: a # x\n  # y\n- id: b\n# z\n"))
	f.Add([]byte("title: T\ntags: [ # a\n  b, # c\n  d]\n"))
	f.Add([]byte("title: \"a # b\n  c\" # d\nnotes: 'x # y'\n"))
	f.Add([]byte("title: |-\n  # no comment\n  b\n# comment\nword: a'b # c\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var before, after sample
		if Decode("x.yaml", data, sampleShape, &before) != nil {
			return
		}
		once, list := Format("x.yaml", data, sampleShape, "")
		if list != nil {
			if list[0].Rule != RuleFormat {
				t.Fatalf("%v", list)
			}
			return
		}
		if list := Decode("x.yaml", once, sampleShape, &after); list != nil || !reflect.DeepEqual(before, after) {
			t.Fatalf("value changed: %v\n%s\n%s", list, data, once)
		}
		twice, list := Format("x.yaml", once, sampleShape, "")
		if list != nil || string(once) != string(twice) {
			t.Fatalf("not a fixed point: %v\n%s\n--\n%s\n--\n%s", list, data, once, twice)
		}
	})
}
