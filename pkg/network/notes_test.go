package network

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"unmn/pkg/diag"
)

// bare is notes without what differs when they are written and read again.
func bare(n *Notes) *Notes {
	c := *n
	c.lines, c.problems, c.Remarks, c.roll = nil, nil, nil, false
	erase(reflect.ValueOf(&c).Elem())
	return &c
}

// erase takes every NotePlace out of a value.
func erase(v reflect.Value) {
	if v.Type() == reflect.TypeFor[NotePlace]() {
		v.SetZero()
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fresh := reflect.New(v.Type().Elem())
			fresh.Elem().Set(v.Elem())
			erase(fresh.Elem())
			v.Set(fresh)
		}
	case reflect.Slice:
		fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(fresh, v)
		for i := range fresh.Len() {
			erase(fresh.Index(i))
		}
		if v.Len() > 0 {
			v.Set(fresh)
		} else {
			v.SetZero()
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				erase(v.Field(i))
			}
		}
	}
}

const wholeNotes = `// a remark
Chairs: co-chair-iom, co-chair-rc
Present: iom, undp (online), un-women "Focal point, UN Women"
Represented: unhcr by "Alternate, UNHCR" for "Focal point, UNHCR" (online, observer)
Regrets: who
Absent: unodc
Arrived: scrm 9:30
Left: undp 11:00
Guests: ngo 2, 1 academia
Secretary: iom

The co-chair opened the meeting.

## 1 Adoption of the minutes
APPROVED 2026-q1

## 3 Joint data protocol
UNDP presented the revised text.

- the first point
- the second

POSITION unicef: agree (with the amendment
  to article 4)
POSITION undp, iom (named): no objection
More was said.
CONCLUSION: two municipalities begin
DECISION 2026-05-14-joint-data-protocol: adopted
ACTION undp with iom, scrm: inform the municipalities,
  all of them, by 2027-01-31.

## Return counselling (new)
### A heading of its own
NO DECISION: for information
`

