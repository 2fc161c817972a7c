package repo

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// A pack is one packfile with its index. The index is searched in the file, not
// read: the first object of a large history costs a few small reads.
type pack struct {
	name  string // without its extension
	idx   *os.File
	data  *os.File
	count uint32
	fan   [256]uint32

	unzip sync.Pool // of *inflater; a new one costs more than most objects

	mu    sync.Mutex
	bases map[int64]packedObject // objects others were built on
	size  int                    // bytes in bases
}

type packedObject struct {
	kind plumbing.ObjectType
	data []byte
}

const (
	idxHeader   = 8 + 256*4
	deepestPack = 4096     // delta chains; git makes 50
	largestKept = 16 << 20 // bytes of delta bases kept in memory
	mostHashes  = 1024     // of a pack's index read at once
)

var errPack = errors.New("the pack is garbled")

// list is the packs there are; looked up once, and again when an object is missed.
func (o *objects) list() ([]*pack, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.listed {
		return o.packs, nil
	}
	names, err := filesIn(filepath.Join(o.dir, "pack"), "pack-", ".idx")
	if err != nil {
		return nil, damaged("the packs cannot be listed: %s", cause(err))
	}
	var packs []*pack
	for _, n := range names {
		p, err := openPack(strings.TrimSuffix(n, ".idx"))
		if errors.Is(err, os.ErrNotExist) {
			continue // repacked meanwhile; the objects are in another one
		}
		if err != nil {
			return nil, damaged("%s cannot be read: %s", quote(filepath.Base(n)), cause(err))
		}
		packs = append(packs, p)
	}
	o.packs, o.listed = packs, true
	return packs, nil
}

// relist forgets the packs, for an object that must be there: git may have
// repacked. The old ones stay open for whoever still reads them.
func (o *objects) relist() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.packs, o.listed = nil, false
}

func (o *objects) readPacked(h hash) (plumbing.ObjectType, []byte, error) {
	for again := range 5 {
		if again > 0 { // git may have packed it, and packed again while we looked
			o.relist()
			if kind, data, err := o.readLoose(h); err == nil {
				return kind, data, nil
			}
		}
		packs, err := o.list()
		if err != nil {
			return 0, nil, err
		}
		for _, p := range packs {
			at, ok, err := p.find(h)
			if err != nil {
				return 0, nil, err
			}
			if ok {
				obj, err := p.read(at, 0)
				return obj.kind, obj.data, err
			}
		}
	}
	return 0, nil, errNoObject
}

