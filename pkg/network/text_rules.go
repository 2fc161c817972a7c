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

// Lengths of numbers that are somebody's: a telephone number with its country has
// at least phoneDigits; national identity numbers in the region have exactly
// identityDigits.
const (
	phoneDigits    = 8
	identityDigits = 13
)

// personal is what in a text looks like personal data, "" when nothing does. Links
// are not looked into: numbers in them are the page's.
func personal(text string) string {
	if !strings.Contains(text, "@") && digits(text) < min(phoneDigits, identityDigits) {
		return "" // as most texts are
	}
	if host := freeMailIn(text); host != "" {
		return "a private address (" + host + ")"
	}
	var prose []string
	for _, word := range strings.Fields(text) {
		if !strings.Contains(word, "://") {
			prose = append(prose, word)
		}
	}
	text = strings.Join(prose, " ")
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "+")
		if !found {
			break
		}
		if leadingDigits(after) >= phoneDigits {
			return "a telephone number"
		}
		rest = after
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !isWordRune(r) }) {
		if len(word) == identityDigits && leadingDigits(word) == identityDigits {
			return "an identity number"
		}
	}
	return ""
}

func digits(text string) int {
	n := 0
	for i := range len(text) {
		if text[i] >= '0' && text[i] <= '9' {
			n++
		}
	}
	return n
}

// leadingDigits counts the digits a text begins with, written with or without
// anything between that telephone numbers have between.
func leadingDigits(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			n++
		case !strings.ContainsRune(" -/().", r):
			return n
		}
	}
	return n
}

// freeMailIn is the first free-mail host of an address in the text.
func freeMailIn(text string) string {
	if !strings.Contains(text, "@") {
		return ""
	}
	hosts := []string{"gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "icloud.com", "proton.me", "protonmail.com", "gmx.com", "gmx.net", "mail.ru", "yandex.ru"}
	for _, word := range strings.Fields(strings.ToLower(text)) {
		_, host, found := strings.Cut(strings.Trim(word, "<>()[]{},;:.\"'"), "@")
		if found && slices.Contains(hosts, host) {
			return host
		}
	}
	return ""
}
