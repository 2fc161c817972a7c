package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/doc"
)

// proseFlags give a text on the command line or in a file.
type proseFlags struct{ text, file string }

func (p *proseFlags) add(cmd *cobra.Command, what string) {
	cmd.Flags().StringVar(&p.text, "text", "", what)
	cmd.Flags().StringVar(&p.file, "file", "", "the file with "+what+", in Markdown")
	cmd.MarkFlagsMutuallyExclusive("text", "file")
}

// read is the text that was given.
func (p *proseFlags) read(a *app) (doc.Text, error) {
	if p.file == "" {
		return doc.Plain(strings.TrimSpace(p.text)), nil
	}
	data, err := os.ReadFile(a.path(p.file))
	if err != nil {
		return nil, &hinted{"cannot read the text: " + err.Error(), ""}
	}
	return doc.Plain(strings.TrimSpace(string(data))), nil
}
