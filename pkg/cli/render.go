package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/pkg/repo"
)

// renderFlags are the flags of every command that makes a document.
type renderFlags struct {
	format   string
	out      string
	reader   string   // the edition
	template string   // the file of a template for Word
	meeting  bool     // it is of a meeting, which has a calendar's format too
	tables   []string // the formats of data that the command has beside those of documents
}

// renderExits is the end of the help of these commands.
const renderExits = `The document is made of what was last recorded, so that the same commit gives the
same bytes. It goes to standard output, or with --out into a file that is not
recorded. A file of the repository's folder templates/ takes the place of the
template of the same name; templates/document.docx is the one of documents in Word,
for which --template-file names another.

Exit status: 0 done; 1 failed; 2 a flag that cannot be read; 3 the record does not
allow the document, or a template is wrong; 5 no such record.`

func (r *renderFlags) add(a *app, cmd *cobra.Command) {
	r.addReaders(a, cmd)
	cmd.Flags().StringVar(&r.format, "format", "", orList(r.formatNames())+"; md unless the name of --out says otherwise")
	//nolint:errcheck // fails only for a flag that does not exist
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(r.formatNames(), cobra.ShellCompDirectiveNoFileComp))
}

// addReaders adds the flags that say for whom it is.
func (r *renderFlags) addReaders(a *app, cmd *cobra.Command) {
	a.addView(cmd)
	f := cmd.Flags()
	f.StringVar(&a.global.lang, "lang", "", "the language: en, sr-Cyrl, sr-Latn; the network's first unless given")
	f.StringVar(&r.reader, "for", "", "the edition, by its readers: "+strings.Join(network.ForMembers.Values(), ", ")+" (default members)")
	f.StringVarP(&r.out, "out", "o", "", "write the document into this file")
	f.StringVar(&r.template, "template-file", "", "make the document in Word by this template (see \"unmn template\")")
	for flag, words := range map[string][]string{"for": network.ForMembers.Values(), "lang": {"en", "sr-Cyrl", "sr-Latn"}} {
		//nolint:errcheck // fails only for a flag that does not exist
		cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
}

// ofCircle says of a letter that whom it is written to chooses edition and language.
func (r *renderFlags) ofCircle(cmd *cobra.Command) {
	f := cmd.Flags()
	f.Lookup("for").Usage = "the edition, by its readers: " + strings.Join(network.ForMembers.Values(), ", ") + "; those of the party's circle unless given"
	f.Lookup("lang").Usage = "the language: en, sr-Cyrl, sr-Latn; the one the party is written to in unless given"
}

// A documentFormat is one format of documents.
type documentFormat struct {
	name       string
	extensions []string // of files, which choose the format where no flag does
	binary     bool     // of no use on a terminal
	write      func(io.Writer, *render.Document) error
}

// documentFormats are all formats of documents, the usual one first.
func documentFormats() []documentFormat {
	return []documentFormat{
		{name: "md", extensions: []string{".md"}, write: textDocument("md")},
		{name: "html", extensions: []string{".html", ".htm"}, write: textDocument("html")},
		{name: "pdf", extensions: []string{".pdf"}, binary: true, write: writePDF},
		{name: wordFormat, extensions: []string{".docx"}, binary: true, write: writeWord},
	}
}

// textDocument writes a format that package render knows itself.
func textDocument(name string) func(io.Writer, *render.Document) error {
	return func(w io.Writer, d *render.Document) error { return d.Write(w, name) }
}

// formats are those of the command.
func (r *renderFlags) formats() []documentFormat {
	if r.meeting {
		return append(documentFormats(), documentFormat{name: calendarFormat, extensions: []string{".ics"}})
	}
	return documentFormats()
}

// formatNames are what --format takes.
func (r *renderFlags) formatNames() []string {
	return append(namesOf(r.formats()), r.tables...)
}

// documentFormatNames are the formats every document has.
func documentFormatNames() []string { return namesOf(documentFormats()) }

func namesOf(formats []documentFormat) []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// formatOf is the format asked for, or that of the file's name.
func (r *renderFlags) formatOf() (documentFormat, error) {
	formats := r.formats()
	if r.format == "" {
		for _, f := range formats {
			if slices.Contains(f.extensions, strings.ToLower(filepath.Ext(r.out))) {
				return f, nil
			}
		}
		return formats[0], nil
	}
	return documentFormatOf(r.format, formats, r.formatNames())
}

// documentFormatOf is the format of that name among some; names are those to be told.
func documentFormatOf(name string, formats []documentFormat, names []string) (documentFormat, error) {
	for _, f := range formats {
		if f.name == name {
			return f, nil
		}
	}
	return documentFormat{}, usagef("", "--format cannot be %q; it is %s", name, orList(names))
}

// render makes a document of the records of HEAD and writes it. It is of the record
// that text names, or of none when text is empty; what else the request says
// of records, language, edition, version and date is filled in here.
func (a *app) render(ctx context.Context, flags renderFlags, text string, req render.Request) error {
	format, err := flags.formatOf()
	if err != nil {
		return err
	}
	if err := a.showable(format.name, format.binary, flags.out); err != nil {
		return err
	}
	word, err := a.wordTemplate(flags.template, format.name)
	if err != nil {
		return err
	}
	if err := a.configure(ctx); err != nil {
		return err
	}
	set, snap, err := a.head(ctx)
	if err != nil {
		return err
	}
	if text != "" {
		kind := req.Document.Subject()
		if req.Subject, err = set.Find(kind, text); err != nil {
			return err
		}
		a.remember(kind, req.Subject)
	}
	if err := a.outside(ctx, flags.out); err != nil {
		return err
	}
	a.readers(&req, flags)
	document, page, err := a.made(ctx, set, snap, req, format, word)
	if err != nil {
		return err
	}
	return a.deliver(flags.out, document.Title, page)
}

// readers fills in the language, the readers and the day that the flags ask for.
func (a *app) readers(req *render.Request, flags renderFlags) {
	req.Lang, req.For, req.On = network.Language(a.conf.Language), network.Visibility(flags.reader), a.view.on.Date
}

// compose makes a document of the records of a commit, with the templates of the same
// commit: the language, the readers and the day are those of the request.
func (a *app) compose(ctx context.Context, set *record.Set, snap *repo.Snapshot, req render.Request) (*render.Document, error) {
	if err := a.filled(ctx, &req, set, snap); err != nil {
		return nil, err
	}
	document, err := render.Render(req)
	if err != nil {
		return nil, a.joined(set, err)
	}
	return document, nil
}

// filled fills in what a document says of the records it is made of: the templates beside
// them, which version it is of which day, and what it is made for.
func (a *app) filled(ctx context.Context, req *render.Request, set *record.Set, snap *repo.Snapshot) error {
	if err := a.sources(req, set, snap); err != nil {
		return err
	}
	if err := a.stamp(ctx, req, snap); err != nil {
		return err
	}
	return sealed(req)
}

// sources fills in the records and the templates of a commit.
func (a *app) sources(req *render.Request, set *record.Set, snap *repo.Snapshot) error {
	own, err := a.ownTemplates(snap)
	if err != nil {
		return err
	}
	req.Set, req.Templates, req.Commit = set, own, snap.Hash()
	return nil
}

// deliver writes a finished document to standard output or into a file.
func (a *app) deliver(out, title string, page []byte) error {
	if out == "" {
		_, err := a.env.Out.Write(page)
		return err
	}
	if err := os.WriteFile(a.path(out), page, 0o666); err != nil {
		return err
	}
	a.note("%s is in %s", title, out)
	return nil
}

// stamp fills in which version of the document it is: how many commits have changed
// its record so far, and the day of the last one, in the network's zone. What a
// list says of today it says of the day of the commit it is made of.
func (a *app) stamp(ctx context.Context, req *render.Request, snap *repo.Snapshot) error {
	zone := network.Networks.One(req.Set).Timezone.Location()
	day := func(t time.Time) doc.Date { return doc.DateOf(t.In(zone)) }
	req.Date = day(snap.When())
	if req.On == "" {
		req.On = req.Date
	}
	path, versions := pathOf(req)
	if !versions {
		return nil
	}
	for entry, err := range a.git.LogFrom(ctx, snap, path) {
		if err != nil {
			return err
		}
		if req.Version++; req.Version == 1 {
			req.Date = day(entry.Committer.When)
		}
	}
	return nil
}

// sealed fills in what a document says that is made for a circulation: the commit that this
// names, and its day.
func sealed(req *render.Request) error {
	if req.Circulation == "" {
		return nil
	}
	e, ok := network.Circulations.Get(req.Set, req.Circulation)
	if !ok {
		return record.Missing(network.Circulations.Name, string(req.Circulation), "", nil)
	}
	req.Commit, req.Date, req.On = string(e.Rec.Commit), e.Rec.Date, e.Rec.Date
	return nil
}

// pathOf is where the records lie that a document is of, and whether it has versions:
// as many as there are commits that changed them. A reminder, the text of a mail and a
// report have none.
func pathOf(req *render.Request) (path string, versions bool) {
	switch {
	case req.Document == render.Reminder, req.Document == render.Mail, render.IsReport(req.Document):
		return record.Root, false
	case req.Subject != "":
		return subjectPath(req), true
	case req.Document == render.PartnerList:
		return record.Root + "/" + network.Partners.Folder, true
	case req.Document == render.UpdateDigest:
		return record.Root + "/" + network.Updates.Folder, true
	}
	return record.Root + "/" + network.Members.Folder, true
}

// subjectPath is the file of the record that a document is of.
func subjectPath(req *render.Request) string {
	t, ok := req.Set.Type(req.Document.Subject())
	if !ok {
		return record.Root
	}
	return t.PathOf(req.Subject)
}

// outside refuses to write a document over the records or git's own files.
func (a *app) outside(ctx context.Context, out string) error {
	if out == "" {
		return nil
	}
	r, err := a.repo(ctx)
	if err != nil {
		return err
	}
	root := r.Root()
	name := a.path(out)
	// The folder may be reached by a link; its own name counts.
	if folder, err := filepath.EvalSymlinks(filepath.Dir(name)); err == nil {
		name = filepath.Join(folder, filepath.Base(name))
	}
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	inside, err := filepath.Rel(root, name)
	if err != nil {
		return nil // on another drive
	}
	first, _, _ := strings.Cut(filepath.ToSlash(inside), "/")
	for _, folder := range []string{record.Root, "templates", ".git"} {
		if strings.EqualFold(first, folder) {
			return usagef("name a file elsewhere, such as --out documents/"+filepath.Base(out), "--out %q is in the folder %s/, which documents are made from", out, folder)
		}
	}
	return nil
}
