package repo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// keptDir holds what users typed and what could not be recorded, in the git
// directory: beside the register, never part of it.
const keptDir = ownDir + "/kept"

// Keep stores a text that a user typed and that could not be recorded, so that it
// is not typed twice, and says where: a path seen from the root of the work tree, or
// an absolute one when the git directory lies elsewhere. All work trees keep together.
// name is a file name. Another text of that name stays; the new one gets a number.
func (r *Repo) Keep(name string, data []byte) (string, error) {
	git, err := r.keeper()
	if err != nil {
		return "", err
	}
	defer git.Close() //nolint:errcheck // a descriptor only
	for _, dir := range []string{ownDir, keptDir} {
		if err := r.disk.mkdirIn(git, dir); err != nil && !errors.Is(err, fs.ErrExist) {
			return "", failed("cannot keep what was typed", err)
		}
	}
	for n := 1; ; n++ {
		file := keptFile(name, n)
		switch old, err := git.ReadFile(file); {
		case errors.Is(err, fs.ErrNotExist):
			return r.shown(file), r.keepNew(git, file, data)
		case err != nil:
			return "", failed("cannot keep what was typed", err)
		case bytes.Equal(old, data):
			return r.shown(file), nil
		}
	}
}

// Kept is the last text that was kept under a name, false when there is none.
func (r *Repo) Kept(name string) ([]byte, bool) {
	git, err := r.keeper()
	if err != nil {
		return nil, false
	}
	defer git.Close() //nolint:errcheck // a descriptor only
	var last []byte
	for n := 1; ; n++ {
		data, err := git.ReadFile(keptFile(name, n))
		if err != nil {
			return last, last != nil
		}
		last = data
	}
}

// Forget removes the texts that were kept under a name, once they are recorded
// after all. That there is none is no error.
func (r *Repo) Forget(name string) error {
	git, err := r.keeper()
	if err != nil {
		return err
	}
	defer git.Close() //nolint:errcheck // a descriptor only
	for n := 1; ; n++ {
		switch err := r.disk.removeIn(git, keptFile(name, n)); {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return failed("cannot remove what was kept", err)
		}
	}
}

// keeper is the git directory, out of which no link leads.
func (r *Repo) keeper() (*os.Root, error) {
	git, err := os.OpenRoot(r.common)
	if err != nil {
		return nil, failed("cannot open what was kept", err)
	}
	return git, nil
}

// keptFile is the file of the n-th text of a name, in the git directory.
func keptFile(name string, n int) string {
	if n > 1 {
		ext := path.Ext(name)
		name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext)
	}
	return path.Join(keptDir, name)
}

// keepNew writes a file that was not there, durably; a failure leaves none.
func (r *Repo) keepNew(git *os.Root, name string, data []byte) error {
	f, err := r.disk.createIn(git, name)
	if err != nil {
		return failed("cannot keep what was typed", err)
	}
	if err = r.disk.write(f, data); err == nil {
		err = r.disk.sync(f)
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = r.disk.syncDirIn(git, keptDir)
	}
	if err != nil {
		_ = r.disk.removeIn(git, name)
		return failed("cannot keep what was typed", err)
	}
	return nil
}
