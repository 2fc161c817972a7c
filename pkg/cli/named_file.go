package cli

import (
	"errors"
	"io"
	"os"
)

// namedFile reads a file that the user names. One that is no file, such as a folder or a
// pipe, is not opened; of one with more bytes than most one byte more is read, for
// whoever reads it to refuse.
func (a *app) namedFile(name string, most int64) ([]byte, error) {
	fi, err := os.Stat(a.path(name))
	switch {
	case err != nil:
		return nil, err
	case fi.IsDir():
		return nil, errors.New("it is a folder")
	case !fi.Mode().IsRegular():
		return nil, errors.New("it is no ordinary file")
	}
	f, err := os.Open(a.path(name))
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was read
	return io.ReadAll(io.LimitReader(f, most+1))
}
