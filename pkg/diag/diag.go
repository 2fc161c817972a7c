// Package diag says what is wrong with records: where, what, by which rule, and
// what to type next.
//
// A [Problem] is a value. Functions collect problems in a [List] and return
// all of them at once; nothing prints or stops at the first. Use it for what is
// wrong in the records (or would be after a change). Do not use it for a command
// line that cannot be read or a disk that cannot be written: those are ordinary
// errors.
//
// It promises that a List is sorted and free of duplicates after [List.Sort],
// and that no message it prints can paint the terminal.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says how much a problem weighs. The zero value is Error.
type Severity int

// The severities, the weightiest first. Only an Error makes a check fail.
const (
	Error Severity = iota
	Warning
	Info
)

// String is the word printed before a message: "error", "warning" or "info".
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Info:
		return "info"
	default:
		return "error"
	}
}

// MarshalText makes the severity its word in JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Problem is one thing that is wrong at one place.
type Problem struct {
	File     string   `json:"file"`              // slash-separated, relative to the repository
	Line     int      `json:"line,omitempty"`    // from 1; 0 means the whole file
	Column   int      `json:"column,omitempty"`  // in runes, from 1; 0 means the whole line
	Rule     string   `json:"rule"`              // name of the rule, the argument of "unmn explain"
	Severity Severity `json:"severity"`          //
	Message  string   `json:"message"`           // lower case, no full stop, the user's text quoted
	Hint     string   `json:"hint,omitempty"`    // something that can be typed, between back quotes
	Clauses  []string `json:"clauses,omitempty"` // clauses of the terms the register joins to the rule
	Excerpt  string   `json:"-"`                 // the line of the file, for the printer
}

// String is the problem on one line, as a compiler prints it.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(Defuse(p.File))
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
		if p.Column > 0 {
			fmt.Fprintf(&b, ":%d", p.Column)
		}
	}
	b.WriteString(": ")
	if p.Severity != Error {
		b.WriteString(p.Severity.String() + ": ")
	}
	b.WriteString(Defuse(p.Message))
	if tag := p.tag(); tag != "" {
		b.WriteString(" [" + tag + "]")
	}
	return b.String()
}

// tag is what stands in brackets: the rule, and the clauses it serves.
func (p Problem) tag() string {
	if len(p.Clauses) == 0 {
		return p.Rule
	}
	return p.Rule + ": " + strings.Join(p.Clauses, ", ")
}

// A List is every problem found in one go. It is an error when it holds one of
// severity Error; ask [List.Err] rather than returning a List as an error.
type List []Problem

// Errors counts the problems of severity Error.
func (l List) Errors() int { return l.count(Error) }

// Warnings counts the problems of severity Warning.
func (l List) Warnings() int { return l.count(Warning) }

func (l List) count(s Severity) int {
	n := 0
	for _, p := range l {
		if p.Severity == s {
			n++
		}
	}
	return n
}

// Err is the list as an error if it holds a problem of severity Error, else nil.
func (l List) Err() error {
	if l.Errors() == 0 {
		return nil
	}
	return l
}

// Error says the first problem and how many more there are.
func (l List) Error() string {
	switch len(l) {
	case 0:
		return "no problems"
	case 1:
		return l[0].String()
	}
	return fmt.Sprintf("%s (and %d more)", l[0], len(l)-1)
}

// Sort returns the problems by file, position, rule and message, each once.
func (l List) Sort() List {
	s := slices.Clone(l)
	slices.SortStableFunc(s, compare)
	return slices.CompactFunc(s, func(a, b Problem) bool { return compare(a, b) == 0 })
}

func compare(a, b Problem) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
	)
}

// Without returns the problems of l that are not in old. Two problems are the
// same when file, rule and message agree: an edit above moves the line of an old
// problem without making it new.
func (l List) Without(old List) List {
	type key struct{ file, rule, message string }
	have := map[key]int{}
	for _, p := range old {
		have[key{p.File, p.Rule, p.Message}]++
	}
	var fresh List
	for _, p := range l {
		k := key{p.File, p.Rule, p.Message}
		if have[k] > 0 {
			have[k]--
			continue
		}
		fresh = append(fresh, p)
	}
	return fresh
}
