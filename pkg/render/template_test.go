package render_test

import (
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/network"
	"unmn/pkg/render"
	"unmn/templates"
)

// own is a folder templates/ of a repository.
func own(files ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		out[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return out
}

func TestOwnTemplateTakesThePlaceOfTheOther(t *testing.T) {
	r := request(register(t, nil), render.Agenda, "2026-q4", "sr-Latn")
	r.Templates.Own = own("agenda.md.tmpl", "\n\n# {{word \"agenda\"}}\n\n\n{{range .Items}}{{.Number}} {{.Title}}\n\n{{end}}", "words/sr-Latn.json", `{"agenda": "Naš red"}`)
	text := markdown(t, r)
	if !strings.HasPrefix(text, "# Naš red\n\n1 Usvajanje zapisnika\n\n2 ") {
		t.Errorf("the document is\n%s", text)
	}
	r.Document = render.Minutes
	if text := markdown(t, r); !strings.HasPrefix(text, "Mreža") {
		t.Errorf("the other templates are not those of the program:\n%s", text)
	}
}

func TestErrorsOfTemplatesNameFileLineAndField(t *testing.T) {
	deep := strings.Repeat("{{range $.Items}}", 12) + "x" + strings.Repeat("{{end}}", 12)
	for name, test := range map[string]struct{ source, want string }{
		"field":            {"\n\n{{if .Corrections}}{{.Tilte}}{{end}}", `templates/minutes.md.tmpl:3: the document has no field "Tilte"; did you mean "Title"`},
		"field of a row":   {"{{range .Items}}\n{{.Number}} {{.Titel}}{{end}}", `templates/minutes.md.tmpl:2: this item has no field "Titel"; did you mean "Title"`},
		"field of a field": {"{{.Title.Length}}", `templates/minutes.md.tmpl:1: a text has no fields, so no "Length"`},
		"field of a var":   {"{{range $i, $x := .Actions}}{{$x.Ower}}{{end}}", `minutes.md.tmpl:1: this action has no field "Ower"; did you mean "Owner"`},
		"field of dollar":  {"{{range .Actions}}{{$.Titel}}{{end}}", `minutes.md.tmpl:1: the document has no field "Titel"; did you mean "Title"`},
		"field in with":    {"{{with (index .Items 0).Decision}}{{.Refrence}}{{end}}", `this decision has no field "Refrence"; did you mean "Reference"`},
		"part":             {"\n{{template \"edtion\" .}}", `templates/minutes.md.tmpl:2: there is no template "edtion"`},
		"argument of part": {"{{define \"row\"}}\n\n{{.Owner}}{{end}}{{range .Items}}{{template \"row\" .}}{{end}}", `templates/minutes.md.tmpl:3: this item has no field "Owner"`},
		"syntax":           {"\n\n\n{{if}}", `templates/minutes.md.tmpl:4: missing value for if`},
		"unclosed":         {"{{range .Items}}", `templates/minutes.md.tmpl:1: unexpected EOF`},
		"function":         {"{{env \"HOME\"}}", `templates/minutes.md.tmpl:1: function "env" not defined`},
		"builtin":          {"{{printf \"%d\" 1}}", `templates/minutes.md.tmpl:1: templates have no function "printf"`},
		"call":             {"{{call .Title}}", `templates have no function "call"`},
		"counting":         {"{{countStep}}", `templates have no function "countStep"`},
		"word":             {"\n{{word \"agneda\"}}", `templates/minutes.md.tmpl:2: there is no word "agneda"; did you mean "agenda"`},
		"computed word":    {"{{word .Title}}", `the key of a word is written between quotes`},
		"word without key": {"{{word}}", `word needs the key of a word`},
		"number":           {"{{range 1000000000}}x{{end}}", `1000000000 is no list to go through`},
		"number in a var":  {"{{$n := 7}}{{range $n}}x{{end}}", `$n is no list to go through`},
		"number in a view": {"{{range .Version}}x{{end}}", `.Version is no list to go through`},
		"itself":           {"{{define \"a\"}}{{template \"b\" .}}{{end}}{{define \"b\"}}{{template \"a\" .}}{{end}}{{template \"a\" .}}", `the template "a" calls itself`},
		"the document":     {"{{template \"minutes.md.tmpl\" .}}", `the template "minutes.md.tmpl" calls itself`},
		"steps":            {deep, `the document grows beyond all bounds`},
		"calls":            {doubling(40), `the document grows beyond all bounds`},
		"idle parts":       {"{{range .Items}}{{range $.Items}}{{range $.Items}}{{range $.Items}}{{range $.Items}}{{range $.Items}}" + strings.Repeat("{{if .Hidden}}{{end}}", 3000) + strings.Repeat("{{end}}", 6), `the document grows beyond all bounds`},
		"output":           {"{{range .Items}}{{range $.Items}}{{range $.Items}}{{range $.Items}}" + strings.Repeat("xxxxxxxxx ", 1000) + "{{end}}{{end}}{{end}}{{end}}", `the document grows beyond all bounds`},
		"index":            {"\n{{(index .Items 99).Title}}", `templates/minutes.md.tmpl:2: error calling index`},
		"nothing":          {"\n{{range .Items}}{{.Decision.Title}}{{end}}", `templates/minutes.md.tmpl:2: nil pointer evaluating`},
		"size":             {strings.Repeat("x", 70000), `templates/minutes.md.tmpl: the file is longer than 65536 bytes`},
		"indent":           {"{{indent 1000 .Opening}}", `prose moves by 0 to 16 spaces`},
		"no list to join":  {"{{join .Title}}", `minutes.md.tmpl:1: `},
	} {
		r := request(register(t, nil), render.Minutes, "2026-q4", "en")
		r.Templates.Own = own("minutes.md.tmpl", test.source)
		_, err := render.Render(r)
		list := problems(err)
		if list == nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if text := list.Error(); !strings.Contains(text, test.want) || list[0].Rule != render.RuleTemplate {
			t.Errorf("%s: %s, want %s", name, text, test.want)
		}
	}
}

// doubling is a template that calls a part twice, which calls a part twice, and so on.
func doubling(n int) string {
	var b strings.Builder
	name := func(i int) string { return "p" + strings.Repeat("i", i) }
	for i := range n {
		b.WriteString("{{define \"" + name(i) + "\"}}{{template \"" + name(i+1) + "\"}}{{template \"" + name(i+1) + "\"}}{{end}}")
	}
	return b.String() + "{{define \"" + name(n) + "\"}}{{end}}{{template \"p\"}}"
}

func TestOwnTemplateCannotPaintTheTerminal(t *testing.T) {
	r := request(register(t, nil), render.Agenda, "2026-q4", "en")
	r.Templates.Own = own("agenda.md.tmpl", "a\x1b[31mb\u202ec {{word \"agenda\"}}", "words/en.json", `{"agenda": "x\u001by"}`)
	if text := markdown(t, r); !strings.HasPrefix(text, "a\ufffd[31mb\ufffdc x\ufffdy\n") {
		t.Errorf("the document is %q", text)
	}
}

func TestErrorsOfWordsNameFileAndLine(t *testing.T) {
	for name, test := range map[string]struct{ source, want string }{
		"unknown": {`{"agneda": "x"}`, `templates/words/en.json: there is no word "agneda"; did you mean "agenda"`},
		"form":    {"{\n\"agenda\": \n\n5}", `templates/words/en.json:4: the words of "agenda" are not between quotes`},
		"twice":   {"{\"agenda\": \"x\",\n\"agenda\": \"y\"}", `templates/words/en.json:2: the word "agenda" is there twice`},
		"open":    {"{\"agenda\": \"x\"", `templates/words/en.json:1: this is no JSON`},
		"list":    {"[]", `templates/words/en.json:1: a catalogue of words is an object`},
	} {
		r := request(register(t, nil), render.Agenda, "2026-q4", "en")
		r.Templates.Own = own("words/en.json", test.source)
		_, err := render.Render(r)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}

func TestTheTemplatesOfTheProgramAreInOrder(t *testing.T) {
	if list := render.CheckTemplates(render.Templates{Base: templates.FS}); list != nil {
		t.Error(list)
	}
	list := render.CheckTemplates(render.Templates{Base: templates.FS, Own: own("agenda.md.tmpl", "{{.A}}", "minutes.md.tmpl", "{{.B}}")})
	if len(list) != 2 {
		t.Errorf("two templates are wrong, found %v", list)
	}
	list = render.CheckTemplates(render.Templates{Base: templates.FS, Own: own("words/fr.json", `{"agenda": "Ordre du jour"}`, "words/sr-Cyrl.json", `{"x": ""}`)})
	if len(list) != 1 || list[0].File != "templates/words/sr-Cyrl.json" {
		t.Errorf("one catalogue is wrong, found %v", list)
	}
}

// FuzzTemplate looks for a source that is not told as a problem and yet panics, runs
// on, or writes without end.
func FuzzTemplate(f *testing.F) {
	for _, name := range ownTemplates(f) {
		data, err := os.ReadFile("../../templates/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	for _, s := range []string{"{{range $i, $x := .Items}}{{$x = $}}{{end}}", "{{with $x := .Title}}{{$x.Y}}{{else}}{{end}}", "{{index .Items -1}}", "{{len (index .Items 0).Documents}}",
		"{{(.Title).X}}", "{{break}}", "{{define \"a\"}}{{end}}{{block \"b\" .}}{{end}}", "{{and .Title (or .Items 1)}}", "{{indent 2 (indent 2 .Opening)}}", doubling(30)} {
		f.Add(s)
	}
	var t testing.T
	set := register(&t, nil)
	f.Fuzz(func(t *testing.T, source string) {
		r := request(set, render.Minutes, "2026-q4", "sr-Latn")
		r.Templates.Own = own("minutes.md.tmpl", source)
		d, err := render.Render(r)
		if err == nil && len(d.Markdown()) > 2<<20 {
			t.Errorf("%d bytes", len(d.Markdown()))
		}
		if err != nil && problems(err) == nil {
			t.Errorf("%T: %v", err, err)
		}
	})
}

// enumerations are the words that documents print of each vocabulary.
func enumerations() map[string][]string {
	out := map[string][]string{
		"meeting.": network.MeetingType("").Values(), "mode.": network.Mode("").Values(), "took-part.": network.Mode("").Values(),
		"purpose.": network.Purpose("").Values(), "attendance.": network.AttendanceStatus("").Values(),
		"minutes.": network.MinutesStatus("").Values(), "approval.": network.ApprovalMethod("").Values(),
		"position.": network.Position("").Values(), "result.": network.OutcomeResult("").Values(),
		"status.": network.MembershipStatus("").Values(), "basis.": network.MembershipBasis("").Values(),
		"waiting.": network.WaitingFor("").Values(), "class.": network.StakeholderClass("").Values(), "post.": {"head", "focal-point", "alternate"},
		"capacity.": {"co-chair", "government", "member", "partner", "secretariat", "observer", "guest"},
		"decision.": network.DecisionStatus("").Values(), "method.": network.DecisionMethod("").Values(), "state.": network.Determination("").Values(),
		"channel.": network.Channel("").Values(), "disposition.": network.Disposition("").Values(),
		"answer.": {"awaiting", "none", "given"}, "asked.": {"how", "not"}, "consultation.": {"members", "institutions", "others"},
		"workplan.": network.WorkplanStatus("").Values(), "shared.": network.KnowledgeType("").Values(),
		"period.": {"year", "h1", "h2", "q1", "q2", "q3", "q4", "month", "months"},
	}
	maps.Copy(out, reportEnumerations())
	maps.Copy(out, letterEnumerations())
	return out
}

func TestCataloguesHaveEveryWord(t *testing.T) {
	english := catalogue(t, "en")
	for prefix, values := range enumerations() {
		for _, v := range values {
			if english[prefix+v] == "" {
				t.Errorf("no word for %s%s", prefix, v)
			}
		}
	}
	for key, text := range catalogue(t, "sr-Cyrl") {
		if english[key] == "" {
			t.Errorf("sr-Cyrl has %s, English has not", key)
		}
		for _, place := range []string{"{1}", "{2}"} {
			if strings.HasPrefix(key, "date") || strings.HasPrefix(key, "class.") {
				continue
			}
			if strings.Contains(text, place) != strings.Contains(english[key], place) {
				t.Errorf("%s: %q and %q have not the same places for values", key, text, english[key])
			}
		}
		if strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
			t.Errorf("%s: %q has Latin letters", key, text)
		}
	}
	serbian := catalogue(t, "sr-Cyrl")
	for key := range english {
		if serbian[key] == "" {
			t.Errorf("sr-Cyrl lacks %s", key)
		}
	}
}

// ownTemplates are the files of the templates that come with the program.
func ownTemplates(t testing.TB) []string {
	t.Helper()
	names, err := fs.Glob(templates.FS, "*.md.tmpl")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	return names
}

func TestEveryWordIsUsed(t *testing.T) {
	var sources strings.Builder
	for _, name := range ownTemplates(t) {
		data, err := os.ReadFile("../../templates/" + name)
		if err != nil {
			t.Fatal(err)
		}
		sources.Write(data)
	}
	inWord, err := os.ReadFile("../../templates/word/word/footer1.xml")
	if err != nil {
		t.Fatal(err)
	}
	computed := []string{"weekday.", "month.", "moment", "date", "time", "host.items", "page", "reminder.moment", "no-reply", "days", "of"}
	for key := range catalogue(t, "en") {
		prefix, value, _ := strings.Cut(key, ".")
		used := key == "mail" || // what a template for Word calls the text
			strings.Contains(sources.String(), `word "`+key+`"`) || strings.Contains(string(inWord), "{{word "+key+"}}") || slices.Contains(enumerations()[prefix+"."], value) ||
			slices.ContainsFunc(computed, func(p string) bool { return strings.HasPrefix(key, p) })
		if !used {
			t.Errorf("no document uses the word %s", key)
		}
	}
}
