package cli

import (
	"context"
	"regexp"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// A view is how a command that reads looks at the register. The two questions are
// not one: asRecorded is what the register said then, on is what it says now of
// that day.
type view struct {
	asRecorded string   // a date or a commit; HEAD when empty
	on         dateFlag // the day that is looked at; the current one when empty
}

// addView adds the flags of the view to a command that reads. Every one has them
// from here; a.head and a.day follow them.
func (a *app) addView(cmd *cobra.Command) {
	a.addAsRecorded(cmd)
	cmd.Flags().Var(&a.view.on, "on", "as things stood on this day, by what is recorded now; today unless given")
}

func (a *app) addAsRecorded(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.view.asRecorded, "as-recorded", "", "what the register said then: a day (2026-03-03) or a commit")
}

// day is the day that is looked at.
func (a *app) day(s record.Reader) doc.Date {
	if a.view.on.Date != "" {
		return a.view.on.Date
	}
	return a.today(s)
}

// seen is a record as the view has it, false when it was not there on the day that
// is asked for. Without a day the record is as it is.
func (a *app) seen(i record.Item) (record.Item, bool) {
	if a.view.on.Date == "" {
		return i, true
	}
	return network.OnDay(i, a.view.on.Date)
}

var dayForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`) })

// snapshot is the commit that is read: HEAD, or what was asked for, which is then
// said on standard error.
func (a *app) snapshot(ctx context.Context, r *repo.Repo) (*repo.Snapshot, error) {
	rev := a.view.asRecorded
	if rev == "" {
		return r.At(ctx, "HEAD")
	}
	if day := dayForm().FindString(rev); day != "" {
		if _, err := doc.ParseDate(day); err != nil {
			return nil, usagef("", "--as-recorded: %v", err)
		}
	}
	zone, err := a.zone(ctx, r)
	if err != nil {
		return nil, err
	}
	snap, err := r.AtIn(ctx, rev, zone)
	if err != nil {
		return nil, err
	}
	for entry, err := range r.LogFrom(ctx, snap, ".") {
		if err != nil {
			return nil, err
		}
		a.note("note: as recorded in %s on %s, the last change: %s", short(snap.Hash()), snap.When().In(zone).Format("2 January 2006"), entry.Subject)
		break
	}
	return snap, nil
}

// zone is the network's, by whose clock a day ends.
func (a *app) zone(ctx context.Context, r *repo.Repo) (*time.Location, error) {
	set, _, err := a.headQuietly(ctx, r)
	if err != nil {
		return nil, err
	}
	return a.now(set).Location(), nil
}
