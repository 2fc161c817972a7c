package repo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"unmn/pkg/record"

	"github.com/go-git/go-git/v5/plumbing"
)

// A Plan is what is to be changed, given what is there. It must be pure: it is
// run again on the new state when others committed meanwhile. Its errors come
// back from Commit as they are.
type Plan func(base *Snapshot) (*record.Change, error)

// A Result is what a Commit did.
type Result struct {
	Hash    string         // the commit, forty hexadecimal digits; "" when Nothing
	Subject string         // first line of its message
	Change  *record.Change // as it was written; nil when the plan returned nil
	Nothing bool           // the plan changed no file, and no commit was made
	Notes   []string       // what the user should know, one sentence each
}

// An Option changes how Commit works.
type Option func(*options)

type options struct{ adopt bool }

// Adopt accepts files whose new content the work tree holds already, staged or
// not: the commit adopts hand edits. Old is still what HEAD holds.
func Adopt() Option { return func(o *options) { o.adopt = true } }

const (
	mostAttempts = 8 // how often a plan is run again when HEAD moves
	shortWait    = time.Second
)

var errMoved = errors.New("HEAD moved")

// Commit writes one change as one commit on the branch HEAD stands on, and brings
// work tree and index along. When it returns a Result without an error the commit
// is durable. A Result together with an error means that the commit is recorded
// and that the error tells what did not follow; the next command heals it. An
// error alone means that nothing was changed, and says so.
//
// The plan is run before any lock is taken, and again under the lock when HEAD is
// no longer where it was. by is the author; the committer is who git says the
// user is, or else the author.
func (r *Repo) Commit(ctx context.Context, plan Plan, by Author, opts ...Option) (*Result, error) {
	t := &transaction{r: r, plan: plan, by: by}
	for _, o := range opts {
		o(&t.options)
	}
	if err := t.propose(ctx); err != nil {
		return nil, settle(err, unchanged)
	}
	if t.nothing() {
		return &Result{Change: t.change, Nothing: true}, nil
	}
	// Refused here, the repository has not even been locked.
	set, err := r.preflight(ctx)
	if err != nil {
		return nil, settle(err, unchanged)
	}
	r.noteHooks(set)
	if t.signer, err = r.signer(set); err != nil {
		return nil, settle(err, unchanged)
	}
	for range mostAttempts {
		res, err := t.once(ctx, set)
		if !errors.Is(err, errUnsigned) {
			return res, err
		}
	}
	return nil, settle(movedTooOften(), unchanged)
}

// once signs where that is wanted, takes our own lock, and does the rest.
func (t *transaction) once(ctx context.Context, set settings) (*Result, error) {
	if t.signer != nil {
		if err := t.sign(ctx, set); err != nil {
			return nil, settle(err, unchanged)
		}
		if t.nothing() {
			return &Result{Change: t.change, Nothing: true}, nil
		}
	}
	own, err := t.r.own(ctx, patience)
	if err != nil {
		return nil, settle(err, unchanged)
	}
	res, err := t.run(ctx, own)
	own.release(err == nil || errors.Is(err, errUnsigned) || KindOf(err) != Failed && KindOf(err) != Damaged)
	return res, err
}

func movedTooOften() error {
	return &Error{Kind: Moved, Message: fmt.Sprintf("others committed %d times meanwhile; try again", mostAttempts)}
}

// A transaction is one Commit.
type transaction struct {
	options
	r      *Repo
	plan   Plan
	by     Author
	head   head
	base   *Snapshot
	change *record.Change
	index  *index
	signer *signer // nil when the commit is not to be signed
	signed *commit // the commit that was signed before the locks were taken
}

func (t *transaction) nothing() bool { return t.change == nil || len(t.change.Files) == 0 }

// propose reads HEAD and runs the plan on it.
func (t *transaction) propose(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var err error
	if t.head, err = t.r.readHead(); err != nil {
		return err
	}
	if t.head.ref == "" { // the way to a branch leads through what is in progress
		if err := t.r.inProgress(); err != nil {
			return err
		}
	}
	if err := t.r.checkHead(t.head); err != nil {
		return err
	}
	if t.base, err = t.r.snapshot(t.head.hash); err != nil {
		return err
	}
	t.change, err = t.plan(t.base)
	return err
}

// run does everything that needs our own lock.
func (t *transaction) run(ctx context.Context, own *ownership) (*Result, error) {
	if err := t.r.heal(ctx, own.died); err != nil {
		return nil, settle(err, unchanged)
	}
	release, err := t.r.holdCleaning(ctx)
	if err != nil {
		return nil, settle(err, unchanged)
	}
	defer release()
	lock, err := t.r.gitLock(ctx, "index", "index", false, patience)
	if err != nil {
		return nil, settle(err, unchanged)
	}
	for range mostAttempts {
		var j *journal
		j, err = t.attempt(ctx)
		if err == nil && j == nil {
			lock.release()
			return &Result{Change: t.change, Nothing: true}, nil
		}
		if err == nil {
			t.r.unborn = false
			return t.follow(ctx, j, lock)
		}
		if !errors.Is(err, errMoved) {
			break
		}
		time.Sleep(rand.N(20 * time.Millisecond))
	}
	if errors.Is(err, errUnknown) {
		lock.keep()
		return nil, err
	}
	lock.release()
	if errors.Is(err, errMoved) {
		err = movedTooOften()
	}
	return nil, settle(err, unchanged)
}

