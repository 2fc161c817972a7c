package render_test

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"unmn/pkg/network"
	"unmn/pkg/pdf"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// A reading is all that readers get of one document: its text, and what its properties
// and its view hold, which templates of other formats print.
type reading struct {
	what    string // the document, as the golden calls it
	request render.Request
	text    string // what is printed
	beside  string // what stands in properties and in the view
}

// TestEveryFieldHasACanary: a field that the register of canaries does not reach is one
// that no test of editions knows of.
func TestEveryFieldHasACanary(t *testing.T) {
	_, a := aviaryOf(t)
	for _, field := range a.unreached() {
		t.Errorf("no canary is in %s: no edition is tested for it", field)
	}
	if len(a.fields) < 250 {
		t.Errorf("only %d fields can say something", len(a.fields))
	}
}

// TestEditionsShowWhatIsReviewed makes every document of every record for every circle.
// None may hold a word that is for a narrower one, and which fields each shows of what is
// for everybody is what was reviewed.
func TestEditionsShowWhatIsReviewed(t *testing.T) {
	set, a := aviaryOf(t)
	shown := map[string]map[string]map[string]bool{} // document, field, edition
	for _, r := range a.readings(set) {
		edition := string(r.request.For)
		for word := range wordsOf(r.text + r.beside) {
			if c := a.known[word]; !r.request.For.MayRead(c.own) && !a.isAddressed(set, r, word) {
				t.Errorf("%s %s in %s for %s has %s, which is for %s", r.what, r.request.Subject, r.request.Lang, edition, c.field, c.own)
			}
		}
		for word := range wordsOf(r.text) {
			c := a.known[word]
			if shown[r.what] == nil {
				shown[r.what] = map[string]map[string]bool{}
			}
			if shown[r.what][c.field] == nil {
				shown[r.what][c.field] = map[string]bool{}
			}
			shown[r.what][c.field][edition] = shown[r.what][c.field][edition] || c.own == network.ForPublic
		}
	}
	for what, fields := range shown {
		for field, editions := range fields {
			keepsToItself(t, what, field, editions)
		}
	}
	golden(t, filepath.Join("testdata", "editions.txt"), []byte(table(shown, a)))
}

// keptClose are parts of the register that leave the Network never, or only with those
// who must have them: by the end of the field, the widest circle that reads it.
func keptClose() map[string]network.Visibility {
	return map[string]network.Visibility{
		".join_url": network.ForMembers, ".email": network.ForMembers, ".mailbox": network.ForMembers,
		".representatives.name": network.ForPartners, ".name_in": network.ForPartners, ".attendance.name": network.ForPartners,
		".alternate_for": network.ForPartners, ".representatives.title": network.ForPartners,
		"statement.clearance.summary": network.ForCoChairs, "terms.": network.ForCoChairs, "statement.delivered.as_taken": network.ForCoChairs,
	}
}

// inNoDocument are fields that the secretariat keeps for itself.
func inNoDocument() []string {
	return []string{".notes", ".consultation.source", ".clearance.source", ".replies.source", ".asked.source", ".given_by", ".designated_by",
		".minutes.comments", "circulation.to.address", "circulation.replies", ".called_by", "circulation.notes"}
}

func keepsToItself(t *testing.T, what, field string, editions map[string]bool) {
	t.Helper()
	field = plain(field)
	for _, never := range inNoDocument() {
		if strings.Contains(field, never) {
			t.Errorf("%s shows %s", what, field)
		}
	}
	for part, widest := range keptClose() {
		for edition := range editions {
			if strings.Contains(field, part) && !network.Visibility(edition).MayRead(widest) {
				t.Errorf("%s for %s shows %s", what, edition, field)
			}
		}
	}
}

// wordsOf are the canaries of a text, each once.
func wordsOf(text string) map[string]bool {
	words := map[string]bool{}
	for _, word := range canaryForm.FindAllString(text, -1) {
		words[strings.ToLower(word)] = true
	}
	return words
}

// isAddressed reports a word that stands in a reminder or a letter for the party that it
// goes to. It may know who it is, what it was asked to do itself, and what it is asked
// about, with its own answer and nobody else's.
func (a *aviary) isAddressed(set *record.Set, r reading, word string) bool {
	to := r.request.To.ID()
	switch r.request.Document {
	case render.Reminder:
		to = r.request.Subject
	case render.ConsultationLetter:
	default:
		return false
	}
	for _, kind := range []string{network.Members.Name, network.Partners.Name} {
		if file, ok := set.File(a.typ(kind).PathOf(to)); ok && strings.Contains(string(file), word) {
			return true
		}
	}
	if r.request.Document == render.ConsultationLetter {
		return a.isAsked(set, r, word)
	}
	return strings.Contains(string(r.request.Subject), word) || a.known[word].field == "action.title"
}

