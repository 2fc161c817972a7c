package repo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"
)

// A repository may borrow objects from others on the same computer, by the file
// objects/info/alternates. They are read from there, never written: the file names
// folders outside the repository, and all that is opened in them are objects, each
// compared with its hash. What a change needs is written to the repository itself.

// deepestAlternate is how many repositories may borrow one after the other; as in git.
const deepestAlternate = 5

// borrowing is where objects are borrowed from, looked up once.
type borrowing struct {
	once sync.Once
	list []*objects
	err  error
}

// readBorrowed looks for an object in the repositories this one borrows from.
func (o *objects) readBorrowed(h hash) (plumbing.ObjectType, []byte, error) {
	lenders, err := o.lenders()
	if err != nil {
		return 0, nil, err
	}
	for _, l := range lenders {
		kind, data, err := l.stored(h)
		if !errors.Is(err, errNoObject) {
			return kind, data, err
		}
	}
	return 0, nil, errNoObject
}

// lenders are the repositories objects are borrowed from. One that is not there is
// told only now, when an object is missed: until then nothing was lacking.
func (o *objects) lenders() ([]*objects, error) {
	o.borrow.once.Do(func() {
		if !o.lends {
			o.borrow.list, o.borrow.err = alternates(o.dir, map[string]bool{o.dir: true}, 0)
		}
	})
	return o.borrow.list, o.borrow.err
}

// alternates reads which folders one borrows from, and those from others. Each
// counts once, however often and in whatever circle they name one another.
func alternates(dir string, seen map[string]bool, depth int) ([]*objects, error) {
	text, err := readSmall(filepath.Join(dir, "info", "alternates"))
	if errors.Is(err, fs.ErrNotExist) || depth > deepestAlternate {
		return nil, nil
	}
	if err != nil {
		return nil, damaged("the list of repositories to borrow objects from cannot be read: %s", cause(err))
	}
	var list []*objects
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '"' {
			if line, err = strconv.Unquote(line); err != nil {
				return nil, damaged("the list of repositories to borrow objects from is garbled")
			}
		}
		there := from(dir, line)
		if seen[there] {
			continue
		}
		seen[there] = true
		if fi, err := os.Stat(there); err != nil || !fi.IsDir() {
			e := damaged("the repository borrows objects from %s, which is not there", quote(there))
			e.Hint = "put it back, then see that all is there with `git fsck`"
			return nil, e
		}
		more, err := alternates(there, seen, depth+1)
		if err != nil {
			return nil, err
		}
		list = append(append(list, &objects{dir: there, lends: true}), more...)
	}
	return list, nil
}
