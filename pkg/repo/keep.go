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
// is not typed twice, and says where: a path seen from the root of the work tree.
// name is a file name. Another text of that name stays; the new one gets a number.
func (r *Repo) Keep(name string, data []byte) (string, error) {
	git, err := os.OpenRoot(r.git)
	if err != nil {
		return "", failed("cannot keep what was typed", err)
	}
	defer git.Close() //nolint:errcheck // a descriptor only
	if err := git.MkdirAll(keptDir, 0o777); err != nil {
		return "", failed("cannot keep what was typed", err)
	}
	base, ext := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
	for n := 1; ; n++ {
		file := path.Join(keptDir, name)
		if n > 1 {
			file = path.Join(keptDir, fmt.Sprintf("%s-%d%s", base, n, ext))
		}
		switch old, err := git.ReadFile(file); {
		case errors.Is(err, fs.ErrNotExist):
			return ".git/" + file, writeNew(git, file, data)
		case err != nil:
			return "", failed("cannot keep what was typed", err)
		case bytes.Equal(old, data):
			return ".git/" + file, nil
		}
	}
}

// writeNew writes a file that was not there, durably.
func writeNew(dir *os.Root, name string, data []byte) error {
	f, err := dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return failed("cannot keep what was typed", err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return failed("cannot keep what was typed", err)
	}
	return nil
}

// Kept is the text that was kept under a name, false when there is none.
func (r *Repo) Kept(name string) ([]byte, bool) {
	git, err := os.OpenRoot(r.git)
	if err != nil {
		return nil, false
	}
	defer git.Close() //nolint:errcheck // a descriptor only
	data, err := git.ReadFile(path.Join(keptDir, name))
	return data, err == nil
}

// Forget removes the text that was kept under a name, once it is recorded after
// all. That there is none is no error.
func (r *Repo) Forget(name string) error {
	git, err := os.OpenRoot(r.git)
	if err != nil {
		return failed("cannot remove what was kept", err)
	}
	defer git.Close() //nolint:errcheck // a descriptor only
	if err := git.Remove(path.Join(keptDir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return failed("cannot remove what was kept", err)
	}
	return nil
}
