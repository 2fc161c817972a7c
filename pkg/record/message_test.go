package record

import (
	"reflect"
	"strings"
	"testing"
)

func TestParseMessage(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want Message
	}{
		"of a change": {
			(&Change{Subject: "member iom: end", Reason: "the office closes\n\nfor good", Trailers: []Trailer{{"Unmn-Record", "member/iom"}, {"Unmn-Source", "letter: 3"}}}).Message(),
			Message{"member iom: end", "the office closes\n\nfor good", []Trailer{{"Unmn-Record", "member/iom"}, {"Unmn-Source", "letter: 3"}}},
		},
		"no reason":         {"s\n\nUnmn-Record: member/iom\n", Message{"s", "", []Trailer{{"Unmn-Record", "member/iom"}}}},
		"by hand":           {"two\nlines\r\n\r\nbecause\nof this\n", Message{Subject: "two lines", Reason: "because\nof this"}},
		"no trailers":       {"s\n\nnote: this\nis text", Message{Subject: "s", Reason: "note: this\nis text"}},
		"subject only":      {"fix: it", Message{Subject: "fix: it"}},
		"nothing":           {"\n", Message{}},
		"of somebody's own": {"s\n\nSigned-off-by: A <a@example.org>", Message{"s", "", []Trailer{{"Signed-off-by", "A <a@example.org>"}}}},
	} {
		if got := ParseMessage(tt.text); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	m := Message{Trailers: []Trailer{{"a", "1"}, {"b", "2"}, {"a", "3"}}}
	if got := strings.Join(m.Of("a"), " "); got != "1 3" {
		t.Errorf("%s", got)
	}
}

// FuzzParseMessage: what a change says is read back, whatever is in it.
func FuzzParseMessage(f *testing.F) {
	f.Add("member iom: end", "the office\n\ncloses", "letter 3")
	f.Add("s", "", "x: y\nz: w")
	f.Add("s", "a: b", "")
	f.Fuzz(func(t *testing.T, subject, reason, source string) {
		c := &Change{Subject: subject, Reason: reason, Trailers: []Trailer{{RecordTrailer, "member/iom"}, {SourceTrailer, source}}}
		if oneLine(subject) == "" || oneLine(source) == "" {
			t.Skip()
		}
		m := ParseMessage(c.Message())
		want := strings.ReplaceAll(strings.TrimSpace(strings.ReplaceAll(reason, "\r\n", "\n")), "\r", "")
		if m.Subject != oneLine(subject) || strings.ReplaceAll(m.Reason, "\r", "") != want || !reflect.DeepEqual(m.Of(SourceTrailer), []string{oneLine(source)}) {
			t.Fatalf("%q is read as %q", c.Message(), m)
		}
	})
}
