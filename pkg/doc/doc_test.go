package doc

import (
	"reflect"
	"strings"
	"testing"
)

// party stands in for a record with every form a field can have.
type person struct {
	Name  string `yaml:"name" key:"yes" must:"yes" doc:"name"`
	Since Date   `yaml:"since" doc:"first day"`
	Until Date   `yaml:"until" doc:"last day"`
}

type colour string

func (colour) Values() []string { return []string{"red", "green", "dark-blue"} }

type sample struct {
	Title   Text      `yaml:"title" must:"yes" doc:"what it is"`
	Word    string    `yaml:"word" doc:"a word"`
	Colour  colour    `yaml:"colour" doc:"a colour"`
	Start   LocalTime `yaml:"start" doc:"when"`
	Day     Date      `yaml:"day" doc:"which day"`
	Count   int       `yaml:"count" range:"0-99" doc:"how many"`
	Level   *int      `yaml:"level" doc:"how high"`
	Acting  bool      `yaml:"acting" doc:"for somebody"`
	Tags    []string  `yaml:"tags" doc:"words"`
	Numbers []int     `yaml:"numbers" range:"1-23" doc:"numbers"`
	People  []person  `yaml:"people" flow:"yes" doc:"who"`
	Lines   []Text    `yaml:"lines" doc:"several texts"`
	Steps   []step    `yaml:"steps" doc:"what"`
	Place   *place    `yaml:"place" doc:"where"`
	Notes   Text      `yaml:"notes" doc:"notes"`
}

type step struct {
	ID   string   `yaml:"id" key:"yes" must:"yes" doc:"id"`
	Text Text     `yaml:"text" doc:"text"`
	Who  []person `yaml:"who" doc:"who"`
	Done bool     `yaml:"done" doc:"done"`
}

type place struct {
	Name string `yaml:"name" must:"yes" doc:"name"`
	Room string `yaml:"room" doc:"room"`
}

var sampleShape = ShapeOf(reflect.TypeFor[sample]())

func read(t *testing.T, text string) sample {
	t.Helper()
	var s sample
	if list := Decode("x.yaml", []byte(text), sampleShape, &s); list != nil {
		t.Fatalf("Decode: %v\n%s", list, text)
	}
	return s
}

const canonical = `# yaml-language-server: $schema=../schema/sample.json
# A note about the whole record.

# The title is settled.
title:
  en: Main title
  sr-Cyrl: Главни наслов # as printed

word: plain
colour: dark-blue
start: "2026-12-03T10:00"
day: "2026-05-14"
count: 4
tags: [one, "two, three", "no"]
numbers: [1, 23]

people:
  # the first
  - {name: Focal point, since: "2026-01-01"}
  - {name: "10:30"} # a name like a time

steps:
  - id: a
    text: |-
      first line

      - third: line # no comment
    # before who
    who:
      - name: A
        # of the day
        since: "2026-01-01"
    # after A
  - id: b
    done: true

place:
  name: UN House
  room: "2"

notes: |
  ends with a line break
  and a second line

# the end
`

func TestCanonicalTextIsAFixedPoint(t *testing.T) {
	got, list := Format("x.yaml", []byte(canonical), sampleShape, "")
	if list != nil {
		t.Fatal(list)
	}
	if string(got) != canonical {
		t.Errorf("got\n%s\nwant\n%s", got, canonical)
	}
}

