package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/pkg/repo"
)

// circulationVerbs are the verbs of circulations.
func circulationVerbs(a *app) []*cobra.Command {
	return []*cobra.Command{newCirculationNewCommand(a), newCirculationReplyCommand(a), newCirculationReproduceCommand(a)}
}

// A paper is one document of one record, or a list, as it is sent.
type paper struct {
	document render.Name
	kind     string    // of its record; "" for a list
	id       record.ID // of its record
}

// paperOf is what text names: "member-list", "minutes/2026-q4".
func paperOf(s *record.Set, text string) (paper, error) {
	name, of, has := strings.Cut(text, "/")
	p := paper{document: render.Name(name), kind: render.Name(name).Subject()}
	if !slices.Contains(papers(), name) {
		return p, unknownPaper(name)
	}
	switch {
	case p.kind == "" && has:
		return p, usagef("unmn circulation new "+name, "the %s is of the whole network, not of %q", name, of)
	case p.kind == "":
		return p, nil
	case !has || of == "":
		return p, usagef("see what there is with `unmn "+p.kind+" list`", "say of which %s the %s is: %s/ID", p.kind, name, name)
	}
	var err error
	p.id, err = s.Find(p.kind, of)
	return p, err
}

// papers are the documents that can be sent to many: neither a reminder, which is for
// one, nor what is of days and of no record, which the record of a circulation could not
// name so that it can be made again.
func papers() []string {
	var out []string
	for _, name := range render.Names() {
		switch name {
		case render.Reminder, render.Report, render.AttendanceSheet, render.Handover:
		default:
			out = append(out, string(name))
		}
	}
	return out
}

// unknownPaper says which documents there are.
func unknownPaper(name string) error {
	forms := papers()
	for i, p := range forms {
		if render.Name(p).Subject() != "" {
			forms[i] += "/ID"
		}
	}
	return unknown(name, forms, "there is no document %q", "there are")
}

// about are the records that a paper is about.
func (p paper) about() []record.AnyRef {
	if p.kind == "" {
		return nil
	}
	return []record.AnyRef{record.AnyRef(p.kind + "/" + string(p.id))}
}

// An enclosure is one file of a paper.
type enclosure struct {
	network.SentFile
	title string
	page  []byte
}

// enclose renders one file of a paper from the records of a commit.
func (a *app) enclose(ctx context.Context, set *record.Set, snap *repo.Snapshot, p paper, edition network.Visibility, lang network.Language, format string) (enclosure, error) {
	as, err := documentFormatOf(format, documentFormats(), documentFormatNames())
	if err != nil {
		return enclosure{}, err
	}
	d, err := a.compose(ctx, set, snap, render.Request{Document: p.document, Subject: p.id, Lang: lang, For: edition})
	if err != nil {
		return enclosure{}, err
	}
	var page bytes.Buffer
	if err := as.write(&page, d); err != nil {
		return enclosure{}, err
	}
	name := string(p.document)
	if p.id != "" {
		name += "-" + string(p.id)
	}
	sum := sha256.Sum256(page.Bytes())
	return enclosure{network.SentFile{Name: name + "." + string(lang) + "." + format, Language: lang, SHA256: network.FileHash(hex.EncodeToString(sum[:]))}, d.Title, page.Bytes()}, nil
}

// layOut writes files into a folder, which is made where it is not there.
func (a *app) layOut(dir string, sheets []enclosure) error {
	if dir == "" {
		return nil
	}
	if err := os.MkdirAll(a.path(dir), 0o777); err != nil {
		return err
	}
	for _, s := range sheets {
		if err := a.deliver(filepath.Join(dir, s.Name), s.title, s.page); err != nil {
			return err
		}
	}
	return nil
}
