package exchange

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"
	"github.com/emersion/go-vcard"
)

// hostile are values that try to be more than a value.
var hostile = []string{
	"plain", "Љубица, примерак; \"a\" \\n : x", "x\r\nATTENDEE:mailto:x@example.org\r\n", "a\rb\nc", "=SUM(A1)", "^n^'", "\u202eabc\x00\x1b[2J",
	strings.Repeat("Наслов ", 60), strings.Repeat("x", 400), "а̑ c̈ שלום مرحبا", "\\", ";", ",", "", "\xff\xfe", "😀" + strings.Repeat("😀", 40),
}

func sample(t testing.TB, text string) Calendar {
	t.Helper()
	belgrade, err := time.LoadLocation("Europe/Belgrade")
	if err != nil {
		t.Fatal(err)
	}
	return Calendar{
		Name: text, Lang: "sr-Cyrl", Method: Request, Stamp: time.Date(2026, 11, 2, 9, 0, 0, 0, belgrade),
		Events: []Event{{
			UID: "meeting-2026-q4@unmn", Sequence: 2, Start: time.Date(2026, 12, 3, 10, 0, 0, 0, belgrade), End: time.Date(2026, 12, 3, 12, 30, 0, 0, belgrade),
			Summary: text, Place: text, Description: text + "\n" + text, URL: "https://meet.example.org/q4?a=1&b=2",
			Organizer: Guest{Name: text, Email: "office@example.org"},
			Guests:    []Guest{{Name: text, Email: "focal.point+a?b@example.org", Chair: true, RSVP: "accepted"}, {Name: "none", Email: text}},
		}},
	}
}

// written checks the lines and gives them to a reader that is not ours.
func written(t testing.TB, c Calendar) *ical.Calendar {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b); err != nil {
		t.Fatal(err)
	}
	folded(t, b.String())
	back, err := ical.NewDecoder(&b).Decode()
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// folded checks that lines end, and are folded, as the standards say.
func folded(t testing.TB, text string) {
	t.Helper()
	if !utf8.ValidString(text) || !strings.HasSuffix(text, "\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\n") {
		t.Errorf("the lines do not end as they must: %q", text)
	}
	for _, l := range strings.Split(text, "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) {
			t.Errorf("a line of %d octets, or cut within a character: %q", len(l), l)
		}
	}
}

func TestEveryValueStaysAValue(t *testing.T) {
	for _, text := range hostile {
		back := written(t, sample(t, text))
		events := back.Events()
		if len(events) != 1 {
			t.Fatalf("%q made %d events", text, len(events))
		}
		e := events[0]
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
		want = strings.Map(harmless, strings.ReplaceAll(want, "\n", "\x01"))
		want = strings.ReplaceAll(want, string(utf8.RuneError), "?")
		got, err := e.Props.Text(ical.PropSummary)
		if err != nil {
			t.Fatal(err)
		}
		if text == "" {
			want = "meeting-2026-q4@unmn"
		}
		got = strings.ReplaceAll(strings.ReplaceAll(got, "\n", "?"), string(utf8.RuneError), "?")
		if got != strings.ReplaceAll(want, "\x01", "?") {
			t.Errorf("%q came back as %q, want %q", text, got, want)
		}
		if n := len(e.Props.Values(ical.PropAttendee)); n != 1 {
			t.Errorf("%q invites %d", text, n)
		}
		if uri := e.Props.Get(ical.PropAttendee).Value; uri != "mailto:focal.point+a%3Fb@example.org" {
			t.Errorf("the address is %s", uri)
		}
		start, err := e.DateTimeStart(nil)
		if err != nil || !start.Equal(sample(t, "").Events[0].Start) {
			t.Errorf("it begins at %v, %v", start, err)
		}
	}
}

// A zone begins a year before the first event and tells every change of the clock.
func TestZonesBeginAYearBefore(t *testing.T) {
	c := sample(t, "x")
	later := c.Events[0]
	later.Start, later.UID = later.Start.AddDate(3, 0, 0), "meeting-2029-q4@unmn"
	chatham, err := time.LoadLocation("Pacific/Chatham")
	if err != nil {
		t.Fatal(err)
	}
	odd := c.Events[0]
	odd.Start, odd.UID = odd.Start.In(chatham), "odd"
	utc := c.Events[0]
	utc.Start, utc.UID = utc.Start.UTC(), "utc"
	c.Events = append(c.Events, later, odd, utc)
	back := written(t, c)
	var zones []string
	for _, part := range back.Children {
		if part.Name != ical.CompTimezone {
			continue
		}
		zones = append(zones, part.Props.Get(ical.PropTimezoneID).Value)
		if first := part.Children[0].Props.Get(ical.PropDateTimeStart).Value; !strings.HasPrefix(first, "202512") {
			t.Errorf("%s begins at %s", zones[len(zones)-1], first)
		}
		if zones[len(zones)-1] == "Pacific/Chatham" {
			if offset := part.Children[0].Props.Get(ical.PropTimezoneOffsetTo).Value; offset != "+1345" {
				t.Errorf("the offset of Chatham in summer is %s", offset)
			}
		} else if n := len(part.Children); n != 1+2*5 {
			t.Errorf("there are %d rules for five years", n)
		}
	}
	if strings.Join(zones, " ") != "Europe/Belgrade Pacific/Chatham" {
		t.Errorf("the zones are %q", zones)
	}
}

