package cli

import (
	"bytes"
	"context"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/pkg/repo"
	"unmn/pkg/word"
)

// recordedAt is the register as a commit holds it, named by all its digits.
func (a *app) recordedAt(ctx context.Context, commit network.CommitHash) (*record.Set, *repo.Snapshot, error) {
	r, err := a.repo(ctx)
	if err != nil {
		return nil, nil, err
	}
	snap, err := r.At(ctx, string(commit))
	if err != nil {
		return nil, nil, err
	}
	set, err := a.load(snap)
	return set, snap, err
}

// made makes a document of the records of a commit in a format: what is asked for the
// first time and what is made again is made here, by the same steps. own is a template for
// Word that the user named, nil where it is that of the commit.
func (a *app) made(ctx context.Context, set *record.Set, snap *repo.Snapshot, req render.Request, as documentFormat, own *word.Template) (*render.Document, []byte, error) {
	document, err := a.compose(ctx, set, snap, req)
	if err != nil {
		return nil, nil, err
	}
	document.WordTemplate = own
	var page bytes.Buffer
	if err := as.write(&page, document); err != nil {
		return nil, nil, err
	}
	return document, page.Bytes(), nil
}
