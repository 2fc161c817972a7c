package repo

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sort"
	"time"
)

// The index is patched in its bytes: our entries are replaced, inserted or cut
// out, every other byte of every other entry stays what it was.

// A stat is what the index keeps of a file to see later whether it was touched.
type stat struct {
	ctime, cnano, mtime, mnano uint32
	dev, ino                   uint32
	uid, gid, size             uint32
}

// An index is a parsed index file of version 2, 3 or 4. The zero index has no
// entries; there is no file then.
type index struct {
	raw   []byte
	four  bool     // the file has version 4; raw is the same in the form of version 3
	at    []uint32 // where each entry begins, and where the last one ends
	ext   []extension
	stamp time.Time // when the file was written
}

// An extension is one of the blocks behind the entries.
type extension struct {
	name string
	data []byte
}

const (
	indexFixed    = 62 // bytes of an entry before its path, without extended flags
	flagAssume    = 0x8000
	flagExtended  = 0x4000
	flagStage     = 0x3000
	flagSkip      = 0x4000 // in the extended flags
	flagIntent    = 0x2000
	modeRegular   = 0o100644
	modeExec      = 0o100755
	largestIndex  = 1 << 30
	indexTrailing = sha1.Size
)

// An indexEntry is one entry, as bytes of the index.
type indexEntry []byte

func (e indexEntry) word(at int) uint32 { return binary.BigEndian.Uint32(e[at:]) }
func (e indexEntry) mode() uint32       { return e.word(24) }
func (e indexEntry) hash() hash         { return hash(e[40:60]) }
func (e indexEntry) flags() uint16      { return binary.BigEndian.Uint16(e[60:]) }
func (e indexEntry) stage() int         { return int(e.flags()&flagStage) >> 12 }
func (e indexEntry) extended() uint16 {
	if e.flags()&flagExtended == 0 {
		return 0
	}
	return binary.BigEndian.Uint16(e[62:])
}

func (e indexEntry) stat() stat {
	return stat{ctime: e.word(0), cnano: e.word(4), mtime: e.word(8), mnano: e.word(12), dev: e.word(16), ino: e.word(20),
		uid: e.word(28), gid: e.word(32), size: e.word(36)}
}

func (e indexEntry) path() []byte {
	from := indexFixed
	if e.flags()&flagExtended != 0 {
		from += 2
	}
	n := bytes.IndexByte(e[from:], 0)
	return e[from : from+n]
}

// readIndex reads the index of the repository; no file is an empty index.
func (r *Repo) readIndex() (*index, error) {
	f, err := os.Open(r.gitPath("index"))
	if errors.Is(err, fs.ErrNotExist) {
		return &index{at: []uint32{12}}, nil
	}
	if err != nil {
		return nil, damaged("the index cannot be read: %s", cause(err))
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return nil, damaged("the index cannot be read: %s", cause(err))
	}
	raw, err := readOpened(f, largestIndex)
	if err != nil {
		return nil, damaged("the index cannot be read: %s", cause(err))
	}
	x, err := parseIndex(raw)
	if err != nil {
		return nil, err
	}
	x.stamp = fi.ModTime()
	return x, nil
}

// parseIndex checks an index from end to end. Versions and extensions that change
// what entries mean are of the kind Unusual.
func parseIndex(raw []byte) (*index, error) {
	if len(raw) < 12+indexTrailing || string(raw[:4]) != "DIRC" {
		return nil, damaged("the index is garbled")
	}
	version := binary.BigEndian.Uint32(raw[4:])
	if version < 2 || version > 4 {
		return nil, damaged("the index has an unknown version")
	}
	sum := sha1.Sum(raw[:len(raw)-indexTrailing])
	if end := raw[len(raw)-indexTrailing:]; !bytes.Equal(end, sum[:]) && !bytes.Equal(end, make([]byte, indexTrailing)) {
		return nil, damaged("the index does not match its checksum")
	}
	x := &index{raw: raw, four: version == 4}
	if x.four {
		entries, rest, ok := widen(raw[12:len(raw)-indexTrailing], binary.BigEndian.Uint32(raw[8:]))
		if !ok {
			return nil, damaged("the index is cut short")
		}
		x.raw = slices.Concat(raw[:12], entries, rest, raw[len(raw)-indexTrailing:])
	}
	at, err := x.parseEntries()
	if err != nil {
		return nil, err
	}
	return x, x.parseExtensions(at)
}

