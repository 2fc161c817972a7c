package network

import (
	"errors"
	"fmt"
)

// A Refusal is an operation that would break a rule or jump a state: nothing is
// wrong with the register or with the command line, but the step is not possible
// now. It names the step that is missing.
type Refusal struct {
	Message string // lower case, the user's text quoted
	Hint    string // the command that takes the missing step, between back quotes
	Rule    string // the rule that refuses, joined to clauses when printed; may be empty
}

func (r *Refusal) Error() string { return r.Message }

// refuse makes a Refusal without a rule.
func refuse(hint, format string, args ...any) error {
	return &Refusal{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// ErrUsage is what errors about an argument that cannot be read wrap: an impossible
// date, a word that is no number.
var ErrUsage = errors.New("cannot be read")

// usage makes an error that wraps ErrUsage.
func usage(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

// Unwrap makes the error one of ErrUsage.
func (e *usageError) Unwrap() error { return ErrUsage }
