package word_test

import (
	"bytes"
	"testing"
	"time"

	"unmn/pkg/diag"
	"unmn/pkg/markdown"
	"unmn/pkg/word"
)

// FuzzRead: whatever a file is, it is read or refused in bounded time; a template that
// is found right can be filled.
func FuzzRead(f *testing.F) {
	f.Add(branded(bodyMark).zipped(f))
	f.Add(branded(paragraph("{{each attendance}}{{name}}{{end}}") + bodyMark).zipped(f))
	var mine bytes.Buffer
	if err := own(f).Write(&mine); err != nil {
		f.Fatal(err)
	}
	f.Add(mine.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		fillWhatIsRight(t, data)
	})
}

// FuzzText: whatever the text of a template is.
func FuzzText(f *testing.F) {
	f.Add(bodyMark + paragraph("{{title}}"))
	f.Add(bodyMark + "<w:tbl><w:tr><w:tc>" + paragraph("{{each attendance}}") + "</w:tc><w:tc>" + paragraph("{{end}}") + "</w:tc></w:tr></w:tbl>")
	f.Add(bodyMark + `<w:p><w:r><w:t>{{if </w:t></w:r><w:r><w:t>not reason}}</w:t></w:r></w:p>` + paragraph("{{end}}"))
	f.Fuzz(func(t *testing.T, text string) {
		fillWhatIsRight(t, branded(text).zipped(t))
	})
}

func fillWhatIsRight(t *testing.T, data []byte) {
	t.Helper()
	began := time.Now()
	template, err := word.Read("t.docx", data)
	if err != nil {
		if list, ok := err.(diag.List); !ok || list.Err() == nil {
			t.Errorf("refused without a problem: %v", err)
		}
		return
	}
	list := template.Check(known, words)
	if list.Err() == nil {
		filled(t, template, document(t, everything))
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// FuzzBody: whatever the Markdown of a document is, the file is well-formed and none of
// its words is lost.
func FuzzBody(f *testing.F) {
	f.Add(everything)
	for _, value := range hostile {
		f.Add(value)
	}
	f.Add("- - - a\n\n1. 1. b\n   > c\n   >\n   > | d | e |\n   > |---|---|\n   > | f | g |")
	template := own(f)
	f.Fuzz(func(t *testing.T, source string) {
		tree, err := markdown.Parse(source)
		if err != nil {
			return
		}
		d := document(t, "")
		d.Body = tree
		got := plain(t, filled(t, template, d)["word/document.xml"])
		for _, want := range bytes.Fields([]byte(tree.Text())) {
			if !bytes.Contains([]byte(got), want) {
				t.Errorf("%q was lost", want)
			}
		}
	})
}
