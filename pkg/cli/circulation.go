package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"unmn/pkg/record"
	"unmn/pkg/render"
)

// circulationVerbs are the verbs of circulations.
func circulationVerbs(a *app) []*cobra.Command {
	return []*cobra.Command{newCirculationNewCommand(a), newCirculationReplyCommand(a), newCirculationReproduceCommand(a), newCirculationSendCommand(a), newCirculationReceiveCommand(a)}
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

// papers are the documents that can be sent to many by their names: neither a reminder or
// a letter, which is for one, nor the text of a mail, which goes with them, nor a
// corrigendum, which its number names, nor what is of days and of no record, which the
// record of a circulation could not name so that it can be made again.
func papers() []string {
	var out []string
	for _, name := range render.Names() {
		switch name {
		case render.Reminder, render.Mail, render.ConsultationLetter, render.Corrigendum, render.Report, render.AttendanceSheet, render.Handover:
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
