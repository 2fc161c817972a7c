package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A ref is the number of an object; 0 is none.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// A file is a PDF while it is written: objects in any order, each with a number that
// was reserved for it.
type file struct {
	out     bytes.Buffer
	offsets []int // of the objects from 1 on; 0 while an object is not written
	packer  *zlib.Writer
}

func newFile() (*file, error) {
	fast, err := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed)
	if err != nil {
		return nil, err
	}
	f := &file{packer: fast}
	f.out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	return f, nil
}

// reserve gives out the number of an object that is written later.
func (f *file) reserve() ref {
	f.offsets = append(f.offsets, 0)
	return ref(len(f.offsets))
}

// put writes an object.
func (f *file) put(r ref, body string) {
	f.offsets[r-1] = f.out.Len()
	fmt.Fprintf(&f.out, "%d 0 obj\n%s\nendobj\n", r, body)
}

// add writes an object that nothing knew of before.
func (f *file) add(body string) ref {
	r := f.reserve()
	f.put(r, body)
	return r
}

// stream writes an object with data that is compressed already.
func (f *file) stream(r ref, entries string, data []byte) {
	f.offsets[r-1] = f.out.Len()
	fmt.Fprintf(&f.out, "%d 0 obj\n<<%s/Length %d>>\nstream\n", r, entries, len(data))
	f.out.Write(data)
	f.out.WriteString("\nendstream\nendobj\n")
}

// deflated writes an object with data, compressed.
func (f *file) deflated(r ref, entries string, data []byte) error {
	var b bytes.Buffer
	f.packer.Reset(&b) // one for all: it is large
	if _, err := f.packer.Write(data); err != nil {
		return err
	}
	if err := f.packer.Close(); err != nil {
		return err
	}
	f.stream(r, "/Filter/FlateDecode"+entries, b.Bytes())
	return nil
}

// finish writes where the objects are and gives the file to w. Its identifier is the
// hash of all there is in it.
func (f *file) finish(w io.Writer, catalog, info ref) error {
	id := sha256.Sum256(f.out.Bytes())
	start := f.out.Len()
	fmt.Fprintf(&f.out, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, at := range f.offsets {
		fmt.Fprintf(&f.out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&f.out, "trailer\n<</Size %d/Root %s/Info %s/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, catalog, info, id[:16], id[:16], start)
	_, err := f.out.WriteTo(w)
	return err
}

// textString is a string for people: plain where it is ASCII, else in UTF-16.
func textString(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
		return byteString(s)
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	b.WriteString(">")
	return b.String()
}

// byteString is a string of bytes that are printable ASCII.
func byteString(s string) string {
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`, "\n", `\n`).Replace(s) + ")"
}

// nameOf is a name, with what a name may not hold written as numbers.
func nameOf(s string) string {
	var b strings.Builder
	b.WriteByte('/')
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("-_.", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "#%02X", c)
		}
	}
	return b.String()
}

// number is a measure in points as a PDF writes it.
func number(v float64) string { return string(appendNumber(nil, v)) }

// appendNumber adds a measure in points: hundredths are finer than a printer.
func appendNumber(b []byte, v float64) []byte {
	n := int64(math.Round(v * 100))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	if n %= 100; n != 0 {
		b = append(b, '.', '0'+byte(n/10))
		if n%10 != 0 {
			b = append(b, '0'+byte(n%10))
		}
	}
	return b
}

// appendNumbers adds measures with a space behind each.
func appendNumbers(b []byte, list ...float64) []byte {
	for _, v := range list {
		b = append(appendNumber(b, v), ' ')
	}
	return b
}
