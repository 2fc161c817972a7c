package doc

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"unmn/pkg/diag"
)

// An edit of a file that is not in canonical form leaves every other line alone.
func TestUpdate(t *testing.T) {
	const old = `# yaml-language-server: $schema=s.json
# About the record.

title:   T   # the title

# about the word
word: 'plain'
tags:
- a      # first
- b
steps:
    - id: a   # item a
      text: >-
        folded
        text
    - id: b
# the end
`
	for _, tt := range []struct {
		name string
		edit func(s *sample)
		from string // what of old is replaced
		to   string
	}{
		{"a scalar", func(s *sample) { s.Word = "other" }, "word: 'plain'\n", "word: other\n"},
		{"a comment behind stays", func(s *sample) { s.Title = Plain("New") }, "title:   T   # the title\n", "title: New # the title\n"},
		{"a field removed with its comment", func(s *sample) { s.Word = "" }, "# about the word\nword: 'plain'\n", ""},
		{"a field added in its place", func(s *sample) { s.Day = "2026-05-14" }, "tags:\n", "day: \"2026-05-14\"\ntags:\n"},
		{"an item added", func(s *sample) { s.Tags = append(s.Tags, "c") }, "- b\nsteps", "- b\n- c\nsteps"},
		{"an item removed with its comment", func(s *sample) { s.Tags = s.Tags[1:] }, "- a      # first\n", ""},
		{"an item moved with its comment", func(s *sample) { s.Tags[0], s.Tags[1] = s.Tags[1], s.Tags[0] }, "- a      # first\n- b\n", "- b\n- a      # first\n"},
		{"a value in an item", func(s *sample) { s.Steps[0].Done = true }, "    - id: b\n", "      done: true\n    - id: b\n"},
		{"a text in an item", func(s *sample) { s.Steps[0].Text = Plain("a\nb") }, "text: >-\n        folded\n        text\n", "text: |-\n        a\n        b\n"},
		{"the last value of an item", func(s *sample) { s.Steps[0].Text = nil }, "      text: >-\n        folded\n        text\n", ""},
		{"the line of the dash", func(s *sample) { s.Steps[1].ID = "c" }, "    - id: b\n", "    - id: c\n"},
		{"an item in front", func(s *sample) { s.Steps = append([]step{{ID: "z", Done: true}}, s.Steps...) }, "steps:\n", "steps:\n    - id: z\n      done: true\n"},
		{"a list in an item", func(s *sample) { s.Steps[1].Who = []person{{Name: "A"}} }, "    - id: b\n", "    - id: b\n      who:\n        - name: A\n"},
		{"nothing", func(*sample) {}, "", ""},
		{"an empty list for an absent one", func(s *sample) { s.Numbers = []int{} }, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := read(t, old)
			tt.edit(&s)
			got := string(Update("x.yaml", []byte(old), sampleShape, &s, SchemaLine("s.json")))
			if want := strings.Replace(old, tt.from, tt.to, 1); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestUpdateOfWhatCannotBeRead(t *testing.T) {
	s := sample{Title: Plain("Title")}
	for _, old := range []string{"", "x: [", "titel: x\n", "{title: x}\n", "title: x", "\ttitle: x\n", "title: x\r\nword: y z\r\n"} {
		got := Update("x.yaml", []byte(old), sampleShape, &s, "")
		var back sample
		if list := Decode("x.yaml", got, sampleShape, &back); list != nil || !Equal(sampleShape, &s, &back) {
			t.Errorf("%q: %v\n%s", old, list, got)
		}
	}
}

func TestCommentsAreFoundWhereTheyAre(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a quoted sign", "title: 'it''s # e' # f\n", "title: \"it's # e\" # f\n"},
		{"an escaped quotation mark", "title: \"a\\\" # b\" # c\n", "title: \"a\\\" # b\" # c\n"},
		{"text over several lines", "title: \"a # b\n  c # d\" # e\n", "title: \"a # b c # d\" # e\n"},
		{"a literal block", "title: |-\n  # a\n\n  b # c\nword: ab # d\n", "title: |-\n  # a\n\n  b # c\n\nword: ab # d\n"},
		{"a folded block", "title: >-\n  ab\n  # cd\n# e\nword: ab\n", "title: \"ab # cd\"\n\n# e\nword: ab\n"},
		{"a block with a comment", "title: |- # a\n  b\n  c\n", "title: |- # a\n  b\n  c\n"},
		{"a block in an item", "title: ab\nsteps:\n  - id: a\n    text: |-\n      # b\n      c\n    # d\n    done: true\n", "title: ab\n\nsteps:\n  - id: a\n    text: |-\n      # b\n      c\n    # d\n    done: true\n"},
		{"a mark inside a word", "title: a'b # c\nword: d\"e # f\n", "title: a'b # c\nword: \"d\\\"e\" # f\n"},
		{"a quoted key", "\"title\": ab # c\n", "title: ab # c\n"},
		{"a key by language", "title: # a\n  # b\n  en: cd # e\n  sr-Cyrl: Ђ # ж\n", "title: # a\n  # b\n  en: cd # e\n  sr-Cyrl: Ђ # ж\n"},
		{"no sign for a comment", "title: a#b\nword: c # d#e\n", "title: a#b\nword: c # d#e\n"},
		{"an empty comment", "title: ab #\n#\nword: cd\n", "title: ab #\n\n#\nword: cd\n"},
		{"CRLF", "title: ab # c\r\n# d\r\nword: ef\r\n", "title: ab # c\n\n# d\nword: ef\n"},
		{"a list of texts", "title: ab\nlines:\n  # a\n  - cd # e\n  - en: fg # h\n", "title: ab\n\nlines:\n  # a\n  - cd # e\n  - en: fg # h\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, list := Format("x.yaml", []byte(tt.text), sampleShape, "")
			if list != nil || string(got) != tt.want {
				t.Errorf("%v\ngot\n%s\nwant\n%s", list, got, tt.want)
			}
		})
	}
}

func everything() sample {
	level := 0
	return sample{
		Title: Text{"en": "T", "sr-Cyrl": "Т"}, Word: "w", Colour: "red", Start: "2026-12-03T10:00", Day: "2026-05-14", Count: 3, Level: &level, Acting: true,
		Tags: []string{"a"}, Numbers: []int{1}, People: []person{{Name: "A", Since: "2026-01-01"}}, Lines: []Text{Plain("x"), {"en": "y"}},
		Steps: []step{{ID: "a", Text: Plain("t"), Who: []person{{Name: "B"}}, Done: true}}, Place: &place{Name: "P"}, Notes: Plain("n"),
	}
}

func TestCloneSharesNothing(t *testing.T) {
	in := everything()
	out := Clone(sampleShape, &in).(*sample)
	if !reflect.DeepEqual(in, *out) || !Equal(sampleShape, &in, out) {
		t.Fatalf("%+v", out)
	}
	out.Title["en"], out.Tags[0], out.Numbers[0], out.People[0].Name, *out.Level = "x", "x", 9, "x", 9
	out.Steps[0].Who[0].Name, out.Steps[0].Text[""], out.Place.Name, out.Notes[""], out.Lines[1]["en"] = "x", "x", "x", "x", "x"
	if want := everything(); !reflect.DeepEqual(in, want) {
		t.Errorf("the original changed with its copy: %+v", in)
	}
	var none sample
	if got := Clone(sampleShape, &none).(*sample); !reflect.DeepEqual(*got, none) {
		t.Errorf("%+v", got)
	}
}

func TestEqual(t *testing.T) {
	for name, edit := range map[string]func(s *sample){
		"text": func(s *sample) { s.Title["en"] = "x" }, "language": func(s *sample) { delete(s.Title, "en") }, "word": func(s *sample) { s.Word = "" },
		"pointer": func(s *sample) { s.Level = nil }, "value of a pointer": func(s *sample) { *s.Level = 1 }, "bool": func(s *sample) { s.Acting = false },
		"item": func(s *sample) { s.Tags[0] = "b" }, "number of items": func(s *sample) { s.Numbers = nil }, "inner item": func(s *sample) { s.Steps[0].Who[0].Until = "2026-01-01" },
		"part": func(s *sample) { s.Place.Room = "1" }, "part gone": func(s *sample) { s.Place = nil },
	} {
		a, b := everything(), everything()
		if edit(&b); Equal(sampleShape, &a, &b) || Equal(sampleShape, &b, &a) {
			t.Errorf("%s: a difference is not seen", name)
		}
	}
	a, b := sample{Title: Plain("t")}, sample{Title: Plain("t"), Tags: []string{}, Place: &place{}, Notes: Text{}, People: []person{}}
	if !Equal(sampleShape, &a, &b) || !Equal(sampleShape, &b, &a) {
		t.Error("nothing differs from nothing")
	}
	if got := string(Encode(sampleShape, &b, "")); got != "title: t\n" {
		t.Errorf("%s", got)
	}
}

func TestJSON(t *testing.T) {
	s := everything()
	s.Word = "<&> \u2028"
	out, err := json.Marshal(JSON(sampleShape, &s))
	want := `{"title":{"en":"T","sr-Cyrl":"Т"},"word":"\u003c\u0026\u003e \u2028","colour":"red","start":"2026-12-03T10:00","day":"2026-05-14","count":3,"level":0,"acting":true,"tags":["a"],"numbers":[1],"people":[{"name":"A","since":"2026-01-01"}],"lines":["x",{"en":"y"}],"steps":[{"id":"a","text":"t","who":[{"name":"B"}],"done":true}],"place":{"name":"P"},"notes":"n"}`
	if err != nil || string(out) != want {
		t.Errorf("%v\ngot  %s\nwant %s", err, out, want)
	}
	out, err = json.Marshal(JSON(sampleShape, &s, "day", "title", "unknown"))
	if want := `{"title":{"en":"T","sr-Cyrl":"Т"},"day":"2026-05-14"}`; err != nil || string(out) != want {
		t.Errorf("%v %s", err, out)
	}
}

func TestLocate(t *testing.T) {
	text := "title: T\nsteps:\n  - id: a\n  - id: b\n    who: [{name: Ђорђе, since: \"2026-01-01\"}]\n"
	for _, tt := range []struct {
		path         Path
		line, column int
	}{
		{nil, 1, 1}, {P("title"), 1, 8}, {P("steps"), 3, 3}, {P("steps", 1), 4, 5}, {P("steps", 1, "id"), 4, 9}, {P("steps", 1, "who", 0, "since"), 5, 32},
		{P("steps", 1, "done"), 4, 5}, {P("steps", 7, "id"), 3, 3}, {P("title", "en"), 1, 8}, {P("nothing"), 1, 1},
	} {
		p := Locate(diag.Problem{File: "x.yaml", Rule: "r", Message: "m"}, []byte(text), tt.path)
		if p.Line != tt.line || p.Column != tt.column || p.Excerpt != strings.Split(text, "\n")[tt.line-1] || p.Message != "m" {
			t.Errorf("%v: %d:%d %q", tt.path, p.Line, p.Column, p.Excerpt)
		}
	}
	if p := Locate(diag.Problem{File: "x.yaml", Message: "m"}, []byte("x: ["), P("x")); p.Line != 0 {
		t.Error(p)
	}
	if got := P("agenda", 2, "title").String(); got != "agenda.3.title" {
		t.Error(got)
	}
	base := P("a")
	if one, two := base.With("b"), base.WithIndex(0); one.String() != "a.b" || two.String() != "a.1" {
		t.Error(one, two)
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]bool{
		"2026-05-14": true, "2024-02-29": true, "1900-01-01": true, "2026-02-29": false, "2026-13-01": false, "2026-00-10": false, "2026-5-14": false, "1899-12-31": false,
		"14.05.2026": false, "": false, "2026-05-14T": false, "２０２６-05": false, "0000-00-00": false, "2026/05/14": false,
	} {
		if _, err := ParseDate(text); (err == nil) != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	for text, want := range map[string]bool{
		"2026-05-14T10:00": true, "2026-05-14 10:00": true, "2026-05-14T24:00": false, "2026-02-30T10:00": false, "2026-05-14T9:00": false, "2026-05-14": false, "2026-05-14T10:00:00": false,
	} {
		if _, err := ParseLocalTime(text); (err == nil) != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	if d := Date("2026-12-31").AddDays(1); d != "2027-01-01" || d.AddDays(-1) != "2026-12-31" || Date("").AddDays(5) != "" || d.Year() != 2027 || Date("").Year() != 0 {
		t.Error(d)
	}
	if lt := LocalTime("2026-05-14T10:00"); lt.Date() != "2026-05-14" || lt.Clock() != "10:00" || LocalTime("").Clock() != "" || LocalTime("").Date() != "" {
		t.Error(lt)
	}
}

// Plain words that other readers take for something else are refused wherever they
// stand, and written in quotation marks.
// Ambiguous says what one pattern for everything would say.
func TestAmbiguousIsWhatReadersMisread(t *testing.T) {
	pattern := regexp.MustCompile(`^(?:~|null|Null|NULL||<<|=|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|` +
		`[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*|` +
		`[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|` +
		`[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|` +
		`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)?)$`)
	r := rand.New(rand.NewPCG(1, 2))
	parts := []string{"0", "1", "9", "-", "+", ".", "_", ":", "e", "E", "x", "b", "o", "f", "T", "Z", " ", "10", "59", "2026-05-14", "inf", "NaN",
		"n", "no", "No", "nO", "yes", "y", "true", "TRUE", "off", "On", "null", "~", "<<", "=", "a", "\n", "ж"}
	for range 20000 {
		var s string
		for range r.IntN(6) {
			s += parts[r.IntN(len(parts))]
		}
		if got := Ambiguous(s); got != pattern.MatchString(s) {
			t.Fatalf("%q: %v", s, got)
		}
	}
}

func TestAmbiguousEverywhere(t *testing.T) {
	for _, text := range []string{"title: {no: x}\n", "title: y\n", "title: T\nlines: [off]\n", "title: T\nlines: [{en: 12:30}]\n", "title: T\ntags: [~x, 1_000]\n"} {
		var s sample
		if list := Decode("x.yaml", []byte(text), sampleShape, &s); len(list) != 1 || list[0].Rule != RuleAmbiguous {
			t.Errorf("%q: %v", text, list)
		}
	}
	s := sample{Title: Text{"no": "tittel", "en": "title"}}
	if got := string(Encode(sampleShape, &s, "")); got != "title:\n  en: title\n  \"no\": tittel\n" {
		t.Error(got)
	}
	for _, plain := range []string{"Zoe", "T", "Otto", "x", "e"} {
		if !plainSafe(plain) {
			t.Errorf("%q is quoted", plain)
		}
	}
}

func TestManyProblemsAreBounded(t *testing.T) {
	var s sample
	list := Decode("x.yaml", []byte("title: T\nsteps:\n"+strings.Repeat("  - {idd: "+strings.Repeat("x", 40)+"}\n", 1000)), sampleShape, &s)
	if len(list) != mostProblems {
		t.Errorf("%d problems", len(list))
	}
}
