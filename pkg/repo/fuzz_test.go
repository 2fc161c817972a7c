package repo

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	gogit "github.com/go-git/go-git/v5/plumbing/format/index"
)

func FuzzIndex(f *testing.F) {
	w := newWorld(f)
	w.git("init", "-q")
	for _, s := range []string{"m", "mm", "d", "dd", "r", "assume", "skip", "mode", "type", "conflict"} {
		w.file("records/"+s+".yaml", s)
	}
	w.git("add", ".")
	w.git("commit", "-q", "-m", "begin")
	first, err := os.ReadFile(filepath.Join(w.dir, ".git/index"))
	if err != nil {
		f.Fatal(err)
	}
	w.disturb()
	second, err := os.ReadFile(filepath.Join(w.dir, ".git/index"))
	if err != nil {
		f.Fatal(err)
	}
	for _, raw := range [][]byte{first, second} {
		raw = raw[:len(raw)-20]
		f.Add(raw, "records/m.yaml", uint8(0))
		f.Add(raw, "records/new/x.yaml", uint8(1))
	}
	f.Fuzz(func(t *testing.T, raw []byte, path string, what uint8) {
		// Without a checksum, which git allows: the fuzzer need not know SHA-1.
		x, err := parseIndex(append(bytes.Clone(raw), make([]byte, 20)...))
		if err != nil || !validPath(path) {
			return
		}
		edit := indexEdit{path: path, mode: modeRegular, hash: hash{1}}
		if what%2 == 0 {
			edit.mode = 0
		}
		out := bytes.Join(x.patch([]indexEdit{edit}, x.cacheTree()), nil)
		again, err := parseIndex(out)
		if err != nil {
			t.Fatalf("the patched index cannot be read: %v", err)
		}
		from, to := again.find(path)
		if there := to-from == 1; there != (edit.mode != 0) {
			t.Fatalf("%q is %d times in the patched index", path, to-from)
		}
		i := 0
		for j := range again.count() {
			if j == from && to > from {
				continue
			}
			for string(x.entry(i).path()) == path {
				i++
			}
			if !bytes.Equal(x.entry(i), again.entry(j)) {
				t.Fatalf("entry %q changed", x.entry(i).path())
			}
			i++
		}
	})
}

// TestIndexAgreesWithGoGit reads a patched index with an independent reader.
func TestIndexAgreesWithGoGit(t *testing.T) {
	w := started(t)
	w.commit(w.open(), put("x", "records/a/b.yaml", "b\n", "records/members/iom.yaml", ""))
	f, err := os.Open(filepath.Join(w.dir, ".git/index"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var x gogit.Index
	if err := gogit.NewDecoder(f).Decode(&x); err != nil {
		t.Fatal(err)
	}
	if len(x.Entries) != 4 || x.Cache == nil || len(x.Cache.Entries) != 6 {
		t.Errorf("%d entries, cache %+v", len(x.Entries), x.Cache)
	}
}

func FuzzJournal(f *testing.F) {
	j := journal{Ref: "refs/heads/main", Old: hash{1}, New: hash{2}, Log: "x\n",
		Files: []journalFile{{"records/a.yaml", hash{}, hash{3}, modeRegular}, {"b", hash{4}, hash{}, modeExec}}}
	b, err := j.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"version":1,"ref":"refs/heads/../../x"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		j, err := parseJournal(b)
		if err != nil {
			return
		}
		for _, file := range j.Files {
			if !filepath.IsLocal(file.Path) || isGit(file.Path) {
				t.Fatalf("path %q", file.Path)
			}
		}
		text, err := j.encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parseJournal(text); err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
	})
}

func FuzzConfig(f *testing.F) {
	f.Add([]byte("[core]\n\tbare = false ; no\n[remote \"a\\\"b\"]\nurl = \"x # y\" \\\n z\n[a.b] key\n"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		if list, err := parseConfig(b); err == nil {
			list.yes("core.bare")
		}
	})
}

func FuzzObjects(f *testing.F) {
	f.Add([]byte("100644 a\x0012345678901234567890"), "a/**/*.[a-z]", "a/b/c.d")
	f.Add([]byte("tree 0000000000000000000000000000000000000001\nauthor A <a> 1 +0100\n\nx"), "**", "x")
	f.Fuzz(func(t *testing.T, b []byte, pattern, name string) {
		if list, err := parseTree(b); err == nil {
			if !bytes.Equal(encodeTree(list), b) && !bytes.Contains(b, []byte("0100")) && !bytes.HasPrefix(b, []byte("0")) {
				t.Skip("modes with leading zeros are written without")
			}
		}
		_, _ = parseCommit(b)
		_, _, _ = decodeLoose(b)
		_, _, _ = parseCacheTree(b, 0)
		wildmatch(pattern, name)
	})
}
