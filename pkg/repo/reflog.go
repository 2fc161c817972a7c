package repo

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The reflog is git's diary of where a branch stood. A line is appended after the
// commit point; when that fails or the process dies, recovery does it.

// reflogLine is one line of a reflog.
func reflogLine(old, new hash, by Author, message string) string {
	return old.String() + " " + new.String() + " " + by.line() + "\t" + strings.Join(strings.Fields(message), " ") + "\n"
}

// appendReflogs writes the journal's line to the reflogs of the branch and of
// HEAD, unless it is there already.
func (r *Repo) appendReflogs(j *journal) error {
	set, err := r.localSettings()
	if err != nil {
		return err
	}
	_, given := set.last("core.logallrefupdates")
	wanted, other := set.yes("core.logallrefupdates")
	wanted = wanted || other == "always" || !given
	for _, ref := range []string{j.Ref, "HEAD"} {
		if err := r.appendReflog(ref, j.Log, wanted); err != nil {
			return err
		}
	}
	return nil
}

func (r *Repo) appendReflog(ref, line string, wanted bool) error {
	name := r.gitPath("logs/" + ref)
	fi, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if !wanted {
			return nil
		}
		if err := r.disk.mkdirAll(filepath.Dir(name)); err != nil {
			return err
		}
	case err != nil:
		return err
	case !fi.Mode().IsRegular():
		return &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	f, err := r.disk.open(name, os.O_APPEND)
	if err != nil {
		return err
	}
	defer f.Close()
	end, err := lastBytes(f, int64(len(line))+1)
	if err != nil || bytes.HasSuffix(end, []byte(line)) {
		return err
	}
	rest := line
	if cut := string(end[bytes.LastIndexByte(end, '\n')+1:]); strings.HasPrefix(line, cut) {
		rest = line[len(cut):] // the beginning of it was written before a crash
	} else {
		rest = "\n" + line
	}
	// Not flushed, as git does not: the diary may lose its last line, the commit
	// does not.
	return r.disk.write(f, []byte(rest))
}

// lastBytes is the end of a file.
func lastBytes(f *os.File, n int64) ([]byte, error) {
	fi, err := f.Stat()
	if err != nil {
		return nil, err
	}
	n = min(n, fi.Size())
	b := make([]byte, n)
	if _, err := f.ReadAt(b, fi.Size()-n); err != nil && err != io.EOF {
		return nil, err
	}
	return b, nil
}
