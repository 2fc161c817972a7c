package cli

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// newSaveCommand is "save": check the edits made by hand and record them.
func newSaveCommand(a *app) *cobra.Command {
	var flags writeFlags
	cmd := &cobra.Command{
		Use:   "save [FILE...]",
		Short: "Check the edits made by hand and record them in one commit",
		Long: `save takes the records that were edited in the folder with any program, checks
what they would lead to, and records them in one commit. Without files it takes
every edited record. Nothing outside records/ and templates/ is touched.

Exit status: 0 recorded, or nothing to record; 3 the edits break a rule.`,
		Example: "  unmn save -m \"names corrected\"\n  unmn save records/members/iom.yaml --dry-run",
		Args:    cobra.ArbitraryArgs,
	}
	flags.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return runSave(cmd.Context(), a, args, flags)
	}
	return cmd
}

func runSave(ctx context.Context, a *app, files []string, flags writeFlags) error {
	r, err := a.repo(ctx)
	if err != nil {
		return err
	}
	if err := r.Folder(); err != nil {
		return err
	}
	if len(files) > 0 {
		if files, err = a.inRepository(ctx, r, files); err != nil {
			return err
		}
	} else if files, err = edited(ctx, r); err != nil {
		return err
	}
	if slices.ContainsFunc(files, func(name string) bool { return strings.HasPrefix(name, templatesDir+"/") }) {
		list, err := a.checkTemplates(r.WorkTree())
		if err != nil {
			return err
		}
		if err := list.Err(); err != nil {
			return err
		}
	}
	return a.write(ctx, flags, "", func(s *record.Set) (*record.Change, error) {
		return adopt(s, r.WorkTree(), files)
	}, repo.Adopt())
}

// edited are the files that differ from what is recorded, records and templates.
func edited(ctx context.Context, r *repo.Repo) ([]string, error) {
	var out []string
	for _, prefix := range []string{record.Root, templatesDir} {
		files, err := r.Differs(ctx, prefix)
		if err != nil {
			return nil, err
		}
		out = append(out, files...)
	}
	return out, nil
}

// adopt is the change that records files as they are in the folder.
func adopt(s *record.Set, folder fs.FS, files []string) (*record.Change, error) {
	d := s.Draft()
	var kinds []string
	var problems diag.List
	for _, name := range files {
		data, err := fs.ReadFile(folder, name)
		switch {
		case isMissing(err):
			data = nil
		case err != nil:
			return nil, err
		case strings.HasPrefix(name, record.Root+"/") && !strings.HasPrefix(name, record.SchemaDir+"/"):
			if _, _, ok := s.Locate(name); !ok {
				problems = append(problems, diag.Problem{File: name, Rule: record.RuleStray, Message: "no kind of record has its files here"})
			}
		}
		d.WriteFile(name, data)
		if t, id, ok := s.Locate(name); ok {
			kinds = append(kinds, t.Name()+" "+string(id))
		}
	}
	if problems != nil {
		return nil, problems
	}
	return d.Change(saveSubject(kinds, len(files)))
}

func saveSubject(kinds []string, files int) string {
	switch {
	case len(kinds) == 1:
		return kinds[0] + ": edited by hand"
	case len(kinds) > 1:
		return fmt.Sprintf("%s and %d more: edited by hand", kinds[0], len(kinds)-1)
	}
	return fmt.Sprintf("%s edited by hand", plural(files, "file"))
}
