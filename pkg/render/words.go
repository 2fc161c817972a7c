package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"unmn/pkg/diag"
	"unmn/pkg/network"
	"unmn/pkg/script"
)

// RuleTemplate is the rule of every problem of a template or a catalogue of words.
const RuleTemplate = "template"

// TemplateWhy says, for each rule of this package, why it exists.
func TemplateWhy() map[string]string {
	return map[string]string{
		RuleWord:     wordWhy,
		RuleTemplate: "A template says how every document of its kind looks. One that is wrong would leave something out of minutes or letters where nobody looks for it, so all of it is read before anything is printed, also the parts that this document does not need.",
	}
}

// templatesDir is the folder of the templates, as problems name it.
const templatesDir = "templates/"

// maxFile is the size of the largest template or catalogue, in bytes.
const maxFile = 64 << 10

// words are the words of one language: sentences by key, with {1}, {2} where values
// go. A key that the language lacks has the English words.
type words struct {
	lang  network.Language
	texts map[string]string
}

// readWords reads the catalogues of a language: of the program, then of the
// repository, over those of English. Serbian in Latin is derived from Cyrillic save
// where it has words of its own.
func readWords(t Templates, lang network.Language) (*words, error) {
	w := &words{lang: lang, texts: map[string]string{}}
	var problems diag.List
	load := func(lang network.Language, change func(string) string) error {
		for _, own := range []bool{false, true} {
			texts, list, err := t.catalogue(lang, own)
			if err != nil {
				return err
			}
			problems = append(problems, list...)
			for key, text := range texts {
				if _, known := w.texts[key]; own && !known {
					problems = append(problems, diag.Problem{
						File: templatesDir + catalogueFile(lang), Rule: RuleTemplate,
						Message: missing("word", key, slices.Sorted(maps.Keys(w.texts))),
					})
					continue
				}
				w.texts[key] = change(text)
			}
		}
		return nil
	}
	same := func(s string) string { return s }
	err := load(english, same)
	if err == nil && lang == latin {
		err = load(cyrillic, script.Latin)
	}
	if err == nil && lang != english {
		err = load(lang, same)
	}
	if err != nil {
		return nil, err
	}
	return w, problems.Sort().Err()
}

func catalogueFile(lang network.Language) string { return "words/" + string(lang) + ".json" }

// catalogue reads one catalogue of one place; none is an empty one.
func (t Templates) catalogue(lang network.Language, own bool) (map[string]string, diag.List, error) {
	fsys := t.Base
	if own {
		fsys = t.Own
	}
	name := catalogueFile(lang)
	data, err := readFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	texts, line, err := parseCatalogue(data)
	if err != nil {
		return nil, diag.List{{File: templatesDir + name, Line: line, Rule: RuleTemplate, Message: err.Error()}}, nil
	}
	return texts, nil, nil
}

// readFile reads a template or a catalogue, and no more than it may hold.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	if fsys == nil {
		return nil, fs.ErrNotExist
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, diag.List{{File: templatesDir + name, Rule: RuleTemplate, Message: fmt.Sprintf("the file is longer than %d bytes", maxFile)}}
	}
	return data, nil
}

// parseCatalogue reads a JSON object of strings, and the line where it is wrong.
func parseCatalogue(data []byte) (texts map[string]string, line int, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	fail := func(message string) (map[string]string, int, error) {
		return nil, 1 + bytes.Count(data[:d.InputOffset()], []byte("\n")), errors.New(message)
	}
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return fail("a catalogue of words is an object of JSON: it begins with {")
	}
	texts = map[string]string{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return fail("this is no JSON: " + err.Error())
		}
		value, err := d.Token()
		if err != nil {
			return fail("this is no JSON: " + err.Error())
		}
		text, ok := value.(string)
		if !ok {
			return fail(fmt.Sprintf("the words of %q are not between quotes", key))
		}
		if _, twice := texts[key.(string)]; twice {
			return fail(fmt.Sprintf("the word %q is there twice", key))
		}
		texts[key.(string)] = text
	}
	if _, err := d.Token(); err != nil {
		return fail("this is no JSON: " + err.Error())
	}
	return texts, 0, nil
}

// missing says that there is no such thing, and what was probably meant.
func missing(what, name string, candidates []string) string {
	message := fmt.Sprintf("there is no %s %q", what, name)
	if near := diag.Nearest(name, candidates); near != "" {
		message += fmt.Sprintf("; did you mean %q", near)
	}
	return message
}

// has reports whether there is a word of that key.
func (w *words) has(key string) bool { return w.texts[key] != "" }

// say is the word of a key with values in place of {1}, {2}. A key without words
// is its own word: enumerations may grow before the catalogues do.
func (w *words) say(key string, values ...string) string {
	text, ok := w.texts[key]
	if !ok {
		_, word, found := strings.Cut(key, ".")
		if !found {
			return key
		}
		return word
	}
	if len(values) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(values))
	for i, v := range values {
		pairs = append(pairs, "{"+strconv.Itoa(i+1)+"}", v)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// value is the word for a value of a parameter: of an enumeration or a yes or no;
// numbers are their own.
func (w *words) value(v string) string {
	if text := w.texts["value."+v]; text != "" {
		return text
	}
	return v
}

// word is the function of that name.
func (w *words) word(key string, values ...any) (Text, error) {
	if !w.has(key) {
		return "", errors.New(missing("word", key, slices.Sorted(maps.Keys(w.texts))))
	}
	size := len(w.texts[key])
	out := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case Text:
			out[i] = string(v)
		case string:
			out[i] = v
		case int:
			out[i] = strconv.Itoa(v)
		default:
			return "", fmt.Errorf("words take texts and numbers, not %T", v)
		}
		size += len(out[i]) * strings.Count(w.texts[key], "{"+strconv.Itoa(i+1)+"}")
	}
	if size > longestValue {
		return "", fmt.Errorf("a text is longer than %d bytes", longestValue)
	}
	return Text(w.say(key, out...)), nil
}
