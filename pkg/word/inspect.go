package word

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"unmn/pkg/diag"
)

// saveAs is the hint for a file that Word can make right.
const saveAs = "in Word, save it as Word Document (.docx)"

// shape is what makes a file unfit to be filled: that it is no document of Word, or
// that it brings along what would be passed on to every reader.
func (t *Template) shape() diag.List {
	r := &reader{file: t.name}
	if t.read[contentTypes] == nil || t.read[t.main] == nil {
		r.report(saveAs, "this is no Word document: it has no text")
		return r.list
	}
	r.kinds(t)
	for _, p := range t.parts {
		r.active(p.name)
		if doc := t.read[p.name]; doc != nil {
			r.text(p.name, doc.Root())
		}
		if of, ok := relationsOf(p.name); ok {
			r.relations(t.leads[of])
		}
	}
	return r.list
}

// kinds reads what the file says its parts are.
func (r *reader) kinds(t *Template) {
	main := ""
	for _, e := range t.read[contentTypes].Root().ChildElements() {
		kind := e.SelectAttrValue("ContentType", "")
		if strings.EqualFold(e.SelectAttrValue("PartName", ""), "/"+t.main) {
			main = kind
		}
		if strings.Contains(kind, "macroEnabled") || strings.Contains(kind, "vbaProject") {
			r.report(saveAs+", which leaves macros out", "the file has macros")
		}
	}
	if !strings.HasSuffix(main, "wordprocessingml.document.main+xml") && !strings.Contains(main, "macroEnabled") {
		r.report(saveAs, "the file is %q, not a Word document", main)
	}
}

// active refuses a part that is run, or that is a file of its own.
func (r *reader) active(name string) {
	folded := strings.ToLower(name)
	base := path.Base(folded)
	switch {
	case strings.HasPrefix(base, "vbaproject") || strings.HasPrefix(base, "vbadata"):
		r.report(saveAs+", which leaves macros out", "the file has macros: %q", name)
	case strings.Contains(folded, "/activex/"):
		r.report("delete the control in Word", "the file has a program in it: %q", name)
	case strings.Contains(folded, "/embeddings/"):
		r.report("paste it as a picture in Word", "another file is embedded: %q", name)
	case strings.Contains(folded, "/customui/") || strings.HasPrefix(folded, "customui/"):
		r.report(saveAs+", which leaves it out", "the file changes the menus of Word: %q", name)
	}
}

// fetching are the fields of Word that start programs or read other files.
var fetching = []string{"dde", "ddeauto", "includetext", "includepicture", "import", "link", "rd", "database", "macrobutton"}

// text reads a part that is XML: that it is in the language that is filled, and that no
// field in it reaches elsewhere.
func (r *reader) text(name string, root *node) {
	if root.Space != "w" {
		return
	}
	if root.SelectAttrValue("xmlns:w", "") != wordNamespace {
		r.report(saveAs+", not as Strict Open XML", "the part %q is in another language than that of Word", name)
	}
	var code strings.Builder
	walk(root, func(e *node) bool {
		switch {
		case is(e, "instrText"):
			code.WriteString(e.Text())
		case is(e, "fldChar") && attr(e, "fldCharType") != "end":
			code.WriteString("\n")
		case is(e, "fldSimple"):
			code.WriteString("\n" + attr(e, "instr") + "\n")
		case is(e, "altChunk"):
			r.report("paste its text in Word", "the part %q takes in another file", name)
		}
		return true
	})
	for line := range strings.Lines(code.String()) {
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if slices.Contains(fetching, strings.ToLower(word)) {
			r.report("delete the field in Word (Alt+F9 shows it)", "the part %q has a field that reaches elsewhere: %s", name, strings.ToUpper(word))
		}
	}
}

// relations refuses what leads out of the file, save links that a person follows.
func (r *reader) relations(list []relation) {
	for _, rel := range list {
		kind := path.Base(rel.kind)
		switch {
		case kind == "attachedTemplate":
			r.report("in Word, Developer, Document Template: choose Normal", "the file is tied to another template: %q", rel.target)
		case kind == "aFChunk":
			r.report("paste its text in Word", "another file is taken in: %q", rel.target)
		case !rel.external:
		case kind != "hyperlink":
			r.report("in Word, File, Info, Edit Links to Files: break the link", "the file fetches %q from elsewhere (%s)", rel.target, kind)
		case !followable(rel.target):
			r.report("remove the link in Word", "a link leads to %q; links lead to http, https and mailto", rel.target)
		}
	}
}

// followable reports a link that a reader may be offered.
func followable(target string) bool {
	u, err := url.Parse(target)
	return err == nil && slices.Contains([]string{"http", "https", "mailto"}, strings.ToLower(u.Scheme))
}

// relationsOf is the part that a part holds the relations of.
func relationsOf(name string) (string, bool) {
	dir, base := path.Split(name)
	of, ok := strings.CutSuffix(base, ".rels")
	dir, inside := strings.CutSuffix(dir, "_rels/")
	return dir + of, ok && inside
}

// quote is a piece of text for a message.
func quote(text string) string {
	const most = 50
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > most {
		return fmt.Sprintf("%q", string(runes[:most])+"…")
	}
	return fmt.Sprintf("%q", string(runes))
}
