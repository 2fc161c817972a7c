package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// The exit statuses. Scripts rely on them; "unmn help exit-codes" tells them.
const (
	statusDone    = 0
	statusFailed  = 1
	statusUsage   = 2
	statusRecords = 3
	statusBusy    = 4
	statusUnknown = 5
)

// usageError is a command line that cannot be understood.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

func usagef(hint, format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...), hint}
}

// hinted is any other error with something to type.
type hinted struct{ message, hint string }

func (e *hinted) Error() string { return e.message }

// ended is an error of a command that says itself which exit status it means.
type ended struct {
	message string
	status  int
}

func (e *ended) Error() string { return e.message }

// report prints the error of a command, once and for all kinds of error, and is
// the exit status.
func (a *app) report(cmd *cobra.Command, err error) int {
	if err == nil {
		return statusDone
	}
	var list diag.List
	var already told
	if errors.As(err, &list) {
		if errors.As(err, &already) {
			return statusRecords
		}
		if diag.Print(a.env.Err, list) != nil {
			return statusFailed
		}
		a.note("%s", count(list))
		return statusRecords
	}
	var reasons network.Refusals
	if errors.As(err, &reasons) {
		a.tellRefusals(cmd, reasons)
		return statusRecords
	}
	var itself *ended
	if errors.As(err, &itself) {
		a.note("unmn: %s", itself.message)
		return itself.status
	}
	message, hint, status := a.classify(cmd, err)
	if status == statusFailed {
		message = a.outcome(cmd, message)
	}
	a.note("unmn: %s", message)
	if hint != "" {
		a.note("hint: %s", hint)
	}
	return status
}

// outcome adds to the message of a failure what became of the change: it is the
// truth that the user needs most.
func (a *app) outcome(cmd *cobra.Command, message string) string {
	const unchanged, unmade = "nothing was changed", "no register was made"
	switch {
	case cmd == nil:
	case strings.Contains(message, "is recorded"), strings.Contains(message, unchanged), strings.Contains(message, unmade):
		return message
	case a.recorded != "":
		return fmt.Sprintf("the change is recorded as %s, but: %s", short(a.recorded), message)
	case cmd.CommandPath() == "unmn init":
		return message + "; " + unmade
	case cmd.Flags().Lookup("dry-run") != nil:
		return message + "; " + unchanged
	}
	return message
}

// classify says what an error means for the user.
func (a *app) classify(cmd *cobra.Command, err error) (message, hint string, status int) {
	message, status = err.Error(), statusFailed
	var (
		usage   *usageError
		with    *hinted
		refusal *network.Refusal
		missing *record.NotFound
		git     *repo.Error
		other   *record.NotLast
	)
	switch {
	case errors.As(err, &usage):
		return message, usage.hint, statusUsage
	case errors.As(err, &with):
		return message, with.hint, statusFailed
	case errors.As(err, &refusal):
		return message, retyped(cmd, refusal.Hint, ""), statusRecords
	case errors.As(err, &missing):
		return message, a.seeing(missing), statusUnknown
	case errors.As(err, &other):
		return message, a.naming(other), statusUsage
	case errors.As(err, &git):
		if git.Kind == repo.Busy || git.Kind == repo.Moved {
			status = statusBusy
		}
		if git.Kind == repo.NoRevision {
			status = statusUnknown
		}
		if len(git.Paths) > 0 && !strings.Contains(message, git.Paths[0]) {
			message += ": " + strings.Join(git.Paths, ", ")
		}
		return message, git.Hint, status
	case errors.Is(err, record.ErrExists):
		return message, "", statusRecords
	}
	if misread(err) {
		if cmd != nil {
			hint = "see `" + cmd.CommandPath() + " --help`"
		}
		return message, hint, statusUsage
	}
	return message, "", status
}

// misread reports whether an error is about a word of the command line that cannot be read.
func misread(err error) bool {
	return slices.ContainsFunc([]error{network.ErrUsage, network.ErrPeriod, doc.ErrDate, record.ErrID, record.ErrAmbiguous},
		func(e error) bool { return errors.Is(err, e) })
}

// seeing is how to see what there is where something does not exist.
func (a *app) seeing(missing *record.NotFound) string {
	if missing.Hint != "" {
		return missing.Hint
	}
	if _, known := a.kind(missing.Kind); !known {
		return ""
	}
	list := "unmn " + missing.Kind + " list"
	if a.view.asRecorded != "" {
		list += " --as-recorded " + a.view.asRecorded
	}
	return "see what there is with `" + list + "`"
}

// kind is the type of that name.
func (a *app) kind(name string) (record.Type, bool) {
	for _, t := range a.env.Types {
		if t.Name() == name {
			return t, true
		}
	}
	return nil, false
}

// count is the last line after problems.
func count(list diag.List) string {
	errs, warnings := list.Errors(), list.Warnings()
	out := plural(errs, "error")
	if warnings > 0 {
		out += ", " + plural(warnings, "warning")
	}
	return out
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
