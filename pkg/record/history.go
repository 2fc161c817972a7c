package record

import (
	"errors"
	"slices"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
)

// A Version is one record at one moment. Without Rec and without Problems there was
// no record.
type Version struct {
	Rec      any       // a pointer to the kind's Go type, not to be modified
	Problems diag.List // what keeps the file from being read as a record
}

// Version is the record of that kind and id as the set has it. The error is that of
// a file that could not be read at all.
func (s *Set) Version(t Type, id ID) (Version, error) {
	item, err := s.Item(t.Name(), id)
	var problems diag.List
	switch {
	case err == nil:
		return Version{Rec: item.Rec()}, nil
	case errors.As(err, &problems):
		return Version{Problems: problems}, nil
	case errors.Is(err, ErrNotFound):
		return Version{}, s.Err()
	}
	return Version{}, err
}

// A StepKind says what a commit did to a record.
type StepKind string

// What a commit did. Where only comments or the layout of the file differ the record
// is Rewritten; a version that cannot be read as a record is Unreadable; a merge that
// took every value from one of its sides leaves it Unchanged.
const (
	Unchanged  StepKind = "unchanged"
	Created    StepKind = "created"
	Edited     StepKind = "changed"
	Rewritten  StepKind = "rewritten"
	Unreadable StepKind = "unreadable"
	Deleted    StepKind = "deleted"
)

// A Step is one version of a record compared with those it was made from.
type Step struct {
	Kind     StepKind
	Fields   []doc.Difference // all of the record where it was created or deleted
	Problems diag.List        // of an unreadable version
}

// Compare tells what led from the versions before to the one after. There are several
// before a merge: what any of them had already is not told. Where there was none that
// can be read, the record is compared with an empty one.
func Compare(t Type, before []Version, after Version) Step {
	if after.Problems != nil {
		return Step{Kind: Unreadable, Problems: after.Problems}
	}
	var readable []any
	there := false
	for _, v := range before {
		if there = there || v.Rec != nil || v.Problems != nil; v.Rec != nil {
			readable = append(readable, v.Rec)
		}
	}
	s := Step{Kind: Edited}
	now := after.Rec
	switch {
	case now == nil && !there:
		return Step{Kind: Unchanged}
	case now == nil:
		s.Kind, now = Deleted, t.New()
	case !there:
		s.Kind = Created
	}
	if readable == nil {
		readable = []any{t.New()}
	}
	s.Fields = doc.Diff(t.Shape(), readable[0], now)
	for _, old := range readable[1:] {
		s.Fields = shared(s.Fields, doc.Diff(t.Shape(), old, now))
	}
	if len(s.Fields) == 0 && s.Kind == Edited {
		s.Kind = Rewritten
		if len(before) > 1 {
			s.Kind = Unchanged
		}
	}
	return s
}

// shared are the differences of a whose fields are among those of b.
func shared(a, b []doc.Difference) []doc.Difference {
	return slices.DeleteFunc(a, func(d doc.Difference) bool {
		return !slices.ContainsFunc(b, func(other doc.Difference) bool { return other.Path == d.Path })
	})
}
