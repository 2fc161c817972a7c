//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// A sample is one run of one or more whole processes: wall and processor time in
// milliseconds, and the largest resident memory of one of them in MB.
type sample struct{ wall, cpu, peak float64 }

// and is two processes, one after the other, as one sample.
func (s sample) and(t sample) sample {
	return sample{s.wall + t.wall, s.cpu + t.cpu, max(s.peak, t.peak)}
}

// timed runs a program in a folder. What it prints is thrown away.
func timed(dir, name string, args ...string) (sample, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, environment()
	var said strings.Builder
	cmd.Stderr = &said
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin)
	if err != nil {
		return sample{}, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, said.String())
	}
	state := cmd.ProcessState
	cpu := state.UserTime() + state.SystemTime()
	peak := float64(state.SysUsage().(*syscall.Rusage).Maxrss) / 1024 // kilobytes, on Linux
	return sample{milliseconds(wall), milliseconds(cpu), peak}, nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// command runs a program that is not measured.
func command(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, environment()
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

// readAll reads every file below a folder: the least that a program which reads
// all records can do.
func readAll(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		_, err = os.ReadFile(name)
		return err
	})
}
