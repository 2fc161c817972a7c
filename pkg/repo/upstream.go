package repo

import (
	"container/heap"
	"context"
	"slices"
	"strings"
)

// An Upstream is the branch of another copy that the current branch follows, as this
// copy last saw it. Nobody is asked over the network.
type Upstream struct {
	Name   string // "origin/main"
	Gone   bool   // it is configured, and not known here
	Ahead  int    // commits that only this copy has
	Behind int    // commits that only the other one has
}

// Upstream is what the current branch follows, nil when it follows nothing.
func (r *Repo) Upstream(ctx context.Context) (*Upstream, error) {
	h, err := r.readHead()
	if err != nil {
		return nil, err
	}
	set, err := r.settings()
	if err != nil {
		return nil, err
	}
	branch, onBranch := strings.CutPrefix(h.ref, heads)
	ref := tracked(set, branch)
	if !onBranch || !validRef(ref) {
		return nil, nil
	}
	u := &Upstream{Name: strings.TrimPrefix(strings.TrimPrefix(ref, "refs/remotes/"), heads)}
	theirs, err := r.readRef(ref)
	if err != nil {
		return nil, err
	}
	if theirs.IsZero() || h.hash.IsZero() {
		u.Gone = true
		return u, nil
	}
	u.Ahead, u.Behind, err = r.apart(ctx, h.hash, theirs)
	return u, err
}

// tracked is the local name of the branch that a branch follows, "" for none.
func tracked(set settings, branch string) string {
	remote, _ := set.last("branch." + branch + ".remote")
	merge, _ := set.last("branch." + branch + ".merge")
	switch {
	case remote == ".":
		return merge
	case remote == "", merge == "":
		return ""
	}
	for _, s := range set {
		if s.name != "remote."+remote+".fetch" {
			continue
		}
		from, to, _ := strings.Cut(strings.TrimPrefix(s.value, "+"), ":")
		if from == merge && to != "" {
			return to
		}
		before, after, many := strings.Cut(from, "*")
		if many && len(merge) >= len(before)+len(after) && strings.HasPrefix(merge, before) && strings.HasSuffix(merge, after) {
			return strings.Replace(to, "*", merge[len(before):len(merge)-len(after)], 1)
		}
	}
	return ""
}

// The sides a commit is reached from.
const (
	ourSide = 1 << iota
	theirSide
	bothSides = ourSide | theirSide
)

// apart counts the commits that only one of two histories has. It goes back from both,
// the newest first, until all that is left to look at is common.
func (r *Repo) apart(ctx context.Context, ours, theirs hash) (ahead, behind int, err error) {
	w := &walk{ctx: ctx, r: r, seen: map[hash]bool{}}
	if w.shallow, err = r.shallow(); err != nil {
		return 0, 0, err
	}
	sides := map[hash]int{}
	reach := func(h hash, side int) error {
		if sides[h]|side == sides[h] {
			return nil
		}
		sides[h] |= side
		delete(w.seen, h) // what it leads to has to be told again
		return w.push(h)
	}
	if err := reach(ours, ourSide); err != nil {
		return 0, 0, err
	}
	if err := reach(theirs, theirSide); err != nil {
		return 0, 0, err
	}
	for slices.ContainsFunc(w.queue, func(c *commit) bool { return sides[c.hash] != bothSides }) {
		if err := ctx.Err(); err != nil {
			return 0, 0, err
		}
		c := heap.Pop(&w.queue).(*commit)
		if w.shallow[c.hash] {
			continue
		}
		for _, p := range c.parents {
			if err := reach(p, sides[c.hash]); err != nil {
				return 0, 0, err
			}
		}
	}
	for _, side := range sides {
		switch side {
		case ourSide:
			ahead++
		case theirSide:
			behind++
		}
	}
	return ahead, behind, nil
}
