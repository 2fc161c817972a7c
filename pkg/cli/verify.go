package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
	"unmn/pkg/render"
)

// verifyFlags are what "verify" was told.
type verifyFlags struct {
	readFlags
	out      string
	template string
}

// newVerifyCommand is "verify".
func newVerifyCommand(a *app) *cobra.Command {
	var flags verifyFlags
	cmd := &cobra.Command{
		Use:   "verify FILE ...",
		Short: "Say of documents whether they are what the register says",
		Long: `verify says of files in Markdown, HTML, PDF or Word, wherever they lie and whatever they
are called, how they stand to what was last recorded. A document names in its
properties the commit it was made of; it is made again and compared.

  matches     the newest records give the same bytes
  older       its commit gives the same bytes; what was recorded since is told
  sent        a circulation names its hash, and nothing else can be told of it
  resaved     the words are the same, the bytes are not: another program saved it.
              How it looks, such as pictures, is not compared
  altered     the words are not the same; the first difference is told
  unknown     it is none of this register, or what it is cannot be told
  unreadable  it is no document, or it cannot be read

A file whose hash a circulation names is said to be as sent. What went out with one and
came back saved again or altered is compared with what was sent; of a mail, the files in it
are verified. With --out what the commit of each file gives, or what was sent, is written
into a folder, to compare it by eye.

Exit status: 0 all match, are older, as sent or saved again; 2 a flag that cannot be
read; otherwise the first of these that applies to a file: 3 altered; 5 unknown;
1 unreadable, or the command failed.`,
		Example: `  unmn minutes render 2026-q4 --out minutes.docx
  unmn verify minutes.docx
  unmn verify outbox/*.pdf --json
  unmn verify minutes.docx --out again`,
		Args: atLeast("a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.verify(cmd.Context(), args, flags)
		},
	}
	flags.addForm(cmd)
	f := cmd.Flags()
	f.StringVarP(&flags.out, "out", "o", "", "write what the commits of the files give into this folder")
	f.StringVar(&flags.template, "template-file", "", "the template for Word that they were made by, where it is not in the register")
	return cmd
}

func (a *app) verify(ctx context.Context, names []string, flags verifyFlags) error {
	v, err := a.verifier(ctx, &flags)
	if err != nil {
		return err
	}
	list := make([]examined, len(names))
	var sheets []enclosure
	for i, name := range names {
		if list[i], err = v.examine(ctx, name); err != nil {
			return err
		}
		list[i].settle(v)
		if list[i].made != nil {
			sheets = withSheet(sheets, *list[i].made, list[i].recipe.Commit)
		}
	}
	if err := a.beside(flags.out, sheets, names); err != nil {
		return err
	}
	if err := v.show(flags.readFlags, list); err != nil {
		return err
	}
	if err := a.layOut(flags.out, sheets, nil); err != nil {
		return err
	}
	return verified(list)
}

// withSheet adds a file to those that are written; one of that name that another commit
// gives is told apart by its commit.
func withSheet(sheets []enclosure, s enclosure, commit string) []enclosure {
	for _, have := range sheets {
		switch {
		case have.SHA256 == s.SHA256:
			return sheets
		case have.Name == s.Name:
			s.Name = short(commit) + "-" + s.Name
		}
	}
	return append(sheets, s)
}

// beside refuses to write over the files that are verified: they are what is to be
// compared.
func (a *app) beside(out string, sheets []enclosure, names []string) error {
	for _, s := range sheets {
		for _, name := range names {
			if out != "" && strings.EqualFold(filepath.Clean(a.path(filepath.Join(out, s.Name))), filepath.Clean(a.path(name))) {
				return usagef("name a folder of its own, such as --out again", "--out %q would write over %s", out, name)
			}
		}
	}
	return nil
}

// verifier reads what files are held against.
func (a *app) verifier(ctx context.Context, flags *verifyFlags) (*verifier, error) {
	v := &verifier{app: a}
	var err error
	if flags.template != "" {
		if v.letter, err = a.wordFile(flags.template); err != nil {
			return nil, err
		}
	}
	if v.head.set, v.head.snap, err = a.reading(ctx, &flags.readFlags); err != nil {
		return nil, err
	}
	if flags.out != "" {
		if err := a.outside(ctx, filepath.Join(flags.out, "file")); err != nil {
			return nil, err
		}
	}
	if v.repo, err = a.repo(ctx); err != nil {
		return nil, err
	}
	v.sent, err = sentFiles(v.head.set)
	return v, err
}

