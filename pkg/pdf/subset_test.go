package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"flag"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
)

var update = flag.Bool("update", false, "make the embedded fonts and the documents that the tests compare with again")

// ranges are the characters of the embedded fonts: Latin with all its accents, Greek,
// Cyrillic, combining marks, punctuation, a few signs.
var ranges = [][2]rune{{0x20, 0x7e}, {0xa0, 0x17f}, {0x18f, 0x18f}, {0x192, 0x192}, {0x1c4, 0x1cc}, {0x1e6, 0x1e7}, {0x218, 0x21b},
	{0x259, 0x259}, {0x2bb, 0x2bc}, {0x2c6, 0x2c7}, {0x2d8, 0x2dd}, {0x300, 0x304}, {0x306, 0x30c}, {0x30f, 0x30f}, {0x311, 0x311},
	{0x323, 0x328}, {0x370, 0x3ff}, {0x400, 0x45f}, {0x462, 0x463}, {0x48a, 0x4ff}, {0x1e00, 0x1eff}, {0x2010, 0x2027}, {0x2030, 0x2033},
	{0x2039, 0x203a}, {0x2044, 0x2044}, {0x20ac, 0x20ac}, {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2190, 0x2193}, {0x2212, 0x2212},
	{0x2248, 0x2248}, {0x2260, 0x2260}, {0x2264, 0x2265}, {0x25a1, 0x25a1}, {0x25cb, 0x25cb}, {0x25cf, 0x25cf}}

