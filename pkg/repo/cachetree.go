package repo

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A cacheTree is one folder in the index's cache of trees: the hash of the tree
// its entries would make, so that git need not compute it. count is how many
// entries it covers, -1 when it is not known.
type cacheTree struct {
	name  string
	count int
	hash  hash
	kids  []*cacheTree // in git's order: shorter names first
}

// cacheTree reads the extension; nil when there is none or it is garbled, which
// costs git some time and nothing else.
func (x *index) cacheTree() *cacheTree {
	if x.raw == nil {
		return &cacheTree{hash: emptyTree()}
	}
	for _, e := range x.ext {
		if e.name == "TREE" {
			if root, rest, ok := parseCacheTree(e.data, 0); ok && len(rest) == 0 {
				return root
			}
		}
	}
	return nil
}

func parseCacheTree(b []byte, depth int) (*cacheTree, []byte, bool) {
	nul := bytes.IndexByte(b, 0)
	if nul < 0 || depth > 1000 {
		return nil, nil, false
	}
	node := &cacheTree{name: string(b[:nul])}
	line, rest, ok := bytes.Cut(b[nul+1:], []byte("\n"))
	count, kids, ok2 := strings.Cut(string(line), " ")
	n, err := strconv.Atoi(count)
	k, err2 := strconv.Atoi(kids)
	if !ok || !ok2 || err != nil || err2 != nil || k < 0 || k > len(rest) {
		return nil, nil, false
	}
	node.count = max(n, -1)
	if n >= 0 {
		if len(rest) < 20 {
			return nil, nil, false
		}
		node.hash, rest = hash(rest[:20]), rest[20:]
	}
	for range k {
		kid, more, ok := parseCacheTree(rest, depth+1)
		if !ok {
			return nil, nil, false
		}
		node.kids, rest = append(node.kids, kid), more
	}
	return node, rest, true
}

func (t *cacheTree) encode(b []byte) []byte {
	b = append(append(b, t.name...), 0)
	b = fmt.Appendf(b, "%d %d\n", t.count, len(t.kids))
	if t.count >= 0 {
		b = append(b, t.hash[:]...)
	}
	for _, k := range t.kids {
		b = k.encode(b)
	}
	return b
}

// A spineDir is a folder that a change touches.
type spineDir struct {
	old, new hash // of its tree; zero when it did not or does not exist
	grown    int  // files added less files removed, below it
	unsure   bool // the index was not brought to the new tree here
	below    []string
}

// spine describes every folder above the files of a change, "." for the root.
func (o *objects) spine(old, new hash, files []journalFile) (map[string]*spineDir, error) {
	dirs := map[string]*spineDir{}
	for _, f := range files {
		grown := 0
		if f.Old.IsZero() {
			grown++
		}
		if f.New.IsZero() {
			grown--
		}
		for _, dir := range foldersOf(f.Path) {
			d := dirs[dir]
			if d == nil {
				d = &spineDir{}
				dirs[dir] = d
				if err := o.spineHashes(d, old, new, dir); err != nil {
					return nil, err
				}
				if dir != "." {
					up := dirs[parent(dir)]
					up.below = append(up.below, dir)
				}
			}
			d.grown += grown
		}
	}
	return dirs, nil
}

func (o *objects) spineHashes(d *spineDir, old, new hash, dir string) error {
	for _, side := range []struct {
		root hash
		to   *hash
	}{{old, &d.old}, {new, &d.new}} {
		if side.root.IsZero() {
			continue
		}
		e, ok, err := o.lookup(side.root, dir)
		if err != nil {
			return err
		}
		if ok && e.dir() {
			*side.to = e.hash
		}
	}
	if dir == "." && d.old.IsZero() {
		d.old = emptyTree()
	}
	return nil
}

// foldersOf lists the folders above a path, the root "." first.
func foldersOf(path string) []string {
	list := []string{"."}
	for i, c := range path {
		if c == '/' {
			list = append(list, path[:i])
		}
	}
	return list
}

func parent(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return "."
}

// update brings the cache to the new trees where it agreed with the old ones, and
// marks it unknown where it did not: somebody has staged something there.
func (t *cacheTree) update(dir string, dirs map[string]*spineDir) {
	d := dirs[dir]
	sure := t.count >= 0 && t.hash == d.old && !d.unsure
	for _, below := range d.below {
		sub := dirs[below]
		name := below[strings.LastIndexByte(below, '/')+1:]
		i := slices.IndexFunc(t.kids, func(k *cacheTree) bool { return k.name == name })
		switch {
		case sub.new.IsZero():
			if i >= 0 {
				t.kids = slices.Delete(t.kids, i, i+1)
			}
			continue
		case i >= 0:
		case sub.old.IsZero() && sure:
			kid := &cacheTree{name: name}
			i, _ = slices.BinarySearchFunc(t.kids, kid, cacheOrder)
			t.kids = slices.Insert(t.kids, i, kid)
		default:
			sure = false
			continue
		}
		t.kids[i].update(below, dirs)
		sure = sure && t.kids[i].count >= 0
	}
	if !sure || d.new.IsZero() {
		t.count = -1
		return
	}
	t.count += d.grown
	t.hash = d.new
}

// cacheOrder is git's order of names in the cache: by length, then by bytes.
func cacheOrder(a, b *cacheTree) int {
	if len(a.name) != len(b.name) {
		return len(a.name) - len(b.name)
	}
	return strings.Compare(a.name, b.name)
}