// parseEntries finds where the entries begin, and gives where the last one ends.
func (x *index) parseEntries() (int, error) {
	count := binary.BigEndian.Uint32(x.raw[8:])
	body := x.raw[:len(x.raw)-indexTrailing]
	if uint64(count)*indexFixed > uint64(len(body)) {
		return 0, damaged("the index is cut short")
	}
	x.at = make([]uint32, 0, count+1)
	at := 12
	var last []byte
	lastStage := -1
	for range count {
		n := entryLength(body[at:])
		if n == 0 {
			return 0, damaged("the index is cut short")
		}
		e := indexEntry(body[at : at+n])
		p := e.path()
		c := bytes.Compare(last, p)
		if len(p) == 0 {
			return 0, splitIndex() // only there do entries go without a name
		}
		if c > 0 || c == 0 && e.stage() <= lastStage {
			return 0, damaged("the index is not sorted")
		}
		x.at = append(x.at, uint32(at))
		last, lastStage = p, e.stage()
		at += n
	}
	x.at = append(x.at, uint32(at))
	return at, nil
}

// entryLength is how many bytes the entry at the beginning of b takes, 0 when it
// is garbled.
func entryLength(b []byte) int {
	if len(b) < indexFixed+1 {
		return 0
	}
	from := indexFixed
	flags := binary.BigEndian.Uint16(b[60:])
	if flags&flagExtended != 0 {
		from += 2
	}
	if from >= len(b) {
		return 0
	}
	n := bytes.IndexByte(b[from:], 0)
	if n < 0 || min(n, 0xfff) != int(flags&0xfff) {
		return 0
	}
	total := (from + n + 8) &^ 7
	if total > len(b) || bytes.Count(b[from+n:total], []byte{0}) != total-from-n {
		return 0
	}
	return total
}

func (x *index) parseExtensions(at int) error {
	rest := x.raw[at : len(x.raw)-indexTrailing]
	for len(rest) > 0 {
		if len(rest) < 8 {
			return damaged("the index is cut short")
		}
		name, size := string(rest[:4]), binary.BigEndian.Uint32(rest[4:])
		if uint64(size) > uint64(len(rest)-8) {
			return damaged("the index is cut short")
		}
		switch {
		case name == "link":
			return splitIndex()
		case name == "sdir":
			return unusual("end it with `git sparse-checkout disable`", "the index is sparse")
		case name[0] < 'A' || name[0] > 'Z':
			return unusual("", "the index has an extension %s that is not known", quote(name))
		}
		x.ext = append(x.ext, extension{name, rest[8 : 8+size]})
		rest = rest[8+size:]
	}
	return nil
}

func splitIndex() error {
	return unusual("join it with `git config core.splitIndex false`, then `git update-index --no-split-index`", "the index is split")
}

func (x *index) count() int { return len(x.at) - 1 }

func (x *index) entry(i int) indexEntry { return x.raw[x.at[i]:x.at[i+1]] }

// find gives the entries of a path as a range; it is empty, at the place where
// one would stand, when there is none. Several are the stages of a conflict.
func (x *index) find(path string) (from, to int) {
	from = sort.Search(x.count(), func(i int) bool { return string(x.entry(i).path()) >= path })
	for to = from; to < x.count() && string(x.entry(to).path()) == path; to++ {
	}
	return from, to
}

// only is the entry of a path, nil when there is none or one in conflict.
func (x *index) only(path string) indexEntry {
	from, to := x.find(path)
	if to-from != 1 || x.entry(from).stage() != 0 {
		return nil
	}
	return x.entry(from)
}

