package cli

import (
	"context"
	"fmt"
	"time"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/pkg/repo"
)

// A registerAt is the register as a commit holds it.
type registerAt struct {
	set  *record.Set
	snap *repo.Snapshot
}

// zone is the network's.
func (r registerAt) zone() *time.Location {
	return network.Networks.One(r.set).Timezone.Location()
}

// A sentAs is where a record of what was sent or came in names a file.
type sentAs struct {
	id        record.ID
	direction network.Direction
	date      doc.Date
}

// sentFiles are the files that circulations name, by their hashes.
func sentFiles(s *record.Set) (map[network.FileHash][]sentAs, error) {
	out := map[network.FileHash][]sentAs{}
	for c := range network.Circulations.All(s) {
		for _, f := range c.Rec.Files {
			out[f.SHA256] = append(out[f.SHA256], sentAs{c.ID, c.Rec.Direction, c.Rec.Date})
		}
	}
	return out, s.Err()
}

// sentence says it of a file.
func (s sentAs) sentence() string {
	how := "as sent with"
	if s.direction == network.CameIn {
		how = "as it came in with"
	}
	return fmt.Sprintf("%s circulation %s on %s", how, s.id, day(s.date.Time()))
}

// day is a day in a sentence.
func day(t time.Time) string { return t.Format("2 January 2006") }

// movedOn is what became of the records since a document was made.
type movedOn struct {
	told    bool
	changes int        // commits that changed what it is of
	last    repo.Entry // of them, where there are any
	still   bool       // made of the newest records it has the same text
}

// movedOn counts what was recorded since, of what a document is of. sum is the hash of
// the text that its commit gives.
func (v *verifier) movedOn(ctx context.Context, from registerAt, e *examined, sum network.FileHash) (movedOn, error) {
	out := movedOn{told: true}
	req := e.recipe.Request
	req.Set = from.set
	path, _ := pathOf(&req)
	before := map[string]bool{}
	for entry, err := range v.repo.LogFrom(ctx, from.snap, path) {
		if err != nil {
			return out, err
		}
		before[entry.Hash] = true
	}
	for entry, err := range v.repo.LogFrom(ctx, v.head.snap, path) {
		switch {
		case err != nil:
			return out, err
		case before[entry.Hash]:
			continue
		}
		if out.changes++; out.changes == 1 {
			out.last = entry
		}
	}
	// What can no longer be made of the newest records says something else now.
	if now, err := v.now(ctx, e); err == nil {
		out.still = hashOf([]byte(now.Body())) == sum
	}
	return out, nil
}

// now is the document made of the newest records. One without versions bears the day of
// its commit, and one that was circulated that of its circulation, which is no difference.
func (v *verifier) now(ctx context.Context, e *examined) (*render.Document, error) {
	req := e.recipe.Request
	if err := v.sources(&req, v.head.set, v.head.snap); err != nil {
		return nil, err
	}
	if _, versions := pathOf(&req); !versions {
		req.Date = e.recipe.Issued
	} else if err := v.stamp(ctx, &req, v.head.snap); err != nil {
		return nil, err
	}
	if req.Circulation != "" {
		req.Date = e.recipe.Issued
	}
	return render.Render(req)
}

// sentence says it; of is what the document is of.
func (m movedOn) sentence(of string, zone *time.Location) string {
	switch {
	case !m.told:
		return ""
	case m.changes == 0 && m.still:
		return "since then nothing changed in " + of + ": it still says what the register says"
	case m.changes == 0:
		return "since then nothing changed in " + of + ", but in other records that it tells of: it no longer says what the register says"
	}
	out := fmt.Sprintf("since then %s to %s, the last on %s: %q", plural(m.changes, "change"), of, day(m.last.Committer.When.In(zone)), m.last.Subject)
	if m.still {
		return out + "; it still says what the register says"
	}
	return out
}
