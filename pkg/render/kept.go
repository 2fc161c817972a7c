package render

import (
	"sync"
	"text/template"

	"unmn/pkg/network"
	"unmn/pkg/word"
)

// kept is what was read of templates and of words: of a hundred letters only the first
// reads them. Nothing of it is changed once it is there.
type kept struct {
	words shelf[network.Language, *words]
	sets  shelf[setOf, *template.Template]
	word  shelf[struct{}, *word.Template]
}

// setOf is which templates: those of a document, checked with the words of a language.
type setOf struct {
	file string
	lang network.Language
}

// Kept returns the templates with what is read of them kept for the next document. Use
// it where several documents are made of the same files; for files that are being
// written make it anew. It may be used by several goroutines at once.
func (t Templates) Kept() Templates {
	t.kept = &kept{}
	return t
}

// words are the words of a language, from the catalogues.
func (t Templates) words(lang network.Language) (*words, error) {
	if t.kept == nil {
		return readWords(t, lang)
	}
	return t.kept.words.get(lang, func() (*words, error) { return readWords(t, lang) })
}

// set is the template of a document with the parts it may call, for one filling: its
// functions are those of nobody else.
func (t Templates) set(f form, w *words) (*template.Template, error) {
	if t.kept == nil {
		return t.load(f, w)
	}
	set, err := t.kept.sets.get(setOf{f.file(), w.lang}, func() (*template.Template, error) { return t.load(f, w) })
	if err != nil {
		return nil, err
	}
	return set.Clone()
}

// WordTemplate is the template for documents in Word: the repository's own, else the
// program's. The error is a diag.List when it cannot be used.
func (t Templates) WordTemplate() (*word.Template, error) {
	if t.kept == nil {
		return t.readWord()
	}
	return t.kept.word.get(struct{}{}, t.readWord)
}

// A shelf keeps what was read, by a key. What could not be read is not kept.
type shelf[K comparable, V any] struct {
	mu sync.Mutex
	of map[K]V
}

// get is what is kept under a key, read at first.
func (s *shelf[K, V]) get(key K, read func() (V, error)) (V, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, ok := s.of[key]; ok {
		return v, nil
	}
	v, err := read()
	if err != nil {
		return v, err
	}
	if s.of == nil {
		s.of = map[K]V{}
	}
	s.of[key] = v
	return v, nil
}
