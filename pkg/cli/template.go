package cli

import "github.com/spf13/cobra"

// newTemplateCommand is "template": what documents in Word look like.
func newTemplateCommand(a *app) *cobra.Command {
	cmd := group("template", "Templates for documents in Word", newTemplateNewCommand(a), newTemplateCheckCommand(a))
	cmd.Long = `A document in Word looks as a template says: a file made in Word, with a logo, a
header, a footer and styles, and in it marks that are filled:

  {{body}}                      the document, alone in a paragraph
  {{reference}}                 a field; {{network}}, {{document}}, {{issue}}, {{title}} and more
  {{word decision}}                a word in the language of the document
  {{each attendance}} {{end}}   what stands between, for each entry: rows of a table,
                                paragraphs, or words of one
  {{if reason}} {{end}}         what stands between, where the field is there;
                                {{if not reason}} where it is not

Everything else stays as it is. ` + "`unmn template new FILE.docx`" + ` writes one to begin from, and
` + "`unmn template check FILE.docx`" + ` says what is wrong with one and which fields there are.
As templates/document.docx of the repository it is that of every document.`
	return cmd
}