func TestParseNotes(t *testing.T) {
	n, problems := ParseNotes(wholeNotes)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var att []string
	for _, a := range n.Attendance {
		att = append(att, fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%s", a.Party.Text, a.Status, a.Name, a.AlternateFor, a.Mode, a.Capacity, a.From, a.Until))
	}
	want := []string{
		"iom|present||||||", "undp|present|||online|||11:00", "un-women|present|Focal point, UN Women|||||", "scrm|present|||||09:30|",
		"unhcr|represented|Alternate, UNHCR|Focal point, UNHCR|online|observer||",
		"who|regrets||||||", "unodc|absent||||||",
	}
	if !reflect.DeepEqual(att, want) {
		t.Errorf("attendance:\n%s\nwant:\n%s", strings.Join(att, "\n"), strings.Join(want, "\n"))
	}
	if n.Opening != "The co-chair opened the meeting." || len(n.Items) != 3 {
		t.Errorf("opening %q, %d items", n.Opening, len(n.Items))
	}
	it := n.Items[1]
	if want := "UNDP presented the revised text.\n\n- the first point\n- the second\n\nMore was said."; it.Summary != want {
		t.Errorf("summary %q, want %q", it.Summary, want)
	}
	if len(it.Positions) != 3 || it.Positions[0].Note != "with the amendment to article 4" || it.Positions[1].Named || !it.Positions[2].Named || it.Positions[1].Position != "no-objection" {
		t.Errorf("positions %+v", it.Positions)
	}
	a := it.Actions[0]
	if a.Owner.Text != "undp" || len(a.With) != 2 || a.Title != "inform the municipalities, all of them" || a.Due != "2027-01-31" {
		t.Errorf("action %+v", a)
	}
	if a.Owner.NotePlace != (NotePlace{29, 8}) || a.With[1].NotePlace != (NotePlace{29, 23}) {
		t.Errorf("places %v %v", a.Owner.NotePlace, a.With[1].NotePlace)
	}
	if it.Decision.ID.Text != "2026-05-14-joint-data-protocol" || it.Decision.Result != "adopted" {
		t.Errorf("decision %+v", it.Decision)
	}
	if last := n.Items[2]; !last.New || last.Heading != "Return counselling" || last.Summary != "### A heading of its own" || last.NoDecision != "for information" {
		t.Errorf("new item %+v", last)
	}
	roundTrip(t, wholeNotes)
	roundTrip(t, "\ufeff"+strings.ReplaceAll(wholeNotes, "\n", "\r\n"))
}

func roundTrip(t *testing.T, text string) {
	t.Helper()
	n, problems := ParseNotes(text)
	if problems.Errors() > 0 {
		return
	}
	written := n.String()
	again, problems := ParseNotes(written)
	if problems.Errors() > 0 {
		t.Fatalf("%q\nis written as\n%s\nwhich has problems %v", text, written, problems)
	}
	if a, b := bare(n), bare(again); !reflect.DeepEqual(a, b) {
		t.Fatalf("%q\nis written as\n%s\nwhich reads as\n%+v\nnot\n%+v", text, written, b, a)
	}
	if twice := again.String(); twice != written {
		t.Fatalf("%q\nis written as\n%s\nand then as\n%s", text, written, twice)
	}
}

func TestNotesInSerbian(t *testing.T) {
	english := "Chairs: a\nPresent: b\nRepresented: c by \"X\" for \"Y\" (online)\nRegrets: d\nAbsent: e\nArrived: b 10:30\nLeft: b 11:00\nGuests: ngo 2\nSecretary: a\n" +
		"## 1\nAPPROVED 2026-q1\nPOSITION a (named): agree\nCONCLUSION: x\nDECISION y: adopted\nACTION a with b: do it by 2027-01-31\n## 2\nNO DECISION: z\n## 3 x (new)\n"
	cyrillic := "Председавају: a\nПрисутни: b\nЗаступљени: c преко \"X\" уместо „Y“ (онлајн)\nОправдано одсутни: d\nОдсутни: e\nДошли: b 10:30\nОтишли: b 11:00\nГости: ngo 2\nЗаписничар: a\n" +
		"## 1\nУСВОЈЕНО 2026-q1\nСТАВ a (поименично): agree\nКОНСТАТАЦИЈА: x\nЗАКЉУЧАК y: усвојен\nЗАДАТАК a са b: do it до 2027-01-31\n## 2\nБЕЗ ЗАКЉУЧКА: z\n## 3 x (ново)\n"
	latin := "Predsedavaju: a\nPrisutni: b\nZastupljeni: c preko \"X\" umesto „Y” (onlajn)\nOpravdano odsutni: d\nOdsutni: e\nDošli: b 10.30\nOtisli: b 11:00\nGosti: ngo 2\nZapisničar: a\n" +
		"## 1\nUSVOJENO 2026-q1\nSTAV a (poimenično): agree\nKONSTATACIJA: x\nZAKLJUČAK y: usvojen\nZADATAK a sa b: do it do 2027-01-31\n## 2\nBEZ ZAKLJUČKA: z\n## 3 x (novo)\n"
	want, problems := ParseNotes(english)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, text := range []string{cyrillic, latin} {
		got, problems := ParseNotes(text)
		if len(problems) > 0 {
			t.Error(problems)
		}
		if a, b := bare(want), bare(got); !reflect.DeepEqual(a, b) {
			t.Errorf("%s\nis not\n%s", b, a)
		}
	}
}

// Each text has one problem, "line:column message".
func TestNoteProblems(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Presnt: iom", `1:1 there is no keyword "Presnt"; did you mean "Present"`},
		{"## 1\nACTON undp: x by 2027-01-31", `2:1 there is no keyword "ACTON"; did you mean "ACTION"`},
		{"## 1\nACTIONS:", `2:1 there is no keyword "ACTIONS"; did you mean "ACTION"`},
		{"## 1\nNO DECISON: x", `2:1 there is no keyword "NO DECISON"; did you mean "NO DECISION"`},
		{"## 1\nAPROVED 2026-q1", `2:1 there is no keyword "APROVED"; did you mean "APPROVED"`},
		{"ACTION undp: x by 2027-01-31", `1:1 ACTION belongs to an item of the agenda`},
		{"## 1\nACTION undp: x", `2:15 ACTION does not end with its date`},
		{"## 1\nACTION undp: inform the\nmunicipalities by 2027-01-31", `2:24 ACTION does not end with its date`},
		{"## 1\nACTION undp: x by 2027-02-30", `2:19 "2027-02-30" is not a date: there is no such day`},
		{"## 1\nACTION undp: x by 31.01.2027", `2:19 "31.01.2027" is not a date: write it as 2026-05-14`},
		{"## 1\nACTION undp: by 2027-01-31", `2:14 ACTION does not say what is to be done`},
		{"## 1\nACTION: x by 2027-01-31", `2:7 ACTION does not say whose`},
		{"## 1\nACTION undp, iom: x by 2027-01-31", `2:14 an action has one owner`},
		{"## 1\nACTION undp with: x by 2027-01-31", `2:13 "with" does not say with whom`},
		{"## 1\nACTION undp x", `2:1 ACTION has no colon`},
		{"## 1\nACTION a: b by 2027-01-31\n  ACTION c: d by 2027-01-31", `3:3 an indented line continues the one above; ACTION begins a line of its own`},
		{"## 1\nPOSITION undp: agre", `2:16 there is no position "agre"; did you mean "agree"`},
		{"## 1\nPOSITION undp: agree with it", `2:16 there is no position "agree with it"`},
		{"## 1\nPOSITION undp: yes", `2:16 there is no position "yes"`},
		{"## 1\nPOSITION undp:", `2:15 POSITION does not say which`},
		{"## 1\nPOSITION: agree", `2:9 POSITION does not say whose`},
		{"## 1\nPOSITION undp: agree (x) y", `2:16 what is behind the position stands in parentheses`},
		{"## 1\nPOSITION undp \"x\": agree", `2:15 "x" cannot be read here`},
		{"## 1\nCONCLUSION:", `2:11 CONCLUSION says nothing`},
		{"## 1\nCONCLUSION x: y", `2:12 nothing stands between CONCLUSION and its colon`},
		{"## 1\nDECISION was taken: y", `2:10 "was taken" is no id of a decision`},
		{"## 1\nDECISION x: adoptd", `2:13 a decision is not "adoptd"; did you mean "adopted"`},
		{"## 1\nDECISION x\nDECISION y", `3:9 the item has a decision already, on line 2`},
		{"## 1\nDECISION:", `2:9 DECISION says nothing`},
		{"## 1\nDECISION: x\nNO DECISION: y", `3:12 the item has both a decision and NO DECISION`},
		{"## 1\nAPPROVED 2026-q1 2026-q2", `2:10 APPROVED takes the id of one meeting, not "2026-q1 2026-q2"`},
		{"## 1\nAPPROVED 2026-q1\nAPPROVED 2026-q2", `3:10 the item has an APPROVED already, on line 2`},
		{"Present: iom, iom", `1:15 "iom" is named as present already`},
		{"Present: iom\nRegrets: IOM", `2:10 "IOM" is named as present already`},
		{"Present: \"Focal point\"", `1:10 "Focal point" is no name of a party or post`},
		{"Present: iom \"x", `1:14 the quotation mark is not closed`},
		{"Present: iom (x", `1:14 the parenthesis is not closed`},
		{"Present: iom (onlin)", `1:14 "onlin" is no way of taking part; did you mean "online"`},
		{"Regrets: who (travelling)", `1:14 "travelling" cannot be read here`},
		{"Regrets: who\nArrived: who 10:30", `1:10 who arrived or left, and is named as regrets`},
		{"Present: who\nArrived: who 10:30\nLeft: who 10:30", `1:10 who left before it arrived`},
		{"Arrived: scrm", `1:10 Arrived does not say when for "scrm"`},
		{"Arrived: scrm 25:00", `1:15 "25:00" is no time of day: write it as 10:30`},
		{"Chairs: iom (online)", `1:13 Chairs takes names alone, not "online"`},
		{"Secretary: iom, undp", `1:17 the secretary has been named already: "iom"`},
		{"Guests: nog 2", `1:9 there is no class of guests "nog"; did you mean "ngo"`},
		{"Guests: ngo", `1:9 "ngo" does not say how many`},
		{"Guests: ngo 1, ngo 2", `1:16 guests of the class "ngo" are counted already`},
		{"Guests: ngo 2000", `1:13 "2000" is no number of guests`},
		{"# Minutes", `1:1 "# Minutes" does not begin an item`},
		{"##3 Title", `1:1 "##3 Title" does not begin an item`},
		{"##", `1:1 a heading names its item`},
		{"## 1\n```\ntext", `2:1 the block that begins here is never closed`},
		{"## 1\na\u200bb", `2:2 the character U+200B has no place in a record`},
		{"## 1\na\xffb", `2:2 this is not UTF-8 text`},
		{"\xff\xfeP\x00", `1:0 the notes are UTF-16 text`},
		{strings.Repeat("a", maxNotes+1), `1:0 the notes have 262145 bytes; a record has room for 262144`},
		{"## 1\nљ POSITION x\n- ACTION undp: x", `3:1 this is taken as text: a keyword is in capitals and begins its line, such as ACTION`},
		{"- Present: iom", `1:1 this is taken as text: Present begins its line`},
		{"**Present:** iom", `1:1 this is taken as text: Present begins its line`},
		{"## 1\nЗАКЉУЧЦИ: x", `2:1 there is no keyword "ЗАКЉУЧЦИ"; did you mean "ЗАКЉУЧАК"`},
		{"Prisutn: iom", `1:1 there is no keyword "Prisutn"; did you mean "Prisutni"`},
		{"## 1\nConclusion: x", `2:1 this is taken as text: a keyword is in capitals and begins its line, such as CONCLUSION`},
		{"## 1\nArrived: scrm 10:30", `2:1 this is taken as text: Arrived stands before the first heading`},
	}
	for _, tt := range tests {
		_, problems := ParseNotes(tt.text)
		var got []string
		for _, p := range problems {
			got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Message))
		}
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("%.60q:\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

func TestProseStaysProse(t *testing.T) {
	for _, line := range []string{
		"UNDP presented the text: all of it", "IOM: yes", "Note: the meeting began late", "Present were many",
		"УСТАВ Републике Србије", "ACTION-oriented work", "https://example.org/x", "#migration", "1. first", "> quoted", "a // b",
		"UN: an organisation", "APPROVAL was given to all",
	} {
		n, problems := ParseNotes(line + "\n## 1\n" + line + "\n")
		if len(problems) > 0 || n.Opening != line || n.Items[0].Summary != line {
			t.Errorf("%q: %v", line, problems)
		}
	}
}

func TestNotationAsText(t *testing.T) {
	texts := []string{
		"```\nACTION x\n## y\n```", "```\nACTION x\n```\nACTION y", "~~~\n```\n~~~", "```x\n```y\n```", "ACTION undp: x by 2027-01-31",
		"\\ACTION a: b", "## heading", "# x", "##x", "// remark", "\\// remark", "Present: iom", "Presnt: iom", "```", "````\n```\n````\n```",
		"    ACTION a: b", "a\n\n\n\nb", "ACTON a: b", "\\\\## x", "\\a", "- a\n  - b\n\n  c",
	}
	for _, text := range texts {
		n := &Notes{Opening: text, Items: []NoteItem{{Heading: "1", Summary: text, NoDecision: "x"}}}
		written := n.String()
		again, problems := ParseNotes(written)
		if problems.Errors() > 0 || again.Opening != text || again.Items[0].Summary != text || again.Items[0].NoDecision != "x" {
			t.Errorf("%q is written as\n%s\n%v %q %q", text, written, problems, again.Opening, again.Items[0].Summary)
		}
	}
}

func TestProblemsPrint(t *testing.T) {
	_, problems := ParseNotes("Present: iom\n\n## 1\nОпштине треба обавестити.\nACTON undp: x\nPOSITION undp: agre\n")
	var b strings.Builder
	if err := diag.Print(&b, problems.In("notes.txt")); err != nil {
		t.Fatal(err)
	}
	want := `notes.txt:5:1: there is no keyword "ACTON"; did you mean "ACTION" [notes]
    5 | ACTON undp: x
      | ^
hint: if it is text, write ` + "`\\ACTON undp: x`" + `
notes.txt:6:16: there is no position "agre"; did you mean "agree" [notes]
    6 | POSITION undp: agre
      |                ^
`
	if b.String() != want {
		t.Errorf("got:\n%s", b.String())
	}
}

// hostileNotes are texts that make readers slow, as long as notes may be.
func hostileNotes() map[string]string {
	fill := func(s string) string { return "## 1\n" + strings.Repeat(s, (maxNotes-5)/len(s)) }
	return map[string]string{
		"open fences": fill("```x\n"), "fences": fill("```\n"), "continued": "## 1\nACTION a: b" + strings.Repeat("\n a", 80000), "entries": "Present: " + strings.Repeat("a,", 100000),
		"parentheses": "Present: a" + strings.Repeat("(", 200000), "quotes": "Present: " + strings.Repeat("a \"b\",", 40000), "near misses": fill("ACTON a: b\n"),
		"backslashes": fill("\\\\\\\\\\\\"), "escapes": fill("\\\\ACTION\n"), "parties": "Present: " + strings.Repeat("ab ", 80000), "marks": fill("\u0301"),
		"continued entries": "Present: a" + strings.Repeat(",\n b", 60000), "positions": fill("POSITION a: agree\n"), "modes": "Present: a (" + strings.Repeat("b,", 120000) + ")",
	}
}

// Hostile notes cost no more than their size allows. Memory is counted, so that a
// busy machine does not decide; with UNMN_FUZZ set the time is measured as well.
func TestNotesAreBounded(t *testing.T) {
	const most = 16 << 20 // bytes
	for name, text := range hostileNotes() {
		var before, after runtime.MemStats
		began := time.Now()
		runtime.ReadMemStats(&before)
		n, _ := ParseNotes(text)
		_ = n.String()
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > most {
			t.Errorf("%s: %d bytes", name, took)
		}
		if took := time.Since(began); os.Getenv("UNMN_FUZZ") != "" && took > 2*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

func FuzzNotes(f *testing.F) {
	f.Add(wholeNotes)
	f.Add("Present: a \"b\\\"c\" (d)\n## 1\nPOSITION x: agree ( named) (y)\n\\// x\n```\n\\## y\n```\n")
	f.Add("Присутни: а\n\n## 2 Разно (ново)\nЗАДАТАК а са б: в до 2027-01-31\n")
	f.Fuzz(func(t *testing.T, text string) { roundTrip(t, text) })
}

// Notes put together at random of lines that have a meaning and lines that nearly
// have one are written so that they read the same.
func TestRandomNotesRoundTrip(t *testing.T) {
	lines := strings.Split(wholeNotes+"```\n```x\n~~~\n\\```\n\\## z\n  indented\n\tindented\n\\ACTION x: y\n// r\n> q\n\n\n\nPOSITION a: agree ( named)\nPOSITION b (named): objection (named) (a (b) c)\nDECISION: do it\nNO DECISION: y\nPresent: x by Some Body for \"Q \\\" \\\\\" (hybrid)", "\n")
	random := rand.New(rand.NewPCG(1, 2))
	clean := 0
	for range 5000 {
		var text []string
		for range random.IntN(14) {
			text = append(text, lines[random.IntN(len(lines))])
		}
		joined := strings.Join(text, "\n")
		if _, problems := ParseNotes(joined); problems.Errors() == 0 {
			clean++
		}
		roundTrip(t, joined)
	}
	if clean < 500 {
		t.Errorf("only %d of the notes could be read", clean)
	}
}
