package record

import (
	"fmt"
	"strings"

	"unmn/pkg/diag"
)

// Find is the record of a kind that a person means: by its id, by the beginning of
// its id when only one fits, or by "kind/id". The errors wrap ErrID, ErrNotFound or
// ErrAmbiguous and say what there is.
func (s *Set) Find(kind, text string) (ID, error) {
	text = strings.TrimPrefix(text, kind+"/")
	id, err := ParseID(text)
	if err != nil {
		return "", err
	}
	if s.exists(kind, id) {
		return id, nil
	}
	if err := s.Err(); err != nil {
		return "", err
	}
	var fits, all []string
	for _, other := range s.list(kind) {
		all = append(all, string(other))
		if strings.HasPrefix(string(other), text) {
			fits = append(fits, string(other))
		}
	}
	switch {
	case len(fits) == 1:
		return ID(fits[0]), nil
	case len(fits) > 1:
		return "", fmt.Errorf("%w: %q begins the ids %s", ErrAmbiguous, text, shorten(fits))
	}
	message := fmt.Sprintf("there is no %s %q", kind, text)
	if near := diag.Nearest(text, all); near != "" {
		message += fmt.Sprintf("; did you mean %q", near)
	}
	return "", &NotFound{Kind: kind, Text: text, message: message}
}

// NotFound is the error of a well-formed id that does not exist.
type NotFound struct {
	Kind, Text string
	Hint       string // how to see what there is; empty means a list of the kind
	message    string
}

func (e *NotFound) Error() string { return e.message }

// Unwrap makes the error one of ErrNotFound.
func (e *NotFound) Unwrap() error { return ErrNotFound }

// shorten lists a few words of many.
func shorten(words []string) string {
	const most = 5
	if len(words) <= most {
		return strings.Join(words, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), len(words)-most)
}

// FindAny is Find for "kind/id", or for an id alone when one kind has it.
func (s *Set) FindAny(text string) (Item, error) {
	if kind, id, ok := strings.Cut(text, "/"); ok {
		if _, known := s.named[kind]; !known {
			return Item{}, &NotFound{Kind: kind, Text: text, message: fmt.Sprintf("there is no kind of record %q", kind)}
		}
		found, err := s.Find(kind, id)
		if err != nil {
			return Item{}, err
		}
		return s.Item(kind, found)
	}
	id, err := ParseID(text)
	if err != nil {
		return Item{}, err
	}
	var kinds []string
	for _, t := range s.types {
		if s.exists(t.Name(), id) {
			kinds = append(kinds, t.Name())
		}
	}
	switch len(kinds) {
	case 1:
		return s.Item(kinds[0], id)
	case 0:
		if err := s.Err(); err != nil {
			return Item{}, err
		}
		return Item{}, &NotFound{Kind: "record", Text: text, message: fmt.Sprintf("there is no record %q", text)}
	}
	return Item{}, fmt.Errorf("%w: %q is the id of a %s", ErrAmbiguous, text, strings.Join(kinds, " and of a "))
}
