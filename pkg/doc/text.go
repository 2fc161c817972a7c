package doc

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Text is prose in one or several languages: in a file a string, or a mapping of
// language to string. The key "" holds text without a language; it never stands
// beside others. Nil is no text. Prose is Markdown.
type Text map[string]string

// Plain is text without a language; "" gives nil.
func Plain(s string) Text {
	if s == "" {
		return nil
	}
	return Text{"": s}
}

// Languages are the tags the text has, sorted; none for plain text.
func (t Text) Languages() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(t)), func(l string) bool { return l == "" })
}

// String is the plain text, or English, or the first language in order: what a
// list or a message shows. Documents choose by language in package render.
func (t Text) String() string {
	for _, lang := range []string{"", "en"} {
		if s, ok := t[lang]; ok {
			return s
		}
	}
	for _, lang := range t.Languages() {
		return t[lang]
	}
	return ""
}

// OneLine is String with its white space folded.
func (t Text) OneLine() string { return strings.Join(strings.Fields(t.String()), " ") }

var language = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(LanguagePattern) })

// LanguagePattern admits BCP 47 tags of language and script or region, in their
// canonical case: en, sr-Cyrl, sr-Latn, pt-BR.
const LanguagePattern = `^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$`

// IsLanguage reports whether s is a language tag as records write it.
func IsLanguage(s string) bool { return language().MatchString(s) }
