package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// parcelFlags say what is made to be sent, and how it leaves.
type parcelFlags struct {
	out            string
	send           bool
	langs, formats []string
	reader         wordFlag[network.Visibility]
	clearedBy      []string
}

func (f *parcelFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.langs, "lang", nil, "in which languages; all of the network unless given")
	flags.StringSliceVar(&f.formats, "format", nil, "in which formats ("+strings.Join(documentFormatNames(), ", ")+"); docx where comments are asked, else pdf")
	addWordFlag(cmd, &f.reader, "for", "the edition for all, by its readers; that of each addressee's own circle unless given")
	flags.StringVarP(&f.out, "out", "o", "", "write the files, and the mails as drafts, into this folder")
	flags.BoolVar(&f.send, "send", false, "send the mails through the mail server of your preferences (see \"unmn help preferences\")")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(documentFormatNames(), cobra.ShellCompDirectiveNoFileComp))
}

// addCleared adds the flags together with who cleared what is sent, where the command has
// no such flag of its own.
func (f *parcelFlags) addCleared(cmd *cobra.Command) {
	f.add(cmd)
	cmd.Flags().StringSliceVar(&f.clearedBy, "cleared-by", nil, "the posts that cleared what is sent, such as co-chair-iom (separated by commas)")
}

// check refuses values that make no sense.
func (f *parcelFlags) check() error {
	for _, format := range f.formats {
		if _, err := documentFormatOf(format, documentFormats(), documentFormatNames()); err != nil {
			return err
		}
	}
	return nil
}

// languages are those the documents are made in.
func (f *parcelFlags) languages(s *record.Set) ([]network.Language, error) {
	n := network.Networks.One(s)
	if len(f.langs) == 0 {
		return n.Languages, nil
	}
	var out []network.Language
	for _, text := range f.langs {
		lang := network.Language(text)
		if known := render.Languages(n); !slices.Contains(known, lang) {
			return nil, usagef("", "--lang cannot be %q; it is one of %s", text, joined(known))
		}
		out = append(out, lang)
	}
	return out, nil
}

// formatsOf are the formats of a dispatch: Word where they are to write into it.
func (f *parcelFlags) formatsOf(c *network.Circulation) []string {
	switch {
	case len(f.formats) > 0:
		return f.formats
	case c.Document == record.ID(render.Minutes) && c.Purpose == "comments":
		return []string{wordFormat}
	}
	return []string{"pdf"}
}

// wanted reports that files or mails are made.
func (f *parcelFlags) wanted() bool { return f.out != "" || f.send }

// needFiles refuses what is said of files where none are made: it would be lost.
func (f *parcelFlags) needFiles() error {
	if f.wanted() || f.langs == nil && f.formats == nil && f.reader.word == "" {
		return nil
	}
	return usagef("add --out DIR to write them, or --send to send them", "--lang, --format and --for are of files, and none are made")
}

// A packing makes the files and mails of one dispatch. The plan of the change asks it for
// the parcel; what was made last is what was recorded.
type packing struct {
	app   *app
	flags parcelFlags

	office *postOffice // where the mails are handed in; nil where they are not
	packed []packet    // those of the plan that was run last
}

// A packet is what one dispatch encloses.
type packet struct {
	id     record.ID
	sheets []enclosure
	mails  []letter
}

// sendStep is takeToldStep for a step that may send something out: what it packs is
// delivered once it is recorded. Its packing is nil where no files or mails are wanted.
func (a *app) sendStep(cmd *cobra.Command, flags writeFlags, parcels parcelFlags, kind, text string, next func(record.ID) string,
	take func(*record.Set, record.ID, *packing) (*record.Change, []string, error)) error {
	if err := parcels.needFiles(); err != nil {
		return err
	}
	var p *packing
	if parcels.wanted() {
		var err error
		if p, err = a.pack(cmd.Context(), parcels); err != nil {
			return err
		}
	}
	flags.sends = parcels.send
	err := a.takeToldStep(cmd, flags, kind, text, next, func(s *record.Set, id record.ID) (*record.Change, []string, error) {
		return take(s, id, p)
	})
	if err != nil {
		return err
	}
	return p.deliver(cmd.Context(), flags)
}

