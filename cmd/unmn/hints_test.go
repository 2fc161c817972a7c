package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"unmn/pkg/cli"
)

// Every command that a hint or a "next:" of a script names is tried where it was
// named: in a copy of the folder, as it was at that moment. A hint that cannot be
// typed is worse than none.

// The backquoted commands of the lines that offer something to type.
var (
	offers  = regexp.MustCompile("(?m)^hint: .*|next: `[^`]*`")
	offered = regexp.MustCompile("`([^`]*)`")
	// What the user is to put in: a word in capitals, or dots.
	toFillIn = regexp.MustCompile(`(^|[ =])([A-Z][A-Z-]+|\.\.\.)($|[ =,.])|\.\.\.`)
)

// tryHints tries what a run of the program offered, and writes what does not work
// into the folder named by HINTS, where TestScripts looks.
func tryHints(env cli.Env, said string) {
	log := os.Getenv("HINTS")
	if log == "" {
		return
	}
	for _, line := range offers.FindAllString(said, -1) {
		for _, found := range offered.FindAllStringSubmatch(line, -1) {
			args, ours := commandOf(found[1])
			if !ours {
				continue
			}
			file := filepath.Join(log, fmt.Sprintf("%x", sha256.Sum256([]byte(found[1])))[:16])
			if f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL, 0o666); err != nil {
				continue // tried already
			} else if err := f.Close(); err != nil {
				panic(err)
			}
			if trouble := tryHint(env, args, found[1], strings.HasPrefix(line, "next:")); trouble != "" {
				text := fmt.Sprintf("unmn %s\nsays: %s\n%s\n", strings.Join(env.Args, " "), line, trouble)
				if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
					panic(err)
				}
			}
		}
	}
}

// commandOf are the arguments of a command line of unmn, false for another one.
func commandOf(line string) ([]string, bool) {
	if _, rest, ok := strings.Cut(line, "&& "); ok {
		return commandOf(rest) // "cd FOLDER && unmn check": the folder is the copy
	}
	args := words(line)
	for len(args) > 0 && strings.Contains(args[0], "=") {
		args = args[1:] // a variable that is set for it
	}
	if len(args) < 2 || args[0] != "unmn" || args[1] == "..." {
		return nil, false // "..." stands for the command that was typed
	}
	return args[1:], true
}

// tryHint says what is wrong with a command that was offered, "" for nothing.
func tryHint(env cli.Env, args []string, line string, next bool) string {
	if trouble := named(env, args); trouble != "" {
		return trouble
	}
	if toFillIn.MatchString(line) || slices.Contains(args, "--help") || strings.Contains(line, "&&") {
		return ""
	}
	dir, remove, err := copied(env.Dir)
	if err != nil || dir == "" {
		return ""
	}
	defer remove()
	env.Dir = dir
	if status, text := ended(env, args); status != 0 && (next || status == 2) {
		return fmt.Sprintf("`%s` ends with status %d: %s", line, status, text)
	}
	return ""
}

// named finds out, by its help, whether there is a command of these words with
// these flags.
func named(env cli.Env, args []string) string {
	status, text := ended(env, append(slices.Clone(args), "--help"))
	_, usage, _ := strings.Cut(text, "Usage:\n  unmn")
	usage, _, _ = strings.Cut(usage, "\n")
	path := strings.Fields(usage)
	if i := slices.IndexFunc(path, func(w string) bool { return strings.ToLower(w) != w || strings.ContainsAny(w, "[.") }); i >= 0 {
		path = path[:i]
	}
	noun := len(path) == 0 || strings.Contains(text, strings.Join(path, " ")+" [command]")
	typed := slices.DeleteFunc(slices.Clone(args), func(w string) bool { return strings.HasPrefix(w, "-") })
	if len(typed) > 0 && typed[0] == "help" {
		return ""
	}
	switch {
	case status != 0:
		return fmt.Sprintf("`unmn %s` ends with status %d: %s", strings.Join(args, " "), status, text)
	case len(typed) < len(path) || !slices.Equal(typed[:len(path)], path), noun && len(typed) > len(path):
		return fmt.Sprintf("there is no command `unmn %s`; its help is that of %q", strings.Join(args, " "), path)
	}
	return ""
}

// ended runs a command at a terminal, with an editor that changes nothing.
func ended(env cli.Env, args []string) (int, string) {
	var text bytes.Buffer
	getenv := env.Getenv
	env.Getenv = func(name string) string {
		if name == "UNMN_EDITOR" {
			return "true"
		}
		return getenv(name)
	}
	env.Args, env.In, env.Out, env.Err, env.InIsTerm, env.OutIsTerm = args, strings.NewReader(""), &text, &text, true, true
	return cli.Main(context.Background(), env), text.String()
}

// copied is a folder like this one in a copy of its repository; "" where a copy
// would not be one, as of a linked work tree.
func copied(dir string) (string, func(), error) {
	root := dir
	for at := dir; filepath.Dir(at) != at; at = filepath.Dir(at) {
		if fi, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			if !fi.IsDir() {
				return "", nil, nil
			}
			root = at
			break
		}
	}
	rel, err := filepath.Rel(root, dir)
	if err != nil {
		return "", nil, err
	}
	to, err := os.MkdirTemp("", "hint")
	if err != nil {
		return "", nil, err
	}
	err = borrowFolder(filepath.Join(to, "copy"), root)
	return filepath.Join(to, "copy", rel), func() { _ = os.RemoveAll(to) }, err
}

// judgeHints fails for every hint that did not work.
func judgeHints(t *testing.T, log string) {
	tried := 0
	err := fs.WalkDir(os.DirFS(log), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		tried++
		text, err := os.ReadFile(filepath.Join(log, name))
		if len(text) > 0 {
			t.Errorf("a hint that does not work:\n%s", text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if tried < 20 {
		t.Errorf("only %d hints were tried", tried)
	}
	t.Logf("%d hints tried", tried)
}
