package diag

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode"
)

func TestPrint(t *testing.T) {
	long := strings.Repeat("ж", 150)
	for _, tt := range []struct {
		name string
		p    Problem
		want string
	}{
		{"as it should be", Problem{File: "records/a.yaml", Line: 4, Column: 11, Rule: "reference", Message: `there is no member "iomm"`, Hint: "list them with `unmn member list`", Excerpt: "cleared: [iomm]"},
			"records/a.yaml:4:11: there is no member \"iomm\" [reference]\n    4 | cleared: [iomm]\n      |           ^\nhint: list them with `unmn member list`\n"},
		{"the whole file", Problem{File: "a.yaml", Rule: "stray", Message: "m"}, "a.yaml: m [stray]\n"},
		{"the whole line", Problem{File: "a.yaml", Line: 12345, Rule: "yaml", Message: "m", Excerpt: "x"}, "a.yaml:12345: m [yaml]\n12345 | x\n"},
		{"a warning for a clause", Problem{File: "a", Line: 1, Column: 1, Severity: Warning, Rule: "r", Clauses: []string{"R1a", "C2"}, Message: "m"}, "a:1:1: warning: m [r: R1a, C2]\n"},
		{"an information", Problem{File: "a", Severity: Info, Rule: "r", Message: "m"}, "a: info: m [r]\n"},
		{"the caret under Cyrillic", Problem{File: "a", Line: 1, Column: 8, Rule: "r", Message: "m", Excerpt: "Ђорђе: х"}, "a:1:8: m [r]\n    1 | Ђорђе: х\n      |        ^\n"},
		{"a tab before it", Problem{File: "a", Line: 1, Column: 3, Rule: "r", Message: "m", Excerpt: "x\ty"}, "a:1:3: m [r]\n    1 | x y\n      |   ^\n"},
		{"a long line, early", Problem{File: "a", Line: 1, Column: 2, Rule: "r", Message: "m", Excerpt: long}, "a:1:2: m [r]\n    1 | " + long[:96*2] + "…\n      |  ^\n"},
		{"a long line, late", Problem{File: "a", Line: 1, Column: 150, Rule: "r", Message: "m", Excerpt: long}, "a:1:150: m [r]\n    1 | " + strings.Repeat("ж", 80) + "\n      | " + strings.Repeat(" ", 79) + "^\n"},
		{"nothing paints the terminal", Problem{File: "a\x1b[2J", Line: 1, Column: 1, Rule: "r", Message: "m\u202e", Hint: "h\x07", Excerpt: "\x1b]0;x\a"}, "a\ufffd[2J:1:1: m\ufffd [r]\n    1 | \ufffd]0;x\ufffd\n      | ^\nhint: h\ufffd\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := Print(&b, List{tt.p}); err != nil || b.String() != tt.want {
				t.Errorf("%v\ngot\n%s\nwant\n%s", err, b.String(), tt.want)
			}
		})
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestPrintReturnsTheErrorOfTheWriter(t *testing.T) {
	if err := Print(full{}, List{{Message: "m"}}); err == nil {
		t.Error("no error")
	}
}

func TestSort(t *testing.T) {
	l := List{
		{File: "b", Line: 1, Rule: "r", Message: "m"}, {File: "a", Line: 10, Message: "m"}, {File: "a", Line: 9, Column: 2, Message: "m"},
		{File: "a", Line: 9, Column: 1, Message: "z"}, {File: "a", Line: 9, Column: 1, Message: "m"}, {File: "a", Line: 10, Message: "m"}, {File: "a", Message: "m"},
	}
	var got []string
	for _, p := range l.Sort() {
		got = append(got, p.String())
	}
	if want := "a: m, a:9:1: m, a:9:1: z, a:9:2: m, a:10: m, b:1: m [r]"; strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if l[0].File != "b" {
		t.Error("Sort moved the problems of its receiver")
	}
}

func TestAListAsAnError(t *testing.T) {
	if err := (List{{Severity: Warning}, {Severity: Info}}).Err(); err != nil {
		t.Error("warnings are no error")
	}
	l := List{{File: "a", Message: "one"}, {File: "b", Message: "two"}, {Severity: Warning}}
	var again List
	if err := l.Err(); !errors.As(err, &again) || err.Error() != "a: one (and 2 more)" {
		t.Error(err)
	}
	if l.Errors() != 2 || l.Warnings() != 1 {
		t.Error(l.Errors(), l.Warnings())
	}
	if (List{}).Error() != "no problems" || l[:1].Error() != "a: one" {
		t.Error("Error")
	}
	out, err := json.Marshal(Problem{File: "a", Rule: "r", Severity: Warning, Message: "m", Excerpt: "secret"})
	if want := `{"file":"a","rule":"r","severity":"warning","message":"m"}`; err != nil || string(out) != want {
		t.Errorf("%s %v", out, err)
	}
}

// An old problem that moved is not new; a second one of the same words is.
func TestWithout(t *testing.T) {
	p := func(line int) Problem { return Problem{File: "a", Line: line, Rule: "r", Message: "m"} }
	if got := (List{p(5)}).Without(List{p(4)}); got != nil {
		t.Error(got)
	}
	if got := (List{p(5), p(6)}).Without(List{p(4)}); len(got) != 1 {
		t.Error(got)
	}
	if got := (List{p(5)}).Without(List{{File: "b", Rule: "r", Message: "m"}, {File: "a", Rule: "s", Message: "m"}, {File: "a", Rule: "r", Message: "n"}}); len(got) != 1 {
		t.Error(got)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"title", "status", "since", "until", "un-women", "iom", "unhcr"}
	for word, want := range map[string]string{
		"titel": "title", "titlle": "title", "TITLE": "title", "statsu": "status", "sinse": "since", "iomm": "iom", "omi": "", "im": "iom", "xyz": "", "": "",
		"unwomen": "un-women", "unhrc": "unhcr", "uninhabited": "", strings.Repeat("t", 200): "",
	} {
		if got := Nearest(word, words); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
	if got := Nearest("ab", []string{"ac", "ad"}); got != "ac" {
		t.Error("of two equally near the first wins, not", got)
	}
	if Nearest("чланк", []string{"члан", "чланак"}) != "члан" {
		t.Error("letters are counted, not bytes")
	}
}

func TestUnsafe(t *testing.T) {
	for _, r := range "\x00\x07\x1b\x7f\u0085\u009b\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\ufeff\ufff9\ufffe\U000e0001\U000e0061\U0010ffff\ue000\t\n" {
		if !Unsafe(r) {
			t.Errorf("%U is not unsafe", r)
		}
	}
	for _, r := range "aЂжšé漢 -\u00a0🙂\ufffd’–“" {
		if Unsafe(r) {
			t.Errorf("%U is unsafe", r)
		}
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.IsLetter(r) && Unsafe(r) || (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r)) && !Unsafe(r) {
			t.Fatalf("%U: %v", r, Unsafe(r))
		}
	}
	if got := Defuse("a\x1b\nb"); got != "a\ufffd\nb" {
		t.Errorf("%q", got)
	}
}
