package cli

import (
	"strings"
	"testing"

	"unmn/pkg/network"
)

// A kind of record has its history without a line of its own, and what somebody wrote
// into a message does not paint the terminal.
func TestLogOfANewRecordType(t *testing.T) {
	b := newBench(t, append(network.Types(), toyType())...)
	b.run(0, "toy", "new", "bear", "--name", "Bear", "--owner", "iom", "-m", "a \x1b[31mred\x1b[0m one\n\nwith \u202ea tail")
	for _, args := range [][]string{{"toy", "log", "bear"}, {"log", "toy/bear"}, {"log", "bear", "--json"}, {"log", "--json"}} {
		for _, b.env.OutIsTerm = range []bool{false, true} {
			out, _ := b.run(0, args...)
			wants(t, strings.Join(args, " "), out, "one", "a tail", "Secretariat")
			if strings.ContainsAny(out, "\x1b\u202e") || strings.Contains(out, `\u001b`) {
				t.Errorf("%v: %q paints the terminal", args, out)
			}
		}
	}
	out, _ := b.run(0, "__complete", "log", "")
	wants(t, "completion", out, "toy/bear\tBear", "member/iom\t")
}

// What two long lines have in common is cut away; what differs is never.
func TestAround(t *testing.T) {
	for _, tt := range [][4]string{
		{"a", "b", "a", "b"},
		{"the protocol is tested with two municipalities first", "the protocol is tested with three municipalities first", "…ested with two municipalit…", "…ested with three municipalit…"},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "…aaaaaaaaaaaa", "…aaaaaaaaaaaaa"},
		{"Општине треба обавестити пре почетка", "Општине треба обавестити пре лета", "…вестити пре почетка", "…вестити пре лета"},
	} {
		if old, fresh := around(tt[0], tt[1]); old != tt[2] || fresh != tt[3] {
			t.Errorf("%q, %q: %q, %q", tt[0], tt[1], old, fresh)
		}
	}
}
