package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"unmn/pkg/cli"
	"unmn/templates"
)

// TestReadme plays the sessions of the README and compares what they print. A
// block "console" is a session: lines after "$ " are typed, the others are what was
// printed. A block "text NAME" is a file that is there for the commands after it. A
// comment "clock TIME" says when the next session is.
func TestReadme(t *testing.T) {
	const name = "../../README.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s := newSession(t)
	var out strings.Builder
	lines := strings.SplitAfter(string(text), "\n")
	for i := 0; i < len(lines); i++ {
		out.WriteString(lines[i])
		if moment, ok := strings.CutPrefix(lines[i], "<!-- clock "); ok {
			s.set(strings.TrimSuffix(strings.TrimSpace(moment), " -->"))
		}
		info, fenced := strings.CutPrefix(strings.TrimSpace(lines[i]), "```")
		if !fenced || info == "" {
			continue
		}
		var block []string
		for i++; i < len(lines) && strings.TrimSpace(lines[i]) != "```"; i++ {
			block = append(block, lines[i])
		}
		switch {
		case info == "console":
			out.WriteString(s.play(block))
		case strings.HasPrefix(info, "text "):
			s.write(strings.TrimPrefix(info, "text "), strings.Join(block, ""))
			fallthrough
		default:
			out.WriteString(strings.Join(block, ""))
		}
		out.WriteString(lines[i])
	}
	if out.String() == string(text) {
		return
	}
	if *update {
		if err := os.WriteFile(name, []byte(out.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("the README does not show what the commands print; run `go test ./cmd/unmn -run Readme -update`:\n%s", out.String())
}

// session is a terminal of the README.
type session struct {
	*testing.T
	dir string
	now time.Time
	env []string
}

func newSession(t *testing.T) *session {
	home := t.TempDir()
	return &session{T: t, dir: home, env: []string{
		"HOME=" + home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull, "PATH=" + os.Getenv("PATH"), "LC_ALL=C",
		"GIT_AUTHOR_NAME=Secretariat", "GIT_AUTHOR_EMAIL=secretariat@example.org",
		"GIT_COMMITTER_NAME=Secretariat", "GIT_COMMITTER_EMAIL=secretariat@example.org",
	}}
}

// set moves the clock of the session.
func (s *session) set(moment string) {
	now, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		s.Fatal(err)
	}
	s.now = now
}

func (s *session) write(name, text string) {
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
}

// play types the commands of a block and returns the block as it should be.
func (s *session) play(block []string) string {
	var b strings.Builder
	for _, line := range block {
		command, typed := strings.CutPrefix(line, "$ ")
		if !typed {
			continue
		}
		b.WriteString(line)
		b.WriteString(s.run(strings.TrimSpace(command)))
	}
	return b.String()
}

func (s *session) run(line string) string {
	if dir, ok := strings.CutPrefix(line, "cd "); ok {
		s.dir = filepath.Join(s.dir, dir)
		return ""
	}
	var out bytes.Buffer
	args := words(line)
	if args[0] != "unmn" {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir, cmd.Env = s.dir, s.env
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Run(); err != nil {
			s.Errorf("%s: %v\n%s", line, err, out.String())
		}
		return out.String()
	}
	cli.Main(context.Background(), cli.Env{
		Args: args[1:], Dir: s.dir, In: strings.NewReader(""), Out: &out, Err: &out, OutIsTerm: true, Width: 110,
		Now:       func() time.Time { return s.now },
		Templates: templates.FS, Version: "test",
		Getenv: func(name string) string {
			for _, pair := range s.env {
				if value, ok := strings.CutPrefix(pair, name+"="); ok {
					return value
				}
			}
			return ""
		},
	})
	return out.String()
}

// words splits a line at blanks outside double quotation marks.
func words(line string) []string {
	quoted := false
	fields := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
	for i := range fields {
		fields[i] = strings.ReplaceAll(fields[i], `"`, "")
	}
	return fields
}