// isAsked reports a word of the decision that a letter is about: of what stands in it for
// all, or of the row of the addressee.
func (a *aviary) isAsked(set *record.Set, r reading, word string) bool {
	e, ok := network.Decisions.Get(set, r.request.Subject)
	if !ok {
		return false
	}
	own, rest := "", *e.Rec
	for _, row := range rest.Consultation {
		if row.Party == r.request.To {
			own += fmt.Sprintf("%+v %+v", row, row.Asked)
		}
	}
	rest.Consultation = nil
	return strings.Contains(own, word) || strings.Contains(fmt.Sprintf("%+v", rest), word) || strings.Contains(string(r.request.Subject), word)
}

// letters are the letters about every decision to whoever is consulted first, in the
// edition of the closest and of the widest circle.
func (a *aviary) letters(set *record.Set, r render.Request) []reading {
	var out []reading
	for id := range a.records[network.Decisions.Name] {
		e, ok := network.Decisions.Get(set, id)
		if !ok || len(e.Rec.Consultation) == 0 {
			continue
		}
		r.Subject, r.To = id, e.Rec.Consultation[0].Party
		out = append(out, a.each(r, []string{circles[0], circles[len(circles)-1]})...)
	}
	return out
}

// table lays out which documents show which fields to whom, then what none shows.
func table(shown map[string]map[string]map[string]bool, a *aviary) string {
	var b strings.Builder
	b.WriteString("# What each document shows of a register in which everything is for everybody: the\n# widest circle of readers that a field is shown to, then the field.\n")
	some := map[string]bool{}
	for _, what := range slices.Sorted(maps.Keys(shown)) {
		lines := []string{}
		for field, editions := range shown[what] {
			base, _, leads := strings.Cut(plain(field), " >")
			some[base] = true
			if what == "calendar" && leads && a.leads[base] == network.Meetings.Name {
				continue // a meeting like any other
			}
			if to := readers(editions); to != "" && (field == plain(field) || to != readers(shown[what][plain(field)])) {
				lines = append(lines, fmt.Sprintf("%-11s %s", to, field))
			}
		}
		slices.Sort(lines)
		fmt.Fprintf(&b, "\n%s\n", what)
		for _, line := range lines {
			fmt.Fprintf(&b, "  %s\n", line)
		}
	}
	b.WriteString("\nin no document\n")
	for _, field := range slices.Sorted(maps.Keys(a.fields)) {
		if !some[field] {
			fmt.Fprintf(&b, "  %s\n", field)
		}
	}
	return b.String()
}

// readers is the widest circle of those who are shown something, with a mark where one
// within it is not.
func readers(editions map[string]bool) string {
	var to []string
	for _, c := range circles {
		if editions[c] {
			to = append(to, c)
		}
	}
	if len(to) > 0 && widest(to[len(to)-1]) != len(to)-1 {
		return strings.Join(to, "+")
	}
	return cmp.Or(append(to, "")[max(len(to)-1, 0)], "")
}

func widest(to string) int { return slices.Index(circles, to) }

// readings makes every document that can be made of the register.
func (a *aviary) readings(set *record.Set) []reading {
	var out []reading
	for _, name := range render.Names() {
		r := request(set, name, "", "en")
		r.Within, r.Since, r.Until, r.Partners = 300, "2026-01-01", "2026-12-31", true
		switch {
		case name == render.Reminder:
			for _, party := range a.reminded(set, r) {
				r.Subject = party.ID()
				out = append(out, a.each(r, circles)...)
			}
		case name == render.ConsultationLetter:
			out = append(out, a.letters(set, r)...)
		case name == render.Corrigendum:
			r.Corrigendum = 1
			out = append(out, a.subjects(r)...)
		case name == render.Report:
			for _, period := range []network.Period{"2022", "2023", "2024", "2025"} { // each tells of a year that is for another circle
				r.Period = period
				out = append(out, a.each(r, circles[1:])...)
			}
			r.Period = "2026"
			out = append(out, a.scripts(r, circles[1:])...)
			r.Set = a.forAll() // co-chairs read how it stands with the terms, which takes long where so much is wrong
			out = append(out, a.scripts(r, circles[:1])...)
			r.Set = set
			r.Period, r.Statistics = "2026-Q2", true
			out = append(out, a.each(r, circles)...)
		case render.IsReport(name), name.Subject() == "":
			out = append(out, a.scripts(r, circles)...)
		default:
			out = append(out, a.subjects(r)...)
		}
	}
	return out
}

// subjects makes a document of every record of its kind: for every circle where all are
// shown something of it, else for those from whom something is kept.
func (a *aviary) subjects(r render.Request) []reading {
	var out []reading
	for id, p := range a.records[r.Document.Subject()] {
		r.Subject = id
		switch {
		case p.spread:
			out = append(out, a.scripts(r, circles)...)
		case p.own != network.ForPublic:
			out = append(out, a.each(r, circles[widest(string(p.own))+1:][:1])...)
		default:
			out = append(out, a.each(r, circles[widest(string(p.leads))+1:])...)
		}
	}
	return out
}

// forAll is the register without all that is kept from anybody.
func (a *aviary) forAll() *record.Set {
	files := maps.Clone(a.files)
	maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool {
		word := canaryForm.FindString(name)
		return word != "" && (a.known[word].own != network.ForPublic || !strings.HasSuffix(name, "-public.yaml"))
	})
	set, err := record.Load(files, network.Types()...)
	if err != nil {
		a.t.Fatal(err)
	}
	return set
}

