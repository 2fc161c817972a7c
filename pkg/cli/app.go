package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// app is one run of the program: the process, the global flags, and the
// repository once a command needs it.
type app struct {
	env    Env
	global globals
	view   view
	conf   *config
	git    *repo.Repo

	recorded string // the commit that was made, "" while there is none
}

// globals are the flags that every command has.
type globals struct {
	dir     string // -C
	noInput bool
	lang    string
}

func newApp(env Env) *app { return &app{env: env} }

func (a *app) close() {
	if a.git != nil {
		a.git.Close() //nolint:errcheck // descriptors only; what was written is durable
	}
}

// dir is the folder the command works in.
func (a *app) dir() string {
	if filepath.IsAbs(a.global.dir) {
		return a.global.dir
	}
	return filepath.Join(a.env.Dir, a.global.dir)
}

// path is a file the user named, seen from the current folder.
func (a *app) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(a.dir(), name)
}

// today is the current day in the network's zone.
func (a *app) today(s record.Reader) doc.Date { return doc.DateOf(a.now(s)) }

// now is the current time in the network's zone, or in the clock's own before there is
// a register.
func (a *app) now(s record.Reader) time.Time {
	now := a.env.Now()
	if zone := network.Networks.One(s).Timezone; zone != "" {
		now = now.In(zone.Location())
	}
	return now
}

// note tells the user something beside the data.
func (a *app) note(format string, args ...any) {
	fmt.Fprintf(a.env.Err, "%s\n", diag.Defuse(fmt.Sprintf(format, args...)))
}

func (a *app) repoEnv() repo.Env {
	return repo.Env{Dir: a.dir(), Getenv: a.env.Getenv, Now: a.env.Now, Log: func(s string) { a.note("note: %s", s) }, Fault: a.env.Fault}
}

// repo is the repository around the folder, opened once, with what a process that
// died left in it healed.
func (a *app) repo(ctx context.Context) (*repo.Repo, error) {
	if a.git != nil {
		return a.git, nil
	}
	r, err := repo.Open(ctx, a.repoEnv())
	if err != nil {
		return nil, err
	}
	a.git = r
	// Recorded is recorded, even where the folder cannot follow now either.
	if err := r.Recover(ctx); err != nil {
		a.note("note: %v", err)
	}
	return r, nil
}