func TestFormatBringsAFileIntoForm(t *testing.T) {
	got, list := Format("x.yaml", []byte("tags:\n- one\n- two\r\nword:   'it''s'\n# what\ntitle: >\n  folded\n  text\nday: 2026-05-14\npeople:\n  - name: A # alone\n    since: 2026-01-02\n"), sampleShape, SchemaLine("s.json"))
	if list != nil {
		t.Fatal(list)
	}
	want := `# yaml-language-server: $schema=s.json
# what
title: "folded text\n"

word: it's
day: "2026-05-14"
tags: [one, two]

people:
  - name: A # alone
    since: "2026-01-02"
`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestUpdateChangesOnlyTheLinesOfItsFields(t *testing.T) {
	old := "word:    oddly   # spaced\ntags: ['a',   'b']\ntitle: T\n"
	s := read(t, old)
	s.Tags = append(s.Tags, "c")
	s.Day = "2026-05-14"
	got := string(Update("x.yaml", []byte(old), sampleShape, &s, ""))
	want := "word:    oddly   # spaced\nday: \"2026-05-14\"\ntags: [a, b, c]\ntitle: T\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCommentsFollowTheirItems(t *testing.T) {
	old := "title: T\n\nsteps:\n  # about a\n  - id: a\n  # about b\n  - id: b # b itself\n    done: true\n"
	s := read(t, old)
	s.Steps = []step{s.Steps[1], {ID: "new"}, s.Steps[0]}
	got := string(Update("x.yaml", []byte(old), sampleShape, &s, ""))
	want := "title: T\n\nsteps:\n  # about b\n  - id: b # b itself\n    done: true\n  - id: new\n  # about a\n  - id: a\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProblemsAllAtOnceWithPlaces(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"unknown key", "titel: x\n", `x.yaml:1:1: the record has no field "titel"; did you mean "title" [field]`},
		{"missing", "word: x\n", `x.yaml:1:1: the record lacks the field "title" (what it is) [field]`},
		{"wrong type", "title: T\ntags: one\n", `x.yaml:2:7: "tags" is a list; write [one] [value]`},
		{"impossible date", "title: T\nday: 2026-02-30\n", `x.yaml:2:6: "day": "2026-02-30" is not a date: there is no such day [value]`},
		{"ambiguous", "title: T\nword: no\n", `x.yaml:2:7: "word": YAML readers disagree on no without quotation marks [ambiguous]`},
		{"year as title", "title: 2026\n", `x.yaml:1:8: "title": YAML readers disagree on 2026 without quotation marks [ambiguous]`},
		{"enum", "title: T\ncolour: grean\n", `x.yaml:2:9: "colour" cannot be "grean"; did you mean "green" [value]`},
		{"number", "title: T\ncount: 0x1\n", `x.yaml:2:8: "count" is a whole number, not "0x1" [value]`},
		{"bounds", "title: T\nnumbers: [0]\n", `x.yaml:2:11: "numbers" is a number from 1 to 23, not 0 [value]`},
		{"bool", "title: T\nacting: yes\n", `x.yaml:2:9: "acting" is true or false, not "yes" [value]`},
		{"empty", "title: T\nword:\n", `x.yaml:2:1: "word" is empty; give it a value or remove the line [value]`},
		{"twice", "title: T\ntitle: U\n", `x.yaml:2:1: the field "title" stands here a second time; the first is in line 1 [field]`},
		{"twice in a list", "title: T\npeople: [{name: A}, {name: A}]\n", `x.yaml:2:21: "people" has "A" twice; the first is in line 2 [field]`},
		{"alias", "title: &a T\nword: *a\n", `x.yaml:1:8: anchors (&a) are not used in records [yaml]`},
		{"tag", "title: !!str T\n", `x.yaml:1:8: tags (!!str) are not used in records [yaml]`},
		{"second document", "title: T\n---\ntitle: U\n", `x.yaml:2:1: a second document begins here; a file holds one record [yaml]`},
		{"merge key", "title: T\nplace: {<<: {name: x}}\n", `x.yaml:2:9: merge keys (<<) are not used in records [yaml]`},
		{"bidi", "title: a\u202eb\n", `x.yaml:1:9: the character U+202E has no place in a record [character]`},
		{"escaped control", "title: \"a\\e[2Jb\"\n", `x.yaml:1:10: the character U+001B, written here as an escape, has no place in a record [character]`},
		{"tab", "title: T\nplace:\n\tname: x\n", `x.yaml:3:1: indent with spaces, not with a tab [character]`},
		{"not utf-8", "title: \xff\n", `x.yaml:1:8: this byte is not UTF-8 text; save the file as UTF-8 [character]`},
		{"language", "title: {sr-cyrl: x}\n", `x.yaml:1:9: "sr-cyrl" is not a language of "title"; did you mean "sr-Cyrl" [value]`},
		{"depth", "title: T\nword: " + strings.Repeat("[", 20) + strings.Repeat("]", 20) + "\n", `x.yaml:2:22: lists and mappings are nested more than 16 deep [yaml]`},
		{"columns in runes", "title: T\nplace: {name: Ђорђе, rom: x}\n", `x.yaml:2:22: "place" has no field "rom"; did you mean "room" [field]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var s sample
			list := Decode("x.yaml", []byte(tt.text), sampleShape, &s)
			if len(list) == 0 || list[0].String() != tt.want {
				t.Errorf("got  %v\nwant %s", list, tt.want)
			}
		})
	}
	var s sample
	list := Decode("x.yaml", []byte("titel: x\ncount: x\nday: y\n"), sampleShape, &s)
	if len(list) != 4 {
		t.Errorf("%d problems, want 4: %v", len(list), list)
	}
}

func TestSize(t *testing.T) {
	var s sample
	if list := Decode("x.yaml", []byte("title: "+strings.Repeat("x", MaxSize)), sampleShape, &s); list.Errors() != 1 {
		t.Error(list)
	}
	if list := Decode("x.yaml", []byte("title: T\ntags:\n"+strings.Repeat("- a\n", MaxNodes)), sampleShape, &s); list.Errors() != 1 {
		t.Error(len(list))
	}
}

// texts are values that encoders get wrong.
var texts = []string{
	"no", "on", "10:30", "0123", "1e3", "2026", "~", "null", "", " lead", "trail ", "a: b", "a #b", "#a", "- a", "[a]", "{a}",
	"a\nb", "a\nb\n", "a\n\nb\n\n", "\na", " a\nb", "a \nb", "a\tb\nc", "'", "\"", "\\", "%", "@a", "`a`", "!a", "&a", "*a", "|", ">", "?",
	"a: |", "x:", "a,b", "Ђорђе: да", "é", "e\u0301", "\u00a0x", "x\u00a0", "---", "...", "--- a\nb", "a\n--- b", "a\n... b", "=", "<<", "1_000", "0b1", ".5", "+1", "-",
	"yes\nno", "\ufffd", "a\u3000b", "🙂", "a\n# b", "# a\n# b", "a:\n  b", "2026-05-14", "12:30:45.5", "0o7", ".inf", "a'b", "a\"b", "c:\\d",
}

func TestStringsSurvive(t *testing.T) {
	for _, text := range texts {
		checkSurvives(t, text)
	}
}

func checkSurvives(t *testing.T, text string) {
	t.Helper()
	if text == "" {
		return
	}
	in := sample{Title: Text{"en": text, "sr-Cyrl": text}, Word: text, Tags: []string{text}, Notes: Plain(text),
		People: []person{{Name: text}}, Steps: []step{{ID: text, Text: Plain(text)}}, Place: &place{Name: text}}
	out := Encode(sampleShape, &in, "")
	var back sample
	if list := Decode("x.yaml", out, sampleShape, &back); list != nil {
		t.Fatalf("%q: %v\n%s", text, list, out)
	}
	if !reflect.DeepEqual(in, back) {
		t.Fatalf("%q came back changed:\n%s", text, out)
	}
	again, list := Format("x.yaml", out, sampleShape, "")
	if list != nil || string(again) != string(out) {
		t.Fatalf("%q: not a fixed point: %v\n%s\n%s", text, list, out, again)
	}
}
