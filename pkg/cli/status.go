package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// newStatusCommand is "status": what is not recorded, and what is in the way.
func newStatusCommand(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say what is edited and not recorded, and what is in the way of a change",
		Long: `status looks at the folder: which records and templates are edited and not recorded,
whether they break a rule, whether the repository is in a state in which changes are
refused, who they would be recorded as, and how far this copy and the one it follows are
apart, as far as this copy knows: it asks nobody over the network.

Exit status: 0 whatever it tells; 1 there is no register here.`,
		Example:           "  unmn status\n  unmn status --json",
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runStatus(cmd.Context(), a, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "tell it as JSON")
	return cmd
}

// A status is all there is to tell.
type status struct {
	set       *record.Set // of the folder
	edits     []repo.Edit
	problems  diag.List // the errors first
	obstacles []*repo.Error
	upstream  *repo.Upstream
	identity  repo.Author
}

func runStatus(ctx context.Context, a *app, asJSON bool) error {
	s, err := a.status(ctx)
	if err != nil {
		return err
	}
	if asJSON {
		return a.printJSON(s.object())
	}
	_, err = io.WriteString(a.env.Out, diag.Defuse(s.text()))
	return err
}

// status looks at everything. What this package cannot read rightly, such as an index
// in a form it does not know, is an obstacle like the others.
func (a *app) status(ctx context.Context) (*status, error) {
	r, err := a.repo(ctx)
	if err != nil {
		return nil, err
	}
	s := &status{}
	if s.set, s.problems, err = a.checked(ctx); err != nil {
		return nil, err
	}
	s.problems = slices.DeleteFunc(s.problems.Sort(), func(p diag.Problem) bool { return p.Severity == diag.Info })
	slices.SortStableFunc(s.problems, func(a, b diag.Problem) int { return int(a.Severity) - int(b.Severity) })
	if s.obstacles, err = r.Obstacles(ctx); err != nil {
		return nil, err
	}
	for _, prefix := range []string{record.Root, templatesDir} {
		edits, err := r.Edits(ctx, prefix)
		if err := s.obstacle(err); err != nil {
			return nil, err
		}
		s.edits = append(s.edits, edits...)
	}
	s.upstream, err = r.Upstream(ctx)
	if err := s.obstacle(err); err != nil {
		return nil, err
	}
	s.identity, err = r.Identity(ctx)
	return s, s.obstacle(err)
}

// obstacle takes an error that the user can do something about for one; any other one
// comes back.
func (s *status) obstacle(err error) error {
	var e *repo.Error
	if !errors.As(err, &e) || e.Kind == repo.Failed {
		return err
	}
	if !slices.ContainsFunc(s.obstacles, func(o *repo.Error) bool { return o.Message == e.Message }) {
		s.obstacles = append(s.obstacles, e)
	}
	return nil
}

// text is the status for people; one line when there is nothing to do.
func (s *status) text() string {
	var b strings.Builder
	s.writeEdits(&b)
	s.writeProblems(&b)
	if len(s.edits) > 0 && len(s.obstacles) == 0 {
		if s.problems.Errors() == 0 {
			b.WriteString("no rule is broken; `unmn save` records the edits\n")
		}
		fmt.Fprintf(&b, "changes are recorded as %s <%s>\n", s.identity.Name, s.identity.Email)
	}
	for _, o := range s.obstacles {
		fmt.Fprintf(&b, "nothing can be recorded: %s\n", o.Message)
		if o.Hint != "" {
			fmt.Fprintf(&b, "hint: %s\n", o.Hint)
		}
	}
	s.writeUpstream(&b)
	return b.String()
}

func (s *status) writeEdits(b *strings.Builder) {
	const most = 20
	if len(s.edits) == 0 {
		b.WriteString("nothing to record\n")
		return
	}
	fmt.Fprintf(b, "%s %s not recorded:\n", plural(len(s.edits), "edit"), isAre(len(s.edits)))
	width := 0
	for _, e := range s.edits {
		width = max(width, len(e.Kind))
	}
	for _, e := range s.edits[:min(most, len(s.edits))] {
		ending := ""
		switch {
		case e.Staged && e.Unstaged:
			ending = "  (staged in part)"
		case e.Staged:
			ending = "  (staged)"
		}
		fmt.Fprintf(b, "  %-*s  %s%s\n", width, e.Kind, cell(e.Path), ending)
	}
	if more := len(s.edits) - most; more > 0 {
		fmt.Fprintf(b, "  and %d more\n", more)
	}
}

// writeProblems shows the first errors. Warnings, which keep nobody from recording,
// are counted where somebody is about to.
func (s *status) writeProblems(b *strings.Builder) {
	const most = 3
	errs := s.problems[:s.problems.Errors()]
	if len(errs) > 0 || len(s.problems) > 0 && len(s.edits) > 0 {
		fmt.Fprintf(b, "%s in the folder; see `unmn check`\n", count(s.problems))
	}
	for _, p := range errs[:min(most, len(errs))] {
		fmt.Fprintf(b, "  %s\n", cell(p.String()))
	}
	if more := len(errs) - most; more > 0 {
		fmt.Fprintf(b, "  and %d more\n", more)
	}
}

func (s *status) writeUpstream(b *strings.Builder) {
	switch u := s.upstream; {
	case u == nil:
	case u.Gone:
		fmt.Fprintf(b, "%s, which this branch follows, is not known here; `git fetch` asks for it\n", cell(u.Name))
	default:
		if u.Ahead > 0 {
			fmt.Fprintf(b, "%s here %s not in %s yet\n", plural(u.Ahead, "commit"), isAre(u.Ahead), cell(u.Name))
		}
		if u.Behind > 0 {
			fmt.Fprintf(b, "%s in %s %s not here yet\n", plural(u.Behind, "commit"), cell(u.Name), isAre(u.Behind))
		}
	}
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// object is the status in JSON, complete.
func (s *status) object() doc.Object {
	edits := make([]doc.Object, len(s.edits))
	for i, e := range s.edits {
		edits[i] = doc.Object{{Name: "path", Value: e.Path}}
		if t, id, ok := s.set.Locate(e.Path); ok {
			edits[i] = append(edits[i], doc.Member{Name: "record", Value: t.Name() + "/" + string(id)})
		}
		edits[i] = append(edits[i], doc.Member{Name: "change", Value: e.Kind}, doc.Member{Name: "staged", Value: e.Staged}, doc.Member{Name: "unstaged", Value: e.Unstaged})
	}
	problems := s.problems
	if problems == nil {
		problems = diag.List{}
	}
	var upstream, identity any
	if u := s.upstream; u != nil {
		upstream = doc.Object{{Name: "name", Value: u.Name}, {Name: "gone", Value: u.Gone}, {Name: "ahead", Value: u.Ahead}, {Name: "behind", Value: u.Behind}}
	}
	if s.identity.Name != "" {
		identity = doc.Object{{Name: "name", Value: s.identity.Name}, {Name: "email", Value: s.identity.Email}}
	}
	return doc.Object{{Name: "version", Value: 1}, {Name: "edits", Value: edits}, {Name: "problems", Value: problems},
		{Name: "obstacles", Value: obstacleObjects(s.obstacles)}, {Name: "upstream", Value: upstream}, {Name: "identity", Value: identity}}
}

// obstacleObjects are what keeps changes from being recorded in JSON, each with the
// next step.
func obstacleObjects(list []*repo.Error) []doc.Object {
	out := make([]doc.Object, len(list))
	for i, o := range list {
		out[i] = doc.Object{{Name: "message", Value: o.Message}, {Name: "hint", Value: o.Hint}}
	}
	return out
}
