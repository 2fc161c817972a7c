package cli

import (
	"syscall"
	"testing"

	"unmn/pkg/network"
)

// Where nothing can be written, reading works all the same.
func TestReadingWhereNothingCanBeWritten(t *testing.T) {
	b := newBench(t, network.Types()...)
	b.run(0, "member", "show", "iom")
	b.env.Fault = func(string, string) error { return syscall.EROFS }
	out, problems := b.run(0, "member", "show", "undp")
	wants(t, "show", out, "short: UNDP")
	if problems != "" {
		t.Errorf("show complains: %s", problems)
	}
	b.run(0, "member", "log", "undp")
	out, _ = b.run(0, "show", ".")
	wants(t, "show .", out, "# member/iom")
}