// pack begins a packing: it refuses at once what could not be made or sent afterwards.
func (a *app) pack(ctx context.Context, flags parcelFlags) (*packing, error) {
	if err := flags.check(); err != nil {
		return nil, err
	}
	if err := a.outsideFolder(ctx, flags.out); err != nil {
		return nil, err
	}
	r, err := a.repo(ctx)
	if err != nil {
		return nil, err
	}
	set, _, err := a.headQuietly(ctx, r)
	if err != nil {
		return nil, err
	}
	if _, err := flags.languages(set); err != nil {
		return nil, err
	}
	p := &packing{app: a, flags: flags}
	if flags.send {
		if p.office, err = a.postOffice(ctx, set); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// parcel is what a plan encloses: of the records as they are recorded now. Where others
// record something meanwhile, the plan is run again.
func (p *packing) parcel(ctx context.Context) (*network.Parcel, error) {
	if p == nil {
		return nil, nil
	}
	r, err := p.app.repo(ctx)
	if err != nil {
		return nil, err
	}
	snap, err := r.At(ctx, "HEAD")
	if err != nil {
		return nil, err
	}
	p.packed = nil
	out := &network.Parcel{Commit: network.CommitHash(snap.Hash()), Edition: p.flags.reader.word}
	if p.flags.send {
		out.Delivery = network.ByServer
	}
	out.Pack = func(next *record.Set, id record.ID) ([]network.SentFile, error) {
		langs, err := p.flags.languages(next)
		if err != nil {
			return nil, err
		}
		e, err := next.Item(network.Circulations.Name, id)
		if err != nil {
			return nil, err
		}
		c := e.Rec().(*network.Circulation)
		b := press{app: p.app, set: next, snap: snap, ahead: true, id: id, rec: c}
		sheets, err := b.sheets(ctx, p.flags.reader.word, langs, p.flags.formatsOf(c))
		if err != nil {
			return nil, err
		}
		sent := *c
		for _, s := range sheets {
			sent.Files = append(sent.Files, s.SentFile)
		}
		p.packed = append(p.packed, packet{id, sheets, b.letters(&sent, sheets)})
		return sent.Files, nil
	}
	return out, nil
}

// parcelOf is parcel for a command that sees to no clearance of its own; command is what
// was typed, as far as it is typed again where somebody has not cleared it.
func (p *packing) parcelOf(ctx context.Context, s *record.Set, command ...string) (*network.Parcel, error) {
	out, err := p.parcel(ctx)
	if p == nil || err != nil {
		return nil, err
	}
	if p.flags.out != "" {
		command = append(command, "--out", p.flags.out)
	}
	if p.flags.send {
		command = append(command, "--send")
	}
	out.Command = command
	out.Cleared, err = posts(s, p.flags.clearedBy)
	return out, err
}

// deliver writes what was packed and hands it to the mail server, as the flags ask.
func (p *packing) deliver(ctx context.Context, flags writeFlags) error {
	if p == nil || flags.dryRun {
		return nil
	}
	var all []error
	for _, one := range p.packed {
		if err := p.app.layOut(p.flags.out, one.sheets, one.mails); err != nil {
			return &hinted{fmt.Sprintf("circulation %s is recorded, and its files could not be written: %v", one.id, err),
				"write them with `unmn circulation reproduce " + string(one.id) + " --out DIR`"}
		}
		if p.flags.send {
			all = append(all, (&posting{app: p.app, id: one.id, office: p.office, flags: writeFlags{json: flags.json, sends: true}}).send(ctx, one.mails))
		}
	}
	return errors.Join(all...)
}

// outsideFolder is outside for a folder that files are written into.
func (a *app) outsideFolder(ctx context.Context, out string) error {
	if out == "" {
		return nil
	}
	if err := a.outside(ctx, out); err != nil {
		return err
	}
	return a.outside(ctx, filepath.Join(out, "file")) // a link may lead into the records
}

// layOut writes files and mails into a folder, which is made where it is not there.
func (a *app) layOut(dir string, sheets []enclosure, mails []letter) error {
	if dir == "" {
		return nil
	}
	if err := os.MkdirAll(a.path(dir), 0o777); err != nil {
		return err
	}
	for _, s := range sheets {
		if isMailText(s.SentFile) {
			continue // it is in the mails
		}
		if err := a.deliver(filepath.Join(dir, s.Name), s.title, s.page); err != nil {
			return err
		}
	}
	for _, m := range mails {
		if err := os.WriteFile(a.path(filepath.Join(dir, m.file)), m.written(), 0o666); err != nil {
			return err
		}
	}
	if len(mails) > 0 {
		a.note("%s in %s, one draft for each addressee (.eml)", plural(len(mails), "mail"), dir)
	}
	return nil
}
