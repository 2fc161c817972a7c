package cli

import (
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"unmn/pkg/render"
	"unmn/pkg/word"
)

// wordFormat is the name of the format of documents in Word.
const wordFormat = "docx"

// writeWord writes a document as a Word file.
func writeWord(w io.Writer, d *render.Document) error { return d.Word(w) }

// wordTemplate opens the template for documents in Word that --template-file names; nil
// when it names none.
func (a *app) wordTemplate(name, format string) (*word.Template, error) {
	switch {
	case name == "":
		return nil, nil
	case format != wordFormat:
		return nil, usagef("add --format docx, or name a file such as --out document.docx", "--template-file is for documents in Word, and this one is %s", format)
	}
	return a.wordFile(name)
}

// wordFile opens a template for documents in Word that the user names.
func (a *app) wordFile(name string) (*word.Template, error) {
	data, err := a.wordBytes(name, "template", "unmn template new "+name)
	if err != nil {
		return nil, err
	}
	return word.Read(filepath.ToSlash(name), data)
}

// wordBytes is a file of Word that the user names, and no more of it than is read; what
// says what it is, and makes what to do where there is none.
func (a *app) wordBytes(name, what, makes string) ([]byte, error) {
	data, err := a.namedFile(name, word.MaxFile)
	if isMissing(err) {
		return nil, &hinted{fmt.Sprintf("there is no file %q", name), makes}
	}
	if err != nil {
		return nil, &hinted{"cannot read the " + what + ": " + err.Error(), ""}
	}
	return data, nil
}

// ownTemplates are the templates of the repository among the files of a commit or a
// folder, above those of the program.
func (a *app) ownTemplates(files fs.FS) (render.Templates, error) {
	own, err := fs.Sub(files, templatesDir)
	return render.Templates{Own: own, Base: a.env.Templates}.Kept(), err
}
