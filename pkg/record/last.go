package record

import "fmt"

// Last is what a person types for the record used last.
const Last = "."

// Recall says which record Last means to Find. It is for whoever loads a set for a
// person, before anybody else has the set.
func (s *Set) Recall(last AnyRef) { s.last = last }

// Last is the record that was used last, "" when none is known.
func (s *Set) Last() AnyRef { return s.last }

// lastOf is the id of the record used last, which has to be of that kind.
func (s *Set) lastOf(kind string) (string, error) {
	used, id, _ := s.last.Split()
	if used != kind {
		return "", &NotLast{Kind: kind, Last: s.last}
	}
	return string(id), nil
}

// NotLast is the error of Last where no record was used before, or one of another kind.
type NotLast struct {
	Kind string // what was wanted
	Last AnyRef // what was used; "" for nothing
}

func (e *NotLast) Error() string {
	if e.Last == "" {
		return fmt.Sprintf("%q means the record last used, and none has been used here", Last)
	}
	return fmt.Sprintf("%q means the record last used, %s, which is no %s", Last, e.Last, e.Kind)
}
