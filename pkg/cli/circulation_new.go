package cli

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/pkg/repo"
)

// sendFlags are how a document is made and sent.
type sendFlags struct {
	to, clearedBy  []string
	langs, formats []string
	reader         wordFlag[network.Visibility]
	purpose        wordFlag[network.Purposed]
	channel        wordFlag[network.Channel]
	date           dateFlag
	deadline       localTimeFlag
	by, asks, ours string
	within         int
	again          bool
	out, id        string
}

func (o *sendFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&o.to, "to", nil, "to whom; every active member unless given")
	f.StringSliceVar(&o.clearedBy, "cleared-by", nil, "who cleared it, by post")
	f.StringSliceVar(&o.langs, "lang", nil, "in which languages; all of the network unless given")
	f.StringSliceVar(&o.formats, "format", []string{"html"}, "in which formats ("+strings.Join(documentFormatNames(), ", ")+")")
	addWordFlag(cmd, &o.reader, "for", "the edition, by its readers; members unless given")
	addWordFlag(cmd, &o.purpose, "purpose", "what it is sent for; comments where something is asked, else information")
	addWordFlag(cmd, &o.channel, "channel", "how it was sent; e-mail unless given")
	f.Var(&o.date, "date", "when it was sent; today unless given")
	f.StringVar(&o.by, "by", "", "who sent it, a post or a party; the secretariat unless given")
	f.StringVar(&o.asks, "asks", "", "what is asked of them, in one line")
	f.IntVar(&o.within, "within", 0, "in how many working days they reply")
	f.Var(&o.deadline, "deadline", "until when they reply instead, such as \"2026-12-15 17:00\"")
	f.StringVar(&o.ours, "our-reference", "", "our reference of what was sent")
	f.BoolVar(&o.again, "again", false, "it was sent before, and is sent again")
	f.StringVarP(&o.out, "out", "o", "", "write the files into this folder, to be sent")
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
are written into the folder of --out, to be sent by mail. With --asks it is listed by
"unmn pending" until everybody has replied. Documents: member-list, partner-list,
minutes/ID, agenda/ID, invitation/ID, decision/ID, statement/ID, workplan/ID,
update-digest.

` + writeExits,
		Example: `  unmn circulation new member-list --cleared-by co-chair-iom --asks "Is your entry right?" --within 5 --out outbox
  unmn circulation new minutes/2026-q4 --cleared-by co-chair-iom --lang en --format html,md
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
	set, snap, err := a.head(ctx)
	if err != nil {
		return err
	}
	p, err := paperOf(set, text)
	if err != nil {
		return err
	}
	if err := a.outside(ctx, o.outFile()); err != nil {
		return err
	}
	sheets, err := a.sheets(ctx, set, snap, p, o)
	if err != nil {
		return err
	}
	draft := network.Circulation{
		Purpose: o.purpose.word, Document: record.ID(p.document), What: p.about(), Edition: o.reader.word, Commit: network.CommitHash(snap.Hash()),
		Date: o.date.Date, Channel: o.channel.word, OurReference: o.ours, Asks: doc.Plain(o.asks), Deadline: o.deadline.LocalTime,
	}
	for _, s := range sheets {
		draft.Files = append(draft.Files, s.SentFile)
	}
	if err := a.send(ctx, named, draft, o, flags); err != nil || flags.dryRun {
		return err
	}
	return a.layOut(o.out, sheets)
}

// send records the dispatch.
func (a *app) send(ctx context.Context, named record.ID, draft network.Circulation, o sendFlags, flags writeFlags) error {
	var made record.ID
	var told []string
	next := func() string {
		if o.asks != "" {
			return "unmn pending"
		}
		return "unmn circulation show " + string(made)
	}
	err := a.writeThen(ctx, flags, next, func(s *record.Set) (*record.Change, error) {
		options, err := o.options(s, draft)
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
	return nil
}

// check refuses values that make no sense.
func (o *sendFlags) check() error {
	if o.within < 0 {
		return usagef("", "--within cannot be %d days", o.within)
	}
	for _, format := range o.formats {
		if _, err := documentFormatOf(format, documentFormats(), documentFormatNames()); err != nil {
			return err
		}
	}
	return nil
}

// sheets are the files of a paper, in all languages and formats that are wanted.
func (a *app) sheets(ctx context.Context, set *record.Set, snap *repo.Snapshot, p paper, o sendFlags) ([]enclosure, error) {
	langs, err := o.languages(set)
	if err != nil {
		return nil, err
	}
	var out []enclosure
	for _, lang := range langs {
		for _, format := range o.formats {
			s, err := a.enclose(ctx, set, snap, p, cmp.Or(o.reader.word, network.ForMembers), lang, format)
			if err != nil {
				return nil, err
			}
			out = append(out, s)
		}
	}
	return out, nil
}

// outFile is a file in the folder of --out, "" without one.
func (o *sendFlags) outFile() string {
	if o.out == "" {
		return ""
	}
	return filepath.Join(o.out, "file")
}

// languages are those the document is made in.
func (o *sendFlags) languages(s *record.Set) ([]network.Language, error) {
	n := network.Networks.One(s)
	if len(o.langs) == 0 {
		return n.Languages, nil
	}
	var out []network.Language
	for _, text := range o.langs {
		lang := network.Language(text)
		if known := render.Languages(n); !slices.Contains(known, lang) {
			return nil, usagef("", "--lang cannot be %q; it is one of %s", text, joined(known))
		}
		out = append(out, lang)
	}
	return out, nil
}

// options are the dispatch with everybody in it named in full.
func (o *sendFlags) options(s *record.Set, draft network.Circulation) (network.DispatchOptions, error) {
	out := network.DispatchOptions{Circulation: draft, Within: o.within, Again: o.again}
	var err error
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