// attempt tries once to reach the commit point. No error and no journal means
// that the plan, run again, changes nothing.
func (t *transaction) attempt(ctx context.Context) (*journal, error) {
	set, err := t.r.preflight(ctx)
	if err != nil {
		return nil, err
	}
	now, err := t.r.readHead()
	if err != nil {
		return nil, err
	}
	if now != t.head {
		if err := t.propose(ctx); err != nil || t.nothing() {
			return nil, err
		}
	}
	files, err := t.compare(set)
	if err != nil {
		return nil, err
	}
	objects, j, err := t.prepare(set, files)
	if err != nil {
		return nil, err
	}
	defer objects.abandon()
	return j, t.point(ctx, j, objects)
}

// compare checks the touched paths.
func (t *transaction) compare(set settings) ([]touchedFile, error) {
	c := &comparer{base: t.base, files: t.r.newFolders(), adopt: t.adopt, fileModes: true}
	if _, given := set.last("core.filemode"); given {
		c.fileModes, _ = set.yes("core.filemode")
	}
	var err error
	if c.index, err = t.r.readIndex(); err != nil {
		return nil, err
	}
	t.index = c.index // nobody else writes it while its lock is held
	if c.convert, err = t.r.conversions(set, c.files, t.base); err != nil {
		return nil, err
	}
	return c.compare(t.change)
}

// trees builds the trees the change leads to, on those of HEAD: the root, and what
// has to be written, files first.
func (t *transaction) trees(files []touchedFile) (root hash, all []object, err error) {
	var grafts []graft
	for _, f := range files {
		g := graft{path: f.path}
		if f.data != nil {
			all = append(all, object{plumbing.BlobObject, f.data, f.new})
			g.mode, g.hash = f.mode, f.new
		}
		grafts = append(grafts, g)
	}
	root, err = t.r.objects.graftTree(t.base.root(), grafts, &all)
	if err == nil && root.IsZero() {
		all = append(all, newObject(plumbing.TreeObject, nil))
		root = emptyTree()
	}
	return root, all, err
}

// prepare writes the objects of the commit under names of their own, not yet durable,
// and says what the commit is about to do.
func (t *transaction) prepare(set settings, files []touchedFile) (*objectWriter, *journal, error) {
	j := &journal{Ref: t.head.ref, Old: t.head.hash}
	for _, f := range files {
		j.Files = append(j.Files, journalFile{f.path, f.old, f.new, indexMode(f.mode)})
	}
	root, all, err := t.trees(files)
	if err != nil {
		return nil, nil, err
	}
	c, err := t.commitObject(set, root)
	if err != nil {
		return nil, nil, err
	}
	all = append(all, c)
	w := &objectWriter{disk: t.r.disk, objects: t.r.objects}
	for _, obj := range all {
		if err := w.add(obj); err != nil {
			w.abandon()
			return nil, nil, failed("cannot write an object", err)
		}
		if obj.kind != plumbing.BlobObject {
			t.r.objects.keep(obj.hash, obj.data)
		}
	}
	j.New = c.hash
	j.Log = t.reflog(j, c)
	return w, j, nil
}

// follow brings work tree and index to the commit that has been made.
func (t *transaction) follow(ctx context.Context, j *journal, lock *gitLock) (*Result, error) {
	res := &Result{Hash: j.New.String(), Subject: subject(t.change.Message()), Change: t.change}
	data := map[string][]byte{}
	for _, f := range t.change.Files {
		data[f.Path] = f.New
	}
	notes, err := t.r.follow(j, lock, t.index, data)
	if err != nil {
		// The disk may have stumbled once: the same again, as recovery does it.
		lock.keep()
		lock, err2 := t.r.gitLock(ctx, "index", "index", true, shortWait)
		if err2 == nil {
			if notes, err2 = t.r.follow(j, lock, nil, data); err2 != nil {
				lock.keep()
			}
		}
		if err2 == nil {
			err = nil
		}
	}
	res.Notes = notes
	if err != nil {
		err = &Error{Kind: Failed, Err: err, Hint: "the next command completes it, such as `unmn check`",
			Message: fmt.Sprintf("the change is %s as %s, but the folder could not follow: %s", recorded, short(j.New), cause(err))}
	}
	return res, err
}

// short is a hash as it is shown.
func short(h hash) string { return h.String()[:7] }
