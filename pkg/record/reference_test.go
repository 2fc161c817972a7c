package record_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/diag"
	"unmn/pkg/record"
)

func TestReferencesOfARecord(t *testing.T) {
	s := load(t, base())
	i, err := s.Item("concert", "2026-q1")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range s.References(i) {
		got = append(got, strings.Join([]string{r.Path.String(), r.Text, r.Kind + "/" + string(r.ID), r.Item}, " "))
	}
	want := []string{
		"leader ana singer/ana ",
		"voices.1 boris singer/boris ",
		"voices.2 dora guest/dora ",
		"pieces.1.solo dora guest/dora ",
		"encore song concert/2026-q1 song",
		"see.1 concert/2025-q4#hymn concert/2025-q4 hymn",
		"see.2 singer/boris singer/boris ",
		"see.3 concert/2025-q4 concert/2025-q4 ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	ceca, _ := s.Item("singer", "ceca")
	if refs := s.References(ceca); len(refs) != 0 {
		t.Errorf("the word that stands for none is a reference: %v", refs)
	}
}

func TestReferencesThatLeadNowhere(t *testing.T) {
	const file = "records/singers/eva.yaml"
	for _, tt := range []struct{ name, file, text, want string }{
		{"of one kind", file, "name: Eva\nafter: bors\n",
			"%s:2:8: there is no singer \"bors\" [reference]\n    2 | after: bors\n      |        ^\nhint: did you mean \"boris\"? otherwise list them with `unmn singer list`\n"},
		{"of one kind, nothing near", file, "name: Eva\nafter: zzzzzz\n",
			"%s:2:8: there is no singer \"zzzzzz\" [reference]\n    2 | after: zzzzzz\n      |        ^\nhint: list them with `unmn singer list`\n"},
		{"the wrong kind", file, "name: Eva\nafter: dora\n",
			"%s:2:8: there is no singer \"dora\" [reference]\n    2 | after: dora\n      |        ^\nhint: list them with `unmn singer list`\n"},
		{"shared", "records/concerts/2027/2027.yaml", "title: x\npieces:\n  - id: a\n    solo: dara\n",
			"%s:4:11: there is no singer or guest \"dara\" [reference]\n    4 |     solo: dara\n      |           ^\nhint: did you mean \"dora\"? otherwise list them with `unmn singer list` or `unmn guest list`\n"},
		{"item of a single record", file, "name: Eva\npost: alt\n",
			"%s:2:7: there is no post in the choir \"alt\" [reference]\n    2 | post: alt\n      |       ^\nhint: did you mean \"alto\"? otherwise list them with `unmn choir show`\n"},
		{"item of the record", "records/concerts/2027/2027.yaml", "title: x\npieces: [{id: hymn}]\nencore: hymm\n",
			"%s:3:9: there is no item of pieces \"hymm\" [reference]\n    3 | encore: hymm\n      |         ^\nhint: did you mean \"hymn\"?\n"},
		{"any", "records/concerts/2027/2027.yaml", "title: x\nsee: [concert/2026-q2]\n",
			"%s:2:7: there is no concert \"2026-q2\" [reference]\n    2 | see: [concert/2026-q2]\n      |       ^\nhint: did you mean \"2026-q1\"? otherwise list them with `unmn concert list`\n"},
		{"any, item", "records/concerts/2027/2027.yaml", "title: x\nsee: [concert/2026-q1#him]\n",
			"%s:2:7: there is no concert \"2026-q1\" with the item \"him\" [reference]\n    2 | see: [concert/2026-q1#him]\n      |       ^\nhint: see its items with `unmn concert show 2026-q1`\n"},
		{"any, item of nothing", "records/concerts/2027/2027.yaml", "title: x\nsee: [concert/2029#him]\n",
			"%s:2:7: there is no concert \"2029\" with the item \"him\" [reference]\n    2 | see: [concert/2029#him]\n      |       ^\nhint: did you mean \"2027\"? otherwise list them with `unmn concert list`\n"},
		{"any, kind not admitted", "records/concerts/2027/2027.yaml", "title: x\nsee: [guest/dora]\n",
			"%s:2:7: \"guest/dora\" names a guest; this may refer to a concert or singer [reference]\n    2 | see: [guest/dora]\n      |       ^\n"},
		{"any, item not admitted", "records/concerts/2027/2027.yaml", "title: x\nsee: [singer/ana#x]\n",
			"%s:2:7: \"singer/ana#x\" names an item; this refers to a singer as a whole [reference]\n    2 | see: [singer/ana#x]\n      |       ^\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := diag.Print(&out, load(t, with(tt.file, tt.text)).Check()); err != nil {
				t.Fatal(err)
			}
			if want := strings.ReplaceAll(tt.want, "%s", tt.file); out.String() != want {
				t.Errorf("got\n%s\nwant\n%s", out.String(), want)
			}
		})
	}
}

func TestMalformedReferences(t *testing.T) {
	for text, want := range map[string]string{
		"after: Ana\n":          "is not an id",
		"after: singer/ana\n":   "is not an id",
		"post: a b\n":           "is not an id",
		"after: ../choir\n":     "is not an id",
		"after: \"2026\"\n":     "there is no singer",
		"after: [ana]\n":        "takes one value",
		"post: {id: alto}\n":    "takes one value",
		"by: ana\n":             "no field",
		"after: con\n":          "Windows",
		"after: \"\\x61na\\t\"": "is not an id",
	} {
		list := load(t, with("records/singers/eva.yaml", "name: Eva\n"+text)).Check()
		if len(list) != 1 || !strings.Contains(list[0].Message, want) {
			t.Errorf("%q: %v", text, list)
		}
	}
	for _, ref := range []record.AnyRef{"concert", "concert/", "/2026", "concert/2026#", "concert/2026#a b", "concert/a/b", "#a", "concert/../x"} {
		var r record.AnyRef
		if err := r.UnmarshalText([]byte(ref)); err == nil {
			t.Errorf("%q is a reference", ref)
		}
	}
}

func TestOneIdForTwoOfASharedSpace(t *testing.T) {
	got := lines(load(t, with("records/guests/ana.yaml", "name: A\n")).Check())
	want := []string{
		`records/guests/ana.yaml:1:1: "ana" is the id of a singer as well (records/singers/ana.yaml) [shared-id]`,
		`records/singers/ana.yaml:1:1: "ana" is the id of a guest as well (records/guests/ana.yaml) [shared-id]`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
