package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// newDemoCommand is "demo": a sample register to look at and to try things on.
func newDemoCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "demo [DIR]",
		Short: "Make a sample register to look at and to try things on",
		Long: `demo makes a register of an invented network in ./unmn-demo (or DIR), through the
same commands that everybody uses: two quarters with meetings, minutes, decisions
and actions, and documents in English and in Serbian in both scripts. It needs no
identity and touches nothing else.

Exit status: 0 done; 1 the folder is not empty.`,
		Example: "  unmn demo\n  unmn demo sample",
		Args:    optional("a folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "unmn-demo"
			if len(args) == 1 {
				dir = args[0]
			}
			return runDemo(cmd.Context(), a, dir)
		},
	}
}

// demoIdentity is who makes the commits of the sample register.
var demoIdentity = map[string]string{
	"GIT_AUTHOR_NAME": "Sample secretariat", "GIT_AUTHOR_EMAIL": "secretariat@example.org",
	"GIT_COMMITTER_NAME": "Sample secretariat", "GIT_COMMITTER_EMAIL": "secretariat@example.org",
}

func runDemo(ctx context.Context, a *app, dir string) error {
	story, err := fs.Sub(a.env.Templates, "demo")
	if err != nil {
		return err
	}
	lines, err := fs.ReadFile(story, "story.txt")
	if err != nil {
		return err
	}
	target := a.path(dir)
	if entries, err := os.ReadDir(target); err == nil && len(entries) > 0 {
		return &hinted{fmt.Sprintf("the folder %q is not empty; nothing was changed", dir), "unmn demo another-folder"}
	}
	if err := os.MkdirAll(target, 0o777); err != nil {
		return err
	}
	p := player{app: a, story: story, dir: target}
	for i, line := range strings.Split(string(lines), "\n") {
		if err := p.play(ctx, line); err != nil {
			return fmt.Errorf("line %d of the sample story: %w", i+1, err)
		}
	}
	return p.farewell(dir)
}

// player plays the story of the sample register: one command a line, as a person
// would type it, "at TIME" to move the clock, "> FILE" for where a document goes.
type player struct {
	app     *app
	story   fs.FS
	dir     string
	now     time.Time
	changes int
	papers  []string
}

func (p *player) play(ctx context.Context, line string) error {
	words, err := splitWords(line)
	if err != nil || len(words) == 0 || strings.HasPrefix(words[0], "#") {
		return err
	}
	if words[0] == "at" {
		p.now, err = time.Parse(time.RFC3339, words[1])
		return err
	}
	var input []byte
	output := ""
	args := words
	for len(args) > 2 && (args[len(args)-2] == "<" || args[len(args)-2] == ">") {
		name := args[len(args)-1]
		if args[len(args)-2] == ">" {
			output = name
		} else if input, err = fs.ReadFile(p.story, name); err != nil {
			return err
		}
		args = args[:len(args)-2]
	}
	var out, problems bytes.Buffer
	if status := Main(ctx, p.env(args, bytes.NewReader(input), &out, &problems)); status != 0 {
		return fmt.Errorf("unmn %s: status %d: %s", strings.Join(args, " "), status, problems.String())
	}
	if output == "" {
		p.changes++
		return nil
	}
	p.papers = append(p.papers, output)
	name := filepath.Join(p.dir, filepath.FromSlash(output))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, out.Bytes(), 0o666)
}

// env is the process of one command of the story.
func (p *player) env(args []string, in io.Reader, out, problems io.Writer) Env {
	e := p.app.env
	e.Args, e.Dir, e.In, e.Out, e.Err = args, p.dir, in, out, problems
	e.Now = func() time.Time { return p.now }
	e.InIsTerm, e.OutIsTerm = false, false
	date := p.now.Format(time.RFC3339)
	e.Getenv = func(name string) string {
		if name == "GIT_AUTHOR_DATE" || name == "GIT_COMMITTER_DATE" {
			return date
		}
		if v, ok := demoIdentity[name]; ok {
			return v
		}
		if strings.HasPrefix(name, "UNMN_") || name == "XDG_CONFIG_HOME" {
			return ""
		}
		return p.app.env.Getenv(name)
	}
	return e
}

// farewell says what there is to open and what to try next.
func (p *player) farewell(dir string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "A sample register is in %s: an invented network, %d commits, %d documents.\n\n", dir, p.changes, len(p.papers))
	b.WriteString("Open:\n")
	for _, name := range p.papers {
		if path.Ext(name) == ".html" {
			fmt.Fprintf(&b, "  %s\n", filepath.Join(dir, filepath.FromSlash(name)))
		}
	}
	fmt.Fprintf(&b, `
Try:
  cd %s
  unmn meeting list
  unmn action list --status open
  unmn meeting agenda add 2027-q1 "Return and reintegration" --purpose for-discussion
  unmn minutes render 2026-q4 --lang sr-Cyrl
  unmn member show unhcr
  git log --stat
`, dir)
	_, err := io.WriteString(p.app.env.Out, b.String())
	return err
}

// splitWords splits a line as a shell does, as far as the story needs it: white
// space between words, single or double quotation marks around them.
func splitWords(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote rune
	open := false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, open = r, true
		case r == ' ' || r == '\t':
			if open || word.Len() > 0 {
				words = append(words, word.String())
				word.Reset()
				open = false
			}
		default:
			word.WriteRune(r)
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a quotation mark is not closed: %s", line)
	}
	if open || word.Len() > 0 {
		words = append(words, word.String())
	}
	return words, nil
}
