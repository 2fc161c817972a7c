package cli

import (
	"context"
	"errors"
	"strings"

	"unmn/pkg/doc"
	"unmn/pkg/record"
	"unmn/pkg/repo"
)

// runRecordLog tells the history of one record, field by field.
func runRecordLog(ctx context.Context, a *app, text string, flags logFlags) error {
	t, err := a.teller(ctx, flags)
	if err != nil {
		return err
	}
	h := &history{teller: t, versions: map[string]record.Version{}}
	if h.kind, h.id, err = t.locate(ctx, text); err != nil {
		return err
	}
	a.remember(h.kind.Name(), h.id)
	if err := h.spell(); err != nil {
		return err
	}
	steps, err := h.steps(ctx)
	if err != nil {
		return err
	}
	if h.flags.structured() {
		return h.printJSON(steps)
	}
	if len(steps) == 0 {
		a.note("there is no such change of %s/%s", h.kind.Name(), h.id)
	}
	return h.print(steps)
}

// A history is that of one record.
type history struct {
	*teller
	kind     record.Type
	id       record.ID
	field    string                    // the field asked for, as differences name it
	versions map[string]record.Version // by commit
}

// A told step is what one commit did to the record.
type toldStep struct {
	commitNote
	record.Step
	cut bool // what was before is not in this clone
}

// spell takes the field asked for into the words of differences.
func (h *history) spell() error {
	rec := h.kind.New()
	if item, err := h.set.Item(h.kind.Name(), h.id); err == nil {
		rec = item.Rec()
	}
	field, err := doc.Spell(h.kind.Shape(), rec, h.flags.field)
	if err != nil {
		return usagef("", "--field: a %s has no such field: %v", h.kind.Name(), err)
	}
	h.field = field
	return nil
}

// steps are the commits that did something to the record, or to the field asked for,
// the newest first.
func (h *history) steps(ctx context.Context) ([]toldStep, error) {
	var entries []repo.Entry
	for e, err := range h.repo.LogFrom(ctx, h.from, h.kind.PathOf(h.id)) {
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	var out []toldStep
	for i, e := range entries {
		if h.flags.limit > 0 && len(out) == h.flags.limit {
			break
		}
		if h.early(e) {
			continue
		}
		s, err := h.step(ctx, e, entries[i+1:])
		if err != nil {
			return nil, err
		}
		if h.wanted(&s) {
			out = append(out, toldStep{h.note(e), s, e.Cut && s.Kind == record.Created})
		}
	}
	return out, nil
}

// step compares the record of a commit with that of its parents. A parent's version
// that cannot be read is passed over for the last one that could.
func (h *history) step(ctx context.Context, e repo.Entry, older []repo.Entry) (record.Step, error) {
	now, err := h.version(ctx, e.Hash)
	if err != nil {
		return record.Step{}, err
	}
	var before []record.Version
	for _, p := range e.Parents {
		v, err := h.version(ctx, p)
		for i := 0; err == nil && v.Problems != nil && i < len(older); i++ {
			var last record.Version
			if last, err = h.version(ctx, older[i].Hash); last.Rec != nil {
				v = last
			}
		}
		if err != nil {
			return record.Step{}, err
		}
		before = append(before, v)
	}
	return record.Compare(h.kind, before, now), nil
}

// version is the record as a commit has it.
func (h *history) version(ctx context.Context, commit string) (record.Version, error) {
	if v, ok := h.versions[commit]; ok {
		return v, nil
	}
	snap, err := h.repo.At(ctx, commit)
	if err != nil {
		return record.Version{}, err
	}
	set, err := record.Load(snap, h.app.env.Types...)
	if errors.Is(err, record.ErrNotFound) {
		h.versions[commit] = record.Version{}
		return record.Version{}, nil
	}
	if err != nil {
		return record.Version{}, err
	}
	v, err := set.Version(h.kind, h.id)
	h.versions[commit] = v
	return v, err
}

// wanted keeps of a step what is about the field asked for, and reports whether there
// is anything to tell.
func (h *history) wanted(s *record.Step) bool {
	if h.field == "" {
		return s.Kind != record.Unchanged
	}
	var fields []doc.Difference
	for _, d := range s.Fields {
		if within(d.Path, h.field) || within(h.field, d.Path) {
			fields = append(fields, d)
		}
	}
	s.Fields = fields
	return fields != nil || s.Kind == record.Unreadable
}

// within reports whether a path of fields is another one or leads below it.
func within(path, top string) bool {
	return path == top || strings.HasPrefix(path, top+".")
}

// printJSON shows the same with every value in full, in the types of the record.
func (h *history) printJSON(steps []toldStep) error {
	objects := []doc.Object{}
	for _, s := range steps {
		change := string(s.Kind)
		if s.cut {
			change = "oldest"
		}
		o := append(s.object(), doc.Member{Name: "change", Value: change})
		if s.Problems != nil {
			o = append(o, doc.Member{Name: "problems", Value: s.Problems})
		} else {
			o = append(o, doc.Member{Name: "fields", Value: fieldObjects(s.Fields)})
		}
		objects = append(objects, o)
	}
	head := doc.Object{{Name: "version", Value: 1}, {Name: "kind", Value: h.kind.Name()}, {Name: "id", Value: h.id}}
	return h.app.printObjects(h.flags.readFlags, head, "changes", objects,
		"commit", "author", "email", "when", "subject", "reason", "sources", "change", "fields", "problems")
}

func fieldObjects(list []doc.Difference) []doc.Object {
	out := make([]doc.Object, len(list))
	for i, d := range list {
		out[i] = doc.Object{{Name: "field", Value: d.Path}, {Name: "change", Value: d.Kind}}
		if d.Old.JSON != nil {
			out[i] = append(out[i], doc.Member{Name: "old", Value: d.Old.JSON})
		}
		if d.New.JSON != nil {
			out[i] = append(out[i], doc.Member{Name: "new", Value: d.New.JSON})
		}
	}
	return out
}
