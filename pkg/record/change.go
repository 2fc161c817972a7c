package record

import (
	"strings"

	"unmn/pkg/diag"
)

// A Change is a proposed edit and the sentence that explains it: the files that
// would differ, and the words of the commit. It is data; nothing has happened yet.
type Change struct {
	// Subject is one line a person understands, such as
	// "member unesco: join as UNESCO, focal point named".
	Subject string
	// Reason is the user's own sentence (-m); it may be empty.
	Reason string
	// Trailers end the message: what, by which clause, from which source.
	Trailers []Trailer
	// Rules are the rules the change serves. Whoever knows the terms of reference
	// joins them to clauses and adds these as trailers.
	Rules []string
	// Passed are the states that a record passes within the change, in their order, by
	// the path of its file: a matter that was opened and concluded in one meeting is one
	// change of two steps. None for a record that takes one step, or is edited by hand.
	Passed map[string][]string
	// Files are sorted by path and never empty in a change that is committed.
	Files []File
}

// A Trailer is one "Key: value" line at the end of a commit message.
type Trailer struct{ Key, Value string }

// A File is one file of a change. Path is slash-separated and relative to the
// root of the repository. Old is what the file held in the set the change was
// planned on, nil when it did not exist; New is what it shall hold, nil to remove
// it. Old and New are never equal.
type File struct {
	Path     string
	Old, New []byte
}

// Message is the whole commit message: subject, reason, trailers. git shows it as it
// is, so nothing in it paints a terminal.
func (c *Change) Message() string {
	var b strings.Builder
	b.WriteString(oneLine(c.Subject) + "\n")
	if r := strings.TrimSpace(c.Reason); r != "" {
		b.WriteString("\n" + r + "\n")
	}
	for i, t := range c.Trailers {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString(t.Key + ": " + oneLine(t.Value) + "\n")
	}
	return diag.Defuse(strings.NewReplacer("\r\n", "\n", "\t", " ").Replace(b.String()))
}

// oneLine folds white space, so that no value can forge a further line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Touches reports whether the change writes the record's file.
func (c *Change) Touches(t Type, id ID) bool {
	for _, f := range c.Files {
		if f.Path == t.PathOf(id) {
			return true
		}
	}
	return false
}
