package cli

import (
	"bytes"
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"unmn/pkg/exchange"
	"unmn/pkg/network"
	"unmn/pkg/render"
)

// calendarFormat is the format of an invitation to a meeting.
const calendarFormat = "ics"

// newCalendarCommand is "calendar".
func newCalendarCommand(a *app) *cobra.Command {
	flags := renderFlags{}
	cmd := &cobra.Command{
		Use:   "calendar",
		Short: "Make a calendar of all meetings to subscribe to",
		Long: `The meetings that the readers of the edition may see become one iCalendar file, which
calendars take in whole. Those that were cancelled, postponed or not held are in it
as cancelled. Nobody is invited by it: an invitation is made by
"unmn meeting render ID --format ics".

The calendar is made of what was last recorded, so that the same commit gives the
same bytes. It goes to standard output, or with --out into a file.

Exit status: 0 done; 1 failed; 2 a flag that cannot be read.`,
		Example: `  unmn calendar --out network.ics
  unmn calendar --for public --lang sr-Latn --out public.ics`,
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runCalendar(cmd.Context(), a, flags)
		},
	}
	flags.addReaders(a, cmd)
	return cmd
}

func runCalendar(ctx context.Context, a *app, flags renderFlags) error {
	req, stamp, err := a.readersOf(ctx, flags)
	if err != nil {
		return err
	}
	feed, err := render.Events(req)
	if err != nil {
		return a.joined(req.Set, err)
	}
	calendar := calendarOf(feed, stamp)
	calendar.Name = feed.Name
	return a.deliverCalendar(calendar, flags.out, feed.Name)
}

// invite makes the invitation to a meeting for calendars.
func (a *app) invite(ctx context.Context, flags renderFlags, id string) error {
	req, stamp, err := a.readersOf(ctx, flags)
	if err != nil {
		return err
	}
	if req.Subject, err = req.Set.Find(network.Meetings.Name, id); err != nil {
		return err
	}
	a.remember(network.Meetings.Name, req.Subject)
	one, err := render.Invite(req)
	if err != nil {
		return a.joined(req.Set, err)
	}
	e := one.Events[0]
	calendar := calendarOf(one, stamp)
	if len(e.Unreached) > 0 {
		a.note("note: the register has no address of %s; calendars ask the others", strings.Join(e.Unreached, ", "))
	}
	switch {
	case e.Organizer.Email == "" || len(e.Invited) == 0:
		a.note("note: calendars will not ask for an answer: neither the edition nor the register has the address of the secretariat and of somebody invited")
	case e.Off:
		calendar.Method = exchange.Cancel
	default:
		calendar.Method = exchange.Request
	}
	return a.deliverCalendar(calendar, flags.out, e.Title)
}

func (a *app) deliverCalendar(c exchange.Calendar, out, title string) error {
	var b bytes.Buffer
	if err := c.Write(&b); err != nil {
		return err
	}
	return a.deliver(out, title, b.Bytes())
}

// calendarOf is a calendar in the terms of its format.
func calendarOf(c *render.Calendar, stamp time.Time) exchange.Calendar {
	out := exchange.Calendar{Lang: c.Lang, Stamp: stamp}
	for _, e := range c.Events {
		event := exchange.Event{
			UID: e.UID, Sequence: e.Sequence, Start: e.Start, End: e.End, Summary: e.Title, Place: e.Place,
			Description: e.Description, URL: e.JoinURL, Cancelled: e.Off,
			Organizer: exchange.Guest{Name: e.Organizer.Name, Email: e.Organizer.Email},
		}
		for _, g := range e.Invited {
			event.Guests = append(event.Guests, exchange.Guest{Name: g.Name, Email: g.Email, Chair: g.Chair, RSVP: string(g.RSVP)})
		}
		out.Events = append(out.Events, event)
	}
	return out
}

// readersOf is the request of a document that has no template: which records, in which
// language, for whom; and when the records were recorded.
func (a *app) readersOf(ctx context.Context, flags renderFlags) (req render.Request, stamp time.Time, err error) {
	if err := a.configure(ctx); err != nil {
		return req, stamp, err
	}
	set, snap, err := a.head(ctx)
	if err != nil {
		return req, stamp, err
	}
	if err := a.outside(ctx, flags.out); err != nil {
		return req, stamp, err
	}
	a.readers(&req, flags)
	if err := a.sources(&req, set, snap); err != nil {
		return req, stamp, err
	}
	return req, snap.When(), nil
}
