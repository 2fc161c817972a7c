package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// meetingConvene is what "meeting convene" was told.
type meetingConvene struct {
	flags   writeFlags
	render  renderFlags
	date    dateFlag
	channel wordFlag[network.Channel]
	reason  textFlag
	invite  []string
	cleared []string
	urgent  bool
	again   bool
}

// newMeetingConveneCommand is "meeting convene".
func newMeetingConveneCommand(a *app) *cobra.Command {
	var o meetingConvene
	cmd := &cobra.Command{
		Use:   "convene ID",
		Short: "Send out the invitation to a meeting, and record when and to whom",
		Long: `With --out the invitation and the agenda are written into a folder, made of what was
just recorded. Everybody who is invited is recorded with the day; members who joined
since the meeting was planned are invited as well. It refuses, with every reason, a
meeting that no co-chair has called, too short a notice by the rules of the network
unless it is --urgent for a --reason, and while somebody whom the rules name has not
cleared it. With --again the invitation goes out anew, with the next number for calendars.

` + writeExits,
		Example: `  unmn meeting convene 2027-q1 --cleared-by co-chair-iom --out documents
  unmn meeting convene 2027-q1 --cleared-by co-chair-iom --urgent --reason "The law is voted on that week" --again`,
		Args:              exactly("the id of a meeting"),
		ValidArgsFunction: a.completeIDs("meeting"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runMeetingConvene(cmd, a, o, args[0])
		},
	}
	f := cmd.Flags()
	f.Var(&o.date, "date", "when it went out; today unless given")
	addWordFlag(cmd, &o.channel, "channel", "how; e-mail unless given")
	f.StringSliceVar(&o.invite, "invite", nil, "members and partners invited beside those who are (separated by commas)")
	f.StringSliceVar(&o.cleared, "cleared-by", nil, "the posts that cleared it, such as co-chair-iom (separated by commas)")
	f.BoolVar(&o.urgent, "urgent", false, "the notice is waived, for the reason given")
	f.Var(&o.reason, "reason", "why it cannot wait for the notice, or goes out again")
	f.BoolVar(&o.again, "again", false, "it went out before")
	f.StringVarP(&o.render.out, "out", "o", "", "write the invitation and the agenda into this folder")
	f.StringVar(&o.render.format, "format", "html", "of what is written: "+orList(documentFormatNames()))
	f.StringVar(&a.global.lang, "lang", "", "the language of what is written: en, sr-Cyrl, sr-Latn; the network's first unless given")
	o.flags.add(cmd)
	a.completeFlags(cmd, "invite")
	return cmd
}

func runMeetingConvene(cmd *cobra.Command, a *app, o meetingConvene, meeting string) error {
	if _, err := o.render.formatOf(); err != nil {
		return err
	}
	if err := a.outside(cmd.Context(), o.render.out); err != nil {
		return err
	}
	var id record.ID
	err := a.takeToldStep(cmd, o.flags, "meeting", meeting, func(id record.ID) string { return "unmn meeting rsvp " + string(id) + " PARTY=yes" }, func(s *record.Set, found record.ID) (*record.Change, []string, error) {
		id = found
		c := network.ConveneOptions{ID: id, Date: o.date.Date, Channel: o.channel.word, Urgent: o.urgent, Reason: o.reason.Text, Again: o.again}
		var err error
		if c.Invite, err = parties(s, o.invite); err != nil {
			return nil, nil, err
		}
		if c.Cleared, err = posts(s, o.cleared); err != nil {
			return nil, nil, err
		}
		return network.ConveneMeeting(s, a.today(s), c)
	})
	if err != nil || o.render.out == "" || o.flags.dryRun {
		return err
	}
	return a.writeNotice(cmd.Context(), o.render, id)
}

// writeNotice writes the invitation and the agenda of a meeting into a folder, made of
// the commit that is now the latest.
func (a *app) writeNotice(ctx context.Context, flags renderFlags, id record.ID) error {
	format, err := flags.formatOf()
	if err != nil {
		return err
	}
	if err := a.configure(ctx); err != nil {
		return err
	}
	r, err := a.repo(ctx)
	if err != nil {
		return err
	}
	set, snap, err := a.headQuietly(ctx, r)
	if err != nil {
		return err
	}
	folder := flags.out
	if err := os.MkdirAll(a.path(folder), 0o777); err != nil {
		return err
	}
	for _, name := range []render.Name{render.Invitation, render.Agenda} {
		document, err := a.document(ctx, flags, set, snap, render.Request{Document: name, Subject: id})
		if err != nil {
			return err
		}
		var page bytes.Buffer
		if err := format.write(&page, document); err != nil {
			return err
		}
		file := filepath.Join(folder, string(name)+"-"+string(id)+"."+document.Lang+format.extensions[0])
		if err := a.deliver(file, document.Title, page.Bytes()); err != nil {
			return err
		}
	}
	return nil
}
