package repo

import (
	"container/heap"
	"context"
	"io/fs"
	"iter"
	"slices"
)

// An Entry is one commit in a history.
type Entry struct {
	Hash      string
	Author    Author
	Committer Author
	Subject   string
	Message   string // all of it
	Merge     bool   // it has several parents
	Parents   []string
	Cut       bool // it has parents, which this clone does not have; Parents is empty
}

// Log is the history of a path ("." for all), newest first: the commits that
// changed it, with what lies below it. As git does, it follows only one side of a
// merge when that side already had the path as it came out. Trees that are equal
// are never opened. An error ends it.
func (r *Repo) Log(ctx context.Context, path string) iter.Seq2[Entry, error] {
	return r.log(ctx, path, func() (hash, error) {
		h, err := r.readHead()
		return h.hash, err
	})
}

// LogFrom is Log beginning at the commit of a snapshot: the history as it was then.
func (r *Repo) LogFrom(ctx context.Context, s *Snapshot, path string) iter.Seq2[Entry, error] {
	return r.log(ctx, path, func() (hash, error) { return s.hash(), nil })
}

func (r *Repo) log(ctx context.Context, path string, from func() (hash, error)) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		w := &walk{ctx: ctx, r: r, path: path, seen: map[hash]bool{}, at: map[hash]treeEntry{}}
		if !fs.ValidPath(path) {
			yield(Entry{}, &fs.PathError{Op: "log", Path: path, Err: fs.ErrInvalid})
			return
		}
		if err := w.begin(from); err != nil {
			yield(Entry{}, err)
			return
		}
		for len(w.queue) > 0 {
			c := heap.Pop(&w.queue).(*commit)
			show, err := w.step(c)
			if err != nil {
				yield(Entry{}, err)
				return
			}
			if show && !yield(w.entryOf(c), nil) {
				return
			}
		}
	}
}

// A walk goes from a commit to the beginning, by the committer's date.
type walk struct {
	ctx     context.Context
	r       *Repo
	path    string
	shallow map[hash]bool
	seen    map[hash]bool
	at      map[hash]treeEntry // what the path named, by root tree
	queue   commitQueue
}

func (w *walk) entryOf(c *commit) Entry {
	e := Entry{Hash: c.hash.String(), Author: c.author, Committer: c.committer,
		Subject: subject(c.message), Message: c.message, Merge: len(c.parents) > 1}
	if e.Cut = w.shallow[c.hash] && len(c.parents) > 0; e.Cut {
		return e
	}
	for _, p := range c.parents {
		e.Parents = append(e.Parents, p.String())
	}
	return e
}

func (w *walk) begin(from func() (hash, error)) error {
	h, err := from()
	if err != nil {
		return err
	}
	if w.shallow, err = w.r.shallow(); err != nil || h.IsZero() {
		return err
	}
	return w.push(h)
}

func (w *walk) push(h hash) error {
	if w.seen[h] {
		return nil
	}
	w.seen[h] = true
	c, err := w.r.objects.commit(h)
	if err != nil {
		return err
	}
	heap.Push(&w.queue, c)
	return nil
}

// step compares a commit with its parents, queues those to follow, and says
// whether the commit changed the path.
func (w *walk) step(c *commit) (show bool, err error) {
	if err := w.ctx.Err(); err != nil {
		return false, err
	}
	mine, err := w.entry(c.tree)
	if err != nil {
		return false, err
	}
	parents := c.parents
	if w.shallow[c.hash] {
		parents = nil
	}
	if len(parents) == 0 {
		return mine.mode != 0, nil
	}
	for _, p := range parents {
		pc, err := w.r.objects.commit(p)
		if err != nil {
			return false, err
		}
		theirs, err := w.entry(pc.tree)
		if err != nil {
			return false, err
		}
		if theirs == mine {
			return false, w.push(p)
		}
	}
	for _, p := range parents {
		if err := w.push(p); err != nil {
			return false, err
		}
	}
	return true, nil
}

// entry is what the path names in a tree; the zero entry when nothing.
func (w *walk) entry(root hash) (treeEntry, error) {
	if e, ok := w.at[root]; ok {
		return e, nil
	}
	e, ok, err := w.r.objects.lookup(root, w.path)
	if err != nil {
		return treeEntry{}, err
	}
	if !ok {
		e = treeEntry{}
	}
	w.at[root] = e
	return e, nil
}

// commitQueue is a heap, the newest first.
type commitQueue []*commit

func (q commitQueue) Len() int           { return len(q) }
func (q commitQueue) Less(i, j int) bool { return q[i].committer.When.After(q[j].committer.When) }
func (q commitQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }

// Push and Pop are for package heap.
func (q *commitQueue) Push(c any) { *q = append(*q, c.(*commit)) }

// Pop gives the last one.
func (q *commitQueue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = slices.Delete(*q, len(*q)-1, len(*q))
	return last
}
