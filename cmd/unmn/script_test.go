package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"unmn/pkg/cli"
	"unmn/templates"
)

var update = flag.Bool("update", false, "rewrite what the scripts expect")

// TestMain makes the test binary the program itself when a script calls unmn: the
// same Main on the same streams, with a clock that scripts set by the variable NOW.
func TestMain(m *testing.M) {
	testscript.Main(withSample{m}, map[string]func(){"unmn": scripted})
}

func scripted() {
	lockThread()
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	var said bytes.Buffer
	env := cli.Env{
		Args: os.Args[1:], Dir: dir, In: os.Stdin, Out: io.MultiWriter(os.Stdout, &said), Err: io.MultiWriter(os.Stderr, &said),
		Now: clock, Getenv: os.Getenv, Templates: templates.FS, Version: "test",
		OutIsTerm: os.Getenv("TERMINAL") != "", InIsTerm: os.Getenv("TERMINAL") != "", Width: 100,
	}
	status := cli.Main(context.Background(), env)
	tryHints(env, said.String())
	os.Exit(status)
}

// clock is the moment a script is played at.
func clock() time.Time {
	now := os.Getenv("NOW")
	t, err := time.Parse(time.RFC3339, now)
	if err != nil {
		panic("NOW=" + now + " is no moment: " + err.Error())
	}
	return t
}

// TestScripts plays every story in testdata/script. A script begins in an empty
// folder, with an identity, on 2 November 2026; $REG is what `unmn init` takes.
func TestScripts(t *testing.T) {
	hints := t.TempDir()
	t.Cleanup(func() { judgeHints(t, hints) })
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"unmn-status": status, "pack": pack, "unpack": unpack, "mailserver": mailServer, "retouch": retouch},
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, ".home")
			if err := os.MkdirAll(home, 0o777); err != nil {
				return err
			}
			config := "[user]\n\tname = Secretariat\n\temail = secretariat@example.org\n[init]\n\tdefaultBranch = main\n[safe]\n\tdirectory = *\n"
			if err := os.WriteFile(filepath.Join(home, ".gitconfig"), []byte(config), 0o666); err != nil {
				return err
			}
			env.Setenv("HOME", home)
			env.Setenv("HINTS", hints)
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("NOW", "2026-11-02T09:00:00+01:00")
			env.Setenv("GIT_AUTHOR_DATE", "2026-11-02T09:00:00+01:00")
			env.Setenv("GIT_COMMITTER_DATE", "2026-11-02T09:00:00+01:00")
			return nil
		},
	})
}

// status runs unmn and compares its exit status: unmn-status 2 member lst.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: unmn-status N [argument ...]")
	}
	got := "0"
	if err := ts.Exec("unmn", args[1:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = strconv.Itoa(exit.ExitCode())
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}
