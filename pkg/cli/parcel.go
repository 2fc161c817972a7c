package cli

import (
	"context"
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
}

func (f *parcelFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.langs, "lang", nil, "in which languages; all of the network unless given")
	flags.StringSliceVar(&f.formats, "format", nil, "in which formats ("+strings.Join(documentFormatNames(), ", ")+"); docx where comments are asked, else pdf")
	addWordFlag(cmd, &f.reader, "for", "the edition for all, by its readers; that of each addressee's own circle unless given")
	flags.StringVarP(&f.out, "out", "o", "", "write the files, and the mails as drafts, into this folder")
	flags.BoolVar(&f.send, "send", false, "send the mails through the mail server of your preferences")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(documentFormatNames(), cobra.ShellCompDirectiveNoFileComp))
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

// A packing makes the files and mails of one dispatch. The plan of the change asks it for
// the parcel; what was made last is what was recorded.
type packing struct {
	app   *app
	flags parcelFlags

	set    *record.Set // with the dispatch in it
	id     record.ID
	sheets []enclosure
	mails  []letter
}

// packIf is pack where files or mails are wanted; nil where they are not.
func (a *app) packIf(ctx context.Context, flags parcelFlags) (*packing, error) {
	if !flags.wanted() {
		return nil, nil
	}
	return a.pack(ctx, flags)
}

// pack begins a packing: it refuses at once what could not be made or sent afterwards.
func (a *app) pack(ctx context.Context, flags parcelFlags) (*packing, error) {
	if err := flags.check(); err != nil {
		return nil, err
	}
	if flags.out != "" {
		for _, name := range []string{flags.out, filepath.Join(flags.out, "file")} { // a link may lead into the records
			if err := a.outside(ctx, name); err != nil {
				return nil, err
			}
		}
	}
	if flags.send {
		set, _, err := a.head(ctx)
		if err != nil {
			return nil, err
		}
		if _, _, err := a.mailServer(ctx, set); err != nil {
			return nil, err
		}
	}
	return &packing{app: a, flags: flags}, nil
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
		if p.sheets, err = b.sheets(ctx, p.flags.reader.word, langs, p.flags.formatsOf(c)); err != nil {
			return nil, err
		}
		sent := *c
		for _, s := range p.sheets {
			sent.Files = append(sent.Files, s.SentFile)
		}
		p.set, p.id, p.mails = next, id, b.letters(&sent, p.sheets)
		return sent.Files, nil
	}
	return out, nil
}

// deliver writes what was packed and hands it to the mail server, as the flags ask.
func (p *packing) deliver(ctx context.Context, flags writeFlags) error {
	if p == nil || flags.dryRun {
		return nil
	}
	if err := p.app.layOut(p.flags.out, p.sheets, p.mails); err != nil {
		return &hinted{fmt.Sprintf("circulation %s is recorded, and its files could not be written: %v", p.id, err),
			"write them with `unmn circulation reproduce " + string(p.id) + " --out DIR`"}
	}
	if !p.flags.send {
		return nil
	}
	return (&posting{app: p.app, id: p.id, flags: writeFlags{json: flags.json}}).send(ctx, p.mails)
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
		if strings.HasPrefix(s.Name, mailText+"-") || strings.HasPrefix(s.Name, mailText+".") {
			continue // it is in the mails
		}
		if err := a.deliver(filepath.Join(dir, s.Name), s.title, s.page); err != nil {
			return err
		}
	}
	for _, m := range mails {
		if err := os.WriteFile(a.path(filepath.Join(dir, m.file)), m.draft, 0o666); err != nil {
			return err
		}
	}
	if len(mails) > 0 {
		a.note("%s in %s, one draft for each addressee (.eml)", plural(len(mails), "mail"), dir)
	}
	return nil
}
