package doc

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// told is differences as a test writes them, one a line.
func told(list []Difference) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s %s: %q -> %q\n", d.Path, d.Kind, d.Old.Text, d.New.Text)
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	const old = `title: T
count: 3
tags: [a, b, c]
numbers: [1]
people:
  - {name: Ana, since: "2026-01-01"}
  - {name: Boris}
lines: [one, two, three]
steps:
  - id: adoption
    text: {en: The minutes, sr-Cyrl: Записник}
  - id: any-other
place: {name: Belgrade, room: "1"}
`
	for name, tt := range map[string]struct{ replace, want string }{
		"nothing": {"", ""},
		"scalar":  {"count: 3|count: 4", "count changed: \"3\" -> \"4\"\n"},
		"gone":    {"count: 3\n|", "count removed: \"3\" -> \"\"\n"},
		"came":    {"count: 3|word: w\ncount: 3", "word added: \"\" -> \"w\"\n"},
		"language": {"sr-Cyrl: Записник|sr-Latn: Zapisnik",
			"steps.adoption.text.sr-Cyrl removed: \"Записник\" -> \"\"\nsteps.adoption.text.sr-Latn added: \"\" -> \"Zapisnik\"\n"},
		"languages": {"title: T|title: {en: T}", "title removed: \"T\" -> \"\"\ntitle.en added: \"\" -> \"T\"\n"},
		"an item in front": {"steps:\n|steps:\n  - id: new\n    text: Return\n    who: [{name: Ana}]\n    done: true\n",
			"steps.new added: \"\" -> \"text: Return; who: (Ana); done: true\"\n"},
		"an item gone":   {"  - id: any-other\n|", "steps.any-other removed: \"any-other\" -> \"\"\n"},
		"items moved":    {"[a, b, c]|[c, a, b, d]", "tags added: \"\" -> \"d\"\ntags moved: \"a, b, c\" -> \"c, a, b, d\"\n"},
		"inside an item": {"{name: Boris}|{name: Boris, until: \"2026-02-01\"}", "people.Boris.until added: \"\" -> \"2026-02-01\"\n"},
		"another key":    {"name: Boris|name: Vera", "people.Boris removed: \"Boris\" -> \"\"\npeople.Vera added: \"\" -> \"Vera\"\n"},
		"no key":         {"[one, two, three]|[zero, one, two!, three]", "lines.1 added: \"\" -> \"zero\"\nlines.3 changed: \"two\" -> \"two!\"\n"},
		"part":           {"room: \"1\"|room: \"2\"", "place.room changed: \"1\" -> \"2\"\n"},
		"part gone":      {"place: {name: Belgrade, room: \"1\"}\n|", "place removed: \"name: Belgrade; room: 1\" -> \"\"\n"},
		"a list gone":    {"numbers: [1]\n|", "numbers removed: \"1\" -> \"\"\n"},
	} {
		from, to, _ := strings.Cut(tt.replace, "|")
		if from != "" && !strings.Contains(old, from) {
			t.Fatalf("%s: %q is not in the text", name, from)
		}
		a, b := read(t, old), read(t, strings.Replace(old, from, to, 1))
		if got := told(Diff(sampleShape, &a, &b)); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", name, got, tt.want)
		}
	}
}

func TestDiffOfKeysThatAreNone(t *testing.T) {
	mixed := func(names ...string) *sample {
		s := &sample{Title: Plain("t")}
		for _, n := range names {
			s.People = append(s.People, person{Name: n, Since: "2026-01-01"})
		}
		return s
	}
	for _, tt := range []struct {
		a, b *sample
		want string
	}{
		{mixed("", "a"), mixed("a", ""), "people moved: \"(since: 2026-01-01), (since: 2026-01-01)\" -> \"(since: 2026-01-01), (since: 2026-01-01)\"\n"},
		{mixed("a", "a"), mixed("a"), "people.a added: \"\" -> \"since: 2026-01-01\"\npeople.1 removed: \"since: 2026-01-01\" -> \"\"\npeople.2 removed: \"since: 2026-01-01\" -> \"\"\n"},
		{mixed("", ""), mixed(""), "people.2 removed: \"since: 2026-01-01\" -> \"\"\n"},
	} {
		if got := told(Diff(sampleShape, tt.a, tt.b)); got != tt.want {
			t.Errorf("got\n%swant\n%s", got, tt.want)
		}
	}
}

// What a program reads of a difference has the types of the record.
func TestDiffAsJSON(t *testing.T) {
	a, b := read(t, "title: T\n"), read(t, "title: T\ncount: 4\ntags: [a]\nsteps: [{id: x, done: true}]\n")
	out, err := json.Marshal(Diff(sampleShape, &a, &b))
	for _, want := range []string{`"JSON":4`, `"JSON":"a"`, `"JSON":{"id":"x","done":true}`, `"Old":{"Text":"","JSON":null}`} {
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%v: %s lacks %s", err, out, want)
		}
	}
}

