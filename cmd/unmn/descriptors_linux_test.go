package main

import (
	"os"
	"runtime/debug"
	"testing"
)

// A command gives back every descriptor it opened, whether it worked, was refused or was
// cut off: what one process may have is little, and the garbage collector comes when it
// likes.
func TestDescriptorsAreGivenBack(t *testing.T) {
	r := sampleRegister(t)
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	open := func() int {
		list, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	before := open()
	count := 0
	for _, c := range []run{
		{line: "check"}, {line: "remind who unhcr --dry-run"}, {line: "member set who notes=said"}, {line: "member set who short="},
		{line: "member set who notes=cut", fault: fault{at: 30, on: true}.disk(&count)}, {line: "minutes render 2026-q4"}, {line: "log"},
	} {
		r.unmn(c)
		if after := open(); after > before {
			t.Errorf("unmn %s leaves %d descriptors open", c.line, after-before)
			before = after
		}
	}
}
