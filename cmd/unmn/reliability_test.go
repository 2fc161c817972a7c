package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// The table of docs/reliability.md is written by the very runs it tells of:
//
//	UNMN_CRASH=all UNMN_CRASH_REPORT=1 go test ./cmd/unmn -run TestCrash -timeout 0
//
// A run of some commands replaces their rows and leaves the others.

const (
	reliabilityPage = "../../docs/reliability.md"
	tableBegins     = "<!-- crash table: written by the test -->"
	tableEnds       = "<!-- end of the crash table -->"
)

// A tally is what was tried of one command, and what came of it.
type tally struct {
	places, disk, calls int // changes of the disk; runs in which one failed; runs in which a system call did
	wrong               map[string]int
}

// row is the command's row of the table.
func (t tally) row(name string) string {
	cells := []string{"`" + name + "`", fmt.Sprint(t.places), fmt.Sprint(t.disk), fmt.Sprint(t.calls)}
	for _, kind := range verdicts() {
		cells = append(cells, fmt.Sprint(t.wrong[kind]))
	}
	return "| " + strings.Join(cells, " | ") + " |"
}

func verdicts() []string { return []string{lost, half, untrue, swept, unhealed, damaged} }

// report puts the row into the page.
func (t tally) report(tt *testing.T, name string) {
	tt.Helper()
	if os.Getenv("UNMN_CRASH_REPORT") == "" {
		return
	}
	text, err := os.ReadFile(reliabilityPage)
	if err != nil {
		tt.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), tableBegins+"\n")
	table, after, ended := strings.Cut(rest, tableEnds)
	if !ok || !ended {
		tt.Fatalf("%s has no place for the table", reliabilityPage)
	}
	rows := []string{t.row(name)}
	runs := t.disk + t.calls
	for _, line := range strings.Split(table, "\n") {
		if !strings.HasPrefix(line, "| `") || strings.HasPrefix(line, "| `"+name+"` ") {
			continue
		}
		rows = append(rows, line)
		var disk, calls int
		cells := strings.Split(line, " | ")
		if _, err := fmt.Sscan(cells[2]+" "+cells[3], &disk, &calls); err != nil {
			tt.Fatalf("%q: %v", line, err)
		}
		runs += disk + calls
	}
	slices.Sort(rows)
	head := "| command | changes of the disk | runs, disk | runs, system calls | " + strings.Join(verdicts(), " | ") + " |\n" +
		"|---|" + strings.Repeat("---:|", 3+len(verdicts())) + "\n"
	page := before + tableBegins + "\n" + head + strings.Join(rows, "\n") + fmt.Sprintf("\n\n%d runs.\n", runs) + tableEnds + after
	if err := os.WriteFile(reliabilityPage, []byte(page), 0o666); err != nil {
		tt.Fatal(err)
	}
}
