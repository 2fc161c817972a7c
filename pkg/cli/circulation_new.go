package cli

import (
	"context"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

// sendFlags are how a document is made and sent.
type sendFlags struct {
	parcelFlags
	to, clearedBy  []string
	purpose        wordFlag[network.Purposed]
	channel        wordFlag[network.Channel]
	date           dateFlag
	deadline       localTimeFlag
	by, asks, ours string
	within         int
	again          bool
	id             string
}

func (o *sendFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&o.to, "to", nil, "to whom; every active member unless given")
	f.StringSliceVar(&o.clearedBy, "cleared-by", nil, "who cleared it, by post")
	o.parcelFlags.add(cmd)
	addWordFlag(cmd, &o.purpose, "purpose", "what it is sent for; comments where something is asked, else information")
	addWordFlag(cmd, &o.channel, "channel", "how it was sent; e-mail unless given")
	f.Var(&o.date, "date", "when it was sent; today unless given")
	f.StringVar(&o.by, "by", "", "who sent it, a post or a party; the secretariat unless given")
	f.StringVar(&o.asks, "asks", "", "what is asked of them, in one line")
	f.IntVar(&o.within, "within", 0, "in how many working days they reply")
	f.Var(&o.deadline, "deadline", "until when they reply instead, such as \"2026-12-15 17:00\"")
	f.StringVar(&o.ours, "our-reference", "", "our reference of what was sent")
	f.BoolVar(&o.again, "again", false, "it was sent before, and is sent again")
	f.StringVar(&o.id, "id", "", "the id, where another is wanted than that of the day and document")
	cmd.MarkFlagsMutuallyExclusive("within", "deadline")
}

// newCirculationNewCommand is "circulation new".
func newCirculationNewCommand(a *app) *cobra.Command {
	var flags writeFlags
	var o sendFlags
	cmd := &cobra.Command{
		Use:   "new DOCUMENT[/ID]",
		Short: "Make a document to send, and record what was sent to whom",
		Long: `The document is made of what was last recorded, in the languages of the network. The
record keeps the commit, the hash of each file, who cleared it, and every addressee
with the address of that day; it is never edited, only replies are added. The files
are written into the folder of --out, with a mail to each addressee as a draft; --send
hands the mails to the mail server of your preferences. Each addressee gets the edition
of its own circle, in its languages. With --asks it is listed by
"unmn pending" until everybody has replied. Documents: member-list, partner-list,
minutes/ID, agenda/ID, invitation/ID, decision/ID, result-notice/ID, statement/ID,
workplan/ID, update-digest.

` + writeExits,
		Example: `  unmn circulation new member-list --cleared-by co-chair-iom --asks "Is your entry right?" --within 5 --out outbox
  unmn circulation new minutes/2026-q4 --cleared-by co-chair-iom --lang en --format docx,pdf
  unmn circulation new agenda/2027-q1 --to scrm,ministry-interior --for government --cleared-by co-chair-iom --channel letter`,
		Args:              exactly("the document, such as member-list or minutes/2026-q4"),
		ValidArgsFunction: cobra.FixedCompletions(papers(), cobra.ShellCompDirectiveNoFileComp),
	}
	o.add(cmd)
	flags.add(cmd)
	a.completeFlags(cmd, "to", "by")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.circulate(cmd.Context(), args[0], o, flags)
	}
	return cmd
}

func (a *app) circulate(ctx context.Context, text string, o sendFlags, flags writeFlags) error {
	named, err := optionalID(o.id)
	if err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	parcel, err := a.pack(ctx, o.parcelFlags)
	if err != nil {
		return err
	}
	var made record.ID
	var told []string
	next := func() string {
		if o.asks != "" {
			return "unmn pending"
		}
		return "unmn circulation show " + string(made)
	}
	flags.sends = o.send
	err = a.writeThen(ctx, flags, next, func(s *record.Set) (*record.Change, error) {
		options, err := o.options(ctx, s, text, parcel)
		if err != nil {
			return nil, err
		}
		options.ID = named
		c, id, notes, err := network.Dispatch(s, a.today(s), options)
		made, told = id, notes
		return c, err
	})
	if err != nil {
		return err
	}
	a.tell(told)
	return parcel.deliver(ctx, flags)
}

// check refuses values that make no sense.
func (o *sendFlags) check() error {
	if o.within < 0 {
		return usagef("", "--within cannot be %d days", o.within)
	}
	return nil
}

// options are the dispatch with everybody in it named in full.
func (o *sendFlags) options(ctx context.Context, s *record.Set, text string, p *packing) (network.DispatchOptions, error) {
	out := network.DispatchOptions{Within: o.within, Again: o.again}
	paper, err := paperOf(s, text)
	if err != nil {
		return out, err
	}
	if out.Parcel, err = p.parcel(ctx); err != nil {
		return out, err
	}
	out.Circulation = network.Circulation{
		Purpose: o.purpose.word, Document: record.ID(paper.document), What: paper.about(),
		Date: o.date.Date, Channel: o.channel.word, OurReference: o.ours, Asks: doc.Plain(o.asks), Deadline: o.deadline.LocalTime,
	}
	if out.Parties, err = parties(s, o.to); err != nil {
		return out, err
	}
	if o.by != "" {
		if out.Circulation.By, err = network.FindActor(s, o.by); err != nil {
			return out, err
		}
	}
	out.ClearedBy, err = posts(s, o.clearedBy)
	return out, err
}