// FuzzDiff: two records have no difference exactly when they are equal, and every
// value that only one of them has is at or below the path of a difference.
func FuzzDiff(f *testing.F) {
	f.Add([]byte(canonical), []byte("title: T\nsteps:\n  - id: b\n  - id: a\ntags: [b, a]\n"))
	f.Add([]byte("title: T\nlines: [a, b]\npeople: [{name: A}, {name: B}]\n"), []byte("title: {en: T}\nlines: [b, a, c]\npeople: [{name: B, since: \"2026-01-01\"}, {name: A}]\nlevel: 0\n"))
	f.Add([]byte("title: T\nacting: false\nplace: {name: P}\n"), []byte("title: T\ncount: 0\n"))
	f.Fuzz(func(t *testing.T, left, right []byte) {
		var a, b sample
		if Decode("x.yaml", left, sampleShape, &a) != nil || Decode("x.yaml", right, sampleShape, &b) != nil {
			return
		}
		if d := Diff(sampleShape, &a, &a); len(d) > 0 {
			t.Fatalf("a record differs from itself:\n%s", told(d))
		}
		checkDiff(t, &a, &b)
		checkDiff(t, &b, &a)
	})
}

func checkDiff(t *testing.T, a, b *sample) {
	t.Helper()
	list := Diff(sampleShape, a, b)
	if Equal(sampleShape, a, b) != (len(list) == 0) {
		t.Fatalf("equal is %v, and the differences are\n%s", Equal(sampleShape, a, b), told(list))
	}
	old, fresh := leavesByPath(a), leavesByPath(b)
	for _, side := range []map[string]string{old, fresh} {
		for path := range side {
			if old[path] != fresh[path] && !named(list, path) {
				t.Fatalf("%s is %q and %q, which is not told:\n%s", path, old[path], fresh[path], told(list))
			}
		}
	}
}

// bare is where a path leaves what keys name: the item has none, and either record
// may have it at another position.
var bare = regexp.MustCompile(`(?s)\.[0-9]+(\..*)?$`)

// leavesByPath are the values of a record; those of one path, such as plain values
// in a list, together.
func leavesByPath(s *sample) map[string]string {
	out := map[string]string{}
	sampleShape.Leaves(s, func(path string, _ Field, text string) {
		out[bare.ReplaceAllString(path, "")] += "\n" + text
	})
	return out
}

func named(list []Difference, path string) bool {
	for _, d := range list {
		at := bare.ReplaceAllString(d.Path, "")
		if at == path || strings.HasPrefix(path, at+".") {
			return true
		}
	}
	return false
}

func TestLines(t *testing.T) {
	for _, tt := range []struct{ old, fresh, want string }{
		{"a", "a", "[]"},
		{"a\nb\nc", "a\nB\nc", "[{b B}]"},
		{"a\nb\nc", "x\na\nb\nc", "[{ x}]"},
		{"a\nb\nc\nd", "b\nd", "[{a } {c }]"},
		{"a\nb", "c\na\nd\nb", "[{ c} { d}]"},
		{"a", "b\nc", "[{a b} { c}]"},
	} {
		if got := fmt.Sprint(Lines(tt.old, tt.fresh)); got != tt.want {
			t.Errorf("%q, %q: %s, want %s", tt.old, tt.fresh, got, tt.want)
		}
	}
	long := strings.Repeat("a\nb\n", 2000)
	if got := len(Lines(long+"x", "y\n"+long)); got == 0 {
		t.Error("long texts do not differ")
	}
}

func TestSpell(t *testing.T) {
	s := read(t, "title: T\nlines: [a]\ntags: [b]\npeople: [{name: A. B}]\nsteps: [{id: x}, {id: z}]\n")
	for typed, want := range map[string]string{
		"title": "title", "title.sr-Cyrl": "title.sr-Cyrl", "steps": "steps", "steps.2.text": "steps.z.text", "steps.z.text.en": "steps.z.text.en",
		"steps.gone.done": "steps.gone.done", "steps.3.id": "steps.3.id", "people.A. B.since": "people.A. B.since", "lines.1": "lines.1", "place.room": "place.room",
		"": "", "titel": `there is no field "titel"; did you mean "title"`, "steps.1.txt": `there is no field "steps.x.txt"; did you mean "steps.x.text"`,
		"title.x.y": `"title" is a text; behind it there is a language, such as title.en, or nothing`,
		"word.x":    `"word" is a single value; it has no "x"`, "tags.1": `"tags" is a list of single values, which changes as a whole; nothing stands behind it`,
		"place.zzzzzzz": `there is no field "place.zzzzzzz"; there are name, room`,
	} {
		got, err := Spell(sampleShape, &s, typed)
		if err != nil {
			got += err.Error()
		}
		if got != want {
			t.Errorf("%q is spelt %s, want %s", typed, got, want)
		}
	}
}

// The same for records at random, with lists whose items are often alike.
func TestDiffOfRandomRecords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	few := func() int { return r.IntN(4) }
	word := func() string { return []string{"", "a", "b", "c\nd"}[few()] }
	text := func() Text {
		return []Text{nil, Plain("x"), {"en": word() + "x"}, {"en": "x", "sr-Cyrl": word() + "y"}}[few()]
	}
	people := func() (out []person) {
		for range few() {
			out = append(out, person{Name: word(), Since: Date([]string{"", "2026-01-01"}[r.IntN(2)])})
		}
		return out
	}
	random := func() *sample {
		s := &sample{Title: text(), Word: word(), Count: few(), Acting: few() == 0, People: people(), Notes: text()}
		for range few() {
			s.Tags = append(s.Tags, word())
			s.Lines = append(s.Lines, text())
			s.Steps = append(s.Steps, step{ID: word(), Text: text(), Who: people()})
		}
		if few() > 1 {
			s.Place = &place{Name: word()}
		}
		if n := few(); n > 1 {
			s.Level = &n
		}
		return s
	}
	for range 1500 {
		checkDiff(t, random(), random())
	}
}
