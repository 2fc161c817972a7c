package network

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"unmn/pkg/doc"
	"unmn/pkg/record"
)

// textChecks are the rules about words, whatever the type of record.
func textChecks[T any](kind *record.Kind[T]) []record.Check[T] {
	// eachText calls visit for every text and string of the record.
	eachText := func(e *record.Entry[T], s *record.Set, visit func(at *doc.Place, lang, text string)) {
		t, ok := s.Type(kind.Name)
		if !ok {
			return
		}
		t.Shape().Walk(e.Rec, func(at *doc.Place, v reflect.Value) {
			switch at.Shape.Kind {
			case doc.TextShape:
				for lang, text := range v.Interface().(doc.Text) {
					visit(at, lang, text)
				}
			case doc.StringShape:
				visit(at, "", v.String())
			}
		})
	}
	return []record.Check[T]{
		advice("languages", "Documents are made in the languages of the network. A text in another one is never printed, and is often a slip in the name of a language.",
			func(e *record.Entry[T], s *record.Set, report record.Reporter) {
				languages := Networks.One(s).Languages
				eachText(e, s, func(at *doc.Place, lang, _ string) {
					if lang != "" && lang != "en" && len(languages) > 0 && !slices.Contains(languages, Language(lang)) {
						report.At(steps(at, lang)...).Problem("the network has no documents in %q; its languages are %s", lang, quotedList(languages))
					}
				})
			}),
		advice("footnotes", "Some terms are printed with a note wherever they occur. A term that is marked with an asterisk waits for such a note; without one the mark stands in the document and explains nothing.",
			func(e *record.Entry[T], s *record.Set, report record.Reporter) {
				eachText(e, s, func(at *doc.Place, lang, text string) {
					for _, term := range markedTerms(text) {
						if !hasFootnote(s, term) {
							report.At(steps(at, lang)...).Hint("add `{term: %s, text: ...}` to `footnotes` in records/network.yaml", term).
								Problem("%q is marked for a note, and the network has no footnote of that term", term+"*")
						}
					}
				})
			}),
		advice("personal-data", "Only work data belongs in the register: name, title, organisation, work address. Git forgets nothing, and whoever can clone reads everything.",
			func(e *record.Entry[T], s *record.Set, report record.Reporter) {
				eachText(e, s, func(at *doc.Place, lang, text string) {
					if what := personal(text); what != "" {
						report.At(steps(at, lang)...).Problem("this looks like %s; it does not belong in the register", what)
					}
				})
			}),
		advice("case-data", "Nothing about single migrants, refugees or beneficiaries belongs in the register, with or without a name: an age, a country and a date are enough to find somebody. What is said of people here is said of many.",
			func(e *record.Entry[T], s *record.Set, report record.Reporter) {
				eachText(e, s, func(at *doc.Place, lang, text string) {
					if what := caseData(text); what != "" {
						report.At(steps(at, lang)...).Hint("say it of many people, or leave it out").
							Problem("this looks like %s; it does not belong in the register", what)
					}
				})
			}),
	}
}

// steps is the path of a text in a language as reports take it.
func steps(at *doc.Place, lang string) []any {
	path := at.Path()
	if lang != "" {
		path = path.With(lang)
	}
	out := make([]any, len(path))
	for i, s := range path {
		out[i] = s
	}
	return out
}

// markedTerms are the words of a Markdown text that end in an asterisk which
// closes no emphasis.
func markedTerms(text string) []string {
	if !strings.Contains(text, "*") {
		return nil
	}
	var out []string
	open := 0
	before := ' '
	for i, r := range text {
		if r != '*' {
			before = r
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+1:])
		opens := isWordRune(next) && !isWordRune(before)
		closes := isWordRune(before) && !isWordRune(next) && next != '*'
		switch {
		case opens:
			open++
		case closes && open > 0:
			open--
		case closes:
			out = append(out, lastWord(text[:i]))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// lastWord is the word that a text ends with.
func lastWord(text string) string {
	cut := strings.LastIndexFunc(text, func(r rune) bool { return !isWordRune(r) && r != '-' })
	if cut < 0 {
		return text
	}
	_, size := utf8.DecodeRuneInString(text[cut:])
	return text[cut+size:]
}

// hasFootnote reports whether the network has a note for a term that ends in the
// word: "Resolution 1244" has one for "1244".
func hasFootnote(s *record.Set, word string) bool {
	for _, f := range Networks.One(s).Footnotes {
		if strings.HasSuffix(strings.TrimRight(f.Term, "*"), word) {
			return true
		}
	}
	return false
}
