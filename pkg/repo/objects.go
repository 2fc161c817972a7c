package repo

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
)

// A hash is the SHA-1 of an object; the zero hash stands for "none".
type hash = plumbing.Hash

// largestObject bounds what is read into memory; records are far smaller.
const largestObject = 64 << 20

// mostKept bounds the trees and commits that are kept in memory, in bytes.
const mostKept = 4 << 20

// errNoObject says that an object is nowhere in the repository.
var errNoObject = errors.New("object not found")

// objects is the object database: loose files and packs, and those of the
// repositories it borrows from. Every object that is read is compared with its hash.
type objects struct {
	dir    string
	temp   string // begins the names of our temporary files
	lends  bool   // it is one that others borrow from
	wanted string // what a missing object may mean, for the hint; "" when it is damage

	borrow borrowing

	mu     sync.Mutex
	packs  []*pack         // nil until first needed
	listed bool            // packs has been read
	kept   map[hash][]byte // trees and commits this process has read or written
	size   int             // bytes in kept
}

// keep remembers a tree or a commit that may be read again, within a bound.
func (o *objects) keep(h hash, data []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.kept == nil || o.size > mostKept {
		o.kept, o.size = map[hash][]byte{}, 0
	}
	o.kept[h] = data
	o.size += len(data)
}

func (o *objects) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, p := range o.packs {
		p.close()
	}
	o.packs, o.listed = nil, false
	for _, l := range o.borrow.list {
		l.close()
	}
}

// loosePath is where a loose object lies.
func (o *objects) loosePath(h hash) string {
	x := h.String()
	return filepath.Join(o.dir, x[:2], x[2:])
}

// read gives the content of an object of the wanted kind.
func (o *objects) read(h hash, want plumbing.ObjectType) ([]byte, error) {
	kind, data, err := o.readAny(h)
	if err == nil && kind != want {
		return nil, damaged("object %s is a %s, not a %s", h, kind, want)
	}
	return data, err
}

// readAny gives kind and content. An object that is nowhere is Damaged, with
// errNoObject in its chain.
func (o *objects) readAny(h hash) (plumbing.ObjectType, []byte, error) {
	o.mu.Lock()
	data, ok := o.kept[h]
	o.mu.Unlock()
	if ok {
		return kindOfKept(data), data, nil
	}
	kind, data, err := o.stored(h)
	switch {
	case errors.Is(err, errNoObject):
		e := damaged("object %s is missing", h)
		if o.wanted != "" {
			e.Message, e.Hint = e.Message+": the clone is partial", o.wanted
		}
		e.Err = errNoObject
		return 0, nil, e
	case err != nil:
		var e *Error
		if errors.As(err, &e) {
			return 0, nil, err
		}
		e = damaged("object %s cannot be read: %s", h, cause(err))
		e.Err = err
		return 0, nil, e
	}
	if plumbing.ComputeHash(kind, data) != h {
		return 0, nil, damaged("object %s is not what its name says", h)
	}
	if kind == plumbing.TreeObject || kind == plumbing.CommitObject {
		o.keep(h, data)
	}
	return kind, data, nil
}

// stored reads an object from wherever it is stored, not yet compared with its hash.
func (o *objects) stored(h hash) (plumbing.ObjectType, []byte, error) {
	kind, data, err := o.readLoose(h)
	if errors.Is(err, errNoObject) {
		kind, data, err = o.readPacked(h)
	}
	if errors.Is(err, errNoObject) {
		kind, data, err = o.readBorrowed(h)
	}
	return kind, data, err
}

// kindOfKept tells the two kinds apart that are kept: a commit begins with "tree ".
func kindOfKept(data []byte) plumbing.ObjectType {
	if bytes.HasPrefix(data, []byte("tree ")) {
		return plumbing.CommitObject
	}
	return plumbing.TreeObject
}

func (o *objects) readLoose(h hash) (plumbing.ObjectType, []byte, error) {
	f, err := os.Open(o.loosePath(h))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil, errNoObject
	}
	if err != nil {
		return 0, nil, err
	}
	defer f.Close()
	packed, err := readOpened(f, largestObject)
	if err != nil {
		return 0, nil, err
	}
	return decodeLoose(packed)
}

// decodeLoose inflates the bytes of a loose object.
func decodeLoose(packed []byte) (plumbing.ObjectType, []byte, error) {
	r, err := objfile.NewReader(bytes.NewReader(packed))
	if err != nil {
		return 0, nil, err
	}
	defer r.Close()
	kind, size, err := r.Header()
	if err != nil {
		return 0, nil, err
	}
	if size < 0 || size > largestObject {
		return 0, nil, errTooLarge
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(r, data); err != nil {
		return 0, nil, fmt.Errorf("cut short: %w", err)
	}
	if n, err := r.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return 0, nil, errors.New("longer than it says")
	}
	return kind, data, nil
}

// expand gives the full hashes that begin with some hexadecimal digits.
func (o *objects) expand(digits string) ([]hash, error) {
	found := map[hash]bool{}
	names, err := os.ReadDir(filepath.Join(o.dir, digits[:2]))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, n := range names {
		x := digits[:2] + n.Name()
		if b, err := hex.DecodeString(x); err == nil && len(b) == 20 && x[:len(digits)] == digits {
			found[hash(b)] = true
		}
	}
	packs, err := o.list()
	if err != nil {
		return nil, err
	}
	for _, p := range packs {
		list, err := p.expand(digits)
		if err != nil {
			return nil, err
		}
		for _, h := range list {
			found[h] = true
		}
	}
	lenders, err := o.lenders()
	if err != nil {
		return nil, err
	}
	for _, l := range lenders {
		list, err := l.expand(digits)
		if err != nil {
			return nil, err
		}
		for _, h := range list {
			found[h] = true
		}
	}
	return slices.Collect(maps.Keys(found)), nil
}