// head is the set of the records of HEAD, for commands that read; it says on
// standard error which records differ in the folder. With --as-recorded it is that
// of an earlier commit.
func (a *app) head(ctx context.Context) (*record.Set, *repo.Snapshot, error) {
	r, err := a.repo(ctx)
	if err != nil {
		return nil, nil, err
	}
	snap, err := a.snapshot(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	set, err := a.load(snap)
	if err != nil || a.view.asRecorded != "" {
		return set, snap, err
	}
	differ, err := r.Differs(ctx, record.Root)
	switch {
	case err != nil && repo.KindOf(err) == repo.Unusual: // what is recorded can be read all the same
		a.note("note: whether there are edits in the folder cannot be told: %v", err)
	case err != nil:
		return nil, nil, err
	case len(differ) > 0:
		a.note("note: %s; what is shown is what was last recorded (`unmn save` records edits)", sentence(differ))
	}
	return set, snap, nil
}

// headQuietly is the set of the records of HEAD, whatever differs in the folder.
func (a *app) headQuietly(ctx context.Context, r *repo.Repo) (*record.Set, *repo.Snapshot, error) {
	snap, err := r.At(ctx, "HEAD")
	if err != nil {
		return nil, nil, err
	}
	set, err := a.load(snap)
	return set, snap, err
}

// sentence names a few files that differ.
func sentence(files []string) string {
	if len(files) == 1 {
		return files[0] + " has edits that are not recorded"
	}
	return fmt.Sprintf("%s and %d more have edits that are not recorded", files[0], len(files)-1)
}

// load is the set of a file system, with the hint a user needs where there is no
// register in it.
func (a *app) load(fsys fs.FS) (*record.Set, error) {
	set, err := record.Load(fsys, a.env.Types...)
	if errors.Is(err, record.ErrNotFound) {
		return nil, &hinted{"this repository holds no register: " + err.Error(), "make one with `unmn init DIR --name NAME --country XX --timezone ZONE --reference PREFIX`"}
	}
	if err == nil {
		a.recall(set)
	}
	return set, err
}

// folder is the set of the records as they are in the folder, edits included. A
// bare repository has no folder; what is recorded counts there.
func (a *app) folder(ctx context.Context) (*record.Set, error) {
	r, err := a.repo(ctx)
	if err != nil {
		return nil, err
	}
	if r.Root() == "" {
		snap, err := r.At(ctx, "HEAD")
		if err != nil {
			return nil, err
		}
		return a.load(snap)
	}
	return a.load(r.WorkTree())
}

// A planner is what a command does to the register.
type planner func(s *record.Set) (*record.Change, error)

// writeFlags are the flags of every command that writes; they are added after the
// flags of the record's fields.
type writeFlags struct {
	dryRun bool
	json   bool
	reason string
	source string
	field  *pflag.Flag // --source where it fills a field of the record, which the trailer repeats
	sends  bool        // mails go to the server next, which says then for whom they were not taken
}

// rests is what --source says.
func (w *writeFlags) rests() string {
	if w.field != nil {
		return w.field.Value.String()
	}
	return w.source
}

func (w *writeFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVarP(&w.dryRun, "dry-run", "n", false, "show what would change and change nothing")
	f.BoolVar(&w.json, "json", false, "tell the result as JSON")
	f.StringVarP(&w.reason, "message", "m", "", "why, in your own words, for the history")
	if w.field = f.Lookup("source"); w.field == nil {
		f.StringVar(&w.source, "source", "", "what the change rests on, such as \"e-mail 2026-03-04\"")
	}
}

// write runs a plan on the records of HEAD and commits what it proposes, or shows
// it. next is the sensible next command; it may be empty. The plan may be run more
// than once.
func (a *app) write(ctx context.Context, w writeFlags, next string, plan planner, opts ...repo.Option) error {
	return a.writeThen(ctx, w, func() string { return next }, plan, opts...)
}

// writeThen is write where only the plan knows the next command: next is asked
// once the change is recorded.
func (a *app) writeThen(ctx context.Context, w writeFlags, next func() string, plan planner, opts ...repo.Option) error {
	r, err := a.repo(ctx)
	if err != nil {
		return err
	}
	warned := diag.List{}
	whole := func(base *repo.Snapshot) (*record.Change, error) {
		set, err := a.load(base)
		if err != nil {
			return nil, err
		}
		c, warnings, err := a.propose(set, w, plan)
		warned = warnings
		return c, err
	}
	if w.dryRun {
		base, err := r.At(ctx, "HEAD")
		if err != nil {
			return err
		}
		c, err := whole(base)
		if err != nil {
			return err
		}
		return a.showChange(c, warned, w.json)
	}
	by, err := r.Identity(ctx)
	if err != nil {
		return err
	}
	result, err := r.Commit(ctx, whole, by, opts...)
	if result == nil {
		return err
	}
	a.recorded = result.Hash
	if w.sends {
		warned = slices.DeleteFunc(warned, func(p diag.Problem) bool { return p.Rule == network.RuleDelivered })
	}
	a.warn(warned)
	a.rememberChange(result)
	if tell := a.showResult(result, next(), w.json); tell != nil {
		return tell
	}
	return err
}

// propose is the change a plan makes of a set, checked: what it would break is a
// diag.List, what it would only leave to be desired comes back as warnings.
func (a *app) propose(s *record.Set, w writeFlags, plan planner) (*record.Change, diag.List, error) {
	c, err := plan(s)
	if err != nil {
		if unread := s.Err(); unread != nil {
			return nil, nil, unread // what could not be read is not absent
		}
		return nil, nil, a.joined(s, err)
	}
	if w.reason != "" {
		c.Reason = w.reason
	}
	hasSource := slices.ContainsFunc(c.Trailers, func(t record.Trailer) bool { return t.Key == "Unmn-Source" })
	if source := w.rests(); source != "" && !hasSource {
		c.Trailers = append(c.Trailers, record.Trailer{Key: "Unmn-Source", Value: source})
	}
	network.Trailers(s, c)
	next, problems := s.Apply(c)
	problems = append(problems, s.Jumps(next, c)...)
	problems = append(problems, network.PersonalWords(c)...)
	if err := errors.Join(s.Err(), next.Err()); err != nil {
		return nil, nil, err
	}
	if err := network.Final(s, next, c); err != nil {
		return nil, nil, a.joined(s, err)
	}
	problems = network.Join(next, problems)
	if problems.Errors() > 0 {
		return nil, nil, problems
	}
	return c, problems, nil
}

// joined fills in the clauses of the problems in an error.
func (a *app) joined(s *record.Set, err error) error {
	var list diag.List
	if errors.As(err, &list) {
		return network.Join(s, list)
	}
	var reasons network.Refusals
	if errors.As(err, &reasons) {
		joined := make(network.Refusals, len(reasons))
		for i, r := range reasons {
			joined[i] = joinRefusal(s, r)
		}
		return joined
	}
	var refusal *network.Refusal
	if errors.As(err, &refusal) {
		return joinRefusal(s, refusal)
	}
	return err
}

// warn prints problems that do not keep a change from being made.
func (a *app) warn(list diag.List) {
	for _, p := range list.Sort() {
		a.note("%s", p)
	}
}
