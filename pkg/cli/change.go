package cli

import (
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"unmn/pkg/diag"
	"unmn/pkg/doc"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// showChange shows what a change would do: its message and the difference of each
// file, or the same as JSON.
func (a *app) showChange(c *record.Change, warned diag.List, asJSON bool) error {
	a.warn(warned)
	if asJSON {
		files := make([]doc.Object, len(c.Files))
		for i, f := range c.Files {
			files[i] = doc.Object{{Name: "path", Value: f.Path}, {Name: "diff", Value: string(fileDiff(f))}}
		}
		return a.printJSON(doc.Object{{Name: "version", Value: 1}, {Name: "dry_run", Value: true}, {Name: "message", Value: c.Message()}, {Name: "files", Value: files}})
	}
	if len(c.Files) == 0 {
		_, err := fmt.Fprintln(a.env.Out, "nothing would change")
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "would record: %s\n", strings.TrimRight(c.Message(), "\n"))
	for _, f := range c.Files {
		b.WriteByte('\n')
		b.Write(fileDiff(f))
	}
	b.WriteString("\nnothing was changed (--dry-run)\n")
	_, err := fmt.Fprint(a.env.Out, diag.Defuse(strings.ReplaceAll(b.String(), "\t", " ")))
	return err
}

func fileDiff(f record.File) []byte {
	old, fresh := "a/"+f.Path, "b/"+f.Path
	if f.Old == nil {
		old = "/dev/null"
	}
	if f.New == nil {
		fresh = "/dev/null"
	}
	return diff.Diff(old, f.Old, fresh, f.New)
}

// showResult says what was recorded, on one line, with the next sensible command.
func (a *app) showResult(r *repo.Result, next string, asJSON bool) error {
	for _, n := range r.Notes {
		a.note("note: %s", n)
	}
	if asJSON {
		var records []string
		if r.Change != nil {
			for _, t := range r.Change.Trailers {
				if t.Key == "Unmn-Record" {
					records = append(records, t.Value)
				}
			}
		}
		return a.printJSON(doc.Object{{Name: "version", Value: 1}, {Name: "commit", Value: r.Hash}, {Name: "subject", Value: r.Subject}, {Name: "records", Value: records}})
	}
	if r.Nothing {
		_, err := fmt.Fprintln(a.env.Out, "nothing to change: the register says so already")
		return err
	}
	line := short(r.Hash) + " " + r.Subject
	if next != "" {
		line += "; next: `" + next + "`"
	}
	_, err := fmt.Fprintln(a.env.Out, diag.Defuse(line))
	return err
}

// short is an abbreviated hash.
func short(hash string) string { return hash[:min(8, len(hash))] }
