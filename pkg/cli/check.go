package cli

import (
	"context"
	"fmt"
	"io/fs"
	"slices"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
)

// newCheckCommand is "check": is anything wrong with the records in the folder?
func newCheckCommand(a *app) *cobra.Command {
	var asJSON, info bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Say what is wrong with the records in the folder",
		Long: `check reads every record and template in the folder, edits included, and says what
is wrong with file, line and column; with --as-recorded it reads those of an earlier
commit. It looks at the records alone: what is due depends on the day and never makes
it fail. Warnings do not make it fail either.

Exit status: 0 nothing is wrong, 3 something is.`,
		Example:           "  unmn check\n  unmn check --json",
		Args:              exactly(),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runCheck(cmd.Context(), a, asJSON, info)
		},
	}
	a.addAsRecorded(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "tell the problems as JSON")
	cmd.Flags().BoolVar(&info, "info", false, "tell as well what is neither wrong nor doubtful")
	return cmd
}

func runCheck(ctx context.Context, a *app, asJSON, info bool) error {
	set, list, err := a.checked(ctx)
	if err != nil {
		return err
	}
	if !info {
		list = slices.DeleteFunc(list, func(p diag.Problem) bool { return p.Severity == diag.Info })
	}
	if asJSON {
		if list == nil {
			list = diag.List{}
		}
		if err := a.printJSON(doc.Object{{Name: "version", Value: 1}, {Name: "problems", Value: list}}); err != nil {
			return err
		}
		return silently(list.Err())
	}
	if err := list.Err(); err != nil {
		return err
	}
	if err := diag.Print(a.env.Err, list); err != nil {
		return err
	}
	n := 0
	for _, t := range set.Types() {
		n += len(set.Items(t.Name()))
	}
	ending := ""
	if w := list.Warnings(); w > 0 {
		ending = ", " + plural(w, "warning")
	}
	_, err = fmt.Fprintf(a.env.Out, "%s checked, nothing is wrong%s\n", plural(n, "record"), ending)
	return err
}

// checked is what is wrong with what check looks at: the folder, edits included, or
// with --as-recorded an earlier commit; records and templates.
func (a *app) checked(ctx context.Context) (*record.Set, diag.List, error) {
	set, files, err := a.toCheck(ctx)
	if err != nil {
		return nil, nil, err
	}
	list := set.Check()
	if err := set.Err(); err != nil {
		return nil, nil, err
	}
	templates, err := a.checkTemplates(files)
	if err != nil {
		return nil, nil, err
	}
	return set, network.Join(set, append(list, templates...)), nil
}

// toCheck is what check looks at, and the files it is made of.
func (a *app) toCheck(ctx context.Context) (*record.Set, fs.FS, error) {
	if a.view.asRecorded != "" {
		set, snap, err := a.head(ctx)
		return set, snap, err
	}
	r, err := a.repo(ctx)
	if err != nil {
		return nil, nil, err
	}
	set, err := a.folder(ctx)
	return set, r.WorkTree(), err
}

// checkTemplates is what is wrong with the templates among the files of a register,
// where it has any of its own.
func (a *app) checkTemplates(files fs.FS) (diag.List, error) {
	if _, err := fs.Stat(files, templatesDir); isMissing(err) {
		return nil, nil
	}
	own, err := a.ownTemplates(files)
	if err != nil {
		return nil, err
	}
	return render.CheckTemplates(own), nil
}

// templatesDir is the folder of a register whose files take the place of the
// embedded templates of the same name.
const templatesDir = "templates"