// scripts makes a document for some circles in two languages, and for the public in the
// script that is derived from one.
func (a *aviary) scripts(r render.Request, circles []string) []reading {
	out := a.each(r, circles)
	r.Lang = "sr-Cyrl"
	out = append(out, a.each(r, circles)...)
	r.Lang = "sr-Latn"
	return append(out, a.each(r, circles[len(circles)-1:])...)
}

// each makes a document for some circles.
func (a *aviary) each(r render.Request, circles []string) []reading {
	var out []reading
	for _, c := range circles {
		r.For = network.Visibility(c)
		out = append(out, a.read(r)...)
	}
	return out
}

// reminded are parties that can be reminded of something: of each thing one for which it
// is for everybody, and one for which it is for the co-chairs.
func (a *aviary) reminded(set *record.Set, r render.Request) []network.PartyRef {
	seen := map[canary]network.PartyRef{}
	for _, w := range network.ToRemind(set, network.WaitingOptions{Day: r.Date, Within: r.Within}) {
		c := a.known[canaryForm.FindString(string(w.Party))]
		if c.own == network.ForPublic || c.own == network.ForCoChairs {
			seen[c] = w.Party
		}
	}
	return slices.Sorted(maps.Values(seen))
}

// read is what comes of a request: nothing where the document is refused.
func (a *aviary) read(r render.Request) []reading {
	d, err := render.Render(r)
	if refusal := new(*network.Refusal); errors.As(err, refusal) {
		return nil
	}
	if err != nil {
		a.t.Fatalf("%s %s for %s: %v", r.Document, r.Subject, r.For, err)
	}
	view, err := json.Marshal(render.Held(d))
	if err != nil {
		a.t.Fatal(err)
	}
	what := string(r.Document)
	if r.Document == render.Report && r.Statistics {
		what = "report with statistics that were asked for"
	}
	out := []reading{{what, r, d.Body(), fmt.Sprint(string(view), d.Title, d.Footer, d.Properties)}}
	switch r.Document {
	case render.Invitation:
		out = append(out, a.data("calendar of one meeting", r, func() (any, error) { return render.Invite(r) }))
	case render.MemberList:
		out = append(out, a.data("calendar", r, func() (any, error) { return render.Events(r) }))
	case render.AttendanceSheet:
		out = append(out, a.data("attendance as data", r, func() (any, error) { sheet, _, err := render.AttendanceData(r); return shortsOf(sheet), err }))
	}
	return out
}

// shortsOf is all that a sheet of attendance says in words.
func shortsOf(sheet network.AttendanceSheet) []string {
	var out []string
	for _, row := range sheet.Rows {
		out = append(out, row.Short)
	}
	for _, m := range sheet.Meetings {
		out = append(out, string(m.ID))
	}
	return out
}

// data is what is made for programs to read, which has no template.
func (a *aviary) data(what string, r render.Request, make func() (any, error)) reading {
	made, err := make()
	if err != nil {
		a.t.Fatalf("%s %s for %s: %v", what, r.Subject, r.For, err)
	}
	text, err := json.Marshal(made)
	if err != nil {
		a.t.Fatal(err)
	}
	return reading{what, r, string(text), ""}
}

// TestFilesHoldNoMoreThanTheirText: what programs show beside the pages of a file, and
// what the parts of a file in Word hold, is no more than the readers are shown.
func TestFilesHoldNoMoreThanTheirText(t *testing.T) {
	set, a := aviaryOf(t)
	held := slices.Index(network.Held.Values(), string(network.Held))
	r := request(set, render.Minutes, a.mainID(network.Meetings.Name, held), "en")
	r.For = network.ForPublic
	d, err := render.Render(r)
	if err != nil {
		t.Fatal(err)
	}
	printed := wordsOf(fmt.Sprint(d.Body(), d.Title, d.Footer, d.Properties))
	if len(wordsOf(d.Title)) == 0 || len(wordsOf(d.Footer)) == 0 {
		t.Fatalf("the title %q or the footer %q has no canary", d.Title, d.Footer)
	}
	var file, page bytes.Buffer
	if err := d.Word(&file); err != nil {
		t.Fatal(err)
	}
	about := pdf.Page{Lang: d.Lang, Title: d.Title, Footer: d.Footer, Count: d.PageCount}
	for _, p := range d.Properties {
		about.Properties = append(about.Properties, pdf.Property(p))
	}
	if err := pdf.Write(&page, d.Tree, about); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{"PDF": strings.ReplaceAll(page.String(), "\x00", "")}
	parts, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range parts.File {
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		texts[part.Name] = string(data)
	}
	for _, name := range []string{"PDF", "docProps/core.xml", "word/document.xml"} {
		if len(wordsOf(texts[name])) == 0 {
			t.Errorf("%s has no canary: it is not read as it is written", name)
		}
	}
	for name, text := range texts {
		for word := range wordsOf(text) {
			if !printed[word] {
				t.Errorf("%s holds %s, which the document does not show", name, a.known[word].field)
			}
		}
	}
}
