package word

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"unmn/pkg/diag"
)

// Rule is the rule of every problem of a Word template.
const Rule = "word-template"

// Why says why the rule exists.
const Why = "Documents in Word are made of the template of the organisation. A field that nobody knows would stay in a letter as it was typed, and a template may come from anywhere: macros, programs, embedded files and links to other files would be passed on to everybody who gets the document, so they are refused."

// The limits of what is read. A template of an organisation with a logo has some
// 100 KB.
const (
	MaxFile    = 64 << 20 // bytes of the file
	MaxParts   = 500      // parts in it
	MaxPart    = 16 << 20 // bytes of a part once it is unpacked
	MaxTotal   = 48 << 20 // bytes of all parts
	MaxPicture = 4 << 20  // bytes of a picture
	MaxText    = 4 << 20  // bytes of a part that is XML
	maxRatio   = 200      // how many bytes one byte may become
	freeRatio  = 64 << 10 // bytes up to which nobody counts
	maxNodes   = 200_000  // elements of a part
	maxDepth   = 200      // elements in one another
)

// A Template is a Word file that is to be filled. It is not changed by filling it, and
// may be filled by several goroutines at once.
type Template struct {
	name   string // as problems call it
	sum    string // the SHA-256 of the file; "" for one that lies in a folder
	parts  []part
	read   map[string]*document  // the parts that are XML, by name
	leads  map[string][]relation // by the part that they lead from; "" is the file
	main   string                // name of the part with the text
	styles styles
	filled []opened // the parts that are filled, with their marks apart
	wrong  diag.List
	packed func() (map[string]packed, error) // parts that no document changes, packed once
}

// A part is one file inside the Word file.
type part struct {
	name string
	data []byte
}

// Read opens a template; name is what problems call it. The error is a diag.List of
// all that makes the file unfit to be opened at all.
func Read(name string, data []byte) (*Template, error) {
	t, err := open(name, data, func(string) bool { return true })
	if err != nil {
		return nil, err
	}
	return t, t.study()
}

// open unpacks the parts of a file that are wanted, within the limits.
func open(name string, data []byte, wanted func(part string) bool) (*Template, error) {
	r := &reader{file: name}
	sum := sha256.Sum256(data)
	t := &Template{name: name, sum: hex.EncodeToString(sum[:]), read: map[string]*document{}, leads: map[string][]relation{}, parts: r.unzip(data, wanted)}
	return t, r.list.Sort().Err()
}

// unzip unpacks the parts that are wanted of a file.
func (r *reader) unzip(data []byte, wanted func(name string) bool) []part {
	if len(data) > MaxFile {
		r.report("compress the pictures in Word: Picture Format, Compress Pictures", "the file has %s, the most is %s", size(int64(len(data))), size(MaxFile))
		return nil
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		r.report("open it in Word and save it as Word Document (.docx)", "this is no Word document: %v", err)
		return nil
	}
	if len(archive.File) > MaxParts {
		r.report("", "the file has %d parts, the most is %d", len(archive.File), MaxParts)
		return nil
	}
	var parts []part
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") || !wanted(f.Name) {
			continue
		}
		if data, ok := r.unpack(f); ok {
			parts = append(parts, part{f.Name, data})
		}
	}
	return parts
}

// SHA256 is the hash of the file that the template was read from, in hexadecimal; ""
// for one that lay in a folder.
func (t *Template) SHA256() string { return t.sum }

// A reader collects what is wrong with a file while it is unpacked.
type reader struct {
	file  string
	total int64
	seen  []string
	list  diag.List
}

