package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/network"
	"unmn/pkg/record"
	"unmn/pkg/render"
	"unmn/pkg/repo"
	"unmn/pkg/word"
)

// cameBack is a document that came back, compared with what it was when it was made.
type cameBack struct {
	file    string // as the user named it
	meeting record.ID
	commit  string
	lang    string
	edition string
	final   bool // the minutes are approved
	edits   []cameEdit

	template string // the file of the template for Word it was made by
}

// A cameEdit is an edit with where it stands.
type cameEdit struct {
	render.Edit
	number  int
	state   editState
	comment *network.Comment // that keeps it; nil for none
	now     string           // of a conflict: what the record says
}

// editState is where an edit stands.
type editState string

const (
	editNew      editState = "new"
	editDone     editState = "in the record"
	editConflict editState = "conflict"
	editByHand   editState = "by hand"
	editRemark   editState = "comment"
	editKept     editState = "kept"
)

func (e *cameEdit) is(s editState) bool { return e.state == s }

// settled reports that something became of the edit already.
func (e *cameEdit) settled() bool { return e.is(editDone) || e.is(editKept) }

// readBack reads a document that came back and compares it.
func (a *app) readBack(ctx context.Context, file, template string) (*cameBack, error) {
	data, err := a.wordBytes(file, "document", "")
	if err != nil {
		return nil, err
	}
	edited, err := word.ReadEdited(filepath.ToSlash(file), data)
	if err != nil {
		return nil, err
	}
	back := &cameBack{file: file, template: template, commit: edited.Property("unmn-records"), lang: edited.Property("unmn-language"), edition: edited.Property("unmn-edition")}
	if err := back.ours(edited); err != nil {
		return nil, err
	}
	set, _, err := a.head(ctx)
	if err != nil {
		return nil, err
	}
	back.meeting, err = set.Find("meeting", edited.Property("unmn-subject"))
	if unread := set.Err(); unread != nil {
		return nil, unread // what cannot be read is not gone
	}
	if err != nil {
		return nil, usagef("it is of another register, or the meeting is gone; `unmn meeting list` shows what there is", "%s is minutes of %q, which this register does not have", file, edited.Property("unmn-subject"))
	}
	a.remember("meeting", back.meeting)
	base, err := a.madeAgain(ctx, back, edited)
	if err != nil {
		return nil, err
	}
	if sum := edited.Property("unmn-sha256"); sum != "" && sum != base.Document.Property("unmn-sha256") {
		a.note("note: this program or its templates are others than those that made %s; words of the template may be shown as edits", file)
	}
	for i, e := range base.Edits(edited) {
		back.edits = append(back.edits, cameEdit{Edit: e, number: i + 1})
	}
	return back, back.judge(set)
}

// ours refuses what unmn did not make, and what are no minutes.
func (b *cameBack) ours(e *word.Edited) error {
	const hint = "`unmn minutes render MEETING --format docx --out FILE.docx` makes one that can come back"
	switch kind := e.Property("unmn-document"); {
	case kind == "":
		return usagef(hint, "%s was not made by unmn, or its properties were removed: it does not say what it was made of", b.file)
	case kind != string(render.Minutes):
		return usagef(hint, "%s is no minutes: it is the document %q of unmn", b.file, kind)
	case b.commit == "":
		return usagef(hint, "%s does not say of which commit it was made", b.file)
	}
	return nil
}

// madeAgain makes the document again as it was, of the commit it names.
func (a *app) madeAgain(ctx context.Context, b *cameBack, e *word.Edited) (*render.Traced, error) {
	set, snap, err := a.recordedAt(ctx, network.CommitHash(b.commit))
	if repo.KindOf(err) == repo.NoRevision {
		return nil, usagef("", "%s was made of the commit %s, which this register does not have: it is of another register", b.file, short(b.commit))
	}
	if err != nil {
		return nil, err
	}
	sent := record.ID(e.Property("unmn-circulation"))
	if sent != "" {
		if set, snap, err = a.asDispatched(ctx, sent); err != nil {
			return nil, err
		}
	}
	req := render.Request{
		Circulation: sent,
		Document:    render.Minutes, Subject: record.ID(e.Property("unmn-subject")), Lang: network.Language(b.lang),
		For: network.Visibility(b.edition), On: doc.Date(e.Property("unmn-on")),
	}
	if err := a.filled(ctx, &req, set, snap); err != nil {
		return nil, err
	}
	template, err := a.wordTemplate(b.template, wordFormat)
	if err != nil {
		return nil, err
	}
	traced, err := render.TraceMinutes(req, template)
	if err != nil {
		return nil, a.joined(set, err)
	}
	return traced, nil
}

// judge says where each edit stands in the register as it is.
func (b *cameBack) judge(set *record.Set) error {
	item, err := set.Item("meeting", b.meeting)
	if err != nil {
		return err
	}
	m := item.Rec().(*network.Meeting)
	if m.Minutes == nil {
		return nil
	}
	b.final = m.Minutes.Status == network.MinutesApproved || m.Minutes.Status == network.MinutesCorrected
	for i := range b.edits {
		e := &b.edits[i]
		e.state = e.stands(set, b.meeting)
		for k := range m.Minutes.Comments {
			c := &m.Minutes.Comments[k]
			if record.ID(c.Item) == e.ItemID() && c.Text.String() == e.wish() {
				e.comment = c
			}
		}
		if e.comment != nil && !e.is(editDone) {
			e.state = editKept
		}
	}
	return nil
}

// stands is where the edit stands, without the comments.
func (e *cameEdit) stands(set *record.Set, meeting record.ID) editState {
	switch {
	case e.Kind == render.Remark:
		return editRemark
	case e.Why != "":
		return editByHand
	}
	err := e.Done(set, meeting)
	var conflict *render.Conflict
	switch {
	case err == nil:
		return editNew
	case errors.Is(err, render.ErrDone):
		return editDone
	case errors.As(err, &conflict):
		e.now = conflict.Now
		return editConflict
	}
	e.Why = err.Error()
	return editByHand
}

// wish is the edit as the comment that is kept of it.
func (e *cameEdit) wish() string {
	was, is := shorter(e.Old, e.New)
	where := e.Place + ": "
	switch e.Kind {
	case render.Remark:
		if e.Old == "" {
			return e.New
		}
		return fmt.Sprintf("on “%s”: %s", e.Old, e.New)
	case render.WordsAdded:
		return where + fmt.Sprintf("add “%s”", strings.ReplaceAll(e.New, "\n", " / "))
	case render.WordsDeleted:
		return where + fmt.Sprintf("delete “%s”", e.Old)
	}
	return where + fmt.Sprintf("“%s” becomes “%s”", was, is)
}
