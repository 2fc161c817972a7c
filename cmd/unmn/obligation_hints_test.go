package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"unmn/pkg/cli"
	"unmn/templates"
)

// Every command that an obligation names, in the reports of package network, is one
// that there is: what would meet a clause can be typed.
func TestObligationsNameCommands(t *testing.T) {
	files, err := filepath.Glob("../../pkg/network/testdata/obligations/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	env := cli.Env{
		Dir: t.TempDir(), Now: time.Now, Getenv: func(string) string { return "" }, Templates: templates.FS, Version: "test",
		In: strings.NewReader(""),
	}
	tried := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			args, ours := commandOf(strings.TrimSpace(line))
			if !ours || tried[line] || !strings.HasPrefix(line, "  unmn ") {
				continue
			}
			tried[line] = true
			if trouble := named(env, args); trouble != "" {
				t.Errorf("%s: %s", file, trouble)
			}
		}
	}
	if len(tried) < 15 {
		t.Errorf("only %d commands were tried", len(tried))
	}
}
