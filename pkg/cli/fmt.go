package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// newFmtCommand is "fmt": write the records in the folder in the one canonical way.
func newFmtCommand(a *app) *cobra.Command {
	var list bool
	cmd := &cobra.Command{
		Use:   "fmt [FILE...]",
		Short: "Write the records in the folder in their canonical form",
		Long: `fmt rewrites the files of records in the folder as the program writes them
itself: order of the fields, indentation, quotation marks. It changes no value and
loses no comment, and it records nothing; "unmn save" does.

Exit status: 0 done, with --list also when something is to be done; 3 a file
cannot be read as a record.`,
		Example: "  unmn fmt\n  unmn fmt --list\n  unmn fmt records/members/iom.yaml",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runFmt(cmd.Context(), a, list, args)
		},
	}
	cmd.Flags().BoolVarP(&list, "list", "l", false, "only name the files that are not in form")
	return cmd
}

func runFmt(ctx context.Context, a *app, list bool, files []string) error {
	r, err := a.repo(ctx)
	if err != nil {
		return err
	}
	if err := r.Folder(); err != nil {
		return err
	}
	set, err := a.load(r.WorkTree())
	if err != nil {
		return err
	}
	if len(files) > 0 {
		if files, err = a.inRepository(ctx, r, files); err != nil {
			return err
		}
	} else {
		files = recordFiles(set)
	}
	var problems diag.List
	for _, name := range files {
		f, found := inForm(r, set, name)
		problems = append(problems, found...)
		if found != nil || bytes.Equal(f.Old, f.New) {
			continue
		}
		if !list {
			if err := r.Rewrite(ctx, f); err != nil {
				return errors.Join(diag.Print(a.env.Err, problems), err)
			}
		}
		if _, err := fmt.Fprintln(a.env.Out, diag.Defuse(name)); err != nil {
			return err
		}
	}
	return problems.Err()
}

// recordFiles are the files of all records, in the order of the kinds.
func recordFiles(set *record.Set) []string {
	var out []string
	for _, t := range set.Types() {
		for _, id := range set.IDs(t.Name()) {
			out = append(out, t.PathOf(id))
		}
	}
	return out
}

// inRepository turns the user's names of files, in the folder or recorded, into
// paths from the root of the repository.
func (a *app) inRepository(ctx context.Context, r *repo.Repo, names []string) ([]string, error) {
	out := make([]string, len(names))
	head, err := r.At(ctx, "HEAD")
	if err != nil {
		return nil, err
	}
	root, err := filepath.EvalSymlinks(r.Root())
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		// The file itself may be gone: that is an edit as well.
		dir, err := filepath.EvalSymlinks(filepath.Dir(a.path(name)))
		if isMissing(err) {
			return nil, usagef("", "there is no file %q", name)
		}
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(root, filepath.Join(dir, filepath.Base(name)))
		if err != nil || !filepath.IsLocal(rel) {
			return nil, usagef("", "%q is not in this repository", name)
		}
		out[i] = filepath.ToSlash(rel)
		if _, err := fs.Stat(r.WorkTree(), out[i]); !isMissing(err) {
			continue
		}
		if _, err := fs.Stat(head, out[i]); isMissing(err) {
			return nil, usagef("", "there is no file %q", name)
		}
	}
	return out, nil
}

// inForm is a file of a record as it is in the folder and as it should be.
func inForm(r *repo.Repo, set *record.Set, name string) (record.File, diag.List) {
	t, _, ok := set.Locate(name)
	if !ok {
		return record.File{}, diag.List{{File: name, Rule: record.RuleStray, Message: "this is no file of a record"}}
	}
	old, err := fs.ReadFile(r.WorkTree(), name)
	if err != nil {
		return record.File{}, diag.List{{File: name, Rule: record.RuleStray, Message: err.Error()}}
	}
	text, problems := record.Format(t, name, old)
	return record.File{Path: name, Old: old, New: text}, problems
}
