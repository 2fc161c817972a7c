package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/render"
	"unmn/pkg/word"
)

// newTemplateCheckCommand is "template check": what is wrong with a template.
func newTemplateCheckCommand(a *app) *cobra.Command {
	var asJSON, fields bool
	cmd := &cobra.Command{
		Use:   "check FILE.docx",
		Short: "Say what is wrong with a template for documents in Word",
		Long: `check says everything that would keep a document from being made by the template:
fields and words that there are not, marks without an end, no {{body}}, and what may
not be in a file that is passed on: macros, embedded files, links to other files,
oversized pictures. A style that is missing is a warning; the document is plain there.
--fields lists the fields; those of a list stand below it.

Exit status: 0 the template can be used, 1 the file cannot be read, 3 something is wrong.`,
		Example:           "  unmn template check letterhead.docx\n  unmn template check letterhead.docx --fields",
		Args:              exactly("a template"),
		ValidArgsFunction: completeWordFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runTemplateCheck(cmd.Context(), a, args[0], asJSON, fields)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "tell the problems as JSON")
	cmd.Flags().BoolVar(&fields, "fields", false, "list the fields that a template may have as well")
	return cmd
}

func runTemplateCheck(ctx context.Context, a *app, name string, asJSON, fields bool) error {
	var list diag.List
	file, err := a.wordFile(name)
	switch refused, ok := err.(diag.List); {
	case ok:
		list = refused
	case err != nil:
		return err
	default:
		templates, err := a.wordsOfHere(ctx)
		if err != nil {
			return err
		}
		list = templates.CheckWord(file)
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
	if fields {
		if err := a.printFields("", render.WordFields()); err != nil {
			return err
		}
	}
	if err := list.Err(); err != nil {
		return err
	}
	if err := diag.Print(a.env.Err, list); err != nil {
		return err
	}
	ending := ""
	if w := list.Warnings(); w > 0 {
		ending = ", " + plural(w, "warning")
	}
	_, err = fmt.Fprintf(a.env.Out, "%s can be used%s\n", name, ending)
	return err
}

// wordsOfHere are the templates with the words of the repository around, where there
// is one: a template may be checked anywhere.
func (a *app) wordsOfHere(ctx context.Context) (render.Templates, error) {
	r, err := a.repo(ctx)
	if err != nil || r.Root() == "" {
		return render.Templates{Base: a.env.Templates}, nil
	}
	return a.ownTemplates(r.WorkTree())
}

// printFields lists fields as a template writes them, those of a list below it.
func (a *app) printFields(indent string, names word.Names) error {
	for _, n := range names {
		mark := "{{" + n.Name + "}}"
		if n.List != nil {
			mark = "{{each " + n.Name + "}} … {{end}}"
		}
		if _, err := fmt.Fprintf(a.env.Out, "%s%s\n", indent, mark); err != nil {
			return err
		}
		if err := a.printFields(indent+strings.Repeat(" ", 2), n.List); err != nil {
			return err
		}
	}
	return nil
}
