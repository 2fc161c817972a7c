package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// A font is a face as one document uses it.
type font struct {
	*face
	weight weight
	used   map[uint16]rune // what a glyph of the document stands for
}

// loadFonts are the faces, each to be put into the file if something is set in it.
func loadFonts() (fonts [weights]*font, err error) {
	for w := range weights {
		f, err := faces[w]()
		if err != nil {
			return fonts, err
		}
		fonts[w] = &font{face: f, weight: w, used: map[uint16]rune{}}
	}
	return fonts, nil
}

// encode writes text as glyphs. A mark goes over the middle of the character before it,
// where the fonts have no character for both.
func (f *font) encode(b *bytes.Buffer, text string) {
	b.WriteString("[<")
	base, back := uint16(0), 0 // the character that marks stand on, and how far the pen went
	for _, r := range text {
		g, known := f.glyph(r)
		if _, there := f.used[g]; !there || known {
			f.used[g] = meant(r, known)
		}
		if !isMark(r) {
			b.Write(appendHex(b.AvailableBuffer(), g))
			base, back = g, f.advances[g]
			continue
		}
		left := 0 // in this array, what is positive goes to the left
		if ink, err := f.ink(); err == nil {
			left = back - (ink[base][0]+ink[base][1])/2 + (ink[g][0]+ink[g][1])/2
		}
		fmt.Fprintf(b, ">%d<%04X>%d<", left, g, f.advances[g]-left)
	}
	b.WriteString(">] TJ")
}

// appendHex adds the number of a glyph.
func appendHex(b []byte, g uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[g>>12], digits[g>>8&15], digits[g>>4&15], digits[g&15])
}

// meant is the character that a glyph stands for.
func meant(r rune, known bool) rune {
	if !known {
		return box
	}
	return r
}

// putFonts writes the faces that are used, and returns the names by which pages know
// them.
func (c *composer) putFonts() (string, error) {
	var names strings.Builder
	for _, f := range c.fonts {
		if len(f.used) == 0 {
			continue
		}
		r, err := f.put(c.file)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&names, "/F%d %s", f.weight, r)
	}
	return names.String(), nil
}

// put writes a face.
func (f *font) put(to *file) (ref, error) {
	data, unicodes := to.reserve(), to.reserve()
	to.stream(data, fmt.Sprintf("/Filter/FlateDecode/Length1 %d", f.length), f.file)
	if err := to.deflated(unicodes, "", []byte(f.toUnicode())); err != nil {
		return 0, err
	}
	flags, angle := 4, 0 // symbolic: its characters are numbered its own way
	if f.weight == serif || f.weight == serifBold || f.weight == serifItalic {
		flags |= 2
	}
	if f.italic {
		flags, angle = flags|64, -16
	}
	descriptor := to.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight 700/StemV 80/FontFile2 %s>>",
		f.name, flags, f.box[0], f.box[1], f.box[2], f.box[3], angle, f.ascent, f.descent, data))
	var widths strings.Builder
	for _, g := range slices.Sorted(maps.Keys(f.used)) {
		fmt.Fprintf(&widths, "%d[%d]", g, f.advances[g])
	}
	cid := to.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %s/DW 0/W[%s]/CIDToGIDMap/Identity>>",
		f.name, descriptor, widths.String()))
	return to.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>", f.name, cid, unicodes)), nil
}

// toUnicode says which character each glyph is, for copying and searching.
func (f *font) toUnicode() string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	// No more than a hundred lines are allowed in one list.
	for glyphs := range slices.Chunk(slices.Sorted(maps.Keys(f.used)), 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(glyphs))
		for _, g := range glyphs {
			fmt.Fprintf(&b, "<%04X><", g)
			for _, unit := range utf16.Encode([]rune{f.used[g]}) {
				fmt.Fprintf(&b, "%04X", unit)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n")
	return b.String()
}
