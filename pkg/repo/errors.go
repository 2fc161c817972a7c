package repo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// A Kind says what sort of obstacle an [Error] is.
type Kind int

// The kinds of errors. Busy and Moved pass by themselves: try again.
const (
	// Failed is the disk or the system saying no.
	Failed Kind = iota
	// NoRepository: no repository here, or none can be made here.
	NoRepository
	// NoIdentity: git knows no name and e-mail address to record.
	NoIdentity
	// Unusual is a state of the repository that is refused.
	Unusual
	// Edited: a touched file holds somebody's edit that is not committed.
	Edited
	// Busy: a lock is held by another process.
	Busy
	// Moved: others committed so often that this change never got its turn.
	Moved
	// Damaged: something in the git directory cannot be read or is garbled.
	Damaged
	// NoRevision: a well-formed name of a commit that does not exist.
	NoRevision
)

// An Error is something the user can do something about. Message is lower case,
// without a full stop, and after a write says truthfully whether anything was
// changed. Hint is empty or holds commands that exist, between back quotes.
type Error struct {
	Kind    Kind
	Message string
	Hint    string
	Paths   []string // the files concerned, sorted; may be empty
	Err     error    // the cause; may be nil
}

// Error is the message with its cause.
func (e *Error) Error() string { return e.Message }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf is the kind of the first *Error in err's chain, Failed without one.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Failed
}

// unchanged and recorded are how the message of a write ends.
const (
	unchanged = "nothing was changed"
	recorded  = "recorded"
)

// failed is an error of the system with what was being done.
func failed(doing string, err error) error {
	var e *Error
	if errors.As(err, &e) {
		return err
	}
	return &Error{Kind: Failed, Message: doing + ": " + cause(err), Err: err}
}

// cause is the innermost message of a system error: the path is said already.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

func damaged(format string, args ...any) *Error {
	return &Error{Kind: Damaged, Message: fmt.Sprintf(format, args...), Hint: "see what git says with `git fsck`"}
}

func unusual(hint, format string, args ...any) *Error {
	return &Error{Kind: Unusual, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// settle adds to an error of this package how the write ended. Errors of a plan
// are the caller's own and stay as they are.
func settle(err error, outcome string) error {
	var e *Error
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return &Error{Kind: Failed, Message: "interrupted; " + outcome, Err: err}
	}
	if !errors.As(err, &e) || strings.Contains(e.Message, outcome) {
		return err
	}
	c := *e
	c.Message += "; " + outcome
	return &c
}

// quote puts a name the user knows between quotation marks, harmlessly.
func quote(s string) string { return strconv.Quote(s) }
