// Command unmn keeps the register of a UN Network on Migration.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"time"
	_ "time/tzdata" // Windows has no zones of its own

	"golang.org/x/term"

	"unmn/pkg/cli"
	"unmn/templates"
)

// version is set when a release is built.
var version string

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // most commands end before a collection pays
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width = 0
	}
	status := cli.Main(ctx, cli.Env{
		Args: os.Args[1:], Dir: dir, In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Now: time.Now, Getenv: os.Getenv, Templates: templates.FS, Version: version,
		InIsTerm: term.IsTerminal(int(os.Stdin.Fd())), OutIsTerm: term.IsTerminal(int(os.Stdout.Fd())), Width: width,
	})
	stop()
	os.Exit(status)
}
