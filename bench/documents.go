//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/templates"
)

// mostDocuments is how many minutes are made documents at a time.
const mostDocuments = 1000

// document is minutes as a Word file, against pandoc. A is this program started again:
// it reads the register and makes so many documents of the minutes in it; B is pandoc
// on the Markdown of one of them, as many times: it knows only one at a time. The
// ratio is that of one document.
func (b *bench) document() work {
	n := min(b.size, mostDocuments)
	w := work{name: fmt.Sprintf("%d minutes, DOCX", n), other: "pandoc, each"}
	if _, err := exec.LookPath("pandoc"); err != nil {
		w.skip = "not installed"
		return w
	}
	source := filepath.Join(b.dir, "minutes.md")
	w.a = func(int) (sample, error) {
		s, err := timed(b.home, b.self, "-docx", b.home, "-sizes", fmt.Sprint(n))
		return s.over(n), err
	}
	w.b = func(int) (sample, error) {
		if err := command(b.home, b.unmn, "minutes", "render", string(meetingID(0)), "--out", source); err != nil {
			return sample{}, err
		}
		return timed(b.home, "pandoc", "-f", "markdown", "-t", "docx", "-o", filepath.Join(b.dir, "minutes.docx"), source)
	}
	return w
}

// over is a sample of n things, for one of them.
func (s sample) over(n int) sample {
	return sample{s.wall / float64(n), s.cpu / float64(n), s.peak}
}

// writeDocuments makes Word files of the minutes of n meetings of a register, and
// throws them away.
func writeDocuments(ctx context.Context, home string, n int) error {
	set, err := record.Load(os.DirFS(home), network.Types()...)
	if err != nil {
		return err
	}
	own := render.Templates{Base: templates.FS}.Kept()
	template, err := own.WordTemplate()
	if err != nil {
		return err
	}
	for i := range n {
		if err := ctx.Err(); err != nil {
			return err
		}
		document, err := render.Render(render.Request{
			Set: set, Templates: own, Document: render.Minutes, Subject: meetingID(i), Date: "2026-12-03", Version: 1,
		})
		if err != nil {
			return err
		}
		document.WordTemplate = template
		var file bytes.Buffer
		if err := document.Word(&file); err != nil {
			return err
		}
		if _, err := file.WriteTo(io.Discard); err != nil {
			return err
		}
	}
	return nil
}
