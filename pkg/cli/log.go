package cli

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// logFlags are the flags of every command that tells history.
type logFlags struct {
	readFlags
	since dateFlag
	limit int
	field string
}

// mostCommits is how many commits of the whole register are told unless said otherwise.
const mostCommits = 20

func (l *logFlags) add(a *app, cmd *cobra.Command, limit int) {
	a.addAsRecorded(cmd)
	l.addForm(cmd)
	f := cmd.Flags()
	f.Var(&l.since, "since", "only what was recorded on this day or later")
	f.IntVar(&l.limit, "limit", limit, "only so many commits, the latest; 0 means all")
	f.StringVar(&l.field, "field", "", "only the history of this field of the record, such as agenda.2.title")
}

// logHelp says what the history of a record tells.
const logHelp = `log tells the history of one record, the latest change first: who changed which field
when, the old value and the new one, and why. An item of a list bears its key, as in
agenda.adoption.title, wherever it stands in the list. Texts of several lines are told by
the lines that differ. A record that has been deleted is found by its id.`

// newLogCommand is "log" of a kind.
func newLogCommand(a *app, t record.Type) *cobra.Command {
	var flags logFlags
	cmd := &cobra.Command{
		Short:   "Tell the history of one " + t.Name() + ", field by field",
		Long:    logHelp,
		Example: "  unmn " + t.Name() + " log ID\n  unmn " + t.Name() + " log ID --since 2026-01-01 --json",
	}
	if t.Layout() == record.Single {
		cmd.Short = "Tell the history of the " + t.Name() + " record, field by field"
		cmd.Example = "  unmn " + t.Name() + " log"
	}
	a.aboutOne(cmd, "log", t, func(ctx context.Context, id string) error {
		return runRecordLog(ctx, a, t.Name()+"/"+strings.TrimPrefix(id, t.Name()+"/"), flags)
	})
	flags.add(a, cmd, 0)
	return cmd
}

// newLogAnyCommand is "log" across kinds: of one record, or of the whole register.
func newLogAnyCommand(a *app) *cobra.Command {
	var flags logFlags
	cmd := &cobra.Command{
		Use:   "log [KIND/ID]",
		Short: "Tell the history of one record field by field, or the latest changes of all",
		Long: logHelp + `

Without a record it tells the latest changes of the whole register, a line a commit.`,
		Example:           "  unmn log\n  unmn log member/iom\n  unmn log meeting/2026-q4 --field agenda",
		Args:              optional("a record, as member/iom"),
		ValidArgsFunction: a.completeRecords,
	}
	flags.add(a, cmd, mostCommits)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return runRegisterLog(cmd.Context(), a, flags)
		}
		if !cmd.Flags().Changed("limit") {
			flags.limit = 0
		}
		return runRecordLog(cmd.Context(), a, args[0], flags)
	}
	return cmd
}

// completeRecords completes the records of all kinds as kind/id.
func (a *app) completeRecords(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	set, _, err := a.head(cmd.Context())
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []cobra.Completion
	for _, t := range set.Types() {
		for _, c := range idCompletions(set, t.Name()) {
			out = append(out, t.Name()+"/"+c)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// check refuses flags that make no sense.
func (l *logFlags) check() error {
	if err := checkLimit(l.limit); err != nil {
		return err
	}
	return l.readFlags.check()
}

// A teller has what every line of a history is told with.
type teller struct {
	app   *app
	repo  *repo.Repo
	set   *record.Set
	from  *repo.Snapshot // where the history begins
	zone  *time.Location
	flags logFlags
}

func (a *app) teller(ctx context.Context, flags logFlags) (*teller, error) {
	if err := flags.check(); err != nil {
		return nil, err
	}
	if err := a.configure(ctx); err != nil {
		return nil, err
	}
	set, from, err := a.head(ctx)
	if err != nil {
		return nil, err
	}
	zone := network.Networks.One(set).Timezone.Location()
	return &teller{app: a, repo: a.git, set: set, from: from, zone: zone, flags: flags}, nil
}

// early reports whether a commit is older than what is asked for, by the day on which
// its author made it.
func (t *teller) early(e repo.Entry) bool {
	return doc.DateOf(e.Author.When.In(t.zone)) < t.flags.since.Date
}

// A commitNote is what every line says of its commit. Whoever wrote it may not have
// used this program: what could paint the terminal is taken out.
type commitNote struct {
	hash, who, email string
	when             time.Time
	subject, reason  string
	sources          []string
}

func (t *teller) note(e repo.Entry) commitNote {
	m := record.ParseMessage(e.Message)
	n := commitNote{hash: e.Hash, who: diag.Defuse(e.Author.Name), email: diag.Defuse(e.Author.Email), when: e.Author.When.In(t.zone),
		subject: diag.Defuse(m.Subject), reason: diag.Defuse(strings.ReplaceAll(m.Reason, "\t", " "))}
	for _, s := range m.Of(record.SourceTrailer) {
		n.sources = append(n.sources, diag.Defuse(s))
	}
	if n.who == "" {
		n.who = n.email
	}
	return n
}

// day is when, as lists show it.
func (n commitNote) day() string { return n.when.Format("2006-01-02 15:04") }

// why is the reason and the source where the commit tells them, else what it did.
func (n commitNote) why() string {
	source := "source: " + strings.Join(n.sources, "; ")
	switch {
	case n.reason != "" && n.sources != nil:
		return n.reason + " (" + source + ")"
	case n.reason != "":
		return n.reason
	case n.sources != nil:
		return source
	}
	return n.subject
}

// object is the commit in JSON.
func (n commitNote) object() doc.Object {
	out := doc.Object{{Name: "commit", Value: n.hash}, {Name: "author", Value: n.who}, {Name: "email", Value: n.email},
		{Name: "when", Value: n.when.Format(time.RFC3339)}, {Name: "subject", Value: n.subject}}
	if n.reason != "" {
		out = append(out, doc.Member{Name: "reason", Value: n.reason})
	}
	if n.sources != nil {
		out = append(out, doc.Member{Name: "sources", Value: n.sources})
	}
	return out
}

// only keeps the members of objects that --json names; a name that stands for none is
// a mistake.
func (r readFlags) only(objects []doc.Object, known ...string) ([]doc.Object, error) {
	fields := r.fields()
	for _, f := range fields {
		if !slices.Contains(known, f) {
			return nil, usagef("", "there is no %q to show; there are %s", f, strings.Join(known, ", "))
		}
	}
	out := make([]doc.Object, len(objects))
	for i, o := range objects {
		out[i] = slices.DeleteFunc(slices.Clone(o), func(m doc.Member) bool { return fields != nil && !slices.Contains(fields, m.Name) })
	}
	return out, nil
}

// locate is the record that is meant, also one that was deleted when its kind is named.
func (t *teller) locate(ctx context.Context, text string) (record.Type, record.ID, error) {
	if last := string(t.set.Last()); text == record.Last && last != "" {
		text = last
	}
	kind, name, named := strings.Cut(text, "/")
	typ, known := t.set.Type(kind)
	if !named || !known {
		item, err := t.set.FindAny(text)
		return item.Type, item.ID, err
	}
	id, err := t.set.Find(kind, name)
	if errors.Is(err, record.ErrNotFound) {
		if gone, bad := record.ParseID(name); bad == nil {
			for _, fail := range t.repo.LogFrom(ctx, t.from, typ.PathOf(gone)) {
				return typ, gone, fail
			}
		}
	}
	return typ, id, err
}
