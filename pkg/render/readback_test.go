package render_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"unmn/pkg/network"
	"unmn/pkg/render"
	"unmn/templates"
)

// Whatever is asked for of a document is in its properties: from them alone it is made
// again, to the byte.
func TestDocumentsAreMadeAgainOfTheirProperties(t *testing.T) {
	set := register(t, nil)
	for _, r := range []render.Request{
		{Document: render.Minutes, Subject: "2026-q4", For: network.ForCoChairs},
		{Document: render.MemberList, Partners: true, On: "2026-11-20"},
		{Document: render.Reminder, Subject: "undp", Within: 200, For: network.ForCoChairs},
		{Document: render.Report, Period: "2026", Statistics: true},
		{Document: render.AttendanceSheet, Since: "2026-09-01", Until: "2026-12-31"},
		{Document: render.AttendanceSheet, Since: "2026-09-01", On: "2026-12-20"},
		{Document: render.UpdateDigest, Since: "2026-12-01"},
		{Document: render.Handover, On: "2026-12-31"},
	} {
		for _, lang := range languages {
			first := request(set, r.Document, r.Subject, lang)
			r.Set, r.Templates, r.Commit, r.Date, r.Version, r.Lang = first.Set, first.Templates, first.Commit, first.Date, first.Version, lang
			made := markdown(t, r)
			_, list := render.ReadMarkdown(made)
			recipe, ok, err := render.ParseProperties(list)
			if !ok || err != nil {
				t.Fatalf("%s: %v in %q", r.Document, err, list)
			}
			// What the history says comes from there, as every time.
			recipe.Set, recipe.Templates, recipe.Version, recipe.Date = set, render.Templates{Base: templates.FS}, first.Version, first.Date
			if again := markdown(t, recipe.Request); again != made {
				t.Errorf("%s %s is another one:\n%s", r.Document, lang, again)
			}
		}
	}
}

func TestPropertiesThatCannotBeRead(t *testing.T) {
	const good = "unmn-document=minutes unmn-subject=2026-q4 unmn-language=en unmn-edition=members unmn-records=0123456789abcdef0123456789abcdef01234567 unmn-sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	for _, tt := range []struct{ old, fresh, want string }{
		{"", "", ""},
		{"=minutes", "=minuets", `unmn-document cannot be read: there is no document "minuets"`},
		{"=2026-q4", "=../q4", "unmn-subject cannot be read"},
		{"=en ", "=en/.. ", "unmn-language cannot be read"},
		{"=members", "=everybody", `"everybody" is none of`},
		{"0123 ", "0123 unmn-sha256=0 ", ""},
		{"unmn-records=0123", "unmn-records=HEAD", "unmn-records cannot be read"},
		{"unmn-sha256=0123", "unmn-sha256=123", "unmn-sha256 cannot be read"},
		{"unmn-edition=members ", "", "unmn-edition is missing"},
		{"unmn-edition", "unmn-document=agenda unmn-edition", "unmn-document is there twice"},
		{"unmn-edition", "unmn-within=-1 unmn-edition", "no number from 1 on"},
		{"unmn-edition", "unmn-partners=no unmn-edition", `"no" is not "yes"`},
		{"unmn-edition", "unmn-period=2026-Q5 unmn-edition", "unmn-period cannot be read"},
		{"unmn-edition", "unmn-on=2026-02-30 unmn-edition", "unmn-on cannot be read"},
		{"unmn-edition", "unmn-colour=red unmn-edition", "this version of the program does not know it"},
	} {
		_, list := render.ReadMarkdown("# Text\n\n<!-- " + strings.Replace(good, tt.old, tt.fresh, 1) + " -->\n")
		_, has, err := render.ParseProperties(list)
		if !has {
			t.Errorf("%s: no properties", tt.fresh)
		}
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.fresh, err, tt.want)
		}
	}
	if _, has, err := render.ParseProperties([]render.Property{{Name: "generator", Value: "x"}}); has || err != nil {
		t.Errorf("another program's properties: %v, %v", has, err)
	}
}

func TestTextAroundPropertiesIsText(t *testing.T) {
	for data, want := range map[string]string{
		"a\n\n<!-- unmn-x=1 -->\n":                  "a\n",
		"\ufeffa\r\n\r\n<!-- unmn-x=1 -->\r\n":      "a\n",
		"a\n\n<!-- unmn-x=1 -->\nmore":              "a\nmore",
		"a\n\n<!-- unmn-x=1 --!> shown -->\n":       "a\nshown --!> \n",
		"<!-- unmn-x=1 -->\na\n\n<!-- unmn-y=1 -->": "<!-- unmn-x=1 -->\na\n",
		"a\n\n<!-- unmn-x=1":                        "a\n\n<!-- unmn-x=1",
	} {
		if got, _ := render.ReadMarkdown(data); got != want {
			t.Errorf("%q: %q, want %q", data, got, want)
		}
	}
}

func TestDifferencesAreFound(t *testing.T) {
	made := "# A\none\ntwo\n## B\nthree\nfour\n"
	for _, tt := range []struct {
		found string
		want  []render.Difference
	}{
		{made, nil},
		{"# A\none\ntwo\n## B\nthree!\nfour\n", []render.Difference{{At: 5, Under: "B", Found: "three!", Made: "three"}}},
		{"# A\none\n## B\nthree\nfour\n", []render.Difference{{At: 3, Under: "A", Made: "two"}}},
		{"# A\none\ntwo\n## B\nthree\nfour\nfive\n", []render.Difference{{At: 7, Under: "B", Found: "five"}}},
		{"zero\n# A\none\ntwo\n## C\nthree\n", []render.Difference{{At: 1, Found: "zero"}, {At: 5, Under: "A", Found: "## C", Made: "## B"}, {At: 7, Under: "C", Made: "four"}}},
		{"", []render.Difference{{At: 1, Made: "# A"}, {At: 1, Made: "one"}, {At: 1, Made: "two"}, {At: 1, Made: "## B"}, {At: 1, Made: "three"}, {At: 1, Made: "four"}}},
	} {
		if got := render.Differences(render.Passages(tt.found), render.Passages(made)); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %+v, want %+v", tt.found, got, tt.want)
		}
	}
}

// Whatever a text is: it is taken apart in bounded time, what was written is read back,
// and two texts differ where they are not the same.
func FuzzReadMarkdown(f *testing.F) {
	f.Add("# Minutes\n\nwords\n\n<!-- unmn-document=minutes unmn-records=01 -->\n", "# Minutes\n")
	f.Add("<!-- unmn-<!-- unmn- --> x -->", "\ufeff\r\r\n")
	f.Fuzz(func(t *testing.T, data, other string) {
		began := time.Now()
		text, list := render.ReadMarkdown(data)
		_, has, err := render.ParseProperties(list)
		if err != nil && !has {
			t.Errorf("wrong without being there: %v", err)
		}
		a, b := render.Passages(text), render.Passages(other)
		texts := func(list []render.Passage) (out []string) {
			for _, p := range list {
				out = append(out, p.Text)
			}
			return out
		}
		if d := render.Differences(a, b); (len(d) == 0) != slices.Equal(texts(a), texts(b)) {
			t.Errorf("%q and %q: %+v", text, other, d)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("took %v", took)
		}
	})
}
