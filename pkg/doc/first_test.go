package doc

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// FuzzFirstPass: what the first pass lets through the converter, which sees what
// the parser made of it, has nothing against; what it refuses cannot be read or the
// converter refuses too; and it has no doubts about a file that can be read.
func FuzzFirstPass(f *testing.F) {
	f.Add([]byte(canonical))
	for text := range firstTexts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if problem := disagreement(data); problem != "" {
			t.Fatal(problem)
		}
	})
}

// disagreement says where the first pass and the converter do not agree about a
// text, "" when they do.
func disagreement(data []byte) string {
	if checkSize("x.yaml", data) != nil || len(checkRunes("x.yaml", data)) > 0 {
		return ""
	}
	refused, doubt := firstPass("x.yaml", data)
	s := &source{file: "x.yaml", data: data, lines: strings.Split(string(data), "\n")}
	root, unreadable := s.unmarshal()
	if unreadable != nil {
		return ""
	}
	c := converter{source: s}
	c.convert(root, 1)
	switch {
	case len(refused) == 0 && len(c.problems) > 0 && !onlyTheParserSees(c.problems[0].Message):
		return fmt.Sprintf("let through: %v\n%s", c.problems, data)
	case len(refused) > 0 && len(c.problems) == 0 && !onlyTheTextShows(refused[0].Message):
		return fmt.Sprintf("refused, but can be read: %v\n%s", refused, data)
	case len(refused) == 0 && doubt != nil:
		return fmt.Sprintf("doubted, but can be read: %v\n%s", doubt, data)
	}
	return ""
}

// onlyTheParserSees names what the converter is there for: names spelt with escapes, and
// values that are written as nothing.
func onlyTheParserSees(message string) bool {
	return strings.Contains(message, "second time") || strings.Contains(message, "field names are written") || strings.Contains(message, "values")
}

// onlyTheTextShows names what the parser's tree does not tell any more.
func onlyTheTextShows(message string) bool {
	return strings.Contains(message, "marked with ?") || strings.Contains(message, "directives") || strings.Contains(message, "before this colon") || strings.Contains(message, "tags (!)")
}

// firstTexts are texts that look refused and are not, and their opposites, with
// whether the first pass lets them through.
var firstTexts = map[string]bool{
	"a: b & c\n": true, "a: b\n  &c d\n": true, "a: b\n  - c\n": true, "a: \"&b *c !d\"\n": true, "a: '&b'\n": true, "a: |\n  &b\n  *c\n\n  --- d\nb: c\n": true,
	"a: b*c\n": true, "a: [b&c, d!]\n": true, "a: b # &c\n# *d\nb: c\n": true, "- a\n- b: c\n  d: e\n-\n  f: g\n": true, "a:\n- b\n- c\nd: e\n": true,
	"a: >-\n    b\n\n    c\nd: e\n": true, "a: |2\n    b\n  c\nd: e\n": true, "a: 'b''c'\nb: \"c\\\"d\"\n": true, "'a': b\n\"c\": d\n": true, "a:\n  - b:\n    - c\n    d: e\n": true,
	"a: {b: c, d: [e, {f: g}]}\nh: i\n": true, "a: [\n  b,\n  c # d\n]\n": true, "a: b:c\n": true, "a: b#c\n": true, "---\na: b\n": true, "a: b\n...\n": true, "{a: b}\n": true,
	"a: 'b\n  c'\nd: \"e\n  f\"\n": true, "a: b ? c\n": true, "{\"a\":b}\n": true, "- - a\n  - b\n- - c\n": true, "a: \"\\x41\\u0411\\n\\t\"\n": true, "a: -b\nc: ?d\ne: :f\n": true,
	"a: |\n\n  b\n\n\nc: d\n": true, "a: |-\nc: d\n": true, "a:\nb:\n": true, "a : b\n": true, "{a: , b: }\n": true, "a: [b: c, d: e]\n": true, "a: b\n# c\n": true, "# c\n\na: b\n": true,

	"a: &b c\n": false, "a: *b\n": false, "a: !b c\n": false, "a: !!str c\n": false, "a: b\nA: c\n": false, "a: b\n'a': c\n": false, "{a: b, a: c}\n": false, "é: a\n": false, "e\u0301: a\n": false,
	"<<: a\n": false, "{<<: a}\n": false, "%YAML 1.2\n---\na: b\n": false, "? a\n: b\n": false, "a: b\n---\nc: d\n": false, "a: b\n...\nc: d\n": false, "a: \"\\e\"\n": false, "a: \"\\u202e\"\n": false,
	"a: \"b\\\n  c\\L\"\n": false, "- a: b\n  a: c\n": false, "a:\n- &b c\n": false, "- !b\n": false, "a: [&b c]\n": false, "a: {b: *c}\n": false, "[a]: b\n": false, ": b\n": false,
}

func TestFirstPass(t *testing.T) {
	for text, through := range firstTexts {
		list, doubt := look("x.yaml", []byte(text))
		if (list == nil) != through || through && doubt != nil {
			t.Errorf("%q: %v %v", text, list, doubt)
		}
		if problem := disagreement([]byte(text)); problem != "" {
			t.Error(problem)
		}
	}
}

// Texts put together at random of everything that means something to YAML.
func TestRandomTextsInTheFirstPass(t *testing.T) {
	parts := []string{"a", "b", "c: ", "a: ", "\n", "\n", "\n  ", "\n  ", "\n    ", "- ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", "'", "\"", "\\", "#", " # c", " ", "|\n", ">-\n",
		"|2\n", "&a ", "*a ", "!t ", "---\n", "...\n", "%x\n", "<<: ", "é: ", "\\e", "\\x1b", "\\u0041", "-", "?", ":", "@", "`", "a: b\n", "  c: d\n", "- e\n", "ж", "a: |\n  x\n  y\n"}
	each(t, runs(10_000), func(r *rand.Rand) {
		var b strings.Builder
		for range 1 + r.IntN(14) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		if problem := disagreement([]byte(b.String())); problem != "" {
			t.Error(problem)
		}
	})
}