func (r *reader) report(hint, format string, args ...any) {
	r.list = append(r.list, diag.Problem{File: r.file, Rule: Rule, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// unpack reads one part, counting what comes out of it rather than believing what the
// file says of itself.
func (r *reader) unpack(f *zip.File) ([]byte, bool) {
	folded := strings.ToLower(f.Name)
	switch {
	case !fs.ValidPath(f.Name) || strings.ContainsAny(f.Name, "\\:"):
		r.report("", "the part %q has a name that leads out of the file", f.Name)
		return nil, false
	case slices.Contains(r.seen, folded):
		r.report("", "the part %q is there twice", f.Name)
		return nil, false
	case f.Flags&1 != 0:
		r.report("save it in Word without a password", "the part %q is encrypted", f.Name)
		return nil, false
	}
	r.seen = append(r.seen, folded)
	most := int64(MaxPart)
	if isXML(f.Name) {
		most = MaxText
	}
	if isPicture(f.Name) {
		most = MaxPicture
	}
	picture := isPicture(f.Name)
	if packed := int64(f.CompressedSize64); packed < most/maxRatio {
		most, picture = max(packed*maxRatio, freeRatio), false
	}
	in, err := f.Open()
	if err != nil {
		r.report("", "the part %q cannot be read: %v", f.Name, err)
		return nil, false
	}
	defer func() { _ = in.Close() }()
	data, err := io.ReadAll(io.LimitReader(in, most+1))
	r.total += int64(len(data))
	switch {
	case int64(len(data)) > most && picture:
		r.report("compress the pictures in Word: Picture Format, Compress Pictures", "the picture %q has more than %s; it would be in every document", f.Name, size(most))
	case int64(len(data)) > most:
		r.report("", "the part %q unpacks to more than %s, from %s", f.Name, size(most), size(int64(f.CompressedSize64)))
	case r.total > MaxTotal:
		r.report("", "the parts unpack to more than %s", size(MaxTotal))
	case err != nil:
		r.report("", "the part %q cannot be read: %v", f.Name, err)
	default:
		return data, true
	}
	return nil, false
}

// ReadFolder opens a template that lies unpacked in a folder.
func ReadFolder(name string, fsys fs.FS) (*Template, error) {
	t := &Template{name: name, read: map[string]*document{}, leads: map[string][]relation{}}
	err := fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, file)
		t.parts = append(t.parts, part{file, data})
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(t.parts, func(a, b part) int { return rank(a.name) - rank(b.name) })
	return t, t.study()
}

// study reads what filling the template asks for, once.
func (t *Template) study() error {
	r := &reader{file: t.name}
	t.parseAll(r)
	if err := append(r.list, t.shape()...).Sort().Err(); err != nil {
		return err
	}
	t.styles = readStyles(t.read[t.related(t.main, relStyles)])
	t.filled, t.wrong = t.open()
	t.packed = sync.OnceValues(t.pack)
	return nil
}

// parseAll reads the parts that are XML, and finds the one with the text.
func (t *Template) parseAll(r *reader) {
	t.read, t.leads = map[string]*document{}, map[string][]relation{}
	for _, p := range t.parts {
		if isXML(p.name) {
			t.parse(p, r)
		}
	}
	t.main = t.related("", relDocument)
}

// parse reads a part that is XML, and where it leads.
func (t *Template) parse(p part, r *reader) {
	doc, err := parse(p.data)
	if err != nil {
		r.report(saveAs, "the part %q: %v", p.name, err)
		return
	}
	t.read[p.name] = doc
	if of, ok := relationsOf(p.name); ok {
		t.leads[of] = relations(of, doc)
	}
}

// rank puts first what programs look for first.
func rank(name string) int {
	switch {
	case name == contentTypes:
		return 0
	case strings.HasPrefix(name, "_rels/"):
		return 1
	}
	return 2
}

// Write writes the template as a Word file.
func (t *Template) Write(w io.Writer) error { return write(w, t.parts) }

// write packs parts. The times of all are the earliest that the format knows, so
// that the same parts give the same bytes.
func write(w io.Writer, parts []part) error {
	out := zip.NewWriter(w)
	for _, p := range parts {
		if err := p.write(out); err != nil {
			return err
		}
	}
	return out.Close()
}

// write packs one part.
func (p part) write(out *zip.Writer) error {
	method := zip.Deflate
	if isPicture(p.name) {
		method = zip.Store // a PNG or a JPEG is packed already
	}
	in, err := out.CreateHeader(&zip.FileHeader{Name: p.name, Method: method, ModifiedDate: earliest})
	if err != nil {
		return err
	}
	_, err = in.Write(p.data)
	return err
}

// earliest is 1 January 1980 as a zip file writes it.
const earliest = 1<<5 | 1

// part is the part of that name, nil when there is none.
func (t *Template) part(name string) []byte {
	for _, p := range t.parts {
		if p.name == name {
			return p.data
		}
	}
	return nil
}

func isXML(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".xml" || ext == ".rels"
}

func isPicture(name string) bool {
	return slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".emf", ".wmf", ".svg", ".webp"}, strings.ToLower(path.Ext(name)))
}

// size is a number of bytes for people.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
