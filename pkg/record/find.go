package record

import (
	"fmt"
	"strings"
)

// Find is the record of a kind that a person means: by its id, by the beginning of
// its id when only one fits, by "kind/id", or by [Last]. The errors wrap ErrID,
// ErrNotFound or ErrAmbiguous, or are a *NotLast, and say what there is.
func (s *Set) Find(kind, text string) (ID, error) {
	text = strings.TrimPrefix(text, kind+"/")
	if text == Last {
		var err error
		if text, err = s.lastOf(kind); err != nil {
			return "", err
		}
	}
	if other, _, ok := strings.Cut(text, "/"); ok && s.named[other] != nil {
		return "", fmt.Errorf("%q is %w of a %s: it names a %s", text, ErrID, kind, other)
	}
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
	if other := s.namesake(kind, id); other != "" {
		return "", &NotFound{Kind: kind, Text: text, Hint: "see it with `unmn " + other + " show " + text + "`",
			message: fmt.Sprintf("there is no %s %q; it is a %s", kind, text, other)}
	}
	return "", &NotFound{Kind: kind, Text: text, message: nowhere(kind, text, all)}
}

// namesake is the kind that has the id, of those that share their ids with a kind.
func (s *Set) namesake(kind string, id ID) string {
	t, ok := s.named[kind]
	if !ok {
		return ""
	}
	for _, other := range s.aims.sharing(t, s.types) {
		if s.exists(other.Name(), id) {
			return other.Name()
		}
	}
	return ""
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

// FindAny is Find across kinds: for "kind/id", for an id, for the beginning of one when
// only one record fits, and for [Last]. An id that is whole goes before those it begins.
func (s *Set) FindAny(text string) (Item, error) {
	if text == Last {
		if s.last == "" {
			return Item{}, &NotLast{Kind: "record"}
		}
		text = string(s.last)
	}
	if kind, id, ok := strings.Cut(text, "/"); ok {
		if _, known := s.named[kind]; !known {
			return Item{}, &NotFound{Kind: kind, Text: text, Hint: "write KIND/ID, as in `unmn show member/iom`", message: nowhere("kind of record", kind, s.kinds())}
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
	var fits []string
	for _, t := range s.types {
		if s.exists(t.Name(), id) {
			fits = append(fits, t.Name()+"/"+text)
		}
	}
	if len(fits) > 1 {
		return Item{}, fmt.Errorf("%w: %q is the id of %s", ErrAmbiguous, text, shorten(fits))
	}
	var all []string
	if len(fits) == 0 {
		fits, all = s.begun(text)
	}
	if err := s.Err(); err != nil {
		return Item{}, err
	}
	switch len(fits) {
	case 0:
		return Item{}, &NotFound{Kind: "record", Text: text, Hint: "list the records of a kind, as in `unmn member list`", message: nowhere("record", text, all)}
	case 1:
		kind, found, _ := strings.Cut(fits[0], "/")
		return s.Item(kind, ID(found))
	}
	return Item{}, fmt.Errorf("%w: %q begins %s", ErrAmbiguous, text, shorten(fits))
}

// begun are the records of all kinds whose ids begin with a text, and all ids.
func (s *Set) begun(text string) (fits, all []string) {
	for _, t := range s.types {
		for _, id := range s.list(t.Name()) {
			all = append(all, string(id))
			if strings.HasPrefix(string(id), text) {
				fits = append(fits, t.Name()+"/"+string(id))
			}
		}
	}
	return fits, all
}

// kinds are the names of all kinds.
func (s *Set) kinds() []string {
	out := make([]string, len(s.types))
	for i, t := range s.types {
		out[i] = t.Name()
	}
	return out
}
