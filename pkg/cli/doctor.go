package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/repo"
)

// newDoctorCommand is "doctor": can changes be recorded here, and if not, why?
func newDoctorCommand(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Say what keeps changes from being recorded, and the next step",
		Long: `doctor looks the git repository over, as every command does before it records a
change, and tells all that is in the way, each with what to type: a merge in
progress, a setting that changes line ends, a lock that a crash left. It tells as
well which settings count, who you are to git, and which git is installed. It
changes nothing. What is wrong with the records is told by "unmn check".

Exit status: 0 changes can be recorded, 1 something is in the way.`,
		Example:           "  unmn doctor\n  unmn doctor --json",
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runDoctor(cmd.Context(), a, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "tell it as JSON")
	return cmd
}

func runDoctor(ctx context.Context, a *app, asJSON bool) error {
	d := repo.Diagnose(ctx, a.repoEnv())
	show := a.showDiagnosis
	if asJSON {
		show = func(d *repo.Diagnosis) error { return a.printJSON(diagnosisObject(d)) }
	}
	if err := show(d); err != nil || len(d.Problems) == 0 {
		return err
	}
	return fmt.Errorf("no change can be recorded: %s", plural(len(d.Problems), "problem"))
}

// showDiagnosis prints it for people: what there is, then what is wrong.
func (a *app) showDiagnosis(d *repo.Diagnosis) error {
	var b strings.Builder
	line := func(label, text string) {
		fmt.Fprintf(&b, "%-9s %s\n", label, diag.Defuse(text))
	}
	if d.GitDir != "" {
		line("register", cmp.Or(d.Root, d.GitDir))
		line("branch", cmp.Or(d.Branch, "none")+", at "+cmp.Or(short(d.Commit), "no commit"))
	}
	line("git", cmp.Or(d.Git, "not found; it is needed for sharing only"))
	if d.GitDir != "" {
		line("identity", cmp.Or(d.Identity, "unknown"))
		line("lock", cmp.Or(d.Lock, "free"))
	}
	for _, s := range d.Settings {
		whose := "your own"
		if s.Local {
			whose = "of this repository"
		}
		line("setting", fmt.Sprintf("%s = %s (%s)", s.Name, s.Value, whose))
	}
	for _, n := range d.Notes {
		line("note", n)
	}
	for _, p := range d.Problems {
		line("problem", p.Message)
		if p.Hint != "" {
			line("  hint", p.Hint)
		}
	}
	if len(d.Problems) == 0 {
		b.WriteString("changes can be recorded; the records themselves are checked by `unmn check`\n")
	}
	_, err := fmt.Fprint(a.env.Out, b.String())
	return err
}

// diagnosisObject is it for programs; lists are never null.
func diagnosisObject(d *repo.Diagnosis) doc.Object {
	set, notes := []doc.Object{}, append([]string{}, d.Notes...)
	for _, s := range d.Settings {
		set = append(set, doc.Object{{Name: "name", Value: s.Name}, {Name: "value", Value: s.Value}, {Name: "local", Value: s.Local}})
	}
	return doc.Object{{Name: "version", Value: 1}, {Name: "root", Value: d.Root}, {Name: "git_dir", Value: d.GitDir},
		{Name: "branch", Value: d.Branch}, {Name: "commit", Value: d.Commit}, {Name: "git", Value: d.Git},
		{Name: "identity", Value: d.Identity}, {Name: "lock", Value: d.Lock}, {Name: "settings", Value: set},
		{Name: "notes", Value: notes}, {Name: "problems", Value: obstacleObjects(d.Problems)}}
}