func openPack(name string) (*pack, error) {
	idx, err := os.Open(name + ".idx")
	if err != nil {
		return nil, err
	}
	data, err := os.Open(name + ".pack")
	if err != nil {
		idx.Close()
		return nil, err
	}
	p := &pack{name: name, idx: idx, data: data, bases: map[int64]packedObject{}}
	if err := p.header(); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

func (p *pack) close() {
	p.idx.Close()
	p.data.Close()
}

func (p *pack) header() error {
	var head [idxHeader]byte
	if _, err := p.idx.ReadAt(head[:], 0); err != nil {
		return err
	}
	if !bytes.Equal(head[:8], []byte{0xff, 't', 'O', 'c', 0, 0, 0, 2}) {
		return fmt.Errorf("%w: its index has an unknown version", errPack)
	}
	for i := range p.fan {
		p.fan[i] = binary.BigEndian.Uint32(head[8+4*i:])
		if i > 0 && p.fan[i] < p.fan[i-1] {
			return errPack
		}
	}
	p.count = p.fan[255]
	return nil
}

// hashAt is the nth hash of the index.
func (p *pack) hashAt(n uint32) (h hash, err error) {
	_, err = p.idx.ReadAt(h[:], idxHeader+20*int64(n))
	return h, err
}

// search finds the place of the first hash that is not below h.
func (p *pack) search(h hash) (uint32, error) {
	var low uint32
	if h[0] > 0 {
		low = p.fan[h[0]-1]
	}
	n := int(p.fan[h[0]] - low)
	var failure error
	at := func(i int) hash {
		x, err := p.hashAt(low + uint32(i))
		if err != nil {
			failure = err
		}
		return x
	}
	// One read takes all that begin with the byte, unless the pack is very large.
	if n <= mostHashes {
		all := make([]byte, 20*n)
		if _, err := p.idx.ReadAt(all, idxHeader+20*int64(low)); err != nil {
			return 0, err
		}
		at = func(i int) hash { return hash(all[20*i:]) }
	}
	i := sort.Search(n, func(i int) bool {
		x := at(i)
		return bytes.Compare(x[:], h[:]) >= 0
	})
	return low + uint32(i), failure
}

// find is the offset of an object in the pack.
func (p *pack) find(h hash) (offset int64, ok bool, err error) {
	i, err := p.search(h)
	if err != nil || i >= p.count {
		return 0, false, err
	}
	at, err := p.hashAt(i)
	if err != nil || at != h {
		return 0, false, err
	}
	var b [8]byte
	offsets := idxHeader + 24*int64(p.count)
	if _, err := p.idx.ReadAt(b[:4], offsets+4*int64(i)); err != nil {
		return 0, false, err
	}
	v := binary.BigEndian.Uint32(b[:4])
	if v&(1<<31) == 0 {
		return int64(v), true, nil
	}
	far := offsets + 4*int64(p.count) + 8*int64(v&^(1<<31))
	if _, err := p.idx.ReadAt(b[:], far); err != nil {
		return 0, false, err
	}
	return int64(binary.BigEndian.Uint64(b[:]) &^ (1 << 63)), true, nil
}

// expand gives the hashes of the pack that begin with some hexadecimal digits.
func (p *pack) expand(digits string) ([]hash, error) {
	low, err := hex.DecodeString((digits + strings.Repeat("0", 40))[:40])
	if err != nil {
		return nil, err
	}
	i, err := p.search(hash(low))
	var list []hash
	for ; err == nil && i < p.count; i++ {
		var h hash
		if h, err = p.hashAt(i); err != nil || !strings.HasPrefix(h.String(), digits) {
			break
		}
		list = append(list, h)
	}
	return list, err
}

// read takes the object at an offset out of the pack, deltas applied.
func (p *pack) read(at int64, depth int) (packedObject, error) {
	p.mu.Lock()
	obj, ok := p.bases[at]
	p.mu.Unlock()
	if ok {
		return obj, nil
	}
	if depth > deepestPack {
		return packedObject{}, errPack
	}
	kind, base, data, err := p.entry(at)
	if err != nil || base == 0 {
		return packedObject{kind, data}, err
	}
	return p.build(base, data, depth)
}

// entry is the entry at an offset as it is stored: an object, or, with the offset
// of its base, a delta.
func (p *pack) entry(at int64) (kind plumbing.ObjectType, base int64, data []byte, err error) {
	f, ok := p.unzip.Get().(*inflater)
	if !ok {
		f = &inflater{in: bufio.NewReaderSize(nil, 4096)}
	}
	defer p.unzip.Put(f)
	f.in.Reset(io.NewSectionReader(p.data, at, 1<<62))
	kind, size, err := packHeader(f.in)
	if err != nil {
		return 0, 0, nil, err
	}
	switch kind {
	case plumbing.OFSDeltaObject:
		back, err := packOffset(f.in)
		if err != nil || back <= 0 || back >= at {
			return 0, 0, nil, errPack
		}
		base = at - back
	case plumbing.REFDeltaObject:
		var h hash
		if _, err := io.ReadFull(f.in, h[:]); err != nil {
			return 0, 0, nil, err
		}
		var ok bool
		if base, ok, err = p.find(h); err != nil || !ok {
			return 0, 0, nil, errPack
		}
	}
	data, err = f.inflate(size)
	return kind, base, data, err
}

// build applies a delta to the object at base.
func (p *pack) build(base int64, delta []byte, depth int) (packedObject, error) {
	from, err := p.read(base, depth+1)
	if err != nil {
		return packedObject{}, err
	}
	p.mu.Lock()
	if _, ok := p.bases[base]; !ok && p.size < largestKept {
		p.bases[base] = from
		p.size += len(from.data)
	}
	p.mu.Unlock()
	data, err := packfile.PatchDelta(from.data, delta)
	if err != nil {
		return packedObject{}, fmt.Errorf("%w: %w", errPack, err)
	}
	return packedObject{from.kind, data}, nil
}

// packHeader reads the kind of an entry and the size of what it inflates to.
func packHeader(in *bufio.Reader) (plumbing.ObjectType, int64, error) {
	b, err := in.ReadByte()
	if err != nil {
		return 0, 0, err
	}
	kind, size := plumbing.ObjectType(b>>4&7), int64(b&15)
	for shift := 4; b&0x80 != 0; shift += 7 {
		if b, err = in.ReadByte(); err != nil || shift > 50 {
			return 0, 0, errPack
		}
		size |= int64(b&0x7f) << shift
	}
	if kind == plumbing.InvalidObject || kind == 5 || size > largestObject {
		return 0, 0, errPack
	}
	return kind, size, nil
}

// packOffset reads how far back the base of a delta lies.
func packOffset(in *bufio.Reader) (int64, error) {
	b, err := in.ReadByte()
	n := int64(b & 0x7f)
	for err == nil && b&0x80 != 0 && n < 1<<55 {
		b, err = in.ReadByte()
		n = (n+1)<<7 | int64(b&0x7f)
	}
	return n, err
}

// An inflater reads one entry of a pack after another. It is used by one goroutine
// at a time.
type inflater struct {
	in *bufio.Reader
	z  io.ReadCloser // made with the first entry
}

func (f *inflater) inflate(size int64) ([]byte, error) {
	var err error
	if f.z == nil {
		f.z, err = zlib.NewReader(f.in)
	} else {
		err = f.z.(zlib.Resetter).Reset(f.in, nil)
	}
	if err != nil {
		return nil, err
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(f.z, data); err != nil {
		return nil, err
	}
	var end [1]byte
	if n, err := f.z.Read(end[:]); n != 0 || err != io.EOF {
		return nil, errPack
	}
	return data, nil
}
