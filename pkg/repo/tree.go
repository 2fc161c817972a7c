package repo

import (
	"bytes"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// A tree object is a list of entries "mode SP name NUL hash", sorted by name as
// bytes, a folder as if its name ended in a slash.

// A treeEntry is one name in a folder of a commit.
type treeEntry struct {
	name string
	mode filemode.FileMode
	hash hash
}

func (e treeEntry) dir() bool { return e.mode == filemode.Dir }

// regular reports whether the entry is a plain file, executable or not.
func (e treeEntry) regular() bool {
	return e.mode == filemode.Regular || e.mode == filemode.Executable || e.mode == filemode.Deprecated
}

// parseTree decodes a tree and refuses one that git would not have written.
func parseTree(data []byte) ([]treeEntry, error) {
	var list []treeEntry
	for len(data) > 0 {
		space, nul := bytes.IndexByte(data, ' '), bytes.IndexByte(data, 0)
		if space < 1 || nul < space+2 || len(data) < nul+21 {
			return nil, damaged("a tree is garbled")
		}
		mode, err := filemode.New(string(data[:space]))
		e := treeEntry{name: string(data[space+1 : nul]), mode: mode, hash: hash(data[nul+1 : nul+21])}
		if err != nil || e.name == "." || e.name == ".." || strings.Contains(e.name, "/") {
			return nil, damaged("a tree holds an entry %s that is not allowed", quote(e.name))
		}
		if len(list) > 0 && treeOrder(list[len(list)-1], e) >= 0 {
			return nil, damaged("a tree is not sorted at %s", quote(e.name))
		}
		list = append(list, e)
		data = data[nul+21:]
	}
	return list, nil
}

// treeOrder compares entries as git sorts them.
func treeOrder(a, b treeEntry) int {
	key := func(e treeEntry) string {
		if e.dir() {
			return e.name + "/"
		}
		return e.name
	}
	return strings.Compare(key(a), key(b))
}

// encodeTree is the inverse of parseTree.
func encodeTree(list []treeEntry) []byte {
	var b bytes.Buffer
	for _, e := range list {
		b.WriteString(strings.TrimLeft(e.mode.String(), "0"))
		b.WriteByte(' ')
		b.WriteString(e.name)
		b.WriteByte(0)
		b.Write(e.hash[:])
	}
	return b.Bytes()
}

// emptyTree is the hash of a folder without entries.
func emptyTree() hash { return plumbing.ComputeHash(plumbing.TreeObject, nil) }

// trees reads trees of the object database.
func (o *objects) tree(h hash) ([]treeEntry, error) {
	if h.IsZero() || h == emptyTree() {
		return nil, nil
	}
	data, err := o.read(h, plumbing.TreeObject)
	if err != nil {
		return nil, err
	}
	return parseTree(data)
}

// lookup walks down from a tree to one path; ok is false when nothing is there.
func (o *objects) lookup(root hash, path string) (e treeEntry, ok bool, err error) {
	e = treeEntry{mode: filemode.Dir, hash: root}
	if path == "." || path == "" {
		return e, true, nil
	}
	for name := range strings.SplitSeq(path, "/") {
		if !e.dir() {
			return treeEntry{}, false, nil
		}
		list, err := o.tree(e.hash)
		if err != nil {
			return treeEntry{}, false, err
		}
		i := slices.IndexFunc(list, func(e treeEntry) bool { return e.name == name })
		if i < 0 {
			return treeEntry{}, false, nil
		}
		e = list[i]
	}
	return e, true, nil
}

// A graft is one file of a change in a tree: mode 0 removes it.
type graft struct {
	path string
	mode filemode.FileMode
	hash hash
}

// graftTree changes files below a tree. It gives the new tree's hash, zero when
// nothing is left in it, and collects the trees that have to be written.
func (o *objects) graftTree(root hash, grafts []graft, out *[]object) (hash, error) {
	list, err := o.tree(root)
	if err != nil {
		return hash{}, err
	}
	list = slices.Clone(list)
	for len(grafts) > 0 {
		name, _, below := strings.Cut(grafts[0].path, "/")
		e := treeEntry{name: name, mode: grafts[0].mode, hash: grafts[0].hash}
		n := 1
		if below {
			var inside []graft
			for n = 0; n < len(grafts) && strings.HasPrefix(grafts[n].path, name+"/"); n++ {
				inside = append(inside, graft{grafts[n].path[len(name)+1:], grafts[n].mode, grafts[n].hash})
			}
			if e, err = o.graftFolder(list, name, inside, out); err != nil {
				return hash{}, err
			}
		}
		list = place(list, e)
		grafts = grafts[n:]
	}
	if len(list) == 0 {
		return hash{}, nil
	}
	obj := newObject(plumbing.TreeObject, encodeTree(list))
	if again, err := parseTree(obj.data); err != nil || !slices.Equal(again, list) {
		return hash{}, damaged("a tree does not decode to what was encoded")
	}
	*out = append(*out, obj)
	return obj.hash, nil
}

// graftFolder changes files below one folder of a tree and gives its new entry.
func (o *objects) graftFolder(list []treeEntry, name string, inside []graft, out *[]object) (treeEntry, error) {
	e := treeEntry{name: name, mode: filemode.Dir}
	if i := slices.IndexFunc(list, func(e treeEntry) bool { return e.name == name }); i >= 0 {
		if !list[i].dir() {
			return e, unusual("", "%s is a file where a folder is needed", quote(name))
		}
		e.hash = list[i].hash
	}
	var err error
	e.hash, err = o.graftTree(e.hash, inside, out)
	if e.hash.IsZero() {
		e.mode = 0
	}
	return e, err
}

// place puts an entry into a sorted list, or takes it out when its mode is 0.
func place(list []treeEntry, e treeEntry) []treeEntry {
	list = slices.DeleteFunc(list, func(o treeEntry) bool { return o.name == e.name })
	if e.mode == 0 {
		return list
	}
	i, _ := slices.BinarySearchFunc(list, e, treeOrder)
	return slices.Insert(list, i, e)
}
