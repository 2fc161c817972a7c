package repo

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/go-git/go-git/v5/plumbing"
)

// References are read strictly: only "does not exist" falls through from a loose
// file to packed-refs and from there to "unborn". Not knowing is not no.

// A head is where HEAD stands.
type head struct {
	ref  string // the branch, "refs/heads/main"; "" when HEAD is detached
	hash hash   // zero when the branch is unborn
}

// Head is the hash of the commit HEAD stands on, "" only when the branch is
// truly unborn. What cannot be read is an error of the kind Damaged.
func (r *Repo) Head(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	h, err := r.readHead()
	if err != nil || h.hash.IsZero() {
		return "", err
	}
	return h.hash.String(), nil
}

func (r *Repo) readHead() (head, error) {
	text, err := r.readRefFile("HEAD")
	if errors.Is(err, errRefLink) {
		return head{}, r.linkedHead()
	}
	if err != nil {
		return head{}, damaged("HEAD cannot be read: %s", cause(err))
	}
	if ref, ok := strings.CutPrefix(text, "ref: "); ok {
		ref = strings.TrimSpace(ref)
		if !validRef(ref) {
			return head{}, damaged("HEAD names a branch %s that is not allowed", quote(ref))
		}
		ref, h, err := r.resolveRef(ref)
		return head{ref: ref, hash: h}, err
	}
	h, ok := parseHash(text)
	if !ok {
		return head{}, damaged("HEAD is garbled")
	}
	return head{hash: h}, nil
}

// linkedHead is the error of a HEAD that is a link, as very old versions of git made it.
func (r *Repo) linkedHead() error {
	to, err := os.Readlink(r.gitPath("HEAD"))
	if ref := filepath.ToSlash(to); err == nil && validRef(ref) {
		return unusual("make it a file with `git symbolic-ref HEAD "+ref+"`", "HEAD is a link")
	}
	return damaged("HEAD is a link or a device")
}

// readRef is the hash a reference holds, zero when it does not exist.
func (r *Repo) readRef(ref string) (hash, error) {
	_, h, err := r.resolveRef(ref)
	return h, err
}

// resolveRef is readRef, and the reference that holds the hash: where one stands
// for another it is the other that moves.
func (r *Repo) resolveRef(ref string) (string, hash, error) {
	for range 5 {
		text, err := r.readRefFile(ref)
		if err == nil {
			if target, ok := strings.CutPrefix(text, "ref: "); ok && validRef(strings.TrimSpace(target)) {
				ref = strings.TrimSpace(target)
				continue
			}
			if h, ok := parseHash(text); ok {
				return ref, h, nil
			}
			return ref, hash{}, damaged("%s is garbled", ref)
		}
		if errors.Is(err, errRefLink) {
			e := damaged("%s cannot be read: %s", ref, cause(err))
			e.Hint = "if it is a link to a branch of this repository: `git pack-refs --all`"
			return ref, hash{}, e
		}
		if !absent(err) && !errors.Is(err, errNotRegular) {
			return ref, hash{}, damaged("%s cannot be read: %s", ref, cause(err))
		}
		h, err := r.readPackedRef(ref)
		return ref, h, err
	}
	return ref, hash{}, damaged("%s leads in a circle", ref)
}

// readRefFile reads a loose reference; a folder of its name is not one.
func (r *Repo) readRefFile(ref string) (string, error) {
	name := r.gitPath(ref)
	fi, err := os.Lstat(name)
	if err != nil {
		return "", err
	}
	if fi.IsDir() {
		return "", errNotRegular
	}
	if !fi.Mode().IsRegular() {
		return "", errRefLink
	}
	text, err := readSmall(name)
	return string(text), err
}

// errRefLink stops at a reference that is a link: what it means is not known.
var errRefLink = errors.New("it is a link or a device")

// absent reports whether an error says that nothing is there.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// readPackedRef looks a reference up in packed-refs; zero when it is not there.
func (r *Repo) readPackedRef(ref string) (hash, error) {
	found := hash{}
	err := r.packedRefs(func(name string, h hash) {
		if name == ref {
			found = h
		}
	})
	return found, err
}

// packedRefs calls each for every packed reference.
func (r *Repo) packedRefs(each func(name string, h hash)) error {
	f, err := os.Open(r.gitPath("packed-refs"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return damaged("packed-refs cannot be read: %s", cause(err))
	}
	defer f.Close()
	text, err := readOpened(f, largestObject)
	if err != nil {
		return damaged("packed-refs cannot be read: %s", cause(err))
	}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		return damaged("packed-refs is cut short")
	}
	for line := range bytes.Lines(text) {
		if line[0] == '#' || line[0] == '^' {
			continue
		}
		x, name, ok := strings.Cut(strings.TrimSuffix(string(line), "\n"), " ")
		h, good := parseHash(x)
		if !ok || !good {
			return damaged("packed-refs is garbled")
		}
		each(name, h)
	}
	return nil
}

// parseHash reads forty hexadecimal digits, with a line feed or without.
func parseHash(text string) (hash, bool) {
	text = strings.TrimRight(text, "\r\n \t")
	if len(text) != 40 || !plumbing.IsHash(text) {
		return hash{}, false
	}
	h := plumbing.NewHash(text)
	return h, !h.IsZero()
}

// validRef reports whether a name may be one of a reference, and of a file below
// the git directory.
func validRef(ref string) bool {
	if !strings.HasPrefix(ref, "refs/") || !fs.ValidPath(ref) || strings.HasSuffix(ref, ".lock") {
		return false
	}
	for part := range strings.SplitSeq(ref, "/") {
		if strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock") {
			return false
		}
	}
	return !strings.Contains(ref, "..") && !strings.Contains(ref, "@{") &&
		!strings.ContainsFunc(ref, func(c rune) bool { return c <= ' ' || strings.ContainsRune("~^:?*[\\\x7f", c) })
}
