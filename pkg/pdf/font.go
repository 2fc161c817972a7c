package pdf

import (
	"bytes"
	"compress/zlib"
	"embed"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"sync"
	"unicode"
)

// fontFiles are subsets of the Liberation fonts, made by a test of this package. They
// are compressed as the stream of a PDF is, and go into it as they are.
//
//go:embed fonts/*.z
var fontFiles embed.FS

// A weight is one of the faces that a document is set in.
type weight int

// The faces: a serif to read, a sans serif for what is looked up.
const (
	serif weight = iota
	serifBold
	serifItalic
	sans
	sansBold
	weights // how many there are
)

// fontNames are the files of the faces, and what the PDF calls them: a subset may not
// bear the reserved name of the font it was made of.
func fontNames(w weight) (file, name string) {
	return [...]string{"serif", "serif-bold", "serif-italic", "sans", "sans-bold"}[w],
		[...]string{"UnmnSerif", "UnmnSerif-Bold", "UnmnSerif-Italic", "UnmnSans", "UnmnSans-Bold"}[w]
}

// A face is one font with its measures, in thousandths of the size.
type face struct {
	name     string
	file     []byte // compressed
	length   int    // of the file before it was compressed
	glyphs   map[rune]uint16
	advances []int
	ink      func() ([][2]int, error) // from where to where glyphs have ink
	box      [4]int
	ascent   int
	descent  int
	italic   bool
}

// faces reads each face once, when it is first needed.
var faces = [weights]func() (*face, error){
	serif:       sync.OnceValues(func() (*face, error) { return readFace(serif) }),
	serifBold:   sync.OnceValues(func() (*face, error) { return readFace(serifBold) }),
	serifItalic: sync.OnceValues(func() (*face, error) { return readFace(serifItalic) }),
	sans:        sync.OnceValues(func() (*face, error) { return readFace(sans) }),
	sansBold:    sync.OnceValues(func() (*face, error) { return readFace(sansBold) }),
}

// readFace reads the measures of an embedded font, which are at its front. An error is
// a font that was built in damaged.
func readFace(w weight) (*face, error) {
	file, name := fontNames(w)
	packed, err := fontFiles.ReadFile("fonts/" + file + ".z")
	if err != nil {
		return nil, err
	}
	f := &face{name: name, file: packed, italic: w == serifItalic}
	f.ink = sync.OnceValues(f.readInk)
	t, err := readTables(packed, "head", "hhea", "hmtx", "cmap")
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", file, err)
	}
	f.length = t.length
	head, hhea, hmtx := t.bytes["head"], t.bytes["hhea"], t.bytes["hmtx"]
	f.box = [4]int{t.scaled(head, 36), t.scaled(head, 38), t.scaled(head, 40), t.scaled(head, 42)}
	f.ascent, f.descent = t.scaled(hhea, 4), t.scaled(hhea, 6)
	for at := 0; at < len(hmtx); at += 4 {
		f.advances = append(f.advances, t.scaled(hmtx, at))
	}
	f.glyphs = readChars(t.bytes["cmap"][12:])
	return f, nil
}

// readInk reads where the outlines of glyphs are. Only marks need it.
func (f *face) readInk() ([][2]int, error) {
	t, err := readTables(f.file, "head", "loca", "glyf")
	if err != nil {
		return nil, err
	}
	loca, glyf := t.bytes["loca"], t.bytes["glyf"]
	ink := make([][2]int, len(loca)/2-1)
	for g := range ink {
		// The offsets are short: they count in pairs of bytes.
		start, end := 2*int(binary.BigEndian.Uint16(loca[2*g:])), 2*int(binary.BigEndian.Uint16(loca[2*g+2:]))
		if start < end {
			ink[g] = [2]int{t.scaled(glyf, start+2), t.scaled(glyf, start+6)}
		}
	}
	return ink, nil
}

// fontTables are some tables of a font.
type fontTables struct {
	bytes  map[string][]byte
	length int // of the whole file
	em     int // units of the size
}

// scaled is a measure in thousandths of the size.
func (t *fontTables) scaled(b []byte, at int) int {
	return int(int16(binary.BigEndian.Uint16(b[at:]))) * 1000 / t.em
}

// readTables reads tables of a compressed font, and no more of it than up to the last.
// The first must be "head".
func readTables(packed []byte, tags ...string) (*fontTables, error) {
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	data := make([]byte, 12, 80<<10)
	if _, err := io.ReadFull(z, data); err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint16(data[4:]))
	data = data[:12+16*n]
	if _, err := io.ReadFull(z, data[12:]); err != nil {
		return nil, err
	}
	t := &fontTables{bytes: map[string][]byte{}}
	ends := map[string][2]int{}
	last := 0
	for at := 12; at < len(data); at += 16 {
		start, size := int(binary.BigEndian.Uint32(data[at+8:])), int(binary.BigEndian.Uint32(data[at+12:]))
		t.length = max(t.length, (start+size+3)&^3)
		if tag := string(data[at : at+4]); slices.Contains(tags, tag) {
			ends[tag] = [2]int{start, start + size}
			last = max(last, start+size)
		}
	}
	begun := len(data)
	data = slices.Grow(data, last)[:max(last, begun)]
	if _, err := io.ReadFull(z, data[begun:]); err != nil {
		return nil, err
	}
	for _, tag := range tags {
		if ends[tag][1] == 0 {
			return nil, fmt.Errorf("there is no table %q", tag)
		}
		t.bytes[tag] = data[ends[tag][0]:ends[tag][1]]
	}
	t.em = int(binary.BigEndian.Uint16(t.bytes["head"][18:]))
	return t, nil
}

// readChars reads a character map of format 4 whose segments all count from a number.
func readChars(sub []byte) map[rune]uint16 {
	out := make(map[rune]uint16, 1400)
	n := int(binary.BigEndian.Uint16(sub[6:]))
	for s := 0; s < n; s += 2 {
		end, start := binary.BigEndian.Uint16(sub[14+s:]), binary.BigEndian.Uint16(sub[16+n+s:])
		delta := binary.BigEndian.Uint16(sub[16+2*n+s:])
		for c := uint32(start); c <= uint32(end) && c < 0xffff; c++ {
			out[rune(c)] = uint16(c) + delta
		}
	}
	return out
}

// box is what stands for a character that the fonts do not have.
const box = '\u25a1'

// glyph is the glyph of a character, and whether the font has it.
func (f *face) glyph(r rune) (uint16, bool) {
	switch r {
	case '\u00a0', '\u202f', '\u2007', '\t':
		r = ' '
	case '\u2011':
		r = '-'
	case '\u00ad':
		return 0, true // a hyphen that is only shown where a line ends there
	}
	g, ok := f.glyphs[r]
	if !ok {
		g = f.glyphs[box]
	}
	return g, ok
}

// isMark reports a mark that stands on the character before it.
func isMark(r rune) bool { return unicode.Is(unicode.Mn, r) }

// width is how far text goes, at a size in points.
func (f *face) width(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		if g, _ := f.glyph(r); g != 0 && !isMark(r) {
			sum += f.advances[g]
		}
	}
	return float64(sum) * size / 1000
}
