package doc

import (
	"reflect"
	"strings"
	"testing"
)

// readBothWays reads a text as canonical and through the YAML parser, and fails
// when the first succeeds and the second says anything else.
func readBothWays(t *testing.T, data []byte, shape *Shape) bool {
	t.Helper()
	fast, slow := reflect.New(shape.Type), reflect.New(shape.Type)
	if !readCanonical(data, shape, fast.Elem()) {
		return false
	}
	s, list := parse("x.yaml", data)
	if list != nil {
		t.Fatalf("read as canonical, and the parser says %v\n%s", list, data)
	}
	d := decoder{source: s}
	d.structure(s.root, shape, slow.Elem(), nil)
	if d.problems != nil {
		t.Fatalf("read as canonical, and the decoder says %v\n%s", d.problems, data)
	}
	if !reflect.DeepEqual(fast.Interface(), slow.Interface()) {
		t.Fatalf("read differently\n%s\n%#v\n%#v", data, fast.Elem(), slow.Elem())
	}
	return true
}

// What the formatter writes is read without the parser, whatever the record holds;
// what it would not write, or what has a comment, is left to the parser.
func TestCanonicalTextIsReadAsSuch(t *testing.T) {
	full := read(t, canonical)
	for name, s := range map[string]sample{
		"everything": full,
		"the least":  {Title: Plain("T")},
		"numbers":    {Title: Plain("T"), Count: 99, Numbers: []int{1, 2, 23}},
		"quoted":     {Title: Plain("no"), Word: "a: b # c, [d] \"e\" \\", Tags: []string{"yes", "1e3", "a, b"}},
		"languages":  {Title: Text{"en": "One\n\n  two", "sr-Cyrl": "Један: два", "sr-Latn": "Jedan\ndva\n"}},
		"blocks":     {Title: Plain("a\nb"), Lines: []Text{Plain("c\nd\n"), Plain("e"), {"en": "f\ng", "fr": "h"}}},
		"parts":      {Title: Plain("T"), Steps: []step{{ID: "a", Text: Plain("x\ny"), Who: []person{}}, {ID: "b", Done: true}}, Place: &place{Name: "P", Room: "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			text := Encode(sampleShape, &s, SchemaLine("../s.json"))
			if !readBothWays(t, text, sampleShape) {
				t.Errorf("canonical text was left to the parser:\n%s", text)
			}
		})
	}
	for _, text := range []string{
		"", "\n", "# only\n", "title: T", "title:  T\n", "title: T \n", "title: T\n\tword: x\n", "title: 'T'\n", "title: T # c\n",
		"word: x\ntitle: T\n", "title: T\ntitle: T\n", "word: x\n", "title: no\n", "title: 2026\n", "title: ~\n", "title: \"\"\n",
		"title: T\nacting: \"true\"\n", "title: T\ncount: \"1\"\n", "title: T\ncount: 01\n", "title: T\ncount: 100\n", "title: T\ncolour: pink\n",
		"title: T\ntags: []\n", "title: T\ntags: [a, a]\n", "title: T\ntags:\n  - a\n  - a\n", "title: T\ntags:\n- a\n", "title: T\ntags: [a,b]\n",
		"title: T\nsteps:\n  - id: a\n  - id: a\n", "title: T\nsteps:\n  - \n", "title: T\nsteps:\n  - text: x\n", "title: T\nplace: {}\n",
		"title: a\n  b\n", "title: \"a\n  b\"\n", "title: >\n  a\n", "title: |\n\n  a\n", "title: |\n    a\n   b\n", "title: |2\n  a\n",
		"title: &a T\n", "title: *a\n", "title: !!str T\n", "---\ntitle: T\n", "title: T\n---\n", "title: T\n...\n", "title: T\r\n",
		"title: \"\\u202e\"\n", "title: \u202e\n", "title: \xff\n", "title: a\u00a0b\n", "\ufefftitle: T\n", "title: T\nday: 2026-02-30\n",
		"title:\n  sr-Cyrl: a\n  en: b\n", "title:\n  en: a\n  en: b\n", "title:\n  no: a\n", "title:\n  english: a\n", "title:\n  en:\n    a\n",
		"title: " + strings.Repeat("a", MaxSize) + "\n",
	} {
		if v := reflect.New(sampleShape.Type).Elem(); readCanonical([]byte(text), sampleShape, v) {
			t.Errorf("taken for canonical: %.80q", text)
		}
	}
}

// FuzzCanonical: what is read as canonical, the parser reads as the same record
// without a problem.
func FuzzCanonical(f *testing.F) {
	f.Add([]byte(canonical))
	for _, s := range texts {
		f.Add(Encode(sampleShape, &sample{Title: Plain(s), Word: s, Tags: []string{s}, Lines: []Text{Plain(s)}, Steps: []step{{ID: s, Text: Text{"en": s}}}}, ""))
	}
	f.Add([]byte("title: T\npeople: \n  - {name: a}\n"))
	f.Add([]byte("title: T\nlines:\n  - |-\n    a\n\n\n  - en: b\n    fr: |\n      c\n\nplace:\n  name: x\n"))
	f.Fuzz(func(t *testing.T, data []byte) { readBothWays(t, data, sampleShape) })
}
