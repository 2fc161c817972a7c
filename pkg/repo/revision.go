package repo

import (
	"bufio"
	"context"
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// At is the register as a commit holds it. rev is "HEAD", a branch, a tag, a hash
// or the beginning of one (four digits or more), a date "2026-03-03" (the last
// commit on the first-parent line up to the end of that day, by the committer's
// date), each with "^" or "~3" after it. On an unborn branch HEAD is an empty
// Snapshot without a hash. A name of nothing is an error of the kind NoRevision. A
// day ends by this machine's clock; see AtIn.
func (r *Repo) At(ctx context.Context, rev string) (*Snapshot, error) {
	return r.AtIn(ctx, rev, r.env.Now().Location())
}

// AtIn is At where a day ends by the clock of a zone: what was recorded by the evening
// of a day is the same wherever it is asked.
func (r *Repo) AtIn(ctx context.Context, rev string, zone *time.Location) (*Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if rev == "HEAD" {
		h, err := r.readHead()
		if err != nil {
			return nil, err
		}
		return r.snapshot(h.hash)
	}
	h, err := r.resolve(ctx, rev, zone)
	if err != nil {
		return nil, err
	}
	return r.snapshot(h)
}

func noRevision(rev string) error {
	return &Error{Kind: NoRevision, Message: "there is no commit " + quote(rev), Hint: "list the commits with `git log --oneline`"}
}

// resolve finds the commit a revision names.
func (r *Repo) resolve(ctx context.Context, rev string, zone *time.Location) (hash, error) {
	base := rev
	if i := strings.IndexAny(rev, "^~"); i >= 0 {
		base = rev[:i]
	}
	back, ok := parseBack(rev[len(base):])
	if !ok {
		return hash{}, noRevision(rev)
	}
	var h hash
	var err error
	if day, err2 := time.ParseInLocation(time.DateOnly, base, zone); err2 == nil {
		h, err = r.onDay(ctx, day, rev)
	} else {
		h, err = r.named(base)
	}
	if err != nil {
		return hash{}, err
	}
	shallow, err := r.shallow()
	if err != nil {
		return hash{}, err
	}
	for range back {
		c, err := r.objects.commit(h)
		if err != nil {
			return hash{}, err
		}
		if len(c.parents) == 0 || shallow[h] {
			return hash{}, noRevision(rev)
		}
		h = c.parents[0]
	}
	return h, nil
}

// parseBack reads "", "^", "~3", "^^~2" as a number of first parents.
func parseBack(suffix string) (n int, ok bool) {
	for suffix != "" {
		digits := len(suffix) - len(strings.TrimLeft(suffix[1:], "0123456789")) - 1
		step := 1
		if digits > 0 {
			v, err := strconv.Atoi(suffix[1 : 1+digits])
			if err != nil || suffix[0] == '^' && v != 1 || v > 1<<20 {
				return 0, false
			}
			step = v
		}
		if suffix[0] != '^' && suffix[0] != '~' {
			return 0, false
		}
		n += step
		suffix = suffix[1+digits:]
	}
	return n, true
}

// named finds a reference or a hash.
func (r *Repo) named(name string) (hash, error) {
	if name == "HEAD" || name == "@" {
		h, err := r.readHead()
		if err == nil && h.hash.IsZero() {
			err = noRevision(name)
		}
		return h.hash, err
	}
	if h, ok := parseHash(name); ok {
		return r.peel(h, name)
	}
	for _, prefix := range []string{"", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"} {
		if ref := prefix + name; validRef(ref) {
			if h, err := r.readRef(ref); err != nil || !h.IsZero() {
				if err != nil {
					return hash{}, err
				}
				return r.peel(h, name)
			}
		}
	}
	return r.abbreviated(name)
}

func (r *Repo) abbreviated(digits string) (hash, error) {
	digits = strings.ToLower(digits)
	if n := len(digits); n < 4 || n > 39 || strings.Trim(digits, "0123456789abcdef") != "" {
		return hash{}, noRevision(digits)
	}
	list, err := r.objects.expand(digits)
	if err != nil {
		return hash{}, failed("cannot look up "+quote(digits), err)
	}
	var commits []hash
	for _, h := range list {
		kind, _, err := r.objects.readAny(h)
		if err != nil {
			return hash{}, err
		}
		if kind == plumbing.CommitObject {
			commits = append(commits, h)
		}
	}
	switch len(commits) {
	case 0:
		return hash{}, noRevision(digits)
	case 1:
		return commits[0], nil
	}
	return hash{}, &Error{Kind: NoRevision, Message: quote(digits) + " begins the hash of several commits",
		Hint: "give more digits; list the commits with `git log --oneline`"}
}

// peel follows annotated tags to the commit.
func (r *Repo) peel(h hash, name string) (hash, error) {
	for range 10 {
		kind, data, err := r.objects.readAny(h)
		if errors.Is(err, errNoObject) {
			return hash{}, noRevision(name)
		}
		if err != nil {
			return hash{}, err
		}
		switch kind {
		case plumbing.CommitObject:
			return h, nil
		case plumbing.TagObject:
			line, _, _ := strings.Cut(string(data), "\n")
			var ok bool
			if h, ok = parseHash(strings.TrimPrefix(line, "object ")); !ok {
				return hash{}, damaged("tag %s is garbled", quote(name))
			}
		default:
			return hash{}, &Error{Kind: NoRevision, Message: quote(name) + " is no commit", Hint: "list the commits with `git log --oneline`"}
		}
	}
	return hash{}, damaged("tag %s leads to too many tags", quote(name))
}

// onDay walks the first-parent line back to the last commit of a day or before it.
func (r *Repo) onDay(ctx context.Context, day time.Time, rev string) (hash, error) {
	head, err := r.readHead()
	if err != nil {
		return hash{}, err
	}
	shallow, err := r.shallow()
	if err != nil {
		return hash{}, err
	}
	end := day.AddDate(0, 0, 1)
	for h := head.hash; !h.IsZero(); {
		if err := ctx.Err(); err != nil {
			return hash{}, err
		}
		c, err := r.objects.commit(h)
		if err != nil {
			return hash{}, err
		}
		if c.committer.When.Before(end) {
			return h, nil
		}
		if len(c.parents) == 0 || shallow[h] {
			break
		}
		h = c.parents[0]
	}
	return hash{}, &Error{Kind: NoRevision, Message: "there is no commit up to " + rev, Hint: "list the commits with `git log --format='%h %cs %s'`"}
}

// shallow lists the commits whose parents this clone does not have.
func (r *Repo) shallow() (map[hash]bool, error) {
	f, err := os.Open(r.gitPath("shallow"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, damaged("the list of shallow commits cannot be read: %s", cause(err))
	}
	defer f.Close()
	list := map[hash]bool{}
	in := bufio.NewScanner(f)
	for in.Scan() {
		h, ok := parseHash(in.Text())
		if !ok {
			return nil, damaged("the list of shallow commits is garbled")
		}
		list[h] = true
	}
	if err := in.Err(); err != nil {
		return nil, damaged("the list of shallow commits cannot be read: %s", cause(err))
	}
	return list, nil
}
