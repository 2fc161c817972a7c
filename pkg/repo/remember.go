package repo

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
)

// remembered is a line about this copy that the next command may want, beside the
// register and never part of it.
const (
	remembered     = ownDir + "/last-used"
	mostRemembered = 512 // bytes
)

// Remember keeps one short line for later commands, in the place of the one before. It
// is a convenience: where it cannot be written it is forgotten, and nobody is bothered.
func (r *Repo) Remember(line string) {
	if r.Remembered() == line || len(line) >= mostRemembered {
		return
	}
	git, err := r.keeper()
	if err != nil {
		return
	}
	defer git.Close() //nolint:errcheck // a descriptor only
	_ = r.writeRemembered(git, line)
}

// writeRemembered writes the line into a new file. Whoever dies meanwhile leaves none, or
// a line without an end, which is none: there is no other file to be swept up.
func (r *Repo) writeRemembered(git *os.Root, line string) error {
	if _, err := git.Lstat(ownDir); errors.Is(err, fs.ErrNotExist) {
		if err := r.disk.mkdirIn(git, ownDir); err != nil {
			return err
		}
	}
	if _, err := git.Lstat(remembered); err == nil {
		if err := r.disk.removeIn(git, remembered); err != nil {
			return err
		}
	}
	f, err := r.disk.createIn(git, remembered)
	if err != nil {
		return err
	}
	return errors.Join(r.disk.write(f, []byte(line+"\n")), f.Close())
}

// Remembered is the line that was kept last, "" when there is none.
func (r *Repo) Remembered() string {
	git, err := r.keeper()
	if err != nil {
		return ""
	}
	defer git.Close() //nolint:errcheck // a descriptor only
	if fi, err := git.Lstat(remembered); err != nil || !fi.Mode().IsRegular() {
		return ""
	}
	f, err := git.Open(remembered)
	if err != nil {
		return ""
	}
	defer f.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(f, mostRemembered))
	line, whole := strings.CutSuffix(string(data), "\n")
	if err != nil || !whole || strings.Contains(line, "\n") {
		return ""
	}
	return line
}
