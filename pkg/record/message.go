package record

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// SourceTrailer is the key of the trailer that says what a change rests on.
const SourceTrailer = "Unmn-Source"

// RecordTrailer is the key of the trailer that names a record of a change.
const RecordTrailer = "Unmn-Record"

// A Message is what a commit says of itself.
type Message struct {
	Subject  string
	Reason   string // what stands between the subject and the trailers
	Trailers []Trailer
}

// trailer is a line of a commit message that git takes for one.
var trailer = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*: `) })

// ParseMessage reads what Change.Message writes, and what people write with git: the
// first paragraph is the subject, the last one the trailers where every line of it
// is one.
func ParseMessage(text string) Message {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	head, rest, _ := strings.Cut(text, "\n\n")
	m := Message{Subject: oneLine(head), Reason: strings.TrimSpace(rest)}
	above, last := "", m.Reason
	if i := strings.LastIndex(m.Reason, "\n\n"); i >= 0 {
		above, last = m.Reason[:i], m.Reason[i+2:]
	}
	lines := strings.Split(last, "\n")
	if slices.ContainsFunc(lines, func(l string) bool { return !trailer().MatchString(l) }) {
		return m
	}
	m.Reason = strings.TrimSpace(above)
	for _, l := range lines {
		key, value, _ := strings.Cut(l, ": ")
		m.Trailers = append(m.Trailers, Trailer{key, strings.TrimSpace(value)})
	}
	return m
}

// Of are the values of the trailers with a key, in their order.
func (m Message) Of(key string) []string {
	var out []string
	for _, t := range m.Trailers {
		if t.Key == key {
			out = append(out, t.Value)
		}
	}
	return out
}
