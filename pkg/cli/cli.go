// Package cli is the command line: a tree of cobra commands over the register.
//
// [Main] runs one command line against an [Env] and returns the exit status; it is
// the only entry. The clock, the streams, the environment and the folder come in
// through Env, so that every command runs in a test as it runs for a user. The
// file of a command is named after its words (member_new.go); what commands share
// is in app.go (reading and writing the register), command.go (how a command is
// made), output.go (tables, JSON) and report.go (errors and exit statuses).
//
// Do not put rules or operations here: they are checks and plans of package
// network. A command reads its arguments, calls a plan, and says what happened.
//
// It promises: data on standard output and everything else on standard error; one
// commit for every change; the exit statuses of "unmn help exit-codes".
package cli

import (
	"context"
	"io"
	"io/fs"
	"time"

	"unmn/pkg/network"
	"unmn/pkg/record"
)

// An Env is the process as the commands see it.
type Env struct {
	Args      []string // without the program's name
	Dir       string   // the current folder, absolute
	In        io.Reader
	Out, Err  io.Writer
	Now       func() time.Time
	Getenv    func(string) string
	InIsTerm  bool          // In is a terminal: prompts and the editor are possible
	OutIsTerm bool          // Out is a terminal: tables with headers
	Width     int           // of the terminal in cells; 0 means it is not known
	Templates fs.FS         // the embedded templates and starters
	Types     []record.Type // the kinds of record; nil means those of package network
	Version   string        // of this program; empty means it was built from source

	// Fault is asked before each change of the disk and may refuse it: a test lets a
	// disk fail with it. The program itself has none.
	Fault func(op, path string) error
}

// Main runs the command line and returns the exit status (see "unmn help
// exit-codes"). It never exits the process.
func Main(ctx context.Context, env Env) int {
	if env.Types == nil {
		env.Types = network.Types()
	}
	a := newApp(env)
	defer a.close()
	root := newRootCommand(a)
	root.SetArgs(env.Args)
	root.SetIn(env.In)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	cmd, err := root.ExecuteContextC(ctx)
	return a.report(cmd, err)
}
