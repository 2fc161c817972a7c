package doc_test

import (
	"bytes"
	"encoding"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// Over generated records of every kind, whole and damaged, an independent validator
// with the JSON Schema says what Decode says. Decode refuses more in the classes
// that beyond lists; it never accepts what the schema refuses.
func TestTheSchemaAgreesWithTheDecoder(t *testing.T) {
	for _, kind := range network.Types() {
		t.Run(kind.Name(), func(t *testing.T) {
			t.Parallel()
			schema := compile(t, kind)
			g := generator{t: t, r: rand.New(rand.NewPCG(1, 2))}
			accepted, refused := 0, 0
			for range runs(20) {
				rec := reflect.New(kind.Shape().Type)
				g.fill(kind.Shape(), rec.Elem(), nil, 0)
				text := string(doc.Encode(kind.Shape(), rec.Interface(), ""))
				if agree(t, kind, schema, text); t.Failed() {
					return
				}
				for range 15 {
					if agree(t, kind, schema, g.damage(text)) {
						accepted++
					} else {
						refused++
					}
				}
			}
			if t.Failed() {
				return
			}
			if accepted < 20 || refused < 150 {
				t.Errorf("%d damaged texts accepted, %d refused: the damage is not what it should be", accepted, refused)
			}
		})
	}
}

// agree compares the two on one text and reports whether Decode accepts it.
func agree(t *testing.T, kind record.Type, schema *jsonschema.Schema, text string) bool {
	t.Helper()
	list := doc.Decode("x.yaml", []byte(text), kind.Shape(), kind.New())
	value, ok := plainValue(text)
	if !ok {
		return list == nil
	}
	err := schema.Validate(value)
	switch {
	case list == nil && err != nil:
		t.Errorf("Decode accepts what the schema refuses:\n%s\n%v", text, err)
	case list != nil && err == nil && !slices.ContainsFunc(list, beyond):
		t.Errorf("the schema accepts what Decode refuses:\n%s\n%v", text, list)
	}
	return list == nil
}

// beyond reports a problem that a JSON Schema cannot see: how the text is written,
// what is in a list twice, and zones and names that no pattern tells.
func beyond(p diag.Problem) bool {
	switch p.Rule {
	case doc.RuleSyntax, doc.RuleCharacter, doc.RuleAmbiguous:
		return true
	case doc.RuleField:
		return strings.Contains(p.Message, "second time") || strings.Contains(p.Message, "twice")
	}
	for _, part := range []string{"Windows cannot store", "is no time zone", "is a whole number", "is longer than"} {
		if strings.Contains(p.Message, part) {
			return true
		}
	}
	return false
}

func compile(t *testing.T, kind record.Type) *jsonschema.Schema {
	t.Helper()
	text, err := record.Schema(kind)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range string(text) {
		if r != '\n' && diag.Unsafe(r) {
			t.Errorf("the schema holds the character %U as it is", r)
		}
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// plainValue is a text as a reader of YAML 1.2 sees it; false when it cannot be read
// at all or says a thing twice.
func plainValue(text string) (any, bool) {
	var n yaml.Node
	if yaml.Unmarshal([]byte(text), &n) != nil || len(n.Content) != 1 {
		return nil, false
	}
	return plainNode(n.Content[0])
}

func plainNode(n *yaml.Node) (any, bool) {
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v, ok := plainNode(n.Content[i+1])
			if _, twice := out[n.Content[i].Value]; !ok || twice || n.Content[i].Kind != yaml.ScalarNode {
				return nil, false
			}
			out[n.Content[i].Value] = v
		}
		return out, true
	case yaml.SequenceNode:
		out := []any{}
		for _, item := range n.Content {
			v, ok := plainNode(item)
			if !ok {
				return nil, false
			}
			out = append(out, v)
		}
		return out, true
	case yaml.ScalarNode:
		if tag := n.ShortTag(); tag == "!!int" || tag == "!!float" || tag == "!!bool" || tag == "!!null" {
			var v any
			err := n.Decode(&v)
			return v, err == nil
		}
		return n.Value, true
	}
	return nil, false
}

// generator makes records that Decode accepts.
type generator struct {
	t *testing.T
	r *rand.Rand
	n int
}

// samples hold, for every type of scalar, one that it accepts.
var samples = []string{
	"2026-05-14", "2026-05-14T10:00", "10:30", "R1a", "assumed", "decision/2026-x", "Europe/Belgrade", "sr-Cyrl", "2026-Q4", "RS", "UNMN-RS",
	"UNMN-RS/2026/minutes-1", "meeting/2026-q4#item", "meeting/2026-q4", "iom", "https://example.org/x", "person@example.org",
	strings.Repeat("0123456789abcdef", 4), "2026", "year", "5.1", "sha256:00", "72h", "3",
}

// words are values of free text, some of them awkward.
var words = []string{"plain", "Ђорђе", "no", "10:30", "a: b", " lead", "two\nlines", "2026-05-14", "# x", "🙂", "a\tb\nc"}

func (g *generator) fill(s *doc.Shape, v reflect.Value, f *doc.Field, depth int) {
	switch s.Kind {
	case doc.StructShape:
		for _, f := range s.Fields {
			if !f.Must && depth > 0 && g.r.IntN(depth+1) > 0 && !slices.Contains(s.Key, f.Name) {
				continue
			}
			fv := f.In(v)
			if f.Pointer {
				fv.Set(reflect.New(fv.Type().Elem()))
				fv = fv.Elem()
			}
			g.fill(f.Shape, fv, &f, depth+1)
		}
		if v.IsZero() { // an item that says nothing is none
			g.fill(s.Fields[0].Shape, s.Fields[0].In(v), &s.Fields[0], depth+1)
		}
	case doc.ListShape:
		n := 1 + g.r.IntN(2)
		if s.Elem.Kind == doc.EnumShape || s.Elem.Kind == doc.BoolShape || s.Elem.Kind == doc.ScalarShape || len(s.Elem.Key) > 0 {
			n = 1 // a second might be the same
		}
		v.Set(reflect.MakeSlice(s.Type, n, n))
		for i := range n {
			g.fill(s.Elem, v.Index(i), f, depth+1)
		}
	case doc.TextShape:
		t := doc.Text{"": words[g.r.IntN(len(words))]}
		if g.r.IntN(2) == 0 {
			t = doc.Text{"en": words[g.r.IntN(len(words))], "sr-Cyrl": words[g.r.IntN(len(words))]}
		}
		v.Set(reflect.ValueOf(t))
	case doc.BoolShape:
		v.SetBool(true)
	case doc.IntShape:
		g.n++
		low, high := max(1, f.Min), f.Max
		if high == 0 {
			high = 1000
		}
		v.SetInt(int64(low + g.n%(high-low+1)))
	case doc.EnumShape:
		v.SetString(s.Enum[g.r.IntN(len(s.Enum))])
	case doc.ScalarShape:
		g.scalar(s, v)
	default:
		g.n++
		v.SetString(fmt.Sprint(words[g.r.IntN(len(words))], g.n))
	}
}

func (g *generator) scalar(s *doc.Shape, v reflect.Value) {
	into := v.Addr().Interface().(encoding.TextUnmarshaler)
	start := g.r.IntN(len(samples))
	for i := range samples {
		if into.UnmarshalText([]byte(samples[(start+i)%len(samples)])) == nil {
			return
		}
	}
	g.t.Fatalf("no sample is a %v; add one", s.Type)
}

// wrong are values that stand somewhere they should not.
var wrong = []string{
	"x", "''", "null", "true", "no", "3", "-1", "0x1", "1.0", "1e3", "2026-02-30", "\"2026-02-30T10:00\"", "\"2026-05-14T25:00\"", "2026-5-14", "[]", "{}", "[x]", "[x, x]",
	"{a: b}", "{en: x}", "{en: x, sr-cyrl: y}", "{no: x}", "[[x]]", "Iom", "con", "a--b", "meeting/2026-q4#", "\"a\\tb\"", "\"a\\x01b\"", "\"a\\u202eb\"", "\"\\U000e0041\"", "99999999",
	"RSX", "rs", "R1A", "person@", "ftp://x", "http://", "Europe/Nowhere", "2026-Q5", "24:00", strings.Repeat("a", 90), "|-\n  a\n  b", "iom", "2026-05-14",
}

// damage changes a text in one or two places.
func (g *generator) damage(text string) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for range 1 + g.r.IntN(2) {
		i := g.r.IntN(len(lines))
		key, _, found := strings.Cut(lines[i], ": ")
		switch g.r.IntN(7) {
		case 0:
			lines = slices.Delete(lines, i, i+1)
		case 1:
			lines = slices.Insert(lines, i, lines[i])
		case 2:
			lines[i] = strings.Replace(lines[i], ":", "x:", 1)
		case 3:
			lines = append(lines, "surplus: x")
		default:
			if found {
				lines[i] = key + ": " + wrong[g.r.IntN(len(wrong))]
			}
		}
		if len(lines) == 0 {
			return "x\n"
		}
	}
	return strings.Join(lines, "\n") + "\n"
}
