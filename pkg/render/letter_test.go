package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// letters is the sample register with what letters are written about.
func letters(t *testing.T) *record.Set {
	t.Helper()
	files := edited(t, "records/partners/scrm.yaml", "basis: terms", `basis: terms
via: rco
addressee: {en: The Commissioner, sr-Cyrl: Комесару}
salutation: {en: "Dear Commissioner,", sr-Cyrl: "Поштовани господине комесаре,"}`)
	for name, text := range edited(t, "records/meetings/2026/2026-q4.yaml", "item: winter\n", "item: winter\n      requested_by: unicef\n      cleared: [{post: co-chair-iom, date: \"2026-12-20\"}, {post: co-chair-rc, date: \"2026-12-21\"}]\n") {
		files[name] = text
	}
	for _, id := range []string{"2026-residence-permits", "2026-calendar"} {
		data, err := os.ReadFile("testdata/letters/" + id + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		files["records/decisions/2026/"+id+".yaml"] = string(data)
	}
	return register(t, files)
}

// written is the request for a letter of the sample register.
func written(set *record.Set, document render.Name, subject record.ID, to network.PartyRef, lang network.Language) render.Request {
	r := request(set, document, subject, lang)
	r.To = to
	return r
}

func TestLettersAreAsReviewed(t *testing.T) {
	set := letters(t)
	for _, tt := range []struct {
		document render.Name
		subject  record.ID
		to       network.PartyRef
		readers  network.Visibility
		number   int
	}{
		{document: render.ConsultationLetter, subject: "2026-residence-permits", to: "scrm"},
		{document: render.ConsultationLetter, subject: "2026-calendar", to: "unhcr"},
		{document: render.ResultNotice, subject: "2026-joint-data-protocol", to: "scrm"},
		{document: render.ResultNotice, subject: "2026-joint-data-protocol", readers: network.ForCoChairs},
		{document: render.Corrigendum, subject: "2026-q4", number: 1},
	} {
		for _, lang := range languages {
			r := written(set, tt.document, tt.subject, tt.to, lang)
			r.For, r.Corrigendum = tt.readers, tt.number
			d, err := render.Render(r)
			if err != nil {
				t.Fatalf("%s %s: %v", tt.document, lang, err)
			}
			name := string(tt.document) + "-" + string(tt.subject)
			if tt.to != "" {
				name += "-" + string(tt.to)
			}
			for _, format := range render.Formats() {
				var out bytes.Buffer
				if err := d.Write(&out, format); err != nil {
					t.Fatal(err)
				}
				golden(t, filepath.Join("testdata", name+"."+string(lang)+"."+format), out.Bytes())
			}
		}
	}
}

// letterEnumerations are the words that letters print of each vocabulary, and those they
// put together themselves.
func letterEnumerations() map[string][]string {
	return map[string][]string{
		"decision.": append(network.DecisionStatus("").Values(), string(network.SilenceBroken)),
		"letter.":   {"title", "subject", "ground.relevant", "ground.of-concern"},
		"language.": {"en", "sr", "ar", "es", "fr", "ru", "zh"}, "notice.": {"title", "subject"}, "corrigendum.": {"title"},
		"slip.": {"title", "subject", "from", "until", "return", "mark", "agree", "no-objection", "comments", "objection", "remarks", "name", "date", "signature"},
	}
}

// lettered adds what letters tell of, once for each circle, in a year that no report of
// the tests is of: what others answered, explanations of position, and a correction that
// a party asked for which only the co-chairs know.
func lettered(files map[string]string) {
	var rows, explanations strings.Builder
	for i, v := range circles {
		for round := range 2 {
			fmt.Fprintf(&rows, "  - {party: party-%d, round: %d, capacity: member, asked: {date: \"2028-01-10\", channel: e-mail}, status: responded, position: reservation, answered_on: \"2028-01-11\", summary: ROW-%s, visibility: %s}\n", i, round+1, v, v)
		}
		fmt.Fprintf(&explanations, "  - {party: party-%d, date: \"2028-01-11\", text: NOTE-%s}\n", i, v)
	}
	own := "  - {party: iom, round: 1, capacity: member, asked: {date: \"2028-01-10\", channel: e-mail}, status: responded, position: comments, answered_on: \"2028-01-12\", summary: OWN, visibility: co-chairs}\n" +
		"  - {party: iom, round: 2, capacity: member, asked: {date: \"2028-01-20\", channel: e-mail}, status: awaiting}\n"
	decision := "title: Asked\nquestion: Q\nproposed_by: party-0\nmethod: written-consultation\nvisibility: public\nopened_on: \"2028-01-10\"\n" +
		"rounds:\n  - {round: 1, text: Before, revised_on: \"2028-01-20\", reason: BECAUSE-co-chairs}\nconsultation:\n" + rows.String() + own + "explanations:\n" + explanations.String()
	files["records/decisions/2028/2028-asked.yaml"] = decision + "status: open\n"
	files["records/decisions/2028/2028-ended.yaml"] = decision + "status: adopted\noutcome: {result: adopted, date: \"2028-02-01\"}\n"
	files["records/meetings/2028/2028-corrected.yaml"] = "type: ordinary\nstatus: held\nstart: \"2028-03-01T10:00\"\nvisibility: public\nagenda:\n" +
		"  - {id: closed, title: ITEM-co-chairs, purpose: aob, visibility: co-chairs, summary: SUMMARY-co-chairs}\n" +
		"minutes:\n  status: corrected\n  approved: {date: \"2028-03-20\", how: no-objection}\n  corrections:\n" +
		"    - {number: 1, date: \"2028-04-01\", text: Corrected, reason: Miscounted, requested_by: party-0}\n" +
		"    - {number: 2, date: \"2028-04-02\", item: closed, text: Corrected, reason: Miscounted}\n"
}

// TestLettersTellNobodyWhatOthersAnswered: whatever the others' rows say and whoever may
// read them elsewhere, a letter of consultation has nothing of them.
func TestLettersTellNobodyWhatOthersAnswered(t *testing.T) {
	set := canaries(t)
	for _, edition := range append([]string{""}, circles...) {
		r := written(set, render.ConsultationLetter, "2028-asked", "iom", "en")
		r.For = network.Visibility(edition)
		text := markdown(t, r)
		for _, foreign := range []string{"ROW-", "NOTE-", "SHORT-", "NAME-", "reservation", "BECAUSE-"} {
			if strings.Contains(text, foreign) {
				t.Errorf("the letter for %q has %s of another party:\n%s", edition, foreign, text)
			}
		}
		// The edition of the party's own circle is the letter itself.
		if own := edition == "" || edition == "members" || edition == "co-chairs"; strings.Contains(text, "OWN") != own {
			t.Errorf("what the party itself answered is in the edition %q: %v", edition, !own)
		}
		r = written(set, render.ResultNotice, "2028-ended", "iom", "en")
		r.For = network.Visibility(edition)
		for _, foreign := range []string{"ROW-", "reservation"} {
			if text := markdown(t, r); strings.Contains(text, foreign) {
				t.Errorf("the notice for %q has %s of another party:\n%s", edition, foreign, text)
			}
		}
	}
	text := markdown(t, written(letters(t), render.ConsultationLetter, "2026-residence-permits", "scrm", "en"))
	if strings.Contains(text, "UNHCR") || strings.Contains(text, "too often") || !strings.Contains(text, "every quarter is enough") {
		t.Errorf("the letter to SCRM tells of its own comments and of nobody else's:\n%s", text)
	}
}

// TestSilenceOfInstitutionsIsNoConsent: only a member is told what its silence means; a
// Government institution is told that it means nothing.
func TestSilenceOfInstitutionsIsNoConsent(t *testing.T) {
	set := letters(t)
	means := map[network.Language][]string{
		"en": {"silence", "will be taken to agree", "is never assumed"}, "sr-Cyrl": {"прећутно", "сматраће се да сте сагласни", "никада не претпоставља"},
		"sr-Latn": {"prećutno", "smatraće se da ste saglasni", "nikada ne pretpostavlja"},
	}
	for lang, words := range means {
		for party, want := range map[network.PartyRef][3]bool{"unhcr": {true, true, false}, "scrm": {false, false, true}, "ngo-one": {}} {
			text := markdown(t, written(set, render.ConsultationLetter, "2026-calendar", party, lang))
			for i, w := range words {
				if strings.Contains(text, w) != want[i] {
					t.Errorf("the letter to %s in %s says %q: %v", party, lang, w, !want[i])
				}
			}
		}
	}
}

func TestNoticesTellTheEndAsItIs(t *testing.T) {
	set := letters(t)
	protocol := func(to network.PartyRef) string {
		return markdown(t, written(set, render.ResultNotice, "2026-joint-data-protocol", to, "en"))
	}
	if text := protocol("scrm"); !strings.Contains(text, "This has not been taken as your consent.") || !strings.Contains(text, "WHO was not asked") {
		t.Errorf("the notice to SCRM hides its silence or what was missing:\n%s", text)
	}
	if text := protocol("unhcr"); !strings.Contains(text, "departures are missing") || strings.Contains(text, "local") || strings.Contains(text, "Consulted, not counted") {
		t.Errorf("the notice to UNHCR is not about UNHCR alone:\n%s", text)
	}
	data, err := os.ReadFile("testdata/letters/2026-calendar.yaml")
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.NewReplacer("status: open", "status: objected", "status: not-consulted", `status: responded, position: comments, answered_on: "2026-12-17"`).Replace(string(data))
	text := markdown(t, written(register(t, map[string]string{"records/decisions/2026/2026-calendar.yaml": broken}), render.ResultNotice, "2026-calendar", "unicef", "en"))
	for _, want := range []string{"The silence procedure was broken; the text has not been adopted", "17 December 2026", "Proposed text"} {
		if !strings.Contains(text, want) {
			t.Errorf("the notice of a broken silence lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "UNHCR") {
		t.Errorf("it says who broke it:\n%s", text)
	}
}

func TestLettersRefuse(t *testing.T) {
	set := letters(t)
	corrected := canaries(t)
	for name, tt := range map[string]struct {
		r    render.Request
		want string
		hint string
	}{
		"never consulted": {written(set, render.ConsultationLetter, "2026-calendar", "undp", ""), "undp is not on the list", "`unmn decision ask 2026-calendar undp --add --channel e-mail`"},
		"not asked":       {written(set, render.ConsultationLetter, "2026-residence", "undp", ""), "undp is not asked: It proposed the decision", "see it with `unmn decision show 2026-residence-permits`"},
		"no party":        {written(set, render.ConsultationLetter, "2026-calendar", "", ""), "say to whom the letter about the decision", ""},
		"not ended":       {written(set, render.ResultNotice, "2026-calendar", "unhcr", ""), "has no result to tell: it is open", "see who is left with `unmn decision pending 2026-calendar`"},
		"told nobody":     {written(set, render.ResultNotice, "2026-joint", "former", ""), "former was not consulted on it", "see it with `unmn decision show 2026-joint-data-protocol`"},
		"no corrigendum":  {written(set, render.Corrigendum, "2026-q4", "", ""), "there is no corrigendum 0", ""},
	} {
		_, err := render.Render(tt.r)
		refusal := new(*network.Refusal)
		switch {
		case err == nil || !strings.Contains(err.Error(), tt.want):
			t.Errorf("%s: %v", name, err)
		case tt.hint != "" && (!errors.As(err, refusal) || (*refusal).Hint != tt.hint):
			t.Errorf("%s: %#v", name, err)
		}
	}
	for number, edition := range map[int]network.Visibility{2: network.ForPublic, 3: network.ForCoChairs} {
		r := written(corrected, render.Corrigendum, "2028-corrected", "", "en")
		r.Corrigendum, r.For = number, edition
		if _, err := render.Render(r); !errors.As(err, new(*network.Refusal)) {
			t.Errorf("corrigendum %d for %s: %v", number, edition, err)
		}
	}
}

func TestLettersSayInTheirPropertiesWhomTheyAreFor(t *testing.T) {
	text := markdown(t, written(letters(t), render.ConsultationLetter, "2026-residence", "sc", "en"))
	for _, want := range []string{"unmn-document=consultation-letter", "unmn-to=scrm", "unmn-edition=government", "unmn-reference=UNMN-SAMPLE_45/26"} {
		if !strings.Contains(text, want) {
			t.Errorf("the properties lack %s:\n%s", want, text)
		}
	}
	r := written(letters(t), render.Corrigendum, "2026-q4", "", "en")
	r.Corrigendum = 1
	if text := markdown(t, r); !strings.Contains(text, "unmn-corrigendum=1") {
		t.Errorf("the properties do not name the corrigendum:\n%s", text)
	}
}

// TestFootnotesStayWithTheLetter: a note on a name stands on the page that is kept, not on
// the slip that is sent back.
func TestFootnotesStayWithTheLetter(t *testing.T) {
	data, err := os.ReadFile("testdata/letters/2026-calendar.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"records/decisions/2026/2026-calendar.yaml": strings.Replace(string(data), "its meetings in 2027", "the Northern route", 1)}
	text := markdown(t, written(register(t, files), render.ConsultationLetter, "2026-calendar", "unhcr", "en"))
	note, slip := strings.Index(text, "without prejudice to positions"), strings.Index(text, "# Reply slip")
	if note < 0 || note > slip {
		t.Errorf("the note is not above the reply slip:\n%s", text)
	}
}
