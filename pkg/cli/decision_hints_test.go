package cli

import (
	"strings"
	"testing"
	"time"
)

// Whoever types what the refusals say, and nothing else, gets a decision adopted: each
// hint is a command that works as printed.
func TestWhatRefusalsHintAtWorks(t *testing.T) {
	b := newBench(t)
	b.run(0, "decision", "new", "Joint data protocol", "--date", "2026-10-01", "--question", "Is it adopted?", "--proposed-by", "undp", "--method", "written-consultation", "--gcm", "1")
	const id = "2026-10-01-joint-data-protocol"
	b.env.Now = func() time.Time { return time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC) }
	for _, command := range [][]string{
		{"decision", "open", id},
		{"decision", "adopt", id, "--on-date", "2026-10-01"},
		{"decision", "ask", id, "iom"},
		{"decision", "answer", id, "scrm=objection"},
		{"decision", "revise", id, "--text", "A second text"},
		{"decision", "answer", id, "iom=objection"},
	} {
		b.insist(command...)
	}
	for _, day := range []time.Time{time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC), time.Date(2026, 12, 15, 9, 0, 0, 0, time.UTC)} {
		b.env.Now = func() time.Time { return day }
		b.insist("decision", "adopt", id, "--on-date", day.Format(time.DateOnly))
	}
	out, _ := b.run(0, "decision", "list", "--status", "adopted")
	wants(t, "list", out, id)
}

// insist runs a command until it is not refused any more, doing in between what the
// refusals say.
func (b *bench) insist(args ...string) {
	b.Helper()
	for range 10 {
		hints, refused := b.hints(args...)
		if !refused {
			return
		}
		for _, hint := range hints {
			if _, refused := b.hints(hint...); refused {
				b.Fatalf("unmn %s\nhints at a command that is refused itself: unmn %s", strings.Join(args, " "), strings.Join(hint, " "))
			}
			if strings.Join(hint[:2], " ") == strings.Join(args[:2], " ") {
				return // the hint is the command put right
			}
			if hint[1] == "remind" {
				return // nothing but time mends it
			}
		}
	}
	b.Fatalf("unmn %s is refused whatever is done about it", strings.Join(args, " "))
}

// hints are the commands that a refusal hints at; false when nothing was refused.
func (b *bench) hints(args ...string) (commands [][]string, refused bool) {
	b.Helper()
	var o, e strings.Builder
	env := b.env
	env.Args, env.In, env.Out, env.Err = args, strings.NewReader(""), &o, &e
	if Main(b.Context(), env) == statusDone {
		return nil, false
	}
	for line := range strings.Lines(e.String()) {
		if hint, ok := strings.CutPrefix(line, "hint: "); ok {
			_, rest, _ := strings.Cut(hint, "`unmn ")
			typed, _, _ := strings.Cut(rest, "`")
			words, err := splitWords(typed)
			if err != nil || len(words) < 3 {
				b.Fatalf("unmn %s hints at %q", strings.Join(args, " "), hint)
			}
			commands = append(commands, words)
		}
	}
	if commands == nil {
		b.Fatalf("unmn %s is refused without a hint: %s", strings.Join(args, " "), e.String())
	}
	return commands, true
}
