package repo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// The journal says what the commit in progress is about to do, so that whoever
// comes after a crash can finish it. It is written before the commit point and
// removed when the work tree and the index have followed.

const (
	journalName = ownDir + "/journal"
	journalTemp = ownDir + "/journal.new"
)

// A journal is one commit on its way.
type journal struct {
	Ref   string // the branch
	Old   hash   // where it stood, zero when it was unborn
	New   hash   // the commit
	Log   string // the line for the reflog
	Files []journalFile
}

// A journalFile is one file of it. A zero hash means that there is no file.
type journalFile struct {
	Path     string
	Old, New hash
	Mode     uint32 // in the index; of the old file when there is no new one
}

// The journal's form on disk.
type journalText struct {
	Version int               `json:"version"`
	Ref     string            `json:"ref"`
	Old     string            `json:"old"`
	New     string            `json:"new"`
	Log     string            `json:"log"`
	Files   []journalTextFile `json:"files"`
}

type journalTextFile struct {
	Path string `json:"path"`
	Old  string `json:"old"`
	New  string `json:"new"`
	Mode uint32 `json:"mode"`
}

const journalVersion = 1

func (j *journal) encode() ([]byte, error) {
	t := journalText{Version: journalVersion, Ref: j.Ref, Old: j.Old.String(), New: j.New.String(), Log: j.Log}
	for _, f := range j.Files {
		t.Files = append(t.Files, journalTextFile{f.Path, f.Old.String(), f.New.String(), f.Mode})
	}
	b, err := json.Marshal(t)
	return append(b, '\n'), err
}

var errJournal = errors.New("the journal is garbled")

// parseJournal reads a journal strictly: it decides what is written where.
func parseJournal(b []byte) (*journal, error) {
	var t journalText
	in := json.NewDecoder(bytes.NewReader(b))
	in.DisallowUnknownFields()
	if err := in.Decode(&t); err != nil {
		return nil, fmt.Errorf("%w: %w", errJournal, err)
	}
	if _, err := in.Token(); err != io.EOF {
		return nil, errJournal
	}
	j := &journal{Ref: t.Ref, Log: t.Log}
	var ok, ok2 bool
	j.Old, ok = journalHash(t.Old)
	j.New, ok2 = journalHash(t.New)
	if t.Version != journalVersion || !validRef(t.Ref) || !ok || !ok2 || j.New.IsZero() {
		return nil, errJournal
	}
	for _, f := range t.Files {
		old, ok := journalHash(f.Old)
		new, ok2 := journalHash(f.New)
		if !ok || !ok2 || !validPath(f.Path) || f.Mode != modeRegular && f.Mode != modeExec {
			return nil, errJournal
		}
		j.Files = append(j.Files, journalFile{f.Path, old, new, f.Mode})
	}
	return j, nil
}

func journalHash(x string) (hash, bool) {
	if len(x) != 40 || !plumbing.IsHash(x) {
		return hash{}, false
	}
	return plumbing.NewHash(x), true
}

// validPath reports whether a path may be written: relative, in its plain form,
// and neither the git directory nor anything in it.
func validPath(path string) bool {
	if !fs.ValidPath(path) || path == "." {
		return false
	}
	if strings.ContainsFunc(path, func(c rune) bool { return c < ' ' || c == '\\' || c == 0x7f }) {
		return false
	}
	first, _, _ := strings.Cut(path, "/")
	return !isGit(first)
}

// readJournal gives the journal a dead process left, nil when there is none.
func (r *Repo) readJournal() (*journal, error) {
	b, err := readSmall(r.gitPath(journalName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, damaged("the journal of a change that was cut off cannot be read: %s", cause(err))
	}
	j, err := parseJournal(b)
	if err != nil {
		e := damaged("the journal of a change that was cut off is garbled: %q", r.shown(journalName))
		e.Hint = "look whether the folder is as recorded with `git status`, then `rm " + r.shown(journalName) + "`"
		return nil, e
	}
	return j, nil
}

// draftJournal writes the journal under a name that recovery does not read, not yet
// durable, and gives the open file.
func (r *Repo) draftJournal(j *journal) (*os.File, error) {
	b, err := j.encode()
	if err != nil {
		return nil, err
	}
	f, err := r.disk.createAnew(r.gitPath(journalTemp), 0o666)
	if err != nil {
		return nil, err
	}
	if err = r.disk.write(f, b); err != nil {
		f.Close()
		_ = r.disk.remove(f.Name())
		return nil, err
	}
	return f, nil
}

// dropJournal removes the journal for good.
func (r *Repo) dropJournal() error {
	if err := r.disk.remove(r.gitPath(journalName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return r.disk.syncDir(r.gitPath(ownDir))
}