// below reports whether any entry lies in a folder.
func (x *index) below(dir string) bool {
	prefix := dir + "/"
	i := sort.Search(x.count(), func(i int) bool { return string(x.entry(i).path()) >= prefix })
	return i < x.count() && bytes.HasPrefix(x.entry(i).path(), []byte(prefix))
}

// An indexEdit is one path of ours: mode 0 takes it out.
type indexEdit struct {
	path string
	mode uint32
	hash hash
	stat stat
}

// patch gives the bytes of the index with some paths changed, in parts; edits are
// sorted by path. Of the extensions only those are kept that are still true: the
// resolved conflicts, and the cached trees as given. Git makes the others anew.
func (x *index) patch(edits []indexEdit, cache *cacheTree) [][]byte {
	head := []byte("DIRC\x00\x00\x00\x02\x00\x00\x00\x00")
	if x.raw != nil {
		copy(head[4:8], x.raw[4:8])
	}
	parts := [][]byte{head}
	next, count := 0, x.count()
	for _, e := range edits {
		from, to := x.find(e.path)
		parts = append(parts, x.entries(next, from))
		count -= to - from
		if e.mode != 0 {
			parts = append(parts, e.encode())
			count++
		}
		next = to
	}
	binary.BigEndian.PutUint32(head[8:], uint32(count))
	parts = append(parts, x.entries(next, x.count()))
	if x.four {
		parts = [][]byte{head, narrow(slices.Concat(parts[1:]...))}
	}
	if cache != nil {
		parts = append(parts, encodeExtension("TREE", cache.encode(nil)))
	}
	for _, e := range x.ext {
		if e.name == "REUC" {
			parts = append(parts, encodeExtension(e.name, e.data))
		}
	}
	parts = slices.DeleteFunc(parts, func(p []byte) bool { return len(p) == 0 })
	sum := sha1.New()
	for _, p := range parts {
		sum.Write(p)
	}
	return append(parts, sum.Sum(nil))
}

// entries is the bytes of some entries.
func (x *index) entries(from, to int) []byte {
	if x.raw == nil {
		return nil
	}
	return x.raw[x.at[from]:x.at[to]]
}

func encodeExtension(name string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32([]byte(name), uint32(len(data)))
	return append(b, data...)
}

// encode is the entry as git writes it, stage 0 and without flags.
func (e indexEdit) encode() []byte {
	s := e.stat
	var b []byte
	for _, w := range []uint32{s.ctime, s.cnano, s.mtime, s.mnano, s.dev, s.ino, e.mode, s.uid, s.gid, s.size} {
		b = binary.BigEndian.AppendUint32(b, w)
	}
	b = append(b, e.hash[:]...)
	b = binary.BigEndian.AppendUint16(b, uint16(min(len(e.path), 0xfff)))
	b = append(b, e.path...)
	return append(b, make([]byte, 8-len(b)%8)...)
}

// smudge makes git look again at files that were changed in the very moment the
// old index was written. Its times cannot tell such a change; a newer index would
// make them look settled. As git does it, the size becomes 0 where the content
// differs.
func (x *index) smudge(files *folders) {
	if x.stamp.IsZero() {
		return
	}
	seconds := uint32(x.stamp.Unix())
	for i := range x.count() {
		e := x.entry(i)
		regular := e.stage() == 0 && e.mode()&^0o777 == 0o100000
		if e.word(8) >= seconds && e.word(36) != 0 && regular && x.hidden(e, files) {
			binary.BigEndian.PutUint32(e[36:], 0)
		}
	}
}

// hidden reports whether a file differs from its entry although its times and its
// size do not tell.
func (x *index) hidden(e indexEntry, files *folders) bool {
	name := string(e.path())
	fi, err := files.lstat(name)
	if err != nil || !fi.Mode().IsRegular() {
		return false
	}
	now, then := statOf(fi), e.stat()
	if now.size != then.size || now.mtime != then.mtime {
		return false // told already
	}
	if now.mnano == then.mnano && fi.ModTime().Before(x.stamp) {
		return false // proven untouched
	}
	b, _, err := files.read(name)
	return err != nil || blobHash(b) != e.hash()
}