func TestCancelTakesTheEventOut(t *testing.T) {
	c := sample(t, "x")
	c.Method, c.Events[0].Cancelled = Cancel, true
	back := written(t, c)
	if method := back.Props.Get(ical.PropMethod).Value; method != "CANCEL" {
		t.Errorf("the method is %s", method)
	}
	if status := back.Events()[0].Props.Get(ical.PropStatus).Value; status != "CANCELLED" {
		t.Errorf("the status is %s", status)
	}
	c.Method = ""
	if back := written(t, c); back.Props.Get(ical.PropMethod) != nil || back.Events()[0].Props.Get(ical.PropOrganizer) != nil {
		t.Error("a feed asks somebody")
	}
}

func TestCardsStayCards(t *testing.T) {
	for _, text := range hostile {
		if text == "" {
			continue
		}
		cards := []Card{
			{UID: "a", Name: text, Body: text, Title: text, Role: text, Email: "a.b@example.org", URL: "https://example.org/x", Notes: []string{text, "b"}},
			{UID: "b", Name: "second", Email: text, URL: text},
		}
		var b bytes.Buffer
		if err := Cards(&b, cards); err != nil {
			t.Fatal(err)
		}
		folded(t, b.String())
		dec := vcard.NewDecoder(&b)
		for i := 0; ; i++ {
			card, err := dec.Decode()
			if err == io.EOF {
				if i != 2 {
					t.Errorf("%q made %d cards", text, i)
				}
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 && len(card.Values(vcard.FieldFormattedName)) != 1 || i == 1 && (card.Value(vcard.FieldEmail) != "" || card.Value(vcard.FieldURL) != "") {
				t.Errorf("%q became %v", text, card)
			}
		}
	}
}

func FuzzLines(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if back := written(t, sample(t, text)); len(back.Events()) != 1 || len(back.Events()[0].Props.Values(ical.PropOrganizer)) != 1 {
			t.Errorf("%q changed what is in the file", text)
		}
		var b bytes.Buffer
		if err := Cards(&b, []Card{{UID: text, Name: text + "x", Body: text, Notes: []string{text}}}); err != nil {
			t.Fatal(err)
		}
		folded(t, b.String())
		if n := strings.Count("\n"+b.String(), "\nBEGIN:"); n != 1 {
			t.Errorf("%q made %d cards", text, n)
		}
	})
}

// The library of Python, which follows the standard to the letter, reads the same. Where
// it is missing the test is skipped, unless UNMN_READERS=all asks for every reader.
func TestPythonReadsTheCalendar(t *testing.T) {
	python := pythonWith(t, "icalendar")
	for _, text := range hostile {
		c := sample(t, text)
		file := filepath.Join(t.TempDir(), "calendar.ics")
		var b bytes.Buffer
		if err := c.Write(&b); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(python, "-c", `
import sys, icalendar
cal = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
for part in cal.walk():
    assert not part.errors, part.errors
event, = cal.walk("VEVENT")
zone = cal.walk("VTIMEZONE")[0].to_tz()
assert event["DTSTART"].dt.utcoffset().total_seconds() == 3600, event["DTSTART"].dt
assert event["SEQUENCE"] == 2 and cal["METHOD"] == "REQUEST"
print(event["DTSTART"].dt.isoformat(), event["ATTENDEE"])
`, file).CombinedOutput()
		if err != nil || !strings.HasPrefix(string(out), "2026-12-03T10:00:00+01:00 mailto:focal.point") {
			t.Errorf("%q: %v\n%s", text, err, out)
		}
	}
}

// pythonWith is a Python that has a module.
func pythonWith(t *testing.T, module string) string {
	t.Helper()
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(python, "-c", "import "+module).Run() == nil {
			return python
		}
	}
	if os.Getenv("UNMN_READERS") == "all" {
		t.Fatalf("there is no Python with the module %s", module)
	}
	t.Skipf("there is no Python with the module %s", module)
	return ""
}
