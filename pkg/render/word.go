package render

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"unmn/pkg/diag"
	"unmn/pkg/word"
)

// RuleWord is the rule of every problem of a template for documents in Word, and wordWhy
// why it exists.
const (
	RuleWord = word.Rule
	wordWhy  = word.Why
)

// WordFile is the name of the template for documents in Word in the folder templates/ of
// a register.
const WordFile = "document.docx"

// wordFolder is where the program's own lies, as its parts.
const wordFolder = "word"

// Word writes the document as a Word file, by its WordTemplate where it has one, else by
// the template of its register.
func (d *Document) Word(w io.Writer) error {
	t := d.WordTemplate
	if t == nil {
		own, err := d.templates.WordTemplate()
		if err != nil {
			return err
		}
		t = own
	}
	out := word.Document{
		Lang: d.Lang, Title: d.Title, Author: d.about["network"], Date: d.about["day"],
		Body: d.Tree, Fields: valuesOf(reflect.ValueOf(d.view)), Known: wordFields(), Word: d.words.plain,
	}
	for _, name := range aboutFields() {
		out.Fields[word.Key(name)] = word.Value{Text: d.about[name]}
	}
	for _, p := range d.Properties {
		out.Properties = append(out.Properties, word.Property(p))
	}
	if sum := t.SHA256(); sum != "" {
		out.Properties = append(out.Properties, word.Property{Name: propertyTemplate, Value: sum})
	}
	return t.Fill(w, out)
}

// readWord reads the template for documents in Word.
func (t Templates) readWord() (*word.Template, error) {
	if t.Own != nil {
		data, err := readOwn(t.Own)
		if err == nil {
			return word.Read(templatesDir+WordFile, data)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	parts, err := fs.Sub(t.Base, wordFolder)
	if err != nil {
		return nil, err
	}
	return word.ReadFolder(WordFile, parts)
}

// readOwn is the repository's template, and no more of it than may be read.
func readOwn(own fs.FS) ([]byte, error) {
	f, err := own.Open(WordFile)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, word.MaxFile+1))
}

// CheckWord says all that is wrong with a template for documents in Word: what would
// keep a document from being made, and as warnings what would make it plain.
func (t Templates) CheckWord(file *word.Template) diag.List {
	w, err := t.words(english)
	var list diag.List
	if errors.As(err, &list) {
		return list
	}
	if err != nil {
		return diag.List{{File: templatesDir, Rule: RuleWord, Message: err.Error()}}
	}
	return file.Check(WordFields(), w.plain)
}

// checkWord is CheckWord for the repository's own, where it has one.
func (t Templates) checkWord() diag.List {
	if t.Own == nil {
		return nil
	}
	data, err := readOwn(t.Own)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var file *word.Template
	if err == nil {
		file, err = word.Read(templatesDir+WordFile, data)
	}
	var list diag.List
	switch {
	case errors.As(err, &list):
		return list
	case err != nil:
		return diag.List{{File: templatesDir + WordFile, Rule: RuleWord, Message: err.Error()}}
	}
	return t.CheckWord(file)
}

// plain is a word as the function of that name says it, without values.
func (w *words) plain(key string) (string, error) {
	text, err := w.word(key)
	return string(text), err
}

// aboutFields are the fields that every document has beside those of its view.
func aboutFields() []string {
	return []string{"document", "edition", "issue", "language", "network", "reference"}
}

// WordFields are the fields of all documents, by the names that templates for Word give
// them: those of the views with dashes, and of every document what it is.
func WordFields() word.Names { return wordFields() }

var wordFields = sync.OnceValue(func() word.Names {
	var out word.Names
	for _, name := range aboutFields() {
		out = append(out, word.Name{Name: name})
	}
	for _, f := range forms() {
		out = mergeNames(out, namesOf(reflect.TypeOf(f.view)))
	}
	slices.SortFunc(out, func(a, b word.Name) int { return strings.Compare(a.Name, b.Name) })
	return out
})

// mergeNames adds to names those that they lack, in lists too.
func mergeNames(into, more word.Names) word.Names {
	for _, n := range more {
		at := slices.IndexFunc(into, func(have word.Name) bool { return have.Name == n.Name })
		if at < 0 {
			into = append(into, n)
			continue
		}
		if n.List != nil {
			into[at].List = mergeNames(slices.Clone(into[at].List), n.List)
		}
	}
	return into
}

// A listItem is what an entry of a list of prose is called.
const listItem = "text"

// namesOf are the fields of a view.
func namesOf(t reflect.Type) word.Names {
	var out word.Names
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = append(out, namesOf(f.Type)...)
			continue
		}
		out = append(out, word.Name{Name: dashed(f.Name), List: entriesOf(f.Type)})
	}
	return out
}

// entriesOf are the fields of the entries of a list; nil for what is none. A struct is
// a list of one, for a template to be inside of it.
func entriesOf(t reflect.Type) word.Names {
	switch {
	case t.Kind() == reflect.Slice && t.Elem() == reflect.TypeFor[Text]():
		return nil // printed with commas between
	case t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Struct:
		return word.Names{{Name: listItem}}
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer:
		return namesOf(t.Elem())
	case t.Kind() == reflect.Struct:
		return namesOf(t)
	}
	return nil
}

// valuesOf are the values of a view.
func valuesOf(v reflect.Value) word.Fields {
	out := word.Fields{}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous {
			maps.Copy(out, valuesOf(v.Field(i)))
			continue
		}
		out[word.Key(f.Name)] = valueOf(v.Field(i))
	}
	return out
}

func valueOf(v reflect.Value) word.Value {
	switch x := v.Interface().(type) {
	case Text:
		return word.Value{Text: string(x)}
	case Link:
		return word.Value{Text: string(x)}
	case Prose:
		return word.Value{Prose: string(x)}
	case []Text:
		line := make([]string, len(x))
		for i := range x {
			line[i] = string(x[i])
		}
		return word.Value{Text: strings.Join(line, ", ")}
	case bool:
		if x {
			return word.Value{Text: "✓"}
		}
		return word.Value{}
	case int:
		if x == 0 {
			return word.Value{}
		}
		return word.Value{Text: strconv.Itoa(x)}
	}
	switch v.Kind() {
	case reflect.Slice:
		var list []word.Fields
		for i := range v.Len() {
			list = append(list, entryOf(v.Index(i)))
		}
		return word.Value{List: list}
	case reflect.Pointer:
		if v.IsNil() {
			return word.Value{}
		}
		v = v.Elem()
	}
	if v.IsZero() {
		return word.Value{}
	}
	return word.Value{List: []word.Fields{valuesOf(v)}}
}

// entryOf is an entry of a list.
func entryOf(v reflect.Value) word.Fields {
	if v.Kind() == reflect.Struct {
		return valuesOf(v)
	}
	return word.Fields{word.Key(listItem): valueOf(v)}
}

// dashed is the name of a field as templates for Word write it: MembersPresent is
// members-present.
func dashed(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// about is what every document says of itself, for templates that print it in a header
// or footer.
func (b *builder) about(f form) map[string]string {
	return map[string]string{
		"document": b.words.say(f.title), "edition": string(b.For), "issue": b.issue(), "language": string(b.Lang),
		"network": string(b.text(b.net.Name)), "reference": cmp.Or(b.reference, b.words.say("draft")), "day": string(b.Date),
	}
}
