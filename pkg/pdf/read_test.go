package pdf

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestPropertiesAreReadBack(t *testing.T) {
	p := page()
	p.Properties = []Property{{"unmn-document", "minutes"}, {"unmn-reference", `Ознака (a)\b`}, {"a b(/x", "c)d"}}
	var b bytes.Buffer
	if err := Write(&b, parsed(t, "# /unmn-document (forged)\n\n[x](<https://example.org/unmn-document(x)>)"), p); err != nil {
		t.Fatal(err)
	}
	list, producer, err := Properties(b.Bytes(), "unmn-document")
	if err != nil || producer != "unmn" {
		t.Fatalf("%q, %v", producer, err)
	}
	for _, want := range append(p.Properties, Property{"Title", p.Title}) {
		if !slices.Contains(list, want) {
			t.Errorf("%q is not in %q", want, list)
		}
	}
}

// As other programs write a dictionary, and as nobody should.
func TestDictionariesOfOthers(t *testing.T) {
	const own = "/unmn-document "
	for _, tt := range []struct{ text, want string }{
		{own + "(minutes)", "minutes"},
		{own + "\n<6d 69 6E>", "min"},
		{own + "<feff0160>", "Š"},
		{own + "(\xef\xbb\xbfж)", "ж"},
		{own + `(a\(b\)\101\n\` + "\r\n" + `c)`, "a(b)A\nc"},
		{own + "((a)b)", "(a)b"},
		{"/Trapped /False /N 3 0 R /Kids [(x)] " + own + "(m)", "m"},
		{"/unmn#2Ddocument(m)", ""},
		{own + "(never ends", ""},
		{own + "<zz>", ""},
		{own + "42", ""},
		{own, ""},
	} {
		list, _, err := Properties([]byte("%PDF-1.7\n1 0 obj <<"+tt.text+">> endobj"), "unmn-document")
		got := ""
		for _, p := range list {
			if p.Name == "unmn-document" {
				got = p.Value
			}
		}
		if got != tt.want || tt.want == "" && err != nil && !errors.Is(err, ErrNoProperties) {
			t.Errorf("%s: %q, %v; want %q", tt.text, got, err, tt.want)
		}
	}
	for _, data := range []string{"", "%PDF-1.7", own + "(no dictionary)"} {
		if _, _, err := Properties([]byte(data), "unmn-document"); !errors.Is(err, ErrNoProperties) {
			t.Errorf("%q: %v", data, err)
		}
	}
}

// Where another program has saved a file again and left the dictionary in the open, it is
// read; who saved it may be told.
func TestPropertiesSurviveQpdf(t *testing.T) {
	qpdf := reader(t, "qpdf")
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, written(t, "# x"), 0o666); err != nil {
		t.Fatal(err)
	}
	run(t, qpdf, "--linearize", in, out)
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := Properties(data, "unmn-records")
	if err != nil || !slices.Contains(list, Property{"unmn-reference", `a(b)\c`}) {
		t.Errorf("%q, %v", list, err)
	}
}

// Whatever a file is, it is read in bounded time and no more is read than there may be.
func FuzzProperties(f *testing.F) {
	f.Add([]byte("%PDF-1.7\n<</unmn-document(a\\(b\\053)/x<FEFF0160>/Producer (p)>>"))
	f.Add([]byte("<<" + strings.Repeat("/unmn-document((", 100)))
	f.Add(written(f, "# x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		began := time.Now()
		list, _, err := Properties(data, "unmn-document")
		if (err == nil) != (len(list) > 0) || len(list) > maxEntries {
			t.Errorf("%d, %v", len(list), err)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("took %v", took)
		}
	})
}
