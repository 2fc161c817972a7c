package repo

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A Diagnosis is what there is to know of a repository before a change: the same
// checks that Commit makes, all of them, and what they rest on. See [Diagnose].
type Diagnosis struct {
	Root     string    // of the work tree, absolute; "" where there is none
	GitDir   string    // absolute; "" where there is no repository
	Branch   string    // "main"; "" when HEAD is on none
	Commit   string    // forty hexadecimal digits; "" when there is none
	Git      string    // what the git program says of its version; "" without one
	Identity string    // "Name <address>"; "" when git knows none
	Lock     string    // who holds unmn's lock now; "" when nobody does
	Settings []Setting // those that count, sorted by name
	Notes    []string  // what is good to know and keeps nobody from anything
	Problems []*Error  // what keeps a change from being recorded, the weightiest first
}

// A Setting is one line of git's configuration that counts here.
type Setting struct {
	Name, Value string
	Local       bool // it is the repository's own
}

// Diagnose looks a repository over. It changes nothing, and does not even heal what
// a crash left; what it cannot read is a problem it tells.
func Diagnose(ctx context.Context, env Env) *Diagnosis {
	d := &Diagnosis{Git: gitVersion(ctx)}
	r, err := Open(ctx, env)
	if err != nil {
		d.problem(err)
		return d
	}
	defer r.Close() //nolint:errcheck // descriptors only
	d.Root, d.GitDir = r.root, r.git
	all, found, err := r.lookOver()
	if err != nil {
		d.problem(err)
		return d
	}
	for _, err := range found {
		d.problem(err)
	}
	d.settings(all)
	if by, err := r.person(all, "author"); err == nil {
		d.Identity = by.Name + " <" + by.Email + ">"
	} else {
		d.problem(err)
	}
	for _, h := range r.hooks(all) {
		d.Notes = append(d.Notes, "the hook "+h+" of this repository is not run")
	}
	d.head(r)
	if r.root != "" {
		d.folder(ctx, r, all)
	}
	return d
}

func (d *Diagnosis) problem(err error) {
	if err == nil {
		return
	}
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Kind: Failed, Message: err.Error(), Err: err}
	}
	if !slices.ContainsFunc(d.Problems, func(had *Error) bool { return had.Message == e.Message && had.Hint == e.Hint }) {
		d.Problems = append(d.Problems, e)
	}
}

// gitVersion asks the git program, which is good to have and not needed.
func gitVersion(ctx context.Context) string {
	program, err := exec.LookPath("git")
	if err != nil {
		return ""
	}
	out, err := exec.CommandContext(ctx, program, "--version").Output()
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.TrimSpace(string(out)), "git version ")
}

// settings keeps those that count here, each as it counts in the end.
func (d *Diagnosis) settings(all settings) {
	known := []string{"core.attributesfile", "core.autocrlf", "core.eol", "core.filemode", "core.hookspath", "core.logallrefupdates",
		"core.sharedrepository", "core.sparsecheckout", "core.worktree", "commit.gpgsign"}
	for i, s := range all {
		section, _, _ := strings.Cut(s.name, ".")
		counts := slices.Contains(known, s.name) || slices.Contains([]string{"author", "committer", "extensions", "gpg", "user"}, section)
		if again := slices.ContainsFunc(all[i+1:], func(l setting) bool { return l.name == s.name }); again || !counts {
			continue
		}
		value, _ := settings{s}.last(s.name)
		d.Settings = append(d.Settings, Setting{s.name, value, s.local})
	}
	slices.SortFunc(d.Settings, func(a, b Setting) int { return strings.Compare(a.Name, b.Name) })
}

// head looks at where HEAD stands, and at how the records there are stored.
func (d *Diagnosis) head(r *Repo) {
	h, err := r.readHead()
	if err != nil {
		d.problem(err)
		return
	}
	d.Branch = strings.TrimPrefix(h.ref, heads)
	if !h.hash.IsZero() {
		d.Commit = h.hash.String()
		_, err = r.objects.commit(h.hash)
		d.problem(err)
	}
	d.problem(r.checkHead(h))
	if shallow, err := r.shallow(); err != nil || len(shallow) > 0 {
		d.problem(err)
		d.Notes = append(d.Notes, "the clone is shallow: its history ends where the clone does")
	}
}

// folder looks at the index, at what git would do to the bytes of records, at locks,
// and at what was left or kept.
func (d *Diagnosis) folder(ctx context.Context, r *Repo, all settings) {
	_, err := r.readIndex()
	d.problem(err)
	d.problem(r.checkBytes(ctx, all))
	d.Lock = r.lockHolder()
	if d.Lock == "" {
		d.problem(r.leftBehind())
	}
	if kept, err := filesIn(r.gitPath(keptDir+"/"), "", ""); err == nil {
		for _, name := range kept {
			d.Notes = append(d.Notes, "what was typed and not recorded is kept in "+r.shown(keptDir+"/"+filepath.Base(name)))
		}
	}
	for _, part := range strings.Split(filepath.ToSlash(r.root), "/") {
		for _, cloud := range []string{"OneDrive", "Dropbox", "Google Drive", "iCloudDrive"} {
			if strings.HasPrefix(part, cloud) {
				d.Notes = append(d.Notes, "the folder is copied by "+cloud+", which can mix up a repository that two computers change; share it by a git server")
			}
		}
	}
}

// checkBytes finds the first record of HEAD whose bytes git would change.
func (r *Repo) checkBytes(ctx context.Context, all settings) error {
	base, err := r.At(ctx, "HEAD")
	if err != nil {
		return nil // told already
	}
	c, err := r.conversions(all, r.newFolders(), base)
	if err != nil {
		return err
	}
	names, err := base.Paths("records")
	for _, name := range names {
		if err == nil {
			err = c.check(name, nil)
		}
	}
	return err
}

// lockHolder is who holds our own lock, "" when nobody does.
func (r *Repo) lockHolder() string {
	f, err := os.Open(r.gitPath(ownLock))
	if err != nil {
		return ""
	}
	defer f.Close() //nolint:errcheck // it gives the lock back
	if held, err := flock(f); err != nil || !held {
		return ""
	}
	return strings.TrimPrefix(r.holder(), " by ")
}

// leftBehind is what a process left that died: ours, which heals, or git's, of which
// nobody can know whether it lives.
func (r *Repo) leftBehind() error {
	j, err := r.readJournal()
	if err != nil {
		return err
	}
	if j != nil || r.leftovers() {
		return &Error{Kind: Failed, Message: "a change was cut off, by a crash or a power failure", Hint: "complete or undo it with `unmn check`"}
	}
	for _, name := range []string{"index", "HEAD"} {
		if _, err := os.Lstat(r.gitPath(name + ".lock")); err == nil {
			return r.gitBusy(name)
		}
	}
	return nil
}