// The embedded fonts are what subset makes of the Liberation fonts, with nothing done
// by hand. With -update they are made again.
func TestFontsAreSubsetsOfLiberation(t *testing.T) {
	for name, whole := range map[string][]byte{
		"serif": liberationserifregular.TTF, "serif-bold": liberationserifbold.TTF, "serif-italic": liberationserifitalic.TTF,
		"sans": liberationsansregular.TTF, "sans-bold": liberationsansbold.TTF,
	} {
		want := subset(whole)
		path := filepath.Join("fonts", name+".z")
		if *update && !bytes.Equal(inflated(t, path), want) {
			var b bytes.Buffer
			z, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
			if err != nil {
				t.Fatal(err)
			}
			z.Write(want) //nolint:errcheck // into memory
			z.Close()     //nolint:errcheck // into memory
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(inflated(t, path), want) {
			t.Errorf("%s is not what is made of the library's font; make it again with -update", path)
		}
	}
}

func inflated(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A ttf is the tables of a TrueType font.
type ttf map[string][]byte

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }

func tables(data []byte) ttf {
	out := ttf{}
	for i := range u16(data, 4) {
		row := data[12+16*i:]
		out[string(row[:4])] = data[u32(row, 8) : u32(row, 8)+u32(row, 12)]
	}
	return out
}

// subset keeps the glyphs of the ranges and what they are composed of, renumbered,
// without instructions, names and features.
func subset(data []byte) []byte {
	font := tables(data)
	chars := font.chars()
	glyphs := []int{0}
	number := map[int]int{0: 0}
	keep := func(g int) {
		if _, there := number[g]; !there {
			number[g] = len(glyphs)
			glyphs = append(glyphs, g)
		}
	}
	small := map[rune]int{}
	for _, r := range ranges {
		for c := r[0]; c <= r[1]; c++ {
			if g := chars[c]; g != 0 {
				keep(g)
				small[c] = number[g]
			}
		}
	}
	for i := 0; i < len(glyphs); i++ { // grows while parts are found
		eachPart(font.glyph(glyphs[i]), func(part []byte) { keep(u16(part, 2)) })
	}
	var glyf, loca, hmtx []byte
	long := u16(font["hhea"], 34)
	for _, g := range glyphs {
		loca = binary.BigEndian.AppendUint16(loca, uint16(len(glyf)/2))
		outline := stripped(font.glyph(g))
		eachPart(outline, func(part []byte) {
			binary.BigEndian.PutUint16(part[2:], uint16(number[u16(part, 2)]))
		})
		if glyf = append(glyf, outline...); len(glyf)%2 == 1 {
			glyf = append(glyf, 0)
		}
		bearing := 4*min(g, long-1) + 2
		if g >= long {
			bearing = 4*long + 2*(g-long)
		}
		hmtx = append(hmtx, font["hmtx"][4*min(g, long-1):][:2]...)
		hmtx = append(hmtx, font["hmtx"][bearing:][:2]...)
	}
	loca = binary.BigEndian.AppendUint16(loca, uint16(len(glyf)/2))
	if len(glyf) > 2*0xffff {
		panic("the outlines do not fit into short offsets")
	}
	count := uint16(len(glyphs))
	out := ttf{"head": slices.Clone(font["head"]), "hhea": slices.Clone(font["hhea"]), "maxp": slices.Clone(font["maxp"]),
		"hmtx": hmtx, "loca": loca, "glyf": glyf, "cmap": cmap(small)}
	binary.BigEndian.PutUint16(out["head"][50:], 0) // short offsets
	binary.BigEndian.PutUint32(out["head"][8:], 0)  // the check sum of the whole
	binary.BigEndian.PutUint16(out["hhea"][34:], count)
	binary.BigEndian.PutUint16(out["maxp"][4:], count)
	return out.join()
}

// chars is the character map, of the subtable of format 4 for Unicode.
func (f ttf) chars() map[rune]int {
	cm := f["cmap"]
	out := map[rune]int{}
	for i := range u16(cm, 2) {
		at := u32(cm, 4+8*i+4)
		if sub := cm[at:]; u16(cm, 4+8*i) == 3 && u16(sub, 0) == 4 {
			n := u16(sub, 6) / 2
			for s := range n {
				end, start, delta, offset := u16(sub, 14+2*s), u16(sub, 16+2*n+2*s), u16(sub, 16+4*n+2*s), u16(sub, 16+6*n+2*s)
				for c := start; c <= end && c != 0xffff; c++ {
					g := c
					if offset != 0 {
						if g = u16(sub, 16+6*n+2*s+offset+2*(c-start)); g == 0 {
							continue
						}
					}
					out[rune(c)] = (g + delta) & 0xffff
				}
			}
		}
	}
	return out
}

func (f ttf) glyph(g int) []byte {
	if u16(f["head"], 50) == 0 {
		return f["glyf"][2*u16(f["loca"], 2*g) : 2*u16(f["loca"], 2*g+2)]
	}
	return f["glyf"][u32(f["loca"], 4*g):u32(f["loca"], 4*g+4)]
}

// eachPart goes through the parts of a composed glyph.
func eachPart(glyph []byte, each func(part []byte)) {
	if len(glyph) < 10 || int16(u16(glyph, 0)) >= 0 {
		return
	}
	for at := 10; ; {
		flags := u16(glyph, at)
		each(glyph[at:])
		at += partSize(flags)
		if flags&0x20 == 0 {
			return
		}
	}
}

func partSize(flags int) int {
	size := 6
	if flags&1 != 0 {
		size += 2
	}
	switch {
	case flags&8 != 0:
		size += 2
	case flags&0x40 != 0:
		size += 4
	case flags&0x80 != 0:
		size += 8
	}
	return size
}

// stripped is a copy of a glyph without its instructions.
func stripped(glyph []byte) []byte {
	out := slices.Clone(glyph)
	if len(out) < 10 {
		return out
	}
	if n := int(int16(u16(out, 0))); n >= 0 {
		at := 10 + 2*n
		size := u16(out, at)
		binary.BigEndian.PutUint16(out[at:], 0)
		return slices.Delete(out, at+2, at+2+size)
	}
	end := 10
	eachPart(out, func(part []byte) {
		flags := u16(part, 0)
		end += partSize(flags)
		binary.BigEndian.PutUint16(part, uint16(flags&^0x100))
	})
	return out[:end]
}

// cmap is a character map of format 4 with a segment for every run.
func cmap(chars map[rune]int) []byte {
	type segment struct{ start, end, delta int }
	var segments []segment
	for _, c := range slices.Sorted(maps.Keys(chars)) {
		delta := (chars[c] - int(c)) & 0xffff
		if n := len(segments); n > 0 && segments[n-1].end == int(c)-1 && segments[n-1].delta == delta {
			segments[n-1].end++
		} else {
			segments = append(segments, segment{int(c), int(c), delta})
		}
	}
	segments = append(segments, segment{0xffff, 0xffff, 1})
	n := len(segments)
	var b []byte
	put := func(values ...int) {
		for _, v := range values {
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		}
	}
	put(0, 1, 3, 1, 0, 12)
	put(4, 16+8*n, 0, 2*n, 0, 0, 0)
	for _, s := range segments {
		put(s.end)
	}
	put(0)
	for _, s := range segments {
		put(s.start)
	}
	for _, s := range segments {
		put(s.delta)
	}
	for range segments {
		put(0)
	}
	return b
}

// measured are the tables from which lines are laid out; the outlines come after them.
var measured = []string{"head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf"}

// join is the file of a font. Its list of tables is in the order of their names, as it
// has to be; the tables themselves begin with what measuring needs.
func (f ttf) join() []byte {
	names := slices.Sorted(maps.Keys(f))
	head := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(names), 64, 2, 16*len(names) - 64} {
		head = binary.BigEndian.AppendUint16(head, uint16(v))
	}
	start := 12 + 16*len(names)
	var body []byte
	offsets := map[string]int{}
	for _, name := range measured {
		offsets[name] = start + len(body)
		body = append(body, f[name]...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	for _, name := range names {
		head = append(head, name...)
		sum := uint32(0)
		for i := 0; i < len(f[name]); i += 4 {
			var word [4]byte
			copy(word[:], f[name][i:])
			sum += binary.BigEndian.Uint32(word[:])
		}
		for _, v := range []uint32{sum, uint32(offsets[name]), uint32(len(f[name]))} {
			head = binary.BigEndian.AppendUint32(head, v)
		}
	}
	return append(head, body...)
}
