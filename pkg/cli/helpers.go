package cli

import (
	"context"
	"errors"
	"io/fs"
)

// isMissing reports whether an error says that a file does not exist.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// told is an error whose words have been printed already; only its status counts.
type told struct{ error }

func (t told) Unwrap() error { return t.error }

// silently marks an error as printed.
func silently(err error) error {
	if err == nil {
		return nil
	}
	return told{err}
}

// configure reads the preferences, once.
func (a *app) configure(ctx context.Context) error {
	if a.conf != nil {
		return nil
	}
	root := ""
	if r, err := a.repo(ctx); err == nil { // outside a repository the user's own preferences are all there is
		root = r.Root()
	}
	c, err := a.loadConfig(root)
	a.conf = c
	return err
}
