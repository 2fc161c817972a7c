package repo

import "context"

// Contains reports that the history of a snapshot leads back to the commit of another,
// which may be the same: what that one says was recorded before it, and not beside it.
func (r *Repo) Contains(ctx context.Context, s, earlier *Snapshot) (bool, error) {
	_, beside, err := r.apart(ctx, s.hash(), earlier.hash())
	return err == nil && beside == 0, err
}
