package network

import "strings"

// Refusals are all the reasons why an operation is not possible now, told at once,
// each with the step that mends it. Reasons that one step mends follow each other.
type Refusals []*Refusal

// Error is every reason, a line each.
func (r Refusals) Error() string {
	lines := make([]string, len(r))
	for i, reason := range r {
		lines[i] = reason.Message
	}
	return strings.Join(lines, "\n")
}

// Unwrap are the reasons.
func (r Refusals) Unwrap() []error {
	out := make([]error, len(r))
	for i, reason := range r {
		out[i] = reason
	}
	return out
}

// err is the refusals as an error, nil when there is none.
func (r Refusals) err() error {
	if len(r) == 0 {
		return nil
	}
	return r
}

// gather does something for each of a list. The refusals are told together; any other
// error ends it.
func gather[T any](list []T, do func(T) error) error {
	var reasons Refusals
	for _, one := range list {
		err := do(one)
		refusal, refused := err.(*Refusal) // one that nothing wraps
		switch {
		case refused:
			reasons = append(reasons, refusal)
		case err != nil:
			return err
		}
	}
	return reasons.err()
}

// typed is a command as it is typed, between back quotes.
func typed(words ...string) string { return "`" + command(words...) + "`" }

// command is a command as it is typed.
func command(words ...string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = TypedWord(w)
	}
	return "unmn " + strings.Join(out, " ")
}

// TypedWord is a word of a command as it is typed: what a shell would take apart is quoted,
// in the way that those of Windows know as well.
func TypedWord(w string) string {
	switch {
	case strings.Contains(w, `"`):
		return "'" + strings.ReplaceAll(w, "'", "’") + "'"
	case w == "" || strings.ContainsAny(w, " '()&;|<>*?$"):
		return `"` + w + `"`
	}
	return w
}