// An object is one that is about to be written.
type object struct {
	kind plumbing.ObjectType
	data []byte
	hash hash
}

func newObject(kind plumbing.ObjectType, data []byte) object {
	return object{kind: kind, data: data, hash: plumbing.ComputeHash(kind, data)}
}

// An objectWriter writes loose objects durably: all under temporary names, read
// back; then all flushed (contents), renamed, and the folders flushed (names).
type objectWriter struct {
	disk    disk
	objects *objects
	zip     *zlib.Writer
	buf     bytes.Buffer
	pending []pendingObject
	folders map[string]bool // to flush; true where an object was placed
}

type pendingObject struct {
	file     *os.File
	from, to string
}

// tempPrefix begins the names of our temporary files in the objects folder; git's
// own cleaning knows the first part of it. Each work tree has its own, so that
// recovery in one leaves those of a live process in another alone.
func tempPrefix(l layout) string {
	const prefix = "tmp_obj_unmn_"
	if !l.linked() {
		return prefix + "main_"
	}
	return prefix + blobHash([]byte(l.git)).String()[:8] + "_"
}

// add writes one object under a temporary name, unless it is there already.
func (w *objectWriter) add(obj object) error {
	if w.folders == nil {
		w.folders = map[string]bool{}
		w.zip, _ = zlib.NewWriterLevel(&w.buf, zlib.BestSpeed)
	}
	to := w.objects.loosePath(obj.hash)
	if slices.ContainsFunc(w.pending, func(p pendingObject) bool { return p.to == to }) {
		return nil // two files of the change are equal
	}
	there, err := w.have(obj)
	if there || err != nil {
		return err
	}
	w.buf.Reset()
	w.zip.Reset(&w.buf)
	// Writes to memory do not fail.
	_, _ = fmt.Fprintf(w.zip, "%s %d\x00", obj.kind, len(obj.data))
	_, _ = w.zip.Write(obj.data)
	if err := w.zip.Close(); err != nil {
		return err
	}
	kind, data, err := decodeLoose(w.buf.Bytes())
	if err != nil || kind != obj.kind || !bytes.Equal(data, obj.data) {
		return damaged("object %s does not decode to what was encoded", obj.hash)
	}
	from := filepath.Join(w.objects.dir, w.objects.temp+strconv.Itoa(os.Getpid())+"_"+obj.hash.String())
	f, err := w.disk.createAnew(from, 0o444)
	if err != nil {
		return err
	}
	w.pending = append(w.pending, pendingObject{f, from, to})
	return w.disk.write(f, w.buf.Bytes())
}

// have reports whether an object is there, whole and by itself. One that plain git
// wrote may not have reached the disk yet, so it is flushed; a broken one is
// replaced. One in a pack does not count: when nothing refers to it yet, `git repack`
// leaves it out of the next pack.
func (w *objectWriter) have(obj object) (bool, error) {
	f, err := os.Open(w.objects.loosePath(obj.hash))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	packed, err := readOpened(f, largestObject)
	if err != nil {
		return false, err
	}
	kind, data, err := decodeLoose(packed)
	if err != nil || kind != obj.kind || !bytes.Equal(data, obj.data) {
		return false, nil
	}
	if err := syncOpened(f); err != nil {
		return false, err
	}
	if dir := filepath.Dir(f.Name()); !w.folders[dir] {
		w.folders[dir] = false
	}
	return true, nil
}

// contents are what makes durable what was written; names, once they are, what makes
// the names of the objects durable. They can be done side by side with others'.
func (w *objectWriter) contents() (flush []func() error) {
	for _, p := range w.pending {
		flush = append(flush, func() error { return w.disk.sync(p.file) })
	}
	return flush
}

func (w *objectWriter) names() (flush []func() error, err error) {
	for _, p := range w.pending {
		p.file.Close() // an open file cannot be renamed everywhere
		if err := w.place(p); err != nil {
			return nil, err
		}
	}
	w.pending = nil
	for dir, placed := range w.folders {
		flush = append(flush, func() error {
			err := w.disk.syncDir(dir)
			if !placed {
				return unlessAbsent(err) // git packed what was there, and removed the folder
			}
			return err
		})
	}
	return flush, nil
}

// place gives one object its name. git removes folders that it finds empty.
func (w *objectWriter) place(p pendingObject) error {
	dir := filepath.Dir(p.to)
	for again := 0; ; again++ {
		made, err := w.disk.mkdir(dir)
		if err != nil {
			return err
		}
		if made {
			w.folders[w.objects.dir] = true
		}
		err = w.disk.rename(p.from, p.to)
		if err == nil {
			w.folders[dir] = true
		}
		if err == nil || !errors.Is(err, fs.ErrNotExist) || again == mostAttempts {
			return err
		}
	}
}

// abandon removes what has no name yet.
func (w *objectWriter) abandon() {
	for _, p := range w.pending {
		p.file.Close()
		if _, err := os.Lstat(p.from); err == nil {
			_ = w.disk.remove(p.from)
		}
	}
	w.pending = nil
}
