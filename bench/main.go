//go:build unix

// Command bench measures a change of one record as a whole process, loading,
// checking and fsync included, against `git add && git commit` of one file in a
// copy of the same repository. The two run in turn, so that the ratio holds when
// the machine's speed drifts.
//
//	go run ./bench                      registers of 100 to 100 000 meetings
//	go run ./bench -sizes 10000 -runs 15
//
// It needs git, and about 1 GB of space in the temporary folder for 100 000
// meetings. It judges nothing: it prints what it measured.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
)

func main() {
	sizes := flag.String("sizes", "100,1000,10000,100000", "numbers of meetings, separated by commas")
	runs := flag.Int("runs", 9, "pairs of runs for each size")
	flag.Parse()
	if err := run(*sizes, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(sizes string, runs int) error {
	dir, err := os.MkdirTemp("", "unmn-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of our own in the temporary one
	program := filepath.Join(dir, "unmn")
	if err := command(".", "go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./cmd/unmn"); err != nil {
		return err
	}
	fmt.Println("one record changed: unmn (A) against git add && git commit (B); medians of", runs, "pairs")
	fmt.Printf("%9s %11s %11s %9s %11s %11s %9s\n", "meetings", "A wall ms", "B wall ms", "A/B", "A peak MB", "B peak MB", "A/B")
	for _, word := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(word)
		if err != nil {
			return err
		}
		if err := measure(filepath.Join(dir, word), program, n, runs); err != nil {
			return err
		}
	}
	return nil
}

// measure builds two copies of a register of n meetings and prints one row.
func measure(dir, program string, n, runs int) error {
	ours, theirs := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := build(ours, program, n); err != nil {
		return err
	}
	if err := command(dir, "cp", "-a", ours, theirs); err != nil {
		return err
	}
	if err := command(theirs, "git", "update-index", "-q", "--refresh"); err != nil {
		return err
	}
	var walls, peaks [2][]float64
	var wallRatio, peakRatio []float64
	for i := range runs + 1 {
		a, err := timed(ours, program, "action", "new", fmt.Sprintf("Measure number %d", i), "--owner", "iom", "--due", "2027-01-31", "--source", "meeting/"+string(meetingID(n/2)))
		if err != nil {
			return err
		}
		script := fmt.Sprintf("echo 'a: b' > records/actions/2000/x%d.yaml && git add records/actions/2000/x%d.yaml && git commit -qm 'action: new'", i, i)
		if i == 0 {
			script = "mkdir -p records/actions/2000 && " + script
		}
		b, err := timed(theirs, "sh", "-c", script)
		if err != nil {
			return err
		}
		if i == 0 {
			continue // the first pair warms the caches
		}
		for j, s := range []sample{a, b} {
			walls[j], peaks[j] = append(walls[j], s.wall), append(peaks[j], s.peak)
		}
		wallRatio, peakRatio = append(wallRatio, a.wall/b.wall), append(peakRatio, a.peak/b.peak)
	}
	fmt.Printf("%9d %11.1f %11.1f %9.2f %11.1f %11.1f %9.2f\n", n,
		median(walls[0]), median(walls[1]), median(wallRatio), median(peaks[0]), median(peaks[1]), median(peakRatio))
	return os.RemoveAll(dir)
}

// build makes a register with n meetings through the program and plain files,
// packed as a repository that has been used for a while.
func build(dir, program string, n int) error {
	if err := command(".", program, "init", dir, "--name", "Sample network", "--country", "RS", "--timezone", "Europe/Belgrade", "--reference", "UNMN-RS"); err != nil {
		return err
	}
	set := record.Empty(network.Types()...)
	for i := range n {
		d := set.Draft()
		if err := network.Meetings.Create(d, meetingID(i), meeting(i)); err != nil {
			return err
		}
		c, err := d.Change("meeting")
		if err != nil {
			return err
		}
		for _, f := range c.Files {
			name := filepath.Join(dir, filepath.FromSlash(f.Path))
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return err
			}
			if err := os.WriteFile(name, f.New, 0o666); err != nil {
				return err
			}
		}
	}
	for _, args := range [][]string{{"config", "gc.auto", "0"}, {"add", "-A"}, {"commit", "-qm", "meetings"}, {"gc", "-q"}} {
		if err := command(dir, "git", args...); err != nil {
			return err
		}
	}
	return nil
}

// meetingID spreads the meetings over a hundred years, as many a year as it takes.
func meetingID(i int) record.ID { return record.ID(fmt.Sprintf("%d-sample-%d", 1990+i%100, i)) }

// meeting is one held meeting of ordinary size.
func meeting(i int) network.Meeting {
	m := network.Meeting{
		Type: network.Extraordinary, Status: network.Held,
		Start: doc.LocalTime(fmt.Sprintf("%d-03-04T10:00", 1990+i%100)), Place: doc.Plain("UN House"),
		Reason: doc.Plain("asked for by members"), RequestedBy: []network.MemberRef{"undp"},
		CalledBy: []record.Key{"co-chair-iom"}, Chairs: []record.Key{"co-chair-iom"},
		Minutes: &network.Minutes{Status: network.MinutesDraft, PreparedBy: "iom"},
	}
	for _, party := range []network.PartyRef{"rco", "iom", "unhcr", "unicef", "undp"} {
		m.Attendance = append(m.Attendance, network.Attendance{Party: party, Status: network.Present})
	}
	for j := range 5 {
		m.Agenda = append(m.Agenda, network.AgendaItem{
			ID: record.ID(fmt.Sprintf("item-%d", j)), Title: doc.Plain(fmt.Sprintf("Item %d of meeting %d", j, i)),
			Purpose: network.ForDiscussion, Summary: doc.Plain("Members exchanged views.\n\nThe secretariat will come back to it."),
		})
	}
	return m
}

// sample is one run of a whole process: wall time in milliseconds, and the largest
// resident memory of it and its children in MB.
type sample struct{ wall, peak float64 }

func timed(dir, name string, args ...string) (sample, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = environment()
	begin := time.Now()
	out, err := cmd.CombinedOutput()
	wall := time.Since(begin)
	if err != nil {
		return sample{}, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	return sample{float64(wall.Microseconds()) / 1000, float64(peak) / 1024}, nil
}

func command(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = environment()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

// environment is the process's own with an identity for git and unmn.
func environment() []string {
	return append(os.Environ(),
		"GIT_AUTHOR_NAME=Bench", "GIT_AUTHOR_EMAIL=bench@example.org",
		"GIT_COMMITTER_NAME=Bench", "GIT_COMMITTER_EMAIL=bench@example.org")
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}