// settle puts into one sentence what was found out of a file.
func (e *examined) settle(v *verifier) {
	var parts []string
	for _, s := range e.sent {
		parts = append(parts, "is "+s.sentence())
	}
	recorded := day(e.recorded)
	switch e.result {
	case fileMatches:
		parts = append(parts, "is what the register says")
	case fileOlder:
		parts = append(parts, "is what the register said on "+recorded)
	case fileResaved:
		by := "another program"
		if e.copy.program != "" {
			by = strconv.Quote(e.copy.program)
		}
		parts = append(parts, "was saved again by "+by+"; its words are what the register said on "+recorded+", how it looks was not compared")
	default:
		if e.says != "" {
			parts = append(parts, e.says)
		}
	}
	if text := e.since.sentence(e.of(), v.head.zone()); text != "" {
		parts = append(parts, text)
	}
	e.says = strings.Join(parts, "; ")
}

// verified is the exit status of all files together, with a word where it is not 0.
func verified(list []examined) error {
	for _, worst := range []struct {
		result, message string
		status          int
	}{
		{fileAltered, "%d of %s: altered", statusRecords},
		{fileUnknown, "%d of %s: unknown", statusUnknown},
		{fileUnreadable, "%d of %s: unreadable", statusFailed},
	} {
		n := 0
		for _, e := range list {
			if e.result == worst.result {
				n++
			}
		}
		if n > 0 {
			return &ended{fmt.Sprintf(worst.message, n, plural(len(list), "file")), worst.status}
		}
	}
	return nil
}

// show tells what was found out.
func (v *verifier) show(flags readFlags, list []examined) error {
	if flags.structured() {
		objects := make([]doc.Object, len(list))
		for i := range list {
			objects[i] = list[i].object()
		}
		head := doc.Object{{Name: "version", Value: 1}, {Name: "commit", Value: v.head.snap.Hash()}}
		return v.printObjects(flags, head, "files", objects, fieldNames((&examined{}).object())...)
	}
	rows, below := make([][]string, len(list)), make([][]string, len(list))
	if v.form(flags.format) == "table" {
		for i := range list {
			e := &list[i]
			rows[i] = []string{e.name, e.result, e.paper(), e.day()}
			below[i] = []string{e.says}
			if e.next != "" {
				below[i] = append(below[i], "-> "+e.next)
			}
		}
		return v.printBelow([]string{"file", "result", "document", "recorded"}, rows, below)
	}
	for i := range list {
		e := &list[i]
		rows[i] = []string{e.name, e.result, e.paper(), e.day(), e.recipe.Commit, e.says, e.next}
	}
	return v.printRows(flags.format, []string{"file", "result", "document", "recorded", "commit", "says", "next"}, rows)
}

// paper is which document it is, as "circulation new" takes it.
func (e *examined) paper() string {
	if e.recipe.Subject == "" {
		return string(e.recipe.Document)
	}
	return string(e.recipe.Document) + "/" + string(e.recipe.Subject)
}

// day is the day of the commit that it was made of; "" where none is known.
func (e *examined) day() string {
	if e.recorded.IsZero() {
		return ""
	}
	return string(doc.DateOf(e.recorded))
}

// object is it as JSON.
func (e *examined) object() doc.Object {
	sent, differences := []doc.Object{}, []doc.Object{}
	for _, s := range e.sent {
		sent = append(sent, doc.Object{{Name: "circulation", Value: s.id}, {Name: "direction", Value: s.direction}, {Name: "date", Value: s.date}})
	}
	for _, d := range e.differences {
		differences = append(differences, differenceObject(d))
	}
	var since doc.Object
	if e.since.told {
		since = doc.Object{{Name: "changes", Value: e.since.changes}, {Name: "last", Value: e.since.last.Subject}, {Name: "still", Value: e.since.still}}
	}
	return doc.Object{
		{Name: "file", Value: e.name}, {Name: "result", Value: e.result}, {Name: "says", Value: e.says}, {Name: "format", Value: e.copy.format},
		{Name: "document", Value: e.recipe.Document}, {Name: "subject", Value: e.recipe.Subject}, {Name: "language", Value: e.recipe.Lang}, {Name: "edition", Value: e.recipe.For},
		{Name: "commit", Value: e.recipe.Commit}, {Name: "recorded", Value: e.day()}, {Name: "sent", Value: sent}, {Name: "since", Value: since},
		{Name: "differences", Value: differences}, {Name: "next", Value: e.next},
	}
}

func differenceObject(d render.Difference) doc.Object {
	return doc.Object{{Name: "at", Value: d.At}, {Name: "under", Value: d.Under}, {Name: "file", Value: d.Found}, {Name: "register", Value: d.Made}}
}

// argument is a word of a command line as it is typed.
func argument(word string) string {
	if strings.ContainsAny(word, " \t'\"\\$`&|;<>()*?[]#~!{}") || word == "" {
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return word
}
