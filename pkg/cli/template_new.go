package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/render"
)

// newTemplateNewCommand is "template new": the program's own template, to begin from.
func newTemplateNewCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "new FILE.docx",
		Short: "Write a template for documents in Word to begin from",
		Long: `new writes the template that documents in Word have without another one. Open it in
Word, give it your logo, header and styles, and say with "unmn template check"
whether it still fits. As templates/document.docx, recorded in git, it is the
template of every document; elsewhere --template-file names it.

Exit status: 0 done; 1 the file is there already or cannot be written; 2 it is not
named FILE.docx.`,
		Example:           "  unmn template new letterhead.docx",
		Args:              exactly("a file to write"),
		ValidArgsFunction: completeWordFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			return runTemplateNew(a, args[0])
		},
	}
}

func runTemplateNew(a *app, name string) error {
	if !isWordFile(name) {
		return usagef("unmn template new "+strings.TrimSuffix(name, filepath.Ext(name))+".docx", "%q does not end in .docx, and Word would not open it", name)
	}
	template, err := render.Templates{Base: a.env.Templates}.WordTemplate()
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := template.Write(&file); err != nil {
		return err
	}
	if err := newFile(a.path(name), file.Bytes()); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return &hinted{fmt.Sprintf("%q is there already; it was left as it is", name), "unmn template check " + name}
		}
		return err
	}
	_, err = fmt.Fprintf(a.env.Out, "%s is a template for documents in Word; next: `unmn template check %s`\n", name, name)
	return err
}

// newFile writes a file that is not there yet. It is there whole, or not at all.
func newFile(name string, data []byte) error {
	if _, err := os.Lstat(name); err == nil {
		return fs.ErrExist
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".unmn-*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func isWordFile(name string) bool { return strings.EqualFold(filepath.Ext(name), ".docx") }

// completeWordFiles completes the names of Word files.
func completeWordFiles(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"docx"}, cobra.ShellCompDirectiveFilterFileExt
}
